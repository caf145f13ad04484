//! People who are asked, in memory.

use contract::Moment;
use credential::TenantId;
use personal::SubjectId;
use store::{
    AddContact, ContactKeys, ContactStore, NewProfile, StoreError, StoredContact, SubjectUse,
    Suppressed,
};

use super::{MemoryStore, State};

pub(super) struct KeptContact {
    pub(super) tenant: TenantId,
    pub(super) id: SubjectId,
    pub(super) revision: u32,
    pub(super) made_at: Moment,
    pub(super) keys: ContactKeys,
    pub(super) held: Vec<[u8; 32]>,
    /// By what else they are found, since they were merged.
    pub(super) aliases: Vec<[u8; 32]>,
    pub(super) profile: Option<(NewProfile, Moment)>,
}

pub(super) fn each(keys: ContactKeys) -> impl Iterator<Item = [u8; 32]> {
    [keys.email, keys.phone].into_iter().flatten()
}

/// Whether both are there and the same.
pub(super) fn same(one: Option<[u8; 32]>, other: Option<[u8; 32]>) -> bool {
    one.is_some() && one == other
}

impl State {
    pub(super) fn contact(&mut self, tenant: &TenantId, id: SubjectId) -> Option<&mut KeptContact> {
        self.contacts.iter_mut().find(|kept| kept.tenant == *tenant && kept.id == id)
    }

    pub(super) fn by<'a>(
        &'a self,
        tenant: &'a TenantId,
        is: impl Fn(&KeptContact) -> bool + 'a,
    ) -> Option<&'a KeptContact> {
        self.contacts.iter().find(move |kept| kept.tenant == *tenant && is(kept))
    }
}

impl ContactStore for MemoryStore {
    async fn find_contact(
        &self,
        tenant: &TenantId,
        keys: ContactKeys,
    ) -> Result<Option<StoredContact>, StoreError> {
        let state = self.state();
        let alias = |kept: &KeptContact, hash: Option<[u8; 32]>| {
            hash.is_some_and(|hash| kept.aliases.contains(&hash))
        };
        let found = state
            .by(tenant, |kept| same(kept.keys.email, keys.email))
            .or_else(|| state.by(tenant, |kept| alias(kept, keys.email)))
            .or_else(|| state.by(tenant, |kept| same(kept.keys.phone, keys.phone)))
            .or_else(|| state.by(tenant, |kept| alias(kept, keys.phone)));
        Ok(found.and_then(|kept| {
            let key = state.subjects.get(&(tenant.clone(), kept.id))?.clone();
            Some(StoredContact { id: kept.id, revision: kept.revision, key })
        }))
    }

    async fn add_contact(
        &self,
        tenant: &TenantId,
        contact: &StoredContact,
        keys: ContactKeys,
        now: Moment,
    ) -> Result<AddContact, StoreError> {
        let mut state = self.state();
        let taken = |kept: &KeptContact| {
            kept.id == contact.id
                || same(kept.keys.email, keys.email)
                || same(kept.keys.phone, keys.phone)
                || each(keys).any(|hash| kept.aliases.contains(&hash))
        };
        if state.by(tenant, taken).is_some() {
            return Ok(AddContact::Taken);
        }
        let subject = SubjectUse { id: contact.id, key: contact.key.clone(), is_new: true };
        if !state.takes_tenants_subject(tenant, &subject) {
            return Ok(AddContact::KeyChanged);
        }
        state.subjects.insert((tenant.clone(), contact.id), contact.key.clone());
        let StoredContact { id, revision, .. } = *contact;
        let (tenant, held) = (tenant.clone(), each(keys).collect());
        let (made_at, aliases) = (now, Vec::new());
        let kept =
            KeptContact { tenant, id, revision, made_at, keys, held, aliases, profile: None };
        state.contacts.push(kept);
        Ok(AddContact::Done)
    }

    async fn learn_contact(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        keys: ContactKeys,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let Some(kept) = state.contact(tenant, contact) else { return Ok(()) };
        kept.held.extend(each(keys));
        let told: Vec<_> = each(keys).collect();
        let own = kept.keys;
        let learnt =
            ContactKeys { email: own.email.or(keys.email), phone: own.phone.or(keys.phone) };
        let others = |kept: &KeptContact| {
            let keys = kept.keys;
            let aliases = |hash: &[u8; 32]| kept.aliases.contains(hash);
            kept.id != contact
                && (same(keys.email, learnt.email)
                    || same(keys.phone, learnt.phone)
                    || told.iter().any(aliases))
        };
        if state.by(tenant, others).is_none()
            && let Some(kept) = state.contact(tenant, contact)
        {
            kept.keys = learnt;
        }
        Ok(())
    }

    async fn holders(
        &self,
        tenant: &TenantId,
        keys: ContactKeys,
    ) -> Result<Vec<StoredContact>, StoreError> {
        let state = self.state();
        let holds = |kept: &&KeptContact| {
            kept.tenant == *tenant && each(keys).any(|hash| kept.held.contains(&hash))
        };
        let found = state.contacts.iter().filter(holds).filter_map(|kept| {
            let key = state.subjects.get(&(tenant.clone(), kept.id))?.clone();
            Some(StoredContact { id: kept.id, revision: kept.revision, key })
        });
        Ok(found.collect())
    }

    async fn suppress_all(
        &self,
        tenant: &TenantId,
        addresses: &[Suppressed],
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        for one in addresses {
            if !state.suppressed.contains(&(tenant.clone(), *one)) {
                state.suppressed.push((tenant.clone(), *one));
            }
        }
        Ok(())
    }

    async fn suppressed(
        &self,
        tenant: &TenantId,
        hashes: &[[u8; 32]],
    ) -> Result<Vec<Suppressed>, StoreError> {
        let state = self.state();
        let own =
            state.suppressed.iter().filter(|(of, one)| of == tenant && hashes.contains(&one.hash));
        Ok(own.map(|(_, one)| *one).collect())
    }
}
