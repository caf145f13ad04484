use super::*;

fn received() -> Timestamp {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn chosen(headers: &[(&str, &str)]) -> BTreeMap<Box<str>, Field> {
    headers.iter().map(|(header, field)| ((*header).into(), field.parse().unwrap())).collect()
}

#[test]
fn columns_are_chosen_by_their_headers() {
    let order = ("No", "order");
    for (name, headers, fields, want) in [
        ("one", &["No", "x"][..], &[order][..], Ok(())),
        ("not there", &["No"], &[order, ("y", "email")], Err(InvalidColumns::NoSuchHeader)),
        ("twice", &["No", "a", "No"], &[order], Err(InvalidColumns::HeaderTwice(2))),
        (
            "the same",
            &["No", "a", "b"],
            &[order, ("a", "email"), ("b", "email")],
            Err(InvalidColumns::FieldTwice(2)),
        ),
        ("no order", &["No"], &[("No", "email")], Err(InvalidColumns::NoOrder)),
        ("none", &[], &[], Err(InvalidColumns::NoOrder)),
        ("too many", &["No"; 201], &[order], Err(InvalidColumns::TooMany)),
    ] {
        let columns = Columns::new(headers, &chosen(fields));
        assert_eq!(columns.map(|_| ()), want, "{name}");
    }
}

#[test]
fn headers_are_guessed() {
    for (header, want) in [
        ("Ordernummer", Some("order")),
        ("ORDER_NUMBER", Some("order")),
        ("E-post", Some("email")),
        (" E-mail: ", Some("email")),
        ("Mobilnummer", Some("phone")),
        ("Transportör", Some("carrier")),
        ("Utlovad till", Some("promised_until")),
        ("Leveranssätt", Some("delivery_type")),
        ("Förare", Some("driver")),
        ("Färg", None),
        ("", None),
    ] {
        let guessed = Columns::guess(&[header]);
        let field = guessed.get(header).map(ToString::to_string);
        assert_eq!(field.as_deref(), want, "{header}");
    }
    let twice = Columns::guess(&["Order", "Ordernr", "Status", "Status"]);
    assert_eq!(twice, chosen(&[("Order", "order")]));
}

#[test]
fn names_of_fields_are_read_as_they_are_written() {
    let headers: Vec<_> = field_names();
    for name in &headers {
        assert_eq!(name.parse::<Field>().unwrap().to_string(), *name);
    }
    for bad in ["", "extra.", "extra.å", "recipient", "extra"] {
        assert_eq!(bad.parse::<Field>(), Err(UnknownField), "{bad}");
    }
}

/// Every field, by its name.
fn field_names() -> Vec<&'static str> {
    vec![
        "order",
        "status",
        "at",
        "parcels",
        "more_to_come",
        "promised_from",
        "promised_until",
        "carrier",
        "region",
        "delivery_type",
        "driver",
        "business",
        "name",
        "email",
        "phone",
        "language",
        "country",
        "time_zone",
        "send_at",
        "tags",
        "consent",
        "test",
        "extra.store",
    ]
}

/// A zone an hour ahead of UTC.
fn defaults() -> RowDefaults {
    RowDefaults {
        status: Some(Outcome::Delivered),
        language: Some("sv".parse().unwrap()),
        country: Some(Country::try_from("SE").unwrap()),
        zone: TimeZone::fixed(jiff::tz::offset(1)),
    }
}

fn columns() -> Columns {
    let names = field_names();
    let all: Vec<_> = names.iter().map(|name| (*name, *name)).collect();
    Columns::new(&names, &chosen(&all)).unwrap()
}

/// A row of all fields with these cells, by the field's name.
fn row(cells: &[(&str, &str)]) -> Result<Shipment, Vec<(Option<usize>, Reason)>> {
    let find = |name: &&str| cells.iter().find(|(field, _)| field == name).map_or("", |c| c.1);
    let texts: Vec<_> = field_names().iter().map(find).collect();
    let read = columns().read(7, &texts, &defaults(), received());
    read.map_err(|faults| {
        assert!(faults.iter().all(|fault| fault.row == 7));
        faults.into_iter().map(|fault| (fault.column, fault.reason)).collect()
    })
}

