//! Published definitions, remembered: a published version never changes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contract::message::{Published, PublishedState};
use contract::{StorageClient, Transport};
use problem::{Kind, Problem};
use serde_json::value::RawValue;
use survey::model::Definition;
use survey::{SurveyId, Version};

/// The most bytes of definitions' JSON that an instance remembers. When there are more it forgets
/// them all, which costs one question to storage for each that is asked for again.
const MAX_REMEMBERED_BYTES: usize = 8 << 20;

/// A published version, read.
pub(crate) struct PublishedVersion {
    pub(crate) version: Version,
    pub(crate) definition: Definition,
    pub(crate) json: Box<RawValue>,
}

/// What an instance remembers.
#[derive(Default)]
pub(crate) struct Definitions(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    /// By survey and version, sorted.
    versions: Vec<(SurveyId, Arc<PublishedVersion>)>,
    /// By survey, sorted.
    newest: Vec<(SurveyId, Version)>,
    bytes: usize,
}

impl Remembered {
    /// Where a version is, or where it would be.
    fn place(&self, survey: &SurveyId, version: Version) -> Result<usize, usize> {
        self.versions.binary_search_by(|(other, published)| {
            other.cmp(survey).then_with(|| published.version.cmp(&version))
        })
    }

    fn version(&self, survey: &SurveyId, version: Version) -> Option<Arc<PublishedVersion>> {
        let place = self.place(survey, version).ok()?;
        self.versions.get(place).map(|(_, published)| Arc::clone(published))
    }

    fn newest(&self, survey: &SurveyId) -> Option<Arc<PublishedVersion>> {
        let place = self.newest.binary_search_by(|(other, _)| other.cmp(survey)).ok()?;
        let (_, version) = self.newest.get(place)?;
        self.version(survey, *version)
    }

    /// Adds a version, which was published once and is the same whenever it is read.
    fn add(&mut self, survey: &SurveyId, published: &Arc<PublishedVersion>) {
        if let Err(place) = self.place(survey, published.version) {
            self.versions.insert(place, (survey.clone(), Arc::clone(published)));
            self.bytes += published.json.get().len();
        }
    }

    fn set_newest(&mut self, survey: &SurveyId, version: Version) {
        let place = self.newest.binary_search_by(|(other, _)| other.cmp(survey));
        let place = place.map_or_else(
            |free| free,
            |old| {
                self.newest.remove(old);
                old
            },
        );
        self.newest.insert(place, (survey.clone(), version));
    }
}

impl Definitions {
    /// The newest version of a survey, and whether the survey takes answers. Storage is asked
    /// each time; the definition is sent only if it is not remembered.
    pub(crate) async fn newest(
        &self,
        storage: &StorageClient<'_, impl Transport>,
        survey: &SurveyId,
    ) -> Result<(Arc<PublishedVersion>, PublishedState), Problem> {
        let remembered = self.lock().newest(survey);
        let known = remembered.as_ref().map(|remembered| remembered.version);
        if let Some(published) = storage.read_published(survey, None, known).await? {
            let state = published.state;
            return Ok((self.remember(survey, published, true)?, state));
        }
        let unknown = || Problem::new(Kind::Internal).with_cause("nothing was remembered");
        Ok((remembered.ok_or_else(unknown)?, PublishedState::Open))
    }

    /// One version of a survey, from memory if it is there. Whether the survey takes answers is
    /// storage's to say when an answer comes.
    pub(crate) async fn version(
        &self,
        storage: &StorageClient<'_, impl Transport>,
        survey: &SurveyId,
        version: Version,
    ) -> Result<Arc<PublishedVersion>, Problem> {
        let remembered = self.lock().version(survey, version);
        if let Some(remembered) = remembered {
            return Ok(remembered);
        }
        let published = storage.read_published(survey, Some(version), None).await?;
        self.remember(survey, published.ok_or(Kind::Internal)?, false)
    }

    fn remember(
        &self,
        survey: &SurveyId,
        published: Published,
        is_newest: bool,
    ) -> Result<Arc<PublishedVersion>, Problem> {
        let unreadable = || Problem::new(Kind::Internal).with_cause("a published definition");
        let definition = published.read().ok_or_else(unreadable)?;
        let Published { version, definition: json, .. } = published;
        let bytes = json.get().len();
        let read = Arc::new(PublishedVersion { version, definition, json });
        let mut remembered = self.lock();
        if remembered.bytes + bytes > MAX_REMEMBERED_BYTES {
            *remembered = Remembered::default();
        }
        remembered.add(survey, &read);
        if is_newest {
            remembered.set_newest(survey, version);
        }
        Ok(read)
    }

    /// What is remembered is whole whenever the lock is free, also after a panic.
    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
