//! One person made of two, in memory.

use credential::{InvitationId, TenantId};
use personal::SubjectId;
use store::{MergeStore, StoreError};

use super::MemoryStore;
use super::contacts::each;

impl MergeStore for MemoryStore {
    async fn move_asked(
        &self,
        tenant: &TenantId,
        (from, into): (SubjectId, SubjectId),
        asked: &[(InvitationId, Vec<u8>)],
    ) -> Result<(), StoreError> {
        for kept in &mut self.state().asked {
            let moved = asked.iter().find(|(id, _)| *id == kept.new.asked.id);
            if let Some((_, sealed)) = moved
                && kept.tenant == *tenant
                && kept.contact == Some(from)
            {
                kept.contact = Some(into);
                kept.new.asked.sealed.clone_from(sealed);
            }
        }
        Ok(())
    }

    async fn merge(
        &self,
        tenant: &TenantId,
        from: SubjectId,
        into: SubjectId,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let left =
            |kept: &super::asked::KeptAsked| kept.tenant == *tenant && kept.contact == Some(from);
        if state.asked.iter().any(left) {
            return Err(StoreError::Unreadable("invitations that were not moved"));
        }
        let own = |kept: &super::contacts::KeptContact| (&kept.tenant, kept.id) == (tenant, from);
        let Some(place) = state.contacts.iter().position(own) else { return Ok(()) };
        let one = state.contacts.remove(place);
        state.subjects.remove(&(tenant.clone(), from));
        let Some(kept) = state.contact(tenant, into) else { return Ok(()) };
        let key = one.profile.and_then(|(profile, _)| profile.marks.key);
        kept.aliases.extend(one.aliases);
        kept.aliases.extend(each(one.keys).chain(key));
        kept.held.extend(one.held);
        kept.made_at = kept.made_at.min(one.made_at);
        kept.revision += 1;
        Ok(())
    }
}