#[test]
fn a_row_is_the_same_as_its_json() {
    let json = serde_json::json!({
        "order": "7", "status": "delivered", "at": "2026-11-27T10:30:00+01:00",
        "parcels": ["A1", "A2"], "more_to_come": false,
        "promised": {"from": "2026-11-26T23:00:00Z", "until": "2026-11-27T22:59:59Z"},
        "carrier": "PostNord", "region": "Skåne", "delivery_type": "Ombud", "driver": "F12",
        "business": true,
        "recipient": {"name": "Elsa", "email": "elsa@example.com", "phone": "0701740605"},
        "language": "fi", "country": "FI", "time_zone": "Europe/Helsinki",
        "send_at": "2026-11-28T08:00:00Z", "tags": ["röd", "stor vara"], "consent": false,
        "extra": {"store": "Lund"}, "test": true,
    });
    let want = intake::one(0, &json, received());
    let cells = [
        ("order", " 7 "),
        ("status", "Levererad"),
        ("at", "2026-11-27 10:30"),
        ("parcels", "A1; A2"),
        ("more_to_come", "nej"),
        ("promised_from", "2026-11-27"),
        ("promised_until", "2026-11-27"),
        ("carrier", "PostNord"),
        ("region", "Skåne"),
        ("delivery_type", "Ombud"),
        ("driver", "F12"),
        ("business", "JA"),
        ("name", "Elsa"),
        ("email", "elsa@example.com"),
        ("phone", "0701740605"),
        ("language", "fi"),
        ("country", "fi"),
        ("time_zone", "Europe/Helsinki"),
        ("send_at", "2026-11-28T08:00:00Z"),
        ("tags", "röd, stor vara"),
        ("consent", "0"),
        ("test", "x"),
        ("extra.store", "Lund"),
    ];
    assert_eq!(row(&cells).unwrap(), want.unwrap());
}

#[test]
fn what_a_row_does_not_say_holds_of_all() {
    let shipment = row(&[("order", "7"), ("email", "elsa@example.com")]).unwrap();
    assert_eq!(shipment.outcome, Outcome::Delivered);
    assert_eq!(shipment.at, received());
    assert_eq!(shipment.recipient.language.unwrap().as_str(), "sv");
    assert_eq!(shipment.recipient.country.unwrap().as_str(), "SE");
}

#[test]
fn what_is_wrong_is_told_by_its_column() {
    let column = |name: &str| field_names().iter().position(|field| *field == name);
    let good = ("email", "elsa@example.com");
    let long = "x".repeat(4097);
    for (name, cells, at, reason) in [
        ("no order", vec![good], "order", Reason::Missing),
        ("nobody", vec![("order", "7")], "email", Reason::Unreachable),
        ("a status", vec![("order", "7"), good, ("status", "?")], "status", Reason::NotAnOutcome),
        ("a moment", vec![("order", "7"), good, ("at", "i går")], "at", crate::rows::MOMENT.into()),
        (
            "a day",
            vec![("order", "7"), good, ("at", "2026-11-27")],
            "at",
            crate::rows::MOMENT.into(),
        ),
        (
            "no day",
            vec![("order", "7"), good, ("at", "2026-02-30 10:00")],
            "at",
            crate::rows::MOMENT.into(),
        ),
        ("long ago", vec![("order", "7"), good, ("at", "2020-02-03 10:00")], "at", Reason::FarAway),
        (
            "no end",
            vec![("order", "7"), good, ("promised_from", "2026-11-27")],
            "promised_until",
            Reason::Missing,
        ),
        (
            "ends before",
            vec![
                ("order", "7"),
                good,
                ("promised_from", "2026-11-27"),
                ("promised_until", "2026-11-26"),
            ],
            "promised_until",
            Reason::EndsBefore,
        ),
        ("a flag", vec![("order", "7"), good, ("test", "kanske")], "test", Reason::NotABoolean),
        ("twice", vec![("order", "7"), good, ("parcels", "a a")], "parcels", Reason::Twice),
        (
            "a long field",
            vec![("order", "7"), good, ("extra.store", &long[..501])],
            "extra.store",
            Reason::NotAScalar,
        ),
        (
            "a cell too long",
            vec![("order", &long), good],
            "order",
            InvalidValue("of at most 4096 bytes").into(),
        ),
    ] {
        assert_eq!(row(&cells), Err(vec![(column(at), reason)]), "{name}");
    }
}

#[test]
fn a_row_may_be_shorter_but_not_longer_than_its_headers() {
    let columns = Columns::new(&["o", "e", "z"], &chosen(&[("o", "order"), ("e", "email")]));
    let columns = columns.unwrap();
    for (name, cells, want) in [
        ("shorter", &["7", "elsa@example.com"][..], None),
        ("whole", &["7", "elsa@example.com", "passed over"], None),
        ("empty ones behind", &["7", "elsa@example.com", "", " ", ""], None),
        ("longer", &["7", "elsa@example.com", "", "x"], Some((Some(3), Reason::Unknown))),
    ] {
        let read = columns.read(0, cells, &defaults(), received());
        let fault = read.err().map(|faults| (faults[0].column, faults[0].reason));
        assert_eq!(fault, want, "{name}");
    }
}

#[test]
fn what_is_told_of_a_row_is_bounded() {
    let columns = Columns::new(&["o", "p"], &chosen(&[("o", "order"), ("p", "phone")])).unwrap();
    let read = |cells: &[&str]| columns.read(0, cells, &defaults(), received()).unwrap_err();
    assert_eq!(read(&["x"; 1000]).len(), 20);
    // Who has no address is missed where one could stand.
    let nobody = RowFault { row: 0, column: Some(1), field: None, reason: Reason::Unreachable };
    assert_eq!(read(&["7"]), [nobody]);
}
