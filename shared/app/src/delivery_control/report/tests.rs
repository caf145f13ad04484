use serde_json::json;

use super::*;
use crate::delivery_control::read;

fn shipment(members: &Value) -> Shipment {
    let mut body = json!({
        "order": "7", "status": "delivered", "at": "2026-11-27T10:00:00Z",
        "recipient": {"email": "elsa@example.com"},
    });
    for (name, value) in members.as_object().unwrap() {
        body[name] = value.clone();
    }
    let received = "2026-11-27T12:00:00Z".parse().unwrap();
    read(body.to_string().as_bytes(), received).unwrap().remove(0).unwrap()
}

fn answers(of: Value) -> Map<String, Value> {
    let Value::Object(answers) = of else { panic!("answers are an object") };
    answers
}

/// How many of how many.
fn parts(share: &Share) -> (u32, u32) {
    (share.yes, share.n)
}

#[test]
fn who_does_not_answer_is_not_satisfied() {
    let mut tally = Tally::default();
    for _ in 0..10 {
        tally.shipment(&shipment(&json!({})));
        tally.reached();
    }
    let silent = tally.figures(0);
    assert_eq!((parts(&silent.response_rate), silent.unanswered), ((0, 10), 10));
    let scores = silent.scores.unwrap();
    assert_eq!((scores.overall, scores.satisfied.percent), (None, None));
    assert_eq!((scores.missing.percent, scores.damaged.percent), (None, None));

    tally.answered(&answers(json!({"received": "yes", "damaged": "no", "overall": 5})));
    tally.answered(&answers(json!({"received": "part", "damaged": "goods", "overall": 2})));
    tally.answered(&answers(json!({"received": "no"})));
    let figures = tally.figures(0);
    assert_eq!((parts(&figures.response_rate), figures.unanswered), ((3, 10), 7));
    let scores = figures.scores.unwrap();
    assert_eq!(scores.overall, Some(3.5));
    assert_eq!(parts(&scores.satisfied), (1, 2));
    assert_eq!(parts(&scores.missing), (2, 3));
    assert_eq!(parts(&scores.damaged), (1, 2));
}

#[test]
fn what_was_promised_is_held_against_what_came() {
    let mut tally = Tally::default();
    let promised =
        |until: &str| json!({"promised": {"from": "2026-11-27T09:30:00Z", "until": until}});
    for (members, count) in [
        (promised("2026-11-27T10:00:00Z"), 3),
        (promised("2026-11-27T09:40:00Z"), 2),
        (json!({"promised": {"from": "2026-11-27T10:01:00Z", "until": "2026-11-27T12:00:00Z"}}), 1),
        (json!({}), 4),
        (json!({"status": "failed", "promised": {"until": "2026-11-27T09:00:00Z"}}), 2),
        (json!({"status": "returned"}), 1),
        (json!({"test": true, "promised": {"until": "2026-11-27T09:00:00Z"}}), 5),
    ] {
        for _ in 0..count {
            tally.shipment(&shipment(&members));
        }
    }
    assert_eq!((tally.delivered, tally.failed, tally.returned), (10, 2, 1));
    let figures = tally.figures(0);
    assert_eq!(parts(&figures.failed), (2, 12));
    assert_eq!((parts(&figures.in_time), parts(&figures.late)), ((4, 6), (2, 6)));
    assert_eq!(figures.mean_late_minutes, Some(20.0));
}

#[test]
fn figures_are_told_by_what_a_delivery_belongs_to() {
    let members = json!({
        "carrier": "PostNord", "region": "Skåne", "delivery_type": "Ombud", "driver": "F12"
    });
    let (named, other) = (shipment(&members), shipment(&json!({})));
    for (by, name) in
        [(By::Carrier, "PostNord"), (By::Region, "Skåne"), (By::Kind, "Ombud"), (By::Driver, "F12")]
    {
        let mut tallies = Tallies::new(by);
        for shipment in [&named, &named, &other] {
            let tally = tallies.of(&shipment.carriage);
            tally.shipment(shipment);
            tally.reached();
            tally.answered(&answers(json!({"overall": 4})));
        }
        let told: Vec<_> = tallies.figures().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(told, [name]);
        assert_eq!(parts(&tallies.rest().0.response_rate), (1, 1), "{name}");
        assert_eq!(tallies.total().delivered, 3, "{name}");
        assert_eq!(tallies.total().counts["overall"]["4"], 3, "{name}");
    }
}

#[test]
fn a_driver_is_not_judged_by_few() {
    let shipment = shipment(&json!({"driver": "F12"}));
    let mut tallies = Tallies::new(By::Driver);
    for count in 1..=6 {
        let tally = tallies.of(&shipment.carriage);
        tally.reached();
        tally.answered(&answers(json!({"overall": 1})));
        let (_, figures) = tallies.figures().next().unwrap();
        assert_eq!(figures.scores.is_some(), count >= MIN_OF_A_DRIVER, "{count}");
    }
}

#[test]
fn groups_are_bounded_and_none_is_lost() {
    let mut tallies = Tallies::new(By::Region);
    for at in 0..600 {
        let shipment = shipment(&json!({"region": format!("r{at}")}));
        tallies.of(&shipment.carriage).shipment(&shipment);
    }
    assert_eq!(tallies.figures().count(), 500);
    assert_eq!(tallies.total().delivered, 600);
}

#[test]
fn nothing_that_is_written_freely_is_counted() {
    let mut tally = Tally::default();
    tally.answered(&answers(json!({
        "comment": "Elsa", "contact": true, "wrong": ["late", "packaging"], "overall": "Elsa",
        "name": "Elsa", "better": [["late"], {"late": 1}, null, 1.5, ""],
    })));
    let counted: Vec<_> = tally
        .counts
        .iter()
        .flat_map(|(question, counts)| {
            counts.keys().map(move |value| format!("{question} {value}"))
        })
        .collect();
    assert_eq!(counted, ["contact true", "wrong late", "wrong packaging"]);
}
