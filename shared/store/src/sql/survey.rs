//! Surveys over SQL.

use ::survey::{StrictJson, SurveyId, Version};
use contract::Moment;
use contract::message::{
    Count, Limit, PublishedState, QuotaName, SurveyStanding, SurveyState, SurveySummary,
};
use credential::TenantId;

use crate::sql::End;
use crate::sql::row::Row;
use crate::{
    Close, Draft, Publish, SaveDraft, SqlConnection, SqlStore, SqlValue, StoreError,
    StoredDefinition, StoredPublished, StoredSurvey, SurveyStore,
};

/// The columns of a summary, in the order [`summary`] reads them.
macro_rules! summary_columns {
    () => {
        "surveys.id, surveys.state, surveys.published_version, surveys.draft_version, \
         surveys.updated_at"
    };
}

const SAVE_DRAFT: &str = concat!(
    "INSERT INTO surveys ",
    "(id, tenant, state, draft, draft_compiled, draft_barred, draft_limit, draft_version, ",
    "revision, updated_at, title) ",
    "SELECT ?1, tenants.id, 'draft', ?3, ?4, ?5, ?6, 1, 1, ?7, ?8 FROM tenants WHERE tenants.id = ?2 ",
    "ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, ",
    "draft_compiled = excluded.draft_compiled, draft_barred = excluded.draft_barred, ",
    "draft_limit = excluded.draft_limit, ",
    "draft_version = coalesce(surveys.draft_version, surveys.published_version + 1), ",
    "revision = surveys.revision + 1, updated_at = excluded.updated_at, ",
    "title = excluded.title WHERE surveys.tenant = excluded.tenant RETURNING surveys.revision, ",
    summary_columns!(),
);

const BARRED: &str = "SELECT draft_barred FROM surveys \
     WHERE id = ?1 AND tenant = ?2 AND draft_barred IS NOT NULL";

const FREEZE_DRAFT: &str = "INSERT INTO survey_versions \
     (survey, version, definition, compiled, published_at, response_limit) \
     SELECT id, draft_version, draft, draft_compiled, ?3, draft_limit FROM surveys \
     WHERE id = ?1 AND tenant = ?2 AND draft IS NOT NULL";

const OPEN: &str = "UPDATE surveys SET state = 'published', \
     published_version = coalesce(draft_version, published_version), draft = NULL, \
     draft_compiled = NULL, draft_version = NULL, draft_limit = NULL, \
     revision = revision + 1, updated_at = ?3 \
     WHERE id = ?1 AND tenant = ?2 AND (draft IS NOT NULL OR state <> 'published')";

const CLOSE: &str = concat!(
    "UPDATE surveys SET state = 'closed', revision = revision + 1, updated_at = ?3 ",
    "WHERE id = ?1 AND tenant = ?2 AND state <> 'draft' RETURNING ",
    summary_columns!(),
);

const SUMMARY: &str =
    concat!("SELECT ", summary_columns!(), " FROM surveys WHERE id = ?1 AND tenant = ?2");

const READ: &str = concat!(
    "SELECT ",
    summary_columns!(),
    ", coalesce(surveys.draft, survey_versions.definition) FROM surveys LEFT JOIN survey_versions ",
    "ON survey_versions.survey = surveys.id ",
    "AND survey_versions.version = surveys.published_version ",
    "WHERE surveys.id = ?1 AND surveys.tenant = ?2",
);

const LIST: &str = concat!(
    "SELECT ",
    summary_columns!(),
    " FROM surveys WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
);

/// Where the responses of a survey are that are listed as complete, and as not complete yet: the conditions are
/// those of the indexes.
macro_rules! listed {
    ($complete:literal) => {
        concat!(
            " FROM responses WHERE responses.survey = surveys.id AND complete = ",
            $complete,
            " AND suspect IS NULL "
        )
    };
}

/// Counts no further than `?4`, whatever a survey has.
const LIST_STANDINGS: &str = concat!(
    "SELECT ",
    summary_columns!(),
    ", surveys.title, (SELECT count(*) FROM (SELECT 1",
    listed!("1"),
    "LIMIT ?4)), (SELECT count(*) FROM (SELECT 1",
    listed!("0"),
    "LIMIT ?4)), (SELECT submitted_at",
    listed!("1"),
    "ORDER BY sequence DESC LIMIT 1) ",
    "FROM surveys WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
);

const READ_PUBLISHED: &str = "SELECT survey_versions.version, surveys.state, \
     coalesce((SELECT taken FROM quota_counts WHERE survey = ?1 AND quota = ?3), 0) \
     >= survey_versions.response_limit, \
     survey_versions.compiled, \
     CASE WHEN survey_versions.compiled IS NULL THEN survey_versions.definition END \
     FROM surveys JOIN survey_versions \
     ON survey_versions.survey = surveys.id \
     AND survey_versions.version = coalesce(?2, surveys.published_version) \
     WHERE surveys.id = ?1";

fn summary(row: &mut Row) -> Result<SurveySummary, StoreError> {
    let id = row.parsed()?;
    let state = match row.text()?.as_str() {
        "draft" => SurveyState::Draft,
        "published" => SurveyState::Published,
        "closed" => SurveyState::Closed,
        _ => return Err(StoreError::Unreadable("not a state")),
    };
    let published_version = maybe_version(row)?;
    let draft_version = maybe_version(row)?;
    let version =
        draft_version.or(published_version).ok_or(StoreError::Unreadable("no version"))?;
    Ok(SurveySummary { id, version, published_version, state, updated_at: row.moment()? })
}

