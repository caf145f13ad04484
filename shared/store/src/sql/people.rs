//! People and invitations over SQL.

use contract::Moment;
use contract::message::{InvitationItem, Limit, PersonItem};
use credential::{Grant, Grants, InvitationId, Role, Scope, TenantId, UnixSeconds, UserId};

use super::End;
use super::account::{grants, printed};
use super::row::Row;
use crate::{
    Changer, Invited, Joined, MAX_INVITATIONS, MAX_INVITATIONS_A_DAY, NewInvitation, NewMail,
    NewPassword, OpenInvitation, PeopleStore, PersonChanged, SqlConnection, SqlStore, SqlValue,
    StoreError,
};

const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;

const LIST: &str = "SELECT users.id, users.email, users.grants, users.created_at, \
     (SELECT max(at) FROM sign_ins WHERE sign_ins.user = users.id), \
     EXISTS (SELECT 1 FROM second_factors WHERE second_factors.user = users.id) \
     OR EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user = users.id), users.suspended_at, users.access_until \
     FROM users WHERE users.tenant = ?1 AND users.id > ?2 ORDER BY users.id LIMIT ?3";

/// Whether whoever changes somebody may (`?3`: an owner does), and whether another owner is left.
macro_rules! may {
    () => {
        "WHERE id = ?1 AND tenant = ?2 AND (?3 = 1 OR is_owner = 0) "
    };
}

macro_rules! another_owner {
    () => {
        "EXISTS (SELECT 1 FROM users AS others WHERE others.tenant = ?2 AND others.id <> ?1 \
         AND others.is_owner = 1 AND others.suspended_at IS NULL) "
    };
}

/// These statements decide whether the last owner would be lost: two that go at the same time are one
/// after the other.
const SET_GRANTS: &str = concat!(
    "UPDATE users SET grants = ?4, is_owner = ?5, access_until = ?6 ",
    may!(),
    "AND (?3 = 1 OR ?5 = 0) AND (?5 = 1 OR is_owner = 0 OR suspended_at IS NOT NULL OR ",
    another_owner!(),
    ") RETURNING 1",
);

const SUSPEND: &str = concat!(
    "UPDATE users SET suspended_at = ?4, epoch = epoch + 1 ",
    may!(),
    "AND suspended_at IS NULL AND (is_owner = 0 OR ",
    another_owner!(),
    ") RETURNING 1",
);

const RESTORE: &str = concat!("UPDATE users SET suspended_at = NULL ", may!(), "RETURNING 1");

const REMOVE: &str = concat!(
    "DELETE FROM users ",
    may!(),
    "AND (is_owner = 0 OR suspended_at IS NOT NULL OR ",
    another_owner!(),
    ") RETURNING 1",
);

/// What is a user's own, and goes with them.
const OWN: [&str; 6] = [
    "DELETE FROM identity_bindings WHERE user = ?1",
    "DELETE FROM sign_ins WHERE user = ?1",
    "DELETE FROM recovery_codes WHERE user = ?1",
    "DELETE FROM second_factors WHERE user = ?1",
    "DELETE FROM passkeys WHERE user = ?1",
    "DELETE FROM outbox WHERE user = ?1",
];

const EXPLAIN: &str = "SELECT is_owner, suspended_at IS NOT NULL FROM users \
     WHERE id = ?1 AND tenant = ?2";

const IS_OURS: &str = "SELECT 1 FROM users WHERE email = ?1 AND tenant = ?2";

const END_EARLIER: &str = "UPDATE join_invitations SET ended_at = ?3 \
     WHERE tenant = ?1 AND email = ?2 AND ended_at IS NULL";

const FORGET: &str = "DELETE FROM join_invitations WHERE made_at < ?1 AND \
     (ended_at IS NOT NULL OR expires_at <= ?2)";

/// This one statement decides whether there is room for one more.
const INVITE: &str = "INSERT INTO join_invitations \
     (id, tenant, email, grants, invited_by, made_at, expires_at, access_until) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?12 \
     WHERE (SELECT count(*) FROM join_invitations WHERE tenant = ?2 AND ended_at IS NULL \
     AND expires_at > ?8) < ?9 \
     AND (SELECT count(*) FROM join_invitations WHERE tenant = ?2 AND made_at > ?10) < ?11 \
     RETURNING 1";

const LIST_INVITATIONS: &str = "SELECT id, email, grants, invited_by, made_at, expires_at, access_until \
     FROM join_invitations WHERE tenant = ?1 AND ended_at IS NULL AND expires_at > ?2 \
     ORDER BY made_at DESC, id LIMIT ?3";

