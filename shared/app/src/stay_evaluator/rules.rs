//! Who is asked about a stay, and when it is too late for it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    Domain, Guest, MAX_GUESTS, PropertyGroup, Reservation, Status, Stay, StayStage, Thresholds,
};
use crate::{Country, Fault, Key, Marks, Recipient, Text};

/// What a customer sets up beside the policy of invitations. Each part has a default.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rules {
    /// Who of the guests is asked.
    pub whom: Whom,
    /// From how many nights on a guest is asked while they are there.
    pub from_nights: u16,
    /// How many hours before the end of the stay a guest is not asked any more while they are there.
    pub close_hours: u16,
    /// Which stays and guests are not asked about.
    pub exclude: Exclusions,
    /// Below which scores staff are told, where the property has none of its own.
    pub thresholds: Thresholds,
    /// Those of single properties, by what the customer's own system calls them.
    pub properties: BTreeMap<Key, Thresholds>,
    /// Which properties are looked at together, by the groups' names.
    pub groups: Vec<PropertyGroup>,
    /// What is low and what is good in reports.
    pub marks: Marks,
}

/// Who of the guests is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Whom {
    /// The first who has an address, for all who stay.
    Main,
    /// Each who has an address of their own: of several with the same one the first.
    Each,
}

/// Which stays and guests are not asked about. Capital and small letters are the same.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Exclusions {
    /// Where they were booked.
    pub channels: Words,
    /// At which rates.
    pub rates: Words,
    /// In which rooms.
    pub rooms: Words,
    /// In which kinds of rooms.
    pub room_types: Words,
    /// In which travelling parties.
    pub groups: Words,
    /// Where guests are from.
    pub countries: BTreeSet<Country>,
    /// Whose addresses guests have: the property's own, a travel agency's.
    pub domains: BTreeSet<Domain>,
}

/// Texts in small letters.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Words(BTreeSet<String>);

/// What is excluded of a stay or a guest.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exclusion {
    /// Where it was booked.
    Channel,
    /// Its rate.
    Rate,
    /// Its room.
    Room,
    /// Its kind of room.
    RoomType,
    /// Its travelling party.
    Group,
    /// Where the guest is from.
    Country,
    /// Whose address the guest has.
    Domain,
}

/// Why nobody is asked, or why this guest is not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Passed {
    /// Nothing follows at this stage from what has become of the stay.
    Status,
    /// It is excluded.
    Excluded(Exclusion),
    /// It has too few nights to ask during it.
    TooShort,
    /// It would be asked too shortly before its end, or after it.
    TooLate,
    /// The guest does not want to be asked.
    NoConsent,
    /// There is no address of the guest.
    Unreachable,
    /// A guest before has the same address.
    SameAddress,
    /// Another is asked for all.
    NotMain,
}

/// What follows from a stay at one stage.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// For each guest, in their order, what is asked, or why nothing is.
    Guests(Vec<Result<Asking, Passed>>),
    /// Whoever was to be asked under these keys is not. There may be nothing under some of them.
    CallOff(Vec<Key>),
    /// Nothing, and why.
    Nothing(Passed),
}

/// A guest who is to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// What is asked about: the same key at the same stage is the same.
    pub key: Key,
    /// Whom.
    pub recipient: Recipient,
    /// From when on the policy's delay counts.
    pub happened: Timestamp,
    /// Until when it may be sent.
    pub latest: Option<Timestamp>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            whom: Whom::Main,
            from_nights: 3,
            close_hours: 24,
            exclude: Exclusions::default(),
            thresholds: Thresholds::default(),
            properties: BTreeMap::new(),
            groups: Vec::new(),
            marks: Marks::default(),
        }
    }
}

impl Rules {
    /// Reads rules. What is not said has its default.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, with JSON paths; after 20 faults the rest is left out.
    pub fn parse(json: &Value) -> Result<Self, Vec<Fault>> {
        super::read::rules(json)
    }

    /// Below which scores staff of a property are told.
    #[must_use]
    pub fn thresholds_of(&self, property: &Key) -> Thresholds {
        self.properties.get(property).copied().unwrap_or(self.thresholds)
    }

    /// What follows from a stay at a stage whose invitations are sent so many minutes after.
    #[must_use]
    pub fn judge(&self, stay: &Stay, stage: StayStage, delay_minutes: u32) -> Verdict {
        match (stage, stay.status) {
            (_, Status::Cancelled | Status::NoShow) | (StayStage::InStay, Status::Departed) => {
                Verdict::CallOff(self.keys(&stay.reservation))
            }
            (_, Status::Booked) | (StayStage::PostStay, Status::Arrived) => {
                Verdict::Nothing(Passed::Status)
            }
            (StayStage::PostStay, Status::Departed) => self.ask(stay, stage, None),
            (StayStage::InStay, Status::Arrived) => match self.closes(stay, delay_minutes) {
                Ok(latest) => self.ask(stay, stage, Some(latest)),
                Err(passed) => Verdict::Nothing(passed),
            },
        }
    }

    /// The place in whose name a guest is asked: one who is asked for all is asked in that of the first.
    const fn place(&self, at: usize) -> usize {
        match self.whom {
            Whom::Main => 0,
            Whom::Each => at,
        }
    }

    /// The keys under which guests of a reservation may have been asked.
    fn keys(&self, reservation: &Reservation) -> Vec<Key> {
        let guests = match self.whom {
            Whom::Main => 1,
            Whom::Each => MAX_GUESTS,
        };
        (0..guests).map(|guest| reservation.key(guest)).collect()
    }

