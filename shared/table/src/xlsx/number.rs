//! Numbers of a sheet, as the text that people see.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};

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
const LAST_DAY: i64 = 2_958_465;

/// How many digits spreadsheets have.
const DIGITS: usize = 15;

/// How far the point is from the digits at most; what a sheet can have is not far beyond.
const FARTHEST: i32 = 300;

/// How many digits of a day are read: a millionth of a second.
const DAY_DIGITS: usize = 12;

/// A number as text: fifteen digits, as spreadsheets have them, and never an exponent. Nothing if it
/// is none.
pub(super) fn plain(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let (sign, raw) = raw.strip_prefix('-').map_or(("", raw), |raw| ("-", raw));
    let (mantissa, exponent) = raw.split_once(['E', 'e']).unwrap_or((raw, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, part].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = all.trim_start_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let exponent: i32 = exponent.parse().ok()?;
    let before = i32::try_from(digits.len()).ok()?.checked_sub(i32::try_from(part.len()).ok()?)?;
    let point = before.checked_add(exponent)?;
    let (digits, more) = rounded(digits);
    let point = point.checked_add(more).filter(|point| point.abs() <= FARTHEST)?;
    Some([sign, &placed(&digits, point)].concat())
}

/// The first digits of a number, the last of them rounded, without zeros behind; and how much larger
/// it has become, in digits.
fn rounded(digits: &str) -> (String, i32) {
    let goes_up = digits.as_bytes().get(DIGITS).is_some_and(|next| *next >= b'5');
    let mut kept: Vec<u8> = digits.bytes().take(DIGITS).collect();
    if goes_up {
        while kept.last() == Some(&b'9') {
            kept.pop();
        }
        match kept.last_mut() {
            Some(last) => *last += 1,
            None => return ("1".to_owned(), 1),
        }
    }
    let text: String = kept.into_iter().map(char::from).collect();
    (text.trim_end_matches('0').to_owned(), 0)
}

/// Digits with the point so far behind the first of them.
fn placed(digits: &str, point: i32) -> String {
    let far = usize::try_from(point.unsigned_abs()).unwrap_or_default();
    if point <= 0 {
        return ["0.", &"0".repeat(far), digits].concat();
    }
    match digits.split_at_checked(far) {
        Some((whole, part)) if !part.is_empty() => [whole, ".", part].concat(),
        Some(_) | None => [digits, &"0".repeat(far - digits.len())].concat(),
    }
}

/// A day as `2026-11-27`, a time as `09:30:00`, both as `2026-11-27T09:30:00`. Nothing if it is none.
pub(super) fn moment(raw: &str, epoch: Epoch) -> Option<String> {
    let number = plain(raw)?;
    let (day, part) = number.split_once('.').unwrap_or((&number, "0"));
    let day: i64 = day.parse().ok().filter(|day| (0..=LAST_DAY).contains(day))?;
    if number.starts_with('-') {
        return None;
    }
    let part = part.get(..DAY_DIGITS).unwrap_or(part);
    let whole = 10_i64.pow(u32::try_from(part.len()).ok()?);
    // Of 09:59:59.9996, what is shown is 10:00:00.
    let seconds = (part.parse::<i64>().ok()? * 86_400 + whole / 2) / whole;
    let (day, seconds) = if seconds == 86_400 { (day + 1, 0) } else { (day, seconds) };
    let time = Time::midnight().wrapping_add(SignedDuration::from_secs(seconds));
    if day == 0 && epoch == Epoch::Of1900 {
        return Some(time.to_string());
    }
    let date = date(day, epoch)?;
    Some(if seconds == 0 { date.to_string() } else { format!("{date}T{time}") })
}

fn date(day: i64, epoch: Epoch) -> Option<Date> {
    // Days before 1 January 1970.
    let before = match epoch {
        Epoch::Of1904 => 24_107,
        // The day that was not is the one before.
        Epoch::Of1900 if day >= 60 => 25_569,
        Epoch::Of1900 => 25_568,
    };
    Date::constant(1970, 1, 1).checked_add(SignedDuration::from_hours(24 * (day - before))).ok()
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
            ("120", Some("120")),
            ("0.05", Some("0.05")),
            ("-0", Some("0")),
            ("9999999999999999", Some("10000000000000000")),
            ("1999999999999999.9", Some("2000000000000000")),
            ("1.25E+2", Some("125")),
            ("1.25E2147483647", None),
            ("1E", None),
            (".", None),
            ("1.2.3", None),
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
            ("46353.00001157407", Epoch::Of1900, Some("2026-11-27T00:00:01")),
            ("1E-20", Epoch::Of1900, Some("00:00:00")),
            ("-0.5", Epoch::Of1900, None),
            ("2958465.9999999999", Epoch::Of1900, None),
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
