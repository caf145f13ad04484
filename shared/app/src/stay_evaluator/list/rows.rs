//! Lists as all apps read their tables.

use jiff::Timestamp;

use super::{Column, ListDefaults, Listed, read_list};
use crate::rows::plain;
use crate::stay_evaluator::{Property, Status, Stay};
use crate::{Fault, ForAll, InvalidColumns, RowFault};

/// What a column can be, by name.
pub const FIELDS: &[&str] = &[
    "reservation",
    "status",
    "property",
    "arrival",
    "departure",
    "room",
    "room_type",
    "rate",
    "channel",
    "group",
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "language",
    "country",
];

/// What has become of a stay, by name.
pub const STATUSES: &[&str] = &["booked", "arrived", "departed", "cancelled", "no-show"];

/// By which headers columns are guessed: in small letters, with blanks for other signs.
static HEADERS: [(Column, &[&str]); 17] = [
    (
        Column::Reservation,
        &[
            "reservation",
            "reservation number",
            "reservation no",
            "booking",
            "booking number",
            "confirmation number",
            "bokning",
            "bokningsnummer",
            "bokningsnr",
            "res no",
        ],
    ),
    (Column::Status, &["status", "reservation status", "bokningsstatus"]),
    (Column::Property, &["property", "hotel", "property id", "anläggning", "hotell"]),
    (
        Column::Arrival,
        &[
            "arrival",
            "arrival date",
            "check in",
            "checkin",
            "ankomst",
            "ankomstdatum",
            "incheckning",
        ],
    ),
    (
        Column::Departure,
        &[
            "departure",
            "departure date",
            "check out",
            "checkout",
            "avresa",
            "avresedatum",
            "utcheckning",
        ],
    ),
    (Column::Room, &["room", "room number", "room no", "rum", "rumsnummer", "rumsnr"]),
    (Column::RoomType, &["room type", "rumstyp"]),
    (Column::Rate, &["rate", "rate plan", "rate code", "pris", "priskod"]),
    (Column::Channel, &["channel", "source", "kanal", "bokningskanal"]),
    (Column::Group, &["group", "grupp", "sällskap"]),
    (Column::Name, &["name", "guest", "guest name", "namn", "gäst", "gästnamn"]),
    (Column::FirstName, &["first name", "given name", "förnamn"]),
    (Column::LastName, &["last name", "surname", "family name", "efternamn"]),
    (
        Column::Email,
        &["email", "e mail", "email address", "e post", "epost", "e postadress", "mejl"],
    ),
    (
        Column::Phone,
        &["phone", "phone number", "mobile", "telefon", "telefonnummer", "mobil", "mobilnummer"],
    ),
    (Column::Language, &["language", "locale", "språk"]),
    (Column::Country, &["country", "country code", "nationality", "land", "landskod"]),
];

/// What a column with this header most likely is.
#[must_use]
pub fn guess_column(header: &str) -> Option<&'static str> {
    let plain = plain(header);
    let named = HEADERS.iter().find(|(_, headers)| headers.contains(&plain.as_str()));
    named.map(|(column, _)| column.as_str())
}

/// A stay that rows tell, by their numbers from 0, or everything that is wrong with them.
pub type StayOfRows = (Vec<usize>, Result<Stay, Vec<RowFault>>);

/// Reads rows, each of which is a guest of a stay.
///
/// # Errors
///
/// [`InvalidColumns`].
pub fn read_rows(
    columns: &[&str],
    rows: &[Vec<String>],
    for_all: &ForAll,
    received: Timestamp,
) -> Result<Vec<StayOfRows>, InvalidColumns> {
    let mut fields = Vec::new();
    for (at, name) in columns.iter().enumerate() {
        let known = Column::ALL.into_iter().find(|column| column.as_str() == *name);
        if known.is_none() && !name.is_empty() {
            return Err(InvalidColumns::Unknown(at));
        }
        fields.push(known);
    }
    let status = Status::ALL.into_iter().find(|status| status.as_str() == for_all.status);
    let property = for_all.property.clone().map(|id| Property { id, name: None, time_zone: None });
    let status = status.unwrap_or(Status::Departed);
    let defaults = ListDefaults { status, property, language: for_all.language.clone() };
    let listed = read_list(&fields, &defaults, rows, received);
    let listed = listed.map_err(|_| InvalidColumns::TooMany)?.into_iter();
    Ok(listed.map(|one| placed(&fields, one)).collect())
}

