//! Subscriptions that have ended as rows of a table.

use jiff::Timestamp;

use super::{Event, intake};
use crate::rows::{Cell, Known, Reader, guessed};
use crate::{ForAll, RowFault};

const STAGES: Cell = Cell::Word(&[
    ("cancelled", &["canceled", "avslutad", "avslutat", "uppsagd", "uppsagt", "ended"]),
    ("resumed", &["återupptagen", "återupptaget", "aktiv", "active"]),
]);

const TERMS: Cell = Cell::Word(&[
    ("week", &["weekly", "vecka", "varje vecka"]),
    ("month", &["monthly", "månad", "månadsvis"]),
    ("quarter", &["quarterly", "kvartal", "kvartalsvis"]),
    ("half-year", &["halvår", "halvårsvis"]),
    ("year", &["yearly", "annual", "annually", "år", "årsvis"]),
]);

const PARTIES: Cell = Cell::Word(&[
    ("subscriber", &["customer", "kund", "kunden", "prenumerant", "prenumeranten"]),
    ("staff", &["support", "kundtjänst", "personal"]),
    ("payment", &["betalning", "failed payment", "utebliven betalning"]),
]);

static KNOWN: &[Known] = &[
    Known {
        name: "subscription",
        place: ("subscription", None),
        cell: Cell::Text,
        headers: &[
            "subscription",
            "subscription id",
            "subscription number",
            "prenumeration",
            "prenumerationsnummer",
            "abonnemang",
            "avtal",
            "avtalsnummer",
        ],
    },
    Known { name: "stage", place: ("stage", None), cell: STAGES, headers: &["stage", "status"] },
    Known {
        name: "name",
        place: ("subscriber", Some("name")),
        cell: Cell::Text,
        headers: &["name", "subscriber", "customer", "namn", "prenumerant", "kund"],
    },
    Known {
        name: "email",
        place: ("subscriber", Some("email")),
        cell: Cell::Text,
        headers: &["email", "e mail", "email address", "e post", "epost", "e postadress", "mejl"],
    },
    Known {
        name: "phone",
        place: ("subscriber", Some("phone")),
        cell: Cell::Text,
        headers: &[
            "phone",
            "phone number",
            "mobile",
            "telefon",
            "telefonnummer",
            "mobil",
            "mobilnummer",
        ],
    },
    Known {
        name: "plan",
        place: ("plan", None),
        cell: Cell::Text,
        headers: &["plan", "product", "produkt", "paket"],
    },
    Known {
        name: "amount",
        place: ("amount", Some("value")),
        cell: Cell::Decimal,
        headers: &["amount", "price", "belopp", "pris"],
    },
    Known {
        name: "currency",
        place: ("amount", Some("currency")),
        cell: Cell::Upper,
        headers: &["currency", "valuta"],
    },
    Known {
        name: "term",
        place: ("term", None),
        cell: TERMS,
        headers: &["term", "interval", "billing period", "period", "betalningsperiod"],
    },
    Known {
        name: "started_on",
        place: ("started_on", None),
        cell: Cell::Text,
        headers: &["started on", "started", "start date", "startdatum", "började"],
    },
    Known {
        name: "cancelled_at",
        place: ("cancelled_at", None),
        cell: Cell::Moment,
        headers: &[
            "cancelled at",
            "canceled at",
            "cancelled",
            "end date",
            "slutdatum",
            "avslutad",
            "uppsagd",
        ],
    },
    Known {
        name: "by",
        place: ("by", None),
        cell: PARTIES,
        headers: &["by", "cancelled by", "avslutad av", "uppsagd av"],
    },
    Known {
        name: "reason",
        place: ("reason", None),
        cell: Cell::Text,
        headers: &["reason", "anledning", "orsak"],
    },
    Known {
        name: "language",
        place: ("language", None),
        cell: Cell::Text,
        headers: &["language", "locale", "språk"],
    },
    Known {
        name: "country",
        place: ("country", None),
        cell: Cell::Upper,
        headers: &["country", "country code", "land", "landskod"],
    },
    Known {
        name: "time_zone",
        place: ("time_zone", None),
        cell: Cell::Text,
        headers: &["time zone", "timezone", "tidszon"],
    },
    Known {
        name: "send_at",
        place: ("send_at", None),
        cell: Cell::Moment,
        headers: &["send at", "skickas"],
    },
    Known {
        name: "tags",
        place: ("tags", None),
        cell: Cell::List,
        headers: &["tags", "taggar", "etiketter"],
    },
    Known {
        name: "consent",
        place: ("consent", None),
        cell: Cell::Flag,
        headers: &["consent", "samtycke"],
    },
    Known { name: "test", place: ("test", None), cell: Cell::Flag, headers: &["test"] },
];

/// What a column can be, by name.
pub const FIELDS: &[&str] = &[
    "subscription",
    "stage",
    "name",
    "email",
    "phone",
    "plan",
    "amount",
    "currency",
    "term",
    "started_on",
    "cancelled_at",
    "by",
    "reason",
    "language",
    "country",
    "time_zone",
    "send_at",
    "tags",
    "consent",
    "test",
];

/// What has become of a subscription, by name.
pub const STATUSES: &[&str] = &["cancelled", "resumed"];

/// What a column with this header most likely is.
#[must_use]
pub fn guess_column(header: &str) -> Option<&'static str> {
    guessed(KNOWN, header)
}

/// Reads rows of subscriptions, each by itself: the event, or everything that is wrong with the row.
#[must_use]
pub fn read_rows(
    columns: &[&str],
    rows: &[Vec<String>],
    for_all: &ForAll,
    received: Timestamp,
) -> Vec<Result<Event, Vec<RowFault>>> {
    let reader =
        Reader { known: KNOWN, columns, status: "stage", person: "subscriber", for_all, received };
    let rows = rows.iter().enumerate();
    rows.map(|(at, cells)| reader.read((at, cells), intake::one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_those_that_are_known() {
        let known: Vec<_> = KNOWN.iter().map(|one| one.name).collect();
        assert_eq!(known, FIELDS);
        let Cell::Word(stages) = STAGES else { panic!("stages are words") };
        assert_eq!(stages.iter().map(|(stage, _)| *stage).collect::<Vec<_>>(), STATUSES);
    }
}
