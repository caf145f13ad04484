//! The pages, for people.

use bytes::Bytes;
use credential::Audience;
use host::{Host, MediaType, form_fields, html, media_type, same_origin, with_status};
use http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderValue,
    LOCATION, RETRY_AFTER, SET_COOKIE,
};
use http::{Request, Response, StatusCode};
use page::{Asset, LoginPage, SignIn, SignedInPage, StaffLanguage};
use problem::{Kind, Problem};

use crate::session::{SESSION_SECONDS, read, start};
use crate::{Settings, attempt};

const COOKIE: &str = "__Host-nordsvar_login";

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// Login serves its style itself: in production it has a host name of its own.
const ASSETS: &str = "/login/assets/";

fn style_path() -> String {
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

/// The form, or who is signed in.
pub(crate) fn show(host: &Host, settings: &Settings, request: &Request<Bytes>) -> Response<Bytes> {
    let language = language(request.headers());
    let session = host::cookie(request.headers(), COOKIE)
        .and_then(|token| read(settings, token, host.now().seconds()).ok());
    match session {
        Some(claims) => guarded(page::signed_in_page(&SignedInPage {
            language,
            style: &style_path(),
            tenant: claims.ten.as_str(),
        })),
        None => guarded(page::login_page(&LoginPage {
            language,
            style: &style_path(),
            email: "",
            sign_in: SignIn::Asked,
        })),
    }
}

/// Takes the form: signs in and goes to the page, or shows the form again.
pub(crate) async fn sign_in(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
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
    let (Some(email), Some(password)) = (take("email"), take("password")) else {
        return Err(Problem::new(Kind::BodyUnreadable)
            .with_detail("The form has the fields email and password."));
    };
    match attempt::sign_in(host, settings, &email, password).await {
        Ok(who) => {
            let token = start(settings, who, Audience::Login, host.now().seconds())?;
            let kept = format!("{token}; Max-Age={SESSION_SECONDS}");
            to_page(&kept)
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
        to_page("; Max-Age=0")
    } else {
        Err(Problem::new(Kind::OriginRefused))
    }
}

/// Goes to the page with the cookie set to `value`: the token, then further attributes.
fn to_page(value: &str) -> Result<Response<Bytes>, Problem> {
    let cookie = format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Strict");
    let cookie = HeaderValue::try_from(cookie).map_err(|_| Kind::Internal)?;
    let mut response = with_status(Response::new(Bytes::new()), StatusCode::SEE_OTHER);
    response.headers_mut().insert(LOCATION, HeaderValue::from_static("/login"));
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

fn guarded(page: String) -> Response<Bytes> {
    let mut response = html(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}

fn language(headers: &HeaderMap) -> StaffLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    StaffLanguage::accepted(accepted)
}
