//! The pages.

use bytes::Bytes;
use contract::message::IdentityVerified;
use host::{html, with_status};
use http::Response;
use http::header::{
    ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY,
};
use http::request::Parts;
use page::{Asset, NamedPage, OrganisationFailure, StaffLanguage};
use problem::{Kind, Problem};

use crate::Settings;
use crate::trip::forget;

/// The pages' style is served here: in production this function has a host name of its own.
const ASSETS: &str = "/identity/assets/";

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// What people are told of failures that they meet here.
const TOLD: [(Kind, OrganisationFailure); 8] = [
    (Kind::NotFound, OrganisationFailure::NoProvider),
    (Kind::ProviderUnreachable, OrganisationFailure::Unreachable),
    (Kind::ProviderFailed, OrganisationFailure::Broken),
    (Kind::ClocksDiffer, OrganisationFailure::Clocks),
    (Kind::IdentityRefused, OrganisationFailure::Denied),
    (Kind::IdentityUnknown, OrganisationFailure::Unknown),
    (Kind::StateRefused, OrganisationFailure::Lost),
    (Kind::StorageUnavailable, OrganisationFailure::Unavailable),
];

fn style_path() -> String {
    format!("{ASSETS}{}", Asset::Style.name())
}

/// Whether the pages look for their style there.
pub(crate) fn is_style(path: &str) -> bool {
    path.strip_prefix(ASSETS) == Some(Asset::Style.name())
}

/// The style.
pub(crate) fn style() -> Response<Bytes> {
    let style = Asset::Style;
    host::file(Bytes::from_static(style.bytes()), style.media_type(), style.cache_control())
}

fn language(headers: &HeaderMap) -> StaffLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    StaffLanguage::accepted(accepted)
}

/// The page that leads to login whoever was named.
pub(crate) fn named(
    settings: &Settings,
    headers: &HeaderMap,
    named: &IdentityVerified,
) -> Result<Response<Bytes>, Problem> {
    let login = settings.login.as_str();
    let mut answer = html(page::named_page(&NamedPage {
        language: language(headers),
        style: &style_path(),
        email: named.email.as_str(),
        organisation: &named.organisation,
        login,
        token: &named.token,
    }));
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action {login}; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::try_from(policy).map_err(|_| Kind::Internal)?;
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    // The page's own address has the code in it, which is used by now, and goes nowhere all the same.
    answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(answer)
}

/// What went wrong, for people.
pub(crate) fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
    let kind = problem.kind();
    let told = TOLD.iter().find(|(told, _)| *told == kind);
    let failure = told.map_or(OrganisationFailure::Failed, |(_, failure)| *failure);
    let seen = (language(&request.headers), style_path());
    let page = page::organisation_failure_page((seen.0, &seen.1), failure, request_id);
    let mut answer = html(page);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if request.uri.path() == "/identity/back" {
        // A cookie that cannot be taken away is over in minutes.
        let _ = forget(answer.headers_mut());
    }
    with_status(answer, kind.status())
}
