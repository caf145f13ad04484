//! Responses as they are read.

use ::survey::ResponseId;
use contract::message::{AsideReason, Revision};

use crate::sql::personal::locked;
use crate::sql::row::Row;
use crate::sql::survey::version;
use crate::{Stage, StoreError, StoredResponse};

/// The columns of a response, in the order [`stored`] reads them, after others: it reads no further than it must.
macro_rules! columns {
    () => {
        columns!("")
    };
    ($first:literal) => {
        concat!(
            "SELECT ",
            $first,
            "responses.sequence, responses.id, responses.version, responses.language, \
             responses.complete, responses.revision, responses.answers, responses.score, \
             responses.suspect, responses.aside, responses.submitted_at, responses.personal, \
             surveys.tenant, responses.subject, subjects.generation, subjects.sealed \
             FROM responses JOIN surveys ON surveys.id = responses.survey \
             LEFT JOIN subjects ON subjects.tenant = surveys.tenant \
             AND subjects.id = responses.subject "
        )
    };
}

pub(in crate::sql) use columns;

/// A response, of the columns that are read of one.
pub(in crate::sql) fn stored(row: &mut Row) -> Result<StoredResponse, StoreError> {
    let mut response = StoredResponse {
        sequence: row.number()?,
        id: ResponseId::from_bytes(row.blob()?)
            .map_err(|_| StoreError::Unreadable("not a response's name"))?,
        version: version(row)?,
        language: row.parsed()?,
        stage: stage(row)?,
        answers: row.text()?,
        score: row.maybe_real()?,
        suspect: suspicions(row.maybe_text()?.as_deref())?,
        aside: aside(row.maybe_text()?.as_deref())?,
        submitted_at: row.moment()?,
        personal: None,
    };
    response.personal =
        row.maybe_bytes()?.map(|sealed| locked(row, sealed).map(Box::new)).transpose()?;
    Ok(response)
}

/// Reads `complete` and `revision`.
pub(super) fn stage(row: &mut Row) -> Result<Stage, StoreError> {
    let complete = row.number::<i64>()? != 0;
    let revision = row.number::<u32>()?;
    if complete {
        return Ok(Stage::Complete);
    }
    let unreadable = |_| StoreError::Unreadable("not a revision");
    Revision::try_from(revision).map(Stage::Partial).map_err(unreadable)
}

fn aside(name: Option<&str>) -> Result<Option<AsideReason>, StoreError> {
    let unreadable = |_| StoreError::Unreadable("no reason");
    name.map(|name| name.parse().map_err(unreadable)).transpose()
}

fn suspicions<T: core::str::FromStr>(names: Option<&str>) -> Result<Vec<T>, StoreError> {
    let names = names.unwrap_or_default().split_terminator(' ');
    let read = names.map(|name| name.parse().map_err(|_| StoreError::Unreadable("no suspicion")));
    read.collect()
}
