//! Dates and times as HTML's fields write them (HTML, section 2.3.5).

use crate::answers::Format;

/// Whether `text` is a real date or time, written as a field of this format writes it: years of
/// four digits from 0001 in the proleptic Gregorian calendar, no time zone.
///
/// Of one format, an earlier moment is the lesser text.
pub(crate) fn is_moment(format: Format, text: &str) -> bool {
    match format {
        Format::Date => date(text).is_some(),
        Format::Time => time(text).is_some(),
        Format::DateTime => text
            .split_once('T')
            .is_some_and(|(day, clock)| date(day).is_some() && time(clock).is_some()),
        Format::Month => month(text).is_some(),
        Format::Week => week(text).is_some(),
        Format::Email | Format::Url | Format::Color => false,
    }
}

/// A number of exactly `digits` digits.
fn digits(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn month(text: &str) -> Option<(u32, u32)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (digits(year, 4)?, digits(month, 2)?);
    (year >= 1 && (1..=12).contains(&month)).then_some((year, month))
}

fn date(text: &str) -> Option<()> {
    let (year_month, day) = text.rsplit_once('-')?;
    let ((year, month), day) = (month(year_month)?, digits(day, 2)?);
    let last = match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=last).contains(&day).then_some(())
}

fn time(text: &str) -> Option<()> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let (second, part) = second.split_once('.').unwrap_or((second, "0"));
    let part = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    (hour < 24 && minute < 60 && second < 60 && part).then_some(())
}

fn week(text: &str) -> Option<()> {
    let (year, week) = text.split_once("-W")?;
    let (year, week) = (digits(year, 4)?, digits(week, 2)?);
    (year >= 1 && (1..=weeks(year)).contains(&week)).then_some(())
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// How many weeks a year has (ISO 8601): 53 if it ends on a Thursday or the year before ended on
/// a Wednesday.
const fn weeks(year: u32) -> u32 {
    const fn last_weekday(year: u32) -> u32 {
        (year + year / 4 - year / 100 + year / 400) % 7
    }
    if last_weekday(year) == 4 || last_weekday(year - 1) == 3 { 53 } else { 52 }
}

/// Milliseconds from the start of 1970 to a moment as RFC 3339 writes it: capital letters, an
/// offset, no leap second. Parts of a millisecond are passed over.
pub(crate) fn unix_millis(text: &str) -> Option<i64> {
    let (day, clock) = text.split_once('T')?;
    let (clock, minutes_ahead) = apart(clock)?;
    date(day)?;
    time(clock)?;
    let mut parts = day.split('-').chain(clock.split([':', '.'])).map(|part| part.parse().ok());
    let mut next = || parts.next().flatten();
    let days = days(next()?, next()?, next()?);
    let (hour, minute, second): (i64, i64, i64) = (next()?, next()?, next()?);
    let millis = clock.split_once('.').map_or(0, |(_, part)| thousandths(part));
    let minutes = (days * 24 + hour) * 60 + minute - minutes_ahead;
    Some((minutes * 60 + second) * 1000 + millis)
}

/// A clock's time, with seconds, and how many minutes it is ahead of UTC.
fn apart(clock: &str) -> Option<(&str, i64)> {
    let at = clock.find(['Z', '+', '-'])?;
    let (clock, offset) = clock.split_at_checked(at)?;
    let with_seconds = clock.split(':').count() == 3;
    if offset == "Z" {
        return with_seconds.then_some((clock, 0));
    }
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let ahead = i64::from(hours * 60 + minutes);
    let ahead = if offset.starts_with('-') { -ahead } else { ahead };
    (with_seconds && hours < 24 && minutes < 60).then_some((clock, ahead))
}

/// The thousandths of a fraction's digits.
fn thousandths(part: &str) -> i64 {
    part.bytes().chain(*b"00").take(3).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
}

/// Days from the start of 1970 to a day of the proleptic Gregorian calendar. Years begin in March
/// here, so that a leap day is a year's last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = year * 365 + year / 4 - year / 100 + year / 400;
    before + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_any_clock() {
        for (text, want) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-11-23T19:50:00Z", Some(1_795_463_400_000)),
            ("2026-11-23T19:50:00.1239Z", None),
            ("2026-11-23T19:50:00.123Z", Some(1_795_463_400_123)),
            ("2026-11-23T19:50:00.5Z", Some(1_795_463_400_500)),
            ("2026-11-23T20:50:00+01:00", Some(1_795_463_400_000)),
            ("2026-11-23T14:20:00-05:30", Some(1_795_463_400_000)),
            ("2024-02-29T00:00:00Z", Some(1_709_164_800_000)),
            ("2000-03-01T00:00:00Z", Some(951_868_800_000)),
            ("1969-12-31T23:59:59Z", Some(-1000)),
            ("0001-01-01T00:00:00Z", Some(-62_135_596_800_000)),
            ("9999-12-31T23:59:59Z", Some(253_402_300_799_000)),
            ("2026-11-23T19:50:00", None),
            ("2026-11-23T19:50Z", None),
            ("2026-11-23 19:50:00Z", None),
            ("2026-11-23t19:50:00z", None),
            ("2026-11-23T19:50:60Z", None),
            ("2026-11-31T19:50:00Z", None),
            ("2026-11-23T19:50:00+1:00", None),
            ("2026-11-23T19:50:00+0100", None),
            ("2026-11-23T19:50:00+24:00", None),
            ("2026-11-23T19:50:00ZZ", None),
            ("2026-11-23", None),
            ("", None),
        ] {
            assert_eq!(unix_millis(text), want, "{text}");
        }
    }

    #[test]
    fn moments() {
        for (format, text, want) in [
            (Format::Date, "2026-11-23", true),
            (Format::Date, "2024-02-29", true),
            (Format::Date, "2026-02-29", false),
            (Format::Date, "1900-02-29", false),
            (Format::Date, "2000-02-29", true),
            (Format::Date, "0000-01-01", false),
            (Format::Date, "2026-04-31", false),
            (Format::Date, "2026-13-01", false),
            (Format::Date, "26-11-23", false),
            (Format::Date, "2026-11-2", false),
            (Format::Date, "2026-11-23T10:00", false),
            (Format::Time, "19:50", true),
            (Format::Time, "19:50:01.5", true),
            (Format::Time, "24:00", false),
            (Format::Time, "19:60", false),
            (Format::Time, "9:50", false),
            (Format::Time, "19:50:01.", false),
            (Format::DateTime, "2026-11-23T19:50", true),
            (Format::DateTime, "2026-11-23 19:50", false),
            (Format::DateTime, "2026-11-23T19:50Z", false),
            (Format::Month, "2026-11", true),
            (Format::Month, "2026-00", false),
            (Format::Week, "2026-W53", true),
            (Format::Week, "2025-W53", false),
            (Format::Week, "2020-W53", true),
            (Format::Week, "2026-W00", false),
            (Format::Week, "2026-48", false),
            (Format::Email, "2026-11-23", false),
        ] {
            assert_eq!(is_moment(format, text), want, "{text}");
        }
    }
}
