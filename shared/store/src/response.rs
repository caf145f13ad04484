//! The port of responses.

use ::survey::{Locale, Number, ResponseId, SurveyId, Version};
use contract::Moment;
use contract::message::{
    AppendResponse, AsideReason, Limit, NamedFile, Parts, Quota, ResponseState, Revision,
    Suspicion, Timing,
};
use credential::TenantId;
use personal::SubjectId;
use sha2::{Digest as _, Sha256};

use crate::{Locked, StoreError, SubjectUse};

/// How far a response has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// The respondent is not done; it was sent so often.
    Partial(Revision),
    /// The respondent was done.
    Complete,
}

impl Stage {
    /// Whether the respondent was done.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        match self {
            Self::Partial(_) => false,
            Self::Complete => true,
        }
    }

    /// How often it was sent before it was complete; nothing once it is.
    #[must_use]
    pub const fn revision(self) -> Option<Revision> {
        match self {
            Self::Partial(revision) => Some(revision),
            Self::Complete => None,
        }
    }

    /// The stage of a message; `None` if it says that it is complete and counts revisions, or
    /// neither.
    const fn of(message: &AppendResponse) -> Option<Self> {
        match (message.complete, message.revision) {
            (true, None) => Some(Self::Complete),
            (false, Some(revision)) => Some(Self::Partial(revision)),
            (true, Some(_)) | (false, None) => None,
        }
    }
}

/// What is kept of a response whose personal part is sealed.
#[derive(Clone, Eq, PartialEq)]
pub struct SealedRecord {
    /// The answers that may be read without a key, as JSON.
    pub answers: String,
    /// A keyed hash: two sends with one are one response.
    pub digest: [u8; 32],
    /// The others; nothing if there are none.
    pub part: Option<SealedPart>,
    /// Keyed hashes of what the files are called that it names, in their order.
    pub file_names: Vec<[u8; 32]>,
    /// What it counts to in figures: questions and values, none twice.
    pub tally: Vec<(String, String)>,
}

/// The personal part of a response.
#[derive(Clone, Eq, PartialEq)]
pub struct SealedPart {
    /// Under whose key it is.
    pub subject: SubjectUse,
    /// The answers as JSON, sealed.
    pub sealed: Vec<u8>,
}

/// A response on its way into the store.
#[derive(Clone, Eq, PartialEq)]
pub struct Record {
    /// Its name; the idempotency key.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// How far it has come.
    pub stage: Stage,
    /// The answers as JSON, members sorted by name. They are kept so only where nothing is sealed.
    pub answers: String,
    /// SHA-256 of version, language, whether it is complete, and answers: by it a repeat of a
    /// response is known that is not sealed.
    pub digest: [u8; 32],
    /// What is kept of the answers instead, and by what a repeat of that is known.
    pub sealed: Option<SealedRecord>,
    /// The quotas that it counts to, by name; none twice. What is suspected or not complete counts
    /// to none.
    pub quotas: Vec<Quota>,
    /// What the answers score.
    pub score: Option<Number>,
    /// Why it may be a machine's; sorted, none twice.
    pub suspect: Vec<Suspicion>,
    /// How many complete responses its survey takes in one minute. What is not complete is not
    /// counted, and what is suspected is counted by itself.
    pub per_minute: Option<u32>,
    /// Whether it may be kept.
    pub timing: Timing,
    /// The files that it names.
    pub files: Vec<NamedFile>,
    /// Whether somebody tried out how it goes: it is in no figure.
    pub is_test: bool,
    /// What the figures that it is in are told apart by, too.
    pub parts: Parts,
    /// When it is kept.
    pub submitted_at: Moment,
}

impl Record {
    /// The record of `message`, kept at `now`. `None` if the message contradicts itself: it counts
    /// revisions if and only if it is not complete.
    #[must_use]
    pub fn new(message: AppendResponse, now: Moment) -> Option<Self> {
        let stage = Stage::of(&message)?;
        let AppendResponse {
            id,
            version,
            language,
            answers,
            mut quotas,
            score,
            mut suspect,
            per_minute,
            timing,
            files,
            ..
        } = message;
        let per_minute = per_minute.filter(|_| stage.is_complete());
        // serde_json keeps an object's members sorted, so equal answers print equally.
        let answers = answers.into_value().to_string();
        let digest = plain_digest(version, &language, stage.is_complete(), &answers);
        suspect.sort();
        suspect.dedup();
        // Of two limits under one name the smaller holds.
        quotas.sort();
        quotas.dedup_by(|next, kept| next.name == kept.name);
        if !suspect.is_empty() || !stage.is_complete() {
            quotas.clear();
        }
        let submitted_at = now;
        Some(Self {
            id,
            version,
            language,
            stage,
            answers,
            digest,
            sealed: None,
            quotas,
            score,
            suspect,
            per_minute,
            timing,
            files,
            is_test: false,
            parts: Parts::default(),
            submitted_at,
        })
    }

