//! What stands in a cell, as it would stand in the JSON.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::Field;
use crate::rows::{flag, list, moment};
use crate::{Reason, Scalar};

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
