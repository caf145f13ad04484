//! A tenant's people: who they are, what they may do, who is invited.

use bytes::Bytes;
use contract::Moment;
use contract::message::{
    AuditAction, Cursor, InvitationItem, Invitations, InvitePerson, Listing, MOST_ACCESS_DAYS,
    MOST_SUPPORT_DAYS, Mail, MailText, SetGrants, Stretch,
};
use credential::{Grant, Grants, InvitationId, JoinClaims, Role, Scope, UserId};
use host::{json, with_status};
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use store::{
    AccountStore as _, AuditActor, AuditObject, Changer, Invited, MAX_INVITATIONS, MailKind,
    NewInvitation, PeopleStore as _, PersonChanged,
};

use crate::audit::{Acting, tell, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::outbox::{self, Written};
use crate::second_factor::random;

/// How long an invitation is open, in seconds.
const WORTH_SECONDS: u64 = 7 * 24 * 60 * 60;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The tenant's people, by name.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let after = cursor.as_ref().map(Cursor::key);
    let people = context.store.list_people(&acting.tenant, limit, after).await;
    let items = people.map_err(store_failed)?;
    let full = items.len() == usize::from(limit.number());
    let next = items.last().filter(|_| full).map(|last| Cursor::after(last.user.as_str()));
    tell_list(context, acting).await?;
    Ok(json(&Listing { items, next }))
}

async fn tell_list(context: &Context<'_>, acting: &Acting) -> Result<(), Problem> {
    let object = AuditObject::Tenant(acting.tenant.clone());
    tell(context, acting.does(context, AuditAction::ListPeople, object)).await
}

/// What a change of somebody's account is.
#[derive(Clone, Copy)]
pub(crate) enum Change {
    Suspend,
    Restore,
    Remove,
}

impl Change {
    const fn action(self) -> AuditAction {
        match self {
            Self::Suspend => AuditAction::SuspendPerson,
            Self::Restore => AuditAction::RestorePerson,
            Self::Remove => AuditAction::RemovePerson,
        }
    }
}

/// Changes somebody's account; nobody's own.
pub(crate) async fn change(
    context: &Context<'_>,
    acting: &Acting,
    user: &UserId,
    change: Change,
) -> Result<Response<Bytes>, Problem> {
    let by = changer(acting, user)?;
    let who = (&acting.tenant, user);
    let changing = async {
        match change {
            Change::Suspend => context.store.suspend(who, by, context.now).await,
            Change::Restore => context.store.restore(who, by).await,
            Change::Remove => context.store.remove(who, by).await,
        }
    };
    let note = acting.does_to(context, change.action(), user);
    let changed = told(context, note, changing, |done| *done == PersonChanged::Done).await?;
    answer(changed)
}

/// Says what somebody may do from now on: nothing that whoever says it may not do.
pub(crate) async fn set_grants(
    context: &Context<'_>,
    acting: &Acting,
    user: &UserId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let SetGrants { grants, until } = serde_json::from_slice(body).map_err(unreadable)?;
    within(&grants, acting)?;
    ends(context, &grants, until)?;
    let by = changer(acting, user)?;
    let setting = context.store.set_grants((&acting.tenant, user), (&grants, until), by);
    let note = acting.does_to(context, AuditAction::SetGrants, user);
    answer(told(context, note, setting, |done| *done == PersonChanged::Done).await?)
}

/// Nobody shuts themselves out, or lets themselves in further.
fn changer(acting: &Acting, user: &UserId) -> Result<Changer, Problem> {
    if acting.actor == AuditActor::User(user.clone()) {
        return Err(Problem::new(Kind::NotPermitted)
            .with_detail("Somebody else has to change one's own account."));
    }
    let owner = Grant { role: Role::Owner, scope: Scope::Tenant };
    let is_owner = acting.grants.as_slice().contains(&owner);
    Ok(if is_owner { Changer::Owner } else { Changer::Other })
}

fn within(grants: &Grants, acting: &Acting) -> Result<(), Problem> {
    if grants.are_within(&acting.grants) {
        Ok(())
    } else {
        Err(Problem::new(Kind::NotPermitted).with_detail("Nobody gives more than they have."))
    }
}

