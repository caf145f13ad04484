//! Headers: what comes in is read strictly, what goes out is complete.

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::request::Parts;
use http::{Response, StatusCode};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What every answer says unless its handler said otherwise. `no-store` is the rule and caching
/// the exception, since nearly everything here is somebody's.
const DEFAULTS: [(HeaderName, &str); 7] = [
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    (RESOURCE_POLICY, "same-origin"),
    (PERMISSIONS_POLICY, "camera=(), microphone=(), geolocation=()"),
    // Not `no-referrer`: under it browsers send `Origin: null` with a form's POST, and the check
    // of the origin would have nothing to look at.
    (REFERRER_POLICY, "same-origin"),
    (STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// Completes an answer: security headers, request id, `content-length`; no body for `HEAD`.
pub(crate) fn finish(
    mut response: Response<Bytes>,
    request_id: &str,
    is_head: bool,
) -> Response<Bytes> {
    let length = HeaderValue::from(response.body().len());
    let bodiless = response.status() == StatusCode::NOT_MODIFIED
        || response.status() == StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, value);
    }
    if !bodiless {
        headers.insert(CONTENT_LENGTH, length);
    }
    if is_head {
        *response.body_mut() = Bytes::new();
    }
    response
}

/// An answer of JSON, 200.
#[must_use]
pub fn json(value: &impl serde::Serialize) -> Response<Bytes> {
    // Our bodies are structs of strings and numbers, which always serialise.
    let body = serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec());
    typed(Bytes::from(body), HeaderValue::from_static("application/json"))
}

/// An answer of HTML, 200.
#[must_use]
pub fn html(page: String) -> Response<Bytes> {
    typed(Bytes::from(page), HeaderValue::from_static("text/html; charset=utf-8"))
}

/// A file that is the same for everybody, 200.
#[must_use]
pub fn file(
    content: Bytes,
    media_type: &'static str,
    cache_control: &'static str,
) -> Response<Bytes> {
    let mut response = typed(content, HeaderValue::from_static(media_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
    response
}

/// Lets pages of other sites load an answer or frame it: that is what the widget is for. A site
/// whose page asks for isolation (`Cross-Origin-Embedder-Policy`) needs to be told so.
pub fn offer_to_all_sites(response: &mut Response<Bytes>) {
    let all = HeaderValue::from_static("cross-origin");
    response.headers_mut().insert(RESOURCE_POLICY, all);
}

/// An answer of a file that somebody sent us, 200: to be saved, never to be shown in its place.
/// Whatever it is, it runs nothing: `nosniff` and a policy that allows nothing are on all answers.
#[must_use]
pub fn attachment(name: &str, media_type: &str, content: Bytes) -> Response<Bytes> {
    let unknown = HeaderValue::from_static("application/octet-stream");
    let mut response = typed(content, HeaderValue::from_str(media_type).unwrap_or(unknown));
    // RFC 6266, section 4.3, and RFC 8187: what is no letter, digit, point or hyphen is escaped.
    let mut disposition = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            disposition.push(char::from(byte));
        } else {
            let hex = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
            disposition.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    let plain = HeaderValue::from_static("attachment");
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(plain);
    response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    response
}

/// The same answer with another status.
#[must_use]
pub fn with_status(mut response: Response<Bytes>, status: StatusCode) -> Response<Bytes> {
    *response.status_mut() = status;
    response
}

fn typed(body: Bytes, media_type: HeaderValue) -> Response<Bytes> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// The one value of a header; `None` if it is missing, not plain text, or there more than once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    if values.next().is_none() { Some(value) } else { None }
}

/// The bearer token of a request (RFC 6750, section 2.1); `None` also if there are two.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = only(headers, &AUTHORIZATION)?;
    let (scheme, token) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() { Some(token) } else { None }
}

/// The value of the cookie `name` (RFC 6265, section 4.2); `None` also if it is there twice.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    let value = found.next()?;
    if found.next().is_none() { Some(value) } else { None }
}