/// What is wrong with a stay, by row and column.
fn placed(columns: &[Option<Column>], listed: Listed) -> StayOfRows {
    let Listed { rows, stay } = listed;
    let stay = stay.map_err(|faults| {
        faults.iter().map(|fault| one(columns, &rows, fault)).collect::<Vec<_>>()
    });
    (rows, stay)
}

fn one(columns: &[Option<Column>], rows: &[usize], fault: &Fault) -> RowFault {
    let path = fault.path.trim_start_matches("$.");
    let (guest, member) = match path.strip_prefix("guests[").and_then(|rest| rest.split_once(']')) {
        Some((guest, member)) => {
            (guest.parse().unwrap_or_default(), member.trim_start_matches('.'))
        }
        None => (0_usize, path),
    };
    let row = rows.get(guest).or(rows.first()).copied().unwrap_or_default();
    let member = member.split(['.', '[']).next().unwrap_or_default();
    let meant = |column: &&Column| match member {
        // Of a stay whose guests cannot be written to, an address is what is missed.
        "guests" => matches!(column, Column::Email | Column::Phone),
        "name" => matches!(column, Column::Name | Column::FirstName | Column::LastName),
        member => column.as_str() == member,
    };
    let meant: Vec<_> = Column::ALL.iter().filter(meant).copied().collect();
    let stands = |of: &Column| columns.iter().position(|column| *column == Some(*of));
    let column = meant.iter().find_map(stands);
    let missed = meant.first().map(|column| column.as_str());
    RowFault { row, column, field: missed.filter(|_| column.is_none()), reason: fault.reason }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::Reason;

    fn for_all() -> ForAll {
        ForAll {
            status: "departed".to_owned(),
            language: None,
            country: None,
            zone: TimeZone::UTC,
            property: Some("MAL1".try_into().unwrap()),
        }
    }

    fn rows(rows: &[&str]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn names() {
        assert_eq!(Column::ALL.map(Column::as_str), FIELDS);
        assert_eq!(HEADERS.map(|(column, _)| column), Column::ALL);
        assert_eq!(Status::ALL.map(Status::as_str), STATUSES);
        for (header, want) in [
            ("Bokningsnr.", Some("reservation")),
            ("Check-in", Some("arrival")),
            ("Efternamn", Some("last_name")),
            ("Frukost", None),
        ] {
            assert_eq!(guess_column(header), want, "{header}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_row_and_column() {
        let columns = ["reservation", "arrival", "departure", "", "email"];
        let rows = rows(&[
            "R-1|2026-11-24|2026-11-27|x|elsa@example.com",
            "R-2|2026-11-24|2026-11-27||",
            "R-1||||nils",
            "|2026-11-24|2026-11-27||ida@example.com",
            "R-3|2026-11-24|||ida@example.com",
        ]);
        let when = "2026-11-28T12:00:00Z".parse().unwrap();
        let read = read_rows(&columns, &rows, &for_all(), when).unwrap();
        let told: Vec<_> = read
            .iter()
            .map(|(rows, stay)| {
                let faults = stay.as_ref().err().into_iter().flatten();
                let faults = faults.map(|fault| (fault.row, fault.column));
                (rows.clone(), faults.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(
            told,
            [
                (vec![0, 2], vec![(2, Some(4))]),
                (vec![1], vec![(1, Some(4))]),
                (vec![3], vec![(3, Some(0))]),
                (vec![4], vec![(4, Some(2))]),
            ]
        );
        let nowhere = ForAll { property: None, ..for_all() };
        let read = read_rows(&columns, &rows[..1], &nowhere, when).unwrap();
        let faults = read[0].1.as_ref().unwrap_err();
        let missing =
            RowFault { row: 0, column: None, field: Some("property"), reason: Reason::Missing };
        assert_eq!(*faults, [missing]);
        let unknown = read_rows(&["reservation", "colour"], &rows, &for_all(), when);
        assert_eq!(unknown.unwrap_err(), InvalidColumns::Unknown(1));
    }
}