    /// Until when guests may be asked while they are there.
    ///
    /// The end of the stay is taken to be as many days of 24 hours after they came as there are nights.
    fn closes(&self, stay: &Stay, delay_minutes: u32) -> Result<Timestamp, Passed> {
        let nights = stay.nights().filter(|nights| *nights >= self.from_nights);
        let hours = i64::from(nights.ok_or(Passed::TooShort)?) * 24 - i64::from(self.close_hours);
        let after = |duration| stay.happened.saturating_add(duration).map_err(|_| Passed::TooLate);
        let closes = after(SignedDuration::from_hours(hours))?;
        let wanted = after(SignedDuration::from_mins(i64::from(delay_minutes)))?;
        if wanted <= closes { Ok(closes) } else { Err(Passed::TooLate) }
    }

    fn ask(&self, stay: &Stay, stage: StayStage, latest: Option<Timestamp>) -> Verdict {
        if let Some(exclusion) = self.exclude.of_stay(stay) {
            return Verdict::Nothing(Passed::Excluded(exclusion));
        }
        let guests = stay.guests.iter().enumerate().map(|(at, guest)| {
            let before = stay.guests.get(..at).unwrap_or_default();
            self.may_ask(guest, before)?;
            Ok(Asking {
                key: stay.reservation.key(self.place(at)),
                recipient: placed(stay, guest, stage),
                happened: stay.happened,
                latest,
            })
        });
        Verdict::Guests(guests.collect())
    }

    fn may_ask(&self, guest: &Guest, before: &[Guest]) -> Result<(), Passed> {
        let has_address = |other: &Guest| address(&other.recipient).is_some();
        if self.whom == Whom::Main && before.iter().any(has_address) {
            return Err(Passed::NotMain);
        }
        if !guest.consent {
            return Err(Passed::NoConsent);
        }
        if let Some(exclusion) = self.exclude.of_guest(&guest.recipient) {
            return Err(Passed::Excluded(exclusion));
        }
        let own = address(&guest.recipient).ok_or(Passed::Unreachable)?;
        // Who shares an address with somebody who does not want to be asked is not asked there either.
        let shared = |other: &Guest| address(&other.recipient).is_some_and(|other| other == own);
        if before.iter().any(shared) { Err(Passed::SameAddress) } else { Ok(()) }
    }
}

/// The guest, where they are: at the property while they stay; afterwards at home, and if nothing says where
/// that is, where they stayed.
fn placed(stay: &Stay, guest: &Guest, stage: StayStage) -> Recipient {
    let mut recipient = guest.recipient.clone();
    let at_home = match stage {
        StayStage::InStay => false,
        StayStage::PostStay => recipient.country.is_some(),
    };
    if !at_home {
        recipient.time_zone.clone_from(&stay.property.time_zone);
    }
    recipient
}

/// Where somebody is written to first, so that it can be compared.
fn address(recipient: &Recipient) -> Option<String> {
    let mail = recipient.email.as_ref().map(|address| address.as_str().to_lowercase());
    mail.or_else(|| {
        let number = recipient.phone.as_ref()?.as_str();
        Some(number.chars().filter(char::is_ascii_digit).collect())
    })
}

impl Exclusions {
    fn of_stay(&self, stay: &Stay) -> Option<Exclusion> {
        let rows = [
            (Exclusion::Channel, &self.channels, &stay.channel),
            (Exclusion::Rate, &self.rates, &stay.rate),
            (Exclusion::Room, &self.rooms, &stay.room),
            (Exclusion::RoomType, &self.room_types, &stay.room_type),
            (Exclusion::Group, &self.groups, &stay.group),
        ];
        let mut excluded = rows.into_iter().filter(|(_, words, text)| words.has(text.as_ref()));
        excluded.next().map(|(exclusion, ..)| exclusion)
    }

    fn of_guest(&self, guest: &Recipient) -> Option<Exclusion> {
        let mail = guest.email.as_ref();
        if guest.country.as_ref().is_some_and(|country| self.countries.contains(country)) {
            Some(Exclusion::Country)
        } else if mail.is_some_and(|mail| self.domains.iter().any(|one| one.has(mail.as_str()))) {
            Some(Exclusion::Domain)
        } else {
            None
        }
    }
}

impl Words {
    fn has(&self, text: Option<&Text>) -> bool {
        text.is_some_and(|text| self.0.contains(&text.as_str().to_lowercase()))
    }
}

impl FromIterator<Text> for Words {
    fn from_iter<I: IntoIterator<Item = Text>>(texts: I) -> Self {
        Self(texts.into_iter().map(|text| text.as_str().to_lowercase()).collect())
    }
}

impl Passed {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Excluded(Exclusion::Channel) => "excluded-channel",
            Self::Excluded(Exclusion::Rate) => "excluded-rate",
            Self::Excluded(Exclusion::Room) => "excluded-room",
            Self::Excluded(Exclusion::RoomType) => "excluded-room-type",
            Self::Excluded(Exclusion::Group) => "excluded-group",
            Self::Excluded(Exclusion::Country) => "excluded-country",
            Self::Excluded(Exclusion::Domain) => "excluded-domain",
            Self::TooShort => "too-short",
            Self::TooLate => "too-late",
            Self::NoConsent => "no-consent",
            Self::Unreachable => "unreachable",
            Self::SameAddress => "same-address",
            Self::NotMain => "not-main",
        }
    }
}
