use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::{Key, RollupRow};

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

#[test]
fn scores_of_scales() {
    let seven = Scale::new(1, 7).unwrap();
    for (name, scale, answer, want) in [
        ("lowest", Scale::FIVE, 1, Some("0.00")),
        ("second", Scale::FIVE, 2, Some("2.50")),
        ("highest", Scale::FIVE, 5, Some("10.00")),
        ("below", Scale::FIVE, 0, None),
        ("above", Scale::FIVE, 6, None),
        ("its own", Scale::RECOMMEND, 7, Some("7.00")),
        ("rounded", seven, 2, Some("1.67")),
        ("rounded down", seven, 3, Some("3.33")),
    ] {
        let score = scale.score(answer).map(|score| score.to_string());
        assert_eq!(score.as_deref(), want, "{name}");
    }
    assert_eq!((Scale::new(5, 5), Scale::new(0, 101)), (None, None));
}

#[test]
fn numbers_that_are_scores() {
    for (json, want) in [
        (json!(0), Some("0.00")),
        (json!(10), Some("10.00")),
        (json!(10.0), Some("10.00")),
        (json!(7.5), Some("7.50")),
        (json!(0.05), Some("0.05")),
        (json!(7.125), None),
        (json!(10.5), None),
        (json!(11), None),
        (json!(-1), None),
        (json!(1e-7), None),
        (json!("7"), None),
        (json!(null), None),
    ] {
        let score = Score::from_json(&json).ok().map(|score| score.to_string());
        assert_eq!(score.as_deref(), want, "{json}");
    }
}

/// Every pair of thresholds in halves, every answer of several scales: who is told by the score is who is
/// told by the answer.
#[test]
fn alerts_by_answer_are_alerts_by_score() {
    let halves = || (0..=20).map(|half| Score::from_json(&json!(f64::from(half) / 2.0)).unwrap());
    for minimum in halves() {
        for critical in halves().filter(|critical| *critical <= minimum) {
            let thresholds = Thresholds::new(minimum, critical).unwrap();
            for scale in [Scale::FIVE, Scale::RECOMMEND, Scale::new(1, 7).unwrap()] {
                for answer in 0..=10 {
                    let Some(score) = scale.score(answer) else { continue };
                    let levels = thresholds.levels(score);
                    for level in [Level::Minimum, Level::Critical] {
                        let highest = thresholds.highest(level, scale);
                        let told = highest.is_some_and(|highest| answer <= highest);
                        assert_eq!(told, levels.contains(&level), "{thresholds:?} {answer}");
                    }
                    let both = levels.contains(&Level::Critical);
                    assert!(!both || levels.contains(&Level::Minimum));
                }
            }
        }
    }
    let (low, high) = (Score::from_json(&json!(3)).unwrap(), Score::from_json(&json!(6)).unwrap());
    assert_eq!(Thresholds::new(low, high), None);
}

#[test]
fn default_alerts_are_those_of_the_default_thresholds() {
    let highest = |level| Thresholds::default().highest(level, Scale::FIVE);
    for alert in DEFAULTS.alerts {
        let level = match alert.name {
            "minimum" | "in-stay-minimum" => Level::Minimum,
            "critical" | "in-stay-critical" => Level::Critical,
            _ => continue,
        };
        let When::AtMost(most) = alert.when else { unreachable!("{} is of a number", alert.name) };
        assert_eq!(Some(most), highest(level), "{}", alert.name);
    }
}

fn row(property: &str, question: &str, counts: &[(&str, u32)]) -> StayRow {
    StayRow {
        source: Source::Private,
        property: property.into(),
        row: RollupRow {
            question: question.into(),
            from: jiff::civil::date(2026, 11, 1),
            counts: counts.iter().map(|(value, count)| ((*value).into(), *count)).collect(),
        },
    }
}

fn rows() -> Vec<StayRow> {
    let public = StayRow { source: Source::Benchmark, ..row("MAL1", "overall", &[("1", 90)]) };
    vec![
        row("MAL1", "overall", &[("5", 3), ("1", 1)]),
        row("MAL1", "overall", &[("5", 2), ("other", 9)]),
        row("MAL1", "reception", &[("4", 2)]),
        row("MAL1", "staff", &[("5", 1), ("2", 1)]),
        row("MAL1", "recommend", &[("10", 1), ("3", 1), ("8", 2)]),
        row("MAL1", "again", &[("yes", 3), ("no", 1)]),
        row("MAL2", "overall", &[("3", 1)]),
        public,
    ]
}

/// A score and of how many answers it is.
fn told(mean: Mean) -> String {
    let score = mean.score.map(|score| format!("{score:.2}"));
    format!("{} of {}", score.as_deref().unwrap_or("nothing"), mean.n)
}

#[test]
fn figures_by_property_and_department() {
    let rows = rows();
    let by = by_property(&rows, Source::Private);
    assert_eq!(by.keys().map(|id| &**id).collect::<Vec<_>>(), ["MAL1", "MAL2"]);
    let one = &by["MAL1"];
    assert_eq!(told(one.overall), "8.33 of 6");
    assert_eq!((one.satisfied.yes, one.satisfied.n), (5, 6));
    assert_eq!((one.nps.score, one.again.percent), (Some(0.0), Some(75.0)));
    let departments: Vec<_> =
        one.departments.iter().map(|(name, mean)| format!("{name} {}", told(*mean))).collect();
    assert_eq!(
        departments,
        [
            "front-desk 6.88 of 4",
            "housekeeping nothing of 0",
            "food nothing of 0",
            "facilities nothing of 0"
        ]
    );
    assert_eq!(told(by["MAL2"].overall), "5.00 of 1");
}

#[test]
fn what_is_private_and_what_is_public_never_meet() {
    let rows = rows();
    let overall = |source| told(scores(&rows, source).overall);
    assert_eq!(overall(Source::Private), "7.86 of 7");
    assert_eq!(overall(Source::Benchmark), "0.00 of 90");
    assert_eq!(by_property(&rows, Source::Benchmark).len(), 1);
}

#[test]
fn figures_by_group() {
    let group = |name: &str, properties: &[&str]| PropertyGroup {
        name: name.into(),
        properties: properties.iter().map(|id| (*id).into()).collect(),
    };
    let groups = [group("Syd", &["MAL1", "MAL2"]), group("Norr", &["MAL2", "LUL1"])];
    let by = by_group(&rows(), Source::Private, &groups);
    let whole: Vec<_> = by.iter().map(|one| told(one.whole.overall)).collect();
    // Of all answers together: the mean of both properties' means would be 6.67.
    assert_eq!(whole, ["7.86 of 7", "5.00 of 1"]);
    assert_eq!(told(by[1].properties["LUL1"].overall), "nothing of 0");
}

/// A moment beyond what there is does not end the program.
#[test]
fn the_ends_of_time() {
    let mut stay = stay(&json!({}));
    stay.happened = Timestamp::MAX;
    assert_eq!(judged(&Rules::default(), &stay, StayStage::InStay), ["R-1"]);
}
