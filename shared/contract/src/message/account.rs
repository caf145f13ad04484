//! Tenants, users, keys and signing in.

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use credential::{Grants, TenantId, UserId, ZoneId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use personal::{Email, InvalidEmail};

use super::{Agent, FactorRule, Network};

/// Bytes that only their two ends may see: a hashed password, or what it is checked against.
/// On the wire: base64url without padding (RFC 4648, section 5).
#[derive(Clone, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Secret<const N: usize>(Zeroizing<[u8; N]>);

/// The text is not the base64url of as many bytes as are asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the base64url of the right number of bytes")]
pub struct InvalidSecret;

impl<const N: usize> Secret<N> {
    /// Takes the bytes.
    #[must_use]
    pub fn new(bytes: [u8; N]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> TryFrom<String> for Secret<N> {
    type Error = InvalidSecret;

    fn try_from(raw: String) -> Result<Self, InvalidSecret> {
        let raw = Zeroizing::new(raw);
        let mut bytes = Zeroizing::new([0; N]);
        let decoded = Base64UrlUnpadded::decode(raw.as_bytes(), bytes.as_mut_slice())
            .map_err(|_| InvalidSecret)?;
        if decoded.len() == N { Ok(Self(bytes)) } else { Err(InvalidSecret) }
    }
}

impl<const N: usize> From<Secret<N>> for String {
    fn from(secret: Secret<N>) -> Self {
        Base64UrlUnpadded::encode_string(secret.0.as_slice())
    }
}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// How an account's password is hashed: Argon2id (RFC 9106), 32 bytes out.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordParameters {
    /// The account's salt.
    pub salt: Secret<16>,
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// Asks how a password is to be hashed, which counts as an attempt to sign in. Accounts that do not
/// exist get an answer of the same kind.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LoginParameters {
    /// Who wants to sign in.
    pub email: Email,
    /// Where the attempt comes from, if it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
}

/// How a password is to be hashed, and when.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ToHash {
    /// What it is hashed with.
    pub parameters: PasswordParameters,
    /// After how many milliseconds it is its turn; two seconds at most.
    pub wait_ms: u32,
}

/// Asks whose the hashed password is.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyLogin {
    /// Who wants to sign in.
    pub email: Email,
    /// What Argon2id made of the password.
    pub proof: Secret<32>,
    /// Where the attempt comes from, as it was said when it was asked how to hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// What it is made with, for the list of sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
}

/// Who signed in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignedIn {
    /// The user.
    pub user: UserId,
    /// The user's tenant.
    pub tenant: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// The account's epoch; a session of another epoch has ended.
    pub epoch: u32,
    /// What the user may do.
    pub grants: Grants,
}

/// Somebody who is signed in, for the room that they are in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Who, and what they may do.
    pub who: SignedIn,
    /// How they sign in.
    pub email: Email,
    /// Their company's name.
    pub organisation: String,
}

/// Makes a tenant at home in the zone that is asked, or renames it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PutTenant {
    /// The company's name, 1 to 200 characters.
    pub name: String,
    /// The tenant's home zone; another zone refuses it.
    pub zone: ZoneId,
    /// Whether its people must have a second factor. Left out, it stays as it is; at first they need
    /// not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<FactorRule>,
}

/// Makes a user. If the address already has an account, nothing changes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CreateUser {
    /// The user's name.
    pub user: UserId,
    /// The user's tenant; it must exist.
    pub tenant: TenantId,
    /// How the user signs in.
    pub email: Email,
    /// How the password was hashed.
    pub parameters: PasswordParameters,
    /// SHA-256 of what Argon2id made of the password.
    pub verifier: Secret<32>,
    /// What the user may do.
    pub grants: Grants,
}

/// The account that an address has now.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct UserCreated {
    /// The account's user: the one that was asked for, or the one that was there.
    pub user: UserId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_have_one_length() {
        let secret = Secret::new([7; 32]);
        let text = String::from(secret.clone());
        assert!(Secret::<32>::try_from(text.clone()).is_ok());
        assert!(Secret::<16>::try_from(text.clone()).is_err());
        assert!(Secret::<33>::try_from(text).is_err());
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }
}
