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

#[cfg(test)]
mod tests {
    use super::*;

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
