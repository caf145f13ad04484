//! What the authenticator says (section 6.1), and the object that a new passkey comes in (section 6.5).

use crate::cbor::Reader;
use crate::key::PublicKey;
use crate::relying_party::MAX_CREDENTIAL_ID_BYTES;
use crate::{PasskeyError, RelyingParty};

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;

/// The authenticator's data.
pub(crate) struct AuthenticatorData<'a> {
    relying_party: [u8; 32],
    flags: u8,
    /// How often it has signed, as it counts; 0 if it does not.
    pub(crate) counter: u32,
    /// The passkey that was made: its id, and its key as it is kept.
    pub(crate) credential: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> AuthenticatorData<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, PasskeyError> {
        let mut reader = Reader::new(bytes);
        let relying_party = reader.array()?;
        let [flags] = reader.array()?;
        let counter = u32::from_be_bytes(reader.array()?);
        let credential = if flags & HAS_CREDENTIAL == 0 { None } else { Some(next(&mut reader)?) };
        if flags & HAS_EXTENSIONS != 0 {
            // We ask for none; some authenticators send some all the same.
            Reader::new(reader.rest()).map()?;
            reader.skip()?;
        }
        reader.end()?;
        Ok(Self { relying_party, flags, counter, credential })
    }

    /// Whether it says by whom it was used: a PIN, a finger, a face.
    pub(crate) const fn is_verified(&self) -> bool {
        self.flags & USER_VERIFIED != 0
    }

    /// Checks whom it is for, and that somebody was there.
    pub(crate) fn check(&self, party: &RelyingParty) -> Result<(), PasskeyError> {
        if self.relying_party != *party.id_hash() {
            return Err(PasskeyError::RelyingParty);
        }
        if self.flags & USER_PRESENT == 0 {
            return Err(PasskeyError::User);
        }
        if self.flags & BACKUP_ELIGIBLE == 0 && self.flags & BACKED_UP != 0 {
            return Err(PasskeyError::Malformed("a copy of what cannot be copied"));
        }
        Ok(())
    }
}

/// The passkey that comes next: its id, and its key, which is looked at.
fn next<'a>(reader: &mut Reader<'a>) -> Result<(&'a [u8], &'a [u8]), PasskeyError> {
    let _make: [u8; 16] = reader.array()?;
    let length = usize::from(u16::from_be_bytes(reader.array()?));
    let id = reader.take(length)?;
    if !(1..=MAX_CREDENTIAL_ID_BYTES).contains(&id.len()) {
        return Err(PasskeyError::Malformed("an id of no length that ids have"));
    }
    let before = reader.rest();
    PublicKey::next(reader)?;
    let (key, _) = before.split_at(before.len() - reader.rest().len());
    Ok((id, key))
}

/// The authenticator's data within an attestation object, whose attestation is none.
pub(crate) fn within(attestation: &[u8]) -> Result<&[u8], PasskeyError> {
    let mut reader = Reader::new(attestation);
    let (mut data, mut formats, mut statements) = (None, 0_u8, 0_u8);
    for _ in 0..reader.map()? {
        match reader.text()? {
            "fmt" if reader.text()? == "none" => formats += 1,
            "attStmt" if reader.map()? == 0 => statements += 1,
            "authData" if data.is_none() => data = Some(reader.bytes()?),
            "fmt" | "attStmt" => return Err(PasskeyError::Attestation),
            _ => return Err(PasskeyError::Malformed("another member of an attestation")),
        }
        if formats > 1 || statements > 1 {
            return Err(PasskeyError::Malformed("a member that is there twice"));
        }
    }
    reader.end()?;
    match (data, formats, statements) {
        (Some(data), 1, 1) => Ok(data),
        (Some(_) | None, ..) => Err(PasskeyError::Malformed("not a whole attestation")),
    }
}
