//! What the pages are made of.

use bytes::Bytes;
use host::{html, with_status};
use http::Response;
use http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue};
use http::request::Parts;
use page::{Asset, StaffLanguage, ZoneFailure};
use problem::{Kind, Problem};

use crate::Settings;

/// The zone serves its styles itself: in production it has a host name of its own.
const ASSETS: &str = "/zone/assets/";

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// A file of the pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum File {
    /// The style of all pages.
    Style,
    /// What the rooms for staff have beside it.
    Staff,
}

impl File {
    /// The file, if `path` is where the pages look for it.
    pub(crate) fn at(path: &str) -> Option<Self> {
        let name = path.strip_prefix(ASSETS)?;
        if name == Asset::Style.name() {
            Some(Self::Style)
        } else if name == Asset::Staff.name() {
            Some(Self::Staff)
        } else {
            None
        }
    }
}

/// A file of the pages. Each is named here: one that is chosen while the function runs would bring those of
/// all other pages along.
pub(crate) fn file(file: File) -> Response<Bytes> {
    let asset = match file {
        File::Style => Asset::Style,
        File::Staff => Asset::Staff,
    };
    host::file(Bytes::from_static(asset.bytes()), asset.media_type(), asset.cache_control())
}

pub(crate) fn style_path() -> String {
    format!("{ASSETS}{}", Asset::Style.name())
}

pub(crate) fn staff_style_path() -> String {
    format!("{ASSETS}{}", Asset::Staff.name())
}

pub(crate) fn language(headers: &HeaderMap) -> StaffLanguage {
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
pub(crate) fn refreshed(language: StaffLanguage, path: &str) -> Response<Bytes> {
    plain(page::refreshed_page((language, &style_path()), path))
}

/// What went wrong, for people.
pub(crate) fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
    let kind = problem.kind();
    let failure = if kind == Kind::NotFound {
        ZoneFailure::NotFound
    } else if kind == Kind::NotPermitted {
        ZoneFailure::NotPermitted
    } else if kind == Kind::StorageUnavailable {
        ZoneFailure::Unavailable
    } else if kind == Kind::OriginRefused || kind == Kind::StateRefused {
        ZoneFailure::Refused
    } else {
        ZoneFailure::Failed
    };
    let seen = (language(&request.headers), style_path());
    let page = page::zone_failure_page((seen.0, &seen.1), failure, request_id);
    with_status(plain(page), kind.status())
}

fn plain(page: String) -> Response<Bytes> {
    let mut response = html(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}
