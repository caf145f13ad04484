//! Figures over SQL. Triggers keep them: whatever adds, changes or removes what is counted, in whichever
//! statement, changes the counts with it.

use ::survey::{ResponseId, SurveyId};
use contract::message::{AsideReason, Day};
use credential::{AppName, InstanceName, TenantId};
use serde_json::Value;

use super::End;
use super::asked::state;
use super::migration::part::{COUNT_PART_ASKED, COUNT_PART_TALLIES};
use super::migration::report::{COUNT_ASKED, COUNT_TALLIES};
use super::response::named;
use super::row::Row;
use super::survey::version;
use crate::{
    AskedDay, Days, PartFigures, PartOf, ReportStore, Rollup, SqlConnection, SqlStore, SqlValue,
    StoreError, Uncounted,
};

const ROLLUPS: &str = "SELECT day, question, value, count FROM rollups \
     WHERE survey = ?1 AND day BETWEEN ?2 AND ?3 AND count > 0 ORDER BY day, question, value";

const ASKED_DAYS: &str = "SELECT day, state, count FROM asked_days \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND day BETWEEN ?4 AND ?5 AND count > 0 \
     ORDER BY day, state";

const UNCOUNTED: &str = "SELECT sequence, survey, version, answers FROM responses \
     WHERE tally IS NULL ORDER BY sequence LIMIT ?1";

const SET_TALLY: &str = "UPDATE responses SET tally = ?3 \
     WHERE sequence = ?1 AND survey = ?2 AND tally IS NULL";

macro_rules! own {
    () => {
        " WHERE survey = ?1 AND id = ?2 AND EXISTS (SELECT 1 FROM surveys \
         WHERE surveys.id = ?1 AND surveys.tenant = ?3) "
    };
}

/// What counts to nothing cannot be taken out of it: a machine's, a test's, one that is not complete.
const SET_ASIDE: &str = concat!(
    "UPDATE responses SET aside = ?4, aside_tally = tally, tally = ?5",
    own!(),
    "AND aside IS NULL AND tally <> '[]' RETURNING 1"
);

const COUNT_AGAIN: &str = concat!(
    "UPDATE responses SET tally = aside_tally, aside = NULL, aside_tally = NULL",
    own!(),
    "AND aside IS NOT NULL RETURNING 1"
);

/// A tenant's response, for the statements above.
fn own(tenant: &TenantId, (survey, response): (&SurveyId, ResponseId)) -> Vec<SqlValue> {
    let mut own = named(survey, response);
    own.push(tenant.as_str().into());
    own
}

/// What a response counts to, as it is kept.
pub(super) fn printed(tally: &[(String, String)]) -> String {
    let pairs =
        tally.iter().map(|(question, value)| Value::from(vec![question.as_str(), value.as_str()]));
    pairs.collect::<Value>().to_string()
}

fn day(row: &mut Row) -> Result<Day, StoreError> {
    row.number().map(Day::from_number)
}

fn rollup(mut row: Row) -> Result<Rollup, StoreError> {
    Ok(Rollup {
        day: day(&mut row)?,
        question: row.text()?,
        value: row.text()?,
        count: row.number()?,
    })
}

fn asked_day(mut row: Row) -> Result<AskedDay, StoreError> {
    Ok(AskedDay { day: day(&mut row)?, state: state(&mut row)?, count: row.number()? })
}

fn uncounted(mut row: Row) -> Result<Uncounted, StoreError> {
    Ok(Uncounted {
        sequence: row.number()?,
        survey: row.parsed()?,
        version: version(&mut row)?,
        answers: row.text()?,
    })
}

impl<C: SqlConnection> ReportStore for SqlStore<C> {
    async fn read_rollups(&self, survey: &SurveyId, days: Days) -> Result<Vec<Rollup>, StoreError> {
        let parameters =
            vec![survey.as_str().into(), days.from.number().into(), days.to.number().into()];
        self.rows(ROLLUPS, parameters).await?.into_iter().map(rollup).collect()
    }

    async fn read_asked_days(
        &self,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
        days: Days,
    ) -> Result<Vec<AskedDay>, StoreError> {
        let parameters = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            days.from.number().into(),
            days.to.number().into(),
        ];
        self.rows(ASKED_DAYS, parameters).await?.into_iter().map(asked_day).collect()
    }

    async fn read_part(
        &self,
        of: PartOf<'_>,
        days: Days,
        most: u32,
    ) -> Result<Vec<PartFigures>, StoreError> {
        self.part_figures(of, days, most).await
    }

    async fn set_aside(
        &self,
        tenant: &TenantId,
        response: (&SurveyId, ResponseId),
        reason: AsideReason,
    ) -> Result<bool, StoreError> {
        let pair = (AsideReason::COUNTED_AS.to_owned(), reason.as_str().to_owned());
        let mut parameters = own(tenant, response);
        parameters.extend([reason.as_str().into(), printed(&[pair]).as_str().into()]);
        Ok(self.first(SET_ASIDE, parameters).await?.is_some())
    }

    async fn count_again(
        &self,
        tenant: &TenantId,
        response: (&SurveyId, ResponseId),
    ) -> Result<bool, StoreError> {
        Ok(self.first(COUNT_AGAIN, own(tenant, response)).await?.is_some())
    }

    async fn uncounted(&self, limit: u32) -> Result<Vec<Uncounted>, StoreError> {
        let rows = self.rows(UNCOUNTED, vec![limit.into()]).await?;
        rows.into_iter().map(uncounted).collect()
    }

    async fn count_response(
        &self,
        response: &Uncounted,
        tally: &[(String, String)],
    ) -> Result<(), StoreError> {
        let parameters: Vec<SqlValue> = vec![
            response.sequence.into(),
            response.survey.as_str().into(),
            printed(tally).as_str().into(),
        ];
        self.rows(SET_TALLY, parameters).await.map(|_| ())
    }

    async fn recount(&self) -> Result<(), StoreError> {
        self.transaction(async || {
            for statement in [
                "DELETE FROM rollups",
                COUNT_TALLIES,
                "DELETE FROM asked_days",
                COUNT_ASKED,
                "DELETE FROM part_rollups",
                COUNT_PART_TALLIES,
                "DELETE FROM part_asked",
                COUNT_PART_ASKED,
            ] {
                self.rows(statement, Vec::new()).await?;
            }
            Ok(End::Commit(()))
        })
        .await
    }
}
