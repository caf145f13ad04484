//! What staff see of those who have cancelled.

use std::rc::Rc;

use ::personal::SubjectKey;
use bytes::Bytes;
use contract::Moment;
use contract::message::{
    AuditAction, Cursor, LeaverAsked, LeaverItem, LeaversListed, LeaversWhich, ListLeavers,
};
use credential::{AppName, InstanceName, Permission};
use host::json;
use http::Response;
use invite::State;
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use store::{
    AuditObject, LeaverFilter, LeaverStore as _, OrderStore as _, ResponseStore as _, StoredLeaver,
};

use super::Kept;
use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::flows::reason_said;
use crate::invitations::{Setup, Setups, instance_key, told_answer};
use crate::personal::{self, Secrets, secrets};

/// How many are looked through for those that are wanted, at most.
const LOOKED_THROUGH: u32 = 500;

/// The question of which the reasons are the choices.
const REASON: &str = "reason";

/// An instance's cancellations, the last one first.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): (&AppName, &InstanceName),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let wanted: ListLeavers = serde_json::from_slice(body).map_err(unreadable)?;
    let rejected = |name, reason| Problem::new(Kind::ParameterRejected).with_invalid(name, reason);
    let limit = wanted.limit.unwrap_or(ListLeavers::USUAL);
    if !(1..=ListLeavers::MOST).contains(&limit) {
        return Err(rejected("limit", "1 to 200 are listed at once"));
    }
    let cursor = wanted.cursor.as_ref().map(|cursor| place(cursor.key()));
    let mut before = match cursor {
        Some(None) => return Err(rejected("cursor", "not one that this listing gave")),
        Some(before) => before,
        None => None,
    };
    let setup = Setups::default().find(context, &acting.tenant, (app, instance)).await?;
    let setup = setup.ok_or_else(|| Problem::new(Kind::NotFound))?;
    let object = AuditObject::Instance(app.clone(), instance.clone());
    tell(context, acting.does(context, AuditAction::ListLeavers, object)).await?;
    let key = instance_key(context, &setup.stored).await?;
    let secrets = secrets(context, &acting.tenant).await?;
    let reading = Reading { context, acting, setup, key, secrets };
    let (mut items, mut looked) = (Vec::new(), 0);
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    while looked < LOOKED_THROUGH {
        let filter = LeaverFilter { app, instance, before, limit };
        let found = context.store.list_leavers(&acting.tenant, filter).await;
        let found = found.map_err(store_failed)?;
        let full = u32::try_from(found.len()).is_ok_and(|count| count == limit);
        for (stored, state) in found {
            before = Some((stored.cancelled_at, stored.id));
            looked += 1;
            items.extend(reading.item(&wanted, stored, state).await?);
            if items.len() == most {
                return Ok(reading.listed(items, before));
            }
        }
        if !full {
            return Ok(reading.listed(items, None));
        }
    }
    Ok(reading.listed(items, before))
}

/// What a cursor names.
fn place(key: &str) -> Option<(Moment, [u8; 16])> {
    let (millis, id) = key.split_once('.')?;
    let id = u128::from_str_radix(id, 16).ok()?;
    Some((Moment::from_unix_millis(millis.parse().ok()?), id.to_be_bytes()))
}

fn cursor((at, id): (Moment, [u8; 16])) -> Cursor {
    Cursor::after(&format!("{}.{:032x}", at.unix_millis(), u128::from_be_bytes(id)))
}

/// What reading a cancellation needs to know.
struct Reading<'a> {
    context: &'a Context<'a>,
    acting: &'a Acting,
    setup: Rc<Setup>,
    key: SubjectKey,
    secrets: Rc<Secrets>,
}

