//! What whoever runs an instance sees of its flows.

use bytes::Bytes;
use contract::message::{FlowItem, FlowsListed, ListFlows};
use credential::{AppName, FlowId, InstanceName};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{FlowFilter, FlowStore as _, StoredFlow};

use super::{as_json, flow};
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::is_there;

/// How a flow stands.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    app: &AppName,
    id: &FlowId,
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.find_flow(id).await.map_err(store_failed)?;
    let is_own = |stored: &StoredFlow| (&stored.tenant, &stored.app) == (&acting.tenant, app);
    let stored = stored.filter(is_own).ok_or(Kind::NotFound)?;
    Ok(json(&item(context, stored)?))
}

/// An instance's flows.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): (&AppName, &InstanceName),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ListFlows { from, before, after } = serde_json::from_slice(body).map_err(unreadable)?;
    is_there(context, acting, (app, instance)).await?;
    let after = after.as_ref().map(|(at, id)| (*at, id));
    let limit = ListFlows::AT_ONCE + 1;
    let filter = FlowFilter { app, instance, from, before, after, limit };
    let stored = context.store.list_flows(&acting.tenant, filter).await.map_err(store_failed)?;
    let most = usize::try_from(ListFlows::AT_ONCE).unwrap_or(usize::MAX);
    let more = stored.len() > most;
    let items = stored.into_iter().take(most).map(|stored| item(context, stored));
    Ok(json(&FlowsListed { items: items.collect::<Result<_, _>>()?, more }))
}

fn item(context: &Context<'_>, stored: StoredFlow) -> Result<FlowItem, Problem> {
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("a flow's facts");
    Ok(FlowItem {
        state: as_json(&flow(&stored)?, context.now)?,
        facts: serde_json::from_str(&stored.facts).map_err(unreadable)?,
        flow: stored.id,
        instance: stored.instance,
        made_at: stored.made_at,
        changed_at: stored.changed_at,
    })
}
