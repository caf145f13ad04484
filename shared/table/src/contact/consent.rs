//! Whether people have agreed to be written to.

use core::cmp::Ordering;
use core::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::line::line;

line!(
    /// Where somebody has agreed or refused: a form, a shop, a fair.
    Source, InvalidSource, 200, char::is_control, "a source is one line of 1 to 200 bytes"
);

/// That somebody has agreed to be written to, or does not.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Whether the person agrees.
    #[serde(rename = "given")]
    pub is_given: bool,
    /// Where the person said so. Whoever agrees has said so somewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// When the person said so. Whoever agrees has said so some time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
}

/// When somebody said so, as exactly as the file has it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    /// A moment, where the file says from which clock.
    Moment(Timestamp),
    /// A day. Of a time without a clock the day is kept.
    Day(Date),
}

/// Why a text is no [`When`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NotWhen {
    /// It is no day and no moment.
    NoDay,
    /// Which is the day and which is the month cannot be told.
    Ambiguous,
}

impl Consent {
    /// Whether this holds when `other` is known too: the later one, and of two of one time the one that
    /// does not agree. What has no time is older than what has one.
    #[must_use]
    pub fn holds_against(&self, other: &Self) -> bool {
        let later = match (self.at, other.at) {
            (Some(this), Some(other)) => this.order(other),
            (None, None) => Ordering::Equal,
            (Some(_), None) => Ordering::Greater,
            (None, Some(_)) => Ordering::Less,
        };
        match later {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => !self.is_given || other.is_given,
        }
    }
}

impl When {
    /// The day, by the clock of Greenwich where it is a moment.
    #[must_use]
    pub fn day(self) -> Date {
        match self {
            Self::Moment(moment) => TimeZone::UTC.to_datetime(moment).date(),
            Self::Day(day) => day,
        }
    }

    fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Moment(this), Self::Moment(other)) => this.cmp(&other),
            (Self::Moment(_) | Self::Day(_), _) => self.day().cmp(&other.day()),
        }
    }

    /// Reads a moment with an offset (RFC 3339), or a day: `2026-11-27` with a time or without,
    /// `20261127`, `27.11.2026`, `27/11/2026` where no month is meant by 27.
    pub(super) fn read(raw: &str) -> Result<Self, NotWhen> {
        let raw = raw.trim();
        if let Ok(moment) = raw.parse() {
            return Ok(Self::Moment(moment));
        }
        // A time may stand behind the day.
        let (day, rest) = raw.split_once([' ', 'T']).unwrap_or((raw, ""));
        if !rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) {
            return Err(NotWhen::NoDay);
        }
        let (sign, [first, second, third]) = parts(day).ok_or(NotWhen::NoDay)?;
        let (year, month, day) = match sign {
            '-' | '/' | '.' if first > 1000 => (first, second, third),
            // Who writes dots writes the day first.
            '.' => (third, second, first),
            '/' | '-' if second > 12 => (third, first, second),
            '/' | '-' if first > 12 || first == second => (third, second, first),
            '/' | '-' => return Err(NotWhen::Ambiguous),
            _ => return Err(NotWhen::NoDay),
        };
        if year < 1000 {
            return Err(NotWhen::NoDay);
        }
        let small = |part: i16| i8::try_from(part).map_err(|_| NotWhen::NoDay);
        Date::new(year, small(month)?, small(day)?).map(Self::Day).map_err(|_| NotWhen::NoDay)
    }
}

