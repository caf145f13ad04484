//! Texts that none but us can read or make: XChaCha20-Poly1305.

use base64ct::{Base64UrlUnpadded, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::KeyRing;
use crate::key::Key;

/// Bytes of a nonce: so many that random ones never meet.
pub const NONCE_BYTES: usize = 24;

/// Bytes that a sealed text has beside what is in it: the nonce and the tag of Poly1305.
const FRAME_BYTES: usize = NONCE_BYTES + 16;

/// The text is none that a key of the ring has sealed, or was sealed about something else.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the sealed text is not one of ours")]
pub struct NotSealed;

impl KeyRing {
    /// Seals `text` with the current key: `<kid>.<base64url>`, of nonce, ciphertext and tag.
    ///
    /// What it is `about` is not in it, and whoever opens it must say the same. `nonce` must come
    /// from the host's secure source, and be another for each text.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if the text is longer than the cipher takes, 256 GB.
    pub fn seal(
        &self,
        nonce: [u8; NONCE_BYTES],
        about: &[u8],
        text: &[u8],
    ) -> Result<String, NotSealed> {
        let key = self.current();
        let payload = Payload { msg: text, aad: about };
        let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| NotSealed)?;
        let bytes = [&nonce, &*sealed].concat();
        Ok([key.id().as_str(), ".", &Base64UrlUnpadded::encode_string(&bytes)].concat())
    }

    /// The text that was sealed by one of the ring's keys. Its memory is overwritten when it is
    /// dropped.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if none of them has, or if it was sealed about something else.
    pub fn unseal(&self, sealed: &str, about: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotSealed> {
        let (kid, text) = sealed.split_once('.').ok_or(NotSealed)?;
        let key = self.keys().find(|key| key.id().as_str() == kid).ok_or(NotSealed)?;
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| NotSealed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(NotSealed)?;
        let payload = Payload { msg: sealed, aad: about };
        let opened = cipher(key).decrypt(&XNonce::from(*nonce), payload);
        opened.map(Zeroizing::new).map_err(|_| NotSealed)
    }

    /// Whether a sealed text says that the current key has sealed it.
    #[must_use]
    pub fn is_current(&self, sealed: &str) -> bool {
        sealed.split_once('.').is_some_and(|(kid, _)| kid == self.current_name())
    }

    /// The name of the key that seals.
    #[must_use]
    pub fn current_name(&self) -> &str {
        self.current().id().as_str()
    }

    /// How long a sealed text of this many bytes is.
    #[must_use]
    pub fn sealed_length(&self, bytes: usize) -> usize {
        let sealed = bytes.saturating_add(FRAME_BYTES).saturating_mul(4).div_ceil(3);
        self.current().id().as_str().len() + 1 + sealed
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.secret().into())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::{MasterRing, state_label};

    /// Texts that another implementation has sealed.
    const SEALED: &str = include_str!("../../../tests/vectors/credential/sealed.json");
    const KEYS: &str = include_str!("../../../tests/vectors/credential/keys.json");

    #[derive(Deserialize)]
    struct Published {
        label: String,
        rows: Vec<Row>,
    }

    #[derive(Deserialize)]
    struct Row {
        name: String,
        nonce: String,
        about: String,
        text: String,
        sealed: String,
        /// Whether the current key has made it.
        current: bool,
    }

    fn published() -> (KeyRing, Vec<Row>) {
        let keys: serde_json::Value = serde_json::from_str(KEYS).unwrap();
        let master = MasterRing::parse(keys["master"].as_str().unwrap()).unwrap();
        let published: Published = serde_json::from_str(SEALED).unwrap();
        let label = state_label(&"se".parse().unwrap());
        assert_eq!(published.label, label.as_str());
        (master.derive(&label), published.rows)
    }

    #[test]
    fn published_texts_are_opened_and_made() {
        let (ring, rows) = published();
        for row in rows {
            let (name, about) = (row.name, row.about.as_bytes());
            let opened = ring.unseal(&row.sealed, about).unwrap();
            assert_eq!(*opened, row.text.as_bytes(), "{name}");
            assert_eq!(ring.unseal(&row.sealed, b"something else"), Err(NotSealed), "{name}");
            let nonce = Base64UrlUnpadded::decode_vec(&row.nonce).unwrap().try_into().unwrap();
            let sealed = ring.seal(nonce, about, row.text.as_bytes()).unwrap();
            assert_eq!(sealed == row.sealed, row.current, "{name}");
            assert_eq!(ring.is_current(&row.sealed), row.current, "{name}");
            assert_eq!(sealed.len(), ring.sealed_length(row.text.len()), "{name}");
        }
    }

    #[test]
    fn a_text_that_was_changed_anywhere_is_refused() {
        let (ring, rows) = published();
        for row in rows {
            for at in 0..row.sealed.len() {
                for flip in [1, 0x20, 0x80] {
                    let mut bytes = row.sealed.clone().into_bytes();
                    bytes[at] ^= flip;
                    let changed = String::from_utf8_lossy(&bytes).into_owned();
                    let opened = ring.unseal(&changed, row.about.as_bytes());
                    assert_eq!(opened, Err(NotSealed), "{} {at} {flip}", row.name);
                }
                let cut = &row.sealed[..at];
                assert_eq!(ring.unseal(cut, row.about.as_bytes()), Err(NotSealed), "{at}");
            }
            let longer = [&row.sealed, "A"].concat();
            assert_eq!(ring.unseal(&longer, row.about.as_bytes()), Err(NotSealed));
        }
        for text in ["", ".", "k2", "k2.", "k2.AA", "k9.AA"] {
            assert_eq!(ring.unseal(text, b""), Err(NotSealed), "{text}");
        }
    }
}
