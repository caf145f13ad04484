//! Storage's side.

use base64ct::{Base64, Encoding};
use http::request::Parts;
use http::{HeaderMap, HeaderName};

use super::base::{self, Component};
use super::keys::FunctionKeys;
use crate::key::KEY_BYTES;
use crate::{Function, KeyId, UnixSeconds};

/// How far, in seconds, `created` may lie from the clock of the checking side, either way.
pub const SIGNATURE_WINDOW_SECONDS: u64 = 60;

/// The request is not one that a function of ours just sent.
///
/// The client is told one thing for all of them; which it was is for the log.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SignatureError {
    /// `content-digest`, `signature-input` or `signature` is missing.
    #[error("the request is not signed")]
    Missing,
    /// One of them, or `authorization`, is there twice or is not of the one form that is taken.
    #[error("the request's signature is not of our form")]
    Malformed,
    /// The signature is good, and the body is not the one that was signed.
    #[error("the body is not the one that was signed")]
    Digest,
    /// No key of the named function made this signature over this request.
    #[error("the request's signature is not valid")]
    Forged,
    /// The signature is good, and was made too long ago or is yet to come.
    #[error("the request's signature is outside its time")]
    Window,
}

impl FunctionKeys {
    /// Checks the signature of a request and returns the function that made it.
    ///
    /// Checked in this order: that the headers are there, once, and of our form; the signature,
    /// in constant time; the time of signing; the body. So whoever has no key learns nothing of
    /// the clock and makes nobody hash a body.
    ///
    /// Within the window the same request may arrive again: operations behind this are safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// [`SignatureError`], a variant for each of the checks.
    pub fn verify_request(
        &self,
        parts: &Parts,
        body: &[u8],
        now: UnixSeconds,
    ) -> Result<Function, SignatureError> {
        let authorization = optional(&parts.headers, &base::AUTHORIZATION)?;
        let digest = required(&parts.headers, &base::CONTENT_DIGEST)?;
        let input = required(&parts.headers, &base::SIGNATURE_INPUT)?;
        let tag = tag(required(&parts.headers, &base::SIGNATURE)?)?;
        let components = base::components(parts, digest, authorization);
        let (params, signed) = Signed::parse(input, &components)?;

        let key = self.find(signed.function, &signed.kid).ok_or(SignatureError::Forged)?;
        let message = base::signature_base(&components, params);
        if !key.is_tag_of(message.as_bytes(), &tag) {
            return Err(SignatureError::Forged);
        }
        if signed.created.get().abs_diff(now.get()) > SIGNATURE_WINDOW_SECONDS {
            return Err(SignatureError::Window);
        }
        if digest != base::content_digest(body) {
            return Err(SignatureError::Digest);
        }
        Ok(signed.function)
    }
}

/// What the parameters of a signature say.
struct Signed {
    function: Function,
    kid: KeyId,
    created: UnixSeconds,
}

impl Signed {
    /// Reads `signature-input`: the parameters as text, and what they say.
    fn parse<'a>(
        input: &'a str,
        components: &[Component<'_>],
    ) -> Result<(&'a str, Self), SignatureError> {
        let params = input.strip_prefix(base::LABEL).ok_or(SignatureError::Malformed)?;
        let signed = Self::read(params, components).ok_or(SignatureError::Malformed)?;
        // One spelling is taken, so the text is compared with what it was read as.
        let key_id = format_args!("{}:{}", signed.function, signed.kid);
        if base::params(components, signed.created, key_id) == params {
            Ok((params, signed))
        } else {
            Err(SignatureError::Malformed)
        }
    }

    fn read(params: &str, components: &[Component<'_>]) -> Option<Self> {
        let rest = params.strip_prefix(base::listed(components).as_str())?;
        let rest = rest.strip_prefix(";created=")?;
        let (created, rest) = rest.split_once(";keyid=\"")?;
        let (key_id, _) = rest.split_once('"')?;
        let (function, kid) = key_id.split_once(':')?;
        Some(Self {
            function: function.parse().ok()?,
            kid: kid.parse().ok()?,
            created: UnixSeconds::new(created.parse().ok()?),
        })
    }
}

fn optional<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'a str>, SignatureError> {
    base::single(headers, name).map_err(|_| SignatureError::Malformed)
}

fn required<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<&'a str, SignatureError> {
    optional(headers, name)?.ok_or(SignatureError::Missing)
}

/// The tag in `nordsvar=:<base64>:`.
fn tag(signature: &str) -> Result<[u8; KEY_BYTES], SignatureError> {
    let text = signature
        .strip_prefix(base::LABEL)
        .and_then(|rest| rest.strip_prefix(':'))
        .and_then(|rest| rest.strip_suffix(':'))
        .ok_or(SignatureError::Malformed)?;
    let mut tag = [0; KEY_BYTES];
    match Base64::decode(text, &mut tag) {
        Ok(bytes) if bytes.len() == KEY_BYTES => Ok(tag),
        Ok(_) | Err(_) => Err(SignatureError::Malformed),
    }
}
