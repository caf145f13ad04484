//! Moments, in UTC and the proleptic Gregorian calendar.

/// Milliseconds of a day.
pub(crate) const DAY: f64 = 86_400_000.0;

/// A moment's parts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Parts {
    pub(crate) year: i64,
    /// From 1.
    pub(crate) month: i64,
    /// From 1.
    pub(crate) day: i64,
    /// Milliseconds since the day began.
    pub(crate) within: i64,
}

/// How far from 1970 a moment may lie (ECMA-262, section 21.4.1.1).
const FARTHEST: f64 = 8.64e15;

/// A moment, or NaN if it lies too far away.
pub(crate) fn bounded(at: f64) -> f64 {
    if at.abs() <= FARTHEST { at.trunc() } else { f64::NAN }
}

/// The parts of a moment.
#[expect(clippy::cast_possible_truncation, reason = "a moment is a whole number below 2^53")]
pub(crate) fn parts(at: f64) -> Option<Parts> {
    let at = bounded(at);
    if at.is_nan() {
        return None;
    }
    let millis = at as i64;
    let day_length = 86_400_000;
    let (days, within) = (millis.div_euclid(day_length), millis.rem_euclid(day_length));
    // Years begin in March here, so that the day that comes and goes is the last.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(Parts { year, month, day, within })
}

/// Days from 1970 to a day; months and days beyond their range run on into the next.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted + 2) / 5;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468 + day - 1
}

/// The moment that parts make; parts beyond their range run on into the next.
#[expect(clippy::cast_precision_loss, reason = "what is far away is no moment")]
pub(crate) fn moment(parts: Parts) -> f64 {
    // Nothing that is a moment lies outside; what runs on does not overflow.
    let near = |part: i64| part.clamp(-400_000_000, 400_000_000);
    let days = days(near(parts.year), near(parts.month), near(parts.day));
    bounded(days as f64 * DAY + parts.within as f64)
}

/// 0 for Sunday to 6 for Saturday.
#[expect(clippy::cast_possible_truncation, reason = "a weekday is below 7")]
pub(crate) fn weekday(at: f64) -> i64 {
    ((at / DAY).floor() as i64 + 4).rem_euclid(7)
}

/// A moment as it is written: a date where it is a whole day, else to the second or millisecond.
pub(crate) fn write(at: f64) -> Option<String> {
    let Parts { year, month, day, within } = parts(at)?;
    let sign = match year {
        0..=9999 => "",
        10_000.. => "+",
        _ => "-",
    };
    let (width, year) = (if sign.is_empty() { 4 } else { 6 }, year.unsigned_abs());
    let date = format!("{sign}{year:0width$}-{month:02}-{day:02}");
    let (seconds, millis) = (within / 1000, within % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(match (within, millis) {
        (0, _) => date,
        (_, 0) => format!("{date}T{hour:02}:{minute:02}:{second:02}Z"),
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"),
    })
}

/// Reads `2026`, `2026-11`, `2026-11-24`, each with `T19:50`, `:30`, `.500` and `Z` or `+01:00` if
/// there is more. NaN if it is none of these.
pub(crate) fn read(text: &str) -> f64 {
    read_some(text.trim()).map_or(f64::NAN, bounded)
}

fn read_some(text: &str) -> Option<f64> {
    let (date, time) = text.split_once(['T', ' ']).map_or((text, None), |(d, t)| (d, Some(t)));
    let mut fields = date.split('-');
    let year = digits(fields.next()?, 4)?;
    let month = fields.next().map_or(Some(1), |text| digits(text, 2))?;
    let day = fields.next().map_or(Some(1), |text| digits(text, 2))?;
    let in_range = (1..=12).contains(&month) && (1..=31).contains(&day);
    if fields.next().is_some() || !in_range {
        return None;
    }
    let within = time.map_or(Some(0), read_time)?;
    Some(moment(Parts { year, month, day, within }))
}

fn read_time(text: &str) -> Option<i64> {
    let zone = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(zone)?;
    let offset = match zone.strip_prefix(['+', '-']) {
        Some(ahead) => {
            let (hours, minutes) = ahead.split_once(':')?;
            let minutes = digits(hours, 2)? * 60 + digits(minutes, 2)?;
            if zone.starts_with('-') { -minutes } else { minutes }
        }
        None if zone.is_empty() || zone == "Z" => 0,
        None => return None,
    };
    let mut fields = clock.split(':');
    let (hour, minute) = (digits(fields.next()?, 2)?, digits(fields.next()?, 2)?);
    let (second, millis) = fields.next().map_or(Some((0, 0)), read_seconds)?;
    let in_range = hour <= 23 && minute <= 59 && second <= 59 && fields.next().is_none();
    in_range.then_some(((hour * 60 + minute - offset) * 60 + second) * 1000 + millis)
}

fn read_seconds(text: &str) -> Option<(i64, i64)> {
    let Some((seconds, part)) = text.split_once('.') else { return Some((digits(text, 2)?, 0)) };
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let millis: String = part.chars().chain("000".chars()).take(3).collect();
    Some((digits(seconds, 2)?, digits(&millis, 3)?))
}

fn digits(text: &str, count: usize) -> Option<i64> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_written() {
        for (text, want) in [
            ("1970-01-01", Some("1970-01-01")),
            ("2024-02-29", Some("2024-02-29")),
            ("2023-02-29", Some("2023-03-01")),
            ("2026", Some("2026-01-01")),
            ("2026-11", Some("2026-11-01")),
            ("2026-11-24T19:50", Some("2026-11-24T19:50:00Z")),
            ("2026-11-24T19:50:01.5Z", Some("2026-11-24T19:50:01.500Z")),
            ("2026-11-24T00:30+01:00", Some("2026-11-23T23:30:00Z")),
            ("0001-01-01", Some("0001-01-01")),
            ("2026-13-01", None),
            ("2026-11-24T25:00", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(write(read(text)).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn every_day_is_found_again() {
        for day in (-800_000..800_000).step_by(13) {
            let at = f64::from(day) * DAY;
            assert_eq!(moment(parts(at).unwrap()).to_bits(), at.to_bits(), "{day}");
        }
        assert_eq!(weekday(read("2026-11-24")), 2);
        assert!(moment(Parts { year: i64::MAX, month: 1, day: 1, within: 0 }).is_nan());
    }
}
