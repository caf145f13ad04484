//! Numbers of a sheet, as the text that people see.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, ToSpan as _};

/// From when days are counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Epoch {
    /// 1 January 1900 is day 1, and so is 29 February a day, which it was not.
    Of1900,
    /// 1 January 1904 is day 0.
    Of1904,
}

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A number.
    Number,
    /// A day, a time, or both.
    Moment,
}

/// The last day that a sheet can have: 31 December 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// Whole numbers beyond are not exact.
const EXACT: f64 = 1e15;

const DAY_MILLIS: f64 = 86_400_000.0;

/// A number as text: fifteen digits, as spreadsheets have them, and never an exponent. Nothing if it
/// is none.
pub(super) fn plain(raw: &str) -> Option<String> {
    let number: f64 = raw.trim().parse().ok()?;
    if !number.is_finite() || number.abs() >= 1e300 {
        return None;
    }
    if number.fract() == 0.0 && number.abs() < EXACT {
        return Some(format!("{number:.0}"));
    }
    let rounded: f64 = format!("{number:.14e}").parse().ok()?;
    Some(rounded.to_string())
}

/// A day as `2026-11-27`, a time as `09:30:00`, both as `2026-11-27T09:30:00`. Nothing if it is none.
pub(super) fn moment(raw: &str, epoch: Epoch) -> Option<String> {
    let serial: f64 = raw.trim().parse().ok()?;
    if !(0.0..LAST_DAY).contains(&serial) {
        return None;
    }
    let (day, time) = (serial.trunc(), serial.fract());
    #[expect(clippy::cast_possible_truncation, reason = "it is less than a day's milliseconds")]
    let millis = (time * DAY_MILLIS).round() as i64;
    #[expect(clippy::cast_possible_truncation, reason = "it is at most the last day")]
    let mut day = day as i64;
    // Of 09:59:59.9996, what is shown is 10:00:00.
    let seconds = (millis + 500) / 1000;
    if seconds == 86_400 {
        day += 1;
    }
    let time = Time::midnight().wrapping_add(SignedDuration::from_secs(seconds));
    let has_time = seconds % 86_400 != 0;
    if day == 0 && epoch == Epoch::Of1900 {
        return Some(time.to_string());
    }
    let date = date(day, epoch)?;
    Some(if has_time { date.to_datetime(time).to_string() } else { date.to_string() })
}

fn date(day: i64, epoch: Epoch) -> Option<Date> {
    let first = match epoch {
        Epoch::Of1904 => Date::constant(1904, 1, 1),
        // The day that was not is the one before.
        Epoch::Of1900 if day >= 60 => Date::constant(1899, 12, 30),
        Epoch::Of1900 => Date::constant(1899, 12, 31),
    };
    first.checked_add(day.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (raw, want) in [
            ("46701740605", Some("46701740605")),
            ("4.6701740605E10", Some("46701740605")),
            ("0.30000000000000004", Some("0.3")),
            ("1.5", Some("1.5")),
            ("-2", Some("-2")),
            ("1E-7", Some("0.0000001")),
            ("123456789012345680000", Some("123456789012346000000")),
            ("0", Some("0")),
            ("x", None),
            ("NaN", None),
            ("inf", None),
            ("1E301", None),
        ] {
            assert_eq!(plain(raw).as_deref(), want, "{raw}");
        }
    }

    #[test]
    fn moments() {
        for (raw, epoch, want) in [
            ("46353", Epoch::Of1900, Some("2026-11-27")),
            ("46353.395833333336", Epoch::Of1900, Some("2026-11-27T09:30:00")),
            ("46353.999999999", Epoch::Of1900, Some("2026-11-28")),
            ("1", Epoch::Of1900, Some("1900-01-01")),
            ("59", Epoch::Of1900, Some("1900-02-28")),
            ("61", Epoch::Of1900, Some("1900-03-01")),
            ("0.5", Epoch::Of1900, Some("12:00:00")),
            ("44891", Epoch::Of1904, Some("2026-11-27")),
            ("0", Epoch::Of1904, Some("1904-01-01")),
            ("2958465", Epoch::Of1900, Some("9999-12-31")),
            ("2958466", Epoch::Of1900, None),
            ("2958465", Epoch::Of1904, None),
            ("-1", Epoch::Of1900, None),
            ("x", Epoch::Of1900, None),
        ] {
            assert_eq!(moment(raw, epoch).as_deref(), want, "{raw}");
        }
    }
}
