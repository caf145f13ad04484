use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::Key;

const RECEIVED: &str = "2026-11-27T12:00:00Z";

/// A stay of Elsa, from Tuesday to Saturday, with these members instead.
fn stay(members: &Value) -> Stay {
    let mut told = json!({
        "reservation": "R-1", "status": "arrived", "arrival": "2026-11-24",
        "departure": "2026-11-28", "arrived_at": "2026-11-24T15:00:00Z",
        "property": { "id": "MAL1", "name": "Kajen", "time_zone": "Europe/Stockholm" },
        "guests": [{ "name": "Elsa", "email": "elsa@example.com" }],
    });
    let whole = told.as_object_mut().unwrap();
    whole.extend(members.as_object().unwrap().clone());
    let body = told.to_string();
    let read = read(body.as_bytes(), RECEIVED.parse().unwrap()).unwrap();
    read.into_iter().next().unwrap().unwrap()
}

fn rules(json: &Value) -> Rules {
    Rules::parse(json).unwrap()
}

/// What follows, in words: each guest's key, or why nothing is asked.
fn judged(rules: &Rules, stay: &Stay, stage: StayStage) -> Vec<String> {
    match rules.judge(stay, stage, 24 * 60) {
        Verdict::Guests(guests) => guests
            .into_iter()
            .map(|guest| match guest {
                Ok(asking) => asking.key.as_str().to_owned(),
                Err(passed) => passed.as_str().to_owned(),
            })
            .collect(),
        Verdict::CallOff(keys) => vec![format!("off {}", keys.len())],
        Verdict::Nothing(passed) => vec![passed.as_str().to_owned()],
    }
}

#[test]
fn what_follows_at_which_stage() {
    let rules = Rules::default();
    for (status, in_stay, post_stay) in [
        ("booked", "status", "status"),
        ("arrived", "R-1", "status"),
        ("departed", "off 1", "R-1"),
        ("cancelled", "off 1", "off 1"),
        ("no-show", "off 1", "off 1"),
    ] {
        let stay = stay(&json!({ "status": status }));
        assert_eq!(judged(&rules, &stay, StayStage::InStay), [in_stay], "{status}");
        assert_eq!(judged(&rules, &stay, StayStage::PostStay), [post_stay], "{status}");
    }
}

#[test]
fn stages_are_those_of_the_defaults() {
    let stages: Vec<_> = DEFAULTS.stages.iter().map(|defaults| defaults.stage).collect();
    assert_eq!(stages, StayStage::ALL.map(StayStage::stage));
}

#[test]
fn guests_are_asked_while_they_are_there() {
    for (name, rules, members, want) in [
        ("two nights", json!({}), json!({ "departure": "2026-11-26" }), "too-short"),
        ("three nights", json!({}), json!({ "departure": "2026-11-27" }), "R-1"),
        (
            "two are enough",
            json!({ "from_nights": 2 }),
            json!({ "departure": "2026-11-26" }),
            "R-1",
        ),
        (
            "one night ends when it would be asked",
            json!({ "from_nights": 1 }),
            json!({ "departure": "2026-11-25" }),
            "too-late",
        ),
        (
            "one night, up to its end",
            json!({ "from_nights": 1, "close_hours": 0 }),
            json!({ "departure": "2026-11-25" }),
            "R-1",
        ),
        ("closed early", json!({ "close_hours": 73 }), json!({}), "too-late"),
        ("closed just then", json!({ "close_hours": 72 }), json!({}), "R-1"),
    ] {
        let rules = self::rules(&rules);
        assert_eq!(judged(&rules, &stay(&members), StayStage::InStay), [want], "{name}");
    }
}

#[test]
fn when_and_where_they_are_asked() {
    let rules = Rules::default();
    let asked = |members: &Value, stage| {
        let Verdict::Guests(guests) = rules.judge(&stay(members), stage, 1440) else {
            unreachable!("somebody is asked")
        };
        let asking = guests.into_iter().next().unwrap().unwrap();
        let zone = asking.recipient.time_zone.map(|zone| zone.as_str().to_owned());
        (asking.happened.to_string(), asking.latest.map(|at| at.to_string()), zone)
    };
    let at = |moment: &str| moment.to_owned();
    let kept = Some(at("Europe/Stockholm"));
    let arrived = (at("2026-11-24T15:00:00Z"), Some(at("2026-11-27T15:00:00Z")), kept.clone());
    assert_eq!(asked(&json!({}), StayStage::InStay), arrived);
    let left = json!({ "status": "departed", "departed_at": "2026-11-27T09:00:00Z" });
    assert_eq!(asked(&left, StayStage::PostStay), (at("2026-11-27T09:00:00Z"), None, kept));
    let mut home = left;
    home["guests"] = json!([{ "email": "elsa@example.com", "country": "FI" }]);
    assert_eq!(asked(&home, StayStage::PostStay).2, None);
}

