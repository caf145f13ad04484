//! Two-step sign-in on a person's own account: adding it, its recovery codes, removing it.

use bytes::Bytes;
use contract::message::{
    BeginFactor, ChangeFactor, ConfirmFactor, FactorAdded, FactorBegun, OwnAccount, RecoveryCodes,
};
use credential::FactorCode;
use host::{Host, with_status};
use http::header::HeaderMap;
use http::request::Parts;
use http::{Request, Response, StatusCode};
use page::{AddTwoStepPage, CodeAttempt, RecoveryCodesPage, TwoStepChange};
use problem::{Kind, Problem};

use crate::Settings;
use crate::account::{Done, Person, account_page, here};
use crate::pages::{guarded, guarded_with_script, language, script_path, style_path, to_page};
use crate::password::Password;

/// `POST /login/factor`: shows the secret for an app, to who gives the password again.
pub(crate) async fn begin(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [password]) = host::own_fields(request, ["password"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    match begun(&person, &account, password).await {
        Ok(FactorBegun { secret, sealed }) => {
            let given = (secret.as_str(), sealed.as_str());
            Ok(add_page(&parts.headers, &account, given, CodeAttempt::Unasked))
        }
        Err(problem) => told(&person, &parts, &account, problem),
    }
}

async fn begun(
    person: &Person<'_>,
    account: &OwnAccount,
    password: String,
) -> Result<FactorBegun, Problem> {
    let password = Password::new(password).ok_or(Kind::SignInRefused)?;
    let password = password.proof(&account.parameters)?;
    person.storage.begin_factor(&BeginFactor { password }).await
}

/// `POST /login/factor/confirm`: adds it, once a code was shown.
pub(crate) async fn confirm(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let names = ["secret", "sealed", "code"];
    let (parts, [secret, sealed, code]) = host::own_fields(request, names)?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    let attempt = match confirmed(&person, &sealed, &code).await {
        Ok(FactorAdded { who, recovery_codes }) => {
            let page = codes_page(&parts.headers, &account, &recovery_codes, true);
            return person.with_session(page, who);
        }
        Err(problem) => match (problem.kind(), problem.retry_after_seconds()) {
            (Kind::CodeRefused, _) => CodeAttempt::Refused,
            (Kind::TooManyAttempts, Some(wait_seconds)) => CodeAttempt::TooOften { wait_seconds },
            // There is one by now, or this took too long: the account's page says how it stands.
            _ => return told(&person, &parts, &account, problem),
        },
    };
    let page = add_page(&parts.headers, &account, (&secret, &sealed), attempt);
    Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY))
}

async fn confirmed(person: &Person<'_>, sealed: &str, code: &str) -> Result<FactorAdded, Problem> {
    let code: FactorCode = code.parse().map_err(|_| Kind::CodeRefused)?;
    person.storage.confirm_factor(&ConfirmFactor { sealed: sealed.to_owned(), code }).await
}

/// `POST /login/factor/codes`: new recovery codes.
pub(crate) async fn renew_codes(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [password, code]) = host::own_fields(request, ["password", "code"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    let renewed = async {
        let proven = proven(&account, password, &code)?;
        person.storage.renew_recovery_codes(&proven).await
    };
    match renewed.await {
        Ok(RecoveryCodes { recovery_codes }) => {
            Ok(codes_page(&parts.headers, &account, &recovery_codes, false))
        }
        Err(problem) if account.second_factor.there.is_none() => {
            told_of_codes(&person, &parts, &account, problem)
        }
        Err(problem) => told(&person, &parts, &account, problem),
    }
}

/// The same as [`told`], where the form stands with the passkeys.
fn told_of_codes(
    person: &Person<'_>,
    parts: &Parts,
    account: &OwnAccount,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let mendable = [Kind::SignInRefused, Kind::CodeRefused, Kind::TooManyAttempts];
    if !mendable.contains(&problem.kind()) {
        return told(person, parts, account, problem);
    }
    let page = account_page(
        (person, &parts.headers),
        account,
        Done::two_step(TwoStepChange::CodesRefused),
    );
    Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY))
}

/// `POST /login/factor/remove`: takes it away, which ends all other sessions.
pub(crate) async fn remove(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [password, code]) = host::own_fields(request, ["password", "code"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    let removed = async {
        let proven = proven(&account, password, &code)?;
        person.storage.remove_factor(&proven).await
    };
    match removed.await {
        Ok(who) => person.with_session(to_page("/login?two-step=removed"), who),
        Err(problem) => told(&person, &parts, &account, problem),
    }
}

/// That somebody knows the password and has the second factor.
fn proven(account: &OwnAccount, password: String, code: &str) -> Result<ChangeFactor, Problem> {
    let code: FactorCode = code.parse().map_err(|_| Kind::CodeRefused)?;
    let password = Password::new(password).ok_or(Kind::SignInRefused)?;
    Ok(ChangeFactor { password: password.proof(&account.parameters)?, code })
}

/// The account's page with why nothing was changed, if whoever asked can mend it.
fn told(
    person: &Person<'_>,
    parts: &Parts,
    account: &OwnAccount,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let kind = problem.kind();
    let change = if kind == Kind::SignInRefused {
        TwoStepChange::WrongPassword
    } else if kind == Kind::CodeRefused {
        TwoStepChange::CodeRefused
    } else if kind == Kind::TooManyAttempts {
        TwoStepChange::TooOften
    } else if matches!(kind, Kind::FactorState | Kind::CredentialRefused) {
        // Another tab has changed it, or this one took too long: the page shows how it stands.
        return Ok(to_page("/login"));
    } else {
        return Err(problem);
    };
    let page = account_page((person, &parts.headers), account, Done::two_step(change));
    Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY))
}

fn add_page(
    headers: &HeaderMap,
    account: &OwnAccount,
    (secret, sealed): (&str, &str),
    attempt: CodeAttempt,
) -> Response<Bytes> {
    guarded(page::add_two_step_page(&AddTwoStepPage {
        language: language(headers),
        style: &style_path(),
        email: account.email.as_str(),
        secret,
        sealed,
        attempt,
    }))
}

pub(crate) fn codes_page(
    headers: &HeaderMap,
    account: &OwnAccount,
    codes: &[String],
    added: bool,
) -> Response<Bytes> {
    guarded_with_script(page::recovery_codes_page(&RecoveryCodesPage {
        language: language(headers),
        style: &style_path(),
        script: &script_path(),
        email: account.email.as_str(),
        codes,
        added,
    }))
}
