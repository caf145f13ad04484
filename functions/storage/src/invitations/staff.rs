//! What staff see of invitations, and do with them.

use bytes::Bytes;
use contract::message::{
    ActOnAsked, AskedAct, AskedActed, AskedDetail, AuditAction, Cursor, ListAsked, Listing,
    Recipient,
};
use credential::{AppName, InstanceName, InvitationId};
use host::json;
use http::Response;
use invite::Input;
use problem::{Kind, Problem};
use store::{
    AppStore as _, AskedFilter, AuditObject, ContactStore as _, InvitationStore as _, StoredAsked,
};

use super::events::{contact_keys, event_hash};
use super::kept::{Kept, item};
use super::person::Person;
use super::setup::Setups;
use super::time::moment;
use super::whole::whole;
use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::secrets;

/// How many invitations are listed, if it is not said.
const USUAL: u32 = 50;

/// An app's instance.
type Place<'a> = (&'a AppName, &'a InstanceName);

/// An instance's invitations, the newest first.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let asked: ListAsked = serde_json::from_slice(body).map_err(unreadable)?;
    let limit = asked.limit.unwrap_or(USUAL);
    let rejected = |name: &'static str, reason: &'static str| {
        Problem::new(Kind::ParameterRejected).with_invalid(name, reason)
    };
    if !(1..=ListAsked::MOST).contains(&limit) {
        return Err(rejected("limit", "1 to 200 are listed at once"));
    }
    let before = asked.cursor.map(|cursor| cursor.key().parse::<u64>()).transpose();
    let before = before.map_err(|_| rejected("cursor", "not one that this listing gave"))?;
    let tenant = &acting.tenant;
    let there = context.store.read_instance(tenant, app, instance).await.map_err(store_failed)?;
    there.ok_or(Kind::NotFound)?;
    let secrets = secrets(context, tenant).await?;
    let object = AuditObject::Instance(app.clone(), instance.clone());
    tell(context, acting.does(context, AuditAction::ListAsked, object)).await?;
    let recipient = Recipient { name: None, email: asked.email, phone: asked.phone };
    let mut contact = None;
    if recipient.email.is_some() || recipient.phone.is_some() {
        let keys = contact_keys(&secrets, &recipient);
        // Of more than one, whoever came first.
        let holders = context.store.holders(tenant, keys).await.map_err(store_failed)?;
        let Some(found) = holders.first() else {
            return Ok(json(&Listing::<contract::message::AskedItem> {
                items: vec![],
                next: None,
            }));
        };
        contact = Some(found.id);
    }
    let event = asked.key.as_ref().map(|key| event_hash(&secrets, (app, instance), key));
    let filter = AskedFilter { app, instance, state: asked.state, event, contact, before, limit };
    let stored = context.store.list_asked(tenant, filter).await.map_err(store_failed)?;
    let full = u32::try_from(stored.len()).is_ok_and(|count| count == limit);
    let last = stored.last().filter(|_| full);
    let next = last.map(|last| Cursor::after(&last.sequence.to_string()));
    let mut items = Vec::with_capacity(stored.len());
    for stored in &stored {
        items.push(item(stored, Kept::of(context, stored).await?.as_ref()));
    }
    Ok(json(&Listing { items, next }))
}

/// One of an instance's invitations.
async fn find(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
    id: &InvitationId,
) -> Result<StoredAsked, Problem> {
    let found = context.store.find_asked(id).await.map_err(store_failed)?;
    let own = |one: &StoredAsked| {
        (&one.tenant, &one.app, &one.instance) == (&acting.tenant, app, instance)
    };
    found.filter(own).ok_or_else(|| Problem::new(Kind::NotFound))
}

/// One invitation, with its history and whom it is for.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    id: &InvitationId,
) -> Result<Response<Bytes>, Problem> {
    let stored = find(context, acting, place, id).await?;
    let object = AuditObject::Invitation(id.clone());
    tell(context, acting.does(context, AuditAction::ReadAsked, object)).await?;
    let kept = Kept::of(context, &stored).await?;
    let item = item(&stored, kept.as_ref());
    let link_ends = kept.as_ref().and_then(|kept| kept.invitation.link_ends()).map(moment);
    let (recipient, history) =
        kept.map_or_else(Default::default, |kept| (Some(kept.recipient), kept.history));
    Ok(json(&AskedDetail { item, recipient, history, link_ends }))
}

/// Sends an invitation at once or again, or cancels it.
pub(crate) async fn act(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    id: &InvitationId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ActOnAsked { act } = serde_json::from_slice(body).map_err(unreadable)?;
    let input = match act {
        AskedAct::SendNow => Input::SendNow,
        AskedAct::Resend => Input::Resend,
        AskedAct::Cancel => Input::Cancelled,
    };
    let acted = whole(context, async || {
        let stored = find(context, acting, place, id).await?;
        let Some(mut person) = Person::of(context, &stored).await? else {
            let why = Some(invite::Unchanged::Over);
            return Ok((AskedActed { why, item: item(&stored, None) }, None));
        };
        let why = person.tell(context, &mut Setups::default(), id, &input).await?;
        let now = person.stored(id).unwrap_or(stored);
        let item = item(&now, person.kept(id));
        let changed = why.is_none();
        if changed {
            person.keep(context).await?;
        }
        let object = AuditObject::Invitation(id.clone());
        let note = acting.does(context, AuditAction::ActOnAsked, object);
        Ok((AskedActed { why, item }, changed.then_some(note)))
    });
    Ok(json(&acted.await?))
}
