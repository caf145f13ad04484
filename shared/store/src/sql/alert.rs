//! Alerts over SQL.

use ::survey::{ResponseId, SurveyId};
use contract::Moment;
use credential::{AlertId, TenantId};
use invite::AlertStanding;

use super::End;
use super::response::named;
use super::row::Row;
use crate::{
    AlertChange, AlertFilter, AlertRest, AlertStore, NewAlert, SqlConnection, SqlStore, SqlValue,
    StoreError, StoredAlert,
};

/// The columns of an alert, in the order [`stored`] reads them.
macro_rules! columns {
    () => {
        "SELECT sequence, id, tenant, app, instance, rule, survey, test, raised, standing, \
         next_due, revision, response, sealed FROM alerts "
    };
}

const RAISE: &str = "INSERT INTO alerts (id, tenant, app, instance, rule, survey, response, test, \
     raised, standing, over, next_due, revision, sealed) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', 0, ?10, 1, ?11)";

const FIND: &str = concat!(columns!(), "WHERE id = ?1");

const OF_RESPONSE: &str =
    concat!(columns!(), "WHERE survey = ?1 AND response = ?2 ORDER BY sequence");

const LIST: &str = concat!(
    columns!(),
    "WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND (over > ?4 OR (over = ?4 AND sequence < ?5)) ",
    "AND (?6 IS NULL OR standing = ?6) ORDER BY over, sequence DESC LIMIT ?7",
);

const OPEN: &str = "SELECT count(*) FROM alerts \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND over = 0";

const DUE: &str = concat!(columns!(), "WHERE next_due <= ?1 ORDER BY next_due LIMIT ?2");

/// This one statement decides whose change counts.
const CHANGE: &str = "UPDATE alerts SET revision = revision + 1, standing = ?3, over = ?4, \
     next_due = ?5, sealed = ?6 WHERE id = ?1 AND revision = ?2 RETURNING 1";

const LATER: &str = "UPDATE alerts SET next_due = ?2 WHERE id = ?1 AND next_due IS NOT NULL";

/// Nothing leads to the response any more.
const GONE: &str = "UPDATE alerts SET revision = revision + 1, standing = 'gone', over = 1, \
     next_due = NULL, sealed = NULL, response = NULL WHERE survey = ?1 AND response = ?2";

fn standing(row: &mut Row) -> Result<AlertStanding, StoreError> {
    let name = row.text()?;
    let known = AlertStanding::ALL.into_iter().find(|standing| standing.name() == name);
    known.ok_or(StoreError::Unreadable("no standing of an alert"))
}

fn stored(row: &mut Row) -> Result<StoredAlert, StoreError> {
    Ok(StoredAlert {
        sequence: row.number()?,
        id: row.parsed()?,
        tenant: row.parsed()?,
        app: row.parsed()?,
        instance: row.parsed()?,
        rule: row.text()?.try_into().map_err(|_| StoreError::Unreadable("no rule's name"))?,
        survey: row.parsed()?,
        test: row.flag()?,
        raised: row.moment()?,
        standing: standing(row)?,
        next_due: row.maybe_moment()?,
        revision: row.number()?,
        rest: rest(row)?,
    })
}

fn rest(row: &mut Row) -> Result<Option<AlertRest>, StoreError> {
    let (response, sealed) = (row.maybe_bytes()?, row.maybe_bytes()?);
    let (Some(response), Some(sealed)) = (response, sealed) else { return Ok(None) };
    let unreadable = || StoreError::Unreadable("not a response's name");
    let response = response.try_into().map_err(|_| unreadable())?;
    let response = ResponseId::from_bytes(response).map_err(|_| unreadable())?;
    Ok(Some(AlertRest { response, sealed }))
}

impl<C: SqlConnection> SqlStore<C> {
    /// Has nothing lead to a response that is taken away, in the transaction that is open.
    pub(super) async fn forget_alerts(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<(), StoreError> {
        self.rows(GONE, named(survey, response)).await.map(|_| ())
    }

    /// The alerts that a response has raised.
    pub(super) async fn alerts_of_response(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Vec<StoredAlert>, StoreError> {
        self.some_alerts(OF_RESPONSE, named(survey, response)).await
    }

    async fn some_alerts(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<StoredAlert>, StoreError> {
        let rows = self.rows(statement, parameters).await?;
        rows.into_iter().map(|mut row| stored(&mut row)).collect()
    }
}

impl<C: SqlConnection> AlertStore for SqlStore<C> {
    async fn raise(&self, alerts: &[NewAlert]) -> Result<(), StoreError> {
        let statements = alerts.iter().map(|alert| {
            let parameters: Vec<SqlValue> = vec![
                alert.id.as_str().into(),
                alert.tenant.as_str().into(),
                alert.app.as_str().into(),
                alert.instance.as_str().into(),
                alert.rule.as_str().into(),
                alert.survey.as_str().into(),
                alert.response.as_bytes().as_slice().into(),
                alert.test.into(),
                alert.raised.into(),
                alert.next_due.map_or(SqlValue::Null, SqlValue::from),
                alert.sealed.as_slice().into(),
            ];
            (RAISE, parameters)
        });
        self.together(statements.collect()).await
    }

    async fn find_alert(&self, id: &AlertId) -> Result<Option<StoredAlert>, StoreError> {
        Ok(self.some_alerts(FIND, vec![id.as_str().into()]).await?.into_iter().next())
    }

    async fn list_alerts(
        &self,
        tenant: &TenantId,
        filter: AlertFilter<'_>,
    ) -> Result<(Vec<StoredAlert>, u64), StoreError> {
        let AlertFilter { app, instance, standing, after, limit } = filter;
        let (over, before) = after.unwrap_or((false, u64::MAX));
        let whose = || -> Vec<SqlValue> {
            vec![tenant.as_str().into(), app.as_str().into(), instance.as_str().into()]
        };
        let mut parameters = whose();
        parameters.extend([over.into(), before.into()]);
        parameters.extend([standing.map(AlertStanding::name).into(), limit.into()]);
        let listed = self.some_alerts(LIST, parameters).await?;
        let counted = self.first(OPEN, whose()).await?;
        let mut counted = counted.ok_or(StoreError::Unreadable("no count"))?;
        Ok((listed, counted.number()?))
    }

    async fn due_alerts(&self, limit: u32, now: Moment) -> Result<Vec<StoredAlert>, StoreError> {
        self.some_alerts(DUE, vec![now.into(), limit.into()]).await
    }

    async fn change_alert(&self, change: &AlertChange) -> Result<bool, StoreError> {
        let AlertChange { id, revision, standing, next_due, sealed, messages } = change;
        let parameters = vec![
            id.as_str().into(),
            (*revision).into(),
            standing.name().into(),
            standing.is_over().into(),
            next_due.map_or(SqlValue::Null, SqlValue::from),
            sealed.as_slice().into(),
        ];
        self.transaction(async || {
            if self.first(CHANGE, parameters).await?.is_none() {
                return Ok(End::RollBack(false));
            }
            for message in messages {
                self.write_alert_message(id, message).await?;
            }
            Ok(End::Commit(true))
        })
        .await
    }

    async fn look_at_alert_later(&self, id: &AlertId, at: Moment) -> Result<(), StoreError> {
        self.rows(LATER, vec![id.as_str().into(), at.into()]).await.map(|_| ())
    }
}
