//! Withdrawals over SQL.

use ::survey::{ResponseId, SurveyId};
use contract::Moment;
use personal::SubjectId;
use sha2::{Digest as _, Sha256};

use super::End;
use super::response::named;
use crate::{SqlConnection, SqlStore, SqlValue, StoreError, Withdrawable};

const TAKE_AWAY: &str = "DELETE FROM responses \
     WHERE survey = ?1 AND id = ?2 AND complete = ?3 RETURNING quotas";

const GIVE_BACK: &str = "UPDATE quota_counts SET taken = taken - 1 \
     WHERE survey = ?1 AND quota = ?2 AND taken > 0";

const REMEMBER: &str = "INSERT INTO withdrawn_responses (survey, id_hash, withdrawn_at) \
     VALUES (?1, ?2, ?3) ON CONFLICT (survey, id_hash) DO NOTHING";

pub(super) const WAS_WITHDRAWN: &str =
    "SELECT 1 FROM withdrawn_responses WHERE survey = ?1 AND id_hash = ?2";

/// What stays of a name once its response was withdrawn: enough to know it again.
pub(super) fn id_hash(id: ResponseId) -> SqlValue {
    SqlValue::from(Sha256::digest(id.as_bytes()).as_slice())
}

pub(super) fn hashed(survey: &SurveyId, id: ResponseId) -> Vec<SqlValue> {
    vec![survey.as_str().into(), id_hash(id)]
}

impl<C: SqlConnection> SqlStore<C> {
    /// Takes a response away in one transaction. `None` if there was none of the kind.
    pub(super) async fn take_away(
        &self,
        survey: &SurveyId,
        (response, own): (ResponseId, SubjectId),
        what: Withdrawable,
        now: Moment,
    ) -> Result<Option<()>, StoreError> {
        let mut parameters = named(survey, response);
        parameters.push(matches!(what, Withdrawable::Complete).into());
        self.transaction(async || {
            let Some(mut row) = self.first(TAKE_AWAY, parameters).await? else {
                return Ok(End::RollBack(None));
            };
            let quotas = row.maybe_text()?.unwrap_or_else(|| "[]".to_owned());
            let quotas: Vec<String> = serde_json::from_str(&quotas)
                .map_err(|_| StoreError::Unreadable("no names of quotas"))?;
            for quota in quotas {
                let place = vec![survey.as_str().into(), quota.as_str().into()];
                self.rows(GIVE_BACK, place).await?;
            }
            self.remove_files(survey, response).await?;
            self.forget_alerts(survey, response).await?;
            self.remove_own_subject(survey, own).await?;
            let mut parameters = hashed(survey, response);
            parameters.push(now.into());
            self.rows(REMEMBER, parameters).await?;
            Ok(End::Commit(Some(())))
        })
        .await
    }
}
