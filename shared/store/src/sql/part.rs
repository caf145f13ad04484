//! Figures told apart, by what is known of invitations.

use std::collections::BTreeMap;

use contract::message::Parts;
use serde_json::Value;

use super::asked::state;
use super::row::Row;
use crate::{Days, PartFigures, PartOf, SqlConnection, SqlStore, SqlValue, StoreError};

/// The values of which most is counted: invitations, and what was answered.
const VALUES: &str = "SELECT part_value FROM \
     (SELECT part_value, count FROM part_asked WHERE tenant = ?1 AND app = ?2 AND instance = ?3 \
     AND part = ?5 AND day BETWEEN ?6 AND ?7 \
     UNION ALL SELECT part_value, count FROM part_rollups \
     WHERE survey = ?4 AND part = ?5 AND day BETWEEN ?6 AND ?7) \
     GROUP BY part_value HAVING sum(count) > 0 ORDER BY sum(count) DESC, part_value LIMIT ?8";

const ROLLUPS: &str = "SELECT part_value, question, part_rollups.value, sum(count) \
     FROM part_rollups WHERE survey = ?1 AND part = ?2 AND day BETWEEN ?3 AND ?4 \
     AND part_value IN (SELECT told.value FROM json_each(?5) AS told) \
     GROUP BY 1, 2, 3 HAVING sum(count) > 0";

const ASKED: &str = "SELECT part_value, sum(count), state FROM part_asked \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND part = ?4 AND day BETWEEN ?5 AND ?6 \
     AND part_value IN (SELECT told.value FROM json_each(?7) AS told) \
     GROUP BY 1, 3 HAVING sum(count) > 0";

/// Parts, as they are kept: an object of texts, its members sorted.
pub(super) fn printed(parts: &Parts) -> String {
    let members = parts.iter().map(|(name, value)| (name.as_str(), Value::from(value)));
    members.collect::<Value>().to_string()
}

pub(super) fn read(row: &mut Row) -> Result<Parts, StoreError> {
    serde_json::from_str(&row.text()?).map_err(|_| StoreError::Unreadable("no parts"))
}

impl<C: SqlConnection> SqlStore<C> {
    pub(super) async fn part_figures(
        &self,
        of: PartOf<'_>,
        Days { from, to }: Days,
        most: u32,
    ) -> Result<Vec<PartFigures>, StoreError> {
        let place: [SqlValue; 3] =
            [of.tenant.as_str().into(), of.app.as_str().into(), of.instance.as_str().into()];
        let survey = || SqlValue::from(of.survey.as_str());
        let rest = [of.part.as_str().into(), from.number().into(), to.number().into()];
        let asking = place.iter().cloned().chain([survey()]).chain(rest.iter().cloned());
        let rows = self.rows(VALUES, asking.chain([most.into()]).collect()).await?;
        let values: Vec<_> =
            rows.into_iter().map(|mut row| row.text()).collect::<Result<_, _>>()?;
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let told = SqlValue::from(Value::from(values.clone()).to_string().as_str());
        let mut found: BTreeMap<String, PartFigures> = BTreeMap::new();
        let asking = [survey()].into_iter().chain(rest.iter().cloned()).chain([told.clone()]);
        for mut row in self.rows(ROLLUPS, asking.collect()).await? {
            let figures = found.entry(row.text()?).or_default();
            let of_question = figures.counts.entry(row.text()?).or_default();
            of_question.insert(row.text()?, row.number()?);
        }
        let asking = place.into_iter().chain(rest).chain([told]);
        for mut row in self.rows(ASKED, asking.collect()).await? {
            let figures = found.entry(row.text()?).or_default();
            let count = row.number()?;
            figures.asked.insert(state(&mut row)?, count);
        }
        let told = values.into_iter().map(|value| PartFigures {
            value: value.clone(),
            ..found.remove(&value).unwrap_or_default()
        });
        Ok(told.collect())
    }
}
