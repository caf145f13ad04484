//! The step after the right password, for those who have a second factor.

use bytes::Bytes;
use contract::message::{FactorWays, SignedIn};
use host::{Host, cookie, with_status};
use http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use http::{Request, Response};
use page::{AskedCode, CodeAttempt, CodePage, CodeWays, SignIn};
use problem::{Kind, Problem};

use crate::pages::{
    Cookie, guarded, guarded_with_passkeys, language, passkey_script_path, set_cookie,
    sign_in_page, style_path, to_page, with_session,
};
use crate::{Settings, agent, attempt, hand_over};

/// How long the browser keeps what the right password was good for, in seconds; storage takes it no
/// longer either.
const PENDING_SECONDS: u64 = 5 * 60;

/// What stands before the token in the cookie where there are passkeys. It says which page to show, and
/// no more: what counts is in the token.
const WITH_PASSKEY: [(&str, CodeWays); 2] =
    [("passkey~", CodeWays::Passkey), ("either~", CodeWays::Either)];

/// Goes on to the page that asks for the code. What the password was good for goes along in a cookie
/// of its own: that page has an address, and is there again when a phone comes back from its app.
pub(crate) fn ask(token: &str, ways: FactorWays) -> Result<Response<Bytes>, Problem> {
    let ways = match ways {
        FactorWays::Code => "",
        FactorWays::Passkey => "passkey~",
        FactorWays::Either => "either~",
    };
    let mut answer = to_page("/login");
    let value = format!("{ways}{token}; Max-Age={PENDING_SECONDS}");
    set_cookie(answer.headers_mut(), Cookie::Pending, &value)?;
    Ok(answer)
}

/// What the right password was good for, and by what it goes on.
pub(crate) fn pending(headers: &HeaderMap) -> Option<(CodeWays, &str)> {
    let value = cookie(headers, Cookie::Pending.name())?;
    let known = |(name, ways)| Some((ways, value.strip_prefix(name)?));
    Some(WITH_PASSKEY.into_iter().find_map(known).unwrap_or((CodeWays::App, value)))
}

/// What is shown to somebody who is not signed in: the form, or the one that asks for the code.
pub(crate) fn signed_out_page<B>(request: &Request<B>) -> Response<Bytes> {
    let headers = request.headers();
    let query = request.uri().query();
    if let Some((ways, _)) = pending(headers) {
        return code_page(headers, (ways, asked(ways, query)), CodeAttempt::Unasked);
    }
    let before = match query {
        Some("password=recovered") => SignIn::Recovered,
        Some("joined") => SignIn::Joined,
        Some(_) | None => SignIn::Asked,
    };
    sign_in_page(language(headers), before)
}

/// What the query asks for.
fn asked(ways: CodeWays, query: Option<&str>) -> AskedCode {
    match (query, ways) {
        (Some("recovery=1"), _) => AskedCode::Recovery,
        (Some("code=1"), CodeWays::Either) | (_, CodeWays::App) => AskedCode::App,
        (_, CodeWays::Passkey | CodeWays::Either) => AskedCode::Passkey,
    }
}

fn code_page(
    headers: &HeaderMap,
    (ways, asked): (CodeWays, AskedCode),
    attempt: CodeAttempt,
) -> Response<Bytes> {
    let (style, script) = (style_path(), passkey_script_path());
    let (style, script) = (style.as_str(), script.as_str());
    let page = CodePage { language: language(headers), style, script, asked, ways, attempt };
    let page = page::code_page(&page);
    match asked {
        AskedCode::Passkey => guarded_with_passkeys(page),
        AskedCode::App | AskedCode::Recovery => guarded(page),
    }
}

/// `POST /login/code`: signs in, or asks again.
pub(crate) async fn take(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [code]) = host::own_fields(request, ["code"])?;
    let headers = &parts.headers;
    let Some((ways, token)) = pending(headers) else { return Ok(to_page("/login")) };
    let agent = agent::of(headers);
    match attempt::second_factor(host, settings, token.to_owned(), &code, agent).await {
        Ok(who) => signed_in(host, settings, headers, who),
        Err(problem) => {
            let by_recovery = parts.uri.query() == Some("recovery=1");
            let asked = if by_recovery { AskedCode::Recovery } else { AskedCode::App };
            again(headers, (ways, asked), problem)
        }
    }
}

/// Goes on, signed in.
pub(crate) fn signed_in(
    host: &Host,
    settings: &Settings,
    headers: &HeaderMap,
    who: SignedIn,
) -> Result<Response<Bytes>, Problem> {
    let now = host.now().seconds();
    let mut answer = with_session(settings, hand_over::onward(headers)?, who, (now, now))?;
    set_cookie(answer.headers_mut(), Cookie::Pending, "; Max-Age=0")?;
    Ok(answer)
}

/// The page that asks for a passkey after the password, with what became of an attempt.
pub(crate) fn passkey_again(
    headers: &HeaderMap,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let ways = pending(headers).map_or(CodeWays::Passkey, |(ways, _)| ways);
    again(headers, (ways, AskedCode::Passkey), problem)
}

/// The page with what became of the attempt, if whoever made it can mend it.
fn again(
    headers: &HeaderMap,
    asked: (CodeWays, AskedCode),
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let (kind, wait) = (problem.kind(), problem.retry_after_seconds());
    let mut answer = match wait {
        _ if matches!(kind, Kind::CodeRefused | Kind::PasskeyRefused) => {
            code_page(headers, asked, CodeAttempt::Refused)
        }
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

#[cfg(test)]
mod tests {
    use http::header::COOKIE;

    use super::*;

    #[test]
    fn pages_follow_what_somebody_has() {
        let of = |value: &str| {
            let cookie = format!("a=b; {}={value}", Cookie::Pending.name());
            HeaderMap::from_iter([(COOKIE, HeaderValue::try_from(cookie).unwrap())])
        };
        for (value, ways, token, [at_first, with_code, with_recovery]) in [
            ("e.x", CodeWays::App, "e.x", [AskedCode::App, AskedCode::App, AskedCode::Recovery]),
            (
                "passkey~e.x",
                CodeWays::Passkey,
                "e.x",
                [AskedCode::Passkey, AskedCode::Passkey, AskedCode::Recovery],
            ),
            (
                "either~e.x",
                CodeWays::Either,
                "e.x",
                [AskedCode::Passkey, AskedCode::App, AskedCode::Recovery],
            ),
        ] {
            let headers = of(value);
            assert_eq!(pending(&headers), Some((ways, token)), "{value}");
            assert_eq!(asked(ways, None), at_first, "{value}");
            assert_eq!(asked(ways, Some("code=1")), with_code, "{value}");
            assert_eq!(asked(ways, Some("recovery=1")), with_recovery, "{value}");
            assert_eq!(asked(ways, Some("x")), at_first, "{value}");
        }
        assert_eq!(pending(&HeaderMap::new()), None);
    }
}
