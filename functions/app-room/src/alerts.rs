//! The alerts of an instance.

use bytes::Bytes;
use contract::message::{
    ActOnAlert, AlertDetail, AlertItem, AlertMessageItem, AlertWay, Cursor, ListAlerts,
};
use credential::{AlertId, InstanceName};
use host::with_status;
use http::{Request, Response, StatusCode};
use invite::{AlertStanding, Note};
use page::{AlertFault, AlertMessageRow, AlertPage, AlertRow, AlertsMay, AlertsPage, AppDone};
use problem::{Kind, Problem};

use crate::AlertStep;
use crate::form::Fields;
use crate::instance::Known;
use crate::questions::{self, answered};
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

/// What a query looks for: those that stand so, after a cursor of storage.
fn looked_for(query: Option<&str>) -> Option<(Option<AlertStanding>, Option<Cursor>)> {
    let (mut state, mut cursor) = (None, None);
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=')? {
            ("state", name) => {
                state = Some(AlertStanding::ALL.into_iter().find(|one| one.name() == name)?);
            }
            ("after", raw) => cursor = Some(raw.parse().ok()?),
            (_, _) => return None,
        }
    }
    Some((state, cursor))
}

/// `GET /alerts`: those first that nobody has handled. The query says how they stand, and after which one.
pub(crate) async fn list(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.alerts == AlertsMay::See)?;
    let (state, cursor) = looked_for(query).ok_or(Kind::NotFound)?;
    let known = Known::read(visit, name).await?;
    let message = ListAlerts { state, cursor, limit: Some(PER_PAGE) };
    let found = visit.room.storage.list_alerts(&visit.app()?, name, &message).await?;
    let shown: Vec<_> = found.items.iter().map(Shown::of).collect();
    let rows: Vec<_> = shown.iter().map(Shown::row).collect();
    let state = state.map(AlertStanding::name);
    let next = found.next.map(|next| {
        let stays = state.map(|state| format!("state={state}&")).unwrap_or_default();
        known.path(visit, &format!("/alerts?{stays}after={next}"))
    });
    let page = AlertsPage { instance: known.named(), state, rows: &rows, next: next.as_deref() };
    visit.room.page(page::alerts_page(&visit.view(None), &page))
}

/// An alert, as it is shown.
pub(crate) struct Shown<'a> {
    item: &'a AlertItem,
    raised: String,
    score: Option<String>,
}

impl<'a> Shown<'a> {
    pub(crate) fn of(item: &'a AlertItem) -> Self {
        let score = item.score.map(|score| score.to_string());
        Self { item, raised: item.raised.rfc3339(), score }
    }

    pub(crate) fn row(&self) -> AlertRow<'_> {
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
    let answers = match response {
        Some(response) => {
            Some(answered(&questions::of(visit, survey).await, response.answers.get()))
        }
        None => None,
    };
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
    fn what_is_looked_for_is_read() {
        for (query, want) in [
            (None, Some((None, false))),
            (Some(""), Some((None, false))),
            (Some("state=open"), Some((Some(AlertStanding::Open), false))),
            (Some("after=0-7"), Some((None, true))),
            (Some("state=handled&after=1-7"), Some((Some(AlertStanding::Handled), true))),
            (Some("state=lost"), None),
            (Some("state"), None),
            (Some("rule=a"), None),
        ] {
            let cursor = |query: &str| query.replace("0-7", "").replace("1-7", "");
            let written = query.map(|query| {
                if want.is_some_and(|(_, after)| after) {
                    format!("{}{}", cursor(query), Cursor::after("0-7"))
                } else {
                    query.to_owned()
                }
            });
            let got = looked_for(written.as_deref());
            assert_eq!(got.map(|(state, cursor)| (state, cursor.is_some())), want, "{query:?}");
        }
    }
}
