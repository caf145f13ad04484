//! Second factors in memory.

use std::collections::BTreeSet;

use contract::Moment;
use contract::message::{FactorThere, Limit};
use credential::{TenantId, UserId};
use store::{Factor, FactorStore, NewFactor, RecoveryHash, StoreError};

use super::{KeptFactor, MemoryStore, State};

impl State {
    /// The second factor of somebody whose account has this epoch.
    fn factor(
        &mut self,
        (tenant, user): (&TenantId, &UserId),
        epoch: u32,
    ) -> Option<&mut KeptFactor> {
        self.is_at((tenant, user), epoch).then_some(())?;
        self.factors.get_mut(user)
    }

    /// Whether somebody has a second factor, of either kind.
    pub(super) fn has_factor(&self, user: &UserId) -> bool {
        self.factors.contains_key(user) || self.passkeys.iter().any(|kept| kept.user == *user)
    }

    /// Takes recovery codes away with the last second factor.
    pub(super) fn forget_last_codes(&mut self, user: &UserId) {
        if !self.has_factor(user) {
            self.recovery_codes.remove(user);
        }
    }

    pub(super) fn put_codes(&mut self, user: &UserId, codes: &[RecoveryHash]) {
        self.recovery_codes.insert(user.clone(), codes.iter().copied().collect());
    }

    /// Whether this is the epoch of somebody's account.
    pub(super) fn is_at(&mut self, (tenant, user): (&TenantId, &UserId), epoch: u32) -> bool {
        self.user(tenant, user).is_some_and(|(_, there)| *there == epoch)
    }

    pub(super) fn raise_epoch(
        &mut self,
        (tenant, user): (&TenantId, &UserId),
        epoch: u32,
    ) -> Option<u32> {
        let (_, there) = self.user(tenant, user).filter(|(_, there)| *there == epoch)?;
        *there += 1;
        Some(*there)
    }
}

impl FactorStore for MemoryStore {
    async fn find_factor(&self, user: &UserId) -> Result<Option<Factor>, StoreError> {
        let state = self.state();
        Ok(state.factors.get(user).map(|kept| {
            let there = FactorThere { since: kept.since };
            Factor { secret: kept.secret.clone(), there }
        }))
    }

    async fn recovery_codes_left(&self, user: &UserId) -> Result<u32, StoreError> {
        let left = self.state().recovery_codes.get(user).map_or(0, BTreeSet::len);
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }

    async fn add_factor(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        factor: NewFactor<'_>,
        now: Moment,
    ) -> Result<Option<u32>, StoreError> {
        let mut state = self.state();
        if state.factors.contains_key(who.1) {
            return Ok(None);
        }
        let epoch = state.raise_epoch(who, epoch);
        if epoch.is_some() {
            let kept =
                KeptFactor { secret: factor.secret.to_owned(), last_step: factor.step, since: now };
            state.put_codes(who.1, factor.recovery_codes);
            state.factors.insert(who.1.clone(), kept);
        }
        Ok(epoch)
    }

    async fn use_step(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        step: u64,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let kept = state.factor(who, epoch).filter(|kept| kept.last_step < step);
        Ok(kept.map(|kept| (kept.last_step, kept.secret) = (step, secret.to_owned())).is_some())
    }

    async fn use_recovery_code(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        code: &RecoveryHash,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let is_at = state.is_at(who, epoch);
        Ok(is_at && state.recovery_codes.get_mut(who.1).is_some_and(|codes| codes.remove(code)))
    }

    async fn replace_recovery_codes(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        codes: &[RecoveryHash],
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let may = state.is_at(who, epoch) && state.has_factor(who.1);
        if may {
            state.put_codes(who.1, codes);
        }
        Ok(may)
    }

    async fn list_secrets(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<(UserId, String)>, StoreError> {
        let state = self.state();
        let all = state.factors.iter().map(|(user, kept)| (user.clone(), kept.secret.clone()));
        let mut all: Vec<_> = all.collect();
        all.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
        all.retain(|(user, _)| user.as_str() > after.unwrap_or_default());
        all.truncate(usize::from(limit.number()));
        Ok(all)
    }

    async fn replace_secret(
        &self,
        user: &UserId,
        was: &str,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let kept = state.factors.get_mut(user).filter(|kept| kept.secret == was);
        Ok(kept.map(|kept| secret.clone_into(&mut kept.secret)).is_some())
    }

    async fn remove_factor(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
    ) -> Result<Option<u32>, StoreError> {
        let mut state = self.state();
        if !state.factors.contains_key(who.1) {
            return Ok(None);
        }
        let epoch = state.raise_epoch(who, epoch);
        if epoch.is_some() {
            state.factors.remove(who.1);
            state.forget_last_codes(who.1);
        }
        Ok(epoch)
    }
}
