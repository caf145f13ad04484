//! Responses over SQL.

use ::survey::{ResponseId, SurveyId};
use contract::message::{Limit, Quota};
use credential::TenantId;
use serde_json::Value;

use crate::sql::End;
use crate::sql::row::Row;
use crate::sql::survey::version;
use crate::{
    Append, Record, ResponseStore, SqlConnection, SqlStore, SqlValue, StoreError, StoredResponse,
};

/// This one statement decides whether a response is new. The survey's state and the version are
/// looked at in the same statement, so a survey that closes meanwhile takes nothing more.
const APPEND: &str = "INSERT INTO responses \
     (survey, id, version, language, complete, answers, digest, submitted_at, score, quotas) \
     SELECT surveys.id, ?2, survey_versions.version, ?4, ?5, ?6, ?7, ?8, ?9, ?10 \
     FROM surveys JOIN survey_versions ON survey_versions.survey = surveys.id \
     WHERE surveys.id = ?1 AND survey_versions.version = ?3 AND surveys.state = 'published' \
     ON CONFLICT (survey, id) DO NOTHING RETURNING 1";

/// This one statement decides whether a quota has room for one more.
const RESERVE: &str = "INSERT INTO quota_counts (survey, quota, taken) SELECT ?1, ?2, 1 WHERE ?3 > 0 \
     ON CONFLICT (survey, quota) DO UPDATE SET taken = quota_counts.taken + 1 \
     WHERE quota_counts.taken < ?3 RETURNING 1";

const FIND: &str = "SELECT digest, submitted_at FROM responses WHERE survey = ?1 AND id = ?2";

const STATE: &str = "SELECT surveys.state FROM surveys JOIN survey_versions \
     ON survey_versions.survey = surveys.id \
     WHERE surveys.id = ?1 AND survey_versions.version = ?2";

const OWNS: &str = "SELECT 1 FROM surveys WHERE id = ?1 AND tenant = ?2";

const LIST: &str = "SELECT sequence, id, version, language, complete, answers, score, \
     submitted_at FROM responses WHERE survey = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";

const READ: &str = "SELECT responses.sequence, responses.id, responses.version, \
     responses.language, responses.complete, responses.answers, responses.score, \
     responses.submitted_at \
     FROM responses JOIN surveys ON surveys.id = responses.survey \
     WHERE responses.survey = ?1 AND surveys.tenant = ?2 AND responses.id = ?3";

fn stored(row: &mut Row) -> Result<StoredResponse, StoreError> {
    Ok(StoredResponse {
        sequence: row.number()?,
        id: ResponseId::from_bytes(row.blob()?)
            .map_err(|_| StoreError::Unreadable("not a response's name"))?,
        version: version(row)?,
        language: row.parsed()?,
        complete: row.number::<i64>()? != 0,
        answers: row.text()?,
        score: row.maybe_real()?,
        submitted_at: row.moment()?,
    })
}

/// The names of a record's quotas as JSON; nothing if it has none.
fn quota_names(record: &Record) -> Option<String> {
    let names: Vec<_> = record.quotas.iter().map(|quota| quota.name.as_str()).collect();
    (!names.is_empty()).then(|| Value::from(names).to_string())
}

fn append_parameters(survey: &SurveyId, record: &Record) -> Vec<SqlValue> {
    vec![
        survey.as_str().into(),
        record.id.as_bytes().as_slice().into(),
        record.version.number().into(),
        record.language.as_str().into(),
        record.complete.into(),
        record.answers.as_str().into(),
        record.digest.as_slice().into(),
        record.submitted_at.into(),
        record.score.into(),
        quota_names(record).as_deref().into(),
    ]
}

impl<C: SqlConnection> SqlStore<C> {
    /// Keeps a response that counts to quotas, and takes a place of each of them, in one
    /// transaction. `None` if [`APPEND`] kept nothing.
    ///
    /// The response comes first: a repeat takes no place. The quotas come in the order of their
    /// names, so that two transactions never wait for each other.
    async fn append_counted(
        &self,
        survey: &SurveyId,
        record: &Record,
    ) -> Result<Option<Append>, StoreError> {
        self.transaction(async || {
            if self.first(APPEND, append_parameters(survey, record)).await?.is_none() {
                return Ok(End::RollBack(None));
            }
            for Quota { name, limit } in &record.quotas {
                let place = vec![survey.as_str().into(), name.as_str().into(), (*limit).into()];
                if self.first(RESERVE, place).await?.is_none() {
                    return Ok(End::RollBack(Some(Append::QuotaFull)));
                }
            }
            Ok(End::Commit(Some(Append::Now(record.submitted_at))))
        })
        .await
    }

    /// Why [`APPEND`] kept nothing.
    async fn explain(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError> {
        let name = record.id.as_bytes().as_slice();
        if let Some(mut row) = self.first(FIND, vec![survey.as_str().into(), name.into()]).await? {
            let same = row.blob()? == record.digest;
            return Ok(if same { Append::Already(row.moment()?) } else { Append::Conflict });
        }
        let parameters = vec![survey.as_str().into(), record.version.number().into()];
        let Some(mut row) = self.first(STATE, parameters).await? else {
            return Ok(Append::NotFound);
        };
        match row.text()?.as_str() {
            "published" => {
                Err(StoreError::Unavailable("the survey was opened meanwhile".to_owned()))
            }
            _ => Ok(Append::Closed),
        }
    }
}

impl<C: SqlConnection> ResponseStore for SqlStore<C> {
    async fn append(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError> {
        let kept = if record.quotas.is_empty() {
            let kept = self.first(APPEND, append_parameters(survey, record)).await?;
            kept.map(|_| Append::Now(record.submitted_at))
        } else {
            self.append_counted(survey, record).await?
        };
        match kept {
            Some(outcome) => Ok(outcome),
            None => self.explain(survey, record).await,
        }
    }

    async fn list_responses(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        limit: Limit,
        after: Option<u64>,
    ) -> Result<Option<Vec<StoredResponse>>, StoreError> {
        let owner = vec![survey.as_str().into(), tenant.as_str().into()];
        if self.first(OWNS, owner).await?.is_none() {
            return Ok(None);
        }
        let parameters: Vec<SqlValue> = vec![
            survey.as_str().into(),
            after.unwrap_or_default().into(),
            u32::from(limit.number()).into(),
        ];
        let rows = self.rows(LIST, parameters).await?;
        rows.into_iter().map(|mut row| stored(&mut row)).collect::<Result<_, _>>().map(Some)
    }

    async fn read_response(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Option<StoredResponse>, StoreError> {
        let parameters = vec![
            survey.as_str().into(),
            tenant.as_str().into(),
            response.as_bytes().as_slice().into(),
        ];
        let row = self.first(READ, parameters).await?;
        row.map(|mut row| stored(&mut row)).transpose()
    }
}
