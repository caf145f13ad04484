//! When an instance asks whom.

use bytes::Bytes;
use credential::InstanceName;
use host::with_status;
use http::{Request, Response, StatusCode};
use invite::{AlertRules, Policy};
use page::{AppDone, SettingsPage, WrongSetting};
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
            fields: &policy_form::fields(&policy_of(&known)?),
            faults: &[],
            json: (&policy, &alerts),
            is_no_json: false,
        },
    ))
}

fn policy_of(known: &Known) -> Result<Policy, Problem> {
    Policy::parse(known.0.setup.policy.value()).map_err(|_| Problem::new(Kind::Internal))
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
    match policy_form::applied(&policy_of(&known)?, &fields) {
        Ok(policy) => {
            known.0.setup.policy = strict(&policy)?;
            save(visit, &known).await
        }
        Err(faults) => {
            let (policy, alerts) = texts(&known);
            again(visit, &known, (&fields.0, &faults), (&policy, &alerts, false))
        }
    }
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
    let shown = policy_form::fields(&policy_of(&known)?);
    let read = |raw: &str| StrictJson::from_slice(raw.as_bytes());
    let (Ok(policy_json), Ok(alerts_json)) = (read(policy), read(alerts)) else {
        return again(visit, &known, (&shown, &[]), (policy, alerts, true));
    };
    let faults = wrong(policy_json.value(), alerts_json.value());
    if !faults.is_empty() {
        return again(visit, &known, (&shown, &faults), (policy, alerts, false));
    }
    known.0.setup.policy = policy_json;
    known.0.setup.alerts = alerts_json;
    save(visit, &known).await
}

/// Everything that is wrong with a policy and alerts.
fn wrong(policy: &Value, alerts: &Value) -> Vec<WrongSetting> {
    let of = |faults: Vec<invite::Fault>| {
        let told = faults.iter().map(|fault| WrongSetting {
            field: None,
            path: fault.path.clone(),
            reason: fault.reason.to_string(),
        });
        told.collect::<Vec<_>>()
    };
    let mut faults = Policy::parse(policy).err().map(of).unwrap_or_default();
    faults.extend(AlertRules::parse(alerts).err().map(of).unwrap_or_default());
    faults
}

fn texts(known: &Known) -> (String, String) {
    (printed(known.0.setup.policy.value()), printed(known.0.setup.alerts.value()))
}

async fn save(visit: &Visit<'_>, known: &Known) -> Result<Response<Bytes>, Problem> {
    known.save(visit).await?;
    visit.room.to(&known.path(visit, "/settings?saved"))
}

/// The forms again, with what was sent and what is wrong with it.
fn again(
    visit: &Visit<'_>,
    known: &Known,
    (fields, faults): (&[(String, String)], &[WrongSetting]),
    (policy, alerts, is_no_json): (&str, &str, bool),
) -> Result<Response<Bytes>, Problem> {
    let shown = SettingsPage {
        instance: known.named(),
        fields,
        faults,
        json: (policy, alerts),
        is_no_json,
    };
    let answer = visit.room.page(page::settings_page(&visit.view(None), &shown))?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_that_is_wrong_is_told() {
        assert!(wrong(&json!({}), &json!([])).is_empty());
        let faults = wrong(&json!({"link-days": 0, "x": 1}), &json!([{"name": "a"}]));
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["$['link-days']", "$.x", "$[0].when", "$[0].to", "$[0].tell"]);
    }
}
