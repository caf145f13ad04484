//! Subscriptions that have ended as rows of a table.

use jiff::Timestamp;

use super::{Event, intake};
use crate::rows::{
    CONSENT, COUNTRY, CURRENCY, Cell, Known, LANGUAGE, Reader, SEND_AT, TAGS, TEST, TIME_ZONE,
    email, guessed, names, phone,
};
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

const KNOWN: [Known; 20] = [
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
    email("subscriber"),
    phone("subscriber"),
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
    CURRENCY,
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
    LANGUAGE,
    COUNTRY,
    TIME_ZONE,
    SEND_AT,
    TAGS,
    CONSENT,
    TEST,
];

/// What a column can be, by name.
pub const FIELDS: &[&str] = &names(&KNOWN);

/// What has become of a subscription, by name.
pub const STATUSES: &[&str] = &["cancelled", "resumed"];

/// What a column with this header most likely is.
#[must_use]
pub fn guess_column(header: &str) -> Option<&'static str> {
    guessed(&KNOWN, header)
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
        Reader { known: &KNOWN, columns, status: "stage", person: "subscriber", for_all, received };
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
