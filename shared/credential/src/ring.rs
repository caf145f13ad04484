//! The keys of one label.

use core::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::InvalidKeyRing;
use crate::key::{KEY_BYTES, Key, KeyList, hmac_sha256, padded};

/// The fewest bytes of a tag that is cut.
const SHORT_BYTES: usize = 10;

/// The keys of one label, current and previous: the current one signs, each of them verifies.
///
/// As configuration it is text, `<kid>:<32 bytes as base64url without padding>`, the current key
/// first, up to eight with a comma between. It is overwritten when it is dropped.
#[derive(Clone)]
pub struct KeyRing(KeyList);

impl KeyRing {
    /// Reads a ring from configuration.
    ///
    /// # Errors
    ///
    /// [`InvalidKeyRing`]; white space around the text is not taken.
    pub fn parse(raw: &str) -> Result<Self, InvalidKeyRing> {
        KeyList::parse(raw).map(Self)
    }

    /// The ring as configuration holds it. It is the secret itself.
    #[must_use]
    pub fn to_config(&self) -> Zeroizing<String> {
        self.0.to_config()
    }

    /// Thirty-two bytes that only holders of this ring can tell from random ones: the same for
    /// the same current key, `context` and `bytes`, and unlike any token's tag.
    ///
    /// HMAC-SHA-256 of `bytes` under the key which is HMAC-SHA-256 of `context` under the current
    /// key. `context` says what the bytes are for; two uses never share one. The result changes
    /// when the current key does.
    #[must_use]
    pub fn mac(&self, context: &str, bytes: &[u8]) -> [u8; KEY_BYTES] {
        mac(self.current(), context, bytes)
    }

    /// Whether [`KeyRing::mac`] gave `tag`, under the current key or when another of the ring was it.
    /// It takes as long whatever the answer.
    #[must_use]
    pub fn has_made(&self, context: &str, bytes: &[u8], tag: &[u8]) -> bool {
        self.macs(context, bytes).fold(false, |found, made| found | bool::from(made.ct_eq(tag)))
    }

    /// Whether what [`KeyRing::mac`] gave begins with `short`, as [`KeyRing::has_made`] says it of a
    /// whole one. `short` has at least ten bytes: fewer could be guessed.
    #[must_use]
    pub fn has_made_short(&self, context: &str, bytes: &[u8], short: &[u8]) -> bool {
        short.len() >= SHORT_BYTES
            && self.macs(context, bytes).fold(false, |found, made| {
                found | made.get(..short.len()).is_some_and(|made| bool::from(made.ct_eq(short)))
            })
    }

    /// What [`KeyRing::mac`] gives, or gave when another key of the ring was the current one.
    pub(crate) fn macs(
        &self,
        context: &str,
        bytes: &[u8],
    ) -> impl Iterator<Item = [u8; KEY_BYTES]> {
        self.keys().map(move |key| mac(key, context, bytes))
    }

    pub(crate) const fn from_keys(keys: KeyList) -> Self {
        Self(keys)
    }

    pub(crate) const fn current(&self) -> &Key {
        self.0.current()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }
}

fn mac(key: &Key, context: &str, bytes: &[u8]) -> [u8; KEY_BYTES] {
    let inner = Zeroizing::new(key.tag(&[context.as_bytes()]));
    hmac_sha256(&padded(&inner), &[bytes])
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    #[test]
    fn rings() {
        let many = |count| {
            let keys: Vec<_> = (0..count).map(|number| format!("k{number}:{KEY}")).collect();
            keys.join(",")
        };
        for (name, raw, want) in [
            ("one", format!("k1:{KEY}"), true),
            ("two", format!("k2:{KEY},k1:{KEY}"), true),
            ("eight", many(8), true),
            ("nine", many(9), false),
            ("empty", String::new(), false),
            ("no name", format!(":{KEY}"), false),
            ("no colon", KEY.to_owned(), false),
            ("no key", "k1:".to_owned(), false),
            ("a name twice", format!("k1:{KEY},k1:{KEY}"), false),
            ("a comma at the end", format!("k1:{KEY},"), false),
            ("a space", format!("k2:{KEY}, k1:{KEY}"), false),
            ("a line feed", format!("k1:{KEY}\n"), false),
            ("31 bytes", format!("k1:{}", &KEY[..42]), false),
            ("33 bytes", format!("k1:{KEY}A"), false),
            ("padded", format!("k1:{KEY}="), false),
            ("unused bits set", format!("k1:{}9", &KEY[..42]), false),
            ("the other base64", format!("k1:+/{}", &KEY[2..]), false),
            ("a name with a capital", format!("K1:{KEY}"), false),
        ] {
            assert_eq!(KeyRing::parse(&raw).is_ok(), want, "{name}");
        }
    }

    #[test]
    fn a_tag_that_is_cut_is_known_again() {
        let old = KeyRing::parse(&format!("k1:{KEY}")).unwrap();
        let new = KeyRing::parse(&format!("k2:{}A,k1:{KEY}", &KEY[1..])).unwrap();
        let tag = old.mac("bounce", b"mail");
        let mut other = tag;
        other[9] ^= 1;
        for (name, context, mail, tag, want) in [
            ("ten bytes", "bounce", "mail", &tag[..10], true),
            ("all of it", "bounce", "mail", &tag[..], true),
            ("nine bytes", "bounce", "mail", &tag[..9], false),
            ("nothing", "bounce", "mail", &tag[..0], false),
            ("another bit", "bounce", "mail", &other[..10], false),
            ("another mail", "bounce", "mai1", &tag[..10], false),
            ("another use", "other", "mail", &tag[..10], false),
        ] {
            for ring in [&old, &new] {
                assert_eq!(ring.has_made_short(context, mail.as_bytes(), tag), want, "{name}");
            }
        }
        let long = [tag.as_slice(), b"x"].concat();
        assert!(!old.has_made_short("bounce", b"mail", &long));
    }

    proptest! {
        #[test]
        fn a_ring_is_read_as_it_was_written(raw in "[a-z]1:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]") {
            prop_assert_eq!(&*KeyRing::parse(&raw).unwrap().to_config(), &raw);
        }
    }
}
