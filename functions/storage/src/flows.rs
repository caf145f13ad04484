//! Those who are about to cancel a subscription: from the seller's cancel button to one outcome. What becomes of a flow is
//! the app's to say; here it is kept.

mod act;
mod settle;
mod staff;
mod start;

use ::app::why_cancel::{Flow, Input, Outcome, SavedBy};
use ::personal::{LookUp, Place};
use bytes::Bytes;
use contract::Moment;
use contract::message::{FlowOpened, FlowStanding, OpenFlow};
use credential::{AppName, CancelFlowClaims, FlowId, InstanceName, UnixSeconds};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{FlowStore as _, StoredFlow};
use survey::StrictJson;

pub(crate) use self::act::act;
pub(crate) use self::settle::{Told, bounded, is_about, reason_said, settle};
pub(crate) use self::staff::{list, read};
pub(crate) use self::start::start;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{Setup, Setups, instance_key, timestamp};
use crate::personal::{Secrets, closed};

/// For how long what a flow was started with is kept: a day more than its outcome can still be corrected.
const SETTLED_SECONDS: i64 = 31 * 24 * 60 * 60;

/// How many of a subscription's flows are looked through for offers that were taken.
const LOOKED_THROUGH: u32 = 50;

/// What a token says, if it is ours; that its time is up is the caller's to see.
fn claims(context: &Context<'_>, token: &str) -> Result<CancelFlowClaims, Problem> {
    let ever = UnixSeconds::new(0);
    let claims = context.settings.cancel_flow_keys.verify::<CancelFlowClaims>(token, ever);
    claims.map_err(|_| Problem::new(Kind::LinkRefused))
}

/// The flow that a token names, if it is of the place that the token says.
async fn found(context: &Context<'_>, claims: &CancelFlowClaims) -> Result<StoredFlow, Problem> {
    let stored = context.store.find_flow(&claims.jti).await.map_err(store_failed)?;
    let zone = &context.settings.zone;
    let is_its = |stored: &StoredFlow| claims.is_of(zone, &stored.tenant, &stored.instance);
    stored.filter(is_its).ok_or_else(|| Problem::new(Kind::LinkRefused))
}

/// How a flow stands.
fn flow(stored: &StoredFlow) -> Result<Flow, Problem> {
    serde_json::from_str(&stored.state)
        .map_err(|_| Problem::new(Kind::Internal).with_cause("how a flow stands"))
}

/// A flow as the app has it, by now: one whose time is up is abandoned, though nobody has said so yet.
fn as_json(flow: &Flow, now: Moment) -> Result<StrictJson, Problem> {
    let mut flow = flow.clone();
    if flow.next_due().is_some_and(|due| due <= timestamp(now)) {
        // What is due is never refused.
        let _ = flow.apply(&Input::Due, timestamp(now));
    }
    let text = serde_json::to_vec(&flow).map_err(|_| Kind::Internal)?;
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("JSON of a flow");
    StrictJson::from_slice(&text).map_err(unreadable)
}

/// The keyed hash of what the customer's own system calls a subscription.
fn hash(
    secrets: &Secrets,
    (app, instance): (&AppName, &InstanceName),
    subscription: &str,
) -> [u8; 32] {
    let (app, instance) = (app.as_str().as_bytes(), instance.as_str().as_bytes());
    let parts = [b"subscription".as_slice(), app, instance, subscription.as_bytes()];
    secrets.look_up().hash(LookUp::ExternalKey, &parts)
}

/// Where what a flow was started with is sealed.
fn place(app: &AppName, instance: &InstanceName, flow: &FlowId) -> String {
    format!("flow {app} {instance} {flow}")
}

/// What a flow was started with, if that is still kept.
async fn started_with(
    context: &Context<'_>,
    setup: &Setup,
    stored: &StoredFlow,
) -> Result<Option<StrictJson>, Problem> {
    let Some(sealed) = &stored.sealed else { return Ok(None) };
    let key = instance_key(context, &setup.stored).await?;
    let at = place(&stored.app, &stored.instance, &stored.id);
    let text = key.open(Place::Contact(&at), sealed).map_err(|_| closed("a flow"))?;
    StrictJson::from_slice(&text)
        .map(Some)
        .map_err(|_| Problem::new(Kind::Internal).with_cause("what a flow was started with"))
}

/// What a token leads to. Asking changes nothing: programs follow links as well.
pub(crate) async fn open(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let OpenFlow { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let stored = found(context, &claims(context, &token)?).await?;
    let place = (&stored.app, &stored.instance);
    let setup = Setups::default().find(context, &stored.tenant, place).await?;
    let setup = setup.ok_or_else(|| Problem::new(Kind::LinkRefused))?;
    let flow = flow(&stored)?;
    let standing = match (flow.outcome(), flow.next_due()) {
        (Some(Outcome::Abandoned), _) => FlowStanding::Ended,
        (Some(Outcome::Saved { .. } | Outcome::Cancelled), _) => FlowStanding::Over,
        (None, Some(due)) if due <= timestamp(context.now) => FlowStanding::Ended,
        (None, _) => FlowStanding::Open,
    };
    Ok(json(&FlowOpened {
        standing,
        survey: setup.stored.survey.clone(),
        start: started_with(context, &setup, &stored).await?,
        settings: setup.config.settings.clone(),
        flow: as_json(&flow, context.now)?,
        taken: taken(context, &stored).await?,
    }))
}

/// The offers that were taken before for the same subscription.
async fn taken(context: &Context<'_>, stored: &StoredFlow) -> Result<Vec<String>, Problem> {
    let (tenant, subscription) = (&stored.tenant, &stored.subscription);
    let all = context.store.flows_of(tenant, subscription, LOOKED_THROUGH).await;
    let mut taken = Vec::new();
    for earlier in all.map_err(store_failed)?.iter().filter(|one| one.id != stored.id) {
        if let Some(Outcome::Saved { by: SavedBy::Offer { offer } }) = flow(earlier)?.outcome() {
            taken.push(offer.as_str().to_owned());
        }
    }
    Ok(taken)
}

/// Keeps how a flow stands now.
async fn keep(context: &Context<'_>, stored: &StoredFlow, flow: &Flow) -> Result<(), Problem> {
    let state = serde_json::to_string(flow).map_err(|_| Kind::Internal)?;
    let to = (stored.revision, state.as_str());
    if context.store.change_flow(&stored.id, to, context.now).await.map_err(store_failed)? {
        return Ok(());
    }
    Err(Problem::new(Kind::StorageUnavailable).with_cause("a flow that changes"))
}

/// Forgets what flows were started with once they are settled, and removes those from before a moment.
pub(crate) async fn tidy(context: &Context<'_>, limit: u32, before: Moment) -> Result<(), Problem> {
    let settled = context.now.moved_by_seconds(-SETTLED_SECONDS);
    context.store.tidy_flows(limit, (settled, before)).await.map_err(store_failed)
}
