//! Public holidays.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::CountryCode;

/// A country whose public holidays are known.
///
/// Whole days off that hold in the whole country and come every year. Half days, holidays of regions and
/// days that a government gives once are not among them; a policy can name days of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Calendar {
    /// Germany: the nine days that are holidays in all of its states.
    Germany,
    /// Denmark.
    Denmark,
    /// Finland, with the eves of Midsummer and Christmas (Annual Holidays Act, section 4).
    Finland,
    /// France.
    France,
    /// The bank holidays of England and Wales.
    England,
    /// Iceland.
    Iceland,
    /// The Netherlands; 5 May every fifth year.
    Netherlands,
    /// Norway.
    Norway,
    /// Sweden, with the eves of Midsummer, Christmas and New Year (Annual Leave Act, section 3 a).
    Sweden,
}

impl Calendar {
    /// That of a country, if it is known.
    #[must_use]
    pub fn of(country: CountryCode) -> Option<Self> {
        Some(match country.as_str() {
            "DE" => Self::Germany,
            "DK" => Self::Denmark,
            "FI" => Self::Finland,
            "FR" => Self::France,
            "GB" => Self::England,
            "IS" => Self::Iceland,
            "NL" => Self::Netherlands,
            "NO" => Self::Norway,
            "SE" => Self::Sweden,
            _ => return None,
        })
    }

    /// Whether nobody works there on this day because it is a public holiday. A Sunday is none for that
    /// alone.
    #[must_use]
    pub fn is_holiday(self, day: Date) -> bool {
        self.is_dated(day) || self.is_of_easter(days_after_easter(day)) || self.is_moving(day)
    }

    /// Those that have a date of their own.
    fn is_dated(self, day: Date) -> bool {
        let day = (day.month(), day.day());
        let everywhere = matches!(day, (1, 1) | (12, 25));
        everywhere
            || match self {
                Self::Germany => matches!(day, (5, 1) | (10, 3) | (12, 26)),
                Self::Denmark | Self::England | Self::Netherlands => matches!(day, (12, 26)),
                Self::Finland => matches!(day, (1, 6) | (5, 1) | (12, 6 | 24 | 26)),
                Self::France => matches!(day, (5, 1 | 8) | (7, 14) | (8, 15) | (11, 1 | 11)),
                Self::Iceland => matches!(day, (5, 1) | (6, 17) | (12, 26)),
                Self::Norway => matches!(day, (5, 1 | 17) | (12, 26)),
                Self::Sweden => matches!(day, (1 | 6, 6) | (5, 1) | (12, 24 | 26 | 31)),
            }
    }

    /// Those that go with Easter Sunday, by how many days they come after it.
    const fn is_of_easter(self, days: i32) -> bool {
        match self {
            Self::Germany => matches!(days, -2 | 1 | 39 | 50),
            Self::Denmark | Self::Iceland | Self::Norway => {
                matches!(days, -3 | -2 | 0 | 1 | 39 | 49 | 50)
            }
            Self::Finland | Self::Sweden => matches!(days, -2 | 0 | 1 | 39 | 49),
            Self::France => matches!(days, 1 | 39 | 50),
            Self::England => matches!(days, -2 | 1),
            Self::Netherlands => matches!(days, 0 | 1 | 39 | 49 | 50),
        }
    }

    /// Those that go with days of the week.
    fn is_moving(self, day: Date) -> bool {
        let (weekday, date) = (day.weekday(), (day.month(), day.day()));
        match self {
            Self::Germany | Self::Denmark | Self::France | Self::Norway => false,
            // Midsummer's eve, Midsummer Day, All Saints' Day.
            Self::Finland | Self::Sweden => {
                matches!(
                    (weekday, date),
                    (Weekday::Friday, (6, 19..=25))
                        | (Weekday::Saturday, (6, 20..=26) | (10, 31) | (11, 1..=6))
                )
            }
            // The first day of summer, the day of commerce.
            Self::Iceland => matches!(
                (weekday, date),
                (Weekday::Thursday, (4, 19..=25)) | (Weekday::Monday, (8, 1..=7))
            ),
            // The King's birthday, and on Sundays the day before; Liberation Day.
            Self::Netherlands => {
                matches!((weekday, date), (Weekday::Saturday, (4, 26)))
                    || (date == (4, 27) && weekday != Weekday::Sunday)
                    || (date == (5, 5) && day.year() % 5 == 0)
            }
            // Early May, spring and summer; what is given for holidays that fall on a weekend.
            Self::England => matches!(
                (weekday, date),
                (Weekday::Monday, (5, 1..=7 | 25..=31) | (8, 25..=31) | (1, 2 | 3))
                    | (Weekday::Monday | Weekday::Tuesday, (12, 27 | 28))
            ),
        }
    }
}

/// How many days after the Easter Sunday of its year a day is; negative before it.
fn days_after_easter(day: Date) -> i32 {
    let (month, on) = easter(day.year());
    let sunday = date(day.year(), month, 1) + (on - 1).days();
    i32::from(day.day_of_year()) - i32::from(sunday.day_of_year())
}

/// The month and day of Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical
/// Algorithms, chapter 8).
fn easter(year: i16) -> (i8, i32) {
    let year = i32::from(year);
    let (cycle, century, rest) = (year % 19, year / 100, year % 100);
    let shift = (8 * century + 13) / 25;
    let moon = (19 * cycle + century - century / 4 - shift + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let early = (cycle + 11 * moon + 22 * sunday) / 451;
    let sum = moon + sunday - 7 * early + 114;
    (if sum / 31 == 4 { 4 } else { 3 }, sum % 31 + 1)
}

#[cfg(test)]
mod tests;