#[test]
fn what_is_excluded() {
    let all = json!({
        "exclude": {
            "channels": ["Agency.example"], "rates": ["PERSONAL"], "rooms": ["k1"],
            "room_types": ["Lägenhet"], "groups": ["Kongress 11"], "countries": ["NO"],
            "domains": ["Kajen.example"],
        },
    });
    let guest = |member: &str, value: &str| {
        let mut guest = json!({ "email": "elsa@example.com" });
        guest[member] = value.into();
        json!({ "guests": [guest] })
    };
    for (name, members, want) in [
        ("channel", json!({ "channel": "agency.EXAMPLE" }), "excluded-channel"),
        ("rate", json!({ "rate": "personal" }), "excluded-rate"),
        ("room", json!({ "room": "K1" }), "excluded-room"),
        ("kind of room", json!({ "room_type": "LÄGENHET" }), "excluded-room-type"),
        ("group", json!({ "group": "kongress 11" }), "excluded-group"),
        ("country", guest("country", "NO"), "excluded-country"),
        ("own domain", guest("email", "Elsa@KAJEN.example"), "excluded-domain"),
        ("below it", guest("email", "elsa@spa.kajen.example"), "excluded-domain"),
        ("another that ends alike", guest("email", "elsa@motkajen.example"), "R-1"),
        ("another channel", json!({ "channel": "agency" }), "R-1"),
        ("nothing told", json!({}), "R-1"),
        ("told not to", guest("phone", "0701740605"), "R-1"),
    ] {
        let stay = stay(&members);
        assert_eq!(judged(&rules(&all), &stay, StayStage::InStay), [want], "{name}");
    }
}

#[test]
fn families_share_an_address() {
    let each = rules(&json!({ "guests": "each", "exclude": { "domains": ["kajen.example"] } }));
    let members = json!({ "status": "departed", "guests": [
        { "name": "Elsa", "email": "elsa@example.com", "phone": "0701740605" },
        { "name": "Nils", "email": "Elsa@Example.com" },
        { "name": "Ida", "phone": "070-174 06 07" },
        { "name": "Olle", "phone": "0701740607" },
        { "name": "Maj" },
        { "name": "Per", "email": "per@kajen.example" },
        { "name": "Kim", "email": "kim@example.com", "consent": false },
        { "name": "Lo", "email": "kim@example.com" },
    ]});
    let want = [
        "R-1",
        "same-address",
        "R-1/3",
        "same-address",
        "unreachable",
        "excluded-domain",
        "no-consent",
        "same-address",
    ];
    assert_eq!(judged(&each, &stay(&members), StayStage::PostStay), want);
    let mut main = vec!["not-main"; 8];
    main[0] = "R-1";
    assert_eq!(judged(&Rules::default(), &stay(&members), StayStage::PostStay), main);
    let last = json!({ "status": "departed", "guests": [
        { "name": "Elsa" }, { "name": "Ida", "phone": "0701740607" }, { "email": "nils@example.com" },
    ]});
    let want = ["unreachable", "R-1", "not-main"];
    assert_eq!(judged(&Rules::default(), &stay(&last), StayStage::PostStay), want);
    let off = stay(&json!({ "status": "cancelled" }));
    let Verdict::CallOff(keys) = each.judge(&off, StayStage::PostStay, 0) else {
        unreachable!("it is called off")
    };
    let keys: Vec<_> = keys.iter().map(Key::as_str).collect();
    assert_eq!((keys.len(), keys[0], keys[19]), (MAX_GUESTS, "R-1", "R-1/20"));
}

/// The longest reservation has a key of its own for each guest.
#[test]
fn keys_are_different() {
    let reservation = Reservation::try_from("x".repeat(120).as_str()).unwrap();
    let keys: std::collections::BTreeSet<_> =
        (0..MAX_GUESTS).map(|guest| reservation.key(guest)).collect();
    assert_eq!(keys.len(), MAX_GUESTS);
}

#[test]
fn what_is_told_and_what_figures_are_told_apart_by() {
    let members = json!({ "room_type": "Svit", "channel": "web", "room": "214" });
    let stay = stay(&members);
    let pairs = |pairs: Vec<(&'static str, String)>| -> Vec<String> {
        pairs.into_iter().map(|(name, value)| format!("{name} {value}")).collect()
    };
    assert_eq!(
        pairs(stay.told(&stay.guests[0].recipient)),
        [
            "name Elsa",
            "reservation R-1",
            "property Kajen",
            "arrival 2026-11-24",
            "departure 2026-11-28"
        ]
    );
    assert_eq!(
        pairs(stay.segments()),
        ["property MAL1", "room-type Svit", "channel web", "nights 3-6"]
    );
}

