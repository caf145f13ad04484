//! Files in memory.

use contract::Moment;
use contract::message::{FileHead, NamedFile, SurveyState};
use credential::TenantId;
use store::{
    FILE_OVERHEAD_BYTES, FileStore, LOOSE_MILLIS, MAX_SENT_BYTES, MAX_SENT_FILES, NewFile, PutFile,
    Record, StoreError, StoredFile,
};
use survey::{FileId, ResponseId, SurveyId};

use super::{MemoryStore, State};

/// A file, and whether its response names it.
pub(super) struct KeptFile {
    head: FileHead,
    content: Vec<u8>,
    is_named: bool,
    created_at: Moment,
}

pub(super) type Key = (SurveyId, ResponseId, FileId);

impl KeptFile {
    fn is(&self, named: &NamedFile) -> bool {
        self.head.name == named.name
            && self.head.media_type == named.media_type
            && self.content.len() == usize::try_from(named.bytes).unwrap_or(usize::MAX)
    }
}

impl State {
    /// The place of the first of a record's files that is not there.
    pub(super) fn missing_file(&self, survey: &SurveyId, record: &Record) -> Option<u32> {
        let there = |named: &NamedFile| {
            let key = (survey.clone(), record.id, named.id);
            self.files.get(&key).is_some_and(|kept| kept.is(named))
        };
        (0..).zip(&record.files).find(|(_, named)| !there(named)).map(|(place, _)| place)
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

    fn has_room_for_file(&self, survey: &SurveyId, file: NewFile<'_>) -> bool {
        let own = self.files.iter().filter(|(key, _)| (&key.0, key.1) == (survey, file.response));
        let sizes: Vec<_> = own.map(|(_, kept)| kept.content.len()).collect();
        let bytes = sizes.iter().sum::<usize>() + file.content.len();
        sizes.len() < usize::try_from(MAX_SENT_FILES).unwrap_or(usize::MAX)
            && bytes <= usize::try_from(MAX_SENT_BYTES).unwrap_or(usize::MAX)
    }

    fn is_crowded(&self, survey: &SurveyId, file: NewFile<'_>) -> bool {
        let counted =
            |content: &[u8]| FILE_OVERHEAD_BYTES + u64::try_from(content.len()).unwrap_or(u64::MAX);
        let of_survey = self.files.iter().filter(|(key, kept)| key.0 == *survey && !kept.is_named);
        let loose: u64 = of_survey.map(|(_, kept)| counted(&kept.content)).sum();
        loose + counted(file.content) > file.most_loose_bytes
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
        state.files.retain(|_, kept| kept.is_named || kept.created_at.unix_millis() >= oldest);
        let key = (survey.clone(), file.response, file.id);
        if let Some(there) = state.files.get(&key) {
            let same = there.head == *file.head && there.content == file.content;
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
        let (head, content) = (file.head.clone(), file.content.to_vec());
        state.files.insert(key, KeptFile { head, content, is_named: false, created_at: now });
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
        Ok(found
            .filter(|kept| kept.is_named)
            .map(|kept| StoredFile { head: kept.head.clone(), content: kept.content.clone() }))
    }
}
