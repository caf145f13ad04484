//! Passkeys: signing in with one, and those of a person's own account.

use bytes::Bytes;
use contract::message::{
    AskPasskey, BeginPasskey, ConfirmPasskey, Network, Octets, OwnAccount, PasskeyAdded,
    PasskeyAsked, PasskeyBegun, RemovePasskey, RenamePasskey, SignedIn, VerifyPasskey,
};
use host::{Host, json, same_origin, with_status};
use http::header::HeaderMap;
use http::request::Parts;
use http::{Request, Response, StatusCode};
use page::{AddPasskeyPage, PasskeyChange};
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};

use crate::account::{Done, Person, account_page, here};
use crate::attempt::{at_home, storage};
use crate::pages::{guarded_with_passkeys, language, passkey_script_path, style_path, to_page};
use crate::password::Password;
use crate::two_step::codes_page;
use crate::{Settings, agent, code, pages};

/// What the script needs to ask the browser for a passkey; see `widget/src/passkey.ts`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    challenge: Octets,
    rp_id: String,
    verification: &'static str,
    ids: Vec<Octets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<User>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    algorithms: Vec<i32>,
}

/// Whom a new passkey is for.
#[derive(Serialize)]
struct User {
    id: Octets,
    name: String,
}

/// What the script brings of a passkey that was used.
#[derive(Deserialize)]
struct Used {
    id: Octets,
    client_data: Octets,
    authenticator_data: Octets,
    signature: Octets,
    #[serde(default)]
    user: Option<Octets>,
}

/// What the script brings of a passkey that was made.
#[derive(Deserialize)]
struct Made {
    id: Octets,
    client_data: Octets,
    attestation: Octets,
}

/// `POST /login/passkey/options`: what the browser needs to use a passkey, after the password or in its
/// place.
pub(crate) async fn options(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, _) = request.into_parts();
    if !same_origin(&parts) {
        return Err(Problem::new(Kind::OriginRefused));
    }
    let token = code::pending(&parts.headers).map(|(_, token)| token.to_owned());
    // A passkey alone stands in for a password, and so must know who uses it.
    let verification = if token.is_some() { "preferred" } else { "required" };
    let asked = storage(host, settings).ask_passkey(&AskPasskey { token }).await?;
    let PasskeyAsked { relying_party: rp_id, challenge, allowed: ids } = asked;
    let algorithms = Vec::new();
    Ok(json(&Options { challenge, rp_id, verification, ids, user: None, algorithms }))
}

/// `POST /login/passkey`: signs in, or asks again.
pub(crate) async fn sign_in(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [credential]) = host::own_fields(request, ["credential"])?;
    let headers = &parts.headers;
    let token = code::pending(headers).map(|(_, token)| token.to_owned());
    let after_password = token.is_some();
    match verified(host, settings, token, (headers, &credential)).await {
        Ok(who) => code::signed_in(host, settings, &parts.headers, who),
        Err(problem) if after_password => code::passkey_again(headers, problem),
        Err(problem) => pages::form_again(headers, "", problem),
    }
}

async fn verified(
    host: &Host,
    settings: &Settings,
    token: Option<String>,
    (headers, credential): (&HeaderMap, &str),
) -> Result<SignedIn, Problem> {
    let used: Used = serde_json::from_str(credential).map_err(|_| Kind::PasskeyRefused)?;
    let shown = VerifyPasskey {
        token,
        id: used.id,
        client_data: used.client_data,
        authenticator_data: used.authenticator_data,
        signature: used.signature,
        user: used.user,
        network: host.client_address().and_then(Network::of),
        agent: agent::of(headers),
    };
    at_home(settings, storage(host, settings).verify_passkey(&shown).await?)
}

