//! Lists of stays, as front desks keep them in spreadsheets: a row for each guest.

mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Property, Status, Stay, intake};
use crate::{Fault, InvalidValue};

pub use rows::{FIELDS, STATUSES, StayOfRows, guess_column, read_rows};

/// The most rows of a list.
pub const MAX_ROWS: usize = 50_000;

/// What a column says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column {
    /// The reservation.
    Reservation,
    /// What has become of it.
    Status,
    /// What the customer's own system calls the property.
    Property,
    /// The day of arrival.
    Arrival,
    /// The day of departure.
    Departure,
    /// The room.
    Room,
    /// The kind of room.
    RoomType,
    /// The rate plan.
    Rate,
    /// Where it was booked.
    Channel,
    /// The travelling party.
    Group,
    /// A guest's name.
    Name,
    /// The first part of a guest's name, where it has two columns.
    FirstName,
    /// The last part.
    LastName,
    /// A guest's e-mail address.
    Email,
    /// A guest's telephone number.
    Phone,
    /// A guest's language.
    Language,
    /// A guest's country.
    Country,
}

/// What holds for all of a list that has no column for it, or nothing in it.
#[derive(Clone, Debug)]
pub struct ListDefaults {
    /// What has become of the reservations: a list of departures has no column for it.
    pub status: Status,
    /// Where they are.
    pub property: Option<Property>,
    /// The language of the guests.
    pub language: Option<survey::Locale>,
}

/// A stay of a list, or everything that is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its rows, from 0: one for each guest, in the order in which they are told.
    pub rows: Vec<usize>,
    /// The stay. Faults name its first row as their index.
    pub stay: Result<Stay, Vec<Fault>>,
}

/// The list is too long.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("more than {MAX_ROWS} rows")]
pub struct TooManyRows;

impl Column {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Reservation,
        Self::Status,
        Self::Property,
        Self::Arrival,
        Self::Departure,
        Self::Room,
        Self::RoomType,
        Self::Rate,
        Self::Channel,
        Self::Group,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Language,
        Self::Country,
    ];

    /// Its name in saved mappings, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reservation => "reservation",
            Self::Status => "status",
            Self::Property => "property",
            Self::Arrival => "arrival",
            Self::Departure => "departure",
            Self::Room => "room",
            Self::RoomType => "room_type",
            Self::Rate => "rate",
            Self::Channel => "channel",
            Self::Group => "group",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Language => "language",
            Self::Country => "country",
        }
    }

    /// Whether it is about the guest, and not about the stay.
    const fn is_of_guest(self) -> bool {
        match self {
            Self::Name
            | Self::FirstName
            | Self::LastName
            | Self::Email
            | Self::Phone
            | Self::Language
            | Self::Country => true,
            Self::Reservation
            | Self::Status
            | Self::Property
            | Self::Arrival
            | Self::Departure
            | Self::Room
            | Self::RoomType
            | Self::Rate
            | Self::Channel
            | Self::Group => false,
        }
    }
}

/// Reads the rows of a list, without its header: `columns` says what stands in each column, if anything that is
/// looked at does. Rows of the same reservation of the same property are guests of one stay, wherever they stand. They
/// may leave out what another row says, and may not say anything else.
///
/// # Errors
///
/// [`TooManyRows`]. What is wrong with a stay holds up no other.
pub fn read_list(
    columns: &[Option<Column>],
    defaults: &ListDefaults,
    rows: &[Vec<String>],
    received: Timestamp,
) -> Result<Vec<Listed>, TooManyRows> {
    if rows.len() > MAX_ROWS {
        return Err(TooManyRows);
    }
    let mut stays: Vec<Gathered> = Vec::new();
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let (stay, guest) = parts(columns, row);
        let place = key(&stay, defaults).map(|key| *places.entry(key).or_insert(stays.len()));
        match place.and_then(|place| stays.get_mut(place)) {
            Some(there) => there.add(at, stay, guest),
            None => stays.push(Gathered::new(at, stay, guest)),
        }
    }
    Ok(stays.into_iter().map(|stay| stay.read(defaults, received)).collect())
}

/// By what rows of one stay are known: property and reservation. Rows without a reservation are each wrong by
/// themselves.
fn key(stay: &Map<String, Value>, defaults: &ListDefaults) -> Option<(String, String)> {
    let text = |name: &str| stay.get(name).and_then(Value::as_str);
    let default = defaults.property.as_ref().map(|property| property.id.as_str());
    let property = text("property").or(default).unwrap_or_default();
    Some((property.to_owned(), text("reservation")?.to_owned()))
}

/// A stay whose rows are being gathered.
struct Gathered {
    rows: Vec<usize>,
    stay: Map<String, Value>,
    guests: Vec<Value>,
    contradicts: Vec<String>,
}

