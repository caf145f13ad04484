//! Every type of question: answered, read back, refused.

use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};
use tests::{Answer, EveryType, Platform, Sample, Upload, filled, platform, response_id};

/// The survey of every type, published for one test alone.
fn fresh() -> (&'static Platform, Sample, EveryType) {
    let (platform, every) = (platform(), EveryType::read());
    let key = &platform.ready.api_key;
    let sample = Sample::publish_as(&platform.site, key, &every.definition);
    (platform, sample, every)
}

/// Fails unless exactly this one response is kept.
#[track_caller]
fn kept_alone(sample: &Sample, answers: &Value, score: &Value) {
    let listed = sample.responses(10);
    assert_eq!(listed.len(), 1);
    for (name, value) in answers.as_object().unwrap() {
        assert_eq!(&listed[0]["answers"][name], value, "{name}");
    }
    assert_eq!(&listed[0]["answers"], answers);
    assert_eq!(&listed[0]["score"], score);
}

#[test]
fn answers_of_every_type_come_back_as_they_were_given() {
    let (platform, sample, every) = fresh();
    let id = response_id();
    let submission = Sample::submission(id, &Value::from(every.sent.clone()));
    let first = sample.submit(&submission).expect(201);
    let again = sample.submit(&submission).expect(200);
    assert_eq!(first.text(), again.text());
    kept_alone(&sample, &Value::from(every.kept.clone()), &every.score);
    let path = sample.api_path(&format!("/responses/{id}"));
    let read = platform.site.get(&path).bearer(&platform.ready.api_key).send().expect(200).json();
    assert_eq!((&read["answers"], &read["score"]), (&Value::from(every.kept), &every.score));
}

#[test]
fn what_is_read_back_can_be_sent_again() {
    let (_, sample, every) = fresh();
    let mut again = every.kept.clone();
    again.remove("sum");
    let submission = Sample::submission(response_id(), &Value::from(again));
    let _ = sample.submit(&submission).expect(201);
    kept_alone(&sample, &Value::from(every.kept), &every.score);
}

#[test]
fn the_form_answers_all_but_files() {
    let (platform, sample, every) = fresh();
    let fields = sent_by_the_page(platform, &sample, &every);
    let thanks = platform.site.post(&sample.path("")).form(&fields).send();
    assert!(thanks.status < 300, "{}: {}", thanks.status, thanks.text());
    kept_alone(&sample, &Value::from(every.kept_without_files()), &every.score);
}

#[test]
fn the_form_with_files_answers_all() {
    let (platform, sample, every) = fresh();
    let fields = sent_by_the_page(platform, &sample, &every);
    let decoded = |url: &Value| {
        let digits = url.as_str().unwrap().split_once(";base64,").unwrap().1;
        Base64::decode_vec(digits).unwrap()
    };
    let paper = decoded(&every.kept["papers"][0]["content"]);
    let drawing = decoded(&every.kept["signed"]);
    let files = [
        ("papers", Upload { name: "hej.txt", media_type: "text/plain", content: &paper }),
        ("signed", Upload { name: "me.png", media_type: "image/png", content: &drawing }),
    ];
    let post = || platform.site.post(&sample.path("")).multipart(&fields, &files).send();
    let thanks = post();
    assert!(thanks.status < 300, "{}: {}", thanks.status, thanks.text());
    let again = post();
    assert!(again.status < 300, "{}: {}", again.status, again.text());
    let answers = sample.responses(10)[0]["answers"].clone();
    let content = answers["papers"][0]["content"].as_str().unwrap().to_owned();
    let want = json!([{"name": "hej.txt", "type": "text/plain", "size": paper.len(),
        "content": content}]);
    let mut kept = every.kept.clone();
    kept.insert("papers".to_owned(), want);
    kept_alone(&sample, &Value::from(kept), &every.score);
    let id = sample.responses(10)[0]["id"].as_str().unwrap().to_owned();
    let file = content.strip_prefix("file:").unwrap();
    let file = sample.api_path(&format!("/responses/{id}/files/{file}"));
    let read = platform.site.get(&file).bearer(&platform.ready.api_key).send().expect(200);
    assert_eq!(read.body, paper);
}

fn sent_by_the_page(
    platform: &Platform,
    sample: &Sample,
    every: &EveryType,
) -> Vec<(String, String)> {
    let html = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    let answers: Vec<_> = every.form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    filled(&html, &answers)
}

