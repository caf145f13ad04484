//! Bytes that only the holder of a key can read or make, bound to where they belong.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use credential::{NONCE_BYTES, NotSealed};
use zeroize::Zeroizing;

use crate::KEY_BYTES;

/// What sealed bytes begin with: the number of their form.
const FORM: u8 = 1;

/// What is bound begins with this, so that no other use of a key is opened here.
const SCHEME: &[u8] = b"nordsvar/personal/1";

/// Seals `text`, bound to `parts`.
pub(crate) fn seal(
    key: &[u8; KEY_BYTES],
    nonce: [u8; NONCE_BYTES],
    parts: &[&[u8]],
    text: &[u8],
) -> Result<Vec<u8>, NotSealed> {
    let bound = bound(parts)?;
    let payload = Payload { msg: text, aad: &bound };
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| NotSealed)?;
    Ok([&[FORM], &nonce[..], &sealed].concat())
}

/// Opens what [`seal`] made, bound to the same.
pub(crate) fn open(
    key: &[u8; KEY_BYTES],
    parts: &[&[u8]],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotSealed> {
    let (form, sealed) = sealed.split_first().ok_or(NotSealed)?;
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(NotSealed)?;
    if *form != FORM {
        return Err(NotSealed);
    }
    let bound = bound(parts)?;
    let payload = Payload { msg: sealed, aad: &bound };
    let opened = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload);
    opened.map(Zeroizing::new).map_err(|_| NotSealed)
}

/// Opens a key.
pub(crate) fn open_key(
    key: &[u8; KEY_BYTES],
    parts: &[&[u8]],
    sealed: &[u8],
) -> Result<Zeroizing<[u8; KEY_BYTES]>, NotSealed> {
    as_key(&open(key, parts, sealed)?)
}

/// Takes bytes for a key.
pub(crate) fn as_key(bytes: &[u8]) -> Result<Zeroizing<[u8; KEY_BYTES]>, NotSealed> {
    <[u8; KEY_BYTES]>::try_from(bytes).map(Zeroizing::new).map_err(|_| NotSealed)
}

/// Each part with its length before it: two lists of parts never come to the same.
fn bound(parts: &[&[u8]]) -> Result<Vec<u8>, NotSealed> {
    let mut bound = Vec::new();
    for part in [SCHEME].iter().chain(parts) {
        let length = u32::try_from(part.len()).map_err(|_| NotSealed)?;
        bound.extend_from_slice(&length.to_be_bytes());
        bound.extend_from_slice(part);
    }
    Ok(bound)
}
