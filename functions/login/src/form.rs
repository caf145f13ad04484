//! The forms of login's own pages.

use bytes::Bytes;
use host::{MediaType, form_fields, media_type, same_origin};
use http::Request;
use http::request::Parts;
use problem::{Kind, Problem};

/// The two fields of these names in a form that one of our own pages has sent.
pub(crate) fn pair(
    request: Request<Bytes>,
    names: [&str; 2],
) -> Result<(Parts, [String; 2]), Problem> {
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
    let [first, second] = names;
    match (take(first), take(second)) {
        (Some(one), Some(other)) => Ok((parts, [one, other])),
        _ => Err(Problem::new(Kind::BodyUnreadable)
            .with_detail(format!("The form has the fields {first} and {second}."))),
    }
}