#[test]
fn rules_that_are_wrong() {
    let groups = |ids: &[&str]| json!({ "groups": { "Syd": ids } });
    let many = "must be an object of at most 50 groups, with at most 500 properties together";
    let bounded = "must be a number from 0 to 10 with up to two digits behind the point";
    for (name, json, path, reason) in [
        ("none", json!([]), "$", "must be an object"),
        ("unknown", json!({ "nights": 3 }), "$.nights", "is not known"),
        ("whom", json!({ "guests": "all" }), "$.guests", "must be main or each"),
        (
            "no night",
            json!({ "from_nights": 0 }),
            "$.from_nights",
            "must be a whole number from 1 to 60",
        ),
        (
            "half an hour",
            json!({ "close_hours": 0.5 }),
            "$.close_hours",
            "must be a whole number from 0 to 240",
        ),
        (
            "twice",
            json!({ "exclude": { "rates": ["a", "a"] } }),
            "$.exclude.rates[1]",
            "stands there twice",
        ),
        (
            "too many",
            json!({ "exclude": { "rates": vec!["a"; 101] } }),
            "$.exclude.rates",
            "must be a list of at most 100",
        ),
        (
            "no domain",
            json!({ "exclude": { "domains": ["@kajen.example"] } }),
            "$.exclude.domains[0]",
            "must be a domain: hotel.example",
        ),
        (
            "one alone",
            json!({ "thresholds": { "minimum": 6 } }),
            "$.thresholds.critical",
            "is missing",
        ),
        (
            "the wrong way round",
            json!({ "thresholds": { "minimum": 3, "critical": 6 } }),
            "$.thresholds",
            "must be such that critical is not above minimum",
        ),
        (
            "beyond ten",
            json!({ "thresholds": { "minimum": 10.01, "critical": 6 } }),
            "$.thresholds.minimum",
            bounded,
        ),
        (
            "of a property",
            json!({ "properties": { "Elsas rum": { "minimum": -1, "critical": 0 } } }),
            "$.properties.minimum",
            bounded,
        ),
        (
            "marks the wrong way round",
            json!({ "marks": { "low": 80, "good": 60 } }),
            "$.marks",
            "must be such that low is not above good",
        ),
        (
            "a mark beyond a hundred",
            json!({ "marks": { "low": 60, "good": 101 } }),
            "$.marks.good",
            "must be a whole number from 0 to 100",
        ),
        ("a mark alone", json!({ "marks": { "low": 60 } }), "$.marks.good", "is missing"),
        ("no groups", json!({ "groups": ["Syd"] }), "$.groups", "must be an object"),
        ("a property twice", groups(&["MAL1", "MAL1"]), "$.groups", "stands there twice"),
        (
            "an empty group",
            groups(&[]),
            "$.groups",
            "must be an object of lists of one property at least",
        ),
        ("too many properties", groups(&["MAL1"; 501]), "$.groups", many),
    ] {
        let faults = Rules::parse(&json).unwrap_err();
        let told: Vec<_> =
            faults.iter().map(|fault| (fault.path.clone(), fault.reason.to_string())).collect();
        assert_eq!(told, [(path.to_owned(), reason.to_owned())], "{name}");
    }
}

#[test]
fn rules_have_defaults() {
    assert_eq!(rules(&json!({})), Rules::default());
    assert_eq!(rules(&json!({ "thresholds": null, "guests": "main" })), Rules::default());
    let own = rules(&json!({ "properties": { "MAL1": { "minimum": 7.5, "critical": 4 } } }));
    let key = |id| Key::try_from(id).unwrap();
    let told = |id| own.thresholds_of(&key(id)).of(Level::Minimum).to_string();
    assert_eq!((told("MAL1"), told("MAL2")), ("7.50".to_owned(), "6.00".to_owned()));
}

/// A moment beyond what there is does not end the program.
#[test]
fn the_ends_of_time() {
    let mut stay = stay(&json!({}));
    stay.happened = Timestamp::MAX;
    assert_eq!(judged(&Rules::default(), &stay, StayStage::InStay), ["R-1"]);
}

#[test]
fn groups_are_bounded() {
    let groups = |count: usize, each: usize| -> Value {
        let ids: Vec<_> = (0..each).map(|id| format!("P{id}")).collect();
        json!({ "groups": (0..count).map(|at| (format!("G{at}"), json!(ids))).collect::<Value>() })
    };
    for (name, json, is_taken) in [
        ("as many groups as may be", groups(50, 1), true),
        ("too many groups", groups(51, 1), false),
        ("as many properties as may be", groups(50, 10), true),
        ("one more", groups(1, 501), false),
    ] {
        assert_eq!(Rules::parse(&json).is_ok(), is_taken, "{name}");
    }
    let own = rules(&json!({ "groups": { "Syd": ["MAL1", "LUN1"], "Norr": ["LUL1"] } }));
    let told: Vec<_> = own.groups.iter().map(|one| (&*one.name, one.properties.len())).collect();
    assert_eq!(told, [("Norr", 1), ("Syd", 2)]);
}
