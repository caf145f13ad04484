//! Times of day, days of the week, and days off.

use core::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::CountryCode;

/// A time of day, to the minute: `00:00` to `24:00`, the end of the day.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

/// The text is not a [`TimeOfDay`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a time of day is written as hh:mm, from 00:00 to 24:00")]
pub struct InvalidTimeOfDay;

impl TimeOfDay {
    const MINUTES_A_DAY: u16 = 24 * 60;

    /// The full hour; the end of the day for any after 24.
    #[must_use]
    pub const fn from_hour(hour: u8) -> Self {
        Self { minutes: if hour < 24 { hour as u16 * 60 } else { Self::MINUTES_A_DAY } }
    }

    /// This time on a day. None at the end of the calendar.
    pub(crate) fn on(self, day: Date) -> Option<DateTime> {
        let (hour, minute) = (self.minutes / 60, self.minutes % 60);
        if self.minutes == Self::MINUTES_A_DAY {
            return Some(day.tomorrow().ok()?.at(0, 0, 0, 0));
        }
        Some(day.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0))
    }
}

/// Two digits.
fn two_digits(text: &str) -> Option<u16> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

impl TryFrom<String> for TimeOfDay {
    type Error = InvalidTimeOfDay;

    fn try_from(raw: String) -> Result<Self, InvalidTimeOfDay> {
        let read = raw.split_once(':').and_then(|(hour, minute)| {
            let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
            Some((hour * 60 + minute, minute)).filter(|(_, minute)| *minute < 60)
        });
        match read {
            Some((minutes, _)) if minutes <= Self::MINUTES_A_DAY => Ok(Self { minutes }),
            _ => Err(InvalidTimeOfDay),
        }
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// All of them, from Monday on.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Whether a day is this day of the week.
    pub(crate) fn is(self, day: Date) -> bool {
        use jiff::civil::Weekday as Civil;
        let same = match self {
            Self::Monday => Civil::Monday,
            Self::Tuesday => Civil::Tuesday,
            Self::Wednesday => Civil::Wednesday,
            Self::Thursday => Civil::Thursday,
            Self::Friday => Civil::Friday,
            Self::Saturday => Civil::Saturday,
            Self::Sunday => Civil::Sunday,
        };
        day.weekday() == same
    }
}

/// Whose public holidays are off: `recipient`, or a country that has a [`Calendar`](crate::Calendar).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum HolidaysOf {
    /// Those where the recipient is; the policy's country if that is not known.
    Recipient,
    /// Those of a country.
    Country(CountryCode),
}

/// The text is neither a day off nor names whose holidays are off.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a day that is off, or nobody whose holidays are known")]
pub struct InvalidDayOff;

impl TryFrom<String> for HolidaysOf {
    type Error = InvalidDayOff;

    fn try_from(raw: String) -> Result<Self, InvalidDayOff> {
        if raw == "recipient" {
            return Ok(Self::Recipient);
        }
        let country = raw.parse().map_err(|_| InvalidDayOff)?;
        if crate::Calendar::of(country).is_some() {
            Ok(Self::Country(country))
        } else {
            Err(InvalidDayOff)
        }
    }
}

impl From<HolidaysOf> for String {
    fn from(whose: HolidaysOf) -> Self {
        match whose {
            HolidaysOf::Recipient => "recipient".to_owned(),
            HolidaysOf::Country(country) => country.into(),
        }
    }
}

/// A day on which nothing is sent: `2026-12-24` once, `12-24` every year.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnDayOff {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl OwnDayOff {
    /// Whether it is this day.
    pub(crate) fn is(self, day: Date) -> bool {
        (self.month, self.day) == (day.month(), day.day())
            && self.year.is_none_or(|year| year == day.year())
    }
}

impl TryFrom<String> for OwnDayOff {
    type Error = InvalidDayOff;

    fn try_from(raw: String) -> Result<Self, InvalidDayOff> {
        let yearly = raw.len() == 5;
        // 29 February is a day that some years have.
        let full = if yearly { format!("2000-{raw}") } else { raw.clone() };
        let date: Date = full.parse().map_err(|_| InvalidDayOff)?;
        // One spelling of each day; the parser knows others.
        if date.to_string() != full {
            return Err(InvalidDayOff);
        }
        let year = (!yearly).then(|| date.year());
        Ok(Self { year, month: date.month(), day: date.day() })
    }
}

impl From<OwnDayOff> for String {
    fn from(off: OwnDayOff) -> Self {
        let day = format!("{:02}-{:02}", off.month, off.day);
        off.year.map_or(day.clone(), |year| format!("{year:04}-{day}"))
    }
}
