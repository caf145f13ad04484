//! What functions with pages for staff share: their forms, cookies and ways on.

use bytes::Bytes;
use http::header::{HeaderMap, HeaderValue, LOCATION, SET_COOKIE};
use http::request::Parts;
use http::{Request, Response, StatusCode};
use problem::{Kind, Problem};

use crate::{
    FormWithFiles, Host, MediaType, form_fields, form_with_files, media_type, same_origin,
    with_status,
};

/// The fields of these names in a form that one of this function's own pages has sent.
///
/// # Errors
///
/// [`Kind::OriginRefused`] from anywhere else, [`Kind::UnsupportedMediaType`],
/// [`Kind::BodyUnreadable`] if a field is missing.
pub fn own_fields<const N: usize>(
    request: Request<Bytes>,
    names: [&str; N],
) -> Result<(Parts, [String; N]), Problem> {
    let (parts, body) = request.into_parts();
    if same_origin(&parts) {
        fields_of(Request::from_parts(parts, body), names)
    } else {
        Err(Problem::new(Kind::OriginRefused))
    }
}

/// A form with files that one of this function's own pages has sent.
///
/// # Errors
///
/// [`Kind::OriginRefused`] from anywhere else, [`Kind::UnsupportedMediaType`],
/// [`Kind::BodyUnreadable`].
pub fn own_form_with_files(request: Request<Bytes>) -> Result<FormWithFiles, Problem> {
    let (parts, body) = request.into_parts();
    if !same_origin(&parts) {
        return Err(Problem::new(Kind::OriginRefused));
    }
    if media_type(&parts.headers) != Some(MediaType::Multipart) {
        return Err(Problem::new(Kind::UnsupportedMediaType));
    }
    form_with_files(&parts.headers, &body).map_err(|_| Problem::new(Kind::BodyUnreadable))
}

/// Letters and digits that are not mistaken for each other, in a number that five bits count.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A name that nobody has chosen or will: 16 letters and digits, 80 random bits.
///
/// # Errors
///
/// [`Kind::Internal`] if the host gives no random bytes.
pub fn fresh_name(host: &Host) -> Result<String, Problem> {
    let random: [u8; 16] = host.random().map_err(|_| Kind::Internal)?;
    let letters = random.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)));
    Ok(letters.map(|letter| char::from(*letter)).collect())
}

/// The fields of these names in a form, wherever it comes from: for what proves itself.
///
/// # Errors
///
/// [`Kind::UnsupportedMediaType`], [`Kind::BodyUnreadable`] if a field is missing.
pub fn fields_of<const N: usize>(
    request: Request<Bytes>,
    names: [&str; N],
) -> Result<(Parts, [String; N]), Problem> {
    let (parts, body) = request.into_parts();
    if media_type(&parts.headers) != Some(MediaType::Form) {
        return Err(Problem::new(Kind::UnsupportedMediaType));
    }
    let mut fields = form_fields(&body).map_err(|_| Kind::BodyUnreadable)?;
    let mut take = |name: &str| {
        let at = fields.iter().position(|(field, _)| field == name)?;
        Some(fields.swap_remove(at).1)
    };
    let taken: Option<Vec<_>> = names.iter().map(|name| take(name)).collect();
    match taken.and_then(|taken| <[String; N]>::try_from(taken).ok()) {
        Some(taken) => Ok((parts, taken)),
        None => Err(Problem::new(Kind::BodyUnreadable)
            .with_detail(format!("The form has the fields {}.", names.join(", ")))),
    }
}

/// Sets a cookie of this host alone to `value`: what it holds, then further attributes.
///
/// # Errors
///
/// [`Kind::Internal`] if that is no header.
pub fn set_own_cookie(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), Problem> {
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict");
    headers.append(SET_COOKIE, HeaderValue::try_from(cookie).map_err(|_| Kind::Internal)?);
    Ok(())
}

/// Goes on to `address` with a `GET`.
///
/// # Errors
///
/// [`Kind::Internal`] if that is no header.
pub fn see_other(address: &str) -> Result<Response<Bytes>, Problem> {
    to(StatusCode::SEE_OTHER, address)
}

/// Goes on to `address` with the same request.
///
/// # Errors
///
/// [`Kind::Internal`] if that is no header.
pub fn same_at(address: &str) -> Result<Response<Bytes>, Problem> {
    to(StatusCode::TEMPORARY_REDIRECT, address)
}

fn to(status: StatusCode, address: &str) -> Result<Response<Bytes>, Problem> {
    let mut answer = with_status(Response::new(Bytes::new()), status);
    let address = HeaderValue::try_from(address).map_err(|_| Kind::Internal)?;
    answer.headers_mut().insert(LOCATION, address);
    Ok(answer)
}
