//! Identity providers that organisations bring, and whom they name.

use core::fmt;
use core::str::FromStr;

use credential::HandOverMark;
use http::Uri;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Agent, Email};
use crate::Moment;

/// An address of an identity provider: `https` and a public host name, or a host of this machine, which only a
/// development platform calls. At most 512 bytes of ASCII, without a fragment.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProviderUrl(String);

/// What an identity provider calls itself (`OpenID` Connect Discovery 1.0): a [`ProviderUrl`] of at most 255 bytes, without
/// a query.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Issuer(ProviderUrl);

/// What an identity provider calls us: 1 to 255 printable ASCII characters.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientId(String);

/// What an identity provider knows us by: 1 to 512 printable ASCII characters.
#[derive(Clone, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientSecret(Zeroizing<String>);

/// What an identity provider calls a person: 1 to 255 ASCII characters (`OpenID` Connect Core 1.0, section 2).
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Subject(String);

/// The text is not what is to be known of an identity provider.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidIdentity {
    /// Not a [`ProviderUrl`] or [`Issuer`].
    #[error("not https:// and the name of a public host")]
    Url,
    /// Too long, too short, or with other characters.
    #[error("not as many printable characters as it may have")]
    Text,
}

impl ProviderUrl {
    const MAX_BYTES: usize = 512;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme and authority, as an origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        let authority = self.0.find("://").map_or(0, |at| at + 3);
        let path = self.0.get(authority..).and_then(|rest| rest.find(['/', '?']));
        path.and_then(|at| self.0.get(..authority + at)).unwrap_or(&self.0)
    }

    /// Whether it is one of this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.0.parse::<Uri>().is_ok_and(|uri| uri.host().is_some_and(is_loopback))
    }
}

impl FromStr for ProviderUrl {
    type Err = InvalidIdentity;

    fn from_str(raw: &str) -> Result<Self, InvalidIdentity> {
        let plain = raw.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#<>\\".contains(&byte));
        let uri: Uri = raw.parse().map_err(|_| InvalidIdentity::Url)?;
        let (scheme, host) = (uri.scheme_str(), uri.host().unwrap_or_default());
        let somebody = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
        let called = match scheme {
            Some("https") => is_public(host) || is_loopback(host),
            Some("http") => is_loopback(host),
            Some(_) | None => false,
        };
        if plain && called && !somebody && raw.len() <= Self::MAX_BYTES {
            Ok(Self(raw.to_owned()))
        } else {
            Err(InvalidIdentity::Url)
        }
    }
}

fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// Whether a host is a name in the public tree, as far as its letters tell: where it leads is the network's to say.
fn is_public(host: &str) -> bool {
    const OWN: [&str; 7] = ["arpa", "internal", "intranet", "invalid", "lan", "local", "localhost"];
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let named = last.bytes().any(|byte| byte.is_ascii_alphabetic());
    host.contains('.') && host.split('.').all(label) && named && !OWN.contains(&last.as_str())
}

impl Issuer {
    const MAX_BYTES: usize = 255;

    /// The issuer, byte for byte as it is compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The same as an address.
    #[must_use]
    pub const fn url(&self) -> &ProviderUrl {
        &self.0
    }
}

impl FromStr for Issuer {
    type Err = InvalidIdentity;

    fn from_str(raw: &str) -> Result<Self, InvalidIdentity> {
        let short = raw.len() <= Self::MAX_BYTES && !raw.contains('?');
        short.then_some(()).ok_or(InvalidIdentity::Url).and_then(|()| raw.parse()).map(Self)
    }
}

impl ClientId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ClientSecret {
    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Subject {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text has 1 to `most` characters, all of ASCII and to be seen, or blanks within.
fn is_printable(raw: &str, most: usize) -> bool {
    (1..=most).contains(&raw.len())
        && raw.trim() == raw
        && raw.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
}

impl FromStr for ClientId {
    type Err = InvalidIdentity;

    fn from_str(raw: &str) -> Result<Self, InvalidIdentity> {
        is_printable(raw, 255).then(|| Self(raw.to_owned())).ok_or(InvalidIdentity::Text)
    }
}

impl FromStr for ClientSecret {
    type Err = InvalidIdentity;

    fn from_str(raw: &str) -> Result<Self, InvalidIdentity> {
        let fits = is_printable(raw, 512);
        fits.then(|| Self(Zeroizing::new(raw.to_owned()))).ok_or(InvalidIdentity::Text)
    }
}

impl FromStr for Subject {
    type Err = InvalidIdentity;

    fn from_str(raw: &str) -> Result<Self, InvalidIdentity> {
        is_printable(raw, 255).then(|| Self(raw.to_owned())).ok_or(InvalidIdentity::Text)
    }
}

/// Makes types of text what their JSON is.
macro_rules! texts {
    ($($name:ident => $text:expr;)+) => {
        $(
            impl TryFrom<String> for $name {
                type Error = InvalidIdentity;

                fn try_from(raw: String) -> Result<Self, InvalidIdentity> {
                    raw.parse()
                }
            }

            impl From<$name> for String {
                fn from(value: $name) -> Self {
                    let text: fn(&$name) -> &str = $text;
                    text(&value).to_owned()
                }
            }
        )+
    };
}

texts! {
    ProviderUrl => |url| url.as_str();
    Issuer => |issuer| issuer.as_str();
    ClientId => |client| client.as_str();
    ClientSecret => |secret| secret.expose();
    Subject => |subject| subject.as_str();
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret(..)")
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject(..)")
    }
}

/// Says by which identity provider a tenant's people sign in. What was said before is forgotten, with its secret.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SetProvider {
    /// What the provider calls itself.
    pub issuer: Issuer,
    /// What it calls us.
    pub client_id: ClientId,
    /// What it knows us by; none for a public client, of which PKCE alone is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<ClientSecret>,
}

