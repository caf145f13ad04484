//! Responses in memory.

use contract::Moment;
use contract::message::{Limit, Quota, ResponseState, SurveyState};
use credential::TenantId;
use personal::SubjectId;
use store::{
    Append, Own, Record, ResponseStore, Stage, StoreError, StoredResponse, Withdraw, Withdrawable,
};
use survey::{ResponseId, SurveyId};

use super::{KeptResponse, MemoryStore, State};

const MINUTE_MILLIS: u64 = 60_000;

pub(super) fn stored(
    state: &State,
    KeptResponse { sequence, survey, record, aside, disagreed: _ }: &KeptResponse,
) -> StoredResponse {
    let sealed = record.sealed.as_ref();
    let part = sealed.and_then(|sealed| sealed.part.as_ref());
    StoredResponse {
        sequence: *sequence,
        id: record.id,
        version: record.version,
        language: record.language.clone(),
        stage: record.stage,
        answers: sealed.map_or(&record.answers, |sealed| &sealed.answers).clone(),
        personal: part
            .and_then(|part| state.locked(survey, part.subject.id, part.sealed.clone()))
            .map(Box::new),
        score: record.score,
        suspect: record.suspect.clone(),
        aside: aside.as_ref().map(|(reason, _)| *reason),
        submitted_at: record.submitted_at,
    }
}

pub(super) const fn is_listed(record: &Record, state: ResponseState) -> bool {
    let suspected = !record.suspect.is_empty();
    match state {
        ResponseState::All => true,
        ResponseState::Complete => record.stage.is_complete() && !suspected,
        ResponseState::Partial => !record.stage.is_complete() && !suspected,
        ResponseState::Suspected => suspected,
    }
}

/// What becomes of `record` where a response of its name is kept; `None` if it takes its place.
fn beside(there: &Record, record: &Record) -> Option<Append> {
    let same = match (&there.sealed, &record.sealed) {
        (Some(there), Some(sealed)) => there.digest == sealed.digest,
        (None, _) => there.digest == record.digest,
        (Some(_), None) => false,
    };
    match (there.stage, record.stage) {
        (Stage::Complete, Stage::Complete) if same => Some(Append::Already(there.submitted_at)),
        (Stage::Complete, Stage::Complete) => Some(Append::Conflict),
        (Stage::Complete, Stage::Partial(_)) => Some(Append::Complete),
        (Stage::Partial(kept), Stage::Partial(sent)) if kept == sent && same => {
            Some(Append::Already(there.submitted_at))
        }
        (Stage::Partial(kept), Stage::Partial(sent)) if kept >= sent => {
            Some(Append::Superseded(there.submitted_at, kept))
        }
        (Stage::Partial(_), Stage::Partial(_) | Stage::Complete) => None,
    }
}

impl State {
    pub(super) fn of<'a>(
        &'a self,
        survey: &'a SurveyId,
    ) -> impl Iterator<Item = &'a KeptResponse> + 'a {
        self.responses.iter().filter(move |kept| kept.survey == *survey)
    }

    fn place(&self, survey: &SurveyId, id: ResponseId) -> Option<usize> {
        self.responses.iter().position(|kept| kept.survey == *survey && kept.record.id == id)
    }

    pub(super) fn is_complete(&self, survey: &SurveyId, id: ResponseId) -> bool {
        self.of(survey).any(|kept| kept.record.id == id && kept.record.stage.is_complete())
    }

    pub(super) fn is_withdrawn(&self, survey: &SurveyId, id: ResponseId) -> bool {
        self.withdrawn.contains(&(survey.clone(), id))
    }

    /// Whether each of a record's quotas has a place for it.
    fn has_room(&self, survey: &SurveyId, record: &Record) -> bool {
        let key = |quota: &Quota| (survey.clone(), quota.name.clone());
        let taken = |quota: &Quota| self.quotas.get(&key(quota)).copied().unwrap_or_default();
        record.quotas.iter().all(|quota| taken(quota) < quota.limit)
    }

    /// Takes a place of each of a record's quotas.
    fn reserve(&mut self, survey: &SurveyId, record: &Record) {
        for quota in &record.quotas {
            *self.quotas.entry((survey.clone(), quota.name.clone())).or_default() += 1;
        }
    }

    /// Counts a record to its minute. If that has no room: from when on there is some.
    fn count(&mut self, survey: &SurveyId, record: &Record) -> Option<Moment> {
        let per_minute = record.per_minute?;
        let now = record.submitted_at.unix_millis();
        let whose = (survey.clone(), !record.suspect.is_empty());
        let (since, taken) = self.rates.entry(whose).or_insert((now, 0));
        if now.abs_diff(*since) >= MINUTE_MILLIS {
            (*since, *taken) = (now, 0);
        }
        if *taken >= per_minute {
            return Some(Moment::from_unix_millis(*since + MINUTE_MILLIS));
        }
        *taken += 1;
        None
    }

    /// Keeps a record: in its place if it is not complete and has one, else as the last.
    fn put(&mut self, survey: &SurveyId, record: &Record) {
        let place = self.place(survey, record.id);
        match (place, record.stage) {
            (Some(place), Stage::Partial(_)) => {
                if let Some(kept) = self.responses.get_mut(place) {
                    kept.record = record.clone();
                }
            }
            (place, Stage::Partial(_) | Stage::Complete) => {
                if let Some(place) = place {
                    self.responses.remove(place);
                }
                self.sequence += 1;
                let (survey, record) = (survey.clone(), record.clone());
                self.responses.push(KeptResponse {
                    sequence: self.sequence,
                    survey,
                    record,
                    aside: None,
                    disagreed: false,
                });
            }
        }
    }
}

