//! The port of responses.

use ::survey::{Locale, Number, ResponseId, SurveyId, Version};
use contract::Moment;
use contract::message::{AppendResponse, Limit, Quota};
use credential::TenantId;
use sha2::{Digest as _, Sha256};

use crate::StoreError;

/// A response on its way into the store.
#[derive(Clone, Eq, PartialEq)]
pub struct Record {
    /// Its name; the idempotency key.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// Whether the respondent was done.
    pub complete: bool,
    /// The answers as JSON, members sorted by name.
    pub answers: String,
    /// SHA-256 of everything above but the id: two sends with one digest are one response.
    pub digest: [u8; 32],
    /// The quotas that it counts to, by name; none twice.
    pub quotas: Vec<Quota>,
    /// What the answers score.
    pub score: Option<Number>,
    /// When it is kept.
    pub submitted_at: Moment,
}

impl Record {
    /// The record of `message`, kept at `now`.
    #[must_use]
    pub fn new(message: AppendResponse, now: Moment) -> Self {
        let AppendResponse { id, version, language, complete, answers, mut quotas, score } =
            message;
        // serde_json keeps an object's members sorted, so equal answers print equally.
        let answers = answers.into_value().to_string();
        let mut hash = Sha256::new();
        hash.update(version.number().to_be_bytes());
        hash.update([u8::from(complete)]);
        hash.update(language.as_str());
        hash.update([0]);
        hash.update(&answers);
        let digest = hash.finalize().into();
        // Of two limits under one name the smaller holds.
        quotas.sort();
        quotas.dedup_by(|next, kept| next.name == kept.name);
        let submitted_at = now;
        Self { id, version, language, complete, answers, digest, quotas, score, submitted_at }
    }
}

/// What became of a response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Append {
    /// It is kept, durably.
    Now(Moment),
    /// An earlier send of the same response had been kept, at this moment; nothing is changed.
    Already(Moment),
    /// The name holds other answers; nothing is changed.
    Conflict,
    /// The survey takes no more answers.
    Closed,
    /// There is no such survey, or that version was never published.
    NotFound,
    /// A quota that it counts to has no room for it; nothing is changed.
    QuotaFull,
}

/// A response that is read back.
#[derive(Clone, Eq, PartialEq)]
pub struct StoredResponse {
    /// Its place in the order in which responses were kept.
    pub sequence: u64,
    /// Its name.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// Whether the respondent was done.
    pub complete: bool,
    /// The answers as JSON.
    pub answers: String,
    /// What the answers scored.
    pub score: Option<Number>,
    /// When it was first kept.
    pub submitted_at: Moment,
}

/// Keeps responses. Every deployed implementation keeps them in the tenant's zone.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ResponseStore {
    /// Keeps `record` unless its name is taken, durably before it answers.
    ///
    /// Safe to repeat: a repeat is [`Append::Already`], also after the survey was closed or a
    /// quota was full. A response takes one place of each of its quotas, however often it is sent.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn append(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError>;

    /// A survey's responses in the order in which they were kept, after the place `after`.
    /// `None` if the tenant has no such survey.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_responses(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
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
}