/// The three numbers of a day, and what stands between them.
fn parts(day: &str) -> Option<(char, [i16; 3])> {
    let number = |part: &str| part.parse::<i16>().ok();
    match day.find(|letter: char| !letter.is_ascii_digit()) {
        None if day.len() == 8 => {
            let (year, rest) = day.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some(('-', [number(year)?, number(month)?, number(day)?]))
        }
        None => None,
        Some(at) => {
            let sign = day.get(at..)?.chars().next()?;
            let parts: Vec<i16> = day.split(sign).map(number).collect::<Option<_>>()?;
            Some((sign, parts.try_into().ok()?))
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(moment) => moment.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// The text is neither a moment with an offset nor a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("neither a moment as 2026-11-27T10:00:00Z nor a day as 2026-11-27")]
pub struct InvalidWhen;

impl TryFrom<String> for When {
    type Error = InvalidWhen;

    /// What systems write, and no other way to write a day.
    fn try_from(raw: String) -> Result<Self, InvalidWhen> {
        let moment = raw.parse().map(Self::Moment);
        moment.or_else(|_| raw.parse().map(Self::Day)).map_err(|_| InvalidWhen)
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

/// Yes in the respondents' languages, and as systems write it.
const YES: &[&str] = &[
    "yes",
    "y",
    "ja",
    "j",
    "já",
    "kyllä",
    "kylla",
    "jah",
    "jā",
    "taip",
    "oui",
    "sí",
    "sì",
    "sim",
    "tak",
    "نعم",
    "true",
    "sant",
    "sand",
    "tosi",
    "wahr",
    "vrai",
    "verdadero",
    "verdadeiro",
    "vero",
    "waar",
    "prawda",
    "1",
    "x",
    "opt-in",
    "opted in",
    "subscribed",
    "given",
    "granted",
];

/// No, likewise.
const NO: &[&str] = &[
    "no",
    "n",
    "nej",
    "nei",
    "ei",
    "nē",
    "ne",
    "nee",
    "nein",
    "non",
    "não",
    "nie",
    "لا",
    "false",
    "falskt",
    "falsk",
    "epätosi",
    "falsch",
    "faux",
    "falso",
    "onwaar",
    "fałsz",
    "0",
    "opt-out",
    "opted out",
    "unsubscribed",
    "withdrawn",
    "denied",
];

/// Whether a text says yes or no; nothing if it says neither.
pub(super) fn yes_or_no(raw: &str) -> Option<bool> {
    let said = fold(raw);
    let among = |words: &[&str]| words.iter().any(|word| fold(word) == said);
    if among(YES) {
        Some(true)
    } else if among(NO) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments() {
        for (raw, want) in [
            ("2026-11-27T10:00:00+01:00", Ok("2026-11-27T09:00:00Z")),
            ("2026-11-27 10:00:00Z", Ok("2026-11-27T10:00:00Z")),
            ("2026-11-27", Ok("2026-11-27")),
            ("2026-11-27 10:00", Ok("2026-11-27")),
            ("2026-11-27T10:00:00", Ok("2026-11-27")),
            ("20261127", Ok("2026-11-27")),
            ("2026/11/27", Ok("2026-11-27")),
            ("27.11.2026", Ok("2026-11-27")),
            ("1.2.2026", Ok("2026-02-01")),
            ("27/11/2026 09:15", Ok("2026-11-27")),
            ("11/27/2026", Ok("2026-11-27")),
            ("27-11-2026", Ok("2026-11-27")),
            ("05/05/2026", Ok("2026-05-05")),
            ("05/06/2026", Err(NotWhen::Ambiguous)),
            ("31.02.2026", Err(NotWhen::NoDay)),
            ("27.11.26", Err(NotWhen::NoDay)),
            ("2026", Err(NotWhen::NoDay)),
            ("46353", Err(NotWhen::NoDay)),
            ("yesterday", Err(NotWhen::NoDay)),
            ("", Err(NotWhen::NoDay)),
        ] {
            let read = When::read(raw).map(|when| when.to_string());
            assert_eq!(read, want.map(str::to_owned), "{raw}");
        }
    }

    #[test]
    fn what_systems_write_is_read_strictly() {
        for (raw, want) in [
            ("2026-11-27T10:00:00+01:00", Some("2026-11-27T09:00:00Z")),
            ("2026-11-27", Some("2026-11-27")),
            ("27/11/2026", None),
            ("", None),
        ] {
            let read = When::try_from(raw.to_owned()).ok().map(String::from);
            assert_eq!(read.as_deref(), want, "{raw}");
        }
    }

    #[test]
    fn yes_and_no() {
        for (raw, want) in
            [("Ja", Some(true)), ("NEJ", Some(false)), ("x", Some(true)), ("kanske", None)]
        {
            assert_eq!(yes_or_no(raw), want, "{raw}");
        }
        for word in YES {
            assert!(!NO.iter().any(|no| fold(no) == fold(word)), "{word} is both");
        }
    }

    #[test]
    fn the_later_one_holds() {
        let consent =
            |is_given, at: &str| Consent { is_given, source: None, at: When::read(at).ok() };
        for (name, this, other, want) in [
            ("later", consent(true, "2026-02-02"), consent(false, "2026-02-01"), true),
            ("earlier", consent(false, "2026-02-01"), consent(true, "2026-02-02"), false),
            ("no, the same day", consent(false, "2026-02-01"), consent(true, "2026-02-01"), true),
            ("yes, the same day", consent(true, "2026-02-01"), consent(false, "2026-02-01"), false),
            (
                "yes, earlier that day",
                consent(true, "2026-02-01T08:00:00Z"),
                consent(false, "2026-02-01T09:00:00Z"),
                false,
            ),
            ("without a time", consent(false, ""), consent(true, "2026-02-01"), false),
            ("the same", consent(true, "2026-02-01"), consent(true, "2026-02-01"), true),
        ] {
            assert_eq!(this.holds_against(&other), want, "{name}");
        }
    }
}
