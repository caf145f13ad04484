use crate::{CountryCode, MovedBecause, Policy};
use serde_json::{Value, json};

use super::*;

fn window(json: &Value) -> Window {
    Policy::parse(&json!({ "window": json })).unwrap().window
}

/// The slot from a local moment on, as local times with their offsets, and why it was moved.
fn slot(window: &Window, zone: &str, country: Option<&str>, from: &str) -> Option<String> {
    let zone = zone.parse::<crate::ZoneName>().unwrap().time_zone();
    let calendars = country.map(|country| country.parse::<CountryCode>().unwrap());
    let calendars = calendars.and_then(Calendar::of).into_iter().collect();
    let hours = Hours { window, zone: zone.clone(), calendars, latest: None };
    let (slot, because) = hours.slot(from.parse().unwrap()).ok()?;
    let local = |moment: Timestamp| {
        let offset = zone.to_offset(moment);
        format!("{} {offset}", offset.to_datetime(moment).strftime("%m-%d %H:%M"))
    };
    let because = because.iter().map(|reason| match reason {
        MovedBecause::Passed => "passed".to_owned(),
        MovedBecause::Hours => "hours".to_owned(),
        MovedBecause::Weekday => "weekday".to_owned(),
        MovedBecause::Holiday { day } => format!("holiday {}", day.strftime("%m-%d")),
        MovedBecause::OwnDayOff { day } => format!("own {}", day.strftime("%m-%d")),
        MovedBecause::Quarantine { .. } => "quarantine".to_owned(),
    });
    let because: Vec<_> = because.collect();
    Some(format!("{} - {}: {}", local(slot.opens), local(slot.closes), because.join(", ")))
}

const STOCKHOLM: &str = "Europe/Stockholm";

#[test]
fn hours_and_days() {
    let all = window(&json!({}));
    let office = window(&json!({
        "from": "09:30", "to": "17:00", "days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "own-days-off": ["2026-11-27", "12-30"]
    }));
    for (name, window, from, want) in [
        ("within", &all, "2026-11-27T10:00:00+01:00", "11-27 10:00 +01 - 11-27 20:00 +01: "),
        ("just opened", &all, "2026-11-27T08:00:00+01:00", "11-27 08:00 +01 - 11-27 20:00 +01: "),
        (
            "too early",
            &all,
            "2026-11-27T07:59:59+01:00",
            "11-27 08:00 +01 - 11-27 20:00 +01: hours",
        ),
        ("closed", &all, "2026-11-27T20:00:00+01:00", "11-28 08:00 +01 - 11-28 20:00 +01: hours"),
        ("night", &all, "2026-11-28T00:00:00+01:00", "11-28 08:00 +01 - 11-28 20:00 +01: hours"),
        (
            "weekend",
            &office,
            "2026-11-28T10:00:00+01:00",
            "11-30 09:30 +01 - 11-30 17:00 +01: weekday",
        ),
        (
            "own day, then a weekend",
            &office,
            "2026-11-27T10:00:00+01:00",
            "11-30 09:30 +01 - 11-30 17:00 +01: own 11-27, weekday",
        ),
        (
            "closed before an own day",
            &office,
            "2026-11-26T17:00:00+01:00",
            "11-30 09:30 +01 - 11-30 17:00 +01: hours, own 11-27, weekday",
        ),
        (
            "Christmas to the new year",
            &office,
            "2026-12-23T18:00:00+01:00",
            "12-28 09:30 +01 - 12-28 17:00 +01: hours, holiday 12-24, holiday 12-25, weekday",
        ),
        (
            "over the year's end",
            &office,
            "2026-12-29T18:00:00+01:00",
            "01-04 09:30 +01 - 01-04 17:00 +01: hours, own 12-30, holiday 12-31, holiday 01-01, weekday",
        ),
        (
            "Easter",
            &all,
            "2027-03-25T21:00:00+01:00",
            "03-27 08:00 +01 - 03-27 20:00 +01: hours, holiday 03-26",
        ),
        (
            "Easter Sunday, when clocks change",
            &all,
            "2027-03-28T01:00:00+01:00",
            "03-30 08:00 +02 - 03-30 20:00 +02: holiday 03-28, holiday 03-29",
        ),
    ] {
        let got = slot(window, STOCKHOLM, Some("SE"), from);
        assert_eq!(got.as_deref(), Some(want), "{name}");
    }
}

