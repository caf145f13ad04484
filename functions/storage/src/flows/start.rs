//! How a flow begins.

use ::app::why_cancel::Flow;
use ::personal::Place;
use bytes::Bytes;
use contract::Moment;
use contract::message::{FlowStarted, StartFlow};
use credential::{AppName, CancelFlowClaims, FlowId, InstanceName, UnixSeconds};
use host::{json, with_status};
use http::{Response, StatusCode};
use problem::{InvalidParam, Kind, Problem};
use store::{FlowStore as _, StoredFlow};
use survey::ResponseId;

use super::{hash, place};
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{Setups, instance_key, timestamp};
use crate::personal::secrets;
use crate::second_factor::random;

/// Starts a flow, and signs what leads to it.
pub(crate) async fn start(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): (&AppName, &InstanceName),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: StartFlow = serde_json::from_slice(body).map_err(unreadable)?;
    let start = message.start.value().to_string();
    check(&message, &start)?;
    let tenant = &acting.tenant;
    let secrets = secrets(context, tenant).await?;
    let setup = Setups::default().find(context, tenant, (app, instance)).await?;
    let setup = setup.ok_or(Kind::NotFound)?;
    let id = name(context)?;
    let expires = context.now.seconds().get().saturating_add(CancelFlowClaims::LASTS_SECONDS);
    let expires_at = Moment::from_unix_millis(expires.saturating_mul(1000));
    let key = instance_key(context, &setup.stored).await?;
    let at = place(app, instance, &id);
    let sealed = key.seal(Place::Contact(&at), random(context)?, start.as_bytes());
    let flow = Flow::new(timestamp(expires_at), message.test);
    // What its pages tell is fixed from here on.
    let flow = if setup.policy.link_answers { flow.linked() } else { flow };
    let stored = StoredFlow {
        id,
        tenant: tenant.clone(),
        app: app.clone(),
        instance: instance.clone(),
        subscription: hash(&secrets, (app, instance), &message.subscription),
        sealed: Some(sealed.map_err(|_| Kind::Internal)?),
        facts: serde_json::to_string(&message.facts).map_err(|_| Kind::Internal)?,
        state: serde_json::to_string(&flow).map_err(|_| Kind::Internal)?,
        made_at: context.now,
        changed_at: context.now,
        revision: 0,
    };
    if !context.store.add_flow(&stored).await.map_err(store_failed)? {
        return Err(Problem::new(Kind::NotFound));
    }
    let claims = CancelFlowClaims {
        jti: stored.id.clone(),
        ten: stored.tenant,
        zone: context.settings.zone.clone(),
        instance: stored.instance,
        exp: UnixSeconds::new(expires),
    };
    let token = context.settings.cancel_flow_keys.sign(&claims).map_err(|_| Kind::Internal)?;
    Ok(with_status(json(&FlowStarted { flow: stored.id, token, expires_at }), StatusCode::CREATED))
}

/// A flow's name: also that of the response that says why.
pub(super) fn name(context: &Context<'_>) -> Result<FlowId, Problem> {
    let response = ResponseId::new(context.now.unix_millis(), &random(context)?);
    response.to_string().parse().map_err(|_| Problem::new(Kind::Internal))
}

/// Refuses what is longer than it may be.
fn check(message: &StartFlow, start: &str) -> Result<(), Problem> {
    let facts = &message.facts;
    let facts = [("plan", &facts.plan), ("age", &facts.age), ("currency", &facts.currency)];
    let facts = facts
        .map(|(name, fact)| (name, fact.as_deref().map_or(0, str::len), StartFlow::MAX_FACT_BYTES));
    let bounds = [
        ("subscription", message.subscription.len(), StartFlow::MAX_SUBSCRIPTION_BYTES),
        ("start", start.len(), StartFlow::MAX_START_BYTES),
    ];
    let wrong: Vec<_> = bounds
        .into_iter()
        .chain(facts)
        .filter(|(_, length, most)| length > most)
        .map(|(name, _, most)| InvalidParam {
            name: name.to_owned(),
            reason: format!("at most {most} bytes"),
        })
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Problem::new(Kind::ParameterRejected).with_invalid_params(wrong))
}
