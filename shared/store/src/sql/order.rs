//! Invitations together with their answers over SQL.

use ::survey::{ResponseId, SurveyId};
use contract::message::{OrderAlert, OrdersWhich};
use credential::{InvitationId, TenantId};

use super::asked::{fields, joined, stored};
use super::response::named;
use super::row::Row;
use crate::{
    LinkedAnswer, OrderAnswered, OrderFilter, OrderStore, SqlConnection, SqlStore, SqlValue,
    StoreError, StoredAlert, StoredOrder,
};

/// The columns of an invitation and of its answer, in the order in which [`order`] reads them. What is over of alerts
/// is one number: none, or the least there is.
macro_rules! columns {
    () => {
        concat!(
            fields!(),
            ", responses.submitted_at, responses.survey, responses.id, responses.score, ",
            "(SELECT min(over) FROM alerts WHERE alerts.survey = linked_answers.survey ",
            "AND alerts.response = linked_answers.response)",
            joined!(),
            "LEFT JOIN linked_answers ON linked_answers.asked = asked.id ",
            "LEFT JOIN responses ON responses.survey = linked_answers.survey ",
            "AND responses.id = linked_answers.response ",
        )
    };
}

macro_rules! list {
    ($which:literal) => {
        concat!(
            columns!(),
            "WHERE asked.tenant = ?1 AND asked.app = ?2 AND asked.instance = ?3 ",
            "AND asked.sequence < ?4 ",
            $which,
            "ORDER BY asked.sequence DESC LIMIT ?5"
        )
    };
}

const FIND: &str = concat!(columns!(), "WHERE asked.id = ?1");

/// Of a change that was kept before, the link is there.
const LINK: &str = "INSERT INTO linked_answers (asked, survey, response) VALUES (?1, ?2, ?3) \
     ON CONFLICT DO NOTHING";

const fn list(which: OrdersWhich) -> &'static str {
    match which {
        OrdersWhich::All => list!(""),
        OrdersWhich::Answered => list!("AND asked.state = 'answered' "),
        OrdersWhich::Open => list!(
            "AND asked.id IN (SELECT linked_answers.asked FROM alerts JOIN linked_answers \
             ON linked_answers.survey = alerts.survey \
             AND linked_answers.response = alerts.response \
             WHERE alerts.tenant = ?1 AND alerts.app = ?2 AND alerts.instance = ?3 \
             AND alerts.over = 0) "
        ),
    }
}

fn order(row: &mut Row) -> Result<StoredOrder, StoreError> {
    Ok(StoredOrder { asked: stored(row)?, answer: answer(row)? })
}

fn answer(row: &mut Row) -> Result<Option<OrderAnswered>, StoreError> {
    let Some(at) = row.maybe_moment()? else { return Ok(None) };
    let survey = row.parsed()?;
    let response = ResponseId::from_bytes(row.blob()?)
        .map_err(|_| StoreError::Unreadable("not a response's name"))?;
    let score = row.maybe_real()?;
    let alert = row.maybe_integer()?;
    let alert = alert.map(|over| if over == 0 { OrderAlert::Open } else { OrderAlert::Handled });
    Ok(Some(OrderAnswered { survey, response, at, score, alert }))
}

impl<C: SqlConnection> SqlStore<C> {
    /// Links an answer, in the transaction that keeps it.
    pub(super) async fn link(&self, linked: &LinkedAnswer) -> Result<(), StoreError> {
        let mut parameters = vec![linked.asked.as_str().into()];
        parameters.extend(named(&linked.survey, linked.response));
        self.rows(LINK, parameters).await.map(|_| ())
    }
}

impl<C: SqlConnection> OrderStore for SqlStore<C> {
    async fn list_orders(
        &self,
        tenant: &TenantId,
        filter: OrderFilter<'_>,
    ) -> Result<Vec<StoredOrder>, StoreError> {
        let OrderFilter { app, instance, which, before, limit } = filter;
        let parameters: Vec<SqlValue> = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            before.unwrap_or(u64::MAX).into(),
            limit.into(),
        ];
        let rows = self.rows(list(which), parameters).await?;
        rows.into_iter().map(|mut row| order(&mut row)).collect()
    }

    async fn find_order(&self, id: &InvitationId) -> Result<Option<StoredOrder>, StoreError> {
        let row = self.first(FIND, vec![id.as_str().into()]).await?;
        row.map(|mut row| order(&mut row)).transpose()
    }

    async fn alerts_of(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Vec<StoredAlert>, StoreError> {
        self.alerts_of_response(survey, response).await
    }
}
