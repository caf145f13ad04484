//! The pages, for people.

use bytes::Bytes;
use contract::message::{LoginVerified, MailLanguage, SignedIn};
use credential::{Audience, UnixSeconds};
use host::{Host, html, same_origin, with_status};
use http::header::{
    ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, LOCATION, ORIGIN, RETRY_AFTER,
};
use http::{Request, Response, StatusCode};
use page::{Asset, LoginPage, SignIn, StaffLanguage};
use problem::{Kind, Problem};

use crate::session::{SESSION_SECONDS, issue};
use crate::{Settings, agent, attempt, code, hand_over};

/// The cookies that login sets.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Cookie {
    /// The session.
    Session,
    /// What the right password was good for, until the second factor is shown.
    Pending,
    /// Where somebody wanted to go who has to sign in first.
    Way,
    /// What this browser is to bring back from the organisation's identity provider.
    Organisation,
}

impl Cookie {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Session => "__Host-nordsvar_login",
            Self::Pending => "__Host-nordsvar_code",
            Self::Way => "__Host-nordsvar_way",
            Self::Organisation => "__Host-nordsvar_organisation",
        }
    }
}

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// The page with recovery codes has a script that copies and prints them.
const POLICY_WITH_SCRIPT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// Pages with passkeys have a script that fetches what the browser needs for one.
const POLICY_WITH_PASSKEYS: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
     img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// Login serves its style itself: in production it has a host name of its own.
const ASSETS: &str = "/login/assets/";

pub(crate) fn style_path() -> String {
    format!("{ASSETS}{}", Asset::Style.name())
}

pub(crate) fn script_path() -> String {
    format!("{ASSETS}{}", Asset::Codes.name())
}

pub(crate) fn passkey_script_path() -> String {
    format!("{ASSETS}{}", Asset::Passkey.name())
}

/// The files of login's pages. Each is named where it is handed out: one that is chosen while the
/// function runs would bring those of all other pages along.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum File {
    /// The style.
    Style,
    /// The script.
    Script,
    /// The script for passkeys.
    Passkey,
}

/// The file, if `path` is where the pages look for it.
pub(crate) fn file_at(path: &str) -> Option<File> {
    let name = path.strip_prefix(ASSETS)?;
    if name == Asset::Style.name() {
        Some(File::Style)
    } else if name == Asset::Codes.name() {
        Some(File::Script)
    } else if name == Asset::Passkey.name() {
        Some(File::Passkey)
    } else {
        None
    }
}

/// A file of the pages.
pub(crate) fn file(file: File) -> Response<Bytes> {
    let asset = match file {
        File::Style => Asset::Style,
        File::Script => Asset::Codes,
        File::Passkey => Asset::Passkey,
    };
    host::file(Bytes::from_static(asset.bytes()), asset.media_type(), asset.cache_control())
}

/// The form to sign in.
pub(crate) fn sign_in_page(language: StaffLanguage, sign_in: SignIn) -> Response<Bytes> {
    login_page(language, "", sign_in)
}

fn login_page(language: StaffLanguage, email: &str, sign_in: SignIn) -> Response<Bytes> {
    let (style, script) = (style_path(), passkey_script_path());
    let form = LoginPage { language, style: &style, script: &script, email, sign_in };
    guarded_with_passkeys(page::login_page(&form))
}

/// Takes the form: signs in and goes to the page, goes on to the second factor, or shows the form
/// again.
pub(crate) async fn sign_in(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [email, password]) = host::own_fields(request, ["email", "password"])?;
    let agent = agent::of(&parts.headers);
    match attempt::sign_in(host, settings, &email, password, agent).await {
        Ok(LoginVerified::SignedIn(who)) => {
            let now = host.now().seconds();
            with_session(settings, hand_over::onward(&parts.headers)?, who, (now, now))
        }
        Ok(LoginVerified::SecondFactor { token, ways }) => code::ask(&token, ways),
        Err(problem) => form_again(&parts.headers, &email, problem),
    }
}

/// The form with what became of the attempt, if whoever made it can mend it.
pub(crate) fn form_again(
    headers: &HeaderMap,
    email: &str,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let (kind, wait) = (problem.kind(), problem.retry_after_seconds());
    let sign_in = match wait {
        _ if kind == Kind::SignInRefused => SignIn::Refused,
        _ if kind == Kind::PasskeyRefused => SignIn::PasskeyRefused,
        Some(wait_seconds) if kind == Kind::TooManyAttempts => SignIn::TooOften { wait_seconds },
        _ => return Err(problem),
    };
    let page = login_page(language(headers), email, sign_in);
    let mut response = with_status(page, kind.status());
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// Forgets this browser's session, and what was begun in it. The pages of the rooms that login leads to may ask it, too.
pub(crate) fn sign_out(
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, _) = request.into_parts();
    let origin = parts.headers.get(ORIGIN);
    if same_origin(&parts) || origin.is_some_and(|origin| hand_over::is_of_a_room(settings, origin))
    {
        forget_session(to_page("/login"))
    } else {
        Err(Problem::new(Kind::OriginRefused))
    }
}

/// The answer, after which the browser has none of our cookies.
pub(crate) fn forget_session(mut answer: Response<Bytes>) -> Result<Response<Bytes>, Problem> {
    for cookie in [Cookie::Session, Cookie::Pending, Cookie::Way, Cookie::Organisation] {
        set_cookie(answer.headers_mut(), cookie, "; Max-Age=0")?;
    }
    Ok(answer)
}

/// Goes to a page of login's.
pub(crate) fn to_page(page: &'static str) -> Response<Bytes> {
    let mut response = with_status(Response::new(Bytes::new()), StatusCode::SEE_OTHER);
    response.headers_mut().insert(LOCATION, HeaderValue::from_static(page));
    response
}

/// The answer, with the cookie of a session of `who`, who signed in at `since`.
pub(crate) fn with_session(
    settings: &Settings,
    mut answer: Response<Bytes>,
    who: SignedIn,
    (since, now): (UnixSeconds, UnixSeconds),
) -> Result<Response<Bytes>, Problem> {
    let token = issue(settings, who, Audience::Login, (since, now))?;
    let value = format!("{token}; Max-Age={SESSION_SECONDS}");
    set_cookie(answer.headers_mut(), Cookie::Session, &value)?;
    Ok(answer)
}

/// Sets a cookie to `value`: the token, then further attributes.
pub(crate) fn set_cookie(
    headers: &mut HeaderMap,
    cookie: Cookie,
    value: &str,
) -> Result<(), Problem> {
    host::set_own_cookie(headers, cookie.name(), value)
}

pub(crate) fn guarded(page: String) -> Response<Bytes> {
    let mut response = html(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}

pub(crate) fn guarded_with_script(page: String) -> Response<Bytes> {
    let mut response = guarded(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY_WITH_SCRIPT);
    response
}

pub(crate) fn guarded_with_passkeys(page: String) -> Response<Bytes> {
    let mut response = guarded(page);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY_WITH_PASSKEYS);
    response
}

/// The language that mails to whoever sees the page are in.
pub(crate) fn mail_language(headers: &HeaderMap) -> MailLanguage {
    match language(headers) {
        StaffLanguage::Sv => MailLanguage::Sv,
        StaffLanguage::En => MailLanguage::En,
    }
}

pub(crate) fn language(headers: &HeaderMap) -> StaffLanguage {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    StaffLanguage::accepted(accepted)
}
