//! What is signed: the components, their parameters, and the signature base over both.

use core::fmt::Display;
use std::borrow::Cow;

use base64ct::{Base64, Encoding};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use crate::UnixSeconds;

// Names that are read when the program is compiled: a map that takes a text as a name brings the
// reading of names along.
pub(super) static AUTHORIZATION: HeaderName = http::header::AUTHORIZATION;
pub(super) static CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
pub(super) static SIGNATURE: HeaderName = HeaderName::from_static("signature");
pub(super) static SIGNATURE_INPUT: HeaderName = HeaderName::from_static("signature-input");

/// The label of our signature among those that a message may carry (RFC 9421, section 4.1).
pub(super) const LABEL: &str = "nordsvar=";

/// A component's name and its value, in the order in which they are signed.
pub(super) type Component<'a> = (&'static str, Cow<'a, str>);

/// A header that must not be there twice, or that is not visible ASCII.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct UnreadableHeader;

/// The one value of the header `name`, without white space around it (RFC 9421, section 2.1).
pub(super) fn single<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'a str>, UnreadableHeader> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => text(value).map(Some),
        (Some(_), Some(_)) => Err(UnreadableHeader),
    }
}

fn text(value: &HeaderValue) -> Result<&str, UnreadableHeader> {
    value.to_str().map(|text| text.trim_matches([' ', '\t'])).map_err(|_| UnreadableHeader)
}

/// The digest of `body` as its header says it (RFC 9530, section 2). An empty body has one too.
pub(super) fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", Base64::encode_string(&Sha256::digest(body)))
}

/// What the signature covers. The values are those that the request is sent with.
pub(super) fn components<'a>(
    parts: &'a Parts,
    digest: &'a str,
    authorization: Option<&'a str>,
) -> Vec<Component<'a>> {
    // Without a query the value is the question mark alone (RFC 9421, section 2.2.7).
    let query = format!("?{}", parts.uri.query().unwrap_or_default());
    let mut components = vec![
        ("@method", Cow::Borrowed(parts.method.as_str())),
        ("@path", Cow::Borrowed(parts.uri.path())),
        ("@query", Cow::Owned(query)),
        (CONTENT_DIGEST.as_str(), Cow::Borrowed(digest)),
    ];
    components.extend(authorization.map(|value| (AUTHORIZATION.as_str(), Cow::Borrowed(value))));
    components
}

/// The names of `components` as an inner list (RFC 9421, section 2.3).
pub(super) fn listed(components: &[Component<'_>]) -> String {
    let names: Vec<_> = components.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    format!("({})", names.join(" "))
}

/// The parameters of our signatures, after the list of components.
pub(super) fn params(
    components: &[Component<'_>],
    created: UnixSeconds,
    key_id: impl Display,
) -> String {
    let listed = listed(components);
    format!("{listed};created={created};keyid=\"{key_id}\";alg=\"hmac-sha256\"")
}

/// The signature base (RFC 9421, section 2.5): a line for each component, then the parameters.
///
/// No value holds a line feed: the `http` crate takes none in a method, a URI or a header.
pub(super) fn signature_base(components: &[Component<'_>], params: &str) -> String {
    let mut base = String::new();
    for (name, value) in components {
        base.extend(["\"", name, "\": ", value, "\n"]);
    }
    base.extend(["\"@signature-params\": ", params]);
    base
}