    /// Whether it is in figures: what is complete, not suspected, and no test.
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        self.stage.is_complete() && self.suspect.is_empty() && !self.is_test
    }
}

/// By which a repeat of a response was known before personal data was sealed: who could read it could
/// try out short answers.
#[must_use]
pub fn plain_digest(
    version: Version,
    language: &Locale,
    complete: bool,
    answers: &str,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(version.number().to_be_bytes());
    hash.update([u8::from(complete)]);
    hash.update(language.as_str());
    hash.update([0]);
    hash.update(answers);
    hash.finalize().into()
}

/// What became of a response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Append {
    /// It is kept, durably.
    Now(Moment),
    /// An earlier send of the same response had been kept, at this moment; nothing is changed.
    Already(Moment),
    /// It is not complete, and this revision of it was kept before, or a later one; nothing is
    /// changed.
    Superseded(Moment, Revision),
    /// It is not complete, and the name holds one that is; nothing is changed.
    Complete,
    /// The file at this place of those that it names is not there, or not its own; nothing is
    /// changed.
    FileMissing(u32),
    /// The name holds other answers; nothing is changed.
    Conflict,
    /// The survey takes no more answers, or the response is not timely.
    Closed,
    /// There is no such survey, or that version was never published.
    NotFound,
    /// A quota that it counts to has no room for it; nothing is changed.
    QuotaFull,
    /// The survey has taken as many in this minute as it does; nothing is changed. From this moment
    /// on it takes more.
    TooMany(Moment),
    /// The name held a response that its respondent took away.
    Withdrawn,
    /// The key that it is sealed under is another by now; nothing is changed. It is to be sealed anew.
    KeyChanged,
}

/// A response that is read back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredResponse {
    /// Its place in the order in which responses were kept.
    pub sequence: u64,
    /// Its name.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// How far it has come.
    pub stage: Stage,
    /// The answers as JSON; of what is sealed those that may be read without a key.
    pub answers: String,
    /// The others.
    pub personal: Option<Box<Locked<Vec<u8>>>>,
    /// What the answers scored.
    pub score: Option<Number>,
    /// Why it may be a machine's.
    pub suspect: Vec<Suspicion>,
    /// Why staff have taken it out of figures, if they have.
    pub aside: Option<AsideReason>,
    /// When it was first kept as it is.
    pub submitted_at: Moment,
}

/// What there is of a respondent's own response.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Own {
    /// This.
    Response(StoredResponse),
    /// Its respondent took it away.
    Withdrawn,
    /// There is none.
    NotFound,
}

/// What became of a wish to take a response away.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Withdraw {
    /// It is gone, for good.
    Done,
    /// It was taken away before.
    Already,
    /// The response is complete by now; nothing is changed.
    Complete,
    /// There is none.
    NotFound,
}

/// What a respondent may take away.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Withdrawable {
    /// A response that is complete.
    Complete,
    /// A response that is not complete yet.
    Partial,
}

/// Keeps responses. Every deployed implementation keeps them in the tenant's zone.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ResponseStore {
    /// Keeps `record` unless its name is taken, durably before it answers.
    ///
    /// Safe to repeat: a repeat is [`Append::Already`], also after the survey was closed or a
    /// quota was full. A response takes one place of each of its quotas, however often it is sent.
    ///
    /// A minute, of which a survey takes so many, begins with the first response that comes after the
    /// last one is over. A repeat is neither counted nor refused.
    ///
    /// One that is not complete is kept in the place of its earlier revisions, and gives way to
    /// its completion, which comes last in the order. The files that it names are no longer loose,
    /// and those that it names no more are; a completion leaves none that it does not name. Who remembers a place in it misses nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn append(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError>;

    /// A survey's responses of a state in the order in which they were kept, after the place
    /// `after`. `None` if the tenant has no such survey.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_responses(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        state: ResponseState,
        limit: Limit,
        after: Option<u64>,
    ) -> Result<Option<Vec<StoredResponse>>, StoreError>;

    /// One response of a tenant's survey.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_response(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Option<StoredResponse>, StoreError>;

    /// A respondent's own response. Whether it is theirs is for the caller to know.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_own(&self, survey: &SurveyId, response: ResponseId) -> Result<Own, StoreError>;

    /// Takes a respondent's own response away, for good, and gives back its places in quotas.
    /// What stays is that there was one, so that a late send of it does not bring it back. The key of
    /// `own`, the subject of this response and nothing else, goes with it. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn withdraw(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        own: SubjectId,
        what: Withdrawable,
        now: Moment,
    ) -> Result<Withdraw, StoreError>;
}
