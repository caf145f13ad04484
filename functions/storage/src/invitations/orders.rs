//! What staff see of answers together with what they are about.
//!
//! An answer is told only where the instance links answers now, and did when its respondent was first written to.

use std::rc::Rc;

use bytes::Bytes;
use contract::message::{
    AuditAction, Cursor, ListOrders, OrderAnswer, OrderDetail, OrderItem, OrdersListed, OrdersWhich,
};
use credential::{AppName, InstanceName, InvitationId, Permission};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{
    AuditObject, OrderAnswered, OrderFilter, OrderStore as _, ResponseStore as _, StoredOrder,
};

use super::kept::{Kept, item};
use super::setup::{Setup, Setups};
use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::{alerts, personal, responses};

/// How many are listed, if it is not said.
const USUAL: u32 = 50;

/// An app's instance.
type Place<'a> = (&'a AppName, &'a InstanceName);

fn rejected(name: &'static str, reason: &'static str) -> Problem {
    Problem::new(Kind::ParameterRejected).with_invalid(name, reason)
}

async fn setup(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
) -> Result<Rc<Setup>, Problem> {
    let found = Setups::default().find(context, &acting.tenant, place).await?;
    found.ok_or_else(|| Problem::new(Kind::NotFound))
}

/// What is told of an answer, where it may be.
pub(crate) fn told<'a>(
    acting: &Acting,
    setup: &Setup,
    stored: &'a StoredOrder,
) -> Option<&'a OrderAnswered> {
    let may = |answer: &&OrderAnswered| {
        acting.grants.allows(Permission::ReadResponses, Some(&answer.survey))
    };
    stored.answer.as_ref().filter(|_| setup.policy.link_answers).filter(may)
}

/// What it is about is told to whoever may see invitations; to others, of what is linked to an answer alone: when which
/// invitation comes to be answered says more than those were told of whom nothing is linked.
async fn order(
    context: &Context<'_>,
    acting: &Acting,
    setup: &Setup,
    stored: &StoredOrder,
) -> Result<OrderItem, Problem> {
    let answer = told(acting, setup, stored).map(|answer| OrderAnswer {
        response: answer.response,
        at: answer.at,
        score: answer.score,
        alert: answer.alert,
    });
    let app = &setup.stored.app;
    let is_named = answer.is_some() || acting.grants.allow_in_app(Permission::ReadAsked, Some(app));
    let kept = if is_named { Kept::of(context, &stored.asked).await? } else { None };
    Ok(OrderItem { asked: item(&stored.asked, kept.as_ref()), answer })
}

/// An instance's invitations with their answers, the newest first.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ListOrders { which, cursor, limit } = serde_json::from_slice(body).map_err(unreadable)?;
    let limit = limit.unwrap_or(USUAL);
    if !(1..=ListOrders::MOST).contains(&limit) {
        return Err(rejected("limit", "1 to 200 are listed at once"));
    }
    let before = cursor.map(|cursor| cursor.key().parse::<u64>()).transpose();
    let before = before.map_err(|_| rejected("cursor", "not one that this listing gave"))?;
    let setup = setup(context, acting, (app, instance)).await?;
    let object = AuditObject::Instance(app.clone(), instance.clone());
    tell(context, acting.does(context, AuditAction::ListOrders, object)).await?;
    let linked = setup.policy.link_answers;
    // Which of them staff are alerted to is told by none where nothing is linked.
    if which == OrdersWhich::Open && !linked {
        return Ok(json(&OrdersListed { items: Vec::new(), next: None, linked }));
    }
    let filter = OrderFilter { app, instance, which, before, limit };
    let stored = context.store.list_orders(&acting.tenant, filter).await.map_err(store_failed)?;
    let full = u32::try_from(stored.len()).is_ok_and(|count| count == limit);
    let last = stored.last().filter(|_| full);
    let next = last.map(|last| Cursor::after(&last.asked.sequence.to_string()));
    let mut items = Vec::with_capacity(stored.len());
    for stored in &stored {
        items.push(order(context, acting, &setup, stored).await?);
    }
    Ok(json(&OrdersListed { items, next, linked }))
}

/// One invitation, with what was answered.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
    id: &InvitationId,
) -> Result<Response<Bytes>, Problem> {
    let found = context.store.find_order(id).await.map_err(store_failed)?;
    let own = |one: &StoredOrder| {
        (&one.asked.tenant, &one.asked.app, &one.asked.instance) == (&acting.tenant, app, instance)
    };
    let stored = found.filter(own).ok_or(Kind::NotFound)?;
    let setup = setup(context, acting, (app, instance)).await?;
    let object = AuditObject::Invitation(id.clone());
    tell(context, acting.does(context, AuditAction::ReadOrder, object)).await?;
    let order = order(context, acting, &setup, &stored).await?;
    let linked = setup.policy.link_answers;
    let Some(OrderAnswered { survey, response, .. }) = told(acting, &setup, &stored) else {
        let (survey, response, alerts) = (None, None, Vec::new());
        return Ok(json(&OrderDetail { order, linked, survey, response, alerts }));
    };
    let raised = context.store.alerts_of(survey, *response).await.map_err(store_failed)?;
    let alerts = alerts::items(context, acting, (app, instance), &raised).await?;
    let found = context.store.read_response(&acting.tenant, survey, *response).await;
    let response = match found.map_err(store_failed)? {
        Some(found) => Some(responses::item(personal::answers(context, survey, found).await?)?),
        None => None,
    };
    Ok(json(&OrderDetail { order, linked, survey: Some(survey.clone()), response, alerts }))
}
