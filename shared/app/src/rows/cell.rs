//! What stands in a cell, as it would stand in the JSON.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::read::{is_like, rfc3339};
use crate::{InvalidValue, Reason};

/// What a cell that has a moment must be.
pub(crate) const MOMENT: InvalidValue =
    InvalidValue("a moment: 2026-11-27 10:30, or with an offset (RFC 3339)");

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cell {
    /// As they are.
    Text,
    /// In capital letters.
    Upper,
    /// As a number, with a point or a comma.
    Decimal,
    /// As one of these words, or of those that mean the same; others as they are.
    Word(&'static [(&'static str, &'static [&'static str])]),
    /// As yes or no.
    Flag,
    /// As several, with commas or semicolons between them.
    List,
    /// As a moment. A day is its beginning.
    Moment,
}

impl Cell {
    /// The value of a cell that is not empty. What is not of its kind is left as it is, and is told of by whoever reads
    /// the JSON.
    pub(super) fn value(self, cell: &str, zone: &TimeZone) -> Result<Value, Reason> {
        Ok(match self {
            Self::Text => cell.into(),
            Self::Upper => cell.to_ascii_uppercase().into(),
            Self::Decimal => decimal(cell).into(),
            Self::Word(words) => word(cell, words).into(),
            Self::Flag => flag(cell)?.into(),
            Self::List => list(cell, &[',', ';']),
            Self::Moment => moment(cell, Some(Time::midnight()), zone)?,
        })
    }
}

/// A number as JSON has it, where it is written as in most of Europe.
fn decimal(cell: &str) -> String {
    let plain: String = cell.chars().filter(|sign| !sign.is_whitespace()).collect();
    if plain.contains('.') { plain } else { plain.replacen(',', ".", 1) }
}

fn word(cell: &str, words: &[(&'static str, &[&str])]) -> String {
    let plain = cell.to_lowercase();
    let same = |(_, others): &&(&'static str, &[&str])| others.contains(&plain.as_str());
    let meant = words.iter().find(same).map(|(word, _)| (*word).to_owned());
    meant.unwrap_or(plain)
}

pub(crate) fn flag(cell: &str) -> Result<bool, Reason> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "ja" | "j" | "sant" => Ok(true),
        "false" | "no" | "n" | "0" | "nej" | "falskt" => Ok(false),
        _ => Err(Reason::NotABoolean),
    }
}

pub(crate) fn list(cell: &str, between: &[char]) -> Value {
    let items = cell.split(between).map(str::trim).filter(|item| !item.is_empty());
    items.map(Value::from).collect()
}

/// A moment with an offset, or the time that clocks of the zone say; or a day, where a time for it is given.
pub(crate) fn moment(cell: &str, of_a_day: Option<Time>, zone: &TimeZone) -> Result<Value, Reason> {
    if rfc3339(cell).is_some() {
        return Ok(cell.into());
    }
    let local = local(cell, of_a_day).ok_or(MOMENT)?;
    let moment = zone.to_timestamp(local).map_err(|_| MOMENT)?;
    Ok(moment.to_string().into())
}

fn local(cell: &str, of_a_day: Option<Time>) -> Option<DateTime> {
    if is_like(cell, "9999-99-99") {
        return Some(cell.parse::<jiff::civil::Date>().ok()?.to_datetime(of_a_day?));
    }
    let between =
        |pattern: &str| is_like(cell, pattern) || is_like(cell, &pattern.replace('T', " "));
    let known = between("9999-99-99T99:99") || between("9999-99-99T99:99:99");
    known.then(|| cell.parse().ok())?
}
