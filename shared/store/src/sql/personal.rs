//! What seals personal data, over SQL.

use ::survey::{FileId, ResponseId, SurveyId};
use contract::Moment;
use credential::TenantId;
use personal::{Generation, SubjectId};

use super::End;
use super::file::sealed_columns;
use super::row::Row;
use super::survey::version;
use crate::{
    ClearFile, ClearResponse, Locked, PersonalStore, SealedFile, SealedPart, SealedRecord, Sealing,
    SqlConnection, SqlStore, SqlValue, StoreError, StoredSubject, SubjectUse, TenantKeys,
};

const KEYS: &str = "SELECT tenant_keys.generation, tenant_keys.sealed, look_up_secrets.sealed \
     FROM tenant_keys JOIN look_up_secrets ON look_up_secrets.tenant = tenant_keys.tenant \
     WHERE tenant_keys.tenant = ?1 ORDER BY tenant_keys.generation DESC";

/// This one statement decides which secret a tenant has.
const ADD_LOOK_UP: &str = "INSERT INTO look_up_secrets (tenant, sealed) \
     SELECT id, ?2 FROM tenants WHERE id = ?1 ON CONFLICT (tenant) DO NOTHING RETURNING 1";

const ADD_KEY: &str = "INSERT INTO tenant_keys (tenant, generation, sealed, made_at) \
     VALUES (?1, 1, ?2, ?3)";

const TENANTS: &str =
    "SELECT tenant FROM look_up_secrets WHERE tenant > ?1 ORDER BY tenant LIMIT ?2";

const REPLACE_KEY: &str = "UPDATE tenant_keys SET sealed = ?4 \
     WHERE tenant = ?1 AND generation = ?2 AND sealed = ?3 RETURNING 1";

const REPLACE_LOOK_UP: &str = "UPDATE look_up_secrets SET sealed = ?3 \
     WHERE tenant = ?1 AND sealed = ?2 RETURNING 1";

const SUBJECT: &str = "SELECT generation, sealed FROM subjects WHERE tenant = ?1 AND id = ?2";

/// A key of a tenant that is not there by now opens nothing, and so keeps nothing.
const ADD_SUBJECT: &str = "INSERT INTO subjects (tenant, id, kind, generation, sealed) \
     SELECT surveys.tenant, ?2, 'response', ?3, ?4 FROM surveys JOIN tenant_keys \
     ON tenant_keys.tenant = surveys.tenant AND tenant_keys.generation = ?3 \
     WHERE surveys.id = ?1 ON CONFLICT (tenant, id) DO NOTHING RETURNING 1";

const HAS_SUBJECT: &str = "SELECT 1 FROM subjects JOIN surveys ON surveys.tenant = subjects.tenant \
     WHERE surveys.id = ?1 AND subjects.id = ?2 AND subjects.generation = ?3 \
     AND subjects.sealed = ?4";

/// The same for what is a tenant's own, and not of a response.
const ADD_TENANTS: &str = "INSERT INTO subjects (tenant, id, kind, generation, sealed) \
     SELECT tenant, ?2, ?5, ?3, ?4 FROM tenant_keys WHERE tenant = ?1 AND generation = ?3 \
     ON CONFLICT (tenant, id) DO NOTHING RETURNING 1";

const HAS_TENANTS: &str = "SELECT 1 FROM subjects WHERE tenant = ?1 AND id = ?2 AND kind = ?5 \
     AND generation = ?3 AND sealed = ?4";

const REMOVE_OWN: &str = "DELETE FROM subjects WHERE kind = 'response' AND id = ?2 \
     AND tenant = (SELECT tenant FROM surveys WHERE surveys.id = ?1)";

const CLEAR_RESPONSES: &str = "SELECT responses.sequence, surveys.tenant, responses.survey, \
     responses.id, responses.version, responses.language, responses.complete, responses.answers \
     FROM responses JOIN surveys ON surveys.id = responses.survey \
     WHERE responses.sealed = 0 ORDER BY responses.sequence LIMIT ?1";

const CLEAR_FILE: &str = "SELECT files.sequence, surveys.tenant, files.survey, files.response, \
     files.id, files.name, files.media_type, file_contents.content \
     FROM files JOIN surveys ON surveys.id = files.survey \
     JOIN file_contents ON file_contents.file = files.sequence \
     WHERE files.subject IS NULL ORDER BY files.sequence LIMIT 1";

/// Whoever sealed it first, or revised it, has sealed it.
const SEAL_RESPONSE: &str = "UPDATE responses SET sealed = 1, answers = ?3, digest = ?4, \
     subject = ?5, personal = ?6 \
     WHERE sequence = ?1 AND survey = ?2 AND sealed = 0 RETURNING 1";

const SEAL_FILE: &str = "UPDATE files SET name = '', subject = ?3, sealed_name = ?4, \
     name_hash = ?5, digest = ?6 \
     WHERE sequence = ?1 AND survey = ?2 AND subject IS NULL RETURNING 1";

const SEAL_CONTENT: &str = "UPDATE file_contents SET content = ?2 WHERE file = ?1";

