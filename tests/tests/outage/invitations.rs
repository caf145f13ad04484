//! Invitations of respondents, straight at storage: scheduled, due, claimed, sent, answered, and all that comes between.

use contract::Target;
use credential::Function;
use serde_json::{Value, json};

use crate::invited::{APP, DAY, Shop, app, at, scheduled, shop_name, words};

#[test]
fn an_order_becomes_a_mail_and_a_mail_an_answer() {
    let shop = Shop::open();
    let order = shop.event("10023", &at("annika@example.com"));
    let invitation = scheduled(&shop.tell(&order));
    let again = json!({"duplicate": {"invitation": invitation, "state": "scheduled"}});
    assert_eq!(shop.tell(&order), again);

    assert_eq!(shop.run_due(), json!({"looked_at": 1, "more": false}));
    assert_eq!(shop.run_due(), json!({"looked_at": 0, "more": false}));
    let claimed = shop.claim();
    let mail = &claimed["items"][0];
    assert_eq!(claimed["items"].as_array().unwrap().len(), 1);
    assert_eq!(mail["mail"]["to"], "annika@example.com");
    let asked = &mail["mail"]["text"]["asked"];
    assert_eq!((&asked["step"], &asked["language"]), (&json!("invitation"), &json!("sv")));
    assert_eq!(asked["values"]["first_name"], "Annika");
    let about = &claimed["asked_about"][0];
    assert_eq!((&about["organisation"], &about["sender"]), (&json!("Acme"), &json!("Butiken")));
    assert_eq!(about["texts"]["en"]["invitation"]["subject"], "Hello");
    assert_eq!(shop.claim()["items"], json!([]), "it is in one hand");
    let id = mail["id"].as_str().unwrap();
    let sent = Target::MailSent(id.parse().unwrap());
    assert_eq!(shop.courier(sent.clone(), &Value::Null), json!({"changed": true}));
    assert_eq!(shop.courier(sent, &Value::Null), json!({"changed": false}));
    assert_eq!(shop.state(&invitation), "sent");

    let link = asked["link_token"].as_str().unwrap();
    let opened = shop.open_link(link);
    assert_eq!((&opened["state"], &opened["language"]), (&json!("open"), &json!("sv")));
    assert_eq!(opened["test"], json!(false));
    assert_eq!(opened["known"], json!({"who": "Annika"}));
    let response = Shop::response(link);
    let _ = shop.respond(&response).expect(201);
    let _ = shop.respond(&response).expect(200);
    assert_eq!(shop.answer(link).expect(409).problem().0, "invitation-answered");
    assert_eq!(shop.open_link(link)["state"], "answered");
    assert_eq!(shop.sample.responses(10).len(), 1);
    let read = shop.read(&invitation);
    let told =
        ["received", "scheduled", "written", "handed-over", "scheduled", "clicked", "answered"];
    assert_eq!(words(&read), told);
    assert_eq!(read["recipient"]["name"], "Annika Exempel");
    assert!(!read.to_string().contains(response["id"].as_str().unwrap()), "nothing links the two");
    let instance = shop.ask(Target::ReadInstance(app(), shop_name()), &Value::Null).expect(200);
    assert_eq!(instance.json()["counts"], json!({"answered": 1}));
    shop.later(30 * DAY);
    assert_eq!(shop.send()["items"], json!([]), "nobody is reminded of what they have answered");
}

#[test]
fn who_wants_no_messages_gets_none() {
    let shop = Shop::with(&json!({"quarantine": []}));
    let person = json!({"email": "bo@example.com", "phone": "+46701740605"});
    let first = scheduled(&shop.order("1", &person));
    let claimed = shop.send();
    let asked = &claimed["items"][0]["mail"]["text"]["asked"];
    let later = shop.event("2", &person);
    let mut wanted = later.clone();
    wanted["ask"]["event"]["send_at"] = Value::Null;
    let second = scheduled(&shop.tell(&later));
    shop.run_due();
    let out = json!({"token": asked["unsubscribe_token"]});
    let told = shop.submit(Target::OptOut, &out).expect(200).json();
    assert_eq!(told, json!({"organisation": "Acme", "language": "sv", "changed": true}));
    let told = shop.submit(Target::OptOut, &out).expect(200).json();
    assert_eq!(told["changed"], json!(false));
    assert_eq!(shop.claim()["items"], json!([]), "what was written is taken back");
    assert_eq!(shop.state(&first), "opted-out");
    assert_eq!(shop.state(&second), "opted-out");
    for (order, recipient) in [
        ("3", json!({"email": "bo@example.com"})),
        ("4", json!({"phone": "+46701740605"})),
        ("5", json!({"email": "BO@example.com", "phone": "+46701740606"})),
    ] {
        let skipped = shop.order(order, &recipient);
        let reason = &skipped["skipped"]["reason"];
        assert_eq!(reason["reason"], "suppressed", "{order}: {skipped}");
        assert_eq!(reason["cause"], "opted-out", "{order}");
    }
    // What they still want to say is taken.
    let link = asked["link_token"].as_str().unwrap();
    assert_eq!(shop.open_link(link)["state"], "opted-out");
    let _ = shop.answer(link).expect(201);
    let forged = json!({"token": link});
    assert_eq!(shop.submit(Target::OptOut, &forged).expect(404).problem().0, "invitation-refused");
}

