//! Responses.

use core::num::NonZeroU32;

use ::survey::{Locale, Number, ResponseId, StrictJson, Version};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{AsideReason, NamedFile, Quota, Suspicion};
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
    /// How often it was sent before it is complete, this time with it; nothing once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// Why it may be a machine's. If anything is said, it takes no place of a quota.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspect: Vec<Suspicion>,
    /// How many complete responses are taken in one minute; those that may be a machine's are
    /// counted by themselves. Nothing, if it is no matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
    /// Whether it may be kept, or is but asked for.
    #[serde(default, skip_serializing_if = "Timing::is_timely")]
    pub timing: Timing,
    /// The files that it names, each once: it is kept only if all of them are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<NamedFile>,
    /// The token of the invitation that it answers, if it was asked for by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
}

/// Whether a response comes when its survey takes responses, by the survey's own times.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timing {
    /// It does.
    #[default]
    Timely,
    /// It does not: nothing is kept, but an earlier send that was kept is told of.
    Untimely,
}

impl Timing {
    /// Whether it may be kept.
    #[must_use]
    pub const fn is_timely(&self) -> bool {
        matches!(self, Self::Timely)
    }
}

/// A response is kept: now (201), or by an earlier call that was the same (200).
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Appended {
    /// When it was first kept as it is; the same for every repeat.
    pub submitted_at: Moment,
    /// What leads its respondent back to it: to go on with it, or to see and withdraw it once it
    /// is complete. Nothing if what was sent is not what is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The revision that is kept of a response that is not complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
}

/// Counts how often a response was sent before it was complete: from 1.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Revision(NonZeroU32);

/// The number is not a [`Revision`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a revision is a number from 1")]
pub struct InvalidRevision;

impl Revision {
    /// Its number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get()
    }
}

impl TryFrom<u32> for Revision {
    type Error = InvalidRevision;

    fn try_from(number: u32) -> Result<Self, InvalidRevision> {
        NonZeroU32::new(number).map(Self).ok_or(InvalidRevision)
    }
}

impl From<Revision> for u32 {
    fn from(revision: Revision) -> Self {
        revision.number()
    }
}

/// Asks for a respondent's own response, to read it or to take it away.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnResponseToken {
    /// What storage gave when the response was kept.
    pub token: String,
}

/// A respondent's own response.
#[derive(Serialize)]
pub struct OwnResponse {
    /// Its name.
    pub id: ResponseId,
    /// When it was kept as it is.
    pub submitted_at: Moment,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// How often it was sent; nothing once it is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// The answers, by question name.
    pub answers: StrictJson,
}

/// A response was taken away.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Withdrawn {
    /// Its name.
    pub id: ResponseId,
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
    /// Why it may be a machine's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspect: Vec<Suspicion>,
    /// Why staff have taken it out of figures, if they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<AsideReason>,
}