const IS_SCRUBBED: &str = "SELECT done FROM scrubbed";

const SCRUBBED: &str = "UPDATE scrubbed SET done = 1 WHERE done = 0";

pub(super) fn subject(row: &mut Row) -> Result<StoredSubject, StoreError> {
    let generation = generation(row)?;
    Ok(StoredSubject { generation, sealed: row.bytes()? })
}

fn generation(row: &mut Row) -> Result<Generation, StoreError> {
    Generation::new(row.number()?).ok_or(StoreError::Unreadable("no generation"))
}

/// Reads the tenant, the subject and its key, for what is sealed.
pub(super) fn locked<T>(row: &mut Row, sealed: T) -> Result<Locked<T>, StoreError> {
    let (tenant, id) = (row.parsed()?, SubjectId::from_bytes(row.blob()?));
    let generation = row.maybe_integer()?.map(u32::try_from).transpose();
    let generation = generation.map_err(|_| StoreError::Unreadable("no generation"))?;
    let key = generation.and_then(Generation::new).zip(row.maybe_bytes()?);
    let key = key.map(|(generation, sealed)| StoredSubject { generation, sealed });
    Ok(Locked { tenant, subject: id, key, sealed })
}

fn response(row: &mut Row) -> Result<ResponseId, StoreError> {
    ResponseId::from_bytes(row.blob()?).map_err(|_| StoreError::Unreadable("not a response's name"))
}

fn clear_response(row: &mut Row) -> Result<ClearResponse, StoreError> {
    Ok(ClearResponse {
        sequence: row.number()?,
        tenant: row.parsed()?,
        survey: row.parsed()?,
        id: response(row)?,
        version: version(row)?,
        language: row.parsed()?,
        complete: row.number::<i64>()? != 0,
        answers: row.text()?,
    })
}

fn clear_file(row: &mut Row) -> Result<ClearFile, StoreError> {
    Ok(ClearFile {
        sequence: row.number()?,
        tenant: row.parsed()?,
        survey: row.parsed()?,
        response: response(row)?,
        id: FileId::from_bytes(row.blob()?)
            .map_err(|_| StoreError::Unreadable("not a file's name"))?,
        name: row.text()?,
        media_type: row.text()?,
        content: row.bytes()?,
    })
}

impl<C: SqlConnection> SqlStore<C> {
    /// Keeps the key under which something was sealed, or sees to it that it is kept, in the
    /// transaction that keeps what was sealed. Says whether it is.
    pub(super) async fn keep_subject(
        &self,
        survey: &SurveyId,
        subject: &SubjectUse,
    ) -> Result<bool, StoreError> {
        let statement = if subject.is_new { ADD_SUBJECT } else { HAS_SUBJECT };
        let parameters = vec![
            survey.as_str().into(),
            subject.id.as_bytes().as_slice().into(),
            subject.key.generation.number().into(),
            subject.key.sealed.as_slice().into(),
        ];
        Ok(self.first(statement, parameters).await?.is_some())
    }

    /// The same for a subject of a tenant that is of this kind, and no response's.
    pub(super) async fn keep_tenants_subject(
        &self,
        tenant: &TenantId,
        subject: &SubjectUse,
        kind: &str,
    ) -> Result<bool, StoreError> {
        let statement = if subject.is_new { ADD_TENANTS } else { HAS_TENANTS };
        let parameters = vec![
            tenant.as_str().into(),
            subject.id.as_bytes().as_slice().into(),
            subject.key.generation.number().into(),
            subject.key.sealed.as_slice().into(),
            kind.into(),
        ];
        Ok(self.first(statement, parameters).await?.is_some())
    }

    /// Removes the key of a response's own subject, in the transaction that takes the response away.
    pub(super) async fn remove_own_subject(
        &self,
        survey: &SurveyId,
        own: SubjectId,
    ) -> Result<(), StoreError> {
        let parameters = vec![survey.as_str().into(), own.as_bytes().as_slice().into()];
        self.rows(REMOVE_OWN, parameters).await.map(|_| ())
    }

