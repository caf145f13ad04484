//! What seals personal data, in memory.

use contract::Moment;
use credential::TenantId;
use personal::{Generation, SubjectId};
use store::{
    ClearFile, ClearResponse, Locked, PersonalStore, SealedFile, SealedRecord, Sealing, StoreError,
    StoredSubject, SubjectUse, TenantKeys,
};
use survey::SurveyId;

use super::{MemoryStore, State};

impl State {
    fn tenant_of_survey(&self, survey: &SurveyId) -> Option<TenantId> {
        self.surveys.get(survey).map(|kept| kept.tenant.clone())
    }

    /// Whether the key under which something was sealed is there, or may be kept.
    pub(super) fn takes_subject(&self, survey: &SurveyId, subject: &SubjectUse) -> bool {
        let Some(tenant) = self.tenant_of_survey(survey) else { return false };
        self.takes_tenants_subject(&tenant, subject)
    }

    /// The same for what is a tenant's own, and not of a response.
    pub(super) fn takes_tenants_subject(&self, tenant: &TenantId, subject: &SubjectUse) -> bool {
        let there = self.subjects.get(&(tenant.clone(), subject.id));
        if !subject.is_new {
            return there == Some(&subject.key);
        }
        let known = |keys: &TenantKeys| {
            keys.keys.iter().any(|(generation, _)| *generation == subject.key.generation)
        };
        there.is_none() && self.tenant_keys.get(tenant).is_some_and(known)
    }

    /// Keeps the key under which something was sealed.
    pub(super) fn keep_subject(&mut self, survey: &SurveyId, subject: &SubjectUse) {
        if let Some(tenant) = self.tenant_of_survey(survey) {
            self.subjects.insert((tenant, subject.id), subject.key.clone());
        }
    }

    pub(super) fn remove_own_subject(&mut self, survey: &SurveyId, own: SubjectId) {
        if let Some(tenant) = self.tenant_of_survey(survey) {
            self.subjects.remove(&(tenant, own));
        }
    }

    /// What is sealed, and by what it is opened.
    pub(super) fn locked<T>(
        &self,
        survey: &SurveyId,
        subject: SubjectId,
        sealed: T,
    ) -> Option<Locked<T>> {
        let tenant = self.tenant_of_survey(survey)?;
        let key = self.subjects.get(&(tenant.clone(), subject)).cloned();
        Some(Locked { tenant, subject, key, sealed })
    }
}

impl PersonalStore for MemoryStore {
    async fn tenant_keys(&self, tenant: &TenantId) -> Result<Option<TenantKeys>, StoreError> {
        Ok(self.state().tenant_keys.get(tenant).cloned())
    }

    async fn add_tenant_keys(
        &self,
        tenant: &TenantId,
        first: &str,
        look_up: &str,
        _now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        if !state.tenants.contains_key(tenant) || state.tenant_keys.contains_key(tenant) {
            return Ok(false);
        }
        let keys = vec![(Generation::FIRST, first.to_owned())];
        state.tenant_keys.insert(tenant.clone(), TenantKeys { keys, look_up: look_up.to_owned() });
        Ok(true)
    }

    async fn list_tenant_keys(
        &self,
        limit: u32,
        after: Option<&str>,
    ) -> Result<Vec<(TenantId, TenantKeys)>, StoreError> {
        let state = self.state();
        let from =
            state.tenant_keys.iter().filter(|(tenant, _)| tenant.as_str() > after.unwrap_or(""));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(from.take(limit).map(|(tenant, keys)| (tenant.clone(), keys.clone())).collect())
    }

    async fn replace_tenant_keys(
        &self,
        tenant: &TenantId,
        old: &TenantKeys,
        new: &TenantKeys,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let there = state.tenant_keys.get_mut(tenant).filter(|there| *there == old);
        Ok(there.map(|there| *there = new.clone()).is_some())
    }

    async fn find_subject(
        &self,
        tenant: &TenantId,
        subject: SubjectId,
    ) -> Result<Option<StoredSubject>, StoreError> {
        Ok(self.state().subjects.get(&(tenant.clone(), subject)).cloned())
    }

    async fn clear_responses(&self, limit: u32) -> Result<Vec<ClearResponse>, StoreError> {
        let state = self.state();
        let clear = state.responses.iter().filter(|kept| kept.record.sealed.is_none());
        let clear = clear.filter_map(|kept| {
            Some(ClearResponse {
                sequence: kept.sequence,
                tenant: state.tenant_of_survey(&kept.survey)?,
                survey: kept.survey.clone(),
                id: kept.record.id,
                version: kept.record.version,
                language: kept.record.language.clone(),
                complete: kept.record.stage.is_complete(),
                answers: kept.record.answers.clone(),
            })
        });
        Ok(clear.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
    }

    async fn clear_file(&self) -> Result<Option<ClearFile>, StoreError> {
        let state = self.state();
        let clear = state.files.iter().find(|(_, kept)| kept.sealed.is_none());
        Ok(clear.and_then(|((survey, response, id), kept)| {
            Some(ClearFile {
                sequence: 0,
                tenant: state.tenant_of_survey(survey)?,
                survey: survey.clone(),
                response: *response,
                id: *id,
                name: kept.head.name.clone(),
                media_type: kept.head.media_type.clone(),
                content: kept.content.clone(),
            })
        }))
    }

    async fn seal_response(
        &self,
        response: &ClearResponse,
        sealed: &SealedRecord,
    ) -> Result<Sealing, StoreError> {
        let mut state = self.state();
        let is = |kept: &super::KeptResponse| {
            kept.sequence == response.sequence && kept.record.sealed.is_none()
        };
        if !state.responses.iter().any(is) {
            return Ok(Sealing::Gone);
        }
        if let Some(part) = &sealed.part
            && !state.takes_subject(&response.survey, &part.subject)
        {
            return Ok(Sealing::KeyChanged);
        }
        if let Some(part) = &sealed.part {
            state.keep_subject(&response.survey, &part.subject);
        }
        if let Some(kept) = state.responses.iter_mut().find(|kept| is(kept)) {
            kept.record.sealed = Some(sealed.clone());
            kept.record.answers.clear();
        }
        Ok(Sealing::Done)
    }

    async fn seal_file(
        &self,
        file: &ClearFile,
        sealed: &SealedFile,
    ) -> Result<Sealing, StoreError> {
        let mut state = self.state();
        let key = (file.survey.clone(), file.response, file.id);
        if state.files.get(&key).is_none_or(|kept| kept.sealed.is_some()) {
            return Ok(Sealing::Gone);
        }
        if !state.takes_subject(&file.survey, &sealed.subject) {
            return Ok(Sealing::KeyChanged);
        }
        state.keep_subject(&file.survey, &sealed.subject);
        if let Some(kept) = state.files.get_mut(&key) {
            kept.seal(sealed);
        }
        Ok(Sealing::Done)
    }

    async fn scrub(&self) -> Result<bool, StoreError> {
        Ok(true)
    }
}
