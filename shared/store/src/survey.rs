//! The port of surveys and their versions.

use ::survey::{SurveyId, Version};
use contract::Moment;
use contract::message::{Limit, PublishedState, SurveyStanding, SurveySummary};
use credential::TenantId;

use crate::StoreError;

/// A definition on its way into the store.
#[derive(Clone, Copy)]
pub struct Draft<'a> {
    /// Its JSON, as it was sent.
    pub source: &'a str,
    /// Its JSON, compiled.
    pub compiled: &'a str,
    /// Why it may not be published as it is, if it may not: JSON, given back by [`Publish::Barred`].
    pub barred: Option<&'a str>,
    /// What it is called: JSON, a text or texts by language.
    pub title: Option<&'a str>,
    /// How many responses it takes in all.
    pub limit: Option<u32>,
}

/// What became of a draft.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SaveDraft {
    /// The survey is new.
    Created(SurveySummary),
    /// The survey was there; its draft is this one now.
    Replaced(SurveySummary),
    /// The name belongs to another tenant; nothing is changed.
    NameTaken,
}

/// What became of a wish to publish a survey.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Publish {
    /// It takes answers.
    Open(SurveySummary),
    /// Its draft may not be published, for the reasons it was saved with; nothing is changed.
    Barred(String),
    /// The tenant has no such survey.
    NotFound,
}

/// What became of a wish to close a survey.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Close {
    /// It takes no more answers.
    Closed(SurveySummary),
    /// It was never published; nothing is changed.
    NeverPublished,
    /// The tenant has no such survey.
    NotFound,
}

/// A survey with its newest definition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredSurvey {
    /// The survey.
    pub summary: SurveySummary,
    /// The JSON of the draft, where there is one, else of the published version; as it was sent.
    pub definition: String,
}

/// What is kept of a published definition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StoredDefinition {
    /// Its JSON, compiled.
    Compiled(String),
    /// Its JSON as it was sent, of a version from before definitions were compiled.
    Source(String),
}

/// A published version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredPublished {
    /// Its number.
    pub version: Version,
    /// Whether the survey takes answers now.
    pub state: PublishedState,
    /// What it asks.
    pub definition: StoredDefinition,
}

/// Keeps surveys. A published version never changes.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait SurveyStore {
    /// Makes a survey with this draft, or replaces its draft. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn save_draft(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        draft: Draft<'_>,
        now: Moment,
    ) -> Result<SaveDraft, StoreError>;

    /// Makes the draft the next published version and opens the survey; without a draft it only
    /// opens. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn publish(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        now: Moment,
    ) -> Result<Publish, StoreError>;

    /// Takes no more answers for a survey. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn close(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        now: Moment,
    ) -> Result<Close, StoreError>;

    /// A tenant's survey.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_survey(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
    ) -> Result<Option<StoredSurvey>, StoreError>;

    /// A tenant's surveys in the order of their names, after the name `after`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_surveys(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<SurveySummary>, StoreError>;

    /// How a tenant's surveys stand, in the order of their names, after the name `after`. No more
    /// than one above [`Count::MAX`](contract::message::Count::MAX) is counted of anything.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_standings(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<SurveyStanding>, StoreError>;

    /// A version for answering it: the one asked for, or the newest. `None` if it was never
    /// published.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_published(
        &self,
        survey: &SurveyId,
        version: Option<Version>,
    ) -> Result<Option<StoredPublished>, StoreError>;
}
