//! Orders as rows of a table.

use jiff::Timestamp;

use super::intake;
use crate::rows::{
    CONSENT, COUNTRY, CURRENCY, Cell, Known, LANGUAGE, Reader, SEND_AT, TAGS, TEST, TIME_ZONE,
    email, guessed, names, phone,
};
use crate::{Event, ForAll, RowFault};

const STAGES: Cell = Cell::Word(&[
    ("checkout", &["köpt", "köp", "beställd", "lagd", "ordered", "paid", "betald"]),
    ("shipped", &["skickad", "avsänd", "sent", "fulfilled"]),
    ("delivered", &["levererad", "levererat", "utlämnad", "mottagen", "uthämtad", "completed"]),
    ("cancelled", &["canceled", "avbruten", "avbeställd", "annullerad", "makulerad"]),
    ("returned", &["retur", "returnerad", "return", "refunded"]),
]);

const KNOWN: [Known; 18] = [
    Known {
        name: "order",
        place: ("order", None),
        cell: Cell::Text,
        headers: &[
            "order",
            "order number",
            "order no",
            "order id",
            "ordernummer",
            "ordernr",
            "reference",
            "referens",
        ],
    },
    Known {
        name: "stage",
        place: ("stage", None),
        cell: STAGES,
        headers: &["stage", "status", "order status", "orderstatus"],
    },
    Known {
        name: "name",
        place: ("buyer", Some("name")),
        cell: Cell::Text,
        headers: &["name", "buyer", "customer", "namn", "köpare", "kund", "billing name"],
    },
    email("buyer"),
    phone("buyer"),
    Known {
        name: "purchased_at",
        place: ("purchased_at", None),
        cell: Cell::Moment,
        headers: &[
            "purchased at",
            "purchased",
            "order date",
            "created at",
            "orderdatum",
            "köpdatum",
            "köpt",
        ],
    },
    Known {
        name: "shipped_at",
        place: ("shipped_at", None),
        cell: Cell::Moment,
        headers: &["shipped at", "shipped", "fulfilled at", "skickad", "skickades"],
    },
    Known {
        name: "delivered_at",
        place: ("delivered_at", None),
        cell: Cell::Moment,
        headers: &["delivered at", "delivered", "levererad", "leveransdatum"],
    },
    Known {
        name: "amount",
        place: ("amount", Some("value")),
        cell: Cell::Decimal,
        headers: &["amount", "total", "belopp", "summa", "ordervärde"],
    },
    CURRENCY,
    LANGUAGE,
    COUNTRY,
    TIME_ZONE,
    SEND_AT,
    TAGS,
    Known {
        name: "wholesale",
        place: ("wholesale", None),
        cell: Cell::Flag,
        headers: &["wholesale", "reseller", "grossist", "återförsäljare"],
    },
    CONSENT,
    TEST,
];

/// What a column can be, by name.
pub const FIELDS: &[&str] = &names(&KNOWN);

/// What has become of an order, by name.
pub const STATUSES: &[&str] = &["checkout", "shipped", "delivered", "cancelled", "returned"];

/// What a column with this header most likely is.
#[must_use]
pub fn guess_column(header: &str) -> Option<&'static str> {
    guessed(&KNOWN, header)
}

/// Reads rows of orders, each by itself: the event, or everything that is wrong with the row.
#[must_use]
pub fn read_rows(
    columns: &[&str],
    rows: &[Vec<String>],
    for_all: &ForAll,
    received: Timestamp,
) -> Vec<Result<Event, Vec<RowFault>>> {
    let reader =
        Reader { known: &KNOWN, columns, status: "stage", person: "buyer", for_all, received };
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
