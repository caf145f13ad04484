//! What an instance has asked about, together with what was answered where respondents were told that it would be seen.

use bytes::Bytes;
use contract::message::{Cursor, ListOrders, OrderAlert, OrderItem, OrdersWhich};
use credential::{InstanceName, InvitationId};
use http::Response;
use invite::EventKey;
use page::{AlertsMay, OrderPage, OrderRow, OrderRowAnswer, OrdersPage};
use problem::{Kind, Problem};

use crate::alerts;
use crate::instance::Known;
use crate::questions::{self, answered};
use crate::visit::Visit;

/// How many a page of the list has.
const PER_PAGE: u32 = 50;

/// What a query looks for: which of them, after a cursor of storage.
fn looked_for(query: Option<&str>) -> Option<(OrdersWhich, Option<Cursor>)> {
    let (mut which, mut cursor) = (OrdersWhich::default(), None);
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=')? {
            ("which", name) => {
                which = OrdersWhich::ALL.into_iter().find(|one| one.name() == name)?;
            }
            ("after", raw) => cursor = Some(raw.parse().ok()?),
            (_, _) => return None,
        }
    }
    Some((which, cursor))
}

/// `GET /orders`: the newest first. The query says which of them, and after which one.
pub(crate) async fn list(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.alerts == AlertsMay::See)?;
    let (which, cursor) = looked_for(query).ok_or(Kind::NotFound)?;
    let known = Known::read(visit, name).await?;
    let message = ListOrders { which, cursor, limit: Some(PER_PAGE) };
    let found = visit.room.storage.list_orders(&visit.app()?, name, &message).await?;
    let shown: Vec<_> = found.items.iter().map(Shown::of).collect();
    let rows: Vec<_> = shown.iter().map(Shown::row).collect();
    let next = found
        .next
        .map(|next| known.path(visit, &format!("/orders?which={}&after={next}", which.name())));
    let page = OrdersPage {
        instance: known.named(),
        linked: found.linked,
        which: which.name(),
        rows: &rows,
        next: next.as_deref(),
    };
    visit.room.page(page::orders_page(&visit.view(None), &page))
}

/// What was asked about, as it is shown.
struct Shown<'a> {
    item: &'a OrderItem,
    made: String,
    at: Option<String>,
    score: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(item: &'a OrderItem) -> Self {
        let answer = item.answer.as_ref();
        Self {
            item,
            made: item.asked.made_at.rfc3339(),
            at: answer.map(|answer| answer.at.rfc3339()),
            score: answer.and_then(|answer| answer.score).map(|score| score.to_string()),
        }
    }

    fn row(&self) -> OrderRow<'_> {
        let OrderItem { asked, answer } = self.item;
        let alert = answer.and_then(|answer| answer.alert).map(OrderAlert::name);
        let told = |at| OrderRowAnswer { at, score: self.score.as_deref(), alert };
        OrderRow {
            id: asked.invitation.as_str(),
            key: asked.key.as_ref().map(EventKey::as_str),
            state: asked.state.name(),
            test: asked.test,
            made: &self.made,
            answer: self.at.as_deref().map(told),
        }
    }
}

/// `GET /orders/{invitation}`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &InvitationId),
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.alerts == AlertsMay::See)?;
    let known = Known::read(visit, name).await?;
    let detail = visit.room.storage.read_order((&visit.app()?, name), id).await?;
    let (mut answers, mut tool) = (None, None);
    if let (Some(survey), Some(response)) = (&detail.survey, &detail.response) {
        answers = Some(answered(&questions::of(visit, survey).await, response.answers.get()));
        tool = Some(format!("{}/responses/{}", visit.survey(survey), response.id));
    }
    let raised: Vec<_> = detail.alerts.iter().map(alerts::Shown::of).collect();
    let raised: Vec<_> = raised.iter().map(alerts::Shown::row).collect();
    let shown = Shown::of(&detail.order);
    let page = OrderPage {
        instance: known.named(),
        linked: detail.linked,
        order: shown.row(),
        answers: answers.as_deref(),
        tool: tool.as_deref(),
        alerts: &raised,
    };
    visit.room.page(page::order_page(&visit.view(None), &page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_read() {
        let after = Cursor::after("7");
        for (query, want) in [
            (None, Some((OrdersWhich::All, false))),
            (Some(String::new()), Some((OrdersWhich::All, false))),
            (Some("which=open".to_owned()), Some((OrdersWhich::Open, false))),
            (Some(format!("which=answered&after={after}")), Some((OrdersWhich::Answered, true))),
            (Some(format!("after={after}")), Some((OrdersWhich::All, true))),
            (Some("which=lost".to_owned()), None),
            (Some("which".to_owned()), None),
            (Some("state=open".to_owned()), None),
        ] {
            let got = looked_for(query.as_deref());
            assert_eq!(got.map(|(which, cursor)| (which, cursor.is_some())), want, "{query:?}");
        }
    }
}
