//! API keys.

use bytes::Bytes;
use contract::Moment;
use contract::message::{ApiKeyItem, MakeApiKey};
use credential::{ApiKeyId, Grant, Grants, Role, Scope};
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use page::{KeyFault, KeyForm, KeyMaker, KeyRow, KeyState, KeysPage, ZoneDone};
use problem::{Kind, Problem};

use crate::visit::Visit;

/// What the form holds before anybody has typed.
const EMPTY: KeyForm<'static> =
    KeyForm { label: "", role: "viewer", survey: "", days: 90, fault: None };

pub(crate) async fn show(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let ended = query == Some("ended");
    visit.room.page(page(visit, EMPTY, ended).await?)
}

async fn page(visit: &Visit<'_>, form: KeyForm<'_>, ended: bool) -> Result<String, Problem> {
    let items = visit.room.storage.list_api_keys().await?.items;
    let texts: Vec<_> = items.iter().map(|item| Texts::of(item, visit.room.now())).collect();
    let grants: Vec<Vec<_>> = items.iter().map(grants_of).collect();
    let rows: Vec<_> = items
        .iter()
        .zip(&texts)
        .zip(&grants)
        .map(|((item, texts), grants)| row(visit, item, texts, grants))
        .collect();
    let roles = visit.roles();
    let view = visit.view(ended.then_some(ZoneDone::KeyEnded));
    Ok(page::keys_page(&view, &KeysPage { keys: &rows, roles: &roles, form }))
}

/// The moments of a key, in words.
struct Texts {
    used: Option<String>,
    until: String,
    ended: Option<String>,
    is_over: bool,
}

impl Texts {
    fn of(item: &ApiKeyItem, now: Moment) -> Self {
        let until = Moment::from_unix_millis(item.expires_at.get().saturating_mul(1000));
        Self {
            used: item.last_used_at.map(Moment::rfc3339),
            until: until.rfc3339(),
            ended: item.revoked_at.map(Moment::rfc3339),
            is_over: until <= now,
        }
    }
}

fn grants_of(item: &ApiKeyItem) -> Vec<(&str, Option<&str>)> {
    item.grants.as_slice().iter().map(grant_of).collect()
}

fn grant_of(grant: &Grant) -> (&str, Option<&str>) {
    let place = match &grant.scope {
        Scope::Tenant => None,
        Scope::Survey(survey) => Some(survey.as_str()),
        Scope::App(app) => Some(app.as_str()),
    };
    (grant.role.as_str(), place)
}

fn row<'a>(
    visit: &Visit<'_>,
    item: &'a ApiKeyItem,
    texts: &'a Texts,
    grants: &'a [(&'a str, Option<&'a str>)],
) -> KeyRow<'a> {
    let maker = match &item.made_by {
        None => KeyMaker::Operator,
        Some(user) if *user == visit.room.person.who.user => KeyMaker::Reader,
        Some(user) => KeyMaker::Other(user.as_str()),
    };
    let state = match &texts.ended {
        Some(at) => KeyState::Ended(at),
        None if texts.is_over => KeyState::Over(&texts.until),
        None => KeyState::Works(&texts.until),
    };
    let used = texts.used.as_deref();
    KeyRow { id: item.id.as_str(), label: &item.label, grants, maker, used, state }
}

/// `POST /zone/keys`: makes a key, and shows it.
pub(crate) async fn make(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, fields) = own_fields(request, ["label", "role", "survey", "days"])?;
    let [label, role, survey, days] = &fields;
    let label = label.trim();
    let form = KeyForm { label, role, survey, days: days.parse().unwrap_or_default(), fault: None };
    let message = match wish(&form) {
        Ok(message) => message,
        Err(fault) => return again(visit, KeyForm { fault: Some(fault), ..form }).await,
    };
    match visit.room.storage.make_api_key(&message).await {
        Ok(made) => visit.room.page(page::key_made_page(&visit.view(None), &made.key)),
        Err(problem) => match fault(&problem) {
            Some(fault) => again(visit, KeyForm { fault: Some(fault), ..form }).await,
            None => Err(problem),
        },
    }
}

fn wish(form: &KeyForm<'_>) -> Result<MakeApiKey, KeyFault> {
    if form.label.is_empty() {
        return Err(KeyFault::Label);
    }
    let scope = match form.survey.trim() {
        "" => Scope::Tenant,
        name => Scope::Survey(name.parse().map_err(|_| KeyFault::Survey)?),
    };
    let role: Role = form.role.parse().map_err(|_| KeyFault::TooMuch)?;
    let grants = Grants::from(Grant { role, scope });
    Ok(MakeApiKey { label: form.label.to_owned(), grants, days: form.days })
}

/// What is wrong, where whoever filled the form in can mend it.
fn fault(problem: &Problem) -> Option<KeyFault> {
    if problem.kind() == Kind::NotPermitted {
        return Some(KeyFault::TooMuch);
    }
    let rejected = problem.kind() == Kind::ParameterRejected;
    let label = problem.invalid_params().iter().any(|one| one.name == "label");
    match (rejected, label) {
        (false, _) => None,
        (true, true) => Some(KeyFault::Label),
        (true, false) => problem.detail().map(|_| KeyFault::TooMany),
    }
}

async fn again(visit: &Visit<'_>, form: KeyForm<'_>) -> Result<Response<Bytes>, Problem> {
    let answer = visit.room.page(page(visit, form, false).await?)?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}

pub(crate) fn ask_end(visit: &Visit<'_>, key: &ApiKeyId) -> Result<Response<Bytes>, Problem> {
    visit.room.page(page::end_key_page(&visit.view(None), key.as_str()))
}

pub(crate) async fn end(
    visit: &Visit<'_>,
    key: &ApiKeyId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    visit.room.storage.revoke_api_key(key).await?;
    visit.room.to("/zone/keys?ended")
}
