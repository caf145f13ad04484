//! The step after the right password, for those who have a second factor.

use bytes::Bytes;
use host::{Host, cookie, with_status};
use http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use http::{Request, Response};
use page::{AskedCode, CodeAttempt, CodePage, SignIn};
use problem::{Kind, Problem};

use crate::pages::{
    Cookie, guarded, language, set_cookie, sign_in_page, style_path, to_page, with_session,
};
use crate::{Settings, agent, attempt, form};

/// How long the browser keeps what the right password was good for, in seconds; storage takes it no
/// longer either.
const PENDING_SECONDS: u64 = 5 * 60;

/// Goes on to the page that asks for the code. What the password was good for goes along in a cookie
/// of its own: that page has an address, and is there again when a phone comes back from its app.
pub(crate) fn ask(token: &str) -> Result<Response<Bytes>, Problem> {
    let mut answer = to_page("/login");
    let value = format!("{token}; Max-Age={PENDING_SECONDS}");
    set_cookie(answer.headers_mut(), Cookie::Pending, &value)?;
    Ok(answer)
}

/// What is shown to somebody who is not signed in: the form, or the one that asks for the code.
pub(crate) fn signed_out_page<B>(request: &Request<B>) -> Response<Bytes> {
    let headers = request.headers();
    let query = request.uri().query();
    if cookie(headers, Cookie::Pending.name()).is_some() {
        return code_page(headers, asked(query), CodeAttempt::Unasked);
    }
    let recovered = query == Some("password=recovered");
    sign_in_page(language(headers), if recovered { SignIn::Recovered } else { SignIn::Asked })
}

/// Which code the query says.
fn asked(query: Option<&str>) -> AskedCode {
    if query == Some("recovery=1") { AskedCode::Recovery } else { AskedCode::App }
}

fn code_page(headers: &HeaderMap, asked: AskedCode, attempt: CodeAttempt) -> Response<Bytes> {
    let page = CodePage { language: language(headers), style: &style_path(), asked, attempt };
    guarded(page::code_page(&page))
}

/// `POST /login/code`: signs in, or asks again.
pub(crate) async fn take(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [code]) = form::fields(request, ["code"])?;
    let headers = &parts.headers;
    let Some(token) = cookie(headers, Cookie::Pending.name()) else {
        return Ok(to_page("/login"));
    };
    let agent = agent::of(headers);
    match attempt::second_factor(host, settings, token.to_owned(), &code, agent).await {
        Ok(who) => {
            let now = host.now().seconds();
            let mut answer = with_session(settings, to_page("/login"), who, (now, now))?;
            set_cookie(answer.headers_mut(), Cookie::Pending, "; Max-Age=0")?;
            Ok(answer)
        }
        Err(problem) => again(headers, asked(parts.uri.query()), problem),
    }
}

/// The page with what became of the attempt, if whoever made it can mend it.
fn again(
    headers: &HeaderMap,
    asked: AskedCode,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let (kind, wait) = (problem.kind(), problem.retry_after_seconds());
    let mut answer = match wait {
        _ if kind == Kind::CodeRefused => code_page(headers, asked, CodeAttempt::Refused),
        Some(wait_seconds) if kind == Kind::TooManyAttempts => {
            code_page(headers, asked, CodeAttempt::TooOften { wait_seconds })
        }
        // The password was too long ago, or is another by now.
        _ if matches!(kind, Kind::CredentialExpired | Kind::CredentialRefused) => {
            let mut page = sign_in_page(language(headers), SignIn::TooLate);
            set_cookie(page.headers_mut(), Cookie::Pending, "; Max-Age=0")?;
            page
        }
        _ => return Err(problem),
    };
    if let Some(seconds) = wait {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(with_status(answer, kind.status()))
}
