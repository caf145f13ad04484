//! The key of a tenant, under which the keys of its data subjects are.

use core::fmt;

use credential::{KeyRing, NONCE_BYTES, NotSealed, TenantId};
use zeroize::Zeroizing;

use crate::seal::{as_key, open_key, seal};
use crate::{KEY_BYTES, SubjectId, SubjectKey};

/// Which of a tenant's keys one is, from the first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Generation(u32);

impl Generation {
    /// The first.
    pub const FIRST: Self = Self(1);

    /// The generation of this number; there is none of 0.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A tenant's key. Its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct TenantKey {
    tenant: TenantId,
    generation: Generation,
    secret: Zeroizing<[u8; KEY_BYTES]>,
}

impl TenantKey {
    /// A new key. `random` must come from the host's secure source.
    #[must_use]
    pub fn new(tenant: TenantId, generation: Generation, random: [u8; KEY_BYTES]) -> Self {
        Self { tenant, generation, secret: Zeroizing::new(random) }
    }

    /// Seals it with the zone's current key.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] never, for a key is short.
    pub fn seal(&self, zone: &KeyRing, nonce: [u8; NONCE_BYTES]) -> Result<String, NotSealed> {
        zone.seal(nonce, about(&self.tenant, self.generation).as_bytes(), self.secret.as_slice())
    }

    /// The key that was sealed for this tenant and generation by one of the zone's keys.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if it was not.
    pub fn open(
        zone: &KeyRing,
        tenant: TenantId,
        generation: Generation,
        sealed: &str,
    ) -> Result<Self, NotSealed> {
        let opened = zone.unseal(sealed, about(&tenant, generation).as_bytes())?;
        Ok(Self { secret: as_key(&opened)?, tenant, generation })
    }

    /// Whose it is.
    #[must_use]
    pub const fn tenant(&self) -> &TenantId {
        &self.tenant
    }

    /// Which of the tenant's keys it is.
    #[must_use]
    pub const fn generation(&self) -> Generation {
        self.generation
    }

    /// Seals the key of one of the tenant's subjects. `nonce` must come from the host's secure
    /// source.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if the subject is another tenant's.
    pub fn seal_subject(
        &self,
        subject: &SubjectKey,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, NotSealed> {
        if *subject.tenant() != self.tenant {
            return Err(NotSealed);
        }
        seal(&self.secret, nonce, &self.parts(&subject.subject()), subject.expose())
    }

    /// The key that was sealed for this subject by this key.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if it was not.
    pub fn open_subject(&self, id: SubjectId, sealed: &[u8]) -> Result<SubjectKey, NotSealed> {
        let secret = open_key(&self.secret, &self.parts(&id), sealed)?;
        Ok(SubjectKey::of(self.tenant.clone(), id, secret))
    }

    /// What a subject's key is bound to. Which generation sealed it is known by the key itself.
    fn parts<'a>(&'a self, id: &'a SubjectId) -> [&'a [u8]; 3] {
        [b"subject-key", self.tenant.as_str().as_bytes(), id.as_bytes()]
    }
}

/// What a sealed tenant key is about.
fn about(tenant: &TenantId, generation: Generation) -> String {
    format!("personal tenant-key {tenant} {}", generation.number())
}

impl fmt::Debug for TenantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TenantKey(..)")
    }
}
