//! E-mail addresses.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// An e-mail address in the form accounts are found by: no outer blanks, lower case, at most 254
/// bytes (RFC 5321, section 4.5.3.1.3), one `@` with something on both sides.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an [`Email`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

impl Email {
    const MAX_BYTES: usize = 254;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as a person is found by it: the domain in ASCII (RFC 3492), without the dot that
    /// may end it. Two ways to write one address come to the same; no provider's own rules are
    /// guessed.
    #[must_use]
    pub fn look_up(&self) -> String {
        let Some((local, domain)) = self.0.split_once('@') else { return self.0.clone() };
        let domain = domain.strip_suffix('.').unwrap_or(domain);
        let labels: Vec<_> = domain.split('.').map(ascii).collect();
        [local, "@", &labels.join(".")].concat()
    }
}

/// A label of a domain in ASCII. One that is too long for that stays as it is.
fn ascii(label: &str) -> String {
    if label.is_ascii() {
        return label.to_owned();
    }
    let encoded = idna::punycode::encode_str(label);
    encoded.map_or_else(|| label.to_owned(), |encoded| ["xn--", &encoded].concat())
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(raw: &str) -> Result<Self, InvalidEmail> {
        let address = raw.trim().to_lowercase();
        let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
        let halves = address.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@')
        });
        if plain && halves && address.len() <= Self::MAX_BYTES {
            Ok(Self(address))
        } else {
            Err(InvalidEmail)
        }
    }
}

impl TryFrom<String> for Email {
    type Error = InvalidEmail;

    fn try_from(raw: String) -> Result<Self, InvalidEmail> {
        raw.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_found_by_one_text() {
        for (name, raw, want) in [
            ("plain", "anna@example.com", "anna@example.com"),
            ("case and blanks", " Anna@Example.COM ", "anna@example.com"),
            (
                "a domain with a letter of its own",
                "anna@räksmörgås.se",
                "anna@xn--rksmrgs-5wao1o.se",
            ),
            ("the same in ASCII", "anna@xn--rksmrgs-5wao1o.se", "anna@xn--rksmrgs-5wao1o.se"),
            ("in capitals", "anna@RÄKSMÖRGÅS.SE", "anna@xn--rksmrgs-5wao1o.se"),
            ("a dot at the end", "anna@example.com.", "anna@example.com"),
            ("dots and tags stay", "a.n.n.a+shop@example.com", "a.n.n.a+shop@example.com"),
            ("a name that is not ASCII", "åsa@example.com", "åsa@example.com"),
        ] {
            let email: Email = raw.parse().unwrap();
            assert_eq!(email.look_up(), want, "{name}");
            assert_eq!(format!("{email:?}"), "Email(..)");
        }
    }

    #[test]
    fn what_is_no_address() {
        let long = format!("{}@example.com", "a".repeat(243));
        for raw in ["", "anna", "@example.com", "anna@", "a@b@c", "an na@b", "a\n@b", &long] {
            assert_eq!(raw.parse::<Email>().err(), Some(InvalidEmail), "{raw:?}");
        }
    }
}
