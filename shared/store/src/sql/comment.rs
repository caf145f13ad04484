//! Comments that badges show over SQL.

use ::survey::ResponseId;
use contract::Moment;
use contract::message::{CommentCounts, CommentDecision, CommentsWhich};

use super::response::{columns, stored};
use super::row::Row;
use crate::{
    CommentFilter, CommentStore, CommentsOf, SqlConnection, SqlStore, SqlValue, StoreError,
    StoredComment,
};

/// Whether a response's writer agreed, as the index has it.
macro_rules! agreed {
    () => {
        "instr(responses.tally, '[\"publish\",\"true\"]') > 0 AND responses.disagreed IS NULL "
    };
}

/// What was decided about a response.
macro_rules! decided {
    () => {
        "LEFT JOIN comments ON comments.survey = responses.survey \
         AND comments.response = responses.id AND comments.tenant = ?1 AND comments.app = ?2 \
         AND comments.instance = ?3 "
    };
}

macro_rules! list {
    ($which:literal) => {
        concat!(
            columns!("comments.decision, "),
            decided!(),
            "WHERE responses.survey = ?4 AND surveys.tenant = ?1 AND responses.submitted_at >= ?5 ",
            "AND responses.sequence < ?6 AND ",
            agreed!(),
            $which,
            "ORDER BY responses.sequence DESC LIMIT ?7"
        )
    };
}

const fn list(which: CommentsWhich) -> &'static str {
    match which {
        CommentsWhich::All => list!(""),
        CommentsWhich::Waiting => list!("AND comments.decision IS NULL "),
        CommentsWhich::Shown => list!("AND comments.decision = 'shown' "),
        CommentsWhich::Held => list!("AND comments.decision <> 'shown' "),
    }
}

const COUNT: &str = concat!(
    "SELECT count(*), count(CASE WHEN comments.decision = 'shown' THEN 1 END), ",
    "count(CASE WHEN comments.decision <> 'shown' THEN 1 END) FROM responses ",
    "JOIN surveys ON surveys.id = responses.survey ",
    decided!(),
    "WHERE responses.survey = ?4 AND surveys.tenant = ?1 AND responses.submitted_at >= ?5 AND ",
    agreed!()
);

/// This one statement decides whether the writer agreed.
const DECIDE: &str = concat!(
    "INSERT INTO comments (tenant, app, instance, survey, response, decision, decided_at) ",
    "SELECT ?1, ?2, ?3, ?4, responses.id, ?6, ?7 FROM responses ",
    "JOIN surveys ON surveys.id = responses.survey ",
    "WHERE responses.survey = ?4 AND responses.id = ?5 AND surveys.tenant = ?1 AND ",
    agreed!(),
    "ON CONFLICT (survey, response, tenant, app, instance) ",
    "DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at ",
    "WHERE comments.decision <> excluded.decision RETURNING 1"
);

const UNDECIDE: &str = "DELETE FROM comments WHERE tenant = ?1 AND app = ?2 AND instance = ?3 \
     AND survey = ?4 AND response = ?5 RETURNING 1";

/// Who is not there cannot take back what they agreed to.
pub(super) const FORGET_AGREED: &str = "UPDATE responses SET disagreed = 1 WHERE (survey, id) IN \
     (SELECT linked_answers.survey, linked_answers.response FROM linked_answers \
     JOIN asked ON asked.id = linked_answers.asked \
     WHERE asked.tenant = ?1 AND asked.contact = ?2)";

fn parameters(of: CommentsOf<'_>) -> Vec<SqlValue> {
    let CommentsOf { tenant, app, instance, survey } = of;
    let names = [tenant.as_str(), app.as_str(), instance.as_str(), survey.as_str()];
    names.into_iter().map(SqlValue::from).collect()
}

fn comment(mut row: Row) -> Result<StoredComment, StoreError> {
    let unreadable = |_| StoreError::Unreadable("nothing is decided so");
    let decision = row.maybe_text()?.map(|name| name.parse().map_err(unreadable)).transpose()?;
    Ok(StoredComment { response: stored(&mut row)?, decision })
}

impl<C: SqlConnection> CommentStore for SqlStore<C> {
    async fn decide_comment(
        &self,
        of: CommentsOf<'_>,
        response: ResponseId,
        decision: Option<CommentDecision>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut parameters = parameters(of);
        parameters.push(response.as_bytes().as_slice().into());
        let statement = match decision {
            Some(decision) => {
                parameters.extend([decision.as_str().into(), now.into()]);
                DECIDE
            }
            None => UNDECIDE,
        };
        Ok(self.first(statement, parameters).await?.is_some())
    }

    async fn list_comments(
        &self,
        of: CommentsOf<'_>,
        filter: CommentFilter,
    ) -> Result<Vec<StoredComment>, StoreError> {
        let CommentFilter { which, since, before, limit } = filter;
        let mut parameters = parameters(of);
        parameters.extend([since.into(), before.unwrap_or(u64::MAX).into(), limit.into()]);
        self.rows(list(which), parameters).await?.into_iter().map(comment).collect()
    }

    async fn count_comments(
        &self,
        of: CommentsOf<'_>,
        since: Moment,
    ) -> Result<CommentCounts, StoreError> {
        let mut parameters = parameters(of);
        parameters.push(since.into());
        let row = self.first(COUNT, parameters).await?;
        let mut row = row.ok_or(StoreError::Unreadable("no count"))?;
        Ok(CommentCounts { agreed: row.number()?, shown: row.number()?, held_back: row.number()? })
    }
}
