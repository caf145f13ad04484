//! Passkeys (`WebAuthn`).

use core::fmt;
use core::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};

use super::{Agent, Network, Secret, SignedIn};
use crate::Moment;

/// Bytes that browsers and authenticators made. On the wire: base64url without padding (RFC 4648, section 5).
#[derive(Clone, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Octets(Vec<u8>);

/// The text is not base64url without padding.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not base64url without padding")]
pub struct InvalidOctets;

impl Octets {
    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Octets {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl FromStr for Octets {
    type Err = InvalidOctets;

    fn from_str(raw: &str) -> Result<Self, InvalidOctets> {
        Base64UrlUnpadded::decode_vec(raw).map(Self).map_err(|_| InvalidOctets)
    }
}

impl TryFrom<String> for Octets {
    type Error = InvalidOctets;

    fn try_from(raw: String) -> Result<Self, InvalidOctets> {
        raw.parse()
    }
}

impl fmt::Display for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl From<Octets> for String {
    fn from(octets: Octets) -> Self {
        octets.to_string()
    }
}

impl fmt::Debug for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Octets({} bytes)", self.0.len())
    }
}

/// What its owner calls a passkey: 1 to 60 characters without outer blanks.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct PasskeyName(String);

/// The text is not a [`PasskeyName`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not 1 to 60 characters")]
pub struct InvalidPasskeyName;

impl PasskeyName {
    const MAX_CHARS: usize = 60;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PasskeyName {
    type Err = InvalidPasskeyName;

    fn from_str(raw: &str) -> Result<Self, InvalidPasskeyName> {
        let name = raw.trim();
        let fits = (1..=Self::MAX_CHARS).contains(&name.chars().count());
        if fits && !name.chars().any(char::is_control) {
            Ok(Self(name.to_owned()))
        } else {
            Err(InvalidPasskeyName)
        }
    }
}

impl TryFrom<String> for PasskeyName {
    type Error = InvalidPasskeyName;

    fn try_from(raw: String) -> Result<Self, InvalidPasskeyName> {
        raw.parse()
    }
}

impl From<PasskeyName> for String {
    fn from(name: PasskeyName) -> Self {
        name.0
    }
}

/// Asks what a browser needs to make a passkey. Nothing is kept yet.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BeginPasskey {
    /// What Argon2id made of the password that holds now.
    pub password: Secret<32>,
}

/// What a browser needs to make a passkey.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyBegun {
    /// The host that it is for.
    pub relying_party: String,
    /// What is to be answered, within five minutes and once.
    pub challenge: Octets,
    /// What the account is called in the passkey.
    pub user: Octets,
    /// The kinds of keys that are taken, by COSE's numbers.
    pub algorithms: Vec<i32>,
    /// The passkeys that are there: an authenticator that has one of them makes no other.
    pub there: Vec<Octets>,
}

/// Adds a passkey, which ends all sessions.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPasskey {
    /// What its owner calls it.
    pub name: PasskeyName,
    /// Its id.
    pub id: Octets,
    /// What the browser says of the page.
    pub client_data: Octets,
    /// What the authenticator says of the passkey.
    pub attestation: Octets,
}

/// The passkey is there.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAdded {
    /// The account from now on.
    pub who: SignedIn,
    /// The recovery codes, which are told once; none if this is not the account's first second factor.
    pub recovery_codes: Vec<String>,
}

/// Names a passkey anew.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RenamePasskey {
    /// Its id.
    pub id: Octets,
    /// What its owner calls it.
    pub name: PasskeyName,
}

/// The passkey has its new name.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyRenamed {}

/// Takes a passkey away, which ends all sessions.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RemovePasskey {
    /// Its id.
    pub id: Octets,
    /// What Argon2id made of the password that holds now.
    pub password: Secret<32>,
}

/// Asks what a browser needs to use a passkey.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskPasskey {
    /// What the right password came to. Without it the passkey says who signs in, and nobody's passkeys
    /// are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// What a browser needs to use a passkey.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAsked {
    /// The host that it is for.
    pub relying_party: String,
    /// What is to be answered, within five minutes and once.
    pub challenge: Octets,
    /// The passkeys that count; none: whichever the authenticator has.
    pub allowed: Vec<Octets>,
}

/// Shows a passkey: after the right password, or in its place.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyPasskey {
    /// What the right password came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Its id.
    pub id: Octets,
    /// What the browser says of the page.
    pub client_data: Octets,
    /// What the authenticator says.
    pub authenticator_data: Octets,
    /// What it has signed.
    pub signature: Octets,
    /// What the account is called in the passkey, if the authenticator says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Octets>,
    /// Where the attempt comes from, if it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// What it is made with, for the list of sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
}

/// A passkey that somebody has.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPasskey {
    /// Its id.
    pub id: Octets,
    /// What its owner calls it.
    pub name: PasskeyName,
    /// Since when.
    pub since: Moment,
    /// When it was last used, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octets_have_one_form() {
        let octets: Octets = "_-8".parse().unwrap();
        assert_eq!((octets.as_slice(), octets.to_string().as_str()), (&[0xff, 0xef][..], "_-8"));
        for bad in ["_-8=", "/+8", "_-9", "å", "a"] {
            assert_eq!(bad.parse::<Octets>(), Err(InvalidOctets), "{bad}");
        }
        assert_eq!(format!("{octets:?}"), "Octets(2 bytes)");
    }

    #[test]
    fn names_are_short_and_said() {
        let long = "å".repeat(61);
        for (raw, want) in [
            (" Telefonen ", Some("Telefonen")),
            ("", None),
            (" ", None),
            ("a\nb", None),
            (long.as_str(), None),
            (&long[2..], Some(&long[2..])),
        ] {
            let name = raw.parse::<PasskeyName>();
            assert_eq!(name.as_ref().ok().map(PasskeyName::as_str), want, "{raw}");
        }
    }
}