impl ResponseStore for MemoryStore {
    async fn append(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError> {
        let mut state = self.state();
        let there = state.of(survey).find(|kept| kept.record.id == record.id);
        if let Some(outcome) = there.and_then(|there| beside(&there.record, record)) {
            return Ok(outcome);
        }
        if state.is_withdrawn(survey, record.id) {
            return Ok(Append::Withdrawn);
        }
        let Some(published) = state.surveys.get(survey) else { return Ok(Append::NotFound) };
        if published.definition(record.version).is_none() {
            return Ok(Append::NotFound);
        }
        match published.state {
            SurveyState::Closed | SurveyState::Draft => Ok(Append::Closed),
            SurveyState::Published => {
                if !record.timing.is_timely() {
                    return Ok(Append::Closed);
                }
                let part = record.sealed.as_ref().and_then(|sealed| sealed.part.as_ref());
                if part.is_some_and(|part| !state.takes_subject(survey, &part.subject)) {
                    return Ok(Append::KeyChanged);
                }
                if let Some(place) = state.missing_file(survey, record) {
                    return Ok(Append::FileMissing(place));
                }
                if !state.has_room(survey, record) {
                    return Ok(Append::QuotaFull);
                }
                if let Some(until) = state.count(survey, record) {
                    return Ok(Append::TooMany(until));
                }
                if let Some(part) = part {
                    state.keep_subject(survey, &part.subject);
                }
                state.reserve(survey, record);
                state.put(survey, record);
                state.name_files(survey, record);
                Ok(Append::Now(record.submitted_at))
            }
        }
    }

    async fn list_responses(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        which: ResponseState,
        limit: Limit,
        after: Option<u64>,
    ) -> Result<Option<Vec<StoredResponse>>, StoreError> {
        let mut state = self.state();
        if state.kept(tenant, survey).is_none() {
            return Ok(None);
        }
        let from = state.of(survey).filter(|kept| after.is_none_or(|a| kept.sequence > a));
        let listed = from.filter(|kept| is_listed(&kept.record, which));
        let listed = listed.take(usize::from(limit.number()));
        Ok(Some(listed.map(|kept| stored(&state, kept)).collect()))
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
        let found = state.of(survey).find(|kept| kept.record.id == response);
        Ok(found.map(|kept| stored(&state, kept)))
    }

    async fn read_own(&self, survey: &SurveyId, response: ResponseId) -> Result<Own, StoreError> {
        let state = self.state();
        let found = state.of(survey).find(|kept| kept.record.id == response);
        Ok(match found {
            Some(kept) => Own::Response(stored(&state, kept)),
            None if state.is_withdrawn(survey, response) => Own::Withdrawn,
            None => Own::NotFound,
        })
    }

    async fn withdraw(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        own: SubjectId,
        what: Withdrawable,
        _now: Moment,
    ) -> Result<Withdraw, StoreError> {
        let mut state = self.state();
        let Some(place) = state.place(survey, response) else {
            let withdrawn = state.is_withdrawn(survey, response);
            return Ok(if withdrawn { Withdraw::Already } else { Withdraw::NotFound });
        };
        let complete =
            state.responses.get(place).is_some_and(|kept| kept.record.stage.is_complete());
        if complete != (what == Withdrawable::Complete) {
            return Ok(Withdraw::Complete);
        }
        let KeptResponse { record, .. } = state.responses.remove(place);
        for quota in record.quotas {
            if let Some(taken) = state.quotas.get_mut(&(survey.clone(), quota.name)) {
                *taken = taken.saturating_sub(1);
            }
        }
        state.remove_files(survey, response);
        state.remove_own_subject(survey, own);
        state.forget_alerts(survey, response);
        state.linked.retain(|one| (&one.survey, one.response) != (survey, response));
        state.forget_decisions(survey, response);
        state.withdrawn.insert((survey.clone(), response));
        Ok(Withdraw::Done)
    }
}
