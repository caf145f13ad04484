//! What a column can be.

use core::fmt;
use core::str::FromStr;

use crate::rows::{is_extra_name, plain};

/// What a column is.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Field {
    /// The order.
    Order,
    /// What became of it.
    Status,
    /// When it came, or did not.
    At,
    /// Its parcels, with commas, semicolons or blanks between them.
    Parcels,
    /// Whether other parcels of the order are on their way.
    MoreToCome,
    /// From when it was promised.
    PromisedFrom,
    /// Until when it was promised.
    PromisedUntil,
    /// Who carried it.
    Carrier,
    /// The part of the country that it went to.
    Region,
    /// How it was handed over.
    DeliveryType,
    /// Who drove it.
    Driver,
    /// Whether a company is the recipient.
    Business,
    /// The recipient's name.
    Name,
    /// Their e-mail address.
    Email,
    /// Their telephone number.
    Phone,
    /// Their language.
    Language,
    /// Their country.
    Country,
    /// Their time zone.
    TimeZone,
    /// When the invitation is to be sent.
    SendAt,
    /// What deliveries are sorted by, with commas or semicolons between them.
    Tags,
    /// Whether the recipient may be asked.
    Consent,
    /// Whether it is a test.
    Test,
    /// A field of the customer's own.
    Extra(Box<str>),
}

/// A column cannot be this.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a column cannot be this")]
pub struct UnknownField;

/// What all but the customer's own are called, where it stands in the JSON, and by which headers it is guessed: in
/// small letters, with blanks for other signs.
type Known = (Field, &'static str, (&'static str, Option<&'static str>), &'static [&'static str]);

pub(super) static KNOWN: [Known; 22] = [
    (
        Field::Order,
        "order",
        ("order", None),
        &["order", "order number", "order no", "order id", "ordernummer", "ordernr", "reference"],
    ),
    (Field::Status, "status", ("status", None), &["status", "delivery status", "leveransstatus"]),
    (
        Field::At,
        "at",
        ("at", None),
        &[
            "at",
            "delivered at",
            "delivered",
            "delivery time",
            "levererad",
            "leveranstid",
            "utlämnad",
        ],
    ),
    (
        Field::Parcels,
        "parcels",
        ("parcels", None),
        &[
            "parcels",
            "parcel",
            "tracking number",
            "tracking",
            "kolli",
            "kollinummer",
            "sändningsnummer",
        ],
    ),
    (Field::MoreToCome, "more_to_come", ("more_to_come", None), &["more to come", "delleverans"]),
    (
        Field::PromisedFrom,
        "promised_from",
        ("promised", Some("from")),
        &["promised from", "window from", "utlovad från", "tidsfönster från"],
    ),
    (
        Field::PromisedUntil,
        "promised_until",
        ("promised", Some("until")),
        &[
            "promised until",
            "promised",
            "window until",
            "utlovad till",
            "utlovad",
            "tidsfönster till",
        ],
    ),
    (
        Field::Carrier,
        "carrier",
        ("carrier", None),
        &["carrier", "transporter", "transportör", "fraktbolag", "speditör"],
    ),
    (Field::Region, "region", ("region", None), &["region", "area", "område", "län", "distrikt"]),
    (
        Field::DeliveryType,
        "delivery_type",
        ("delivery_type", None),
        &["delivery type", "delivery method", "leveranssätt", "leveranstyp", "fraktsätt"],
    ),
    (
        Field::Driver,
        "driver",
        ("driver", None),
        &["driver", "driver id", "förare", "chaufför", "bud"],
    ),
    (
        Field::Business,
        "business",
        ("business", None),
        &["business", "b2b", "företag", "företagskund"],
    ),
    (
        Field::Name,
        "name",
        ("recipient", Some("name")),
        &["name", "recipient", "customer", "namn", "mottagare", "kund"],
    ),
    (
        Field::Email,
        "email",
        ("recipient", Some("email")),
        &["email", "e mail", "email address", "e post", "epost", "e postadress", "mejl"],
    ),
    (
        Field::Phone,
        "phone",
        ("recipient", Some("phone")),
        &["phone", "phone number", "mobile", "telefon", "telefonnummer", "mobil", "mobilnummer"],
    ),
    (Field::Language, "language", ("language", None), &["language", "locale", "språk"]),
    (
        Field::Country,
        "country",
        ("country", None),
        &["country", "country code", "land", "landskod"],
    ),
    (Field::TimeZone, "time_zone", ("time_zone", None), &["time zone", "timezone", "tidszon"]),
    (Field::SendAt, "send_at", ("send_at", None), &["send at", "skickas"]),
    (Field::Tags, "tags", ("tags", None), &["tags", "taggar", "etiketter"]),
    (Field::Consent, "consent", ("consent", None), &["consent", "samtycke"]),
    (Field::Test, "test", ("test", None), &["test"]),
];

impl Field {
    fn known(&self) -> Option<&'static Known> {
        KNOWN.iter().find(|(field, ..)| field == self)
    }

    /// Where it stands in the JSON.
    pub(super) fn place(&self) -> (&str, Option<&str>) {
        match self {
            Self::Extra(name) => ("extra", Some(name)),
            Self::Order
            | Self::Status
            | Self::At
            | Self::Parcels
            | Self::MoreToCome
            | Self::PromisedFrom
            | Self::PromisedUntil
            | Self::Carrier
            | Self::Region
            | Self::DeliveryType
            | Self::Driver
            | Self::Business
            | Self::Name
            | Self::Email
            | Self::Phone
            | Self::Language
            | Self::Country
            | Self::TimeZone
            | Self::SendAt
            | Self::Tags
            | Self::Consent
            | Self::Test => self.known().map_or(("", None), |(_, _, place, _)| *place),
        }
    }

    /// Which fields could stand at a JSON path, the likeliest first.
    pub(super) fn at(path: &str) -> impl Iterator<Item = &'static Self> {
        let path = path.split('[').next().unwrap_or_default();
        let mut parts = path.trim_start_matches("$.").split('.');
        let (outer, inner) = (parts.next().unwrap_or_default(), parts.next());
        // Of a recipient who cannot be written to, an address is what is missed.
        let reach = move |field: &Self| matches!(field, Self::Email | Self::Phone);
        let stands = move |(field, _, place, _): &&Known| match (outer, inner) {
            ("recipient", None) => reach(field),
            at => *place == at,
        };
        KNOWN.iter().filter(stands).map(|(field, ..)| field)
    }

    /// What it is called; of the customer's own, what all of them are.
    pub(crate) fn name(&self) -> &'static str {
        self.known().map_or("extra", |(_, name, ..)| name)
    }

    /// What a column with this header most likely is.
    pub(crate) fn guess(header: &str) -> Option<Self> {
        let plain = plain(header);
        let named = KNOWN.iter().find(|(.., headers)| headers.contains(&plain.as_str()));
        named.map(|(field, ..)| field.clone())
    }
}

impl FromStr for Field {
    type Err = UnknownField;

    /// A member's name, or `extra.` and the name of a field of the customer's own.
    fn from_str(raw: &str) -> Result<Self, UnknownField> {
        if let Some(name) = raw.strip_prefix("extra.") {
            let good = is_extra_name(name);
            return if good { Ok(Self::Extra(name.into())) } else { Err(UnknownField) };
        }
        let named = KNOWN.iter().find(|(_, name, ..)| *name == raw);
        named.map(|(field, ..)| field.clone()).ok_or(UnknownField)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.known()) {
            (Self::Extra(name), _) => write!(f, "extra.{name}"),
            (_, known) => f.write_str(known.map_or("", |(_, name, ..)| name)),
        }
    }
}
