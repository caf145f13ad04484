//! Forms of which not every field is sent: a box that is not ticked is not there.

use bytes::Bytes;
use host::{MediaType, form_fields, media_type, same_origin};
use http::Request;
use problem::{Kind, Problem};

/// The fields of a form that one of our own pages has sent.
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// Reads them.
    pub(crate) fn own(request: Request<Bytes>) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !same_origin(&parts) {
            return Err(Problem::new(Kind::OriginRefused));
        }
        if media_type(&parts.headers) != Some(MediaType::Form) {
            return Err(Problem::new(Kind::UnsupportedMediaType));
        }
        form_fields(&body).map(Self).map_err(|_| Problem::new(Kind::BodyUnreadable))
    }

    /// The value of a field, without outer blanks; nothing where there is none.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.every(name).next().unwrap_or_default()
    }

    /// The values of all fields of a name.
    pub(crate) fn every(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }

    /// Whether a field has this value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.every(name).any(|known| known == value)
    }
}
