//! Responses.

use ::survey::{Locale, Number, ResponseId, StrictJson, Version};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Quota;
use crate::Moment;

/// Asks storage to keep a response. Sending it again is safe: the id decides.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AppendResponse {
    /// Made by the respondent's client before the first send.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// Whether the respondent was done.
    pub complete: bool,
    /// The checked answers, by question name.
    pub answers: StrictJson,
    /// The quotas that it counts to. It is kept only if each of them has room for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// What the answers score, in a survey that scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Number>,
}

/// A response is kept: now (201), or by an earlier call that was the same (200).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Appended {
    /// When it was first kept; the same for every repeat.
    pub submitted_at: Moment,
}

/// A response that is read back.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseItem {
    /// Its name.
    pub id: ResponseId,
    /// When it was first kept.
    pub submitted_at: Moment,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// Whether the respondent was done.
    pub complete: bool,
    /// The answers, by question name.
    pub answers: Box<RawValue>,
    /// What the answers scored, in a survey that scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Number>,
}
