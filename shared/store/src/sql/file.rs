//! Files over SQL.

use ::survey::{FileId, ResponseId, SurveyId};
use contract::Moment;
use contract::message::{FileHead, NamedFile};
use credential::TenantId;

use super::End;
use super::personal::locked;
use super::response::named;
use super::row::Row;
use super::withdrawal::{WAS_WITHDRAWN, hashed, id_hash};
use crate::{
    FILE_OVERHEAD_BYTES, FileStore, LOOSE_MILLIS, MAX_SENT_BYTES, MAX_SENT_FILES, NewFile, PutFile,
    Record, SealedFile, SqlConnection, SqlStore, SqlValue, StoreError, StoredFile,
};

/// This one statement decides whether a file is new, and whether its response and its survey have
/// room for it.
const PUT: &str = "INSERT INTO files \
     (survey, response, id, name, media_type, bytes, kept, created_at, \
     subject, sealed_name, name_hash, digest) \
     SELECT surveys.id, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?13, ?14, ?15, ?16 FROM surveys \
     WHERE surveys.id = ?1 AND surveys.state = 'published' \
     AND NOT EXISTS (SELECT 1 FROM withdrawn_responses \
     WHERE withdrawn_responses.survey = ?1 AND withdrawn_responses.id_hash = ?8) \
     AND NOT EXISTS (SELECT 1 FROM responses \
     WHERE responses.survey = ?1 AND responses.id = ?2 AND responses.complete = 1) \
     AND (SELECT count(*) FROM files WHERE survey = ?1 AND response = ?2) < ?9 \
     AND (SELECT coalesce(sum(bytes), 0) FROM files WHERE survey = ?1 AND response = ?2) + ?6 \
     <= ?10 \
     AND (SELECT coalesce(sum(bytes), 0) + (count(*) + 1) * ?12 FROM files \
     WHERE survey = ?1 AND kept = 0) + ?6 <= ?11 \
     ON CONFLICT (survey, response, id) DO NOTHING RETURNING sequence";

const PUT_CONTENT: &str = "INSERT INTO file_contents (file, content) VALUES (?1, ?2)";

/// Bounded, so that nobody's file waits for long.
const REMOVE_LOOSE: &str = "DELETE FROM files WHERE sequence IN \
     (SELECT sequence FROM files WHERE kept = 0 AND created_at < ?1 ORDER BY created_at LIMIT 20)";

const IS_SAME: &str = "SELECT CASE WHEN files.subject IS NULL THEN files.name = ?4 \
     AND files.media_type = ?5 AND file_contents.content = ?6 ELSE files.digest IS ?7 END \
     FROM files JOIN file_contents ON file_contents.file = files.sequence \
     WHERE files.survey = ?1 AND files.response = ?2 AND files.id = ?3";

const STATE: &str = "SELECT state FROM surveys WHERE id = ?1 AND published_version IS NOT NULL";

const IS_COMPLETE: &str = "SELECT 1 FROM responses WHERE survey = ?1 AND id = ?2 AND complete = 1";

const HAS_ROOM: &str = "SELECT count(*) < ?3 AND coalesce(sum(bytes), 0) + ?4 <= ?5 \
     FROM files WHERE survey = ?1 AND response = ?2";

const LOOSEN: &str = "UPDATE files SET kept = 0 WHERE survey = ?1 AND response = ?2 AND kept = 1";

/// A file is a response's own, and is what the response says of it, or it is not there.
const NAME: &str = "UPDATE files SET kept = 1 WHERE survey = ?1 AND response = ?2 AND id = ?3 \
     AND CASE WHEN subject IS NULL THEN name = ?4 ELSE name_hash IS ?7 END \
     AND media_type = ?5 AND bytes = ?6 RETURNING 1";

const REMOVE_UNNAMED: &str = "DELETE FROM files WHERE survey = ?1 AND response = ?2 AND kept = 0";

const REMOVE_ALL: &str = "DELETE FROM files WHERE survey = ?1 AND response = ?2";

macro_rules! read {
    ($more:literal) => {
        concat!(
            "SELECT files.name, files.media_type, file_contents.content, files.sealed_name, ",
            "surveys.tenant, files.subject, subjects.generation, subjects.sealed FROM files ",
            "JOIN file_contents ON file_contents.file = files.sequence ",
            "JOIN surveys ON surveys.id = files.survey ",
            "LEFT JOIN subjects ON subjects.tenant = surveys.tenant ",
            "AND subjects.id = files.subject ",
            $more
        )
    };
}

const READ: &str = read!(
    "WHERE files.survey = ?1 \
     AND files.response = ?2 AND files.id = ?3 AND files.kept = 1 AND surveys.tenant = ?4"
);

const READ_OWN: &str =
    read!("WHERE files.survey = ?1 AND files.response = ?2 AND files.id = ?3 AND files.kept = 1");

fn named_file(survey: &SurveyId, response: ResponseId, file: FileId) -> Vec<SqlValue> {
    let mut parameters = named(survey, response);
    parameters.push(file.as_bytes().as_slice().into());
    parameters
}

fn stored(row: &mut Row) -> Result<StoredFile, StoreError> {
    let head = FileHead { name: row.text()?, media_type: row.text()? };
    let content = row.bytes()?;
    let locked = row.maybe_bytes()?.map(|name| locked(row, name)).transpose()?;
    Ok(StoredFile { head, content, locked })
}

/// The columns of a file that is sealed: subject, name, hash of the name, digest.
pub(super) fn sealed_columns(sealed: Option<&SealedFile>) -> [SqlValue; 4] {
    [
        sealed.map(|sealed| sealed.subject.id.as_bytes().as_slice()).into(),
        sealed.map(|sealed| sealed.name.as_slice()).into(),
        sealed.map(|sealed| sealed.name_hash.as_slice()).into(),
        sealed.map(|sealed| sealed.digest.as_slice()).into(),
    ]
}