#[test]
fn what_was_called_off_is_not_sent() {
    let shop = Shop::with(&json!({"delay-minutes": 60, "quarantine": []}));
    let cancel = |order: &str| shop.tell(&json!({"cancel": {"instance": "shop", "key": order}}));
    let invitation = scheduled(&shop.order("1", &at("a@example.com")));
    assert_eq!(cancel("2"), json!("unknown"));
    assert_eq!(cancel("1"), json!({"cancelled": {"invitation": invitation}}));
    let why = &cancel("1")["unchanged"];
    assert_eq!(why["invitation"], json!(invitation));
    shop.later(7200);
    assert_eq!(shop.send()["items"], json!([]));
    let sent = scheduled(&shop.order("3", &at("a@example.com")));
    assert_eq!(shop.act(&sent, "send-now")["item"]["state"], "scheduled");
    let claimed = shop.send();
    let link = claimed["items"][0]["mail"]["text"]["asked"]["link_token"].as_str().unwrap();
    assert_eq!(cancel("3")["unchanged"]["why"], "sent");
    assert_eq!(shop.act(&sent, "cancel")["item"]["state"], "cancelled");
    assert_eq!(shop.act(&sent, "cancel")["why"], "already");
    assert_eq!(shop.open_link(link)["state"], "cancelled");
    assert_eq!(shop.answer(link).expect(410).problem().0, "invitation-cancelled");
    let elsewhere = json!({"cancel": {"instance": "other", "key": "1"}});
    assert_eq!(shop.tell(&elsewhere), json!("no-instance"));
}

#[test]
fn nobody_is_asked_too_often() {
    let rule = json!([{"among": "person", "at-most": 1, "days": 14, "action": "block"}]);
    let shop = Shop::with(&json!({"quarantine": rule}));
    let _ = scheduled(&shop.order("1", &at("a@example.com")));
    let blocked = shop.order("2", &at("a@example.com"));
    assert_eq!(blocked["skipped"]["reason"]["reason"], "quarantine", "{blocked}");
    let _ = scheduled(&shop.order("3", &at("b@example.com")));
    assert_eq!(shop.send()["items"].as_array().unwrap().len(), 2);
    shop.later(15 * DAY);
    let _ = scheduled(&shop.order("4", &at("a@example.com")));
    let mut test = shop.event("5", &at("a@example.com"));
    test["ask"]["event"]["test"] = json!(true);
    let _ = scheduled(&shop.tell(&test));
}

#[test]
fn what_comes_back_goes_by_another_way() {
    let shop = Shop::with(&json!({"quarantine": []}));
    let person = json!({"email": "gone@example.com", "phone": "+46701740605"});
    let invitation = scheduled(&shop.order("1", &person));
    let claimed = shop.send();
    let mail = claimed["items"][0]["id"].as_str().unwrap();
    assert_eq!(claimed["texts"], Value::Null);
    assert_eq!(shop.returned(mail, "transient"), json!({"changed": false}));
    assert_eq!(shop.returned(mail, "permanent"), json!({"changed": true}));
    assert_eq!(shop.returned(mail, "permanent"), json!({"changed": false}));
    let text = shop.send()["texts"][0].clone();
    assert_eq!(text["to"], "+46701740605");
    assert_eq!(shop.state(&invitation), "sent");
    // Nobody writes to that address again.
    let only = shop.order("2", &at("gone@example.com"));
    assert_eq!(only["skipped"]["reason"]["cause"], "bounced", "{only}");
    let told = shop.returned(text["id"].as_str().unwrap(), "complaint");
    assert_eq!(told, json!({"changed": true}));
    assert_eq!(shop.state(&invitation), "complained");
    assert_eq!(shop.returned("a-0", "permanent"), json!({"changed": false}));
}

#[test]
fn a_message_that_fails_is_tried_again_and_given_up_in_the_end() {
    let shop = Shop::with(&json!({"quarantine": [], "channels": ["mail"]}));
    let invitation = scheduled(&shop.order("1", &at("a@example.com")));
    shop.run_due();
    let fail = |attempt: u32, status: &str| {
        let claimed = shop.claim();
        let item = &claimed["items"][0];
        assert_eq!(item["attempt"], json!(attempt), "{claimed}");
        let failed = Target::MailFailed(item["id"].as_str().unwrap().parse().unwrap());
        shop.courier(failed, &json!({"attempt": attempt, "status": status}))
    };
    assert_eq!(fail(1, "4.4.1"), json!({"changed": true}));
    assert_eq!(shop.claim()["items"], json!([]), "it waits");
    shop.later(60);
    assert_eq!(fail(2, "5.1.1"), json!({"changed": true}));
    assert_eq!(shop.state(&invitation), "refused");
    shop.later(DAY);
    assert_eq!(shop.send()["items"], json!([]));
    assert_eq!(shop.act(&invitation, "resend")["item"]["state"], "scheduled");
    assert_eq!(shop.send()["items"].as_array().unwrap().len(), 1);
    assert_eq!(shop.state(&invitation), "sent");
}

