//! A stay: what becomes of a reservation, at which property, and whose it is.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::{InvalidValue, Key, Recipient, Scalar, Text, ZoneName};

/// The most guests of a stay that are told of.
pub const MAX_GUESTS: usize = 20;

/// What has become of a reservation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// The reservation.
    pub reservation: Reservation,
    /// What has become of it.
    pub status: Status,
    /// When.
    pub happened: Timestamp,
    /// Where it is.
    pub property: Property,
    /// The day of arrival; it is there once the guest has arrived.
    pub arrival: Option<Date>,
    /// The day of departure, never before that of arrival; it is there once the guest has arrived.
    pub departure: Option<Date>,
    /// The room.
    pub room: Option<Text>,
    /// What kind of room it is, in the property's words.
    pub room_type: Option<Text>,
    /// The rate plan, in the property's words.
    pub rate: Option<Text>,
    /// Where it was booked, in the property's words.
    pub channel: Option<Text>,
    /// The travelling party that it belongs to.
    pub group: Option<Text>,
    /// Who stays: at most [`MAX_GUESTS`], whoever booked first. Once they have arrived there is one.
    pub guests: Vec<Guest>,
    /// What the customer sorts stays by: at most 20.
    pub tags: BTreeSet<Text>,
    /// What else the customer sends along: at most 50.
    pub extra: BTreeMap<Box<str>, Scalar>,
    /// Whether somebody tries out how it goes: it is kept out of all numbers.
    pub test: bool,
}

/// What has become of a reservation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// It is made, or changed.
    Booked,
    /// The guests have arrived.
    Arrived,
    /// The guests have left.
    Departed,
    /// It was called off.
    Cancelled,
    /// The guests never came.
    NoShow,
}

/// A hotel, a hostel, a camping site.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// What the customer's own system calls it.
    pub id: Key,
    /// Its name.
    pub name: Option<Text>,
    /// Its time zone.
    pub time_zone: Option<ZoneName>,
}

/// Somebody who stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// How they are reached.
    pub recipient: Recipient,
    /// Whether they may be asked.
    pub consent: bool,
}

/// What the customer's own system calls a reservation: 1 to 120 bytes, for it is part of the key of each of its
/// guests.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reservation(Key);

impl Reservation {
    /// Its text, as it was sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The key of what is asked of the guest at this place in the list, from 0. That of the first is the
    /// reservation's own.
    #[must_use]
    pub fn key(&self, guest: usize) -> Key {
        if guest == 0 {
            return self.0.clone();
        }
        let key = format!("{}/{}", self.as_str(), guest + 1);
        Key::try_from(key.as_str()).unwrap_or_else(|_| self.0.clone())
    }
}

impl TryFrom<&str> for Reservation {
    type Error = InvalidValue;

    fn try_from(raw: &str) -> Result<Self, InvalidValue> {
        let wanted = InvalidValue("1 to 120 bytes without control characters and outer blanks");
        let key = Key::try_from(raw).map_err(|_| wanted)?;
        if raw.len() <= 120 { Ok(Self(key)) } else { Err(wanted) }
    }
}

/// The domain of mail addresses: `hotel.example` has those of `spa.hotel.example`, too.
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
pub struct Domain(Box<str>);

impl Domain {
    /// Whether an address belongs to it, whatever its letters' case.
    #[must_use]
    pub fn has(&self, address: &str) -> bool {
        let host = address.rsplit('@').next().unwrap_or_default().to_lowercase();
        let above = host.strip_suffix(&*self.0);
        above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    }
}

impl TryFrom<&str> for Domain {
    type Error = InvalidValue;

    fn try_from(raw: &str) -> Result<Self, InvalidValue> {
        let plain = |label: &str| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let good = raw.len() <= 253 && raw.contains('.') && raw.split('.').all(plain);
        if good {
            Ok(Self(raw.to_lowercase().into()))
        } else {
            Err(InvalidValue("a domain: hotel.example"))
        }
    }
}

impl fmt::Debug for Domain {
    /// Says the kind and never the text, as texts of events do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Domain(..)")
    }
}

impl Stay {
    /// How many nights it is; 0 if they leave on the day on which they come.
    #[must_use]
    pub fn nights(&self) -> Option<u16> {
        let days = self.departure?.duration_since(self.arrival?).as_hours() / 24;
        u16::try_from(days).ok()
    }

    /// What messages to a guest may say of it, by name. Names are as they were sent: whoever writes
    /// them into a message escapes them.
    #[must_use]
    pub fn told(&self, guest: &Recipient) -> Vec<(&'static str, String)> {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let members = [
            ("name", text(&guest.name)),
            ("reservation", Some(self.reservation.as_str().to_owned())),
            ("property", text(&self.property.name)),
            ("arrival", day(self.arrival)),
            ("departure", day(self.departure)),
        ];
        members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// What figures are told apart by, with nothing in it that is anybody's. Nights are put together, so
    /// that nobody is known by a stay of 23.
    #[must_use]
    pub fn segments(&self) -> Vec<(&'static str, String)> {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
        let nights = self.nights().map(|nights| match nights {
            0 => "0",
            1 => "1",
            2 => "2",
            3..=6 => "3-6",
            7.. => "7-",
        });
        let members = [
            ("property", Some(self.property.id.as_str().to_owned())),
            ("room-type", text(&self.room_type)),
            ("channel", text(&self.channel)),
            ("nights", nights.map(str::to_owned)),
        ];
        members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

impl Status {
    /// Its name, as it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Arrived => "arrived",
            Self::Departed => "departed",
            Self::Cancelled => "cancelled",
            Self::NoShow => "no-show",
        }
    }

    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Booked, Self::Arrived, Self::Departed, Self::Cancelled, Self::NoShow];

    /// Whether the guests are there, or were.
    #[must_use]
    pub const fn has_come(self) -> bool {
        match self {
            Self::Arrived | Self::Departed => true,
            Self::Booked | Self::Cancelled | Self::NoShow => false,
        }
    }
}
