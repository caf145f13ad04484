//! The alerts of an instance.

use bytes::Bytes;
use contract::message::{
    ActOnAlert, AlertDetail, AlertItem, AlertMessageItem, AlertWay, ListAlerts,
};
use credential::{AlertId, InstanceName};
use host::with_status;
use http::{Request, Response, StatusCode};
use invite::Note;
use page::{AlertFault, AlertMessageRow, AlertPage, AlertRow, AlertsMay, AlertsPage, AppDone};
use problem::{Kind, Problem};
use serde_json::{Map, Value};

use crate::AlertStep;
use crate::form::Fields;
use crate::instance::Known;
use crate::visit::Visit;

/// How many alerts a page of the list has.
const PER_PAGE: u32 = 50;

/// How many of an instance nobody has handled, for whoever may see them.
pub(crate) async fn open(visit: &Visit<'_>, name: &InstanceName) -> Result<Option<u64>, Problem> {
    if visit.view(None).may.alerts == AlertsMay::Not {
        return Ok(None);
    }
    let message = ListAlerts { limit: Some(1), ..ListAlerts::default() };
    let listed = visit.room.storage.list_alerts(&visit.app()?, name, &message).await?;
    Ok(Some(listed.open))
}

/// `GET /alerts`: those first that nobody has handled. The query says after which one: a cursor of storage.
pub(crate) async fn list(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.alerts == AlertsMay::See)?;
    let cursor = query.and_then(|query| query.strip_prefix("after="));
    let cursor = cursor.map(|raw| raw.parse().map_err(|_| Kind::NotFound)).transpose()?;
    let known = Known::read(visit, name).await?;
    let message = ListAlerts { cursor, limit: Some(PER_PAGE), ..ListAlerts::default() };
    let found = visit.room.storage.list_alerts(&visit.app()?, name, &message).await?;
    let shown: Vec<_> = found.items.iter().map(Shown::of).collect();
    let rows: Vec<_> = shown.iter().map(Shown::row).collect();
    let next = found.next.map(|next| known.path(visit, &format!("/alerts?after={next}")));
    let page = AlertsPage { instance: known.named(), rows: &rows, next: next.as_deref() };
    visit.room.page(page::alerts_page(&visit.view(None), &page))
}

/// An alert, as it is shown.
struct Shown<'a> {
    item: &'a AlertItem,
    raised: String,
    score: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(item: &'a AlertItem) -> Self {
        let score = item.score.map(|score| score.to_string());
        Self { item, raised: item.raised.rfc3339(), score }
    }

    fn row(&self) -> AlertRow<'_> {
        AlertRow {
            id: self.item.alert.as_str(),
            rule: self.item.rule.as_str(),
            state: self.item.state.name(),
            test: self.item.test,
            raised: &self.raised,
            score: self.score.as_deref(),
            whose: self.item.whose.as_ref().map(contract::message::Email::as_str),
        }
    }
}

/// `GET /alerts/{alert}`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &AlertId),
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = (query == Some("changed")).then_some(AppDone::AlertChanged);
    visit.room.page(page(visit, (name, id), (done, None)).await?)
}

async fn page(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &AlertId),
    (done, fault): (Option<AppDone>, Option<AlertFault>),
) -> Result<String, Problem> {
    visit.must(|may| may.alerts == AlertsMay::See)?;
    let known = Known::read(visit, name).await?;
    let detail = visit.room.storage.read_alert((&visit.app()?, name), id).await?;
    let AlertDetail { item, survey, response, note, messages } = &detail;
    let answers = response.as_ref().map(|response| answers(response.answers.get()));
    let tool = response
        .as_ref()
        .map(|response| format!("{}/responses/{}", visit.survey(survey), response.id));
    let told: Vec<_> = messages.iter().map(told).collect();
    let messages: Vec<_> = messages
        .iter()
        .zip(&told)
        .map(|(one, (made, failure))| AlertMessageRow {
            made,
            way: AlertWay::ALL.iter().position(|way| *way == one.way).unwrap_or_default(),
            escalated: one.escalated,
            is_over: one.ended_at.is_some(),
            failure: failure.as_deref(),
        })
        .collect();
    let shown = Shown::of(item);
    Ok(page::alert_page(
        &visit.view(done),
        &AlertPage {
            instance: known.named(),
            alert: shown.row(),
            survey: (survey.as_str(), tool.as_deref()),
            answers: answers.as_deref(),
            note: note.as_ref().map(Note::as_str),
            messages: &messages,
            is_open: !item.state.is_over(),
            fault,
        },
    ))
}

fn told(message: &AlertMessageItem) -> (String, Option<String>) {
    (message.made_at.rfc3339(), message.failure.map(String::from))
}

/// Answers by the names of what was asked.
fn answers(json: &str) -> Vec<(String, String)> {
    let answers: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    answers.into_iter().map(|(name, value)| (name, text(value))).collect()
}

/// `POST /alerts/{alert}/take`, `/assign` and `/handle`. If nothing changes, it is said so.
pub(crate) async fn act(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &AlertId),
    step: AlertStep,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.alerts == AlertsMay::See)?;
    let again = async |fault, status| {
        let page = page(visit, (name, id), (None, Some(fault))).await?;
        Ok(with_status(visit.room.page(page)?, status))
    };
    let act = match wanted(step, &fields) {
        Ok(act) => act,
        Err(fault) => return again(fault, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    match visit.room.storage.act_on_alert((&visit.app()?, name), id, &act).await {
        Ok(acted) if acted.why.is_none() => {
            visit.room.to(&visit.path(&format!("/instances/{name}/alerts/{id}?changed")))
        }
        Ok(_) => again(AlertFault::Unchanged, StatusCode::CONFLICT).await,
        Err(problem) if problem.kind() == Kind::ParameterRejected => {
            again(AlertFault::Colleague, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(problem) => Err(problem),
    }
}

fn wanted(step: AlertStep, fields: &Fields) -> Result<ActOnAlert, AlertFault> {
    Ok(match step {
        AlertStep::Take => ActOnAlert::Take,
        AlertStep::Assign => {
            let to = fields.value("to").parse().map_err(|_| AlertFault::Colleague)?;
            ActOnAlert::Assign { to }
        }
        AlertStep::Handle => {
            let note = fields.value("note").to_owned();
            ActOnAlert::Handle { note: note.try_into().map_err(|_| AlertFault::Note)? }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_read() {
        let long = "x".repeat(2001);
        for (step, name, value, want) in [
            (AlertStep::Take, "to", "", None),
            (AlertStep::Assign, "to", "anna@example.com", None),
            (AlertStep::Assign, "to", "anna", Some(AlertFault::Colleague)),
            (AlertStep::Assign, "to", "", Some(AlertFault::Colleague)),
            (AlertStep::Handle, "note", "", None),
            (AlertStep::Handle, "note", "Ringde upp.\r\nAllt är bra.", None),
            (AlertStep::Handle, "note", &long, Some(AlertFault::Note)),
        ] {
            let fields = Fields(vec![(name.to_owned(), value.to_owned())]);
            assert_eq!(wanted(step, &fields).err(), want, "{step:?} {value}");
        }
    }

    #[test]
    fn answers_are_shown_as_they_are() {
        let shown = answers(r#"{"more":"Bra <b>","overall":2,"which":["a","b"]}"#);
        let want = [("more", "Bra <b>"), ("overall", "2"), ("which", r#"["a","b"]"#)];
        let want = want.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(shown, want);
    }
}
