//! What the pages are made of.

use bytes::Bytes;
use host::{html, with_status};
use http::Response;
use http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue};
use http::request::Parts;
use page::{Asset, Place, RoomFailure, StaffLanguage};
use problem::{Kind, Problem};

use crate::Settings;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// A file of the pages. A room serves its styles itself: in production it has a host name of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum File {
    /// The style of all pages.
    Style,
    /// What the rooms for staff have beside it.
    Staff,
}

/// The file, if `path` is where the pages of `place` look for it.
#[must_use]
pub fn file_at(place: Place, path: &str) -> Option<File> {
    let name = path.strip_prefix(place.home())?.strip_prefix("/assets/")?;
    if name == Asset::Style.name() {
        Some(File::Style)
    } else if name == Asset::Staff.name() {
        Some(File::Staff)
    } else {
        None
    }
}

/// A file of the pages. Each is named here: one that is chosen while the function runs would bring those of
/// all other pages along.
#[must_use]
pub fn file(file: File) -> Response<Bytes> {
    let asset = match file {
        File::Style => Asset::Style,
        File::Staff => Asset::Staff,
    };
    host::file(Bytes::from_static(asset.bytes()), asset.media_type(), asset.cache_control())
}

/// Where the style sheets of a room are: that of all pages, and the staff's.
#[must_use]
pub fn styles(place: Place) -> (String, String) {
    (style_path(place), staff_style_path(place))
}

pub(crate) fn style_path(place: Place) -> String {
    format!("{}/assets/{}", place.home(), Asset::Style.name())
}

fn staff_style_path(place: Place) -> String {
    format!("{}/assets/{}", place.home(), Asset::Staff.name())
}

/// The language that whoever asks reads.
#[must_use]
pub fn language(headers: &HeaderMap) -> StaffLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    StaffLanguage::accepted(accepted)
}

/// A page whose forms go here and, to sign out, on to login.
pub(crate) fn guarded(page: String, settings: &Settings) -> Result<Response<Bytes>, Problem> {
    let mut response = html(page);
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' {}; \
         base-uri 'none'; frame-ancestors 'none'",
        settings.login.as_str()
    );
    let policy = HeaderValue::try_from(policy).map_err(|_| Kind::Internal)?;
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// A page that leads to `path` at once.
pub(crate) fn refreshed(place: Place, language: StaffLanguage, path: &str) -> Response<Bytes> {
    plain(page::refreshed_page(place, (language, &style_path(place)), path))
}

/// What went wrong, for people.
#[must_use]
pub fn failure(
    place: Place,
    problem: &Problem,
    request: &Parts,
    request_id: &str,
) -> Response<Bytes> {
    let kind = problem.kind();
    let failure = if kind == Kind::NotFound {
        RoomFailure::NotFound
    } else if kind == Kind::NotPermitted {
        RoomFailure::NotPermitted
    } else if kind == Kind::StorageUnavailable {
        RoomFailure::Unavailable
    } else if kind == Kind::OriginRefused || kind == Kind::StateRefused {
        RoomFailure::Refused
    } else {
        RoomFailure::Failed
    };
    let (language, style) = (language(&request.headers), style_path(place));
    let page = page::room_failure_page(place, (language, &style), failure, request_id);
    with_status(plain(page), kind.status())
}

/// A page for whoever asks, signed in or not: what it loads and where its forms go is of this host.
#[must_use]
pub fn plain(page: String) -> Response<Bytes> {
    let mut response = html(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}