#[test]
fn who_does_not_answer_is_reminded_until_the_link_ends() {
    let shop = Shop::with(&json!({"reminders": [5], "link-days": 10}));
    let invitation = scheduled(&shop.order("1", &at("a@example.com")));
    let first = shop.send();
    let link = first["items"][0]["mail"]["text"]["asked"]["link_token"].as_str().unwrap();
    shop.later(4 * DAY);
    assert_eq!(shop.send()["items"], json!([]));
    shop.later(DAY + 60);
    let reminder = shop.send();
    assert_eq!(reminder["items"][0]["mail"]["text"]["asked"]["step"], json!({"reminder": 1}));
    shop.later(5 * DAY);
    assert_eq!(shop.send()["items"], json!([]));
    assert_eq!(shop.state(&invitation), "expired");
    assert_eq!(shop.open_link(link)["state"], "expired");
    assert_eq!(shop.answer(link).expect(410).problem().0, "invitation-expired");
}

#[test]
fn nothing_is_sent_while_an_instance_is_paused() {
    let shop = Shop::with(&json!({"quarantine": []}));
    let _ = scheduled(&shop.order("1", &at("a@example.com")));
    shop.run_due();
    let _ = scheduled(&shop.order("2", &at("b@example.com")));
    let _ = shop.set_up(&json!({"quarantine": []}), true).expect(200);
    assert_eq!(shop.send()["items"], json!([]));
    let _ = shop.set_up(&json!({"quarantine": []}), false).expect(200);
    assert_eq!(shop.send()["items"].as_array().unwrap().len(), 2);
}

#[test]
fn invitations_are_found_by_what_staff_know() {
    let shop = Shop::with(&json!({"quarantine": []}));
    let one = scheduled(&shop.order("10023", &at("a@example.com")));
    let phone = json!({"phone": "+46701740605"});
    let other = scheduled(&shop.order("10024", &phone));
    let names = |asked: Value| {
        let items = shop.list(&asked);
        items.iter().map(|item| item["invitation"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(json!({})), [other.as_str(), one.as_str()]);
    assert_eq!(names(json!({"email": "A@example.com"})), [one.as_str()]);
    assert_eq!(names(phone), [other.as_str()]);
    assert_eq!(names(json!({"key": "10023"})), [one.as_str()]);
    assert_eq!(names(json!({"key": "1002"})), [""; 0]);
    assert_eq!(names(json!({"state": "sent"})), [""; 0]);
    assert_eq!(names(json!({"limit": 1})), [other.as_str()]);
    assert_eq!(shop.list(&json!({"limit": 1}))[0]["key"], "10024");
}

#[test]
fn what_is_only_tried_out_keeps_nothing() {
    let shop = Shop::open();
    let items = json!([shop.event("1", &at("a@example.com"))]);
    let tried = json!({"dry_run": true, "items": items});
    let told = shop.ask(Target::TakeEvents(app()), &tried).expect(200).json();
    assert_eq!(told["items"][0]["scheduled"]["invitation"], Value::Null);
    assert!(told["items"][0]["scheduled"]["at"].is_u64(), "{told}");
    assert_eq!(shop.list(&json!({})), [Value::Null; 0]);
    assert_eq!(shop.order("2", &json!({}))["skipped"]["reason"]["reason"], "no-channel");
    let mut foreign = shop.event("3", &at("a@example.com"));
    foreign["ask"]["event"]["app"] = json!("why-cancel");
    assert_eq!(shop.tell(&foreign), json!("refused"));
}

#[test]
fn what_an_app_is_set_up_with_is_looked_through() {
    let shop = Shop::open();
    let refused = shop.set_up(&json!({"delay-minutes": -1, "colour": "red"}), false).expect(422);
    let (slug, names) = refused.problem();
    assert_eq!(slug, "instance-rejected");
    assert!(names.iter().any(|name| name.contains("$.policy['delay-minutes']")), "{names:?}");
    let listed = shop.ask(Target::ListInstances(app()), &Value::Null).expect(200).json();
    assert_eq!(listed["items"][0]["title"], "Butiken");
    let read = shop.ask(Target::ReadInstance(app(), shop_name()), &Value::Null).expect(200).json();
    assert_eq!(read["setup"]["policy"]["delay-minutes"], json!(0));
    assert_eq!(read["app"], APP);
    let by_submit = shop.call(Function::Submit, Target::ListInstances(app()), &Value::Null);
    assert_eq!(by_submit.expect(403).problem().0, "not-permitted");
}
