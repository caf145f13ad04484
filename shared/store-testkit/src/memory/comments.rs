//! Comments that badges show, in memory.

use contract::Moment;
use contract::message::{CommentCounts, CommentDecision, CommentsSetup, CommentsWhich};
use credential::{AppName, InstanceName, TenantId};
use store::{CommentFilter, CommentStore, CommentsOf, LinkedAnswer, StoreError, StoredComment};
use survey::{ResponseId, SurveyId};

use super::asked::most;
use super::responses::stored;
use super::{KeptResponse, MemoryStore, State};

/// What was decided about a response, for one instance.
pub(super) struct Decided {
    of: (TenantId, AppName, InstanceName),
    survey: SurveyId,
    response: ResponseId,
    decision: CommentDecision,
}

impl Decided {
    fn is(&self, of: CommentsOf<'_>, response: ResponseId) -> bool {
        let (tenant, app, instance) = &self.of;
        (tenant, app, instance, &self.survey) == (of.tenant, of.app, of.instance, of.survey)
            && self.response == response
    }
}

fn has_agreed(kept: &KeptResponse) -> bool {
    let mut tally = kept.record.sealed.iter().flat_map(|sealed| &sealed.tally);
    !kept.disagreed
        && tally
            .any(|(question, value)| (&**question, &**value) == (CommentsSetup::CONSENT, "true"))
}

impl State {
    fn decision(&self, of: CommentsOf<'_>, response: ResponseId) -> Option<CommentDecision> {
        self.comments.iter().find(|one| one.is(of, response)).map(|one| one.decision)
    }

    /// The comments that there are, the newest first.
    fn agreed(&self, of: CommentsOf<'_>, since: Moment) -> Vec<&KeptResponse> {
        let own = self.surveys.get(of.survey).is_some_and(|kept| kept.tenant == *of.tenant);
        let is = |kept: &&KeptResponse| {
            own && kept.survey == *of.survey
                && kept.record.submitted_at >= since
                && has_agreed(kept)
        };
        let mut found: Vec<_> = self.responses.iter().filter(is).collect();
        found.sort_by_key(|kept| core::cmp::Reverse(kept.sequence));
        found
    }

    pub(super) fn forget_decisions(&mut self, survey: &SurveyId, response: ResponseId) {
        self.comments.retain(|one| (&one.survey, one.response) != (survey, response));
    }

    /// Whoever was erased has agreed to nothing any more.
    pub(super) fn disagree(&mut self, gone: Vec<LinkedAnswer>) {
        for one in gone {
            self.forget_decisions(&one.survey, one.response);
            let mut all = self.responses.iter_mut();
            let is = |kept: &&mut KeptResponse| {
                kept.survey == one.survey && kept.record.id == one.response
            };
            if let Some(kept) = all.find(is) {
                kept.disagreed = true;
            }
        }
    }
}

impl CommentStore for MemoryStore {
    async fn decide_comment(
        &self,
        of: CommentsOf<'_>,
        response: ResponseId,
        decision: Option<CommentDecision>,
        _: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let before = state.decision(of, response);
        let all = state.agreed(of, Moment::from_unix_millis(0));
        let agreed = all.iter().any(|kept| kept.record.id == response);
        if before == decision || (decision.is_some() && !agreed) {
            return Ok(false);
        }
        state.comments.retain(|one| !one.is(of, response));
        state.comments.extend(decision.map(|decision| Decided {
            of: (of.tenant.clone(), of.app.clone(), of.instance.clone()),
            survey: of.survey.clone(),
            response,
            decision,
        }));
        Ok(true)
    }

    async fn list_comments(
        &self,
        of: CommentsOf<'_>,
        filter: CommentFilter,
    ) -> Result<Vec<StoredComment>, StoreError> {
        let state = self.state();
        let found = state.agreed(of, filter.since).into_iter();
        let read = found
            .filter(|kept| filter.before.is_none_or(|before| kept.sequence < before))
            .map(|kept| StoredComment {
                response: stored(&state, kept),
                decision: state.decision(of, kept.record.id),
            });
        let wanted = |one: &StoredComment| match (filter.which, one.decision) {
            (CommentsWhich::All, _)
            | (CommentsWhich::Waiting, None)
            | (CommentsWhich::Shown, Some(CommentDecision::Shown))
            | (CommentsWhich::Held, Some(CommentDecision::Held(_))) => true,
            (CommentsWhich::Waiting | CommentsWhich::Shown | CommentsWhich::Held, _) => false,
        };
        Ok(read.filter(wanted).take(most(filter.limit)).collect())
    }

    async fn count_comments(
        &self,
        of: CommentsOf<'_>,
        since: Moment,
    ) -> Result<CommentCounts, StoreError> {
        let state = self.state();
        let mut counts = CommentCounts::default();
        for kept in state.agreed(of, since) {
            counts.agreed += 1;
            match state.decision(of, kept.record.id) {
                Some(CommentDecision::Shown) => counts.shown += 1,
                Some(CommentDecision::Held(_)) => counts.held_back += 1,
                None => {}
            }
        }
        Ok(counts)
    }
}