/// A submission in which the answer at a JSON pointer is another; null takes it away.
fn with(every: &EveryType, pointer: &str, value: Value) -> Value {
    let mut answers = Value::from(every.sent.clone());
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = answers.pointer_mut(parent).unwrap();
    match (parent.as_object_mut().unwrap(), value) {
        (members, Value::Null) => members.remove(name),
        (members, value) => members.insert(name.to_owned(), value),
    };
    Sample::submission(response_id(), &answers)
}

#[track_caller]
fn names(answer: Answer) -> Vec<String> {
    let (slug, names) = answer.expect(422).problem();
    assert_eq!(slug, "answers-rejected");
    names
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let (_, sample, every) = fresh();
    let png = &every.kept["signed"];
    for (pointer, value, path) in [
        ("/line", Value::Null, "line"),
        ("/email", json!("nobody"), "email"),
        ("/number", json!(101), "number"),
        ("/number", json!("7"), "number"),
        ("/tint", json!("red"), "tint"),
        ("/date", json!("2027-02-29"), "date"),
        ("/contact/town", Value::Null, "contact.town"),
        ("/contact/street", json!(1), "contact.street"),
        ("/contact/planet", json!("Mars"), "contact"),
        ("/colour", json!("blue"), "colour"),
        ("/colour-Comment", Value::Null, "colour"),
        ("/fruit", json!(["none", "apple"]), "fruit"),
        ("/tags", json!(["a", "a"]), "tags"),
        ("/size", json!("xl"), "size"),
        ("/deal", json!(true), "deal"),
        ("/score", json!(11), "score"),
        ("/order", json!(["soup", "soup", "salad"]), "order"),
        ("/level", json!(7), "level"),
        ("/band", json!([60, 20]), "band"),
        ("/picture", json!(["cat"]), "picture"),
        ("/grid/roof", json!("good"), "grid"),
        ("/lines/row1/count", json!(-1), "lines.row1.count"),
        ("/lines/row1/kind", json!("odd"), "lines.row1.kind"),
        ("/lines/row3", json!({"item": "Salt"}), "lines"),
        ("/trips/1/to", Value::Null, "trips[1].to"),
        ("/people/0/age", json!("old"), "people[0].age"),
        ("/people/0/age", json!(151), "people[0].age"),
        ("/people/1/name", Value::Null, "people[1].name"),
        ("/people/1/pets", json!(["dragon"]), "people[1].pets"),
        ("/people/0/moods", json!({"home": "odd"}), "people[0].moods"),
        ("/people/0/shoe", json!(44), "people"),
        ("/papers", json!([{"name": "x.png", "type": "image/png", "content": png}]), "papers"),
        ("/papers", json!([{"name": "x.txt", "type": "text/plain", "content": "x"}]), "papers"),
        ("/signed", json!("data:text/plain;base64,aGVq"), "signed"),
        ("/words", json!("x"), "words"),
        ("/shoe", json!(44), "shoe"),
        ("/shoe-Comment", json!("x"), "shoe-Comment"),
    ] {
        let named = names(sample.submit(&with(&every, pointer, value.clone())));
        let found = named.iter().any(|name| name == path || name.starts_with(&format!("{path}.")));
        assert!(found, "{pointer} {value}: {named:?}");
    }
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn a_required_question_is_asked_when_logic_shows_it() {
    let (_, sample, every) = fresh();
    let mut submission = with(&every, "/again", json!(false));
    let answers = submission["answers"].as_object_mut().unwrap();
    answers.remove("reason");
    assert_eq!(names(sample.submit(&submission)), ["reason"]);
    submission["answers"]["reason"] = json!("too far");
    let _ = sample.submit(&submission).expect(201);
    let kept = &sample.responses(10)[0]["answers"];
    assert_eq!((&kept["reason"], &kept["detail"]), (&json!("too far"), &Value::Null));
}

#[test]
fn answers_are_told_apart_by_what_is_kept() {
    let (_, sample, every) = fresh();
    let first = Sample::submission(response_id(), &Value::from(every.sent.clone()));
    let _ = sample.submit(&first).expect(201);
    let mut other = first.clone();
    other["answers"]["people"][1]["age"] = json!(10);
    assert_eq!(sample.submit(&other).expect(409).problem().0, "answered-differently");
    let mut same = first;
    same["answers"]["reason"] = json!("hidden, whatever it says");
    let _ = sample.submit(&same).expect(200);
}
