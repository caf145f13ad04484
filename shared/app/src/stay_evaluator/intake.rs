//! What booking systems send: what has become of reservations, as JSON.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{Guest, MAX_GUESTS, Property, Status, Stay};
use crate::read::{self, Findings, Object};
use crate::store_evaluator::intake::{extra, tags};
use crate::{BatchFault, Fault, Reason, Recipient};

const MEMBERS: &[&str] = &[
    "reservation",
    "status",
    "property",
    "arrival",
    "departure",
    "arrived_at",
    "departed_at",
    "room",
    "room_type",
    "rate",
    "channel",
    "group",
    "guests",
    "tags",
    "extra",
    "test",
];

/// Reads one stay, or a list of 1 to 500: for each the stay, or everything that is wrong with it.
///
/// `received` is the present moment: when it happened, if it is not told and was not earlier.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of stays at all.
pub fn read(body: &[u8], received: Timestamp) -> Result<Vec<Result<Stay, Vec<Fault>>>, BatchFault> {
    let stays = read::batch(body)?.into_iter().enumerate();
    Ok(stays.map(|(index, stay)| one(index, &stay, received)).collect())
}

/// Reads the stay at this place of what was sent.
pub(super) fn one(index: usize, value: &Value, received: Timestamp) -> Result<Stay, Vec<Fault>> {
    let mut findings = Findings::new(index);
    let found = &mut findings;
    let read = found.object(Some(value), "$").and_then(|told| stay(found, told, received));
    findings.or_faults(read)
}

fn stay(found: &mut Findings, told: Object<'_>, received: Timestamp) -> Option<Stay> {
    found.refuse_unknown(told, MEMBERS);
    let reservation = found.required(told, "reservation");
    let status = status(found, told);
    let property = property(found, told);
    let times = Times::read(found, told, received);
    let (room, room_type) = (found.optional(told, "room"), found.optional(told, "room_type"));
    let (rate, channel) = (found.optional(told, "rate"), found.optional(told, "channel"));
    let group = found.optional(told, "group");
    let guests = guests(found, told);
    let (tags, extra) = (tags(found, told), extra(found, told));
    let test = found.flag(told, "test", false);
    let status = status?;
    if status.has_come() {
        for day in ["arrival", "departure"] {
            if told.member(day).is_none() {
                found.add(told.path_of(day), Reason::Missing);
            }
        }
        if !has_address(told) {
            found.add("$.guests", Reason::Unreachable);
        }
    }
    Some(Stay {
        reservation: reservation?,
        status,
        happened: times.happened(status, received),
        property: property?,
        arrival: times.arrival,
        departure: times.departure,
        room,
        room_type,
        rate,
        channel,
        group,
        guests,
        tags,
        extra,
        test,
    })
}

fn status(found: &mut Findings, told: Object<'_>) -> Option<Status> {
    if told.member("status").is_none() {
        found.add("$.status", Reason::Missing);
    }
    let name = found.text(told, "status")?;
    let status = Status::ALL.into_iter().find(|status| status.as_str() == name);
    if status.is_none() {
        found.add("$.status", Reason::NotAStatus);
    }
    status
}

fn property(found: &mut Findings, told: Object<'_>) -> Option<Property> {
    let member = told.member("property");
    if member.is_none() {
        found.add("$.property", Reason::Missing);
    }
    let property = found.object(member, "$.property")?;
    found.refuse_unknown(property, &["id", "name", "time_zone"]);
    let id = found.required(property, "id");
    let name = found.optional(property, "name");
    let time_zone = found.optional(property, "time_zone");
    Some(Property { id: id?, name, time_zone })
}

/// When the guests come and leave.
struct Times {
    arrival: Option<Date>,
    departure: Option<Date>,
    arrived_at: Option<Timestamp>,
    departed_at: Option<Timestamp>,
}

impl Times {
    fn read(found: &mut Findings, told: Object<'_>, received: Timestamp) -> Self {
        let times = Self {
            arrival: found.day(told, "arrival", received),
            departure: found.day(told, "departure", received),
            arrived_at: found.moment(told, "arrived_at", received),
            departed_at: found.moment(told, "departed_at", received),
        };
        if matches!((times.arrival, times.departure), (Some(from), Some(to)) if to < from) {
            found.add("$.departure", Reason::BeforeArrival);
        }
        times
    }

    /// When it happened: at the moment that is told, and else when it was heard of, but not later than on
    /// its day. So a list of last month's stays asks nobody as though they had left today.
    fn happened(&self, status: Status, received: Timestamp) -> Timestamp {
        let (moment, day) = match status {
            Status::Arrived => (self.arrived_at, self.arrival),
            Status::Departed => (self.departed_at, self.departure),
            Status::Booked | Status::Cancelled | Status::NoShow => (None, None),
        };
        moment.unwrap_or_else(|| day.and_then(end).map_or(received, |end| end.min(received)))
    }
}

/// The end of a day. It is that of UTC: the property's zone may not be told, and hours do not matter here.
fn end(day: Date) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0)).ok()
}

/// Whether one of the guests has an address. What is wrong with an address is told by itself.
fn has_address(told: Object<'_>) -> bool {
    let guests = told.member("guests").and_then(Value::as_array).into_iter().flatten();
    let mut addresses = guests.flat_map(|guest| [guest.get("email"), guest.get("phone")]);
    addresses.any(|address| address.is_some_and(|address| !address.is_null()))
}

fn guests(found: &mut Findings, told: Object<'_>) -> Vec<Guest> {
    let items = found.list(told, "guests", MAX_GUESTS, Reason::TooManyGuests);
    let mut guests = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let path = format!("$.guests[{at}]");
        let Some(guest) = found.object(Some(item), &path) else { continue };
        let known = ["name", "email", "phone", "language", "country", "consent"];
        found.refuse_unknown(guest, &known);
        let recipient = Recipient {
            name: found.optional(guest, "name"),
            email: found.optional(guest, "email"),
            phone: found.optional(guest, "phone"),
            language: found.language(guest, "language"),
            country: found.optional(guest, "country"),
            time_zone: None,
        };
        let consent = found.flag(guest, "consent", true);
        guests.push(Guest { recipient, consent });
    }
    guests
}
