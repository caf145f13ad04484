//! Surveys and their versions.

use ::survey::{SurveyId, Version};
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
