//! Accounts in memory.

use contract::Moment;
use contract::message::{Email, FactorRule, Limit, SignIn, TenantItem};
use credential::{TenantId, UserId};
use store::{
    AccountStore, Login, MAX_SIGN_INS, NewMail, NewPassword, NewUser, Standing, StoreError,
    UserMade,
};

use super::{MemoryStore, State};

/// The epoch of an account that never ended its sessions.
const FIRST_EPOCH: u32 = 1;

impl State {
    fn login(&self, found: impl Fn(&NewUser) -> bool) -> Option<Login> {
        let (user, epoch) = self.users.iter().find(|(user, _)| found(user))?;
        Some(Login {
            email: user.email.clone(),
            organisation: self.tenants.get(&user.tenant)?.0.clone(),
            is_suspended: self.suspended.contains_key(&user.user),
            until: self.access_until.get(&user.user).copied(),
            factor_required: self.tenants.get(&user.tenant)?.1 == FactorRule::Required,
            user: user.user.clone(),
            tenant: user.tenant.clone(),
            epoch: *epoch,
            grants: user.grants.clone(),
            parameters: user.parameters.clone(),
            verifier: user.verifier.clone(),
        })
    }

    pub(super) fn user(&mut self, tenant: &TenantId, user: &UserId) -> Option<&mut (NewUser, u32)> {
        let found =
            |(there, _): &&mut (NewUser, u32)| there.user == *user && there.tenant == *tenant;
        self.users.iter_mut().find(found)
    }
}

impl AccountStore for MemoryStore {
    async fn put_tenant(
        &self,
        tenant: &TenantId,
        name: &str,
        rule: Option<FactorRule>,
        _now: Moment,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let before = state.tenants.get(tenant).map(|(_, rule)| *rule);
        let rule = rule.or(before).unwrap_or(FactorRule::Optional);
        state.tenants.insert(tenant.clone(), (name.to_owned(), rule));
        Ok(())
    }

    async fn create_user(&self, user: &NewUser, _now: Moment) -> Result<UserMade, StoreError> {
        let mut state = self.state();
        if !state.tenants.contains_key(&user.tenant) {
            return Ok(UserMade::NoTenant);
        }
        if let Some((there, _)) = state.users.iter().find(|(there, _)| there.email == user.email) {
            return Ok(UserMade::Already(there.user.clone()));
        }
        state.users.push((user.clone(), FIRST_EPOCH));
        Ok(UserMade::Now)
    }

    async fn find_login(&self, email: &Email) -> Result<Option<Login>, StoreError> {
        Ok(self.state().login(|user| user.email == *email))
    }

    async fn find_user(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<Login>, StoreError> {
        Ok(self.state().login(|there| there.user == *user && there.tenant == *tenant))
    }

    async fn end_sessions(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<u32>, StoreError> {
        Ok(self.state().user(tenant, user).map(|(_, epoch)| {
            *epoch += 1;
            *epoch
        }))
    }

    async fn change_password(
        &self,
        (tenant, user): (&TenantId, &UserId),
        epoch: u32,
        password: &NewPassword,
        (notice, now): (&NewMail, Moment),
    ) -> Result<Option<u32>, StoreError> {
        let mut state = self.state();
        let there = state.user(tenant, user).filter(|(_, there)| *there == epoch);
        let changed = there.map(|(user, epoch)| {
            user.parameters = password.parameters.clone();
            user.verifier = password.verifier.clone();
            *epoch += 1;
            *epoch
        });
        if changed.is_some() {
            state.put_mail(notice, now);
        }
        Ok(changed)
    }

    async fn record_sign_in(&self, user: &UserId, sign_in: &SignIn) -> Result<(), StoreError> {
        self.state().sign_ins.push((user.clone(), sign_in.clone()));
        Ok(())
    }

    async fn list_sign_ins(&self, user: &UserId) -> Result<Vec<SignIn>, StoreError> {
        let state = self.state();
        let own = state.sign_ins.iter().rev().filter(|(there, _)| there == user);
        Ok(own.map(|(_, sign_in)| sign_in.clone()).take(MAX_SIGN_INS as usize).collect())
    }

    async fn read_standing(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<Standing>, StoreError> {
        let mut state = self.state();
        let has_factor = state.has_factor(user);
        let required =
            state.tenants.get(tenant).is_some_and(|(_, rule)| *rule == FactorRule::Required);
        if state.suspended.contains_key(user) {
            return Ok(None);
        }
        let until = state.access_until.get(user).copied();
        let there = state.user(tenant, user);
        Ok(there.map(|(user, epoch)| Standing {
            epoch: *epoch,
            lacks_factor: required && !has_factor,
            grants: user.grants.clone(),
            until,
        }))
    }

    async fn read_rule(&self, tenant: &TenantId) -> Result<Option<FactorRule>, StoreError> {
        Ok(self.state().tenants.get(tenant).map(|(_, rule)| *rule))
    }

    async fn set_rule(&self, tenant: &TenantId, rule: FactorRule) -> Result<bool, StoreError> {
        let mut state = self.state();
        Ok(state.tenants.get_mut(tenant).map(|there| there.1 = rule).is_some())
    }

    async fn list_tenants(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<TenantItem>, StoreError> {
        let state = self.state();
        let later = state.tenants.iter().filter(|(id, _)| after.is_none_or(|at| id.as_str() > at));
        let items = later.map(|(id, (name, rule))| TenantItem {
            id: id.clone(),
            name: name.clone(),
            second_factor: *rule,
            created_at: Moment::from_unix_millis(0),
        });
        Ok(items.take(usize::from(limit.number())).collect())
    }
}
