//! The caller's side.

use base64ct::{Base64, Encoding};
use http::HeaderValue;
use http::request::Parts;

use super::base;
use crate::{Function, KeyRing, UnixSeconds};

/// The request cannot be signed as it stands: `authorization` is there twice, or it is not
/// visible ASCII.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the request's authorization header cannot be signed")]
pub struct SigningError;

/// Signs a request that `function` is about to send, with the current key of its `ring`.
///
/// Sets `content-digest`, `signature-input` and `signature`, in place of any that are there. The
/// method, path, query, `authorization` and `body` must then be sent as they are. `created` is
/// the request's one reading of the clock.
///
/// # Errors
///
/// [`SigningError`]; the request is unchanged.
pub fn sign_request(
    function: Function,
    ring: &KeyRing,
    parts: &mut Parts,
    body: &[u8],
    created: UnixSeconds,
) -> Result<(), SigningError> {
    let digest = base::content_digest(body);
    let authorization =
        base::single(&parts.headers, &base::AUTHORIZATION).map_err(|_| SigningError)?;
    let key = ring.current();
    let components = base::components(parts, &digest, authorization);
    let params = base::params(&components, created, format_args!("{function}:{}", key.id()));
    let tag = key.tag(&[base::signature_base(&components, &params).as_bytes()]);

    let input = header(format!("{}{params}", base::LABEL))?;
    let signature = header(format!("{}:{}:", base::LABEL, Base64::encode_string(&tag)))?;
    let digest = header(digest)?;
    parts.headers.insert(base::CONTENT_DIGEST.clone(), digest);
    parts.headers.insert(base::SIGNATURE_INPUT.clone(), input);
    parts.headers.insert(base::SIGNATURE.clone(), signature);
    Ok(())
}

fn header(text: String) -> Result<HeaderValue, SigningError> {
    HeaderValue::try_from(text).map_err(|_| SigningError)
}
