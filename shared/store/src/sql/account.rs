//! Accounts over SQL.

use contract::Moment;
use contract::message::{
    Agent, Email, FactorRule, Limit, PasswordParameters, Secret, SignIn, SignInWay, TenantItem,
};
use credential::{Grants, TenantId, UserId};

use crate::sql::End;
use crate::sql::people::is_owner;
use crate::sql::row::Row;
use crate::{
    AccountStore, Login, MAX_SIGN_INS, NewMail, NewPassword, NewUser, SqlConnection, SqlStore,
    SqlValue, Standing, StoreError, UserMade,
};

const PUT_TENANT: &str = "INSERT INTO tenants (id, name, second_factor_required, created_at) \
     VALUES (?1, ?2, COALESCE(?3, 0), ?4) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
     second_factor_required = COALESCE(?3, tenants.second_factor_required)";

const CREATE_USER: &str = "INSERT INTO users (id, tenant, email, salt, memory_kib, passes, lanes, \
     verifier, epoch, grants, created_at, is_owner) \
     SELECT ?1, tenants.id, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11 FROM tenants WHERE tenants.id = ?2 \
     ON CONFLICT (email) DO NOTHING RETURNING 1";

const FIND_LOGIN: &str = "SELECT users.id, users.tenant, users.epoch, users.grants, users.salt, \
     users.memory_kib, users.passes, users.lanes, users.verifier, users.email, tenants.name, \
     tenants.second_factor_required, users.suspended_at IS NOT NULL, users.access_until \
     FROM users JOIN tenants ON tenants.id = users.tenant WHERE users.email = ?1";

const FIND_USER: &str = "SELECT users.id, users.tenant, users.epoch, users.grants, users.salt, \
     users.memory_kib, users.passes, users.lanes, users.verifier, users.email, tenants.name, \
     tenants.second_factor_required, users.suspended_at IS NOT NULL, users.access_until \
     FROM users JOIN tenants ON tenants.id = users.tenant \
     WHERE users.id = ?1 AND users.tenant = ?2";

const END_SESSIONS: &str =
    "UPDATE users SET epoch = epoch + 1 WHERE id = ?1 AND tenant = ?2 RETURNING epoch";

/// Of two that change it at the same time one comes too late: the epoch is another.
const CHANGE_PASSWORD: &str = "UPDATE users SET salt = ?4, memory_kib = ?5, passes = ?6, \
     lanes = ?7, verifier = ?8, epoch = epoch + 1 \
     WHERE id = ?1 AND tenant = ?2 AND epoch = ?3 RETURNING epoch";

const RECORD_SIGN_IN: &str = "INSERT INTO sign_ins (user, at, agent, way) VALUES (?1, ?2, ?3, ?4)";

const FORGET_SIGN_INS: &str = "DELETE FROM sign_ins WHERE user = ?1 AND id NOT IN \
     (SELECT id FROM sign_ins WHERE user = ?1 ORDER BY id DESC LIMIT ?2)";

const LIST_SIGN_INS: &str = "SELECT at, agent, way FROM sign_ins WHERE user = ?1 ORDER BY id DESC";

const CODE: &str = "code";
const RECOVERY_CODE: &str = "recovery-code";
const PASSKEY: &str = "passkey";
const ORGANISATION: &str = "organisation";

const READ_STANDING: &str = "SELECT users.epoch, tenants.second_factor_required \
     AND NOT EXISTS (SELECT 1 FROM second_factors WHERE second_factors.user = users.id) \
     AND NOT EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user = users.id), \
     users.grants, users.access_until FROM users JOIN tenants ON tenants.id = users.tenant \
     WHERE users.id = ?1 AND users.tenant = ?2 AND users.suspended_at IS NULL";

const READ_RULE: &str = "SELECT second_factor_required FROM tenants WHERE id = ?1";

const SET_RULE: &str = "UPDATE tenants SET second_factor_required = ?2 WHERE id = ?1 RETURNING 1";