const END_INVITATION: &str = "UPDATE join_invitations SET ended_at = ?3 \
     WHERE id = ?1 AND tenant = ?2 AND ended_at IS NULL AND expires_at > ?4 \
     RETURNING email, grants, access_until";

const FIND_INVITATION: &str = "SELECT join_invitations.email, tenants.name FROM join_invitations \
     JOIN tenants ON tenants.id = join_invitations.tenant \
     WHERE join_invitations.id = ?1 AND join_invitations.tenant = ?2 \
     AND join_invitations.ended_at IS NULL AND join_invitations.expires_at > ?3";

const JOIN: &str = "INSERT INTO users (id, tenant, email, salt, memory_kib, passes, lanes, verifier, \
     epoch, grants, is_owner, created_at, access_until) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11, ?12) \
     ON CONFLICT (email) DO NOTHING RETURNING 1";

/// Whether grants make an owner of a tenant.
pub(super) fn is_owner(grants: &Grants) -> bool {
    grants.as_slice().contains(&Grant { role: Role::Owner, scope: Scope::Tenant })
}

const fn is_by_owner(by: Changer) -> bool {
    match by {
        Changer::Owner => true,
        Changer::Other => false,
    }
}

fn person(row: &mut Row) -> Result<PersonItem, StoreError> {
    Ok(PersonItem {
        user: row.parsed()?,
        email: row.parsed()?,
        grants: grants(row)?,
        since: row.moment()?,
        signed_in_at: row.maybe_moment()?,
        has_factor: row.flag()?,
        suspended_at: row.maybe_moment()?,
        until: row.maybe_moment()?,
    })
}

fn invitation(row: &mut Row) -> Result<InvitationItem, StoreError> {
    Ok(InvitationItem {
        id: row.parsed()?,
        email: row.parsed()?,
        grants: grants(row)?,
        invited_by: row.parsed()?,
        made_at: row.moment()?,
        expires_at: UnixSeconds::new(row.number()?),
        until: row.maybe_moment()?,
    })
}

fn named((tenant, user): (&TenantId, &UserId), by: Changer) -> Vec<SqlValue> {
    vec![user.as_str().into(), tenant.as_str().into(), is_by_owner(by).into()]
}

impl<C: SqlConnection> SqlStore<C> {
    /// Why somebody's account was not changed; `done` if it was so before.
    async fn explain_person(
        &self,
        (tenant, user): (&TenantId, &UserId),
        (by, makes_owner): (Changer, bool),
        was_so: impl FnOnce(bool) -> bool,
    ) -> Result<PersonChanged, StoreError> {
        let names = vec![user.as_str().into(), tenant.as_str().into()];
        let Some(mut row) = self.first(EXPLAIN, names).await? else {
            return Ok(PersonChanged::NotFound);
        };
        let (owner, suspended) = (row.flag()?, row.flag()?);
        let owners_only = by == Changer::Other && (owner || makes_owner);
        Ok(if owners_only {
            PersonChanged::OwnersOnly
        } else if was_so(suspended) {
            PersonChanged::Done
        } else {
            PersonChanged::LastOwner
        })
    }
}

