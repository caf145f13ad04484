//! Names and addresses of mail.

use core::fmt;
use core::str::FromStr;

/// The name of one mail: 1 to 40 of `0-9`, `a-z` and `-`. Its Message-ID and its return path are
/// made of it, and so are the same at every attempt.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MailName(String);

/// The text is no [`MailName`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a mail is named by 1 to 40 digits, lower-case letters and hyphens")]
pub struct InvalidMailName;

impl MailName {
    const MAX_BYTES: usize = 40;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailName {
    type Err = InvalidMailName;

    fn from_str(raw: &str) -> Result<Self, InvalidMailName> {
        let plain = raw.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'-'));
        let long = (1..=Self::MAX_BYTES).contains(&raw.len());
        if plain && long { Ok(Self(raw.to_owned())) } else { Err(InvalidMailName) }
    }
}

/// A domain of mail: labels of letters, digits and hyphens, in lower case, at most 190 bytes.
/// Others are written in their ASCII form (RFC 5891).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Domain(String);

/// The text is no [`Domain`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a domain is written in ASCII, as survey.example")]
pub struct InvalidDomain;

impl Domain {
    const MAX_BYTES: usize = 190;

    /// The domain.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Domain {
    type Err = InvalidDomain;

    fn from_str(raw: &str) -> Result<Self, InvalidDomain> {
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if raw.len() <= Self::MAX_BYTES && raw.split('.').all(label) {
            Ok(Self(raw.to_ascii_lowercase()))
        } else {
            Err(InvalidDomain)
        }
    }
}

/// An address of mail as it stands in an envelope and in a header: an unquoted local part of at
/// most 64 bytes and a [`Domain`], all ASCII.
#[derive(Clone, Eq, PartialEq)]
pub struct MailAddress {
    whole: String,
    domain: Domain,
}

/// The text is no [`MailAddress`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("must be an address of mail, as name@survey.example")]
pub struct InvalidMailAddress;

impl MailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// What stands behind its `@`.
    #[must_use]
    pub const fn domain(&self) -> &Domain {
        &self.domain
    }
}

impl FromStr for MailAddress {
    type Err = InvalidMailAddress;

    fn from_str(raw: &str) -> Result<Self, InvalidMailAddress> {
        let (local, domain) = raw.rsplit_once('@').ok_or(InvalidMailAddress)?;
        // The characters of an atom (RFC 5322, section 3.2.3).
        let atom =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        let named = (1..=64).contains(&local.len())
            && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
        let domain: Domain = domain.parse().map_err(|_| InvalidMailAddress)?;
        if named {
            Ok(Self { whole: [local, "@", domain.as_str()].concat(), domain })
        } else {
            Err(InvalidMailAddress)
        }
    }
}

/// Whose address it is stands in no log.
impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(..)")
    }
}

/// What shows that a return path was ours: 8 to 16 of `0-9` and `a-z`, of a keyed hash over the
/// mail's name. Relays may change the case of what they pass on, so there is but one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BounceTag(String);

impl BounceTag {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BounceTag {
    type Err = InvalidMailName;

    fn from_str(raw: &str) -> Result<Self, InvalidMailName> {
        let plain = raw.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z'));
        let long = (8..=16).contains(&raw.len());
        if plain && long { Ok(Self(raw.to_owned())) } else { Err(InvalidMailName) }
    }
}

/// Where a mail that cannot be delivered comes back to: `bounce+{mail}.{tag}@{domain}`. Its local
/// part has at most the 64 bytes of RFC 5321.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReturnPath {
    /// The mail.
    pub mail: MailName,
    /// What shows that it was ours. Whoever reads it computes it again before the rest is believed.
    pub tag: BounceTag,
}

const BEFORE: &str = "bounce+";

impl ReturnPath {
    /// The address in a domain.
    #[must_use]
    pub fn address(&self, domain: &Domain) -> String {
        [BEFORE, self.mail.as_str(), ".", self.tag.as_str(), "@", domain.as_str()].concat()
    }

    /// Reads an address, with or without its angle brackets, in whatever case.
    #[must_use]
    pub fn read(address: &str, domain: &Domain) -> Option<Self> {
        let address = address.trim().trim_start_matches('<').trim_end_matches('>');
        if address.len() > 254 {
            return None;
        }
        let address = address.to_ascii_lowercase();
        let (local, found) = address.rsplit_once('@')?;
        let (mail, tag) = local.strip_prefix(BEFORE)?.split_once('.')?;
        if found != domain.as_str() {
            return None;
        }
        Some(Self { mail: mail.parse().ok()?, tag: tag.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (raw, good) in [
            ("anna@shop.example", true),
            ("anna+orders.x@Shop.Example", true),
            ("o'neill@shop.example", true),
            ("anna@localhost", true),
            ("anna", false),
            ("@shop.example", false),
            ("anna@", false),
            ("a..b@shop.example", false),
            ("anna berg@shop.example", false),
            ("\"anna\"@shop.example", false),
            ("anna@shop.example>\r\nBcc: x@y", false),
            ("anna@shop.example, b@c.example", false),
            ("a,b@shop.example", false),
            ("åsa@shop.example", false),
            ("anna@-shop.example", false),
            ("anna@shop..example", false),
        ] {
            assert_eq!(raw.parse::<MailAddress>().is_ok(), good, "{raw}");
        }
        let address: MailAddress = "anna@Shop.Example".parse().unwrap();
        assert_eq!(
            (address.as_str(), address.domain().as_str()),
            ("anna@shop.example", "shop.example")
        );
        assert_eq!(format!("{address:?}"), "MailAddress(..)");
    }

    #[test]
    fn return_paths() {
        let domain: Domain = "mail.example".parse().unwrap();
        let path = ReturnPath {
            mail: "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap(),
            tag: "k3j9x0ab12cd34ef".parse().unwrap(),
        };
        let address = path.address(&domain);
        assert_eq!(
            address,
            "bounce+01932c07-209e-7cde-8c1d-3f2a1b4c5d6e.k3j9x0ab12cd34ef@mail.example"
        );
        let longest = [BEFORE, &"a".repeat(40), ".", &"b".repeat(16)].concat();
        assert_eq!(longest.len(), 64);
        for (raw, found) in [
            (address.clone(), true),
            (format!("<{}>", address.to_uppercase()), true),
            (address.replace("mail.example", "other.example"), false),
            (address.replace("bounce+", ""), false),
            (address.replace('.', ""), false),
            (address.replace("k3j9", ""), true),
            (address.replace("k3j9x0ab12", ""), false),
            (address.replace("-209e", "/../x"), false),
            ("x".repeat(4000), false),
            (String::new(), false),
        ] {
            assert_eq!(ReturnPath::read(&raw, &domain).is_some(), found, "{raw}");
        }
        assert_eq!(ReturnPath::read(&address, &domain), Some(path));
    }
}
