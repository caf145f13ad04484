//! Figures: what is in them, what is not, and who sees them.

use contract::Target;
use contract::message::Day;
use credential::{Function, Role};
use serde_json::{Value, json};
use tests::{Inviting, Person, Platform, Sample, Signed, platform, response_id};

use crate::room::{STORE_EVALUATOR, Visitor};
use crate::store_evaluator::{made, place};
use crate::tool::says;

fn definition() -> Value {
    json!({"elements": [
        {"type": "rating", "name": "overall", "rateMax": 5},
        {"type": "checkbox", "name": "liked", "choices": ["price", "speed"]},
        {"type": "radiogroup", "name": "own", "choices": ["a"], "nordsvar": {"personal": true}},
        {"type": "comment", "name": "more"}
    ]})
}

fn today() -> Day {
    Day::from_number(u32::try_from(tests::now().get() / 86_400).unwrap())
}

/// A survey that an instance invites to.
fn asked() -> (&'static Platform, Sample, Inviting<'static>) {
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition());
    let inviting = Inviting::new(platform, &sample.id);
    (platform, sample, inviting)
}

/// The figures of an instance. Tests may run over midnight.
pub(crate) fn report(inviting: &Inviting<'_>) -> Value {
    let app = "store-evaluator".parse().unwrap();
    let yesterday = Day::from_number(today().number() - 1);
    let asked = json!({"from": yesterday, "to": today(), "period": "month"});
    inviting.tell(Target::ReadReport(app, inviting.name()), &asked).expect(200).json()
}

/// How often each value of a question was given.
pub(crate) fn counts(report: &Value, question: &str) -> Value {
    let mut sum = serde_json::Map::new();
    for row in report["rows"].as_array().unwrap().iter().filter(|row| row["question"] == question) {
        for (value, count) in row["counts"].as_object().unwrap() {
            let so_far = sum.get(value).and_then(Value::as_u64).unwrap_or_default();
            sum.insert(value.clone(), json!(so_far + count.as_u64().unwrap()));
        }
    }
    Value::Object(sum)
}

/// How many invitations stand so.
fn standing(report: &Value, state: &str) -> u64 {
    let rows = report["asked"].as_array().unwrap().iter();
    rows.filter_map(|row| row["counts"][state].as_u64()).sum()
}

#[test]
fn figures_follow_what_is_kept() {
    let (platform, sample, inviting) = asked();
    let all = json!({"overall": 5, "liked": ["price", "speed"], "own": "a", "more": "Åsa"});
    let first = sample.submit(&Sample::submission(response_id(), &all)).expect(201).json();
    let second = Sample::submission(response_id(), &json!({"overall": 4, "liked": ["speed"]}));
    let _ = sample.submit(&second).expect(201);
    let _ = sample.submit(&second).expect(200);
    let mut begun = Sample::submission(response_id(), &json!({"overall": 1}));
    begun["complete"] = json!(false);
    begun["revision"] = json!(1);
    let _ = sample.submit(&begun);
    let got = report(&inviting);
    assert_eq!(counts(&got, "overall"), json!({"4": 1, "5": 1}));
    assert_eq!(counts(&got, "liked"), json!({"price": 1, "speed": 2}));
    assert_eq!(counts(&got, "own"), json!({}), "what is personal has no figures");
    assert!(!got.to_string().contains("more"), "nor has what was written: {got}");

    let fields = [("token", first["access"].as_str().unwrap()), ("do", "withdraw-for-good")];
    let gone = platform.site.post(&sample.path("/response")).form(&fields);
    let _ = gone.header("accept", "text/html").send().expect(200);
    let got = report(&inviting);
    assert_eq!(counts(&got, "overall"), json!({"4": 1}));
    assert_eq!(counts(&got, "liked"), json!({"speed": 1}));

    let Platform { storage, keys, .. } = platform;
    let mut done = json!(false);
    for _ in 0..100 {
        let again = Signed::new(Function::Operator, Target::RebuildRollups);
        let rebuilt = storage.run(again.request(storage, keys)).unwrap().expect(200).json();
        done = rebuilt["done"].clone();
        if done == true {
            break;
        }
    }
    assert_eq!(done, true);
    assert_eq!(report(&inviting)["rows"], got["rows"], "counting anew changes nothing");
}

#[test]
fn tests_are_in_no_figure() {
    let (_, _, inviting) = asked();
    let guest = inviting.invite(&json!({}));
    let _ = guest.answer(&json!({"overall": 2})).expect(201);
    let tried = inviting.invite(&json!({"event": {"test": true}}));
    let _ = tried.answer(&json!({"overall": 1})).expect(201);
    assert_eq!(tried.state(), "answered");
    let got = report(&inviting);
    assert_eq!(counts(&got, "overall"), json!({"2": 1}));
    assert_eq!(standing(&got, "answered"), 1);
}

#[test]
fn reports_are_bounded_and_a_tenants_own() {
    let (_, _, inviting) = asked();
    let app = || "store-evaluator".parse().unwrap();
    for (from, to, period, status) in [
        ("2026-01-01", "2026-01-31", "day", 200),
        ("2026-01-31", "2026-01-01", "day", 400),
        ("2020-01-01", "2026-01-01", "month", 400),
        ("2026-01-01", "2026-06-01", "day", 400),
        ("soon", "2026-06-01", "day", 400),
        ("2026-01-01", "2026-06-01", "year", 400),
    ] {
        let asked = json!({"from": from, "to": to, "period": period});
        let answer = inviting.tell(Target::ReadReport(app(), inviting.name()), &asked);
        assert_eq!(answer.status, status, "{from} {to} {period}: {}", answer.text());
    }
    let none = Target::ReadReport(app(), "none".parse().unwrap());
    let asked = json!({"from": "2026-01-01", "to": "2026-01-01", "period": "day"});
    let _ = inviting.tell(none, &asked).expect(404);
}

