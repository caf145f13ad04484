//! Second factors in memory.

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
        let there = self.user(tenant, user).filter(|(_, there)| *there == epoch);
        there.is_some().then_some(())?;
        self.factors.get_mut(user)
    }

    fn raise_epoch(&mut self, (tenant, user): (&TenantId, &UserId), epoch: u32) -> Option<u32> {
        let (_, there) = self.user(tenant, user).filter(|(_, there)| *there == epoch)?;
        *there += 1;
        Some(*there)
    }
}

impl FactorStore for MemoryStore {
    async fn find_factor(&self, user: &UserId) -> Result<Option<Factor>, StoreError> {
        let state = self.state();
        Ok(state.factors.get(user).map(|kept| {
            let recovery_codes = u32::try_from(kept.recovery_codes.len()).unwrap_or(u32::MAX);
            let there = FactorThere { since: kept.since, recovery_codes };
            Factor { secret: kept.secret.clone(), there }
        }))
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
            let kept = KeptFactor {
                secret: factor.secret.to_owned(),
                last_step: factor.step,
                since: now,
                recovery_codes: factor.recovery_codes.iter().copied().collect(),
            };
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
        Ok(state.factor(who, epoch).is_some_and(|kept| kept.recovery_codes.remove(code)))
    }

    async fn replace_recovery_codes(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        codes: &[RecoveryHash],
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let kept = state.factor(who, epoch);
        Ok(kept.map(|kept| kept.recovery_codes = codes.iter().copied().collect()).is_some())
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
        epoch.inspect(|_| drop(state.factors.remove(who.1)));
        Ok(epoch)
    }
}
