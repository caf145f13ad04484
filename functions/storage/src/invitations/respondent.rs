//! What people do who were written to: they open their link, or want no more messages.

use bytes::Bytes;
use contract::message::{
    AuditAction, InvitationOpened, OpenInvitation, OpenedState, OptOut, OptedOut,
};
use credential::{InvitationClaims, InvitationId, TenantId, UnixSeconds, UnsubscribeClaims};
use host::json;
use http::Response;
use invite::{Input, Mark, State};
use problem::{Kind, Problem};
use store::{AuditActor, AuditObject, InvitationStore as _, StoredAsked};

use super::kept::Kept;
use super::person::Person;
use super::setup::Setups;
use super::whole::whole;
use crate::audit::draft;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};

/// What a link says, if it is ours; that its time is up is the caller's to see.
pub(super) fn claims(context: &Context<'_>, token: &str) -> Result<InvitationClaims, Problem> {
    let ever = UnixSeconds::new(0);
    let claims = context.settings.invitation_keys.verify::<InvitationClaims>(token, ever);
    let ours = claims.ok().filter(|claims| claims.zone == context.settings.zone);
    ours.ok_or_else(|| Problem::new(Kind::InvitationRefused))
}

/// The invitation of a link.
pub(super) async fn asked(
    context: &Context<'_>,
    id: &credential::InvitationId,
) -> Result<StoredAsked, Problem> {
    let found = context.store.find_asked(id).await.map_err(store_failed)?;
    found.ok_or_else(|| Problem::new(Kind::InvitationRefused))
}

/// What an invitation leads to.
pub(crate) async fn open(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let OpenInvitation { token, clicked } = serde_json::from_slice(body).map_err(unreadable)?;
    let claims = claims(context, &token)?;
    let is_late = claims.exp <= context.now.seconds();
    let mut stored = asked(context, &claims.jti).await?;
    // Most links are followed more than once, and only the first time is written down.
    if clicked && !is_late && is_to_be_marked(context, &stored).await? {
        whole(context, async || Ok((click(context, &claims).await?, None))).await?;
        stored = asked(context, &claims.jti).await?;
    }
    let kept = Kept::of(context, &stored).await?;
    let state = opened(kept.as_ref(), is_late, context);
    // Nothing of anybody is told where nothing can be answered any more; a response that is sent again
    // is made of the same.
    let is_told =
        matches!(state, OpenedState::Open | OpenedState::OptedOut | OpenedState::Answered);
    let known = kept.as_ref().filter(|_| is_told).map(|kept| kept.known.clone());
    let linked = kept.as_ref().is_some_and(|kept| kept.invitation.is_linked());
    Ok(json(&InvitationOpened {
        state,
        language: kept.and_then(|kept| kept.event().language.clone()),
        known: known.unwrap_or_default(),
        test: stored.test,
        linked,
    }))
}

/// Whether it is not known yet that the link was followed.
async fn is_to_be_marked(context: &Context<'_>, stored: &StoredAsked) -> Result<bool, Problem> {
    let kept = Kept::of(context, stored).await?;
    Ok(kept.is_some_and(|kept| {
        let invitation = &kept.invitation;
        invitation.ended().is_none() && !invitation.marks().contains(&Mark::Clicked)
    }))
}

async fn click(context: &Context<'_>, claims: &InvitationClaims) -> Result<(), Problem> {
    let stored = asked(context, &claims.jti).await?;
    let Some(mut person) = Person::of(context, &stored).await? else { return Ok(()) };
    if person.tell(context, &mut Setups::default(), &stored.id, &Input::Clicked).await?.is_none() {
        person.keep(context).await?;
    }
    Ok(())
}

/// Whether an invitation takes an answer.
pub(super) fn opened(kept: Option<&Kept>, is_late: bool, context: &Context<'_>) -> OpenedState {
    let Some(kept) = kept else { return OpenedState::Erased };
    let takes = kept.invitation.takes_answer(super::time::timestamp(context.now)) && !is_late;
    match kept.invitation.state() {
        State::Answered => OpenedState::Answered,
        State::Cancelled => OpenedState::Cancelled,
        State::Erased => OpenedState::Erased,
        State::OptedOut | State::Complained if takes => OpenedState::OptedOut,
        State::Scheduled
        | State::Sending
        | State::Sent
        | State::Delivered
        | State::Opened
        | State::Clicked
        | State::Skipped
        | State::OptedOut
        | State::Complained
        | State::Bounced
        | State::Refused
        | State::Expired => {
            if takes {
                OpenedState::Open
            } else {
                OpenedState::Expired
            }
        }
    }
}

/// Sends somebody no more messages: all of their invitations are told so at once.
pub(crate) async fn opt_out(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let OptOut { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let keys = &context.settings.unsubscribe_keys;
    let claims = keys.verify::<UnsubscribeClaims>(&token, context.now.seconds());
    let claims = claims.ok().filter(|claims| claims.zone == context.settings.zone);
    let claims = claims.ok_or_else(|| Problem::new(Kind::InvitationRefused))?;
    Ok(json(&leave(context, &claims.jti, &claims.ten).await?))
}

/// Sends whoever an invitation of a tenant's is for no more messages.
pub(super) async fn leave(
    context: &Context<'_>,
    invitation: &InvitationId,
    tenant: &TenantId,
) -> Result<OptedOut, Problem> {
    whole(context, async || {
        let stored = asked(context, invitation).await?;
        if stored.tenant != *tenant {
            return Err(Problem::new(Kind::InvitationRefused));
        }
        let mut setups = Setups::default();
        let place = (&stored.app, &stored.instance);
        let setup = setups.find(context, &stored.tenant, place).await?;
        let setup = setup.ok_or_else(|| Problem::new(Kind::InvitationRefused))?;
        let organisation = setup.stored.organisation.clone();
        let Some(person) = Person::of(context, &stored).await? else {
            return Ok((OptedOut { organisation, language: None, changed: false }, None));
        };
        let kept = person.kept(&stored.id);
        let language = kept.and_then(|kept| kept.event().language.clone());
        let changed = tell_all(context, &mut setups, person, |_| Input::OptedOut).await?;
        let who = (Some(stored.tenant.clone()), AuditActor::Respondent);
        let object = AuditObject::Invitation(stored.id.clone());
        let note = draft(context, who, AuditAction::OptOut, object);
        Ok((OptedOut { organisation, language, changed }, changed.then_some(note)))
    })
    .await
}

/// Tells all of a person's invitations something, and keeps what comes of it. Says whether any has changed.
pub(super) async fn tell_all(
    context: &Context<'_>,
    setups: &mut Setups,
    mut person: Person,
    input: impl Fn(&credential::InvitationId) -> Input,
) -> Result<bool, Problem> {
    let mut changed = false;
    for id in person.names() {
        changed |= person.tell(context, setups, &id, &input(&id)).await?.is_none();
    }
    if changed {
        person.keep(context).await?;
    }
    Ok(changed)
}
