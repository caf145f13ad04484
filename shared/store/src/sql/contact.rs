//! People who are asked, over SQL.

use contract::Moment;
use credential::TenantId;
use invite::{Channel, SuppressionCause};
use personal::SubjectId;

use super::End;
use super::personal::subject;
use super::row::Row;
use crate::{
    AddContact, ContactKeys, ContactStore, SqlConnection, SqlStore, SqlValue, StoreError,
    StoredContact, SubjectUse, Suppressed,
};

/// Whoever has the address goes before whoever has the number. It may have been another's before they were made
/// one.
const FIND: &str = "SELECT contacts.id, contacts.revision, subjects.generation, subjects.sealed \
     FROM contacts JOIN subjects ON subjects.tenant = contacts.tenant AND subjects.id = contacts.id \
     WHERE contacts.tenant = ?1 AND contacts.id = (SELECT id FROM (\
     SELECT id, 0 AS place FROM contacts WHERE tenant = ?1 AND email = ?2 \
     UNION ALL SELECT contact, 1 FROM contact_aliases WHERE tenant = ?1 AND hash = ?2 \
     UNION ALL SELECT id, 2 FROM contacts WHERE tenant = ?1 AND phone = ?3 \
     UNION ALL SELECT contact, 3 FROM contact_aliases WHERE tenant = ?1 AND hash = ?3) \
     ORDER BY place LIMIT 1)";

const ADD: &str = "INSERT INTO contacts (tenant, id, email, phone, revision, made_at) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM contact_aliases \
     WHERE tenant = ?1 AND hash IN (?3, ?4)) ON CONFLICT DO NOTHING RETURNING 1";

const LEARN: &str = "UPDATE OR IGNORE contacts SET email = COALESCE(email, ?3), \
     phone = COALESCE(phone, ?4) WHERE tenant = ?1 AND id = ?2 \
     AND NOT EXISTS (SELECT 1 FROM contact_aliases WHERE tenant = ?1 AND hash IN (?3, ?4) \
     AND contact <> ?2)";

const HOLD: &str = "INSERT INTO contact_keys (tenant, hash, contact) VALUES (?1, ?2, ?3) \
     ON CONFLICT DO NOTHING";

const HOLDERS: &str = "SELECT contacts.id, contacts.revision, subjects.generation, subjects.sealed \
     FROM contacts JOIN subjects ON subjects.tenant = contacts.tenant AND subjects.id = contacts.id \
     WHERE contacts.tenant = ?1 AND contacts.id IN \
     (SELECT contact FROM contact_keys WHERE tenant = ?1 AND hash IN (?2, ?3)) \
     ORDER BY contacts.made_at, contacts.id";

const SUPPRESSED: &str =
    "SELECT hash, cause, channel FROM suppressions WHERE tenant = ?1 AND hash = ?2";

const SUPPRESS: &str = "INSERT INTO suppressions (tenant, hash, cause, channel) \
     VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

/// The names of causes in the store.
const CAUSES: [(SuppressionCause, &str); 4] = [
    (SuppressionCause::Erased, "erased"),
    (SuppressionCause::OptedOut, "opted-out"),
    (SuppressionCause::Complained, "complained"),
    (SuppressionCause::Bounced, "bounced"),
];

fn cause_name(cause: SuppressionCause) -> &'static str {
    CAUSES.iter().find(|(one, _)| *one == cause).map_or("", |(_, name)| *name)
}

fn suppressed(mut row: Row) -> Result<Suppressed, StoreError> {
    let (hash, cause, channel) = (row.blob()?, row.text()?, row.text()?);
    let cause = CAUSES.iter().find(|(_, name)| *name == cause);
    let (cause, _) = *cause.ok_or(StoreError::Unreadable("no cause"))?;
    let channel = match channel.as_str() {
        "" => None,
        name => {
            let known = Channel::ALL.into_iter().find(|one| one.as_str() == name);
            Some(known.ok_or(StoreError::Unreadable("no channel"))?)
        }
    };
    Ok(Suppressed { hash, cause, channel })
}

fn contact(mut row: Row) -> Result<StoredContact, StoreError> {
    let (id, revision) = (SubjectId::from_bytes(row.blob()?), row.number()?);
    Ok(StoredContact { id, revision, key: subject(&mut row)? })
}

