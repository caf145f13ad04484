//! Countries: how one is named, and what time it is there.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ZoneName;

/// Names a country: two capital letters (ISO 3166-1 alpha-2). Whether it exists is not checked.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

/// The text is not a [`CountryCode`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a country is named by two capital letters")]
pub struct InvalidCountryCode;

/// A country and its zone, a line each: those that have one time (tz database, `zone.tab`), and of
/// the others those where nearly everybody has the same.
const ZONES: &str = include_str!("../data/countries.txt");

impl CountryCode {
    /// Sweden.
    pub const SWEDEN: Self = Self(*b"SE");

    /// Its letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // They are ASCII.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Its time zone; none where people of one country have several times.
    #[must_use]
    pub fn zone(self) -> Option<ZoneName> {
        let mut rows = ZONES.lines().filter_map(|row| row.split_once(' '));
        rows.find(|(country, _)| *country == self.as_str())?.1.parse().ok()
    }
}

impl FromStr for CountryCode {
    type Err = InvalidCountryCode;

    fn from_str(raw: &str) -> Result<Self, InvalidCountryCode> {
        match *raw.as_bytes() {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Ok(Self([first, second])),
            _ => Err(InvalidCountryCode),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = InvalidCountryCode;

    fn try_from(raw: String) -> Result<Self, InvalidCountryCode> {
        raw.parse()
    }
}

impl From<CountryCode> for String {
    fn from(country: CountryCode) -> Self {
        country.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_their_zones() {
        for (name, raw, want) in [
            ("one time", "SE", Ok(Some("Europe/Stockholm"))),
            ("a name of its own", "NL", Ok(Some("Europe/Amsterdam"))),
            ("islands apart", "ES", Ok(Some("Europe/Madrid"))),
            ("several times", "US", Ok(None)),
            ("no country", "QQ", Ok(None)),
            ("small letters", "se", Err(InvalidCountryCode)),
            ("three letters", "SWE", Err(InvalidCountryCode)),
            ("empty", "", Err(InvalidCountryCode)),
            ("one letter of two bytes", "Å", Err(InvalidCountryCode)),
        ] {
            let zone = raw.parse::<CountryCode>().map(CountryCode::zone);
            let zone = zone.map(|zone| zone.map(|zone| zone.to_string()));
            assert_eq!(zone, want.map(|zone| zone.map(str::to_owned)), "{name}");
        }
    }

    #[test]
    fn every_row_names_a_zone() {
        for row in ZONES.lines() {
            let (country, _) = row.split_once(' ').unwrap();
            assert!(country.parse::<CountryCode>().unwrap().zone().is_some(), "{row}");
        }
    }
}
