//! Taking an invitation up.

use bytes::Bytes;
use contract::message::{Join, ReadJoin, Secret};
use host::{Host, with_status};
use http::header::HeaderMap;
use http::{Request, Response, StatusCode};
use page::{JoinPage, JoinStep, PasswordChange};
use problem::{Kind, Problem};

use crate::attempt::storage;
use crate::pages::{
    forget_session, guarded_with_script, language, script_path, style_path, to_page,
};
use crate::password::Password;
use crate::{Settings, rules};

/// `GET /login/join`: takes what the mail brought.
pub(crate) fn show(headers: &HeaderMap) -> Response<Bytes> {
    page(headers, "", JoinStep::Start)
}

fn page(headers: &HeaderMap, code: &str, step: JoinStep) -> Response<Bytes> {
    guarded_with_script(page::join_page(&JoinPage {
        language: language(headers),
        style: &style_path(),
        script: &script_path(),
        code,
        step,
    }))
}

/// `POST /login/join`: makes the account. Whoever has it signs in then: the password is theirs, and
/// a second factor may be wanted.
pub(crate) async fn take_up(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [code, new]) = host::own_fields(request, ["code", "new"])?;
    let headers = &parts.headers;
    // Mail programs break long lines, and who copies takes blanks along.
    let token: String = code.split_whitespace().collect();
    let Some(step) = joined(host, settings, (&token, new)).await? else {
        return forget_session(to_page("/login?joined"));
    };
    let kept = if step == JoinStep::CodeRefused { "" } else { token.as_str() };
    Ok(with_status(page(headers, kept, step), StatusCode::UNPROCESSABLE_ENTITY))
}

/// Makes the account, or says why not.
async fn joined(
    host: &Host,
    settings: &Settings,
    (token, new): (&str, String),
) -> Result<Option<JoinStep>, Problem> {
    let storage = storage(host, settings);
    // Before anything is hashed: without a good token nobody makes this function work.
    let open = match storage.read_join(&ReadJoin { token: token.to_owned() }).await {
        Ok(open) => open,
        Err(problem) => return mendable(problem).map(Some),
    };
    if let Some(fault) = rules::fault(&new, open.email.as_str()) {
        return Ok(Some(JoinStep::PasswordRefused(fault)));
    }
    let Some(new) = Password::new(new) else {
        return Ok(Some(JoinStep::PasswordRefused(PasswordChange::TooLong)));
    };
    let salt = host.random().map_err(|_| Kind::Internal)?;
    let parameters = open.cost.with_salt(Secret::new(salt));
    let new = new.proof(&parameters)?;
    match storage.join(&Join { token: token.to_owned(), parameters, new }).await {
        Ok(_) => Ok(None),
        Err(problem) => mendable(problem).map(Some),
    }
}

fn mendable(problem: Problem) -> Result<JoinStep, Problem> {
    let kind = problem.kind();
    if matches!(kind, Kind::CredentialExpired | Kind::CredentialRefused) {
        Ok(JoinStep::CodeRefused)
    } else if kind == Kind::AddressTaken {
        Ok(JoinStep::HasAccount)
    } else {
        Err(problem)
    }
}