/// Whether access may end when it is to: an owner's does not, and support's does soon.
fn ends(context: &Context<'_>, grants: &Grants, until: Option<Moment>) -> Result<(), Problem> {
    let wrong = |reason| Err(Problem::new(Kind::ParameterRejected).with_invalid("until", reason));
    let has = |role| grants.as_slice().iter().any(|grant| grant.role == role);
    let days = |days: u32| context.now.moved_by_seconds(i64::from(days) * DAY_SECONDS);
    let (most, supports) = (days(MOST_ACCESS_DAYS), days(MOST_SUPPORT_DAYS));
    match until {
        None if has(Role::Support) => wrong("support is let in for a time"),
        Some(_) if has(Role::Owner) => wrong("an owner's access does not end by itself"),
        Some(until) if until <= context.now => wrong("this moment is over"),
        Some(until) if has(Role::Support) && until > supports => {
            wrong("support is let in for 30 days at most")
        }
        Some(until) if until > most => wrong("this is more than a year away"),
        None | Some(_) => Ok(()),
    }
}

fn answer(changed: PersonChanged) -> Result<Response<Bytes>, Problem> {
    match changed {
        PersonChanged::Done => Ok(json(&serde_json::json!({}))),
        PersonChanged::NotFound => Err(Problem::new(Kind::NotFound)),
        PersonChanged::OwnersOnly => Err(Problem::new(Kind::NotPermitted)
            .with_detail("Only an owner makes owners, and changes theirs.")),
        PersonChanged::LastOwner => Err(Problem::new(Kind::LastOwner)),
    }
}

/// Invites somebody by mail.
pub(crate) async fn invite(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let InvitePerson { email, grants, language, until } =
        serde_json::from_slice(body).map_err(unreadable)?;
    within(&grants, acting)?;
    ends(context, &grants, until)?;
    let AuditActor::User(user) = &acting.actor else { return Err(Problem::new(Kind::Internal)) };
    let login = context.store.find_user(&acting.tenant, user).await.map_err(store_failed)?;
    let login = login.ok_or(Kind::CredentialRefused)?;
    let id: InvitationId = fresh(context)?.parse().map_err(|_| Kind::Internal)?;
    let expires_at = context.now.seconds().saturating_add_seconds(WORTH_SECONDS);
    let claims = JoinClaims {
        jti: id.clone(),
        ten: acting.tenant.clone(),
        zone: context.settings.zone.clone(),
        exp: expires_at,
    };
    let token = context.settings.join_keys.sign(&claims).map_err(|_| Kind::Internal)?;
    let text = MailText::Invitation { token, organisation: login.organisation.clone() };
    let seconds = i64::try_from(WORTH_SECONDS).unwrap_or(i64::MAX);
    let written = Written { kind: MailKind::Invitation, quiet_ms: 0, seconds };
    let mail = Mail { to: email.clone(), language, text };
    let mail = outbox::new_mail(context, Some(&login), &mail, written)?;
    let new = NewInvitation {
        id: id.clone(),
        tenant: acting.tenant.clone(),
        email: email.clone(),
        grants: grants.clone(),
        invited_by: user.clone(),
        expires_at,
        until,
    };
    let object = AuditObject::Tenant(acting.tenant.clone());
    let note = acting.does(context, AuditAction::InvitePerson, object);
    let inviting = context.store.invite(&new, (&mail, context.now));
    match told(context, note, inviting, |done| *done == Invited::Now).await? {
        Invited::Now => {
            let (made_at, invited_by) = (context.now, user.clone());
            let item = InvitationItem { id, email, grants, invited_by, made_at, expires_at, until };
            Ok(with_status(json(&item), StatusCode::CREATED))
        }
        Invited::Already => Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("email", "this is one of your people already")),
        Invited::TooMany => Err(Problem::new(Kind::ParameterRejected).with_detail(format!(
            "There are {MAX_INVITATIONS} invitations, or too many were sent today."
        ))),
    }
}

/// The open invitations, the newest first.
pub(crate) async fn invitations(
    context: &Context<'_>,
    acting: &Acting,
) -> Result<Response<Bytes>, Problem> {
    let items = context.store.list_invitations(&acting.tenant, context.now).await;
    let items = items.map_err(store_failed)?;
    tell_list(context, acting).await?;
    Ok(json(&Invitations { items }))
}

/// Takes an invitation back.
pub(crate) async fn withdraw(
    context: &Context<'_>,
    acting: &Acting,
    invitation: &InvitationId,
) -> Result<Response<Bytes>, Problem> {
    let object = AuditObject::Tenant(acting.tenant.clone());
    let note = acting.does(context, AuditAction::WithdrawInvitation, object);
    let withdrawing = context.store.withdraw_invitation(&acting.tenant, invitation, context.now);
    let done = told(context, note, withdrawing, |done| *done).await?;
    done.then(|| json(&serde_json::json!({}))).ok_or_else(|| Problem::new(Kind::NotFound))
}

/// A name that nothing has: 128 random bits.
pub(crate) fn fresh(context: &Context<'_>) -> Result<String, Problem> {
    Ok(format!("{:032x}", u128::from_be_bytes(random::<16>(context)?)))
}
