//! Those who have left are asked to come back: once, after a month, with what is offered to them; not those who went on, want no
//! more messages or said no; and who comes back is counted.

use contract::Target;
use contract::message::Day;
use credential::Function;
use serde_json::{Value, json};
use tests::{Answer, Sample, Signed, Story, now, response_id};

use crate::flows::room::staff;
use crate::invited::DAY;

const WHY: &str = include_str!("../../../shared/app/surveys/why-cancel/cancel.json");
const BACK: &str = include_str!("../../../shared/app/surveys/why-cancel/win-back.json");

/// What the app's function asks of storage.
fn ask(story: &Story, target: Target, body: &Value) -> Answer {
    let system = &story.system;
    let at = now().saturating_add_seconds(story.ahead().try_into().unwrap());
    let signed = Signed::new(Function::WhyCancel, target).created(at).bearer(&system.api_key);
    let storage = system.storage();
    let body = body.to_string().into_bytes();
    storage.run(signed.body(body).request(&storage, &system.keys)).unwrap()
}

fn publish(story: &Story, survey: &str) -> Sample {
    let survey: Value = serde_json::from_str(survey).unwrap();
    Sample::publish_as(&story.system.site, &story.system.api_key, &survey)
}

/// Sets an instance up at a stage that asks so many minutes after.
fn set_up(
    story: &Story,
    (name, stage): (&str, &str),
    survey: &Sample,
    minutes: i64,
    cancel: &Value,
) {
    let setup = json!({
        "survey": survey.id, "title": "Nordens", "texts": {}, "alerts": [],
        "settings": {"stage": stage, "cancel": cancel},
        "policy": {
            "delay-minutes": minutes, "same-buyer-days": 0, "same-product-days": 0,
            "reminders": [], "channels": ["mail"], "quarantine": [],
            "window": {"from": "00:00", "to": "24:00", "holidays": []}
        }
    });
    let place = Target::PutInstance("why-cancel".parse().unwrap(), name.parse().unwrap());
    let _ = ask(story, place, &setup).expect(200);
}

/// Tells that a subscription is cancelled, or goes on, as a seller's system does.
fn tell(story: &Story, stage: &str, person: &str, more: &Value) -> Value {
    let mut event = json!({
        "stage": stage, "subscription": person, "plan": "Plus", "language": "en",
        "subscriber": {"email": format!("{person}@example.com")},
    });
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let call = story.system.site.post("/api/v1/apps/why-cancel/events");
    let answer = call.bearer(&story.system.api_key).json(&event).send().expect(202);
    answer.json()["items"][0].clone()
}

/// How many mails somebody has by now, and the last of them.
fn mails(story: &Story, person: &str) -> (usize, Option<tests::StoryMail>) {
    let mut mails = story.mails_to(&format!("{person}@example.com"));
    (mails.len(), mails.pop())
}

/// Answers from the last mail that somebody has.
fn answer(story: &Story, person: &str, answers: &Value) {
    let link = mails(story, person).1.unwrap().link(&["/s/", "/i/"]);
    let site = &story.system.site;
    let path = link.strip_prefix(site.base()).unwrap().split('?').next().unwrap();
    let sent = Sample::submission(response_id(), answers);
    let _ = site.post(&format!("{path}/responses")).json(&sent).send().expect(201);
}

fn opt_out(story: &Story, person: &str) {
    let mail = mails(story, person).1.unwrap().text;
    let header = mail.lines().find(|line| line.starts_with("List-Unsubscribe: <")).unwrap();
    let site = &story.system.site;
    let path = header.split(['<', '>']).nth(1).unwrap().strip_prefix(site.base()).unwrap();
    let _ = site.post(path).form(&[("List-Unsubscribe", "One-Click")]).send().expect(200);
}

/// The instance's figures, told apart by who has come back: how many of them were asked and have answered, and of the others.
fn came_back(story: &Story) -> Vec<(Option<String>, u64, u64)> {
    let day = |away: i64| {
        let today = i64::try_from(now().get() / 86_400).unwrap();
        Day::from_number(u32::try_from(today + away).unwrap())
    };
    let asked = json!({"from": day(-1), "to": day(60), "period": "month", "by": "came-back"});
    let place = Target::ReadReport("why-cancel".parse().unwrap(), "back".parse().unwrap());
    let report = ask(story, place, &asked).expect(200).json();
    let rows = report["by"].as_array().unwrap().iter().map(|row| {
        let count = |state: &str| row["asked"][state].as_u64().unwrap_or_default();
        (row["value"].as_str().map(str::to_owned), count("sent"), count("answered"))
    });
    rows.collect()
}

