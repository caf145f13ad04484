//! The pages, for people.

use bytes::Bytes;
use contract::message::SignedIn;
use credential::{Audience, UnixSeconds};
use host::{Host, html, same_origin, with_status};
use http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderValue,
    LOCATION, RETRY_AFTER, SET_COOKIE,
};
use http::{Request, Response, StatusCode};
use page::{Asset, LoginPage, SignIn, StaffLanguage};
use problem::{Kind, Problem};

use crate::session::{SESSION_SECONDS, issue};
use crate::{Settings, agent, attempt, form};

pub(crate) const COOKIE: &str = "__Host-nordsvar_login";

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// Login serves its style itself: in production it has a host name of its own.
const ASSETS: &str = "/login/assets/";

pub(crate) fn style_path() -> String {
    format!("{ASSETS}{}", Asset::Style.name())
}

/// The style, if `path` is where the pages look for it.
pub(crate) fn is_style(path: &str) -> bool {
    path.strip_prefix(ASSETS) == Some(Asset::Style.name())
}

/// The pages' style.
pub(crate) fn style() -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(Asset::Style.bytes()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(Asset::Style.media_type()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(Asset::Style.cache_control()));
    response
}

/// The form to sign in.
pub(crate) fn sign_in_page(language: StaffLanguage) -> Response<Bytes> {
    let form = LoginPage { language, style: &style_path(), email: "", sign_in: SignIn::Asked };
    guarded(page::login_page(&form))
}

/// Takes the form: signs in and goes to the page, or shows the form again.
pub(crate) async fn sign_in(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [email, password]) = form::pair(request, ["email", "password"])?;
    let agent = agent::of(&parts.headers);
    match attempt::sign_in(host, settings, &email, password, agent).await {
        Ok(who) => {
            let now = host.now().seconds();
            with_session(settings, to_page("/login", None)?, who, (now, now))
        }
        Err(problem) => form_again(&parts.headers, &email, problem),
    }
}

/// The form with what became of the attempt, if whoever made it can mend it.
fn form_again(
    headers: &HeaderMap,
    email: &str,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let (kind, wait) = (problem.kind(), problem.retry_after_seconds());
    let sign_in = match wait {
        _ if kind == Kind::SignInRefused => SignIn::Refused,
        Some(wait_seconds) if kind == Kind::TooManyAttempts => SignIn::TooOften { wait_seconds },
        _ => return Err(problem),
    };
    let form = LoginPage { language: language(headers), style: &style_path(), email, sign_in };
    let mut response = with_status(guarded(page::login_page(&form)), kind.status());
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// Forgets this browser's session.
pub(crate) fn sign_out(request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
    let (parts, _) = request.into_parts();
    if same_origin(&parts) {
        to_page("/login", Some("; Max-Age=0"))
    } else {
        Err(Problem::new(Kind::OriginRefused))
    }
}

/// Goes to a page of login's, with the cookie set to `value`: the token, then further attributes.
pub(crate) fn to_page(page: &'static str, value: Option<&str>) -> Result<Response<Bytes>, Problem> {
    let mut response = with_status(Response::new(Bytes::new()), StatusCode::SEE_OTHER);
    response.headers_mut().insert(LOCATION, HeaderValue::from_static(page));
    if let Some(value) = value {
        set_cookie(response.headers_mut(), value)?;
    }
    Ok(response)
}

/// The answer, with the cookie of a session of `who`, who signed in at `since`.
pub(crate) fn with_session(
    settings: &Settings,
    mut answer: Response<Bytes>,
    who: SignedIn,
    (since, now): (UnixSeconds, UnixSeconds),
) -> Result<Response<Bytes>, Problem> {
    let token = issue(settings, who, Audience::Login, (since, now))?;
    set_cookie(answer.headers_mut(), &format!("{token}; Max-Age={SESSION_SECONDS}"))?;
    Ok(answer)
}

fn set_cookie(headers: &mut HeaderMap, value: &str) -> Result<(), Problem> {
    let cookie = format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Strict");
    headers.insert(SET_COOKIE, HeaderValue::try_from(cookie).map_err(|_| Kind::Internal)?);
    Ok(())
}

pub(crate) fn guarded(page: String) -> Response<Bytes> {
    let mut response = html(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}

pub(crate) fn language(headers: &HeaderMap) -> StaffLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    StaffLanguage::accepted(accepted)
}
