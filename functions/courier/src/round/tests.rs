use pollster::block_on;
use problem::Kind;
use serde_json::{Value, json};

use super::*;
use crate::gateway::Gateway;
use crate::sample::{self, asked_json, settings};
use crate::script::Script;

const CLAIM: &str = "/v1/outbox/claim";
const DUE: &str = "/v1/invitations/due";

/// A mail that lets somebody in.
fn recovery(id: &str) -> Value {
    let mail = json!({
        "to": format!("{id}@acme.example"), "language": "en", "text": { "recovery": { "token": "t" } },
    });
    json!({ "id": id, "attempt": 1, "mail": mail })
}

/// An invitation, with changes.
fn invitation(id: &str, changes: &Value) -> Value {
    let mail = json!({
        "to": format!("{id}@customer.example"), "language": "both", "text": { "asked": asked_json(changes) },
    });
    json!({ "id": id, "attempt": 1, "mail": mail })
}

fn claimed(items: &[Value], texts: &[Value]) -> Value {
    let about = serde_json::to_value(sample::about(&json!({}))).unwrap();
    json!({ "items": items, "asked_about": [about], "texts": texts })
}

fn run(script: &mut Script, settings: &Settings) -> Round {
    block_on(super::run(script, settings)).unwrap_or_else(|problem| {
        panic!("{problem:?} after {:?}", script.happened.borrow());
    })
}

#[test]
fn every_call_is_signed_with_its_own_moment() {
    let mut script = Script::new();
    // The relay takes its time: the round goes on for longer than a signature holds.
    script.message_seconds = 19;
    let mails: Vec<_> = (0..6).map(|number| recovery(&format!("m{number}"))).collect();
    script.will_answer(CLAIM, claimed(&mails, &[]));
    let round = run(&mut script, &settings());
    // What was not begun within a minute waits for the next round.
    assert_eq!(round, Round { sent: 4, waiting: 2, failed: 0 });
    assert_eq!(script.sent().len(), 4);
    let late: Vec<_> =
        script.happened.borrow().iter().filter(|what| what.contains("failed")).cloned().collect();
    assert_eq!(late.len(), 2);
    assert!(late.iter().all(|what| what.contains("4.3.2")), "{late:?}");
}

#[test]
fn who_waits_to_sign_in_goes_first() {
    let mut script = Script::new();
    let first = [invitation("elsa", &json!({})), recovery("anna"), invitation("nils", &json!({}))];
    script.will_answer(CLAIM, claimed(&first, &[]));
    script.will_answer(CLAIM, claimed(&[invitation("olle", &json!({}))], &[]));
    script.will_answer(DUE, json!({ "looked_at": 1, "more": false }));
    let round = run(&mut script, &settings());
    assert_eq!(round, Round { sent: 4, waiting: 0, failed: 0 });
    assert_eq!(
        script.sent(),
        [
            "noreply to anna@acme.example",
            "bounce+elsa to elsa@customer.example",
            "bounce+nils to nils@customer.example",
            "bounce+olle to olle@customer.example",
        ]
    );
    let happened = script.happened.borrow();
    let at = |what: &str| happened.iter().position(|one| one.contains(what)).unwrap();
    assert!(at("to anna@") < at(DUE) && at(DUE) < at("to olle@"), "{happened:?}");
    assert!(happened.iter().any(|one| one == "/v1/outbox/elsa/sent "), "{happened:?}");
}

#[test]
fn what_is_due_is_bounded() {
    for (name, call_seconds, answers, calls) in [
        ("nothing", 0, 0, 1),
        ("some", 0, 3, 4),
        ("without end", 0, 100, 10),
        // The call for what is written takes as long as each for what is due.
        ("slow", 7, 100, 2),
    ] {
        let mut script = Script::new();
        script.call_seconds = call_seconds;
        for _ in 0..answers {
            script.will_answer(DUE, json!({ "looked_at": 20, "more": true }));
        }
        let _ = run(&mut script, &settings());
        assert_eq!(script.calls(DUE), calls, "{name}");
        let claims = if call_seconds == 0 && answers > 0 { 2 } else { 1 };
        assert_eq!(script.calls(CLAIM), claims, "{name}");
    }
}

#[test]
fn an_invitation_that_storage_cannot_look_at_holds_up_no_other() {
    let mut script = Script::new();
    script.failing = Some(DUE);
    script.will_answer(CLAIM, claimed(&[recovery("anna")], &[]));
    script.will_answer(CLAIM, claimed(&[invitation("elsa", &json!({}))], &[]));
    script.will_answer(DUE, json!({ "looked_at": 20, "more": true }));
    let failed = block_on(super::run(&mut script, &settings())).map_err(|problem| problem.kind());
    assert_eq!(failed, Err(Kind::Internal));
    assert_eq!(
        script.sent(),
        ["noreply to anna@acme.example", "bounce+elsa to elsa@customer.example"]
    );
}

#[test]
fn mails_are_claimed_until_there_are_no_more_or_it_is_enough() {
    for (name, message_seconds, sent, claims) in [("quick", 0, 45, 3), ("slow", 1, 20, 1)] {
        let mut script = Script::new();
        script.message_seconds = message_seconds;
        for count in [20, 20, 5] {
            let mails: Vec<_> = (0..count).map(|number| recovery(&format!("m{number}"))).collect();
            script.will_answer(CLAIM, claimed(&mails, &[]));
        }
        let round = run(&mut script, &settings());
        assert_eq!(round, Round { sent, waiting: 0, failed: 0 }, "{name}");
        assert_eq!(script.calls(CLAIM), claims, "{name}");
    }
}

