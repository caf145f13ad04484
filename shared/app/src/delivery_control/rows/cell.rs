//! What stands in a cell, as it would stand in the JSON.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::Field;
use crate::read::{is_like, rfc3339};
use crate::{InvalidValue, Reason, Scalar};

/// What a cell that has a moment must be.
pub(super) const MOMENT: InvalidValue =
    InvalidValue("a moment: 2026-11-27 10:30, or with an offset (RFC 3339)");

/// The value of a cell that is not empty. What is not of its kind is left as it is, and is told of by
/// whoever reads the JSON.
pub(super) fn value(field: &Field, cell: &str, zone: &TimeZone) -> Result<Value, Reason> {
    Ok(match field {
        Field::Order
        | Field::Carrier
        | Field::Region
        | Field::DeliveryType
        | Field::Driver
        | Field::Name
        | Field::Email
        | Field::Phone
        | Field::Language
        | Field::TimeZone => cell.into(),
        Field::Status => status(cell).into(),
        Field::Country => cell.to_ascii_uppercase().into(),
        Field::Parcels => list(cell, &[',', ';', ' ', '\n', '\r', '\t']),
        Field::Tags => list(cell, &[',', ';']),
        Field::At | Field::SendAt => moment(cell, None, zone)?,
        Field::PromisedFrom => moment(cell, Some(Time::midnight()), zone)?,
        // A day that was promised ends with it.
        Field::PromisedUntil => moment(cell, Some(Time::constant(23, 59, 59, 0)), zone)?,
        Field::MoreToCome | Field::Business | Field::Consent | Field::Test => flag(cell)?.into(),
        Field::Extra(_) => {
            let text = Value::from(cell);
            Scalar::from_json(&text).ok_or(Reason::NotAScalar)?;
            text
        }
    })
}

/// What became of it, in words that carriers and shops use.
fn status(cell: &str) -> String {
    let plain = cell.to_lowercase();
    match plain.as_str() {
        "levererad" | "levererat" | "utlämnad" | "mottagen" | "uthämtad" => {
            "delivered".to_owned()
        }
        "retur" | "returnerad" | "return" => "returned".to_owned(),
        "misslyckad" | "misslyckades" | "ej levererad" | "not delivered" => "failed".to_owned(),
        _ => plain,
    }
}

fn flag(cell: &str) -> Result<bool, Reason> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "ja" | "j" | "sant" => Ok(true),
        "false" | "no" | "n" | "0" | "nej" | "falskt" => Ok(false),
        _ => Err(Reason::NotABoolean),
    }
}

fn list(cell: &str, between: &[char]) -> Value {
    let items = cell.split(between).map(str::trim).filter(|item| !item.is_empty());
    items.map(Value::from).collect()
}

/// A moment with an offset, or the time that clocks of the zone say; or a day, where a time for it is given.
fn moment(cell: &str, of_a_day: Option<Time>, zone: &TimeZone) -> Result<Value, Reason> {
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
