//! Surveys in memory.

use contract::Moment;
use contract::message::{
    Count, Limit, PublishedState, QuotaName, ResponseState, SurveyStanding, SurveyState,
    SurveySummary,
};
use credential::TenantId;
use store::{
    Close, Draft, Publish, SaveDraft, StoreError, StoredDefinition, StoredPublished, StoredSurvey,
    SurveyStore,
};
use survey::{StrictJson, SurveyId, Version};

use super::responses::is_listed;
use super::{Definition, Kept, MemoryStore, State};

fn summary(id: &SurveyId, kept: &Kept) -> SurveySummary {
    let published_version = kept.published_version();
    let newest = published_version.map_or(Version::FIRST, |version| {
        if kept.draft.is_some() { version.next() } else { version }
    });
    SurveySummary {
        id: id.clone(),
        version: newest,
        published_version,
        state: kept.state,
        updated_at: kept.updated_at,
    }
}

impl State {
    fn standing(&self, id: &SurveyId, kept: &Kept) -> SurveyStanding {
        let of = |state| self.of(id).filter(move |one| is_listed(&one.record, state));
        let count = |state| {
            let most = usize::try_from(Count::MAX.saturating_add(1)).unwrap_or(usize::MAX);
            Count::new(u32::try_from(of(state).take(most).count()).unwrap_or(u32::MAX))
        };
        let title = kept.draft.as_ref().or(kept.versions.last()).and_then(|it| it.title.as_ref());
        SurveyStanding {
            survey: summary(id, kept),
            title: title.and_then(|json| StrictJson::from_slice(json.as_bytes()).ok()),
            complete: count(ResponseState::Complete),
            partial: count(ResponseState::Partial),
            last_response_at: of(ResponseState::Complete).last().map(|one| one.record.submitted_at),
        }
    }
}

impl SurveyStore for MemoryStore {
    async fn save_draft(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        draft: Draft<'_>,
        now: Moment,
    ) -> Result<SaveDraft, StoreError> {
        let mut state = self.state();
        let draft = Some(Definition {
            source: draft.source.to_owned(),
            compiled: draft.compiled.to_owned(),
            barred: draft.barred.map(str::to_owned),
            title: draft.title.map(str::to_owned),
            limit: draft.limit,
        });
        if let Some(kept) = state.surveys.get_mut(survey) {
            if kept.tenant != *tenant {
                return Ok(SaveDraft::NameTaken);
            }
            kept.draft = draft;
            kept.updated_at = now;
            return Ok(SaveDraft::Replaced(summary(survey, kept)));
        }
        let kept = Kept {
            tenant: tenant.clone(),
            state: SurveyState::Draft,
            versions: Vec::new(),
            draft,
            updated_at: now,
        };
        let made = summary(survey, &kept);
        state.surveys.insert(survey.clone(), kept);
        Ok(SaveDraft::Created(made))
    }

    async fn publish(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        now: Moment,
    ) -> Result<Publish, StoreError> {
        let mut state = self.state();
        let Some(kept) = state.kept(tenant, survey) else { return Ok(Publish::NotFound) };
        if let Some(why) = kept.draft.as_ref().and_then(|draft| draft.barred.as_ref()) {
            return Ok(Publish::Barred(why.clone()));
        }
        if kept.draft.is_some() || kept.state != SurveyState::Published {
            kept.versions.extend(kept.draft.take());
            kept.state = SurveyState::Published;
            kept.updated_at = now;
        }
        Ok(Publish::Open(summary(survey, kept)))
    }

    async fn close(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        now: Moment,
    ) -> Result<Close, StoreError> {
        let mut state = self.state();
        let Some(kept) = state.kept(tenant, survey) else { return Ok(Close::NotFound) };
        if kept.state == SurveyState::Draft {
            return Ok(Close::NeverPublished);
        }
        kept.state = SurveyState::Closed;
        kept.updated_at = now;
        Ok(Close::Closed(summary(survey, kept)))
    }

    async fn read_survey(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
    ) -> Result<Option<StoredSurvey>, StoreError> {
        let mut state = self.state();
        let Some(kept) = state.kept(tenant, survey) else { return Ok(None) };
        let definition = kept.draft.as_ref().or(kept.versions.last());
        let definition = definition.ok_or(StoreError::Unreadable("no definition"))?.source.clone();
        Ok(Some(StoredSurvey { summary: summary(survey, kept), definition }))
    }

    async fn list_surveys(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<SurveySummary>, StoreError> {
        let state = self.state();
        let own = state.surveys.iter().filter(|(_, kept)| kept.tenant == *tenant);
        let from = own.filter(|(id, _)| after.is_none_or(|after| id.as_str() > after));
        let limit = usize::from(limit.number());
        Ok(from.take(limit).map(|(id, kept)| summary(id, kept)).collect())
    }

    async fn list_standings(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<SurveyStanding>, StoreError> {
        let state = self.state();
        let own = state.surveys.iter().filter(|(_, kept)| kept.tenant == *tenant);
        let from = own.filter(|(id, _)| after.is_none_or(|after| id.as_str() > after));
        let limit = usize::from(limit.number());
        Ok(from.take(limit).map(|(id, kept)| state.standing(id, kept)).collect())
    }

    async fn read_published(
        &self,
        survey: &SurveyId,
        version: Option<Version>,
    ) -> Result<Option<StoredPublished>, StoreError> {
        let state = self.state();
        let Some(kept) = state.surveys.get(survey) else { return Ok(None) };
        let Some(version) = version.or(kept.published_version()) else { return Ok(None) };
        let taken = state.quotas.get(&(survey.clone(), QuotaName::whole_survey()));
        let taken = taken.copied().unwrap_or_default();
        Ok(kept.definition(version).map(|definition| StoredPublished {
            version,
            state: match kept.state {
                SurveyState::Published if definition.limit.is_some_and(|limit| taken >= limit) => {
                    PublishedState::Full
                }
                SurveyState::Published => PublishedState::Open,
                SurveyState::Closed | SurveyState::Draft => PublishedState::Closed,
            },
            definition: StoredDefinition::Compiled(definition.compiled.clone()),
        }))
    }
}
