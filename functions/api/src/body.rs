//! The bodies of the API, as clients see them.

use contract::Moment;
use contract::message::{
    AsideReason, Cursor, Listing, ResponseItem, SurveyDetail, SurveyState, SurveySummary, Suspicion,
};
use problem::InvalidParam;
use serde::Serialize;
use serde_json::value::RawValue;
use survey::{Locale, Number, ResponseId, SurveyId, Untranslated, Version};

/// A moment as clients see it: RFC 3339, UTC, to the millisecond.
#[derive(Serialize)]
#[serde(into = "String")]
pub(crate) struct Timestamp(Moment);

impl Clone for Timestamp {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        Self(moment)
    }
}

impl From<Timestamp> for String {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0.rfc3339()
    }
}

/// A survey.
#[derive(Serialize)]
pub(crate) struct Survey {
    id: SurveyId,
    version: Version,
    published_version: Option<Version>,
    state: SurveyState,
    updated_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<Box<RawValue>>,
    /// What a draft that was saved lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    untranslated: Vec<Missing>,
    /// What of a draft that was saved keeps it from being published.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faint: Vec<InvalidParam>,
}

/// A text that is not there in one of the survey's languages.
#[derive(Serialize)]
struct Missing {
    locale: Locale,
    path: String,
}

impl Survey {
    /// The survey, with the texts that are not there in all of its languages.
    pub(crate) fn lacking(self, untranslated: Vec<Untranslated>) -> Self {
        let missing = |one: Untranslated| Missing { locale: one.locale, path: one.path };
        Self { untranslated: untranslated.into_iter().map(missing).collect(), ..self }
    }

    /// The survey, with the colours that are too faint for it to be published.
    pub(crate) fn faint(self, faint: Vec<InvalidParam>) -> Self {
        Self { faint, ..self }
    }
}

impl From<SurveySummary> for Survey {
    fn from(summary: SurveySummary) -> Self {
        let SurveySummary { id, version, published_version, state, updated_at } = summary;
        let updated_at = Timestamp(updated_at);
        Self {
            id,
            version,
            published_version,
            state,
            updated_at,
            definition: None,
            untranslated: Vec::new(),
            faint: Vec::new(),
        }
    }
}

impl From<SurveyDetail> for Survey {
    fn from(detail: SurveyDetail) -> Self {
        Self { definition: Some(detail.definition), ..Self::from(detail.survey) }
    }
}

/// A response.
#[derive(Serialize)]
pub(crate) struct Response {
    id: ResponseId,
    submitted_at: Timestamp,
    version: Version,
    language: Locale,
    complete: bool,
    answers: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<Number>,
    /// Why it may be a machine's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suspect: Vec<Suspicion>,
    /// Why staff have taken it out of figures, if they have.
    #[serde(skip_serializing_if = "Option::is_none")]
    aside: Option<AsideReason>,
}

impl From<ResponseItem> for Response {
    fn from(item: ResponseItem) -> Self {
        let ResponseItem {
            id,
            submitted_at,
            version,
            language,
            complete,
            answers,
            score,
            suspect,
            aside,
        } = item;
        let submitted_at = Timestamp(submitted_at);
        Self { id, submitted_at, version, language, complete, answers, score, suspect, aside }
    }
}

/// A stretch of a listing.
#[derive(Serialize)]
pub(crate) struct Stretch<T> {
    items: Vec<T>,
    next: Option<Cursor>,
}

impl<S, T: From<S>> From<Listing<S>> for Stretch<T> {
    fn from(listing: Listing<S>) -> Self {
        Self { items: listing.items.into_iter().map(T::from).collect(), next: listing.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps() {
        for (millis, want) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_795_463_400_123, "2026-11-23T19:50:00.123Z"),
            (u64::MAX, "9999-12-30T22:00:00.999Z"),
        ] {
            let moment = Timestamp(Moment::from_unix_millis(millis));
            assert_eq!(String::from(moment), want);
        }
    }
}