fn standing(row: &mut Row) -> Result<SurveyStanding, StoreError> {
    let survey = summary(row)?;
    let title = row.maybe_text()?.map(|json| StrictJson::from_slice(json.as_bytes())).transpose();
    let title = title.map_err(|_| StoreError::Unreadable("not a title"))?;
    let complete = Count::new(row.number()?);
    let partial = Count::new(row.number()?);
    Ok(SurveyStanding { survey, title, complete, partial, last_response_at: row.maybe_moment()? })
}

fn maybe_version(row: &mut Row) -> Result<Option<Version>, StoreError> {
    let unreadable = StoreError::Unreadable("not a version");
    match row.maybe_integer()? {
        None => Ok(None),
        Some(number) => {
            u32::try_from(number).ok().and_then(Version::new).map(Some).ok_or(unreadable)
        }
    }
}

pub(super) fn version(row: &mut Row) -> Result<Version, StoreError> {
    maybe_version(row)?.ok_or(StoreError::Unreadable("no version"))
}

fn named(tenant: &TenantId, survey: &SurveyId) -> Vec<SqlValue> {
    vec![survey.as_str().into(), tenant.as_str().into()]
}

fn named_at(tenant: &TenantId, survey: &SurveyId, now: Moment) -> Vec<SqlValue> {
    vec![survey.as_str().into(), tenant.as_str().into(), now.into()]
}

impl<C: SqlConnection> SqlStore<C> {
    async fn summary(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
    ) -> Result<Option<SurveySummary>, StoreError> {
        let row = self.first(SUMMARY, named(tenant, survey)).await?;
        row.map(|mut row| summary(&mut row)).transpose()
    }
}

impl<C: SqlConnection> SurveyStore for SqlStore<C> {
    async fn save_draft(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        draft: Draft<'_>,
        now: Moment,
    ) -> Result<SaveDraft, StoreError> {
        let parameters = vec![
            survey.as_str().into(),
            tenant.as_str().into(),
            draft.source.into(),
            draft.compiled.into(),
            draft.barred.map_or(SqlValue::Null, SqlValue::from),
            draft.limit.map_or(SqlValue::Null, SqlValue::from),
            now.into(),
            draft.title.into(),
        ];
        let Some(mut row) = self.first(SAVE_DRAFT, parameters).await? else {
            return Ok(SaveDraft::NameTaken);
        };
        let revision: i64 = row.number()?;
        let summary = summary(&mut row)?;
        Ok(if revision == 1 { SaveDraft::Created(summary) } else { SaveDraft::Replaced(summary) })
    }

    async fn publish(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        now: Moment,
    ) -> Result<Publish, StoreError> {
        let parameters = named_at(tenant, survey, now);
        self.transaction(async || {
            if let Some(mut row) = self.first(BARRED, named(tenant, survey)).await? {
                return Ok(End::RollBack(Publish::Barred(row.text()?)));
            }
            for statement in [FREEZE_DRAFT, OPEN] {
                self.connection.run(statement, parameters.clone()).await?;
            }
            let summary = self.summary(tenant, survey).await?;
            Ok(End::Commit(summary.map_or(Publish::NotFound, Publish::Open)))
        })
        .await
    }

    async fn close(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        now: Moment,
    ) -> Result<Close, StoreError> {
        if let Some(mut row) = self.first(CLOSE, named_at(tenant, survey, now)).await? {
            return summary(&mut row).map(Close::Closed);
        }
        Ok(match self.summary(tenant, survey).await? {
            Some(_) => Close::NeverPublished,
            None => Close::NotFound,
        })
    }

    async fn read_survey(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
    ) -> Result<Option<StoredSurvey>, StoreError> {
        let Some(mut row) = self.first(READ, named(tenant, survey)).await? else {
            return Ok(None);
        };
        Ok(Some(StoredSurvey { summary: summary(&mut row)?, definition: row.text()? }))
    }

    async fn list_surveys(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<SurveySummary>, StoreError> {
        let limit = u32::from(limit.number());
        let parameters =
            vec![tenant.as_str().into(), after.unwrap_or_default().into(), limit.into()];
        let rows = self.rows(LIST, parameters).await?;
        rows.into_iter().map(|mut row| summary(&mut row)).collect()
    }

    async fn list_standings(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<SurveyStanding>, StoreError> {
        let parameters = vec![
            tenant.as_str().into(),
            after.unwrap_or_default().into(),
            u32::from(limit.number()).into(),
            Count::MAX.saturating_add(1).into(),
        ];
        let rows = self.rows(LIST_STANDINGS, parameters).await?;
        rows.into_iter().map(|mut row| standing(&mut row)).collect()
    }

    async fn read_published(
        &self,
        survey: &SurveyId,
        wanted: Option<Version>,
    ) -> Result<Option<StoredPublished>, StoreError> {
        let wanted = wanted.map_or(SqlValue::Null, |version| version.number().into());
        let whole = QuotaName::WHOLE_SURVEY.into();
        let parameters = vec![survey.as_str().into(), wanted, whole];
        let Some(mut row) = self.first(READ_PUBLISHED, parameters).await? else {
            return Ok(None);
        };
        let version = version(&mut row)?;
        let open = row.text()? == "published";
        let full = row.maybe_integer()? == Some(1);
        let state = match (open, full) {
            (false, _) => PublishedState::Closed,
            (true, true) => PublishedState::Full,
            (true, false) => PublishedState::Open,
        };
        let definition = match row.maybe_text()? {
            Some(compiled) => StoredDefinition::Compiled(compiled),
            None => StoredDefinition::Source(row.text()?),
        };
        Ok(Some(StoredPublished { version, state, definition }))
    }
}
