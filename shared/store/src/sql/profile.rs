//! What is known of people, over SQL.

use contract::Moment;
use credential::TenantId;
use personal::SubjectId;

use super::End;
use super::personal::subject;
use super::row::Row;
use crate::{
    ContactKeys, Marks, NewProfile, ProfileFilter, ProfileStore, PutProfile, SqlConnection,
    SqlStore, SqlValue, StoreError, StoredContact, StoredGroup, StoredProfile,
};

/// The columns of somebody, in the order [`profile`] reads them.
macro_rules! columns {
    () => {
        "contacts.id, contacts.revision, subjects.generation, subjects.sealed, contacts.email, \
         contacts.phone, contact_profiles.key, contacts.made_at, contact_profiles.sealed, \
         contact_profiles.changed_at"
    };
}

/// Where they come from.
macro_rules! people {
    () => {
        " contacts JOIN subjects ON subjects.tenant = contacts.tenant AND subjects.id = contacts.id \
         LEFT JOIN contact_profiles ON contact_profiles.tenant = contacts.tenant \
         AND contact_profiles.contact = contacts.id "
    };
}

const FIND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM",
    people!(),
    "WHERE contacts.tenant = ?1 AND contacts.id IN (\
     SELECT id FROM contacts WHERE tenant = ?1 AND email = ?2 \
     UNION SELECT id FROM contacts WHERE tenant = ?1 AND phone = ?3 \
     UNION SELECT contact FROM contact_profiles WHERE tenant = ?1 AND key = ?4 \
     UNION SELECT contact FROM contact_aliases WHERE tenant = ?1 AND hash IN (?2, ?3, ?4)) \
     ORDER BY contacts.made_at, contacts.id",
);

const READ: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM",
    people!(),
    "WHERE contacts.tenant = ?1 AND contacts.id = ?2",
);

const LIST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM",
    people!(),
    "WHERE contacts.tenant = ?1 AND (contacts.made_at, contacts.id) < (?2, ?3) ",
);

/// Before the number of a parameter: who is so is looked up, and not looked for among all.
const IN_GROUP: &str =
    "AND contacts.id IN (SELECT contact FROM contact_groups WHERE tenant = ?1 AND hash = ?";

const HAS_WORD: &str =
    "AND contacts.id IN (SELECT contact FROM contact_words WHERE tenant = ?1 AND hash = ?";

const NEWEST: &str = "ORDER BY contacts.made_at DESC, contacts.id DESC LIMIT ?4";

const GROUPS: &str = concat!(
    "SELECT listed.hash, listed.many, ",
    columns!(),
    " FROM (SELECT hash, COUNT(*) AS many, MIN(contact) AS one FROM contact_groups \
     WHERE tenant = ?1 GROUP BY hash ORDER BY many DESC, hash LIMIT ?2) AS listed CROSS JOIN",
    people!(),
    "WHERE contacts.tenant = ?1 AND contacts.id = listed.one ORDER BY listed.many DESC, listed.hash",
);

const TAKEN: &str = "SELECT 1 WHERE \
     EXISTS (SELECT 1 FROM contacts WHERE tenant = ?1 AND email = ?3 AND id <> ?2) \
     OR EXISTS (SELECT 1 FROM contacts WHERE tenant = ?1 AND phone = ?4 AND id <> ?2) \
     OR EXISTS (SELECT 1 FROM contact_profiles WHERE tenant = ?1 AND key = ?5 AND contact <> ?2) \
     OR EXISTS (SELECT 1 FROM contact_aliases WHERE tenant = ?1 AND hash IN (?3, ?4, ?5) \
     AND contact <> ?2)";

const FOUND_BY: &str =
    "UPDATE contacts SET email = ?3, phone = ?4 WHERE tenant = ?1 AND id = ?2 RETURNING 1";

const PUT: &str = "INSERT INTO contact_profiles (tenant, contact, key, sealed, changed_at) \
     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (tenant, contact) DO UPDATE SET \
     key = excluded.key, sealed = excluded.sealed, changed_at = excluded.changed_at";

const CLEAR_WORDS: &str = "DELETE FROM contact_words WHERE tenant = ?1 AND contact = ?2";

const ADD_WORD: &str = "INSERT INTO contact_words (tenant, contact, hash) VALUES (?1, ?2, ?3) \
     ON CONFLICT DO NOTHING";

const CLEAR_GROUPS: &str = "DELETE FROM contact_groups WHERE tenant = ?1 AND contact = ?2";

const ADD_GROUP: &str = "INSERT INTO contact_groups (tenant, contact, hash) VALUES (?1, ?2, ?3) \
     ON CONFLICT DO NOTHING";

/// What goes before the person does.
pub(super) const FORGET: [&str; 4] = [
    CLEAR_WORDS,
    CLEAR_GROUPS,
    "DELETE FROM contact_aliases WHERE tenant = ?1 AND contact = ?2",
    "DELETE FROM contact_profiles WHERE tenant = ?1 AND contact = ?2",
];

fn maybe_hash(row: &mut Row) -> Result<Option<[u8; 32]>, StoreError> {
    let bytes = row.maybe_bytes()?.map(TryInto::try_into).transpose();
    bytes.map_err(|_| StoreError::Unreadable("no hash"))
}