impl<C: SqlConnection> SqlStore<C> {
    /// Has a response name its files and no others, in the transaction that keeps it. The place of
    /// the first that is not there, if one is not.
    pub(super) async fn name_files(
        &self,
        survey: &SurveyId,
        record: &Record,
    ) -> Result<Option<u32>, StoreError> {
        self.loosen_files(survey, record.id).await?;
        let hashes = record.sealed.as_ref().map(|sealed| &sealed.file_names);
        for (place, file) in (0..).zip(&record.files) {
            let NamedFile { id, name, media_type, bytes, .. } = file;
            let mut parameters = named_file(survey, record.id, *id);
            parameters.extend([name.as_str().into(), media_type.as_str().into(), (*bytes).into()]);
            let hash = usize::try_from(place).ok().and_then(|place| hashes?.get(place));
            parameters.push(hash.map(<[u8; 32]>::as_slice).into());
            if self.first(NAME, parameters).await?.is_none() {
                return Ok(Some(place));
            }
        }
        if record.stage.is_complete() {
            self.rows(REMOVE_UNNAMED, named(survey, record.id)).await?;
        }
        Ok(None)
    }

    /// Has a response name no files.
    pub(super) async fn loosen_files(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<(), StoreError> {
        self.rows(LOOSEN, named(survey, response)).await.map(|_| ())
    }

    /// Removes a response's files, in the transaction that takes it away.
    pub(super) async fn remove_files(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<(), StoreError> {
        self.rows(REMOVE_ALL, named(survey, response)).await.map(|_| ())
    }

    async fn insert_file(
        &self,
        survey: &SurveyId,
        file: NewFile<'_>,
        now: Moment,
    ) -> Result<Option<PutFile>, StoreError> {
        let NewFile { response, id, head, content, most_loose_bytes, sealed } = file;
        let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let mut parameters = named_file(survey, response, id);
        let name = if sealed.is_some() { "" } else { &head.name };
        parameters.extend([name.into(), head.media_type.as_str().into()]);
        parameters.extend([bytes.into(), now.into(), id_hash(response)]);
        parameters.extend([MAX_SENT_FILES.into(), MAX_SENT_BYTES.into()]);
        parameters.extend([most_loose_bytes.into(), FILE_OVERHEAD_BYTES.into()]);
        parameters.extend(sealed_columns(sealed));
        let content = sealed.map_or(content, |sealed| &sealed.content);
        self.transaction(async || {
            let Some(mut row) = self.first(PUT, parameters).await? else {
                return Ok(End::RollBack(None));
            };
            if let Some(sealed) = sealed
                && !self.keep_subject(survey, &sealed.subject).await?
            {
                return Ok(End::RollBack(Some(PutFile::KeyChanged)));
            }
            let place: u64 = row.number()?;
            self.rows(PUT_CONTENT, vec![place.into(), content.into()]).await?;
            Ok(End::Commit(Some(PutFile::Now)))
        })
        .await
    }

    /// Why a file was not kept.
    async fn explain_file(
        &self,
        survey: &SurveyId,
        file: NewFile<'_>,
    ) -> Result<PutFile, StoreError> {
        let NewFile { response, id, head, content, sealed, .. } = file;
        let mut parameters = named_file(survey, response, id);
        parameters.extend([head.name.as_str().into(), head.media_type.as_str().into()]);
        parameters.push(content.into());
        parameters.push(sealed.map(|sealed| sealed.digest.as_slice()).into());
        if let Some(mut row) = self.first(IS_SAME, parameters).await? {
            let same = row.number::<i64>()? != 0;
            return Ok(if same { PutFile::Already } else { PutFile::Conflict });
        }
        if self.first(WAS_WITHDRAWN, hashed(survey, response)).await?.is_some() {
            return Ok(PutFile::Withdrawn);
        }
        let Some(mut row) = self.first(STATE, vec![survey.as_str().into()]).await? else {
            return Ok(PutFile::NotFound);
        };
        if row.text()? != "published" {
            return Ok(PutFile::Closed);
        }
        if self.first(IS_COMPLETE, named(survey, response)).await?.is_some() {
            return Ok(PutFile::Complete);
        }
        let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let mut parameters = named(survey, response);
        parameters.extend([MAX_SENT_FILES.into(), bytes.into(), MAX_SENT_BYTES.into()]);
        let room = self.first(HAS_ROOM, parameters).await?;
        let room = room.map(|mut row| row.number::<i64>()).transpose()?.unwrap_or_default();
        Ok(if room == 0 { PutFile::Full } else { PutFile::Crowded })
    }
}

impl<C: SqlConnection> FileStore for SqlStore<C> {
    async fn put_file(
        &self,
        survey: &SurveyId,
        file: NewFile<'_>,
        now: Moment,
    ) -> Result<PutFile, StoreError> {
        let oldest = now.unix_millis().saturating_sub(LOOSE_MILLIS);
        self.rows(REMOVE_LOOSE, vec![oldest.into()]).await?;
        if let Some(outcome) = self.insert_file(survey, file, now).await? {
            return Ok(outcome);
        }
        self.explain_file(survey, file).await
    }

    async fn read_file(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
        file: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        let mut parameters = named_file(survey, response, file);
        parameters.push(tenant.as_str().into());
        let row = self.first(READ, parameters).await?;
        row.map(|mut row| stored(&mut row)).transpose()
    }

    async fn read_own_file(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        file: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        let row = self.first(READ_OWN, named_file(survey, response, file)).await?;
        row.map(|mut row| stored(&mut row)).transpose()
    }
}
