//! People and invitations in memory.

use contract::Moment;
use contract::message::{InvitationItem, Limit, PersonItem};
use credential::{Grant, Grants, InvitationId, Role, Scope, TenantId, UserId};
use store::{
    Changer, Invited, Joined, MAX_INVITATIONS, MAX_INVITATIONS_A_DAY, NewInvitation, NewMail,
    NewPassword, NewUser, OpenInvitation, PeopleStore, PersonChanged, StoreError,
};

use super::{MemoryStore, State};

const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// An invitation, and whether it is over.
pub(super) struct KeptInvitation {
    tenant: TenantId,
    item: InvitationItem,
    is_ended: bool,
}

impl KeptInvitation {
    fn is_open(&self, now: Moment) -> bool {
        !self.is_ended && self.item.expires_at > now.seconds()
    }
}

fn makes_owner(grants: &Grants) -> bool {
    grants.as_slice().contains(&Grant { role: Role::Owner, scope: Scope::Tenant })
}

impl State {
    /// Whether somebody may be changed so that they are an owner no more who can sign in.
    fn may_lose(
        &self,
        (tenant, user): (&TenantId, &UserId),
        by: Changer,
    ) -> Result<(), PersonChanged> {
        let own = |there: &&(NewUser, u32)| there.0.tenant == *tenant;
        let owner = self.is_owner((tenant, user)).ok_or(PersonChanged::NotFound)?;
        if owner && by == Changer::Other {
            return Err(PersonChanged::OwnersOnly);
        }
        let left = self.users.iter().filter(own).any(|(there, _)| {
            there.user != *user
                && makes_owner(&there.grants)
                && !self.suspended.contains_key(&there.user)
        });
        let counts = owner && !self.suspended.contains_key(user);
        if counts && !left { Err(PersonChanged::LastOwner) } else { Ok(()) }
    }

    fn is_owner(&self, (tenant, user): (&TenantId, &UserId)) -> Option<bool> {
        let found = self.users.iter().find(|(there, _)| there.user == *user);
        let found = found.filter(|(there, _)| there.tenant == *tenant);
        found.map(|(there, _)| makes_owner(&there.grants))
    }

    fn open(
        &mut self,
        (tenant, id): (&TenantId, &InvitationId),
        now: Moment,
    ) -> Option<&mut KeptInvitation> {
        let named = |kept: &&mut KeptInvitation| kept.tenant == *tenant && kept.item.id == *id;
        self.invitations.iter_mut().find(named).filter(|kept| kept.is_open(now))
    }

    fn access_ends(&mut self, user: &UserId, until: Option<Moment>) {
        match until {
            Some(until) => self.access_until.insert(user.clone(), until),
            None => self.access_until.remove(user),
        };
    }

    fn person(&self, user: &NewUser) -> PersonItem {
        let sign_ins = self.sign_ins.iter().filter(|(there, _)| *there == user.user);
        PersonItem {
            user: user.user.clone(),
            email: user.email.clone(),
            grants: user.grants.clone(),
            since: Moment::from_unix_millis(0),
            signed_in_at: sign_ins.map(|(_, sign_in)| sign_in.at).max(),
            has_factor: self.factors.contains_key(&user.user)
                || self.passkeys.iter().any(|kept| kept.user == user.user),
            suspended_at: self.suspended.get(&user.user).copied(),
            until: self.access_until.get(&user.user).copied(),
        }
    }
}

