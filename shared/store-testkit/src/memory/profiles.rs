//! What is known of people, in memory.

use std::collections::BTreeMap;

use contract::Moment;
use credential::TenantId;
use personal::SubjectId;
use store::{
    Marks, NewProfile, ProfileFilter, ProfileStore, PutProfile, StoreError, StoredContact,
    StoredGroup, StoredProfile,
};

use super::contacts::{KeptContact, each, same};
use super::{MemoryStore, State};

fn key(kept: &KeptContact) -> Option<[u8; 32]> {
    kept.profile.as_ref().and_then(|(profile, _)| profile.marks.key)
}

/// Whether somebody is found first by any of these.
fn is_found_by(kept: &KeptContact, marks: Marks) -> bool {
    let Marks { keys, key: own } = marks;
    same(kept.keys.email, keys.email)
        || same(kept.keys.phone, keys.phone)
        || same(key(kept), own)
        || each(keys).chain(own).any(|hash| kept.aliases.contains(&hash))
}

fn has(kept: &KeptContact, of: impl Fn(&NewProfile) -> &[[u8; 32]], hash: &[u8; 32]) -> bool {
    kept.profile.as_ref().is_some_and(|(profile, _)| of(profile).contains(hash))
}

impl State {
    fn profile(&self, kept: &KeptContact) -> Option<StoredProfile> {
        let key_of = self.subjects.get(&(kept.tenant.clone(), kept.id))?.clone();
        Some(StoredProfile {
            contact: StoredContact { id: kept.id, revision: kept.revision, key: key_of },
            marks: Marks { keys: kept.keys, key: key(kept) },
            made_at: kept.made_at,
            told: kept.profile.as_ref().map(|(profile, at)| (profile.sealed.clone(), *at)),
        })
    }

    /// A tenant's people who are so, those who came first before the others.
    fn profiles(&self, tenant: &TenantId, is: impl Fn(&KeptContact) -> bool) -> Vec<StoredProfile> {
        let own = self.contacts.iter().filter(|kept| kept.tenant == *tenant && is(kept));
        let mut found: Vec<_> = own.filter_map(|kept| self.profile(kept)).collect();
        found.sort_by_key(|one| (one.made_at, one.contact.id));
        found
    }
}

fn most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

impl ProfileStore for MemoryStore {
    async fn find_profiles(
        &self,
        tenant: &TenantId,
        marks: Marks,
    ) -> Result<Vec<StoredProfile>, StoreError> {
        Ok(self.state().profiles(tenant, |kept| is_found_by(kept, marks)))
    }

    async fn read_profile(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
    ) -> Result<Option<StoredProfile>, StoreError> {
        Ok(self.state().profiles(tenant, |kept| kept.id == contact).pop())
    }

    async fn list_profiles(
        &self,
        tenant: &TenantId,
        filter: &ProfileFilter,
    ) -> Result<Vec<StoredProfile>, StoreError> {
        let wanted = |kept: &KeptContact| {
            filter.before.is_none_or(|before| (kept.made_at, kept.id) < before)
                && filter.group.is_none_or(|group| has(kept, |profile| &profile.groups, &group))
                && filter.words.iter().all(|word| has(kept, |profile| &profile.words, word))
        };
        let mut found = self.state().profiles(tenant, wanted);
        found.reverse();
        found.truncate(most(filter.limit));
        Ok(found)
    }

    async fn list_groups(
        &self,
        tenant: &TenantId,
        limit: u32,
    ) -> Result<Vec<StoredGroup>, StoreError> {
        let state = self.state();
        let mut groups: BTreeMap<[u8; 32], Vec<&KeptContact>> = BTreeMap::new();
        for kept in state.contacts.iter().filter(|kept| kept.tenant == *tenant) {
            for group in kept.profile.iter().flat_map(|(profile, _)| &profile.groups) {
                groups.entry(*group).or_default().push(kept);
            }
        }
        let group = |(group, mut who): ([u8; 32], Vec<&KeptContact>)| {
            who.sort_by_key(|kept| kept.id);
            let one = state.profile(who.first()?)?;
            Some(StoredGroup { group, contacts: u64::try_from(who.len()).ok()?, one })
        };
        let mut found: Vec<_> = groups.into_iter().filter_map(group).collect();
        found.sort_by_key(|group| core::cmp::Reverse(group.contacts));
        found.truncate(most(limit));
        Ok(found)
    }

    async fn put_profile(
        &self,
        tenant: &TenantId,
        profile: &NewProfile,
        now: Moment,
    ) -> Result<PutProfile, StoreError> {
        let mut state = self.state();
        let others =
            |kept: &KeptContact| kept.id != profile.contact && is_found_by(kept, profile.marks);
        if state.by(tenant, others).is_some() {
            return Ok(PutProfile::Taken);
        }
        let Some(kept) = state.contact(tenant, profile.contact) else {
            return Ok(PutProfile::NotFound);
        };
        kept.keys = profile.marks.keys;
        kept.held.extend(each(profile.marks.keys));
        kept.profile = Some((profile.clone(), now));
        Ok(PutProfile::Done)
    }
}