const LIST_TENANTS: &str = "SELECT id, name, second_factor_required, created_at FROM tenants \
     WHERE id > ?1 ORDER BY id LIMIT ?2";

pub(super) fn printed(grants: &Grants) -> Result<String, StoreError> {
    serde_json::to_string(grants).map_err(|_| StoreError::Unreadable("grants do not print"))
}

/// Grants, as they are kept.
pub(super) fn grants(row: &mut Row) -> Result<Grants, StoreError> {
    serde_json::from_str(&row.text()?).map_err(|_| StoreError::Unreadable("not grants"))
}

fn login(row: &mut Row) -> Result<Login, StoreError> {
    Ok(Login {
        user: row.parsed()?,
        tenant: row.parsed()?,
        epoch: row.number()?,
        grants: grants(row)?,
        parameters: PasswordParameters {
            salt: Secret::new(row.blob()?),
            memory_kib: row.number()?,
            passes: row.number()?,
            lanes: row.number()?,
        },
        verifier: Secret::new(row.blob()?),
        email: row.parsed()?,
        organisation: row.text()?,
        factor_required: row.flag()?,
        is_suspended: row.flag()?,
        until: row.maybe_moment()?,
    })
}

fn sign_in(row: &mut Row) -> Result<SignIn, StoreError> {
    let (at, agent, way) = (row.moment()?, row.maybe_text()?, row.maybe_text()?);
    let agent = agent.map(|agent| agent.parse()).transpose();
    let agent = agent.map_err(|_| StoreError::Unreadable("not what signs in"))?;
    let way = match way.as_deref() {
        None => SignInWay::Password,
        Some(CODE) => SignInWay::Code,
        Some(RECOVERY_CODE) => SignInWay::RecoveryCode,
        Some(PASSKEY) => SignInWay::Passkey,
        Some(ORGANISATION) => SignInWay::Organisation,
        Some(_) => return Err(StoreError::Unreadable("not a way to sign in")),
    };
    Ok(SignIn { at, agent, way })
}

/// By what somebody signed in, as it is kept.
const fn kept(way: SignInWay) -> Option<&'static str> {
    match way {
        SignInWay::Password => None,
        SignInWay::Code => Some(CODE),
        SignInWay::RecoveryCode => Some(RECOVERY_CODE),
        SignInWay::Passkey => Some(PASSKEY),
        SignInWay::Organisation => Some(ORGANISATION),
    }
}

impl<C: SqlConnection> AccountStore for SqlStore<C> {
    async fn put_tenant(
        &self,
        tenant: &TenantId,
        name: &str,
        rule: Option<FactorRule>,
        now: Moment,
    ) -> Result<(), StoreError> {
        let required = rule.map_or(SqlValue::Null, |rule| rule.is_required().into());
        let parameters = vec![tenant.as_str().into(), name.into(), required, now.into()];
        self.rows(PUT_TENANT, parameters).await.map(|_| ())
    }

    async fn create_user(&self, user: &NewUser, now: Moment) -> Result<UserMade, StoreError> {
        let parameters = vec![
            user.user.as_str().into(),
            user.tenant.as_str().into(),
            user.email.as_str().into(),
            user.parameters.salt.expose().as_slice().into(),
            user.parameters.memory_kib.into(),
            user.parameters.passes.into(),
            user.parameters.lanes.into(),
            user.verifier.expose().as_slice().into(),
            printed(&user.grants)?.as_str().into(),
            now.into(),
            is_owner(&user.grants).into(),
        ];
        if self.first(CREATE_USER, parameters).await?.is_some() {
            return Ok(UserMade::Now);
        }
        Ok(match self.find_login(&user.email).await? {
            Some(login) => UserMade::Already(login.user),
            None => UserMade::NoTenant,
        })
    }

    async fn find_login(&self, email: &Email) -> Result<Option<Login>, StoreError> {
        let row = self.first(FIND_LOGIN, vec![email.as_str().into()]).await?;
        row.map(|mut row| login(&mut row)).transpose()
    }

