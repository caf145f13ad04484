//! What becomes of flows, held against the published vectors and against random histories.

use app::why_cancel::{Counted, Flow, Input, Outcome, Refused, SavedBy, State};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::vectors;

fn counted(flow: &Flow) -> Value {
    flow.counted().map_or(Value::Null, |counted| {
        json!(match counted {
            Counted::Saved => "saved",
            Counted::Cancelled => "cancelled",
            Counted::Abandoned => "abandoned",
            Counted::Bounced => "bounced",
            Counted::Booked => "booked",
            Counted::Lapsed => "lapsed",
        })
    })
}

#[test]
fn flows() {
    let vectors = vectors("why-cancel/flows.json");
    let until: Timestamp = vectors["until"].as_str().unwrap().parse().unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 10, "only {}", cases.len());
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let mut flow = Flow::new(until, case["test"] == true);
        for (at, step) in case["steps"].as_array().unwrap().iter().enumerate() {
            let input: Input = serde_json::from_value(step["told"].clone()).unwrap();
            let now = step["at"].as_str().unwrap().parse().unwrap();
            let answer = match flow.apply(&input, now) {
                Ok(changed) => json!(changed),
                Err(refused) => json!(refused.to_string()),
            };
            assert_eq!(step["answer"], answer, "{name}, step {at}");
        }
        assert_eq!(case["flow"], serde_json::to_value(&flow).unwrap(), "{name}");
        assert_eq!(case["counted"], counted(&flow), "{name}");
        let again: Flow = serde_json::from_value(case["flow"].clone()).unwrap();
        assert_eq!(again, flow, "{name}");
    }
}

fn inputs() -> impl Strategy<Value = Input> {
    let offer = || prop::sample::select(vec!["half-price", "pause"]);
    let reason = prop::sample::select(vec!["technical", "too-expensive"]);
    prop_oneof![
        Just(Input::Seen),
        (reason, prop::option::of(offer())).prop_map(|(reason, offer)| Input::Told {
            reason: reason.try_into().unwrap(),
            offer: offer.map(|offer| offer.try_into().unwrap()),
        }),
        offer().prop_map(|offer| Input::Accepted { offer: offer.try_into().unwrap() }),
        Just(Input::Kept),
        Just(Input::Cancelled),
        Just(Input::Due),
        Just(Input::SellerCancelled),
        Just(Input::SellerResumed),
    ]
}

/// What is told, each after so many minutes.
fn histories() -> impl Strategy<Value = Vec<(Input, i64)>> {
    let minutes = prop_oneof![4 => 0_i64..20, 1 => 50_i64..70, 1 => 43_100_i64..43_300];
    prop::collection::vec((inputs(), minutes), 1..12)
}

fn is_sellers(input: &Input) -> bool {
    match input {
        Input::SellerCancelled | Input::SellerResumed => true,
        Input::Seen
        | Input::Told { .. }
        | Input::Accepted { .. }
        | Input::Kept
        | Input::Cancelled
        | Input::Due => false,
    }
}

/// What may become of a flow by one thing that is told.
fn one_step(before: &Flow, after: &Flow, input: &Input, now: Timestamp, until: Timestamp) {
    match (before.state(), after.state()) {
        (State::Open, State::Open) => assert!(now < until, "it stays open for ever"),
        (State::Open, State::Over { settles, .. }) => assert!(*settles > now),
        (State::Over { .. }, State::Open) => panic!("it begins again"),
        (State::Over { settles, .. }, State::Over { settles: later, .. }) => {
            assert_eq!(settles, later);
            let same = before.outcome() == after.outcome();
            assert!(same || (is_sellers(input) && now < *settles), "it comes to two outcomes");
        }
    }
    if let Some(Outcome::Saved { by: SavedBy::Offer { offer } }) = after.outcome() {
        assert_eq!(after.offer(), Some(offer), "an offer is taken that was not made");
    }
    let way_out = *input == Input::Cancelled && before.outcome().is_none() && now < until;
    assert!(!way_out || after.outcome() == Some(&Outcome::Cancelled), "there is no way out");
    let settled = matches!(before.state(), State::Over { settles, .. } if now >= *settles);
    let told_gone = *input == Input::SellerCancelled && !settled;
    assert!(!told_gone || after.outcome() == Some(&Outcome::Cancelled), "the seller knows better");
    let never_saved = [Input::Due, Input::Seen].contains(input)
        && before.outcome().is_none()
        && matches!(after.outcome(), Some(Outcome::Saved { .. }));
    assert!(!never_saved, "silence saves nobody");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_always_holds(history in histories(), test in any::<bool>()) {
        let start: Timestamp = "2026-11-27T12:00:00Z".parse().unwrap();
        let until = start + SignedDuration::from_hours(1);
        let mut flow = Flow::new(until, test);
        let mut now = start;
        for (input, minutes) in history {
            now += SignedDuration::from_mins(minutes);
            let before = flow.clone();
            let answer = flow.apply(&input, now);
            one_step(&before, &flow, &input, now, until);
            match answer {
                Ok(changed) => {
                    // Whoever was first to come may be news without more.
                    prop_assert!(changed || before.state() == flow.state());
                    prop_assert!(!changed || before != flow);
                }
                Err(Refused::Ended) => prop_assert_eq!(flow.outcome(), Some(&Outcome::Abandoned)),
                Err(Refused::Over | Refused::NotOffered) => {
                    prop_assert_eq!(before.state(), flow.state());
                }
            }
            // What is told twice changes nothing more.
            let once = flow.clone();
            let again = flow.apply(&input, now);
            prop_assert!(again != Ok(true));
            prop_assert_eq!(&once, &flow);
            let json = serde_json::to_string(&flow).unwrap();
            prop_assert_eq!(serde_json::from_str::<Flow>(&json).unwrap(), flow.clone());
            prop_assert!(flow.counted().is_none() || (!test && flow.outcome().is_some()));
            prop_assert_eq!(flow.next_due().is_none(), flow.outcome().is_some());
        }
        let _ = flow.apply(&Input::Due, now.max(until));
        prop_assert!(flow.outcome().is_some(), "every flow comes to an end");
    }
}
