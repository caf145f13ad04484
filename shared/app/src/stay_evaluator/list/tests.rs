use super::*;

const RECEIVED: &str = "2026-11-27T12:00:00Z";

/// Reads rows whose cells have bars between them, under columns of these names.
fn read(header: &str, rows: &[&str], defaults: &ListDefaults) -> Vec<Listed> {
    let named = |name: &str| Column::ALL.into_iter().find(|column| column.as_str() == name.trim());
    let columns: Vec<_> = header.split('|').map(named).collect();
    let cells = |row: &&str| row.split('|').map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    read_list(&columns, defaults, &rows, RECEIVED.parse().unwrap()).unwrap()
}

fn departures() -> ListDefaults {
    let property = Property {
        id: "MAL1".try_into().unwrap(),
        name: Some("Kajen".try_into().unwrap()),
        time_zone: None,
    };
    let language = Some("sv".parse().unwrap());
    ListDefaults { status: Status::Departed, property: Some(property), language }
}

/// What is wrong, as path and reason.
fn faults(listed: &Listed) -> Vec<String> {
    let faults = listed.stay.as_ref().err().into_iter().flatten();
    faults.map(|fault| format!("{} {} {}", fault.index, fault.path, fault.reason)).collect()
}

#[test]
fn rows_of_one_reservation_are_one_stay() {
    let listed = read(
        "reservation | arrival | departure | first_name | last_name | email | phone | language | nothing",
        &[
            "R-1|2026-11-24|27.11.2026|Elsa|Exempel|elsa@example.com|||x",
            "R-2|2026-11-25|2026-11-27||Ek||0701740605|fi|x",
            "R-1||| Nils ||nils@example.com",
        ],
        &departures(),
    );
    let rows: Vec<_> = listed.iter().map(|listed| listed.rows.as_slice()).collect();
    assert_eq!(rows, [&[0, 2][..], &[1]]);
    let stays: Vec<_> = listed.iter().map(|listed| listed.stay.as_ref().unwrap()).collect();
    let names = |stay: &Stay| -> Vec<String> {
        let names = stay.guests.iter().filter_map(|guest| guest.recipient.name.clone());
        names.map(|name| name.as_str().to_owned()).collect()
    };
    assert_eq!(
        (names(stays[0]), names(stays[1])),
        (vec!["Elsa Exempel".to_owned(), "Nils".to_owned()], vec!["Ek".to_owned()],)
    );
    let language = |stay: &Stay| stay.guests[0].recipient.language.as_ref().unwrap().to_string();
    assert_eq!((language(stays[0]), language(stays[1])), ("sv".to_owned(), "fi".to_owned()));
    assert_eq!((stays[0].status, stays[0].nights()), (Status::Departed, Some(3)));
    let property = &stays[0].property;
    assert_eq!((property.id.as_str(), property.name.as_ref().unwrap().as_str()), ("MAL1", "Kajen"));
}

#[test]
fn rows_may_leave_out_the_default_property() {
    let header = "property | reservation | arrival | departure | email";
    let rows = ["MAL1|R-1|2026-11-24|2026-11-27|elsa@example.com", "|R-1|||nils@example.com"];
    let listed = read(header, &rows, &departures());
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].stay.as_ref().unwrap().guests.len(), 2);
}

#[test]
fn properties_have_reservations_of_their_own() {
    let header = "property | reservation | status | country";
    let rows = ["MAL2|R-1|avbokad|se", "MAL1|R-1|No show|SE", "|R-2|CHECKED-IN|SE"];
    let listed = read(header, &rows, &departures());
    let told: Vec<_> = listed[..2]
        .iter()
        .map(|listed| {
            let stay = listed.stay.as_ref().unwrap();
            let name = stay.property.name.as_ref().map(crate::Text::as_str);
            (stay.property.id.as_str(), name, stay.status.as_str())
        })
        .collect();
    // Of a property that is not the default one nothing is known but what the row says.
    assert_eq!(told, [("MAL2", None, "cancelled"), ("MAL1", Some("Kajen"), "no-show")]);
    assert_eq!(
        faults(&listed[2]),
        [
            "2 $.arrival is missing",
            "2 $.departure is missing",
            "2 $.guests needs an e-mail address or a telephone number"
        ]
    );
}

#[test]
fn what_is_wrong_with_rows() {
    let header = "reservation | arrival | departure | room | email";
    let listed = read(
        header,
        &[
            "|2026-11-24|2026-11-27||elsa@example.com",
            "|2026-11-24|2026-11-27||elsa@example.com",
            "R-3|24/11/2026|31.11.2026||elsa",
            "R-4|2026-11-24|2026-11-27|214|elsa@example.com",
            "R-4|2026-11-25|2026-11-27|215|nils@example.com",
            "R-4|2026-11-26|2026-11-27||ida@example.com",
        ],
        &departures(),
    );
    let told: Vec<_> = listed.iter().map(faults).collect();
    let differs = "must be the same in each row of a reservation";
    assert_eq!(
        told,
        [
            vec!["0 $.reservation is missing".to_owned()],
            vec!["1 $.reservation is missing".to_owned()],
            vec![
                "2 $.arrival must be a day: 2026-11-27".to_owned(),
                "2 $.departure must be a day: 2026-11-27".to_owned(),
                "2 $.guests[0].email must be an e-mail address".to_owned(),
            ],
            vec![format!("3 $.arrival {differs}"), format!("3 $.room {differs}")],
        ]
    );
}

#[test]
fn without_defaults() {
    let none = ListDefaults { status: Status::Booked, property: None, language: None };
    let listed = read("reservation | property", &["R-1|MAL1", "R-2|"], &none);
    assert_eq!(
        (faults(&listed[0]), faults(&listed[1])),
        (vec![], vec!["1 $.property is missing".to_owned()],)
    );
}

#[test]
fn a_list_is_bounded() {
    let none = ListDefaults { status: Status::Booked, property: None, language: None };
    let rows = |count| vec![Vec::new(); count];
    let read = |count| read_list(&[], &none, &rows(count), RECEIVED.parse().unwrap());
    assert_eq!(read(MAX_ROWS + 1), Err(TooManyRows));
    assert_eq!(read(0), Ok(Vec::new()));
}

#[test]
fn days_and_statuses() {
    for (cell, want) in [
        ("27.11.2026", "2026-11-27"),
        ("1.2.2026", "2026-02-01"),
        ("2026-11-27", "2026-11-27"),
        ("27.11.26", "27.11.26"),
        ("30.2.2026", "30.2.2026"),
        ("+1.2.2026", "+1.2.2026"),
        ("3/4/2026", "3/4/2026"),
    ] {
        assert_eq!(day(cell), want, "{cell}");
    }
    for status in Status::ALL {
        assert_eq!(super::status(status.as_str()), status.as_str());
    }
    assert_eq!(super::status("In house"), "arrived");
    assert_eq!(super::status("Option"), "Option");
}