fn profile(row: &mut Row) -> Result<StoredProfile, StoreError> {
    let (id, revision) = (SubjectId::from_bytes(row.blob()?), row.number()?);
    let contact = StoredContact { id, revision, key: subject(row)? };
    let keys = ContactKeys { email: maybe_hash(row)?, phone: maybe_hash(row)? };
    let marks = Marks { keys, key: maybe_hash(row)? };
    let made_at = row.moment()?;
    let told = row.maybe_bytes()?.zip(row.maybe_moment()?);
    Ok(StoredProfile { contact, marks, made_at, told })
}

fn hash(hash: Option<&[u8; 32]>) -> SqlValue {
    hash.map(<[u8; 32]>::as_slice).into()
}

fn person(tenant: &TenantId, contact: SubjectId) -> Vec<SqlValue> {
    vec![tenant.as_str().into(), contact.as_bytes().as_slice().into()]
}

impl<C: SqlConnection> SqlStore<C> {
    async fn profiles(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<StoredProfile>, StoreError> {
        let rows = self.rows(statement, parameters).await?;
        rows.into_iter().map(|mut row| profile(&mut row)).collect()
    }

    /// Says anew which hashes are somebody's.
    async fn hash_anew(
        &self,
        (tenant, contact): (&TenantId, SubjectId),
        (clear, add): (&str, &str),
        hashes: &[[u8; 32]],
    ) -> Result<(), StoreError> {
        self.rows(clear, person(tenant, contact)).await?;
        for hash in hashes {
            let mut parameters = person(tenant, contact);
            parameters.push(hash.as_slice().into());
            self.rows(add, parameters).await?;
        }
        Ok(())
    }
}

impl<C: SqlConnection> ProfileStore for SqlStore<C> {
    async fn find_profiles(
        &self,
        tenant: &TenantId,
        marks: Marks,
    ) -> Result<Vec<StoredProfile>, StoreError> {
        let Marks { keys, key } = marks;
        let hashes = [keys.email, keys.phone, key];
        let mut parameters = vec![tenant.as_str().into()];
        parameters.extend(hashes.iter().map(|one| hash(one.as_ref())));
        self.profiles(FIND, parameters).await
    }

    async fn read_profile(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
    ) -> Result<Option<StoredProfile>, StoreError> {
        Ok(self.profiles(READ, person(tenant, contact)).await?.pop())
    }

    async fn list_profiles(
        &self,
        tenant: &TenantId,
        filter: &ProfileFilter,
    ) -> Result<Vec<StoredProfile>, StoreError> {
        let ProfileFilter { words, group, before, limit } = filter;
        let end = (Moment::from_unix_millis(u64::MAX), SubjectId::from_bytes([u8::MAX; 16]));
        let (moment, id) = before.unwrap_or(end);
        let mut parameters = vec![
            tenant.as_str().into(),
            moment.into(),
            id.as_bytes().as_slice().into(),
            (*limit).into(),
        ];
        let mut statement = LIST.to_owned();
        let of_group = group.iter().map(|hash| (IN_GROUP, hash));
        let of_words = words.iter().map(|hash| (HAS_WORD, hash));
        for (condition, hash) in of_group.chain(of_words) {
            parameters.push(hash.as_slice().into());
            let place = parameters.len().to_string();
            statement.extend([condition, place.as_str(), ") "]);
        }
        statement.push_str(NEWEST);
        self.profiles(&statement, parameters).await
    }

    async fn list_groups(
        &self,
        tenant: &TenantId,
        limit: u32,
    ) -> Result<Vec<StoredGroup>, StoreError> {
        let rows = self.rows(GROUPS, vec![tenant.as_str().into(), limit.into()]).await?;
        let group = |mut row: Row| {
            let (group, contacts) = (row.blob()?, row.number()?);
            Ok(StoredGroup { group, contacts, one: profile(&mut row)? })
        };
        rows.into_iter().map(group).collect()
    }

    async fn put_profile(
        &self,
        tenant: &TenantId,
        profile: &NewProfile,
        now: Moment,
    ) -> Result<PutProfile, StoreError> {
        let NewProfile { contact, marks, words, groups, sealed } = profile;
        let found_by = || {
            let mut parameters = person(tenant, *contact);
            parameters.extend([&marks.keys.email, &marks.keys.phone].map(|one| hash(one.as_ref())));
            parameters
        };
        self.transaction(async || {
            let mut taking = found_by();
            taking.push(hash(marks.key.as_ref()));
            if self.first(TAKEN, taking).await?.is_some() {
                return Ok(End::RollBack(PutProfile::Taken));
            }
            if self.first(FOUND_BY, found_by()).await?.is_none() {
                return Ok(End::RollBack(PutProfile::NotFound));
            }
            self.hold(tenant, *contact, marks.keys).await?;
            let mut putting = person(tenant, *contact);
            putting.extend([hash(marks.key.as_ref()), sealed.as_slice().into(), now.into()]);
            self.rows(PUT, putting).await?;
            let who = (tenant, *contact);
            self.hash_anew(who, (CLEAR_WORDS, ADD_WORD), words).await?;
            self.hash_anew(who, (CLEAR_GROUPS, ADD_GROUP), groups).await?;
            Ok(End::Commit(PutProfile::Done))
        })
        .await
    }
}
