//! The forms of login's own pages.

use bytes::Bytes;
use host::{MediaType, form_fields, media_type, same_origin};
use http::Request;
use http::request::Parts;
use problem::{Kind, Problem};

/// The fields of these names in a form that one of our own pages has sent.
pub(crate) fn fields<const N: usize>(
    request: Request<Bytes>,
    names: [&str; N],
) -> Result<(Parts, [String; N]), Problem> {
    let (parts, body) = request.into_parts();
    if !same_origin(&parts) {
        return Err(Problem::new(Kind::OriginRefused));
    }
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
