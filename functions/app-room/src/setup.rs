//! When an instance asks whom.

use app::Fault;
use bytes::Bytes;
use credential::InstanceName;
use http::{Request, Response};
use page::{AppDone, Filled, SettingsPage, WrongSetting};
use problem::Problem;
use serde_json::Value;
use survey::StrictJson;

use crate::form::Fields;
use crate::instance::{Known, Saved, meanwhile, rejected, strict};
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
    let fields = policy_form::fields(known.0.setup.policy.value());
    let form = Filled { fields: &fields, faults: &[] };
    let texts = Texts::of(visit, &known);
    let shown = texts.page(&known, form, false);
    visit.room.page(page::settings_page(&visit.view(done), &shown))
}

/// All settings, as texts.
struct Texts {
    policy: String,
    alerts: String,
    /// What only this app has.
    own: Option<String>,
}

impl Texts {
    fn of(visit: &Visit<'_>, known: &Known) -> Self {
        let setup = &known.0.setup;
        let own = visit.own.own.map(|own| {
            let kept = setup.settings.value().get(own.member).cloned();
            printed(&kept.unwrap_or_else(own.default))
        });
        Self { policy: printed(setup.policy.value()), alerts: printed(setup.alerts.value()), own }
    }

    fn sent(visit: &Visit<'_>, fields: &Fields) -> Self {
        Self {
            policy: fields.value("policy").to_owned(),
            alerts: fields.value("alerts").to_owned(),
            own: visit.own.own.and_then(|_| fields.every("own").next()).map(str::to_owned),
        }
    }

    fn page<'a>(
        &'a self,
        known: &'a Known,
        form: Filled<'a>,
        is_no_json: bool,
    ) -> SettingsPage<'a> {
        SettingsPage {
            instance: known.named(),
            form,
            json: (&self.policy, &self.alerts),
            own: self.own.as_deref(),
            is_no_json,
        }
    }
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
    let texts = Texts::of(visit, &known);
    known.0.setup.policy = strict(&policy_form::applied(known.0.setup.policy.value(), &fields))?;
    save(visit, &known, (&fields, &fields.0), &texts).await
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
    let texts = Texts::sent(visit, &fields);
    let shown = policy_form::fields(known.0.setup.policy.value());
    let form = Filled { fields: &shown, faults: &[] };
    let read = |raw: &str| StrictJson::from_slice(raw.as_bytes());
    let own = texts.own.as_deref().map(read).transpose();
    let (Ok(policy), Ok(alerts), Ok(own)) = (read(&texts.policy), read(&texts.alerts), own) else {
        return again(visit, &known, (None, form), (&texts, true)).map(rejected);
    };
    if let (Some(own), Some(sent)) = (visit.own.own, own) {
        let faults: Vec<_> = (own.faults)(sent.value()).iter().map(wrong).collect();
        if !faults.is_empty() {
            let form = Filled { fields: &shown, faults: &faults };
            return again(visit, &known, (None, form), (&texts, false)).map(rejected);
        }
        let mut settings = known.0.setup.settings.into_value();
        if let Some(members) = settings.as_object_mut() {
            members.insert(own.member.to_owned(), sent.into_value());
        }
        known.0.setup.settings = strict(&settings)?;
    }
    known.0.setup.policy = policy;
    known.0.setup.alerts = alerts;
    save(visit, &known, (&fields, &shown), &texts).await
}

/// What is wrong with the app's own.
fn wrong(fault: &Fault) -> WrongSetting {
    WrongSetting { field: None, path: fault.path.clone(), reason: fault.reason.to_string() }
}

/// Keeps it; where storage says what is wrong, or that it is changed already, the forms come back.
async fn save(
    visit: &Visit<'_>,
    known: &Known,
    (sent, fields): (&Fields, &[(String, String)]),
    texts: &Texts,
) -> Result<Response<Bytes>, Problem> {
    match known.save(visit, sent).await? {
        Saved::Done => visit.room.to(&known.path(visit, "/settings?saved")),
        Saved::Rejected(problem) => {
            let faults: Vec<_> = problem.invalid_params().iter().map(policy_form::wrong).collect();
            let form = Filled { fields, faults: &faults };
            again(visit, known, (None, form), (texts, false)).map(rejected)
        }
        Saved::ChangedMeanwhile => {
            let form = Filled { fields, faults: &[] };
            let done = Some(AppDone::ChangedMeanwhile);
            again(visit, known, (done, form), (texts, false)).map(meanwhile)
        }
    }
}

/// The forms again, with what was sent and what is wrong with it.
fn again(
    visit: &Visit<'_>,
    known: &Known,
    (done, form): (Option<AppDone>, Filled<'_>),
    (texts, is_no_json): (&Texts, bool),
) -> Result<Response<Bytes>, Problem> {
    let shown = texts.page(known, form, is_no_json);
    visit.room.page(page::settings_page(&visit.view(done), &shown))
}