#[test]
fn staff_see_a_report() {
    let platform = platform();
    let owner = STORE_EVALUATOR.visitor(&Person::new(platform));
    let name = made(&owner, "checkout");
    let path = place(&name, "/report");
    let empty = owner.get(&path).expect(200);
    says(&empty, &["Nobody has answered in these days", "There were no events", "Response rate"]);

    let page = owner.get(&place(&name, "")).expect(200);
    let survey = page.text().split("/tool/surveys/").nth(1).unwrap().split('"').next().unwrap();
    let respond = |answers: &Value| {
        let submission = Sample::submission(response_id(), answers);
        let call = platform.site.post(&format!("/s/{survey}/responses")).json(&submission);
        let _ = call.send().expect(201);
    };
    respond(&json!({"overall": 5, "found": "yes", "easy": 5}));
    respond(&json!({"overall": 2, "found": "no", "easy": 1, "better": ["price"]}));
    let shown = owner.get(&path).expect(200);
    says(&shown, &["Satisfied", "50%", "Of 2.", "19 times of 20", "report.csv?from="]);
    assert!(!shown.text().contains("NPS"), "it asks nobody whether they would recommend it");
    for query in
        ["?from=2026-01-01&to=2026-01-31&by=day", "?from=2025-01-01&to=2026-11-01&by=month"]
    {
        let _ = owner.get(&format!("{path}{query}")).expect(200);
    }
    let wrong = owner.get(&format!("{path}?from=x")).expect(422);
    says(&wrong, &["These days cannot be shown"]);

    let file = owner.get(&place(&name, "/report.csv")).expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("report.csv"));
    let overall = file.text().lines().filter(|line| line.contains(",overall,")).count();
    assert_eq!(overall, 2, "{}", file.text());

    let viewer = Person::as_role(platform, &platform.ready.company, Role::Viewer);
    let viewer: Visitor = STORE_EVALUATOR.visitor(&viewer);
    let _ = viewer.get(&path).expect(200);
}

#[test]
fn a_badge_is_for_everybody_once_enough_have_answered() {
    let platform = platform();
    let owner = STORE_EVALUATOR.visitor(&Person::new(platform));
    let name = made(&owner, "checkout");
    let path = place(&name, "/badge");
    says(&owner.get(&path).expect(200), &["There is no badge"]);
    let page = owner.get(&place(&name, "")).expect(200);
    let survey = page.text().split("/tool/surveys/").nth(1).unwrap().split('"').next().unwrap();
    let said = [
        ("on", "yes"),
        ("shop", "Nordic <Coffee>"),
        ("page", "https://coffee.example/"),
        ("least", "5"),
    ];
    for (field, wrong) in [("shop", ""), ("page", "http://coffee.example/"), ("least", "4")] {
        let fields = said.map(|(name, kept)| (name, if name == field { wrong } else { kept }));
        says(&owner.post(&path, &fields).expect(422), &["Nothing was saved"]);
    }
    let saved = owner.post(&path, &said).expect(303);
    let shown = owner.get(saved.header("location")).expect(200);
    let address = shown.text().split("/apps/store-evaluator/badge/").nth(1).unwrap();
    let badge = format!("/apps/store-evaluator/badge/{}", &address[..16]);
    let get = |form: &str| platform.site.get(&format!("{badge}.{form}")).send();
    let answer = |overall: u8| {
        let sent = Sample::submission(response_id(), &json!({ "overall": overall }));
        let call = platform.site.post(&format!("/s/{survey}/responses")).json(&sent);
        let _ = call.send().expect(201);
    };
    (0..4).for_each(|_| answer(5));
    let _ = get("json").expect(404);
    answer(4);
    let json = get("json").expect(200);
    assert_eq!((&json.json()["rating"], &json.json()["count"]), (&json!("4.8"), &json!(5)));
    assert_eq!(json.json()["json_ld"]["ratingValue"], "4.8");
    assert_eq!(json.header("cache-control"), "public, max-age=3600");
    assert_eq!(json.header("access-control-allow-origin"), "*");
    let picture = get("svg").expect(200);
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    says(&picture, &["Nordic &lt;Coffee&gt;: 4.8/5 (5)"]);
    let ld = get("jsonld").expect(200);
    assert!(!ld.text().contains('<'), "{}", ld.text());
    let tag = picture.header("etag").to_owned();
    let known = platform.site.get(&format!("{badge}.svg")).header("if-none-match", &tag);
    let _ = known.send().expect(304);
    let off = [("shop", "Nordic"), ("page", ""), ("least", "")];
    let _ = owner.post(&path, &off).expect(303);
    let _ = get("svg").expect(404);
    let script = platform.site.get("/apps/store-evaluator/badge.js").send().expect(200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("cache-control"), "public, max-age=3600");
    let none = "/apps/store-evaluator/badge/aaaaaaaaaaaaaaaa.json";
    let none = platform.site.get(none).send().expect(404);
    assert_eq!(none.problem().0, "not-found");
}
