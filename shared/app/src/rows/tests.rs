use super::*;
use crate::{InvalidValue, store_evaluator, why_cancel};

fn received() -> Timestamp {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

/// A zone an hour ahead of UTC.
fn for_all(status: &str) -> ForAll {
    ForAll {
        status: status.to_owned(),
        language: Some("sv".parse().unwrap()),
        country: Some(Country::try_from("SE").unwrap()),
        zone: TimeZone::fixed(jiff::tz::offset(1)),
        property: None,
    }
}

fn cells(row: &str) -> Vec<Vec<String>> {
    vec![row.split('|').map(str::to_owned).collect()]
}

static ORDERS: Rows = Rows {
    fields: store_evaluator::FIELDS,
    has_extra: true,
    key: "order",
    statuses: store_evaluator::STATUSES,
    is_at: Where::Country,
    guess: store_evaluator::guess_column,
    read: |_, _, _, _| Ok(Vec::new()),
};

#[test]
fn columns_are_looked_at() {
    for (columns, want) in [
        (&["order", "", "email", ""][..], Ok(())),
        (&["order", "extra.store"], Ok(())),
        (&["order", "extra.å"], Err(InvalidColumns::Unknown(1))),
        (&["order", "extra."], Err(InvalidColumns::Unknown(1))),
        (&["order", "colour"], Err(InvalidColumns::Unknown(1))),
        (&["order", "email", "email"], Err(InvalidColumns::Twice(2))),
        (&["email"], Err(InvalidColumns::NoKey)),
        (&["order"; 201], Err(InvalidColumns::TooMany)),
    ] {
        assert_eq!(ORDERS.check(columns), want, "{columns:?}");
    }
    let none = Rows { has_extra: false, ..ORDERS };
    assert_eq!(none.check(&["order", "extra.store"]), Err(InvalidColumns::Unknown(1)));
}

#[test]
fn a_row_is_the_same_as_its_json() {
    let json = serde_json::json!({
        "order": "7", "stage": "delivered", "buyer": {"name": "Elsa", "email": "elsa@example.com"},
        "delivered_at": "2026-11-26T23:00:00Z", "amount": {"value": "1199.50", "currency": "SEK"},
        "language": "sv", "country": "SE", "tags": ["a", "b"], "extra": {"store": "Lund"}, "wholesale": false,
    });
    let columns = [
        "order",
        "stage",
        "name",
        "email",
        "delivered_at",
        "amount",
        "currency",
        "tags",
        "extra.store",
        "wholesale",
    ];
    let row = " 7 |Levererad|Elsa|elsa@example.com|2026-11-27|1 199,50|sek|a; b|Lund|nej";
    let read = store_evaluator::read_rows(&columns, &cells(row), &for_all("checkout"), received());
    let want = store_evaluator::read(json.to_string().as_bytes(), received()).unwrap();
    assert_eq!(read[0].as_ref().unwrap(), want[0].as_ref().unwrap());

    let json = serde_json::json!({
        "subscription": "S-1", "stage": "cancelled", "subscriber": {"phone": "0701740605"},
        "amount": {"value": "99", "currency": "SEK"}, "term": "month", "started_on": "2026-01-01",
        "by": "staff", "language": "sv", "country": "SE",
    });
    let columns = ["subscription", "phone", "amount", "currency", "term", "started_on", "by"];
    let row = "S-1|0701740605|99|SEK|Månad|2026-01-01|Kundtjänst";
    let read = why_cancel::read_rows(&columns, &cells(row), &for_all("cancelled"), received());
    let want = why_cancel::read(json.to_string().as_bytes(), received()).unwrap();
    assert_eq!(read[0].as_ref().unwrap(), want[0].as_ref().unwrap());
}

#[test]
fn what_is_wrong_is_told_by_its_column() {
    let columns = ["order", "email", "purchased_at", "amount", "", "test"];
    let long = format!("{}|elsa@example.com", "x".repeat(MAX_CELL_BYTES + 1));
    for (row, want) in [
        ("7|elsa@example.com", vec![]),
        ("7|elsa@example.com|||passed over", vec![]),
        ("|elsa@example.com", vec![(Some(0), None, Reason::Missing)]),
        ("7|", vec![(Some(1), None, Reason::Unreachable)]),
        ("7|elsa@example.com|i går", vec![(Some(2), None, MOMENT.into())]),
        ("7|elsa@example.com|2020-01-01", vec![(Some(2), None, Reason::FarAway)]),
        // What it is in is in no column.
        ("7|elsa@example.com||9", vec![(None, Some("currency"), Reason::Missing)]),
        ("7|elsa@example.com||||kanske", vec![(Some(5), None, Reason::NotABoolean)]),
        ("7|elsa@example.com|||||x", vec![(Some(6), None, Reason::Unknown)]),
        (&long, vec![(Some(0), None, InvalidValue("of at most 4096 bytes").into())]),
    ] {
        let read =
            store_evaluator::read_rows(&columns, &cells(row), &for_all("checkout"), received());
        let faults = read[0].as_ref().err().into_iter().flatten();
        let faults: Vec<_> =
            faults.map(|fault| (fault.column, fault.field, fault.reason)).collect();
        assert_eq!(faults, want, "{row}");
    }
}

#[test]
fn headers_are_guessed() {
    for (header, order, subscription) in [
        ("Ordernr.", Some("order"), None),
        ("E-post", Some("email"), Some("email")),
        ("Avtalsnummer", None, Some("subscription")),
        ("Slutdatum", None, Some("cancelled_at")),
        ("Färg", None, None),
    ] {
        assert_eq!(store_evaluator::guess_column(header), order, "{header}");
        assert_eq!(why_cancel::guess_column(header), subscription, "{header}");
    }
}