impl Gathered {
    fn new(row: usize, stay: Map<String, Value>, guest: Map<String, Value>) -> Self {
        Self { rows: vec![row], stay, guests: vec![guest.into()], contradicts: Vec::new() }
    }

    fn add(&mut self, row: usize, stay: Map<String, Value>, guest: Map<String, Value>) {
        self.rows.push(row);
        self.guests.push(guest.into());
        for (name, value) in stay {
            match self.stay.get(&name) {
                Some(there) if *there != value => {
                    if !self.contradicts.contains(&name) {
                        self.contradicts.push(name);
                    }
                }
                Some(_) => {}
                None => drop(self.stay.insert(name, value)),
            }
        }
    }

    fn read(mut self, defaults: &ListDefaults, received: Timestamp) -> Listed {
        let first = self.rows.first().copied().unwrap_or_default();
        if let Some(language) = &defaults.language {
            for guest in self.guests.iter_mut().filter_map(Value::as_object_mut) {
                guest.entry("language").or_insert_with(|| language.as_str().into());
            }
        }
        self.stay.entry("status").or_insert_with(|| defaults.status.as_str().into());
        if let Some(property) = property(self.stay.remove("property"), defaults) {
            self.stay.insert("property".to_owned(), property);
        }
        self.stay.insert("guests".to_owned(), self.guests.into());
        let mut stay = intake::one(first, &Value::Object(self.stay), received);
        for name in self.contradicts {
            let reason = InvalidValue("the same in each row of a reservation").into();
            let fault = Fault { index: first, path: format!("$.{name}"), reason };
            match &mut stay {
                Ok(_) => stay = Err(vec![fault]),
                Err(faults) => faults.push(fault),
            }
        }
        Listed { rows: self.rows, stay }
    }
}

/// The property that a row names, with what is known of it if it is the default one.
fn property(named: Option<Value>, defaults: &ListDefaults) -> Option<Value> {
    let default = defaults.property.as_ref();
    let known = default.filter(|known| named.as_ref().is_none_or(|id| *id == known.id.as_str()));
    match known {
        Some(known) => Some(json!({
            "id": known.id.as_str(),
            "name": known.name.as_ref().map(crate::Text::as_str),
            "time_zone": known.time_zone.as_ref().map(crate::ZoneName::as_str),
        })),
        None => named.map(|id| json!({ "id": id })),
    }
}

/// What a row says of the stay, and what of the guest. Empty cells say nothing.
fn parts(columns: &[Option<Column>], row: &[String]) -> (Map<String, Value>, Map<String, Value>) {
    let (mut stay, mut guest) = (Map::new(), Map::new());
    let (mut first, mut last) = (None, None);
    for (column, cell) in columns.iter().zip(row) {
        let (Some(column), cell) = (column, cell.trim()) else { continue };
        if cell.is_empty() {
            continue;
        }
        let value = match column {
            Column::FirstName => {
                first = Some(cell);
                continue;
            }
            Column::LastName => {
                last = Some(cell);
                continue;
            }
            Column::Status => status(cell),
            Column::Arrival | Column::Departure => day(cell),
            Column::Country => cell.to_uppercase(),
            Column::Reservation
            | Column::Property
            | Column::Room
            | Column::RoomType
            | Column::Rate
            | Column::Channel
            | Column::Group
            | Column::Name
            | Column::Email
            | Column::Phone
            | Column::Language => cell.to_owned(),
        };
        let part = if column.is_of_guest() { &mut guest } else { &mut stay };
        part.insert(column.as_str().to_owned(), value.into());
    }
    let name: Vec<_> = first.into_iter().chain(last).collect();
    if !name.is_empty() {
        guest.entry("name").or_insert_with(|| name.join(" ").into());
    }
    (stay, guest)
}

/// The status that booking systems call so; what is none of theirs stays, and is refused.
fn status(cell: &str) -> String {
    let word: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let status = match word.as_str() {
        "booked" | "confirmed" | "bokad" | "bekräftad" => Status::Booked,
        "arrived" | "checkedin" | "inhouse" | "incheckad" | "ankommen" => Status::Arrived,
        "departed" | "checkedout" | "utcheckad" | "avrest" => Status::Departed,
        "cancelled" | "canceled" | "avbokad" => Status::Cancelled,
        "noshow" | "utebliven" => Status::NoShow,
        _ => return cell.to_owned(),
    };
    status.as_str().to_owned()
}

/// A day as 2026-11-27, where it stands as 27.11.2026. What has slashes stays, and is refused: 3/4 is
/// one day here and another there.
fn day(cell: &str) -> String {
    let parts: Vec<_> = cell.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return cell.to_owned() };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits(day) && digits(month) && digits(year) && year.len() == 4;
    let read = match (day.parse(), month.parse(), year.parse()) {
        (Ok(day), Ok(month), Ok(year)) if plain => Date::new(year, month, day).ok(),
        _ => None,
    };
    read.map_or_else(|| cell.to_owned(), |day| day.to_string())
}
