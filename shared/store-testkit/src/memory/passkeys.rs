//! Passkeys in memory.

use contract::Moment;
use contract::message::{OwnPasskey, PasskeyName};
use credential::{TenantId, UserId};
use store::{
    AddedPasskey, AnsweredChallenge, MAX_PASSKEYS, NewPasskey, PasskeyStore, PasskeyUse,
    ShownPasskey, StoreError, StoredPasskey,
};

use super::{MemoryStore, State};

pub(super) struct KeptPasskey {
    pub(super) user: UserId,
    tenant: TenantId,
    own: OwnPasskey,
    key: Vec<u8>,
    counter: u32,
}

impl State {
    /// A passkey of somebody whose account has this epoch.
    fn passkey(
        &mut self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
    ) -> Option<&mut KeptPasskey> {
        self.is_at(who, epoch).then_some(())?;
        let own = |kept: &&mut KeptPasskey| kept.user == *who.1 && kept.own.id.as_slice() == id;
        self.passkeys.iter_mut().find(own)
    }
}

impl PasskeyStore for MemoryStore {
    async fn list_passkeys(&self, user: &UserId) -> Result<Vec<OwnPasskey>, StoreError> {
        let state = self.state();
        let own = state.passkeys.iter().filter(|kept| kept.user == *user);
        let mut own: Vec<_> = own.map(|kept| kept.own.clone()).collect();
        own.sort_by(|one, other| (one.since, &one.id).cmp(&(other.since, &other.id)));
        Ok(own)
    }

    async fn find_passkey(&self, id: &[u8]) -> Result<Option<StoredPasskey>, StoreError> {
        let state = self.state();
        let found = state.passkeys.iter().find(|kept| kept.own.id.as_slice() == id);
        Ok(found.map(|kept| StoredPasskey {
            user: kept.user.clone(),
            tenant: kept.tenant.clone(),
            key: kept.key.clone(),
        }))
    }

    async fn add_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        passkey: NewPasskey<'_>,
        (challenge, now): (AnsweredChallenge, Moment),
    ) -> Result<Option<AddedPasskey>, StoreError> {
        let mut state = self.state();
        let own = state.passkeys.iter().filter(|kept| kept.user == *who.1).count();
        let is_there = state.passkeys.iter().any(|kept| kept.own.id.as_slice() == passkey.id);
        let is_full = own >= MAX_PASSKEYS as usize;
        if is_there || is_full || state.used_challenges.contains(&challenge.hash) {
            return Ok(None);
        }
        let with_codes = !state.has_factor(who.1);
        let Some(epoch) = state.raise_epoch(who, epoch) else { return Ok(None) };
        if with_codes {
            state.put_codes(who.1, passkey.recovery_codes);
        }
        let (id, name) = (passkey.id.to_vec().into(), passkey.name.clone());
        state.passkeys.push(KeptPasskey {
            user: who.1.clone(),
            tenant: who.0.clone(),
            own: OwnPasskey { id, name, since: now, used: None },
            key: passkey.key.to_vec(),
            counter: passkey.counter,
        });
        state.used_challenges.insert(challenge.hash);
        Ok(Some(AddedPasskey { epoch, with_codes }))
    }

    async fn use_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        passkey: ShownPasskey<'_>,
        (challenge, now): (AnsweredChallenge, Moment),
    ) -> Result<PasskeyUse, StoreError> {
        let ShownPasskey { id, counter } = passkey;
        let mut state = self.state();
        if state.used_challenges.contains(&challenge.hash) {
            return Ok(PasskeyUse::Refused);
        }
        let Some(kept) = state.passkey(who, epoch, id) else { return Ok(PasskeyUse::Refused) };
        if kept.counter >= counter && kept.counter > 0 {
            return Ok(PasskeyUse::Behind);
        }
        (kept.counter, kept.own.used) = (counter, Some(now));
        state.used_challenges.insert(challenge.hash);
        Ok(PasskeyUse::Taken)
    }

    async fn rename_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
        name: &PasskeyName,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let kept = state.passkey(who, epoch, id);
        Ok(kept.map(|kept| kept.own.name = name.clone()).is_some())
    }

    async fn remove_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
    ) -> Result<Option<u32>, StoreError> {
        let mut state = self.state();
        if state.passkey(who, epoch, id).is_none() {
            return Ok(None);
        }
        let epoch = state.raise_epoch(who, epoch);
        state.passkeys.retain(|kept| kept.own.id.as_slice() != id);
        state.forget_last_codes(who.1);
        Ok(epoch)
    }
}