impl Reading<'_> {
    fn listed(&self, items: Vec<LeaverItem>, next: Option<(Moment, [u8; 16])>) -> Response<Bytes> {
        let linked = self.setup.policy.link_answers;
        json(&LeaversListed { items, next: next.map(cursor), linked, named: self.names() })
    }

    /// Whether whoever asks sees whose subscriptions they were.
    fn names(&self) -> bool {
        self.acting.grants.allow_in_app(Permission::ReadAsked, Some(&self.setup.stored.app))
    }

    /// One of them, if it is wanted.
    async fn item(
        &self,
        wanted: &ListLeavers,
        stored: StoredLeaver,
        state: Option<State>,
    ) -> Result<Option<LeaverItem>, Problem> {
        let which = match wanted.which {
            LeaversWhich::All => true,
            LeaversWhich::Asked => state.is_some_and(is_asked),
            LeaversWhich::NotAsked => !state.is_some_and(is_asked),
            LeaversWhich::Answered => state == Some(State::Answered),
            LeaversWhich::CameBack => stored.resumed_at.is_some(),
        };
        if !which {
            return Ok(None);
        }
        let kept = Kept::open(&self.key, stored.id, &stored.sealed)?;
        let is = |wanted: &Option<String>, own: Option<&String>| {
            wanted.as_ref().is_none_or(|wanted| own == Some(wanted))
        };
        if !is(&wanted.plan, kept.facts.plan.as_ref()) {
            return Ok(None);
        }
        let said = self.said(&stored, (&kept, state)).await?;
        if !(is(&wanted.reason, kept.reason.as_ref()) || is(&wanted.reason, said.as_ref())) {
            return Ok(None);
        }
        let names = self.names();
        Ok(Some(LeaverItem {
            at: stored.cancelled_at,
            key: Some(kept.key).filter(|_| names),
            recipient: Some(kept.recipient).filter(|_| names),
            facts: kept.facts,
            by: kept.by,
            told: kept.reason,
            said,
            why: kept.why,
            asked: stored.asked.zip(state).map(|(invitation, state)| LeaverAsked {
                invitation: Some(invitation).filter(|_| names),
                state,
            }),
            resumed: stored.resumed_at.is_some(),
            test: stored.test,
        }))
    }

    /// Why they left, as they have said themselves, where they were told that this is seen.
    async fn said(
        &self,
        stored: &StoredLeaver,
        (kept, state): (&Kept, Option<State>),
    ) -> Result<Option<String>, Problem> {
        let (context, acting) = (self.context, self.acting);
        if !self.setup.policy.link_answers {
            return Ok(None);
        }
        if let Some(asked) = stored.asked.as_ref().filter(|_| state == Some(State::Answered)) {
            let order = context.store.find_order(asked).await.map_err(store_failed)?;
            let answer = order.as_ref().and_then(|one| told_answer(acting, &self.setup, one));
            let Some(answer) = answer else { return Ok(None) };
            let (survey, response) = (&answer.survey, answer.response);
            let found = context.store.read_response(&acting.tenant, survey, response).await;
            let Some(found) = found.map_err(store_failed)? else { return Ok(None) };
            let found = personal::answers(context, survey, found).await?;
            let answers: Map<String, Value> =
                serde_json::from_str(&found.answers).unwrap_or_default();
            return Ok(answers.get(REASON).and_then(Value::as_str).map(str::to_owned));
        }
        let survey = &self.setup.stored.survey;
        if !acting.grants.allows(Permission::ReadResponses, Some(survey)) {
            return Ok(None);
        }
        let place = (&self.setup.stored.app, &self.setup.stored.instance);
        let of = (place, kept.key.as_str(), (stored.cancelled_at, stored.test));
        reason_said(context, &self.secrets, of).await
    }
}

/// Whether somebody is or was to be asked: an invitation that is kept as skipped asks nobody.
const fn is_asked(state: State) -> bool {
    match state {
        State::Scheduled
        | State::Sending
        | State::Sent
        | State::Delivered
        | State::Opened
        | State::Clicked
        | State::Answered
        | State::OptedOut
        | State::Complained
        | State::Bounced
        | State::Refused
        | State::Expired => true,
        State::Skipped | State::Cancelled | State::Erased => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_lead_back() {
        let at = (Moment::from_unix_millis(1_795_463_400_123), [7; 16]);
        assert_eq!(place(cursor(at).key()), Some(at));
        for key in ["", "1", "x.7", "1.x", "1.100000000000000000000000000000000"] {
            assert_eq!(place(key), None, "{key}");
        }
    }
}
