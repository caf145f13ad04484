//! Messages of alerts, over SQL.

use contract::Moment;
use contract::message::{AlertMessageItem, AlertWay, MailFailure};
use credential::{AlertId, MailId};

use super::End;
use super::outbox::failed;
use super::row::Row;
use crate::{
    AlertMessageStore, ClaimedAlertMessage, NewAlertMessage, Resend, SqlConnection, SqlStore,
    SqlValue, StoreError,
};

/// Of those that go together one is written, until somebody has it in hand.
const WRITE: &str = "INSERT INTO alert_messages \
     (id, way, escalated, sealed, bundle, attempts, made_at, next_at, closes) \
     VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8) ON CONFLICT DO NOTHING";

const JOIN: &str = "INSERT INTO alert_message_items (message, alert) \
     SELECT id, ?3 FROM alert_messages WHERE id = ?1 \
     OR (?2 IS NOT NULL AND bundle = ?2 AND attempts = 0 AND ended_at IS NULL) \
     ON CONFLICT DO NOTHING";

/// Those that nobody has in hand and that have nothing to tell any more.
macro_rules! needless {
    () => {
        "SELECT id FROM alert_messages WHERE ended_at IS NULL AND next_at <= ?1 \
         AND NOT EXISTS (SELECT 1 FROM alert_message_items JOIN alerts \
         ON alerts.id = alert_message_items.alert \
         WHERE alert_message_items.message = alert_messages.id AND alerts.over = 0)"
    };
}

const PART: &str = concat!("DELETE FROM alert_message_items WHERE message IN (", needless!(), ")");

const DROP: &str = concat!("DELETE FROM alert_messages WHERE id IN (", needless!(), ")");

/// Of what nobody has in hand: what is worth nothing, or was tried too often, with the last that was said of
/// it, or else that its time is over (RFC 3463, X.4.7).
const GIVE_UP: &str = "UPDATE alert_messages SET sealed = NULL, ended_at = ?1, \
     failure = COALESCE(failure, '4.4.7') \
     WHERE ended_at IS NULL AND next_at <= ?1 AND (closes <= ?1 OR attempts >= ?2)";

/// This one statement decides whose a message is, until its lease is over.
const CLAIM: &str = "UPDATE alert_messages SET attempts = attempts + 1, next_at = ?2 WHERE id IN \
     (SELECT id FROM alert_messages WHERE ended_at IS NULL AND way = ?4 AND next_at <= ?1 \
     ORDER BY next_at LIMIT ?3) RETURNING id, attempts, escalated, sealed";

const ALERTS: &str = "SELECT alerts.id, count(*) OVER () FROM alert_message_items \
     JOIN alerts ON alerts.id = alert_message_items.alert \
     WHERE alert_message_items.message = ?1 AND alerts.over = 0 \
     ORDER BY alerts.sequence LIMIT ?2";

const SENT: &str = "UPDATE alert_messages SET sealed = NULL, ended_at = ?2, failure = NULL \
     WHERE id = ?1 AND (ended_at IS NULL OR failure IS NOT NULL) RETURNING 1";

const AGAIN: &str = "UPDATE alert_messages SET next_at = ?3, failure = ?4 \
     WHERE id = ?1 AND attempts = ?2 AND ended_at IS NULL RETURNING 1";

const FAILED: &str = "UPDATE alert_messages SET sealed = NULL, ended_at = ?3, failure = ?4 \
     WHERE id = ?1 AND attempts = ?2 AND ended_at IS NULL RETURNING 1";

const OF_ALERT: &str = "SELECT way, escalated, made_at, ended_at, failure FROM alert_message_items \
     JOIN alert_messages ON alert_messages.id = alert_message_items.message \
     WHERE alert_message_items.alert = ?1 ORDER BY made_at, alert_messages.id";

fn way(row: &mut Row) -> Result<AlertWay, StoreError> {
    let name = row.text()?;
    let known = AlertWay::ALL.into_iter().find(|way| way.as_str() == name);
    known.ok_or(StoreError::Unreadable("no way of a message"))
}

fn item(row: &mut Row) -> Result<AlertMessageItem, StoreError> {
    Ok(AlertMessageItem {
        way: way(row)?,
        escalated: row.flag()?,
        made_at: row.moment()?,
        ended_at: row.maybe_moment()?,
        failure: row
            .maybe_text()?
            .map(|status| status.parse())
            .transpose()
            .map_err(|_| StoreError::Unreadable("not a status"))?,
    })
}

impl<C: SqlConnection> SqlStore<C> {
    /// Writes a message of an alert, in the transaction that is open.
    pub(super) async fn write_alert_message(
        &self,
        alert: &AlertId,
        message: &NewAlertMessage,
    ) -> Result<(), StoreError> {
        let bundle = message.bundle.as_deref();
        let parameters = vec![
            message.id.as_str().into(),
            message.way.as_str().into(),
            message.escalated.into(),
            message.sealed.as_slice().into(),
            bundle.into(),
            message.made_at.into(),
            message.opens.into(),
            message.closes.into(),
        ];
        self.rows(WRITE, parameters).await?;
        let parameters = vec![message.id.as_str().into(), bundle.into(), alert.as_str().into()];
        self.rows(JOIN, parameters).await.map(|_| ())
    }

    /// A claimed message, with what it tells.
    async fn claimed_alert_message(
        &self,
        mut row: Row,
        way: AlertWay,
    ) -> Result<ClaimedAlertMessage, StoreError> {
        let (id, attempt): (MailId, _) = (row.parsed()?, row.number()?);
        let (escalated, sealed) = (row.flag()?, row.bytes()?);
        let parameters: Vec<SqlValue> = vec![id.as_str().into(), Self::MOST.into()];
        let (mut alerts, mut count) = (Vec::new(), 0);
        for mut row in self.rows(ALERTS, parameters).await? {
            alerts.push(row.parsed()?);
            count = row.number()?;
        }
        Ok(ClaimedAlertMessage { id, attempt, way, escalated, sealed, alerts, count })
    }
}

impl<C: SqlConnection> AlertMessageStore for SqlStore<C> {
    async fn claim_alert_messages(
        &self,
        way: AlertWay,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<ClaimedAlertMessage>, StoreError> {
        let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
        let claim = vec![now.into(), leased.into(), limit.into(), way.as_str().into()];
        self.transaction(async || {
            for statement in [PART, DROP] {
                self.rows(statement, vec![now.into()]).await?;
            }
            self.rows(GIVE_UP, vec![now.into(), Resend::MAX_ATTEMPTS.into()]).await?;
            let mut claimed = Vec::new();
            for row in self.rows(CLAIM, claim).await? {
                claimed.push(self.claimed_alert_message(row, way).await?);
            }
            Ok(End::Commit(claimed))
        })
        .await
    }

    async fn alert_message_sent(&self, id: &MailId, now: Moment) -> Result<bool, StoreError> {
        Ok(self.first(SENT, vec![id.as_str().into(), now.into()]).await?.is_some())
    }

    async fn alert_message_failed(
        &self,
        id: &MailId,
        failure: MailFailure,
        again_at: Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let (statement, moment) =
            if failure.status.is_final() { (FAILED, now) } else { (AGAIN, again_at) };
        Ok(self.first(statement, failed(id, failure, moment)).await?.is_some())
    }

    async fn messages_of_alert(&self, id: &AlertId) -> Result<Vec<AlertMessageItem>, StoreError> {
        let rows = self.rows(OF_ALERT, vec![id.as_str().into()]).await?;
        rows.into_iter().map(|mut row| item(&mut row)).collect()
    }
}