/// By which identity provider a tenant's people may sign in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderState {
    /// The provider; none if there is none.
    pub provider: Option<ProviderShown>,
}

/// What is shown of an identity provider; never its secret.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderShown {
    /// What it calls itself.
    pub issuer: Issuer,
    /// What it calls us.
    pub client_id: ClientId,
    /// Whether it knows us by a secret.
    pub has_secret: bool,
    /// Since when it is so.
    pub changed_at: Moment,
}

/// An identity provider, for whoever asks it: the one message that its secret is in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderToAsk {
    /// What it calls itself.
    pub issuer: Issuer,
    /// What it calls us.
    pub client_id: ClientId,
    /// What it knows us by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<ClientSecret>,
}

/// Asks which of a tenant's people an identity provider has named.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyIdentity {
    /// The provider: another than the tenant's is refused.
    pub issuer: Issuer,
    /// What it calls us, with which its names of people go.
    pub client_id: ClientId,
    /// What it calls the person.
    pub subject: Subject,
    /// Their address, if the provider has verified it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// What login gave the browser that asks.
    pub mark: HandOverMark,
}

/// Whom the provider has named. Nobody is signed in yet.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityVerified {
    /// What storage made, and alone can read: it goes to login, in that browser.
    pub token: String,
    /// How they sign in here.
    pub email: Email,
    /// Their company's name.
    pub organisation: String,
}

/// Signs in whom an identity provider has named.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyOrganisation {
    /// What storage made.
    pub token: String,
    /// What login gave the browser that brings it.
    pub mark: HandOverMark,
    /// What it is made with, for the list of sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_are_public_or_on_this_machine() {
        let long = format!("https://id.example.com/{}", "a".repeat(240));
        for (raw, is_url, is_issuer) in [
            ("https://id.example.com", true, true),
            ("https://login.example.com/tenant/v2.0", true, true),
            ("https://id.example.com:8443/", true, true),
            ("https://id.example.com/authorize?x=1", true, false),
            (long.as_str(), true, false),
            ("http://127.0.0.1:4000", true, true),
            ("http://[::1]:4000/a", true, true),
            ("https://localhost:4000", true, true),
            ("http://id.example.com", false, false),
            ("ftp://id.example.com", false, false),
            ("https://id", false, false),
            ("https://10.0.0.1", false, false),
            ("https://0x7f.1", false, false),
            ("https://2130706433", false, false),
            ("https://[fd00::1]", false, false),
            ("http://169.254.169.254/latest", false, false),
            ("https://metadata.google.internal", false, false),
            ("https://printer.local", false, false),
            ("https://id.example.com.", false, false),
            ("https://id.example.com@evil.example", false, false),
            ("https://user@id.example.com", false, false),
            ("https://id.example.com#a", false, false),
            ("https://id.example.com/a b", false, false),
            ("https://idé.example.com", false, false),
            ("id.example.com", false, false),
            ("", false, false),
        ] {
            assert_eq!(raw.parse::<ProviderUrl>().is_ok(), is_url, "{raw}");
            assert_eq!(raw.parse::<Issuer>().is_ok(), is_issuer, "{raw}");
        }
    }

    #[test]
    fn origins_end_before_the_path() {
        for (raw, origin, loopback) in [
            ("https://id.example.com", "https://id.example.com", false),
            ("https://id.example.com:8443/a/b", "https://id.example.com:8443", false),
            ("http://127.0.0.1:4000?a=/b", "http://127.0.0.1:4000", true),
        ] {
            let url: ProviderUrl = raw.parse().unwrap();
            assert_eq!((url.origin(), url.is_loopback()), (origin, loopback));
        }
    }

    #[test]
    fn texts_are_bounded_and_secrets_do_not_print() {
        let long = "a".repeat(513);
        for bad in ["", " a", "a\n", "å", long.as_str()] {
            assert!(bad.parse::<ClientId>().is_err(), "{bad}");
            assert!(bad.parse::<ClientSecret>().is_err(), "{bad}");
            assert!(bad.parse::<Subject>().is_err(), "{bad}");
        }
        let secret: ClientSecret = "s3cret".parse().unwrap();
        assert_eq!(format!("{secret:?}"), "ClientSecret(..)");
        assert_eq!(secret.expose(), "s3cret");
    }
}
