//! Invites somebody to a survey of a platform, for whoever is no Rust: the browser's tests.
//!
//! Reads `{"survey", "known", "event", "then"}` and writes `{"link", "unsubscribe"}`, two paths. `then` is
//! `cancel` for an invitation that is called off again. Of `{"survey", "instance", "token", "answers"}` it writes `{"alert"}`: what
//! staff of an instance are alerted to once somebody has answered so. With `linked`, answers are linked to what they are about, and
//! `link` is that of somebody who has not answered yet.
#![expect(clippy::expect_used, reason = "a part of tests: what it cannot do ends the test")]

use std::io::{read_to_string, stdin};

use serde_json::{Value, json};
use tests::{Inviting, Ordering, alerted, platform};

fn main() {
    let asked = read_to_string(stdin()).expect("input is text");
    let asked: Value = serde_json::from_str(&asked).expect("input is JSON");
    let survey = asked.get("survey").and_then(Value::as_str).expect("a survey");
    if let Some(answers) = asked.get("answers") {
        let text = |name| asked.get(name).and_then(Value::as_str).expect("a text");
        let (token, instance) = (text("token"), text("instance"));
        if asked.get("linked").is_some() {
            let ordering = Ordering { platform: platform(), token, survey, instance };
            ordering.set_up(true);
            let (order, waits) = (ordering.order(), ordering.order());
            let _ = ordering.answer(&order, answers);
            println!("{}", json!({"alert": ordering.alert(), "link": waits.link}));
            return;
        }
        println!("{}", json!({"alert": alerted(platform(), token, (survey, instance), answers)}));
        return;
    }
    let inviting = Inviting::new(platform(), survey);
    let invited = inviting.invite(&asked);
    if asked.get("then").is_some_and(|then| then == "cancel") {
        invited.cancel();
    }
    println!("{}", json!({"link": invited.link, "unsubscribe": invited.unsubscribe}));
}
