//! Files in memory.

use contract::Moment;
use contract::message::{FileHead, NamedFile, SurveyState};
use credential::TenantId;
use store::{
    FILE_OVERHEAD_BYTES, FileStore, LOOSE_MILLIS, MAX_SENT_BYTES, MAX_SENT_FILES, NewFile, PutFile,
    Record, SealedFile, StoreError, StoredFile,
};
use survey::{FileId, ResponseId, SurveyId};

use super::{MemoryStore, State};

/// A file, and whether its response names it.
pub(super) struct KeptFile {
    pub(super) head: FileHead,
    pub(super) content: Vec<u8>,
    pub(super) sealed: Option<SealedFile>,
    bytes: usize,
    is_named: bool,
    created_at: Moment,
}

pub(super) type Key = (SurveyId, ResponseId, FileId);

impl KeptFile {
    fn is(&self, named: &NamedFile, hash: Option<&[u8; 32]>) -> bool {
        let same_name = match &self.sealed {
            Some(sealed) => hash == Some(&sealed.name_hash),
            None => self.head.name == named.name,
        };
        same_name
            && self.head.media_type == named.media_type
            && self.bytes == usize::try_from(named.bytes).unwrap_or(usize::MAX)
    }

    /// Keeps what is sealed, and nothing else.
    pub(super) fn seal(&mut self, sealed: &SealedFile) {
        self.head.name.clear();
        self.content.clear();
        self.sealed = Some(sealed.clone());
    }
}

impl State {
    /// The place of the first of a record's files that is not there.
    pub(super) fn missing_file(&self, survey: &SurveyId, record: &Record) -> Option<u32> {
        let hashes = record.sealed.as_ref().map(|sealed| &sealed.file_names);
        let hash = |place: u32| hashes?.get(usize::try_from(place).ok()?);
        let there = |place: u32, named: &NamedFile| {
            let key = (survey.clone(), record.id, named.id);
            self.files.get(&key).is_some_and(|kept| kept.is(named, hash(place)))
        };
        let mut named = (0..).zip(&record.files);
        named.find(|(place, named)| !there(*place, named)).map(|(place, _)| place)
    }

    /// Has a response name its files and no others.
    pub(super) fn name_files(&mut self, survey: &SurveyId, record: &Record) {
        for (key, file) in &mut self.files {
            if (&key.0, key.1) == (survey, record.id) {
                file.is_named = record.files.iter().any(|named| named.id == key.2);
            }
        }
        if record.stage.is_complete() {
            let own = |key: &Key| (&key.0, key.1) == (survey, record.id);
            self.files.retain(|key, file| file.is_named || !own(key));
        }
    }

    pub(super) fn remove_files(&mut self, survey: &SurveyId, response: ResponseId) {
        self.files.retain(|key, _| (&key.0, key.1) != (survey, response));
    }

    /// Removes what is loose for too long, with the keys of responses that never came.
    fn remove_loose(&mut self, oldest: u64) {
        let stays = |kept: &KeptFile| kept.is_named || kept.created_at.unix_millis() >= oldest;
        let gone: Vec<_> = self.files.extract_if(.., |_, kept| !stays(kept)).collect();
        for ((survey, response, _), file) in gone {
            let is = |key: &Key| (&key.0, key.1) == (&survey, response);
            let there = self.of(&survey).any(|kept| kept.record.id == response);
            if let Some(sealed) = file.sealed.filter(|_| !there && !self.files.keys().any(is)) {
                self.remove_own_subject(&survey, sealed.subject.id);
            }
        }
    }

    fn has_room_for_file(&self, survey: &SurveyId, file: NewFile<'_>) -> bool {
        let own = self.files.iter().filter(|(key, _)| (&key.0, key.1) == (survey, file.response));
        let sizes: Vec<_> = own.map(|(_, kept)| kept.bytes).collect();
        let bytes = sizes.iter().sum::<usize>() + file.content.len();
        sizes.len() < usize::try_from(MAX_SENT_FILES).unwrap_or(usize::MAX)
            && bytes <= usize::try_from(MAX_SENT_BYTES).unwrap_or(usize::MAX)
    }

    fn is_crowded(&self, survey: &SurveyId, file: NewFile<'_>) -> bool {
        let counted = |bytes: usize| FILE_OVERHEAD_BYTES + u64::try_from(bytes).unwrap_or(u64::MAX);
        let of_survey = self.files.iter().filter(|(key, kept)| key.0 == *survey && !kept.is_named);
        let loose: u64 = of_survey.map(|(_, kept)| counted(kept.bytes)).sum();
        loose + counted(file.content.len()) > file.most_loose_bytes
    }
}

impl FileStore for MemoryStore {
    async fn put_file(
        &self,
        survey: &SurveyId,
        file: NewFile<'_>,
        now: Moment,
    ) -> Result<PutFile, StoreError> {
        let mut state = self.state();
        let oldest = now.unix_millis().saturating_sub(LOOSE_MILLIS);
        state.remove_loose(oldest);
        let key = (survey.clone(), file.response, file.id);
        if let Some(there) = state.files.get(&key) {
            let same = match &there.sealed {
                Some(sealed) => file.sealed.is_some_and(|sent| sent.digest == sealed.digest),
                None => there.head == *file.head && there.content == file.content,
            };
            return Ok(if same { PutFile::Already } else { PutFile::Conflict });
        }
        if state.is_withdrawn(survey, file.response) {
            return Ok(PutFile::Withdrawn);
        }
        match state.surveys.get(survey).map(|kept| kept.state) {
            None | Some(SurveyState::Draft) => return Ok(PutFile::NotFound),
            Some(SurveyState::Closed) => return Ok(PutFile::Closed),
            Some(SurveyState::Published) => {}
        }
        if state.is_complete(survey, file.response) {
            return Ok(PutFile::Complete);
        }
        if !state.has_room_for_file(survey, file) {
            return Ok(PutFile::Full);
        }
        if state.is_crowded(survey, file) {
            return Ok(PutFile::Crowded);
        }
        if file.sealed.is_some_and(|sealed| !state.takes_subject(survey, &sealed.subject)) {
            return Ok(PutFile::KeyChanged);
        }
        let (head, content) = (file.head.clone(), file.content.to_vec());
        let bytes = content.len();
        let mut kept =
            KeptFile { head, content, sealed: None, bytes, is_named: false, created_at: now };
        if let Some(sealed) = file.sealed {
            kept.seal(sealed);
            state.keep_subject(survey, &sealed.subject);
        }
        state.files.insert(key, kept);
        Ok(PutFile::Now)
    }

    async fn read_file(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
        file: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        if self.state().kept(tenant, survey).is_none() {
            return Ok(None);
        }
        self.read_own_file(survey, response, file).await
    }

    async fn read_own_file(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        file: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        let state = self.state();
        let found = state.files.get(&(survey.clone(), response, file));
        Ok(found.filter(|kept| kept.is_named).map(|kept| {
            let head = kept.head.clone();
            match &kept.sealed {
                Some(sealed) => StoredFile {
                    head,
                    content: sealed.content.clone(),
                    locked: state.locked(survey, sealed.subject.id, sealed.name.clone()),
                },
                None => StoredFile { head, content: kept.content.clone(), locked: None },
            }
        }))
    }
}
