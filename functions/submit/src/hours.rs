//! The times that a survey gives itself.

use contract::message::PublishedState;
use problem::Kind;
use serde::Serialize;
use survey::ResponseId;
use survey::model::{Definition, Hours};

/// For how long after its end a survey takes what was begun before: it may have waited in a
/// browser for a network.
const GRACE_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// Whether a survey takes answers, as clients are told.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// It does.
    Open,
    /// Not yet.
    NotOpen,
    /// No more.
    Closed,
    /// It has as many as it takes.
    Full,
}

impl State {
    /// What storage says of a survey, and the survey's own times.
    pub(crate) fn of(published: PublishedState, definition: &Definition, now_millis: u64) -> Self {
        match (published, definition.settings.hours_at(now_millis)) {
            (PublishedState::Closed, _) | (_, Hours::After) => Self::Closed,
            (PublishedState::Full | PublishedState::Open, Hours::Before) => Self::NotOpen,
            (PublishedState::Full, Hours::Open) => Self::Full,
            (PublishedState::Open, Hours::Open) => Self::Open,
        }
    }
}

/// Why a response is not taken any more, or not yet, that comes outside of the survey's times.
pub(crate) fn shut(definition: &Definition, id: ResponseId, now_millis: u64) -> Option<Kind> {
    let settings = &definition.settings;
    match settings.hours_at(now_millis) {
        Hours::Open => None,
        Hours::Before => Some(Kind::SurveyNotOpen),
        Hours::After => {
            let begun_in_time = settings.hours_at(begun_at(id)) != Hours::After;
            let grace = settings.hours_at(now_millis.saturating_sub(GRACE_MILLIS)) != Hours::After;
            if begun_in_time && grace { None } else { Some(Kind::SurveyClosed) }
        }
    }
}

/// The moment in a response's id, in milliseconds since the start of 1970: when it was begun.
pub(crate) fn begun_at(id: ResponseId) -> u64 {
    let [m0, m1, m2, m3, m4, m5, ..] = *id.as_bytes();
    u64::from_be_bytes([0, 0, m0, m1, m2, m3, m4, m5])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const OPENS: u64 = 1_795_463_400_000;
    const CLOSES: u64 = OPENS + 60_000;

    fn definition() -> Definition {
        let source = json!({
            "elements": [{"type": "text", "name": "a"}],
            "nordsvar": {"opens": "2026-11-23T20:50:00+01:00", "closes": "2026-11-23T19:51:00Z"},
        });
        Definition::load(&Definition::compile(&source).unwrap()).unwrap()
    }

    #[test]
    fn responses_in_and_out_of_time() {
        let definition = definition();
        let late = CLOSES + GRACE_MILLIS;
        for (name, begun, now, want) in [
            ("too early", OPENS - 2, OPENS - 1, Some(Kind::SurveyNotOpen)),
            ("as it opens", OPENS, OPENS, None),
            ("begun before it opened", OPENS - 5000, OPENS, None),
            ("the last moment", OPENS, CLOSES - 1, None),
            ("as it closes", CLOSES - 1, CLOSES, None),
            ("begun too late", CLOSES, CLOSES, Some(Kind::SurveyClosed)),
            ("had waited", CLOSES - 1, late - 1, None),
            ("had waited too long", CLOSES - 1, late, Some(Kind::SurveyClosed)),
        ] {
            let got = shut(&definition, ResponseId::new(begun, &[7; 10]), now);
            assert_eq!(got, want, "{name}");
        }
    }

    #[test]
    fn states() {
        let definition = definition();
        for (published, now, want) in [
            (PublishedState::Open, OPENS - 1, State::NotOpen),
            (PublishedState::Open, OPENS, State::Open),
            (PublishedState::Open, CLOSES, State::Closed),
            (PublishedState::Full, OPENS - 1, State::NotOpen),
            (PublishedState::Full, OPENS, State::Full),
            (PublishedState::Full, CLOSES, State::Closed),
            (PublishedState::Closed, OPENS, State::Closed),
        ] {
            assert_eq!(State::of(published, &definition, now), want, "{published:?} {now}");
        }
    }
}