impl PeopleStore for MemoryStore {
    async fn list_people(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<PersonItem>, StoreError> {
        let state = self.state();
        let own = state.users.iter().filter(|(user, _)| user.tenant == *tenant);
        let mut people: Vec<_> = own.map(|(user, _)| state.person(user)).collect();
        people.sort_by(|one, other| one.user.as_str().cmp(other.user.as_str()));
        people.retain(|person| person.user.as_str() > after.unwrap_or_default());
        people.truncate(usize::from(limit.number()));
        Ok(people)
    }

    async fn set_grants(
        &self,
        who: (&TenantId, &UserId),
        (grants, until): (&Grants, Option<Moment>),
        by: Changer,
    ) -> Result<PersonChanged, StoreError> {
        let mut state = self.state();
        let Some(owner) = state.is_owner(who) else { return Ok(PersonChanged::NotFound) };
        let makes = makes_owner(grants);
        if by == Changer::Other && (owner || makes) {
            return Ok(PersonChanged::OwnersOnly);
        }
        if !makes && let Err(why) = state.may_lose(who, by) {
            return Ok(why);
        }
        if let Some((user, _)) = state.user(who.0, who.1) {
            user.grants = grants.clone();
        }
        state.access_ends(who.1, until);
        Ok(PersonChanged::Done)
    }

    async fn suspend(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
        now: Moment,
    ) -> Result<PersonChanged, StoreError> {
        let mut state = self.state();
        if let Err(why) = state.may_lose(who, by) {
            return Ok(why);
        }
        if !state.suspended.contains_key(who.1) {
            state.suspended.insert(who.1.clone(), now);
            if let Some((_, epoch)) = state.user(who.0, who.1) {
                *epoch += 1;
            }
        }
        Ok(PersonChanged::Done)
    }

    async fn restore(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
    ) -> Result<PersonChanged, StoreError> {
        let mut state = self.state();
        Ok(match (state.is_owner(who), by) {
            (None, _) => PersonChanged::NotFound,
            (Some(true), Changer::Other) => PersonChanged::OwnersOnly,
            (Some(_), Changer::Owner | Changer::Other) => {
                state.suspended.remove(who.1);
                PersonChanged::Done
            }
        })
    }

    async fn remove(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
    ) -> Result<PersonChanged, StoreError> {
        let mut state = self.state();
        if let Err(why) = state.may_lose(who, by) {
            return Ok(why);
        }
        let user = who.1;
        state.users.retain(|(there, _)| there.user != *user);
        state.factors.remove(user);
        state.recovery_codes.remove(user);
        state.suspended.remove(user);
        state.access_until.remove(user);
        state.passkeys.retain(|kept| kept.user != *user);
        state.bound.retain(|bound| bound.user != *user);
        state.sign_ins.retain(|(there, _)| there != user);
        state.outbox.retain(|kept| kept.mail.user.as_ref() != Some(user));
        Ok(PersonChanged::Done)
    }

    async fn invite(
        &self,
        new: &NewInvitation,
        (mail, now): (&NewMail, Moment),
    ) -> Result<Invited, StoreError> {
        let mut state = self.state();
        let ours = |user: &NewUser| user.tenant == new.tenant && user.email == new.email;
        if state.users.iter().any(|(user, _)| ours(user)) {
            return Ok(Invited::Already);
        }
        let day_ago = now.unix_millis().saturating_sub(DAY_MILLIS);
        let own = state.invitations.iter().filter(|kept| kept.tenant == new.tenant);
        let others = own.clone().filter(|kept| kept.is_open(now) && kept.item.email != new.email);
        let today = own.filter(|kept| kept.item.made_at.unix_millis() > day_ago).count();
        let most = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        if others.count() >= most(MAX_INVITATIONS) || today >= most(MAX_INVITATIONS_A_DAY) {
            return Ok(Invited::TooMany);
        }
        for kept in &mut state.invitations {
            kept.is_ended |= kept.tenant == new.tenant && kept.item.email == new.email;
        }
        state.invitations.push(KeptInvitation {
            tenant: new.tenant.clone(),
            item: InvitationItem {
                id: new.id.clone(),
                email: new.email.clone(),
                grants: new.grants.clone(),
                invited_by: new.invited_by.clone(),
                made_at: now,
                expires_at: new.expires_at,
                until: new.until,
            },
            is_ended: false,
        });
        state.put_mail(mail, now);
        Ok(Invited::Now)
    }

    async fn list_invitations(
        &self,
        tenant: &TenantId,
        now: Moment,
    ) -> Result<Vec<InvitationItem>, StoreError> {
        let state = self.state();
        let own = state.invitations.iter().rev().filter(|kept| kept.tenant == *tenant);
        Ok(own.filter(|kept| kept.is_open(now)).map(|kept| kept.item.clone()).collect())
    }

    async fn withdraw_invitation(
        &self,
        tenant: &TenantId,
        id: &InvitationId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        Ok(state.open((tenant, id), now).map(|kept| kept.is_ended = true).is_some())
    }

    async fn find_invitation(
        &self,
        tenant: &TenantId,
        id: &InvitationId,
        now: Moment,
    ) -> Result<Option<OpenInvitation>, StoreError> {
        let mut state = self.state();
        let organisation = state.tenants.get(tenant).map(|(name, _)| name.clone());
        let email = state.open((tenant, id), now).map(|kept| kept.item.email.clone());
        Ok(email
            .zip(organisation)
            .map(|(email, organisation)| OpenInvitation { email, organisation }))
    }

    async fn join(
        &self,
        (tenant, id): (&TenantId, &InvitationId),
        user: &UserId,
        password: &NewPassword,
        now: Moment,
    ) -> Result<Joined, StoreError> {
        let mut state = self.state();
        let Some(kept) = state.open((tenant, id), now) else { return Ok(Joined::NotOpen) };
        let InvitationItem { email, grants, until, .. } = kept.item.clone();
        if state.users.iter().any(|(there, _)| there.email == email) {
            return Ok(Joined::HasAccount);
        }
        if let Some(kept) = state.open((tenant, id), now) {
            kept.is_ended = true;
        }
        let made = NewUser {
            user: user.clone(),
            tenant: tenant.clone(),
            email,
            parameters: password.parameters.clone(),
            verifier: password.verifier.clone(),
            grants,
        };
        state.users.push((made, 1));
        state.access_ends(user, until);
        Ok(Joined::Now)
    }
}