#[test]
fn what_cannot_be_written_is_given_up_and_the_others_are_sent() {
    let mut script = Script::new();
    script.refused.insert("nils@customer.example", "5.1.1");
    script.refused.insert("olle@customer.example", "4.2.2");
    let mails = [
        invitation("spoilt", &json!({ "link_token": "a b" })),
        invitation("lost", &json!({ "about": 7 })),
        invitation("nils", &json!({})),
        invitation("olle", &json!({})),
        invitation("elsa", &json!({})),
    ];
    script.will_answer(CLAIM, claimed(&mails, &[]));
    let round = run(&mut script, &settings());
    assert_eq!(round, Round { sent: 1, waiting: 1, failed: 3 });
    let happened = script.happened.borrow();
    for (id, status) in
        [("spoilt", "5.6.0"), ("lost", "5.6.0"), ("nils", "5.1.1"), ("olle", "4.2.2")]
    {
        let told = format!("/v1/outbox/{id}/failed {{\"attempt\":1,\"status\":\"{status}\"}}");
        assert!(happened.contains(&told), "{id}: {happened:?}");
    }
    assert!(!happened.iter().any(|what| what.contains("to spoilt") || what.contains("to lost")));
}

#[test]
fn texts_are_claimed_where_there_is_a_gateway() {
    let text = |id: &str, to: &str, changes: &Value| json!({ "id": id, "attempt": 2, "to": to, "asked": asked_json(changes) });
    let texts = [
        text("t1", "+46701740605", &json!({})),
        text("t2", "+46701740606", &json!({ "step": { "reminder": 1 } })),
        text("t3", "+46701740607", &json!({ "about": 9 })),
    ];
    let mut script = Script::new();
    script.refused.insert("+46701740606", "4.3.2");
    script.will_answer(CLAIM, claimed(&[recovery("anna")], &texts));
    let mut with = settings();
    let url = "https://sms.example".parse().unwrap();
    with.gateway = Some(Gateway::new(url, "u", "p", "Nordsvar".parse().unwrap()));
    let round = run(&mut script, &with);
    assert_eq!(round, Round { sent: 2, waiting: 1, failed: 1 });
    let sent = script.sent();
    assert_eq!(sent.len(), 3, "{sent:?}");
    assert!(sent[1].starts_with("text to +46701740605: ") && sent[1].ends_with("/i/link.token"));
    let happened = script.happened.borrow();
    assert_eq!(happened[0], format!("{CLAIM} {{\"limit\":20,\"texts\":20,\"hooks\":20}}"));
    assert!(happened.iter().any(|what| what == "/v1/outbox/t1/sent "));

    let mut script = Script::new();
    let _ = run(&mut script, &settings());
    assert_eq!(
        script.happened.borrow()[0],
        format!("{CLAIM} {{\"limit\":20,\"texts\":0,\"hooks\":20}}")
    );
}

#[test]
fn alerts_go_by_all_three_ways() {
    let told = serde_json::to_value(sample::notice(&json!({}))).unwrap();
    let mail = json!({ "to": "staff@acme.example", "language": "sv", "text": { "alert": told } });
    let text =
        json!({ "id": "n-2", "attempt": 1, "to": "+46701740605", "swedish": true, "notice": told });
    let hooks: Vec<_> =
        [("n-3", "hooks.example.com"), ("n-4", "b.example"), ("n-5", "evil.example")]
            .into_iter()
            .map(|(id, host)| {
                let mut hook = serde_json::to_value(sample::hook()).unwrap();
                (hook["id"], hook["to"]) = (json!(id), json!(format!("https://{host}/alerts")));
                hook
            })
            .collect();
    let mut script = Script::new();
    script.refused.insert("b.example", "4.3.2");
    let items = [json!({ "id": "n-1", "attempt": 1, "mail": mail })];
    let claimed = json!({ "items": items, "alert_texts": [text], "hooks": hooks });
    script.will_answer(CLAIM, claimed);
    let mut with = settings();
    let url = "https://sms.example".parse().unwrap();
    with.gateway = Some(Gateway::new(url, "u", "p", "Nordsvar".parse().unwrap()));
    with.hook_hosts = "hooks.example.com b.example".parse().unwrap();
    let round = run(&mut script, &with);
    assert_eq!(round, Round { sent: 3, waiting: 1, failed: 1 });
    let link = "https://apps.example/apps/store-evaluator/instances/shop/alerts/alert-1";
    assert_eq!(
        script.sent(),
        [
            "noreply to staff@acme.example".to_owned(),
            format!("text to +46701740605: Larm unhappy, Kaffe & Te\n{link}"),
            "hook at https://hooks.example.com/alerts".to_owned(),
            "hook at https://b.example/alerts".to_owned(),
        ]
    );
    let happened = script.happened.borrow();
    for told in [
        "n-3/sent ",
        "n-4/failed {\"attempt\":1,\"status\":\"4.3.2\"}",
        "n-5/failed {\"attempt\":1,\"status\":\"5.7.1\"}",
    ] {
        let told = format!("/v1/outbox/{told}");
        assert!(happened.contains(&told), "{told}: {happened:?}");
    }
}
