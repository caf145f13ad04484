//! When an instance asks whom.

use bytes::Bytes;
use credential::InstanceName;
use host::with_status;
use http::{Request, Response, StatusCode};
use page::{AppDone, Filled, SettingsPage};
use problem::{Kind, Problem};
use serde_json::Value;
use survey::StrictJson;

use crate::form::Fields;
use crate::instance::{Known, strict};
use crate::policy_form;
use crate::visit::Visit;

/// `GET /settings`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = (query == Some("saved")).then_some(AppDone::Saved);
    let known = Known::read(visit, name).await?;
    let setup = &known.0.setup;
    let (policy, alerts) = (printed(setup.policy.value()), printed(setup.alerts.value()));
    visit.room.page(page::settings_page(
        &visit.view(done),
        &SettingsPage {
            instance: known.named(),
            form: Filled { fields: &policy_form::fields(setup.policy.value()), faults: &[] },
            json: (&policy, &alerts),
            is_no_json: false,
        },
    ))
}

fn printed(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// `POST /settings`: what the form says.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut known = Known::read(visit, name).await?;
    let (policy, alerts) = texts(&known);
    known.0.setup.policy = strict(&policy_form::applied(known.0.setup.policy.value(), &fields))?;
    save(visit, &known, &fields.0, (&policy, &alerts)).await
}

/// `POST /settings/json`: all of it, as text.
pub(crate) async fn set_json(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut known = Known::read(visit, name).await?;
    let (policy, alerts) = (fields.value("policy"), fields.value("alerts"));
    let shown = policy_form::fields(known.0.setup.policy.value());
    let read = |raw: &str| StrictJson::from_slice(raw.as_bytes());
    let (Ok(policy_json), Ok(alerts_json)) = (read(policy), read(alerts)) else {
        let form = Filled { fields: &shown, faults: &[] };
        return again(visit, &known, form, (policy, alerts, true));
    };
    known.0.setup.policy = policy_json;
    known.0.setup.alerts = alerts_json;
    save(visit, &known, &shown, (policy, alerts)).await
}

fn texts(known: &Known) -> (String, String) {
    (printed(known.0.setup.policy.value()), printed(known.0.setup.alerts.value()))
}

/// Keeps it; where storage says what is wrong, the forms come back.
async fn save(
    visit: &Visit<'_>,
    known: &Known,
    fields: &[(String, String)],
    (policy, alerts): (&str, &str),
) -> Result<Response<Bytes>, Problem> {
    match known.save(visit).await {
        Ok(()) => visit.room.to(&known.path(visit, "/settings?saved")),
        Err(problem) if problem.kind() == Kind::InstanceRejected => {
            let faults: Vec<_> = problem.invalid_params().iter().map(policy_form::wrong).collect();
            again(visit, known, Filled { fields, faults: &faults }, (policy, alerts, false))
        }
        Err(problem) => Err(problem),
    }
}

/// The forms again, with what was sent and what is wrong with it.
fn again(
    visit: &Visit<'_>,
    known: &Known,
    form: Filled<'_>,
    (policy, alerts, is_no_json): (&str, &str, bool),
) -> Result<Response<Bytes>, Problem> {
    let shown = SettingsPage { instance: known.named(), form, json: (policy, alerts), is_no_json };
    let answer = visit.room.page(page::settings_page(&visit.view(None), &shown))?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}
