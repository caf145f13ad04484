//! Responses in memory.

use contract::message::{Limit, Quota, SurveyState};
use credential::TenantId;
use store::{Append, Record, ResponseStore, StoreError, StoredResponse};
use survey::{ResponseId, SurveyId};

use super::{MemoryStore, State};

/// A survey's responses, each with its place in the order, counted from 1.
fn kept<'a>(
    state: &'a State,
    survey: &'a SurveyId,
) -> impl Iterator<Item = (u64, &'a Record)> + 'a {
    let places = (1..).zip(&state.responses);
    places.filter(move |(_, (of, _))| of == survey).map(|(place, (_, record))| (place, record))
}

fn stored((sequence, record): (u64, &Record)) -> StoredResponse {
    StoredResponse {
        sequence,
        id: record.id,
        version: record.version,
        language: record.language.clone(),
        complete: record.complete,
        answers: record.answers.clone(),
        score: record.score,
        submitted_at: record.submitted_at,
    }
}

impl State {
    /// Takes a place of each of a record's quotas, unless one of them is full.
    fn reserve(&mut self, survey: &SurveyId, record: &Record) -> bool {
        let key = |quota: &Quota| (survey.clone(), quota.name.clone());
        let taken = |quota: &Quota| self.quotas.get(&key(quota)).copied().unwrap_or_default();
        let room = record.quotas.iter().all(|quota| taken(quota) < quota.limit);
        if room {
            for quota in &record.quotas {
                *self.quotas.entry(key(quota)).or_default() += 1;
            }
        }
        room
    }
}

impl ResponseStore for MemoryStore {
    async fn append(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError> {
        let mut state = self.state();
        if let Some((_, there)) = kept(&state, survey).find(|(_, there)| there.id == record.id) {
            let same = there.digest == record.digest;
            return Ok(if same { Append::Already(there.submitted_at) } else { Append::Conflict });
        }
        let Some(published) = state.surveys.get(survey) else { return Ok(Append::NotFound) };
        if published.definition(record.version).is_none() {
            return Ok(Append::NotFound);
        }
        match published.state {
            SurveyState::Closed | SurveyState::Draft => Ok(Append::Closed),
            SurveyState::Published => {
                if !state.reserve(survey, record) {
                    return Ok(Append::QuotaFull);
                }
                state.responses.push((survey.clone(), record.clone()));
                Ok(Append::Now(record.submitted_at))
            }
        }
    }

    async fn list_responses(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        limit: Limit,
        after: Option<u64>,
    ) -> Result<Option<Vec<StoredResponse>>, StoreError> {
        let mut state = self.state();
        if state.kept(tenant, survey).is_none() {
            return Ok(None);
        }
        let from = kept(&state, survey).filter(|(place, _)| after.is_none_or(|a| *place > a));
        Ok(Some(from.take(usize::from(limit.number())).map(stored).collect()))
    }

    async fn read_response(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Option<StoredResponse>, StoreError> {
        let mut state = self.state();
        if state.kept(tenant, survey).is_none() {
            return Ok(None);
        }
        Ok(kept(&state, survey).find(|(_, record)| record.id == response).map(stored))
    }
}
