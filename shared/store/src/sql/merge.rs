//! One person made of two, over SQL.

use credential::{InvitationId, TenantId};
use personal::SubjectId;

use super::End;
use super::profile::FORGET;
use crate::{MergeStore, SqlConnection, SqlStore, SqlValue, StoreError};

const MOVE: &str =
    "UPDATE asked SET contact = ?3, sealed = ?5 WHERE tenant = ?1 AND contact = ?2 AND id = ?4";

const LEFT: &str = "SELECT 1 FROM asked WHERE tenant = ?1 AND contact = ?2 LIMIT 1";

/// What found the one first, and what found them since they were merged with others.
const FIND_BOTH: [&str; 4] = [
    "UPDATE contact_aliases SET contact = ?3 WHERE tenant = ?1 AND contact = ?2",
    "INSERT INTO contact_aliases (tenant, hash, contact) SELECT tenant, email, ?3 FROM contacts \
     WHERE tenant = ?1 AND id = ?2 AND email IS NOT NULL ON CONFLICT DO NOTHING",
    "INSERT INTO contact_aliases (tenant, hash, contact) SELECT tenant, phone, ?3 FROM contacts \
     WHERE tenant = ?1 AND id = ?2 AND phone IS NOT NULL ON CONFLICT DO NOTHING",
    "INSERT INTO contact_aliases (tenant, hash, contact) SELECT tenant, key, ?3 \
     FROM contact_profiles WHERE tenant = ?1 AND contact = ?2 AND key IS NOT NULL \
     ON CONFLICT DO NOTHING",
];

const HOLD_BOTH: &str = "INSERT INTO contact_keys (tenant, hash, contact) \
     SELECT tenant, hash, ?3 FROM contact_keys WHERE tenant = ?1 AND contact = ?2 \
     ON CONFLICT DO NOTHING";

const ANEW: &str = "UPDATE contacts SET revision = revision + 1, made_at = MIN(made_at, \
     (SELECT made_at FROM contacts AS one WHERE one.tenant = ?1 AND one.id = ?2)) \
     WHERE tenant = ?1 AND id = ?3";

const GONE: [&str; 3] = [
    "DELETE FROM contact_keys WHERE tenant = ?1 AND contact = ?2",
    "DELETE FROM contacts WHERE tenant = ?1 AND id = ?2",
    "DELETE FROM subjects WHERE tenant = ?1 AND id = ?2",
];

impl<C: SqlConnection> MergeStore for SqlStore<C> {
    async fn move_asked(
        &self,
        tenant: &TenantId,
        (from, into): (SubjectId, SubjectId),
        asked: &[(InvitationId, Vec<u8>)],
    ) -> Result<(), StoreError> {
        for (id, sealed) in asked {
            let mut parameters = both(tenant, from, into);
            parameters.extend([id.as_str().into(), sealed.as_slice().into()]);
            self.rows(MOVE, parameters).await?;
        }
        Ok(())
    }

    async fn merge(
        &self,
        tenant: &TenantId,
        from: SubjectId,
        into: SubjectId,
    ) -> Result<(), StoreError> {
        let one =
            || -> Vec<SqlValue> { vec![tenant.as_str().into(), from.as_bytes().as_slice().into()] };
        self.transaction(async || {
            if self.first(LEFT, one()).await?.is_some() {
                return Err(StoreError::Unreadable("invitations that were not moved"));
            }
            for statement in FIND_BOTH.into_iter().chain([HOLD_BOTH, ANEW]) {
                self.rows(statement, both(tenant, from, into)).await?;
            }
            for statement in FORGET.into_iter().chain(GONE) {
                self.rows(statement, one()).await?;
            }
            Ok(End::Commit(()))
        })
        .await
    }
}

fn both(tenant: &TenantId, from: SubjectId, into: SubjectId) -> Vec<SqlValue> {
    let bytes = |id: SubjectId| SqlValue::from(id.as_bytes().as_slice());
    vec![tenant.as_str().into(), bytes(from), bytes(into)]
}
