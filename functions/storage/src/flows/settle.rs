//! What a seller tells of a subscription, beside what its subscriber does in a flow.

use ::app::why_cancel::{Flow, Input, ReasonId};
use contract::Moment;
use contract::message::{FlowFacts, Left, LeftBy, StartFlow};
use credential::{AppName, InstanceName};
use problem::{Kind, Problem};
use store::{FlowStore as _, StoredFlow};

use super::start::name;
use super::{LOOKED_THROUGH, SETTLED_SECONDS, flow, hash, keep};
use crate::context::Context;
use crate::failure::store_failed;
use crate::invitations::timestamp;
use crate::personal::Secrets;

/// What a seller tells of a subscription.
#[derive(Clone, Copy)]
pub(crate) enum Told<'a> {
    /// It is cancelled; with what is told of that where it is counted.
    Cancelled(Option<&'a Left>),
    /// It goes on.
    Resumed,
}

impl<'a> Told<'a> {
    const fn input(self) -> Input {
        match self {
            Self::Cancelled(_) => Input::SellerCancelled,
            Self::Resumed => Input::SellerResumed,
        }
    }

    const fn left(self) -> Option<&'a Left> {
        match self {
            Self::Cancelled(left) => left,
            Self::Resumed => None,
        }
    }
}

/// Takes what the seller tells of a subscription: the flow that it is about is corrected. A cancellation that is about none is
/// one of its own, which nobody went through; told again, it is about that. Says whether the subscriber has said why, in a flow,
/// so that they are not asked again.
pub(crate) async fn settle(
    context: &Context<'_>,
    secrets: &Secrets,
    (of, subscription): ((&AppName, &InstanceName), &str),
    (told, dry_run): (Told<'_>, bool),
) -> Result<bool, Problem> {
    let subscription = hash(secrets, of, subscription);
    // What is to happen yet is told of now.
    let at = told.left().map_or(context.now, |left| left.at.min(context.now));
    let test = told.left().map(|left| left.test);
    let all = context.store.flows_of(secrets.tenant(), &subscription, LOOKED_THROUGH).await;
    let Some((stored, before)) = about(all.map_err(store_failed)?, (test, at))? else {
        if let Some(left) = told.left().filter(|_| !dry_run) {
            add(context, secrets, (of, subscription), (left, at)).await?;
        }
        return Ok(false);
    };
    let mut flow = before.clone();
    // What the seller tells is never refused.
    let _ = flow.apply(&told.input(), timestamp(context.now));
    if let Some(left) = told.left() {
        flow.seller_tells(reason(left).as_ref(), left.by == LeftBy::Payment);
    }
    if !dry_run && flow != before {
        keep(context, &stored, &flow).await?;
    }
    Ok(before.has_told())
}

/// The flow that is told of, of those of a subscription, the last one first: one that is no more than a month away. Who tries out
/// how it goes has told nothing of others.
fn about(
    all: Vec<StoredFlow>,
    (test, at): (Option<bool>, Moment),
) -> Result<Option<(StoredFlow, Flow)>, Problem> {
    for stored in all.into_iter().filter(|stored| is_about(stored.made_at, at)) {
        let flow = flow(&stored)?;
        if test.is_none_or(|test| test == flow.is_test()) {
            return Ok(Some((stored, flow)));
        }
    }
    Ok(None)
}

/// Whether two moments are so near to each other that they are of the same cancellation.
pub(crate) fn is_about(one: Moment, other: Moment) -> bool {
    one.max(other) < one.min(other).moved_by_seconds(SETTLED_SECONDS)
}

/// Why somebody who has cancelled a subscription said in a flow that they leave, where its pages told them that this is seen.
pub(crate) async fn reason_said(
    context: &Context<'_>,
    secrets: &Secrets,
    (of, subscription, (at, test)): ((&AppName, &InstanceName), &str, (Moment, bool)),
) -> Result<Option<String>, Problem> {
    let subscription = hash(secrets, of, subscription);
    let all = context.store.flows_of(secrets.tenant(), &subscription, LOOKED_THROUGH).await;
    let found = about(all.map_err(store_failed)?, (Some(test), at))?;
    let linked = found.filter(|(_, flow)| flow.is_linked());
    Ok(linked.and_then(|(_, flow)| flow.reason().map(|reason| reason.as_str().to_owned())))
}

/// Adds a cancellation that nobody went through a flow for. Nothing in it is the subscriber's.
async fn add(
    context: &Context<'_>,
    secrets: &Secrets,
    ((app, instance), subscription): ((&AppName, &InstanceName), [u8; 32]),
    (left, at): (&Left, Moment),
) -> Result<(), Problem> {
    let mut flow = Flow::booked(timestamp(at), left.test);
    flow.seller_tells(reason(left).as_ref(), left.by == LeftBy::Payment);
    let stored = StoredFlow {
        id: name(context)?,
        tenant: secrets.tenant().clone(),
        app: app.clone(),
        instance: instance.clone(),
        subscription,
        sealed: None,
        facts: serde_json::to_string(&bounded(&left.facts)).map_err(|_| Kind::Internal)?,
        state: serde_json::to_string(&flow).map_err(|_| Kind::Internal)?,
        made_at: at,
        changed_at: context.now,
        revision: 0,
    };
    // Where there is no such instance, whoever tells is told so.
    context.store.add_flow(&stored).await.map_err(store_failed).map(|_| ())
}

fn reason(left: &Left) -> Option<ReasonId> {
    left.reason.as_deref().and_then(|reason| ReasonId::try_from(reason).ok())
}

/// Facts no longer than they may be: what is longer is not known.
pub(crate) fn bounded(facts: &FlowFacts) -> FlowFacts {
    let fits =
        |fact: &Option<String>| fact.clone().filter(|fact| fact.len() <= StartFlow::MAX_FACT_BYTES);
    FlowFacts {
        plan: fits(&facts.plan),
        age: fits(&facts.age),
        currency: fits(&facts.currency),
        monthly: facts.monthly,
    }
}
