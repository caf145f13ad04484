//! What was answered and what became of invitations, in numbers. Nothing in it is anybody's.

use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;

use ::survey::SurveyId;
use invite::State;
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PartName;
use crate::Moment;

/// A day in UTC, as RFC 3339 writes it: `2026-11-28`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// Not a day from 1970 on.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a day is 1970-01-01 or later, as 2026-11-28")]
pub struct InvalidDay;

const FIRST: Date = jiff::civil::date(1970, 1, 1);

/// The last day of the year 9999, by its number.
const LAST: u32 = 2_932_896;

impl Day {
    /// The day of a moment.
    #[must_use]
    pub fn of(moment: Moment) -> Self {
        Self::from_number(u32::try_from(moment.unix_millis() / 86_400_000).unwrap_or(u32::MAX))
    }

    /// The day so many after the first one of 1970; one that cannot be written is the last that can be.
    #[must_use]
    pub fn from_number(number: u32) -> Self {
        Self(FIRST.saturating_add(SignedDuration::from_hours(24 * i64::from(number.min(LAST)))))
    }

    /// How many days after the first one of 1970 it is.
    #[must_use]
    pub fn number(self) -> u32 {
        let days = FIRST.duration_until(self.0).as_hours() / 24;
        u32::try_from(days).unwrap_or_default()
    }

    /// The day, for reckoning.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(raw: &str) -> Result<Self, InvalidDay> {
        let day: Date = raw.parse().map_err(|_| InvalidDay)?;
        // One spelling alone.
        (day >= FIRST && day.to_string() == raw).then_some(Self(day)).ok_or(InvalidDay)
    }
}

impl TryFrom<String> for Day {
    type Error = InvalidDay;

    fn try_from(raw: String) -> Result<Self, InvalidDay> {
        raw.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How long the periods of a report are.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportPeriod {
    /// A day.
    Day,
    /// A week, from Monday (ISO 8601).
    Week,
    /// A month.
    Month,
}

impl ReportPeriod {
    /// The first day of the period that a day is in.
    #[must_use]
    pub fn start(self, Day(day): Day) -> Day {
        let start = match self {
            Self::Day => day,
            Self::Week => {
                let since = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(SignedDuration::from_hours(24 * since))
            }
            Self::Month => day.first_of_month(),
        };
        Day(start.max(FIRST))
    }
}

/// Asks for an instance's figures.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReadReport {
    /// The first day.
    pub from: Day,
    /// The last day: at most [`Self::MAX_DAYS`] later, and [`Self::MAX_SINGLE_DAYS`] if by day.
    pub to: Day,
    /// How the days are put together.
    pub period: ReportPeriod,
    /// What the figures of all days are told apart by, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PartName>,
}

impl ReadReport {
    /// The most days from the first to the last.
    pub const MAX_DAYS: u32 = 1100;
    /// The same, where each is told by itself.
    pub const MAX_SINGLE_DAYS: u32 = 100;
    /// The most values of a part that are told apart: those of which most is counted.
    pub const MAX_PARTS: u32 = 500;

    /// Whether it asks for days in their order, and for no more than there may be.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        let most = match self.period {
            ReportPeriod::Day => Self::MAX_SINGLE_DAYS,
            ReportPeriod::Week | ReportPeriod::Month => Self::MAX_DAYS,
        };
        self.from <= self.to && self.to.number() - self.from.number() <= most
    }
}

/// An instance's figures.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The survey that the answers are of.
    pub survey: SurveyId,
    /// What staff call the instance.
    pub title: String,
    /// How questions with few values were answered, by period and question.
    pub rows: Vec<ReportRow>,
    /// What became of the invitations that were made in each period. Tests are not among them.
    pub asked: Vec<AskedRow>,
    /// What is counted of each value of the part that was asked for, those first of which most is; last of all what else
    /// there is, if there is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<PartRow>,
}

/// What is counted of one value of a part, in all days.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PartRow {
    /// The value; none for all that is told apart no further: of which none was told, or of too many values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How many responses have each value of each question.
    pub counts: BTreeMap<String, BTreeMap<String, u32>>,
    /// How many invitations stand how.
    pub asked: BTreeMap<State, u32>,
}

/// How often each value of a question was answered in a period.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRow {
    /// The question's name.
    pub question: String,
    /// The period's first day.
    pub from: Day,
    /// How many responses have each value: a number in its digits, or a choice's value.
    pub counts: BTreeMap<String, u32>,
}

/// How the invitations stand that were made in a period.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskedRow {
    /// The period's first day.
    pub from: Day,
    /// How many stand how.
    pub counts: BTreeMap<State, u32>,
}

/// What became of a stretch of counting anew.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RollupsRebuilt {
    /// How many responses were looked at that had not been counted before.
    pub counted: u32,
    /// Whether all are counted, and the counts are made anew of them.
    pub done: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(raw: &str) -> Day {
        raw.parse().unwrap()
    }

    #[test]
    fn days_are_read() {
        for (raw, number) in [
            ("1970-01-01", Some(0)),
            ("1970-01-02", Some(1)),
            ("2026-11-28", Some(20_785)),
            ("1969-12-31", None),
            ("2026-11-31", None),
            ("20261128", None),
            ("2026-11-28T00:00", None),
            ("", None),
        ] {
            assert_eq!(raw.parse().ok().map(Day::number), number, "{raw}");
            if let Some(number) = number {
                assert_eq!(Day::from_number(number).to_string(), raw);
            }
        }
        assert_eq!(Day::from_number(u32::MAX).to_string(), "9999-12-31");
        assert_eq!(Day::of(Moment::from_unix_millis(86_399_999)), day("1970-01-01"));
        assert_eq!(Day::of(Moment::from_unix_millis(86_400_000)), day("1970-01-02"));
    }

    #[test]
    fn periods_begin() {
        for (period, on, want) in [
            (ReportPeriod::Day, "2026-11-28", "2026-11-28"),
            (ReportPeriod::Week, "2026-11-29", "2026-11-23"),
            (ReportPeriod::Week, "2026-11-23", "2026-11-23"),
            (ReportPeriod::Week, "1970-01-01", "1970-01-01"),
            (ReportPeriod::Month, "2026-11-28", "2026-11-01"),
        ] {
            assert_eq!(period.start(day(on)), day(want), "{period:?} {on}");
        }
    }

    #[test]
    fn reports_are_bounded() {
        for (period, from, to, want) in [
            (ReportPeriod::Day, "2026-11-28", "2026-11-28", true),
            (ReportPeriod::Day, "2026-11-28", "2026-11-27", false),
            (ReportPeriod::Day, "2026-01-01", "2026-11-28", false),
            (ReportPeriod::Week, "2024-01-01", "2026-11-28", true),
            (ReportPeriod::Month, "2020-01-01", "2026-11-28", false),
        ] {
            let asked = ReadReport { from: day(from), to: day(to), period, by: None };
            assert_eq!(asked.is_bounded(), want, "{period:?} {from}");
        }
    }
}