    async fn replace_keys(
        &self,
        tenant: &TenantId,
        old: &TenantKeys,
        new: &TenantKeys,
    ) -> Result<bool, StoreError> {
        let whose = || SqlValue::from(tenant.as_str());
        let parameters = vec![whose(), old.look_up.as_str().into(), new.look_up.as_str().into()];
        if self.first(REPLACE_LOOK_UP, parameters).await?.is_none() {
            return Ok(false);
        }
        for ((generation, old), (_, new)) in old.keys.iter().zip(&new.keys) {
            let place = generation.number().into();
            let parameters = vec![whose(), place, old.as_str().into(), new.as_str().into()];
            if self.first(REPLACE_KEY, parameters).await?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<C: SqlConnection> PersonalStore for SqlStore<C> {
    async fn tenant_keys(&self, tenant: &TenantId) -> Result<Option<TenantKeys>, StoreError> {
        let rows = self.rows(KEYS, vec![tenant.as_str().into()]).await?;
        let mut found: Option<TenantKeys> = None;
        for mut row in rows {
            let (generation, sealed) = (generation(&mut row)?, row.text()?);
            let look_up = row.text()?;
            let keys = found.get_or_insert(TenantKeys { keys: Vec::new(), look_up });
            keys.keys.push((generation, sealed));
        }
        Ok(found)
    }

    async fn add_tenant_keys(
        &self,
        tenant: &TenantId,
        first: &str,
        look_up: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let whose = || SqlValue::from(tenant.as_str());
        self.transaction(async || {
            if self.first(ADD_LOOK_UP, vec![whose(), look_up.into()]).await?.is_none() {
                return Ok(End::RollBack(false));
            }
            self.rows(ADD_KEY, vec![whose(), first.into(), now.into()]).await?;
            Ok(End::Commit(true))
        })
        .await
    }

    async fn list_tenant_keys(
        &self,
        limit: u32,
        after: Option<&str>,
    ) -> Result<Vec<(TenantId, TenantKeys)>, StoreError> {
        let parameters = vec![after.unwrap_or_default().into(), limit.into()];
        let mut found = Vec::new();
        for mut row in self.rows(TENANTS, parameters).await? {
            let tenant: TenantId = row.parsed()?;
            if let Some(keys) = self.tenant_keys(&tenant).await? {
                found.push((tenant, keys));
            }
        }
        Ok(found)
    }

    async fn replace_tenant_keys(
        &self,
        tenant: &TenantId,
        old: &TenantKeys,
        new: &TenantKeys,
    ) -> Result<bool, StoreError> {
        self.transaction(async || {
            let replaced = self.replace_keys(tenant, old, new).await?;
            Ok(if replaced { End::Commit(true) } else { End::RollBack(false) })
        })
        .await
    }

    async fn find_subject(
        &self,
        tenant: &TenantId,
        id: SubjectId,
    ) -> Result<Option<StoredSubject>, StoreError> {
        let parameters = vec![tenant.as_str().into(), id.as_bytes().as_slice().into()];
        let row = self.first(SUBJECT, parameters).await?;
        row.map(|mut row| subject(&mut row)).transpose()
    }

    async fn clear_responses(&self, limit: u32) -> Result<Vec<ClearResponse>, StoreError> {
        let rows = self.rows(CLEAR_RESPONSES, vec![limit.into()]).await?;
        rows.into_iter().map(|mut row| clear_response(&mut row)).collect()
    }

    async fn clear_file(&self) -> Result<Option<ClearFile>, StoreError> {
        let row = self.first(CLEAR_FILE, Vec::new()).await?;
        row.map(|mut row| clear_file(&mut row)).transpose()
    }

    async fn seal_response(
        &self,
        response: &ClearResponse,
        sealed: &SealedRecord,
    ) -> Result<Sealing, StoreError> {
        let part = sealed.part.as_ref();
        let parameters = vec![
            response.sequence.into(),
            response.survey.as_str().into(),
            sealed.answers.as_str().into(),
            sealed.digest.as_slice().into(),
            part.map(|part| part.subject.id.as_bytes().as_slice()).into(),
            part.map(|part| part.sealed.as_slice()).into(),
        ];
        self.transaction(async || {
            if self.first(SEAL_RESPONSE, parameters).await?.is_none() {
                return Ok(End::RollBack(Sealing::Gone));
            }
            if let Some(SealedPart { subject, .. }) = part
                && !self.keep_subject(&response.survey, subject).await?
            {
                return Ok(End::RollBack(Sealing::KeyChanged));
            }
            Ok(End::Commit(Sealing::Done))
        })
        .await
    }

    async fn seal_file(
        &self,
        file: &ClearFile,
        sealed: &SealedFile,
    ) -> Result<Sealing, StoreError> {
        let mut parameters = vec![file.sequence.into(), file.survey.as_str().into()];
        parameters.extend(sealed_columns(Some(sealed)));
        self.transaction(async || {
            if self.first(SEAL_FILE, parameters).await?.is_none() {
                return Ok(End::RollBack(Sealing::Gone));
            }
            if !self.keep_subject(&file.survey, &sealed.subject).await? {
                return Ok(End::RollBack(Sealing::KeyChanged));
            }
            let content = vec![file.sequence.into(), sealed.content.as_slice().into()];
            self.rows(SEAL_CONTENT, content).await?;
            Ok(End::Commit(Sealing::Done))
        })
        .await
    }

    /// Rows that moved within the file, when pages were filled, may have left copies where nothing
    /// stands: the file is written anew, and the log emptied.
    async fn scrub(&self) -> Result<bool, StoreError> {
        let mut row = self.first(IS_SCRUBBED, Vec::new()).await?;
        let done = row.as_mut().map(Row::flag).transpose()?;
        if done.unwrap_or(true) {
            return Ok(true);
        }
        self.rows("VACUUM", Vec::new()).await?;
        let emptied = self.first("PRAGMA wal_checkpoint(TRUNCATE)", Vec::new()).await?;
        let busy = emptied.map(|mut row| row.flag()).transpose()?.unwrap_or(false);
        if busy {
            return Ok(false);
        }
        self.rows(SCRUBBED, Vec::new()).await?;
        Ok(true)
    }
}