/// Whether a request that changes something was made by a page of this origin.
///
/// Browsers say so in `Sec-Fetch-Site` or in `Origin`; a client that says neither is no browser,
/// and carries no cookie that it was not told to carry.
#[must_use]
pub fn same_origin(parts: &Parts) -> bool {
    if let Some(site) = parts.headers.get(FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = parts.headers.get(ORIGIN) else {
        return true;
    };
    let host = parts.uri.authority().map(http::uri::Authority::as_str);
    let host = host.or_else(|| only(&parts.headers, &HOST));
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    matches!((host, origin), (Some(host), Some((_, origin))) if host == origin)
}

/// The request id one of our own functions sent: 1 to 64 bytes of `a-z`, `A-Z`, `0-9`, `-`.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = only(headers, &REQUEST_ID)?;
    let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if plain && (1..=64).contains(&id.len()) { Some(id.to_owned()) } else { None }
}

pub(crate) fn content_length(headers: &HeaderMap) -> Option<u64> {
    only(headers, &CONTENT_LENGTH)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(headers: &[(&'static str, &'static str)]) -> Parts {
        let mut request = http::Request::get("http://edge.example/login").body(()).unwrap();
        for (name, value) in headers {
            request.headers_mut().append(*name, HeaderValue::from_static(value));
        }
        request.into_parts().0
    }

    #[test]
    fn origins() {
        for (name, headers, want) in [
            ("no browser", &[][..], true),
            ("own page", &[("origin", "http://edge.example")], true),
            ("other page", &[("origin", "http://evil.example")], false),
            ("sandboxed page", &[("origin", "null")], false),
            ("own page, says so", &[("sec-fetch-site", "same-origin")], true),
            ("sibling", &[("sec-fetch-site", "same-site")], false),
            (
                "other page that forges nothing",
                &[("sec-fetch-site", "cross-site"), ("origin", "http://edge.example")],
                false,
            ),
        ] {
            assert_eq!(same_origin(&parts(headers)), want, "{name}");
        }
    }

    #[test]
    fn bearers_and_cookies() {
        let check = |headers: &[(&'static str, &'static str)], want: Option<&str>, name: &str| {
            let parts = parts(headers);
            assert_eq!(bearer(&parts.headers).or(cookie(&parts.headers, "s")), want, "{name}");
        };
        check(&[("authorization", "Bearer abc")], Some("abc"), "bearer");
        check(&[("authorization", "bearer abc")], Some("abc"), "scheme has no case");
        check(&[("authorization", "Basic abc")], None, "other scheme");
        check(&[("authorization", "Bearer a"), ("authorization", "Bearer b")], None, "two");
        check(&[("cookie", "a=1; s=x")], Some("x"), "cookie");
        check(&[("cookie", "s=x; s=y")], None, "two cookies");
        check(&[], None, "nothing");
    }

    #[test]
    fn files_are_saved_and_not_shown() {
        for (name, media_type, want) in [
            ("a.png", "image/png", "attachment; filename*=UTF-8''a.png"),
            ("å \".svg", "image/svg+xml", "attachment; filename*=UTF-8''%c3%a5%20%22.svg"),
            ("a\r\nb", "a/b\r\nc", "attachment; filename*=UTF-8''a%0d%0ab"),
        ] {
            let response = attachment(name, media_type, Bytes::from_static(b"x"));
            let headers = finish(response, "r-1", false).headers().clone();
            assert_eq!(headers["content-disposition"], want);
            assert_eq!(headers["x-content-type-options"], "nosniff");
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'; "), "{policy}");
            let unknown = "application/octet-stream";
            let known = if media_type.contains('\r') { unknown } else { media_type };
            assert_eq!(headers["content-type"], known);
        }
    }

    #[test]
    fn every_answer_is_complete() {
        let response = finish(json(&serde_json::json!({})), "r-1", false);
        let headers = response.headers();
        assert_eq!(headers["content-length"], "2");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["x-request-id"], "r-1");
        let head = finish(json(&serde_json::json!({})), "r-1", true);
        assert_eq!(head.headers()["content-length"], "2");
        assert!(head.body().is_empty());
    }
}
