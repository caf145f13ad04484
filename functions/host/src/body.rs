//! Media types, forms and queries.

use bytes::Bytes;
use contract::message::{AuditQuery, ResponseStretch, Stretch};
use http::header::{CONTENT_TYPE, HeaderMap};
use problem::{Kind, Problem};

/// The media types that functions take.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MediaType {
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/json`.
    Json,
    /// `multipart/form-data`: a form with files.
    Multipart,
}

/// A form cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the form is cut short, not UTF-8, or has too many fields")]
pub struct FormError;

/// The most fields a form or a query may have.
const MAX_FIELDS: usize = 10_000;

/// What a request says its body is; `None` if it is nothing that is taken here.
#[must_use]
pub fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        Some(MediaType::Json)
    } else if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        Some(MediaType::Form)
    } else if essence.eq_ignore_ascii_case("multipart/form-data") {
        Some(MediaType::Multipart)
    } else {
        None
    }
}

/// The fields of a form, in order (WHATWG URL, section 5.1), read strictly: bytes that are no
/// UTF-8 are refused, not replaced.
///
/// # Errors
///
/// [`FormError`].
pub fn form_fields(body: &Bytes) -> Result<Vec<(String, String)>, FormError> {
    let text = core::str::from_utf8(body).map_err(|_| FormError)?;
    let mut fields = Vec::new();
    for field in text.split('&').filter(|field| !field.is_empty()) {
        if fields.len() == MAX_FIELDS {
            return Err(FormError);
        }
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        fields.push((decoded(name)?, decoded(value)?));
    }
    Ok(fields)
}

/// The pairs of a query, read like a form's.
///
/// # Errors
///
/// [`FormError`].
pub fn query_pairs(query: Option<&str>) -> Result<Vec<(String, String)>, FormError> {
    form_fields(&Bytes::copy_from_slice(query.unwrap_or_default().as_bytes()))
}

/// Which stretch of a listing a query asks for.
///
/// # Errors
///
/// [`Kind::ParameterRejected`], naming the parameter.
pub fn stretch(query: Option<&str>) -> Result<Stretch, Problem> {
    let pairs = query_pairs(query).map_err(|_| Kind::ParameterRejected)?;
    Stretch::from_pairs(&pairs)
        .map_err(|fault| Problem::new(Kind::ParameterRejected).with_invalid_params(vec![fault]))
}

/// Which stretch of which responses a query asks for.
///
/// # Errors
///
/// [`Kind::ParameterRejected`] with the parameter at fault.
pub fn response_stretch(query: Option<&str>) -> Result<ResponseStretch, Problem> {
    let pairs = query_pairs(query).map_err(|_| Kind::ParameterRejected)?;
    ResponseStretch::from_pairs(pairs)
        .map_err(|fault| Problem::new(Kind::ParameterRejected).with_invalid_params(vec![fault]))
}

/// Which entries of the audit log a query asks for.
///
/// # Errors
///
/// [`Kind::ParameterRejected`] with the parameter at fault.
pub fn audit_query(query: Option<&str>) -> Result<AuditQuery, Problem> {
    let pairs = query_pairs(query).map_err(|_| Kind::ParameterRejected)?;
    AuditQuery::from_pairs(pairs)
        .map_err(|fault| Problem::new(Kind::ParameterRejected).with_invalid_params(vec![fault]))
}

fn decoded(raw: &str) -> Result<String, FormError> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits = [rest.next(), rest.next()].map(|digit| digit.and_then(hex));
                let [Some(high), Some(low)] = digits else { return Err(FormError) };
                bytes.push(high << 4 | low);
            }
            plain => bytes.push(plain),
        }
    }
    String::from_utf8(bytes).map_err(|_| FormError)
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (name, body, want) in [
            ("plain", "a=1&b=2", Some(vec![("a", "1"), ("b", "2")])),
            ("escaped", "q%5B1%5D=a+b%26c", Some(vec![("q[1]", "a b&c")])),
            ("no value", "a&b=", Some(vec![("a", ""), ("b", "")])),
            ("repeated", "a=1&a=2", Some(vec![("a", "1"), ("a", "2")])),
            ("empty", "", Some(vec![])),
            ("cut escape", "a=%4", None),
            ("not hex", "a=%zz", None),
            ("not UTF-8", "a=%ff", None),
        ] {
            let fields = form_fields(&Bytes::copy_from_slice(body.as_bytes())).ok();
            let want = want.map(|pairs: Vec<(&str, &str)>| {
                pairs.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect::<Vec<_>>()
            });
            assert_eq!(fields, want, "{name}");
        }
        assert_eq!(form_fields(&Bytes::from_static(b"a=\xff")), Err(FormError));
        assert_eq!(form_fields(&Bytes::from("a&".repeat(10_001))), Err(FormError));
    }
}
