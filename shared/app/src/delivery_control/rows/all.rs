//! Rows as all apps read them.

use jiff::Timestamp;

use super::{Columns, Field, RowDefaults, RowFault};
use crate::delivery_control::{Outcome, Shipment};
use crate::{ForAll, InvalidColumns};

/// What a column can be, by name.
pub const FIELDS: &[&str] = &[
    "order",
    "status",
    "at",
    "parcels",
    "more_to_come",
    "promised_from",
    "promised_until",
    "carrier",
    "region",
    "delivery_type",
    "driver",
    "business",
    "name",
    "email",
    "phone",
    "language",
    "country",
    "time_zone",
    "send_at",
    "tags",
    "consent",
    "test",
];

/// What becomes of a delivery, by name.
pub const STATUSES: &[&str] = &["delivered", "returned", "failed"];

/// What a column with this header most likely is.
#[must_use]
pub fn guess_column(header: &str) -> Option<&'static str> {
    Field::guess(header).map(|field| field.name())
}

/// Reads rows of deliveries, each by itself: the shipment, or everything that is wrong with the row.
///
/// # Errors
///
/// [`InvalidColumns`].
pub fn read_rows(
    columns: &[&str],
    rows: &[Vec<String>],
    for_all: &ForAll,
    received: Timestamp,
) -> Result<Vec<Result<Shipment, Vec<RowFault>>>, InvalidColumns> {
    let mut fields = Vec::new();
    for (at, name) in columns.iter().enumerate() {
        let read = Some(name).filter(|name| !name.is_empty()).map(|name| name.parse::<Field>());
        fields.push(read.transpose().map_err(|_| InvalidColumns::Unknown(at))?);
    }
    let columns = Columns::of(fields).map_err(|error| match error {
        super::InvalidColumns::TooMany => InvalidColumns::TooMany,
        super::InvalidColumns::HeaderTwice(at) | super::InvalidColumns::FieldTwice(at) => {
            InvalidColumns::Twice(at)
        }
        super::InvalidColumns::NoSuchHeader | super::InvalidColumns::NoOrder => {
            InvalidColumns::NoKey
        }
    })?;
    let status = Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == for_all.status);
    let ForAll { language, country, zone, .. } = for_all.clone();
    let defaults = RowDefaults { status, language, country, zone };
    let read = |(at, cells): (usize, &Vec<String>)| {
        let cells: Vec<_> = cells.iter().map(String::as_str).collect();
        columns.read(at, &cells, &defaults, received)
    };
    Ok(rows.iter().enumerate().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery_control::rows::field::KNOWN;

    #[test]
    fn fields_are_those_that_are_known() {
        let known: Vec<_> = KNOWN.iter().map(|(_, name, ..)| *name).collect();
        assert_eq!(known, FIELDS);
        assert_eq!(Outcome::ALL.map(Outcome::as_str), STATUSES);
    }
}
