//! Messages of invitations, over SQL.

use contract::Moment;
use credential::MailId;
use invite::{Channel, MessageName};

use super::row::Row;
use crate::{
    ClaimedMessage, MessageChange, MessageStep, MessageStore, Resend, SqlConnection, SqlStore,
    SqlValue, StoreError, StoredMessage,
};

/// A message is written once, whatever is repeated; one of an instance that is paused is held back.
const WRITE: &str = "INSERT INTO asked_messages \
     (id, asked, name, channel, attempts, next_at, closes, held) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, \
     (SELECT paused FROM app_instances JOIN asked ON asked.tenant = app_instances.tenant \
     AND asked.app = app_instances.app AND asked.instance = app_instances.instance \
     WHERE asked.id = ?2)) ON CONFLICT DO NOTHING";

const MOVE: &str = "UPDATE asked_messages SET next_at = ?3, closes = ?4 \
     WHERE asked = ?1 AND name = ?2 AND ended_at IS NULL";

const END: &str = "UPDATE asked_messages SET ended_at = ?3 \
     WHERE asked = ?1 AND name = ?2 AND ended_at IS NULL";

/// This one statement decides whose a message is, until its lease is over.
const CLAIM: &str = "UPDATE asked_messages SET attempts = attempts + 1, next_at = ?2 WHERE id IN \
     (SELECT id FROM asked_messages WHERE ended_at IS NULL AND held = 0 AND channel = ?4 \
     AND next_at <= ?1 AND closes > ?1 ORDER BY next_at LIMIT ?3) RETURNING id, attempts, asked, name";

const FIND: &str = "SELECT id, attempts, asked, name, ended_at FROM asked_messages WHERE id = ?1";

fn claimed(row: &mut Row) -> Result<ClaimedMessage, StoreError> {
    Ok(ClaimedMessage {
        id: row.parsed()?,
        attempt: row.number()?,
        asked: row.parsed()?,
        name: serde_json::from_str(&row.text()?)
            .map_err(|_| StoreError::Unreadable("no message's name"))?,
    })
}

/// A message's name as it is kept.
fn name(name: MessageName) -> Result<SqlValue, StoreError> {
    let text = serde_json::to_string(&name);
    text.map(SqlValue::Text).map_err(|_| StoreError::Unreadable("a name that is no JSON"))
}

impl<C: SqlConnection> SqlStore<C> {
    /// Changes a message, in the transaction that is open.
    pub(super) async fn change_message(&self, message: &MessageChange) -> Result<(), StoreError> {
        let MessageChange { asked, name: called, change } = message;
        let named = || Ok::<_, StoreError>([SqlValue::from(asked.as_str()), name(*called)?]);
        let mut parameters: Vec<SqlValue> = Vec::new();
        let statement = match change {
            MessageStep::Write { id, opens, closes } => {
                parameters.push(id.as_str().into());
                parameters.extend(named()?);
                parameters.push(called.channel.as_str().into());
                parameters.extend([(*opens).into(), (*closes).into()]);
                WRITE
            }
            MessageStep::Move { opens, closes } => {
                parameters.extend(named()?);
                parameters.extend([(*opens).into(), (*closes).into()]);
                MOVE
            }
            MessageStep::End(at) => {
                parameters.extend(named()?);
                parameters.push((*at).into());
                END
            }
        };
        self.rows(statement, parameters).await.map(|_| ())
    }
}

impl<C: SqlConnection> MessageStore for SqlStore<C> {
    async fn claim_messages(
        &self,
        channel: Channel,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<ClaimedMessage>, StoreError> {
        let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
        let parameters = vec![now.into(), leased.into(), limit.into(), channel.as_str().into()];
        let rows = self.rows(CLAIM, parameters).await?;
        rows.into_iter().map(|mut row| claimed(&mut row)).collect()
    }

    async fn find_message(&self, id: &MailId) -> Result<Option<StoredMessage>, StoreError> {
        let row = self.first(FIND, vec![id.as_str().into()]).await?;
        row.map(|mut row| {
            let message = claimed(&mut row)?;
            Ok(StoredMessage { message, is_over: row.maybe_moment()?.is_some() })
        })
        .transpose()
    }
}