/// `POST /login/passkey/begin`: the page that makes one, to who gives the password again.
pub(crate) async fn begin(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [password]) = host::own_fields(request, ["password"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    let begun = async {
        let password = proof(&account, password)?;
        person.storage.begin_passkey(&BeginPasskey { password }).await
    };
    match begun.await {
        Ok(begun) => add_page(&parts.headers, &account, begun),
        // There is room for no more: nothing else is wrong with an account that is there.
        Err(problem) if problem.kind() == Kind::FactorState => {
            Ok(unchanged((&person, &parts), &account, PasskeyChange::Full))
        }
        Err(problem) => told((&person, &parts), &account, problem),
    }
}

fn add_page(
    headers: &HeaderMap,
    account: &OwnAccount,
    begun: PasskeyBegun,
) -> Result<Response<Bytes>, Problem> {
    let PasskeyBegun { relying_party: rp_id, challenge, user: id, algorithms, there: ids } = begun;
    let user = Some(User { id, name: account.email.as_str().to_owned() });
    let options = Options { challenge, rp_id, verification: "preferred", ids, user, algorithms };
    let options = serde_json::to_string(&options).map_err(|_| Kind::Internal)?;
    let agent = agent::of(headers);
    Ok(guarded_with_passkeys(page::add_passkey_page(&AddPasskeyPage {
        language: language(headers),
        style: &style_path(),
        script: &passkey_script_path(),
        options: &options,
        name: agent.as_ref().map_or("", |agent| agent.as_str()),
    })))
}

/// `POST /login/passkey/confirm`: adds it, which ends all other sessions.
pub(crate) async fn confirm(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [name, credential]) = host::own_fields(request, ["name", "credential"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    match added(&person, &name, &credential).await {
        Ok(PasskeyAdded { who, recovery_codes }) if recovery_codes.is_empty() => {
            person.with_session(to_page("/login?passkey=added"), who)
        }
        Ok(PasskeyAdded { who, recovery_codes }) => {
            let page = codes_page(&parts.headers, &account, &recovery_codes, true);
            person.with_session(page, who)
        }
        Err(problem) => told((&person, &parts), &account, problem),
    }
}

async fn added(person: &Person<'_>, name: &str, credential: &str) -> Result<PasskeyAdded, Problem> {
    let made: Made = serde_json::from_str(credential).map_err(|_| Kind::PasskeyRefused)?;
    let name = name.parse().map_err(|_| Kind::PasskeyRefused)?;
    let Made { id, client_data, attestation } = made;
    person.storage.confirm_passkey(&ConfirmPasskey { name, id, client_data, attestation }).await
}

/// `POST /login/passkey/rename`: gives it another name.
pub(crate) async fn rename(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [passkey, name]) = host::own_fields(request, ["passkey", "name"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    let (Ok(id), Ok(name)) = (passkey.parse(), name.parse()) else {
        return Ok(to_page("/login"));
    };
    match person.storage.rename_passkey(&RenamePasskey { id, name }).await {
        Ok(_) => Ok(to_page("/login?passkey=renamed")),
        Err(problem) => told((&person, &parts), &account, problem),
    }
}

/// `POST /login/passkey/remove`: takes it away, which ends all other sessions.
pub(crate) async fn remove(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [passkey, password]) = host::own_fields(request, ["passkey", "password"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    let Ok(id) = passkey.parse() else { return Ok(to_page("/login")) };
    let removed = async {
        let password = proof(&account, password)?;
        person.storage.remove_passkey(&RemovePasskey { id, password }).await
    };
    match removed.await {
        Ok(who) => person.with_session(to_page("/login?passkey=removed"), who),
        Err(problem) => told((&person, &parts), &account, problem),
    }
}

fn proof(account: &OwnAccount, password: String) -> Result<contract::message::Secret<32>, Problem> {
    Password::new(password).ok_or(Kind::SignInRefused)?.proof(&account.parameters)
}

/// The account's page with why nothing was changed, if whoever asked can mend it.
fn told(
    request: (&Person<'_>, &Parts),
    account: &OwnAccount,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let kind = problem.kind();
    let change = if kind == Kind::SignInRefused {
        PasskeyChange::WrongPassword
    } else if kind == Kind::TooManyAttempts {
        PasskeyChange::TooOften
    } else if kind == Kind::PasskeyRefused {
        PasskeyChange::NotAdded
    } else if kind == Kind::NotFound {
        PasskeyChange::NotHere
    } else if matches!(kind, Kind::FactorState | Kind::CredentialRefused) {
        // Another tab has changed it, or this one took too long: the page shows how it stands.
        return Ok(to_page("/login"));
    } else {
        return Err(problem);
    };
    Ok(unchanged(request, account, change))
}

fn unchanged(
    (person, parts): (&Person<'_>, &Parts),
    account: &OwnAccount,
    change: PasskeyChange,
) -> Response<Bytes> {
    let page = account_page((person, &parts.headers), account, Done::passkey(change));
    with_status(page, StatusCode::UNPROCESSABLE_ENTITY)
}