#[test]
fn who_left_is_asked_back_once_and_counted_when_they_return() {
    let mut story = Story::begin(&crate::compiled());
    let (why, back) = (publish(&story, WHY), publish(&story, BACK));
    let texts = json!({"en": {"title": "Half price", "text": "For three months."}});
    let offers = json!([{
        "id": "half", "reasons": ["too-expensive"], "discount": {"code": "BACK50"}, "texts": texts
    }]);
    set_up(&story, ("why", "cancelled"), &why, 60, &json!({}));
    let grounds = json!({"basis": "legitimate-interest", "offer": "half"});
    let cancel = json!({"offers": offers, "ask_back": grounds});
    set_up(&story, ("back", "win-back"), &back, 30 * 24 * 60, &cancel);
    for person in ["returns", "stays-away", "silent", "resumes", "opts-out", "says-no"] {
        assert_eq!(
            tell(&story, "cancelled", person, &json!({}))["result"],
            "scheduled",
            "{person}"
        );
    }
    assert_eq!(tell(&story, "cancelled", "returns", &json!({}))["result"], "duplicate");
    let told = tell(&story, "cancelled", "objects", &json!({"consent": false}));
    assert_eq!(told, json!({"result": "passed", "reason": "no-consent"}));
    let known = json!({"reason": "technical"});
    assert_eq!(tell(&story, "cancelled", "known", &known)["result"], "scheduled", "to come back");

    story.later(3660);
    assert_eq!(story.round(), json!({"sent": 6, "waiting": 0, "failed": 0}), "why they left");
    opt_out(&story, "opts-out");
    answer(&story, "says-no", &json!({"reason": "service", "come-back": false}));
    answer(&story, "returns", &json!({"reason": "service", "come-back": true}));
    let off = tell(&story, "resumed", "resumes", &json!({}));
    assert_eq!(off["result"], "cancelled", "{off}");

    story.later(30 * DAY);
    let asked = ["returns", "stays-away", "silent", "known"];
    assert_eq!(story.round(), json!({"sent": asked.len(), "waiting": 0, "failed": 0}));
    for (person, count) in [("resumes", 1), ("opts-out", 1), ("says-no", 1), ("objects", 0)] {
        assert_eq!(mails(&story, person).0, count, "{person} is not asked back");
    }
    let mail = mails(&story, "returns").1.unwrap().text;
    for said in ["What would bring you back to Acme", "Half price. For three months.", "BACK50"] {
        assert!(mail.contains(said), "{said}: {mail}");
    }
    answer(&story, "returns", &json!({"bring-back": "lower-price"}));
    answer(&story, "stays-away", &json!({"bring-back": "nothing"}));
    assert_eq!(back.responses(10).len(), 2);
    assert_eq!(came_back(&story), [(None, 2, 2)]);

    // What was sent is not called off by it, but they are back.
    story.later(40 * DAY);
    let on = tell(&story, "resumed", "returns", &json!({}));
    assert_eq!((&on["result"], &on["why"]), (&json!("unchanged"), &json!("sent")), "{on}");
    let yes = || Some("yes".to_owned());
    assert_eq!(came_back(&story), [(yes(), 0, 1), (None, 2, 1)]);
    // Later than after 90 days it is not by what was asked.
    story.later(60 * DAY);
    let _ = tell(&story, "resumed", "known", &json!({}));
    let _ = tell(&story, "resumed", "returns", &json!({}));
    assert_eq!(came_back(&story), [(yes(), 0, 1), (None, 2, 1)]);
    let again = tell(&story, "cancelled", "known", &json!({}));
    assert_ne!(again["result"], "scheduled", "one subscription is asked back once: {again}");
    assert_eq!(story.round(), json!({"sent": 0, "waiting": 0, "failed": 0}));
}

/// Staff say on what grounds in the instance's room, and are told what is wrong with those.
#[test]
fn nobody_is_asked_back_before_the_seller_has_said_on_what_grounds() {
    const ROOM: &str = "/apps/why-cancel";
    let story = Story::begin(&crate::compiled());
    set_up(&story, ("back", "win-back"), &publish(&story, BACK), 60, &json!({}));
    let cookie = staff(&story.system);
    let site = &story.system.site;
    let get = |path: &str| {
        let call = site.get(&format!("{ROOM}{path}")).header("cookie", &cookie);
        call.header("accept-language", "en").send().expect(200).text().to_owned()
    };
    let post = |text: &str| {
        let call = site.post(&format!("{ROOM}/instances/back/offers")).header("cookie", &cookie);
        call.header("origin", site.base()).form(&[("offers", text)]).send()
    };
    assert!(get("/new").contains("Coming back"), "it is offered where instances are set up");
    let told = |person: &str, consent: Value| {
        let told = tell(&story, "cancelled", person, &json!({ "consent": consent }));
        told["reason"].as_str().or_else(|| told["result"].as_str()).unwrap().to_owned()
    };
    assert_eq!(told("a", true.into()), "no-basis");
    let wrong = post("{\"ask_back\": {\"basis\": \"hope\", \"offer\": \"none\"}}").expect(422);
    for path in ["$.ask_back.basis", "$.ask_back.offer"] {
        assert!(wrong.text().contains(path), "{path}: {}", wrong.text());
    }
    assert_eq!(told("b", true.into()), "no-basis", "nothing is saved until nothing is wrong");
    let _ = post("{\"ask_back\": {\"basis\": \"consent\"}}").expect(303);
    assert_eq!(told("c", Value::Null), "no-consent");
    assert_eq!(told("d", true.into()), "scheduled");
    let report = get("/instances/back/report");
    assert!(report.contains("Come back within 90 days"), "{report}");
}
