//! What is sealed of an invitation.

use std::collections::BTreeMap;

use ::personal::{Place, SubjectKey};
use contract::message::{AskedItem, Recipient};
use credential::InvitationId;
use invite::{Entry, Event, Invitation, State};
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};
use store::StoredAsked;
use zeroize::Zeroizing;

use crate::context::Context;
use crate::personal::{closed, subject_key};
use crate::second_factor::random;

/// How many lines of its history are kept; of more, the newest, with the first.
const MAX_HISTORY: usize = 200;

/// What is sealed of an invitation: how it stands, whom it is for, what was sent along.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) invitation: Invitation,
    pub(super) history: Vec<Entry>,
    pub(super) recipient: Recipient,
    /// What messages may name.
    pub(super) values: BTreeMap<String, String>,
    /// What the survey is told from the start.
    pub(super) known: BTreeMap<String, String>,
}

impl Kept {
    pub(super) fn event(&self) -> &Event {
        self.invitation.event()
    }

    /// Adds to the history.
    pub(super) fn tell(&mut self, entries: Vec<Entry>) {
        self.history.extend(entries);
        let more = self.history.len().saturating_sub(MAX_HISTORY);
        if more > 0 {
            self.history.drain(1..=more);
        }
    }

    /// What is kept of it, sealed for its own place.
    pub(super) fn seal(&self, context: &Context<'_>, key: &SubjectKey) -> Result<Vec<u8>, Problem> {
        let text = serde_json::to_vec(self).map(Zeroizing::new).map_err(|_| Kind::Internal)?;
        let place = place(self.invitation.id());
        let sealed = key.seal(Place::Contact(&place), random(context)?, &text);
        sealed.map_err(|_| Problem::new(Kind::Internal))
    }

    pub(super) fn open(
        key: &SubjectKey,
        id: &InvitationId,
        sealed: &[u8],
    ) -> Result<Self, Problem> {
        let text = key.open(Place::Contact(&place(id)), sealed);
        let text = text.map_err(|_| closed("an invitation"))?;
        let unreadable = |_| Problem::new(Kind::Internal).with_cause("an invitation's JSON");
        serde_json::from_slice(&text).map_err(unreadable)
    }

    /// What is kept of a stored invitation; none once its person was erased.
    pub(super) async fn of(
        context: &Context<'_>,
        stored: &StoredAsked,
    ) -> Result<Option<Self>, Problem> {
        let Some(rest) = &stored.rest else { return Ok(None) };
        let key = subject_key(context, &stored.tenant, rest.contact, &rest.key).await?;
        Self::open(&key, &stored.id, &rest.sealed).map(Some)
    }
}

/// Where an invitation is sealed: another's is not opened in its place.
fn place(id: &InvitationId) -> String {
    format!("invitation {id}")
}

/// An invitation in a list.
pub(super) fn item(stored: &StoredAsked, kept: Option<&Kept>) -> AskedItem {
    AskedItem {
        invitation: stored.id.clone(),
        key: kept.map(|kept| kept.event().key.clone()),
        stage: stored.stage.clone(),
        state: stored.state,
        made_at: stored.made_at,
        next_due: stored.next_due,
        test: stored.test,
    }
}

/// Whether nothing of an invitation was handed over yet.
pub(super) const fn is_before_sending(state: State) -> bool {
    match state {
        State::Scheduled | State::Sending => true,
        State::Sent
        | State::Delivered
        | State::Opened
        | State::Clicked
        | State::Answered
        | State::Skipped
        | State::Cancelled
        | State::OptedOut
        | State::Complained
        | State::Erased
        | State::Bounced
        | State::Refused
        | State::Expired => false,
    }
}
