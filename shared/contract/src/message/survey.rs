//! Surveys and their versions.

use ::survey::{StrictJson, SurveyId, Version};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Moment;

/// Where a survey stands in its life.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SurveyState {
    /// Never published.
    Draft,
    /// Takes answers.
    Published,
    /// Was published, and takes no more answers.
    Closed,
}

/// A survey without its definition.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SurveySummary {
    /// Its name.
    pub id: SurveyId,
    /// Its newest version: the draft's, where there is a draft, else the published one.
    pub version: Version,
    /// The version that is answered now, if it was ever published.
    pub published_version: Option<Version>,
    /// Where it stands.
    pub state: SurveyState,
    /// When its draft or state last changed.
    pub updated_at: Moment,
}

/// How a survey stands, with how many answer it.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyStanding {
    /// The survey.
    pub survey: SurveySummary,
    /// What its newest definition calls it, as JSON: a text, or texts by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<StrictJson>,
    /// How many complete responses it has that nobody suspects.
    pub complete: Count,
    /// How many that are not complete yet.
    pub partial: Count,
    /// When the newest complete one came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_response_at: Option<Moment>,
}

/// How many there are, as far as they are counted.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Count(u32);

impl Count {
    /// Nothing is counted further than one above this: what a list of surveys costs is bounded.
    pub const MAX: u32 = 10_000;

    /// So many as were counted.
    #[must_use]
    pub const fn new(counted: u32) -> Self {
        Self(counted)
    }

    /// Their number; nothing if there are more than are counted.
    #[must_use]
    pub const fn exactly(self) -> Option<u32> {
        if self.0 <= Self::MAX { Some(self.0) } else { None }
    }
}

/// A survey with its newest definition.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyDetail {
    /// The survey.
    pub survey: SurveySummary,
    /// The definition of its newest version, as it was saved.
    pub definition: Box<RawValue>,
}

/// Whether a published survey still takes answers.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedState {
    /// It does.
    Open,
    /// It does not.
    Closed,
    /// It has as many responses as it takes.
    Full,
}

/// A published version, for answering it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The version's number. Its definition never changes.
    pub version: Version,
    /// Whether the survey takes answers now.
    pub state: PublishedState,
    /// The definition, compiled: what `survey::Definition::load` reads.
    pub definition: Box<RawValue>,
}

impl Published {
    /// The definition, read; `None` if it is none, which storage never sends.
    #[must_use]
    pub fn read(&self) -> Option<::survey::model::Definition> {
        let value = StrictJson::from_slice(self.definition.get().as_bytes()).ok()?;
        ::survey::model::Definition::load(value.value())
    }
}
