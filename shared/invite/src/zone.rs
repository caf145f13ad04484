//! Time zones, by the rules that hold today.

use core::fmt;
use core::str::FromStr;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Names a time zone of the tz database that we know, such as `Europe/Stockholm`, or `UTC`.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneName(String);

/// The text names no time zone that is known.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a time zone is named as in the tz database: Europe/Stockholm")]
pub struct InvalidZone;

/// Rules and the zones that have them, a line each: a POSIX TZ string, then names. Invitations are of
/// now and the weeks after, so that the last rule of each zone is all that is needed of the database.
/// Made of it by `tests/zones.rs`.
const ZONES: &str = include_str!("../data/zones.txt");

impl ZoneName {
    /// Its name in the tz database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its rules.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        // A name is only made of one that is in the table, each row of which a test reads.
        rule(&self.0).and_then(|rule| TimeZone::posix(rule).ok()).unwrap_or(TimeZone::UTC)
    }
}

fn rule(name: &str) -> Option<&'static str> {
    let mut rows = ZONES.lines().map(|row| row.split(' '));
    rows.find_map(|mut words| {
        let rule = words.next()?;
        words.any(|word| word == name).then_some(rule)
    })
}

impl Default for ZoneName {
    fn default() -> Self {
        Self("Europe/Stockholm".to_owned())
    }
}

impl FromStr for ZoneName {
    type Err = InvalidZone;

    fn from_str(raw: &str) -> Result<Self, InvalidZone> {
        Self::try_from(raw.to_owned())
    }
}

impl TryFrom<String> for ZoneName {
    type Error = InvalidZone;

    fn try_from(raw: String) -> Result<Self, InvalidZone> {
        if rule(&raw).is_some() { Ok(Self(raw)) } else { Err(InvalidZone) }
    }
}

impl From<ZoneName> for String {
    fn from(zone: ZoneName) -> Self {
        zone.0
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, raw, want) in [
            ("plain", "Europe/Stockholm", true),
            ("an older name", "Europe/Kiev", true),
            ("three parts", "America/Argentina/Ushuaia", true),
            ("no place", "UTC", true),
            ("default", ZoneName::default().as_str(), true),
            ("a rule", "CET-1CEST,M3.5.0,M10.5.0/3", false),
            ("two names", "Europe/Stockholm Europe/Oslo", false),
            ("small letters", "europe/stockholm", false),
            ("unknown", "Europe/Atlantis", false),
            ("empty", "", false),
        ] {
            assert_eq!(raw.parse::<ZoneName>().is_ok(), want, "{name}");
        }
    }

    #[test]
    fn every_row_is_a_rule_and_names() {
        for row in ZONES.lines() {
            let mut words = row.split(' ');
            assert!(TimeZone::posix(words.next().unwrap()).is_ok(), "{row}");
            assert!(words.all(|name| name.parse::<ZoneName>().is_ok()), "{row}");
        }
    }
}
