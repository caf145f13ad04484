//! Mails that are to be sent, over SQL.

use contract::Moment;
use contract::message::{MailFailure, MailStatus};
use credential::{MailId, UserId};

use crate::sql::End;
use crate::{
    ClaimedMail, MailStanding, NewMail, OutboxStore, Resend, SqlConnection, SqlStore, SqlValue,
    StoreError,
};

/// A mail to nobody is over as soon as it is written. Parameters: the mail's name, its user, kind,
/// content, the end of its worth, the moment, and since when its user must have had no other.
const PUT: &str = "INSERT INTO outbox (id, user, kind, content, attempts, next_at, expires_at, \
     made_at, ended_at) \
     SELECT ?1, ?2, ?3, ?4, 0, ?6, ?5, ?6, CASE WHEN ?2 IS NULL THEN ?6 END \
     WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE user = ?2 AND kind = ?3 AND made_at > ?7) \
     ON CONFLICT (id) DO NOTHING";

/// Of what nobody has in hand: what is worth nothing, or was tried too often, with the last that was
/// said of it, or else that its time is over (RFC 3463, X.4.7).
const GIVE_UP: &str = "UPDATE outbox SET content = NULL, ended_at = ?1, \
     failure = COALESCE(failure, '4.4.7') \
     WHERE ended_at IS NULL AND next_at <= ?1 AND (expires_at <= ?1 OR attempts >= ?2)";

/// What ended long ago, and what was to nobody.
const FORGET: &str = "DELETE FROM outbox WHERE ended_at IS NOT NULL \
     AND (user IS NULL OR ended_at <= ?1)";

/// This one statement decides whose a mail is: however many couriers ask, one of them gets it, and
/// until its lease is over no other.
const CLAIM: &str = "UPDATE outbox SET attempts = attempts + 1, next_at = ?2 WHERE id IN \
     (SELECT id FROM outbox WHERE ended_at IS NULL AND next_at <= ?1 ORDER BY next_at LIMIT ?3) \
     RETURNING id, attempts, content";

const SENT: &str = "UPDATE outbox SET content = NULL, ended_at = ?2, failure = NULL \
     WHERE id = ?1 AND (ended_at IS NULL OR failure IS NOT NULL) RETURNING 1";

const AGAIN: &str = "UPDATE outbox SET next_at = ?3, failure = ?4 \
     WHERE id = ?1 AND attempts = ?2 AND ended_at IS NULL RETURNING 1";

const FAILED: &str = "UPDATE outbox SET content = NULL, ended_at = ?3, failure = ?4 \
     WHERE id = ?1 AND attempts = ?2 AND ended_at IS NULL RETURNING 1";

const READ: &str = "SELECT attempts, next_at, ended_at, failure FROM outbox WHERE id = ?1";

/// What a statement needs that says of a message that it was not taken: its id, the attempt, the moment, the status.
pub(super) fn failed(id: &MailId, failure: MailFailure, moment: Moment) -> Vec<SqlValue> {
    let MailFailure { attempt, status } = failure;
    let status = String::from(status);
    vec![id.as_str().into(), attempt.into(), moment.into(), status.as_str().into()]
}

impl<C: SqlConnection> SqlStore<C> {
    /// Writes a mail, in the transaction that is open, if one is.
    pub(super) async fn write_mail(&self, mail: &NewMail, now: Moment) -> Result<(), StoreError> {
        let since = now.unix_millis().saturating_sub(mail.quiet_ms.into());
        let parameters = vec![
            mail.id.as_str().into(),
            mail.user.as_ref().map(UserId::as_str).into(),
            mail.kind.as_str().into(),
            mail.content.as_str().into(),
            mail.expires_at.into(),
            now.into(),
            // Without a quiet time nothing is later than this.
            if mail.quiet_ms == 0 { SqlValue::Integer(i64::MAX) } else { since.into() },
        ];
        self.rows(PUT, parameters).await.map(|_| ())
    }
}

impl<C: SqlConnection> OutboxStore for SqlStore<C> {
    async fn put_mail(&self, mail: &NewMail, now: Moment) -> Result<(), StoreError> {
        self.write_mail(mail, now).await
    }

    async fn claim_mail(&self, limit: u32, now: Moment) -> Result<Vec<ClaimedMail>, StoreError> {
        let forgotten = now.unix_millis().saturating_sub(Resend::REMEMBERED_MS);
        let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
        let claim = vec![now.into(), leased.into(), limit.into()];
        self.transaction(async || {
            self.rows(GIVE_UP, vec![now.into(), Resend::MAX_ATTEMPTS.into()]).await?;
            self.rows(FORGET, vec![forgotten.into()]).await?;
            let claimed = self.rows(CLAIM, claim).await?.into_iter().map(|mut row| {
                Ok(ClaimedMail { id: row.parsed()?, attempt: row.number()?, content: row.text()? })
            });
            Ok(End::Commit(claimed.collect::<Result<_, StoreError>>()?))
        })
        .await
    }

    async fn mail_sent(&self, id: &MailId, now: Moment) -> Result<bool, StoreError> {
        Ok(self.first(SENT, vec![id.as_str().into(), now.into()]).await?.is_some())
    }

    async fn mail_failed(
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

    async fn read_mail(&self, id: &MailId) -> Result<Option<MailStanding>, StoreError> {
        let Some(mut row) = self.first(READ, vec![id.as_str().into()]).await? else {
            return Ok(None);
        };
        let (attempts, next_at) = (row.number()?, row.moment()?);
        let ended = row.maybe_integer()?.is_some();
        let failure = row.maybe_text()?.map(|status| status.parse::<MailStatus>()).transpose();
        let failure = failure.map_err(|_| StoreError::Unreadable("not a status"))?;
        Ok(Some(match (ended, failure) {
            (false, _) => MailStanding::Waiting { attempts, next_at },
            (true, None) => MailStanding::Sent,
            (true, Some(status)) => MailStanding::Failed(status),
        }))
    }
}