fn hash(hash: Option<&[u8; 32]>) -> SqlValue {
    hash.map(<[u8; 32]>::as_slice).into()
}

impl<C: SqlConnection> SqlStore<C> {
    /// Keeps that somebody holds an address and a number.
    pub(super) async fn hold(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        keys: ContactKeys,
    ) -> Result<(), StoreError> {
        for hash in [keys.email, keys.phone].into_iter().flatten() {
            let parameters = vec![
                tenant.as_str().into(),
                hash.as_slice().into(),
                contact.as_bytes().as_slice().into(),
            ];
            self.rows(HOLD, parameters).await?;
        }
        Ok(())
    }

    /// Writes to an address no more, in the transaction that is open.
    pub(super) async fn suppress(
        &self,
        tenant: &TenantId,
        one: &Suppressed,
    ) -> Result<(), StoreError> {
        let parameters = vec![
            tenant.as_str().into(),
            one.hash.as_slice().into(),
            cause_name(one.cause).into(),
            one.channel.map_or("", Channel::as_str).into(),
        ];
        self.rows(SUPPRESS, parameters).await.map(|_| ())
    }
}

impl<C: SqlConnection> ContactStore for SqlStore<C> {
    async fn find_contact(
        &self,
        tenant: &TenantId,
        keys: ContactKeys,
    ) -> Result<Option<StoredContact>, StoreError> {
        let parameters =
            vec![tenant.as_str().into(), hash(keys.email.as_ref()), hash(keys.phone.as_ref())];
        let row = self.first(FIND, parameters).await?;
        row.map(contact).transpose()
    }

    async fn add_contact(
        &self,
        tenant: &TenantId,
        contact: &StoredContact,
        keys: ContactKeys,
        now: Moment,
    ) -> Result<AddContact, StoreError> {
        let StoredContact { id, revision, key } = contact;
        let parameters = vec![
            tenant.as_str().into(),
            id.as_bytes().as_slice().into(),
            hash(keys.email.as_ref()),
            hash(keys.phone.as_ref()),
            (*revision).into(),
            now.into(),
        ];
        let subject = SubjectUse { id: *id, key: key.clone(), is_new: true };
        self.transaction(async || {
            if self.first(ADD, parameters).await?.is_none() {
                return Ok(End::RollBack(AddContact::Taken));
            }
            if !self.keep_tenants_subject(tenant, &subject, "contact").await? {
                return Ok(End::RollBack(AddContact::KeyChanged));
            }
            self.hold(tenant, *id, keys).await?;
            Ok(End::Commit(AddContact::Done))
        })
        .await
    }

    async fn learn_contact(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        keys: ContactKeys,
    ) -> Result<(), StoreError> {
        let parameters = vec![
            tenant.as_str().into(),
            contact.as_bytes().as_slice().into(),
            hash(keys.email.as_ref()),
            hash(keys.phone.as_ref()),
        ];
        self.transaction(async || {
            self.rows(LEARN, parameters).await?;
            self.hold(tenant, contact, keys).await?;
            Ok(End::Commit(()))
        })
        .await
    }

    async fn holders(
        &self,
        tenant: &TenantId,
        keys: ContactKeys,
    ) -> Result<Vec<StoredContact>, StoreError> {
        let parameters =
            vec![tenant.as_str().into(), hash(keys.email.as_ref()), hash(keys.phone.as_ref())];
        self.rows(HOLDERS, parameters).await?.into_iter().map(contact).collect()
    }

    async fn suppress_all(
        &self,
        tenant: &TenantId,
        addresses: &[Suppressed],
    ) -> Result<(), StoreError> {
        for one in addresses {
            self.suppress(tenant, one).await?;
        }
        Ok(())
    }

    async fn suppressed(
        &self,
        tenant: &TenantId,
        hashes: &[[u8; 32]],
    ) -> Result<Vec<Suppressed>, StoreError> {
        let mut found = Vec::new();
        for hash in hashes {
            let parameters = vec![tenant.as_str().into(), hash.as_slice().into()];
            for row in self.rows(SUPPRESSED, parameters).await? {
                found.push(suppressed(row)?);
            }
        }
        Ok(found)
    }
}