impl<C: SqlConnection> PeopleStore for SqlStore<C> {
    async fn list_people(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<PersonItem>, StoreError> {
        let stretch = vec![
            tenant.as_str().into(),
            after.unwrap_or_default().into(),
            u32::from(limit.number()).into(),
        ];
        let rows = self.rows(LIST, stretch).await?;
        rows.into_iter().map(|mut row| person(&mut row)).collect()
    }

    async fn set_grants(
        &self,
        who: (&TenantId, &UserId),
        (grants, until): (&Grants, Option<Moment>),
        by: Changer,
    ) -> Result<PersonChanged, StoreError> {
        let owner = is_owner(grants);
        let mut parameters = named(who, by);
        parameters.extend([printed(grants)?.as_str().into(), owner.into(), maybe(until)]);
        if self.first(SET_GRANTS, parameters).await?.is_some() {
            return Ok(PersonChanged::Done);
        }
        self.explain_person(who, (by, owner), |_| false).await
    }

    async fn suspend(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
        now: Moment,
    ) -> Result<PersonChanged, StoreError> {
        let mut parameters = named(who, by);
        parameters.push(now.into());
        if self.first(SUSPEND, parameters).await?.is_some() {
            return Ok(PersonChanged::Done);
        }
        self.explain_person(who, (by, false), |suspended| suspended).await
    }

    async fn restore(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
    ) -> Result<PersonChanged, StoreError> {
        if self.first(RESTORE, named(who, by)).await?.is_some() {
            return Ok(PersonChanged::Done);
        }
        self.explain_person(who, (by, false), |suspended| !suspended).await
    }

    async fn remove(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
    ) -> Result<PersonChanged, StoreError> {
        let removed = self.transaction(async || {
            for statement in OWN {
                self.rows(statement, vec![who.1.as_str().into()]).await?;
            }
            let removed = self.first(REMOVE, named(who, by)).await?.is_some();
            Ok(if removed { End::Commit(true) } else { End::RollBack(false) })
        });
        if removed.await? {
            return Ok(PersonChanged::Done);
        }
        self.explain_person(who, (by, false), |_| false).await
    }

    async fn invite(
        &self,
        new: &NewInvitation,
        (mail, now): (&NewMail, Moment),
    ) -> Result<Invited, StoreError> {
        let (tenant, email) = (new.tenant.as_str(), new.email.as_str());
        let day_ago = now.unix_millis().saturating_sub(DAY_MILLIS);
        let seconds = now.seconds().get();
        let parameters = vec![
            new.id.as_str().into(),
            tenant.into(),
            email.into(),
            printed(&new.grants)?.as_str().into(),
            new.invited_by.as_str().into(),
            now.into(),
            new.expires_at.get().into(),
            seconds.into(),
            MAX_INVITATIONS.into(),
            day_ago.into(),
            MAX_INVITATIONS_A_DAY.into(),
            maybe(new.until),
        ];
        self.transaction(async || {
            if self.first(IS_OURS, vec![email.into(), tenant.into()]).await?.is_some() {
                return Ok(End::RollBack(Invited::Already));
            }
            self.rows(FORGET, vec![day_ago.into(), seconds.into()]).await?;
            self.rows(END_EARLIER, vec![tenant.into(), email.into(), now.into()]).await?;
            if self.first(INVITE, parameters).await?.is_none() {
                return Ok(End::RollBack(Invited::TooMany));
            }
            self.write_mail(mail, now).await?;
            Ok(End::Commit(Invited::Now))
        })
        .await
    }

    async fn list_invitations(
        &self,
        tenant: &TenantId,
        now: Moment,
    ) -> Result<Vec<InvitationItem>, StoreError> {
        let parameters =
            vec![tenant.as_str().into(), now.seconds().get().into(), MAX_INVITATIONS.into()];
        let rows = self.rows(LIST_INVITATIONS, parameters).await?;
        rows.into_iter().map(|mut row| invitation(&mut row)).collect()
    }

    async fn withdraw_invitation(
        &self,
        tenant: &TenantId,
        id: &InvitationId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        Ok(self.first(END_INVITATION, ending(tenant, id, now)).await?.is_some())
    }

    async fn find_invitation(
        &self,
        tenant: &TenantId,
        id: &InvitationId,
        now: Moment,
    ) -> Result<Option<OpenInvitation>, StoreError> {
        let names = vec![id.as_str().into(), tenant.as_str().into(), now.seconds().get().into()];
        let row = self.first(FIND_INVITATION, names).await?;
        row.map(|mut row| Ok(OpenInvitation { email: row.parsed()?, organisation: row.text()? }))
            .transpose()
    }

    async fn join(
        &self,
        (tenant, id): (&TenantId, &InvitationId),
        user: &UserId,
        password: &NewPassword,
        now: Moment,
    ) -> Result<Joined, StoreError> {
        let NewPassword { parameters, verifier } = password;
        self.transaction(async || {
            let Some(mut row) = self.first(END_INVITATION, ending(tenant, id, now)).await? else {
                return Ok(End::RollBack(Joined::NotOpen));
            };
            let (email, given) = (row.text()?, grants(&mut row)?);
            let until = row.maybe_moment()?;
            let account = vec![
                user.as_str().into(),
                tenant.as_str().into(),
                email.as_str().into(),
                parameters.salt.expose().as_slice().into(),
                parameters.memory_kib.into(),
                parameters.passes.into(),
                parameters.lanes.into(),
                verifier.expose().as_slice().into(),
                printed(&given)?.as_str().into(),
                is_owner(&given).into(),
                now.into(),
                maybe(until),
            ];
            let made = self.first(JOIN, account).await?.is_some();
            Ok(if made { End::Commit(Joined::Now) } else { End::RollBack(Joined::HasAccount) })
        })
        .await
    }
}

fn maybe(at: Option<Moment>) -> SqlValue {
    at.map_or(SqlValue::Null, SqlValue::from)
}

fn ending(tenant: &TenantId, id: &InvitationId, now: Moment) -> Vec<SqlValue> {
    vec![id.as_str().into(), tenant.as_str().into(), now.into(), now.seconds().get().into()]
}