#[test]
fn clocks_that_are_changed() {
    let night = window(&json!({ "from": "02:00", "to": "03:00" }));
    let early = window(&json!({ "from": "02:30", "to": "06:00" }));
    let late = window(&json!({ "from": "01:00", "to": "02:30" }));
    let to_midnight = window(&json!({ "from": "00:00", "to": "24:00" }));
    for (name, window, zone, from, want) in [
        (
            "an hour that is not there",
            &night,
            STOCKHOLM,
            "2026-03-28T12:00:00+01:00",
            "03-30 02:00 +02 - 03-30 03:00 +02: hours",
        ),
        (
            "an hour that is there twice",
            &night,
            STOCKHOLM,
            "2026-10-24T12:00:00+02:00",
            "10-25 02:00 +01 - 10-25 03:00 +01: hours",
        ),
        (
            "the second of the two, begun",
            &night,
            STOCKHOLM,
            "2026-10-25T02:30:00+01:00",
            "10-25 02:30 +01 - 10-25 03:00 +01: ",
        ),
        (
            "opens in the hour that is not there",
            &early,
            STOCKHOLM,
            "2026-03-29T00:00:00+01:00",
            "03-29 03:00 +02 - 03-29 06:00 +02: hours",
        ),
        (
            "closes in the hour that is not there",
            &late,
            STOCKHOLM,
            "2026-03-29T00:30:00+01:00",
            "03-29 01:00 +01 - 03-29 03:00 +02: hours",
        ),
        (
            "closes in the hour that is there twice",
            &late,
            STOCKHOLM,
            "2026-10-25T00:30:00+02:00",
            "10-25 01:00 +02 - 10-25 02:30 +02: hours",
        ),
        (
            "a day of 23 hours",
            &to_midnight,
            STOCKHOLM,
            "2026-03-29T00:00:00+01:00",
            "03-29 00:00 +01 - 03-30 00:00 +02: ",
        ),
        (
            "a midnight that is not there",
            &to_midnight,
            "Africa/Cairo",
            "2026-04-24T01:00:00+03:00",
            "04-24 01:00 +03 - 04-25 00:00 +03: ",
        ),
        (
            "the south",
            &early,
            "Australia/Sydney",
            "2026-10-03T23:00:00+10:00",
            "10-04 03:00 +11 - 10-04 06:00 +11: hours",
        ),
        (
            "half an hour",
            &early,
            "Australia/Lord_Howe",
            "2026-04-04T23:00:00+11:00",
            "04-05 02:30 +10:30 - 04-05 06:00 +10:30: hours",
        ),
        (
            "no change",
            &early,
            "Asia/Kolkata",
            "2026-03-29T00:00:00+05:30",
            "03-29 02:30 +05:30 - 03-29 06:00 +05:30: hours",
        ),
    ] {
        assert_eq!(slot(window, zone, None, from).as_deref(), Some(want), "{name}");
    }
}

#[test]
fn a_window_without_a_time() {
    let never = Window { days: Vec::new(), ..Window::default() };
    assert_eq!(slot(&never, STOCKHOLM, None, "2026-11-27T10:00:00+01:00"), None);
    let all = Window::default();
    assert_eq!(slot(&all, STOCKHOLM, None, &Timestamp::MAX.to_string()), None);
}

#[test]
fn times_and_days_are_read() {
    for (raw, want) in [
        ("00:00", true),
        ("08:30", true),
        ("24:00", true),
        ("24:01", false),
        ("25:00", false),
        ("08:60", false),
        ("8:00", false),
        ("08:00:00", false),
        ("+8:00", false),
        ("", false),
    ] {
        let read = TimeOfDay::try_from(raw.to_owned());
        assert_eq!(read.is_ok(), want, "{raw}");
        if let Ok(time) = read {
            assert_eq!(time.to_string(), raw);
        }
    }
    for (raw, want) in [
        ("2026-12-24", true),
        ("12-24", true),
        ("02-29", true),
        ("2027-02-29", false),
        ("02-30", false),
        ("13-01", false),
        ("1-1", false),
        ("20261224", false),
        ("2026-12-24T00:00", false),
        ("", false),
    ] {
        let read = OwnDayOff::try_from(raw.to_owned());
        assert_eq!(read.is_ok(), want, "{raw}");
        if let Ok(day) = read {
            assert_eq!(String::from(day), raw);
        }
    }
    for (raw, want) in [("recipient", true), ("SE", true), ("US", false), ("se", false)] {
        assert_eq!(HolidaysOf::try_from(raw.to_owned()).is_ok(), want, "{raw}");
    }
}
