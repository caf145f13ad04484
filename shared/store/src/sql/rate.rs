//! How many responses a survey takes in a minute, over SQL.

use ::survey::SurveyId;
use contract::Moment;

use crate::{Record, SqlConnection, SqlStore, StoreError};

/// How long a minute is, in milliseconds.
const MINUTE_MILLIS: u64 = 60_000;

/// This one statement decides whether a minute has room for one more, and begins another where the
/// last one is over, or lies so far ahead that the clock was set back since.
const COUNT: &str = "INSERT INTO response_rates (survey, suspected, since, taken) \
     VALUES (?1, ?2, ?3, 1) ON CONFLICT (survey, suspected) DO UPDATE SET \
     taken = CASE WHEN abs(?3 - response_rates.since) < ?4 \
     THEN response_rates.taken + 1 ELSE 1 END, \
     since = CASE WHEN abs(?3 - response_rates.since) < ?4 THEN response_rates.since ELSE ?3 END \
     WHERE abs(?3 - response_rates.since) >= ?4 OR response_rates.taken < ?5 RETURNING 1";

const SINCE: &str = "SELECT since FROM response_rates WHERE survey = ?1 AND suspected = ?2";

impl<C: SqlConnection> SqlStore<C> {
    /// Counts a response to its minute. If that has no room: from when on there is some.
    pub(super) async fn count(
        &self,
        survey: &SurveyId,
        record: &Record,
    ) -> Result<Option<Moment>, StoreError> {
        let Some(per_minute) = record.per_minute else { return Ok(None) };
        let whose = [survey.as_str().into(), (!record.suspect.is_empty()).into()];
        let mut parameters = whose.to_vec();
        parameters.extend([record.submitted_at.into(), MINUTE_MILLIS.into(), per_minute.into()]);
        if self.first(COUNT, parameters).await?.is_some() {
            return Ok(None);
        }
        let row = self.first(SINCE, whose.to_vec()).await?;
        let since = row.ok_or(StoreError::Unreadable("a minute that did not begin"))?.moment()?;
        let until = since.unix_millis().saturating_add(MINUTE_MILLIS);
        Ok(Some(Moment::from_unix_millis(until)))
    }
}
