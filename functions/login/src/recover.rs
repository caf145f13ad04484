//! A new password for who forgot theirs.

use bytes::Bytes;
use contract::message::{Email, Network, ReadRecovery, Recover, RequestRecovery, Secret};
use host::{Host, with_status};
use http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use http::{Request, Response, StatusCode};
use page::{PasswordChange, RecoverPage, RecoverStep};
use problem::{Kind, Problem};

use crate::attempt::storage;
use crate::pages::{
    forget_session, guarded_with_script, language, mail_language, script_path, style_path, to_page,
};
use crate::password::Password;
use crate::{Settings, rules};

/// `GET /login/recover`: asks for an address, and takes what the mail brought.
pub(crate) fn show(headers: &HeaderMap) -> Response<Bytes> {
    page(headers, "", RecoverStep::Start)
}

fn page(headers: &HeaderMap, code: &str, step: RecoverStep) -> Response<Bytes> {
    guarded_with_script(page::recover_page(&RecoverPage {
        language: language(headers),
        style: &style_path(),
        script: &script_path(),
        code,
        step,
    }))
}

/// `POST /login/recover`: asks storage to write the mail. What is no address has no account, and is
/// answered like one that has none.
pub(crate) async fn ask(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [email]) = host::own_fields(request, ["email"])?;
    let headers = &parts.headers;
    if let Ok(email) = email.parse::<Email>() {
        let network = host.client_address().and_then(Network::of);
        let wish = RequestRecovery { email, network, language: mail_language(headers) };
        if let Err(problem) = storage(host, settings).request_recovery(&wish).await {
            return too_often(headers, problem);
        }
    }
    Ok(page(headers, "", RecoverStep::Sent))
}

/// The page that says when the next mail may be asked for.
fn too_often(headers: &HeaderMap, problem: Problem) -> Result<Response<Bytes>, Problem> {
    let kind = problem.kind();
    match problem.retry_after_seconds() {
        Some(wait_seconds) if kind == Kind::TooManyAttempts => {
            let page = page(headers, "", RecoverStep::TooOften { wait_seconds });
            let mut answer = with_status(page, kind.status());
            answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait_seconds));
            Ok(answer)
        }
        Some(_) | None => Err(problem),
    }
}

/// `POST /login/recover/password`: sets the new password, if the code is good. Nobody is signed in by
/// it: whoever has a second factor shows it.
pub(crate) async fn set(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [code, new]) = host::own_fields(request, ["code", "new"])?;
    let headers = &parts.headers;
    // Mail programs break long lines, and who copies takes blanks along.
    let token: String = code.split_whitespace().collect();
    let step = match recovered(host, settings, headers, (&token, new)).await {
        Ok(()) => return forget_session(to_page("/login?password=recovered")),
        Err(Unset::Password(fault)) => RecoverStep::PasswordRefused(fault),
        Err(Unset::Failed(problem)) if is_refused(&problem) => RecoverStep::CodeRefused,
        Err(Unset::Failed(problem)) => return Err(problem),
    };
    let kept = if step == RecoverStep::CodeRefused { "" } else { token.as_str() };
    Ok(with_status(page(headers, kept, step), StatusCode::UNPROCESSABLE_ENTITY))
}

fn is_refused(problem: &Problem) -> bool {
    matches!(problem.kind(), Kind::CredentialExpired | Kind::CredentialRefused)
}

/// Why a password was not set.
enum Unset {
    /// The new one is not taken.
    Password(PasswordChange),
    /// Something else.
    Failed(Problem),
}

impl<P: Into<Problem>> From<P> for Unset {
    fn from(problem: P) -> Self {
        Self::Failed(problem.into())
    }
}

async fn recovered(
    host: &Host,
    settings: &Settings,
    headers: &HeaderMap,
    (token, new): (&str, String),
) -> Result<(), Unset> {
    let storage = storage(host, settings);
    // Before anything is hashed: without a good token nobody makes this function work.
    let open = storage.read_recovery(&ReadRecovery { token: token.to_owned() }).await?;
    if let Some(fault) = rules::fault(&new, open.email.as_str()) {
        return Err(Unset::Password(fault));
    }
    let new = Password::new(new).ok_or(Unset::Password(PasswordChange::TooLong))?;
    let salt = host.random().map_err(|_| Kind::Internal)?;
    let parameters = open.cost.with_salt(Secret::new(salt));
    let new = new.proof(&parameters)?;
    let language = mail_language(headers);
    let message = Recover { token: token.to_owned(), parameters, new, language };
    storage.recover(&message).await?;
    Ok(())
}