    async fn find_user(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<Login>, StoreError> {
        let row = self.first(FIND_USER, vec![user.as_str().into(), tenant.as_str().into()]).await?;
        row.map(|mut row| login(&mut row)).transpose()
    }

    async fn end_sessions(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<u32>, StoreError> {
        let parameters = vec![user.as_str().into(), tenant.as_str().into()];
        let row = self.first(END_SESSIONS, parameters).await?;
        row.map(|mut row| row.number()).transpose()
    }

    async fn change_password(
        &self,
        (tenant, user): (&TenantId, &UserId),
        epoch: u32,
        password: &NewPassword,
        (notice, now): (&NewMail, Moment),
    ) -> Result<Option<u32>, StoreError> {
        let NewPassword { parameters, verifier } = password;
        let parameters = vec![
            user.as_str().into(),
            tenant.as_str().into(),
            epoch.into(),
            parameters.salt.expose().as_slice().into(),
            parameters.memory_kib.into(),
            parameters.passes.into(),
            parameters.lanes.into(),
            verifier.expose().as_slice().into(),
        ];
        self.transaction(async || {
            let Some(mut row) = self.first(CHANGE_PASSWORD, parameters).await? else {
                return Ok(End::RollBack(None));
            };
            self.write_mail(notice, now).await?;
            row.number().map(|epoch| End::Commit(Some(epoch)))
        })
        .await
    }

    async fn record_sign_in(&self, user: &UserId, sign_in: &SignIn) -> Result<(), StoreError> {
        let SignIn { at, agent, way } = sign_in;
        let agent = agent.as_ref().map(Agent::as_str);
        let row = vec![user.as_str().into(), (*at).into(), agent.into(), kept(*way).into()];
        self.together(vec![
            (RECORD_SIGN_IN, row),
            (FORGET_SIGN_INS, vec![user.as_str().into(), MAX_SIGN_INS.into()]),
        ])
        .await
    }

    async fn list_sign_ins(&self, user: &UserId) -> Result<Vec<SignIn>, StoreError> {
        let rows = self.rows(LIST_SIGN_INS, vec![user.as_str().into()]).await?;
        rows.into_iter().map(|mut row| sign_in(&mut row)).collect()
    }

    async fn read_standing(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<Standing>, StoreError> {
        let parameters = vec![user.as_str().into(), tenant.as_str().into()];
        let Some(mut row) = self.first(READ_STANDING, parameters).await? else {
            return Ok(None);
        };
        Ok(Some(Standing {
            epoch: row.number()?,
            lacks_factor: row.flag()?,
            grants: grants(&mut row)?,
            until: row.maybe_moment()?,
        }))
    }

    async fn read_rule(&self, tenant: &TenantId) -> Result<Option<FactorRule>, StoreError> {
        let row = self.first(READ_RULE, vec![tenant.as_str().into()]).await?;
        row.map(|mut row| row.flag().map(FactorRule::of)).transpose()
    }

    async fn set_rule(&self, tenant: &TenantId, rule: FactorRule) -> Result<bool, StoreError> {
        let parameters = vec![tenant.as_str().into(), rule.is_required().into()];
        Ok(self.first(SET_RULE, parameters).await?.is_some())
    }

    async fn list_tenants(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<TenantItem>, StoreError> {
        let parameters = vec![after.unwrap_or("").into(), u32::from(limit.number()).into()];
        let rows = self.rows(LIST_TENANTS, parameters).await?;
        rows.into_iter().map(|mut row| tenant(&mut row)).collect()
    }
}

fn tenant(row: &mut Row) -> Result<TenantItem, StoreError> {
    let (id, name) = (row.parsed()?, row.text()?);
    let second_factor = FactorRule::of(row.flag()?);
    Ok(TenantItem { id, name, second_factor, created_at: row.moment()? })
}
