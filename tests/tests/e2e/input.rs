//! Bad input: named, refused, and nothing kept.

use serde_json::{Value, json};
use tests::{Answer, Sample, filled, platform, response_id};

use crate::fresh;

fn good() -> Value {
    Sample::submission(response_id(), &Sample::answers())
}

/// A submission with one answer changed.
fn answering(question: &str, answer: Value) -> Value {
    let mut submission = good();
    submission["answers"][question] = answer;
    submission
}

/// A submission with one member changed; `None` takes it away.
fn with(member: &str, value: Option<Value>) -> Value {
    let mut submission = good();
    let members = submission.as_object_mut().unwrap();
    match value {
        Some(value) => members.insert(member.to_owned(), value),
        None => members.remove(member),
    };
    submission
}

fn refused(name: &str, answer: &Answer, status: u16, slug: &str, field: Option<&str>) {
    assert_eq!(answer.status, status, "{name}: {}", answer.text());
    let (found, fields) = answer.problem();
    assert_eq!(found, slug, "{name}");
    if let Some(field) = field {
        assert!(fields.iter().any(|named| named == field), "{name}: {fields:?}");
    }
}

#[test]
fn answers_that_do_not_fit_are_named() {
    let (_, sample) = fresh();
    for (name, submission, field) in [
        ("unknown question", answering("shoe", json!(1)), "shoe"),
        ("number for text", answering("who", json!(7)), "who"),
        ("required is null", answering("who", Value::Null), "who"),
        ("required is empty", answering("who", json!("")), "who"),
        ("list for one choice", answering("colour", json!(["red"])), "colour"),
        ("unknown choice", answering("colour", json!("blue")), "colour"),
        ("unknown option", answering("day", json!("sun")), "day"),
        ("text for choices", answering("fruit", json!("apple")), "fruit"),
        ("same choice twice", answering("fruit", json!(["apple", "apple"])), "fruit"),
        ("object in a list", answering("fruit", json!([{}])), "fruit"),
        ("beyond the scale", answering("score", json!(11)), "score"),
        ("between the steps", answering("score", json!(1.5)), "score"),
        ("text for a number", answering("score", json!("nine")), "score"),
        ("text for yes or no", answering("again", json!("maybe")), "again"),
        ("ranked twice", answering("order", json!(["soup", "soup"])), "order"),
        ("unknown row", answering("grid", json!({"bar": "good"})), "grid"),
        ("unknown column", answering("grid", json!({"food": "fine"})), "grid"),
        ("list for a matrix", answering("grid", json!([])), "grid"),
        ("too long", answering("more", json!("x".repeat(501))), "more"),
        ("a panel is no question", answering("end", json!("x")), "end"),
    ] {
        refused(name, &sample.submit(&submission), 422, "answers-rejected", Some(field));
    }
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn submissions_that_are_not_whole_are_named() {
    let (_, sample) = fresh();
    for (name, submission, field) in [
        ("no id", with("id", None), "id"),
        ("version 4", with("id", Some(json!("01932c07-209e-4cde-8c1d-3f2a1b4c5d6e"))), "id"),
        ("number for an id", with("id", Some(json!(1))), "id"),
        ("no version", with("version", None), "version"),
        ("version 0", with("version", Some(json!(0))), "version"),
        ("text for a version", with("version", Some(json!("1"))), "version"),
        ("no language", with("language", None), "language"),
        ("no such language", with("language", Some(json!("e n"))), "language"),
        ("no answers", with("answers", None), "answers"),
        ("list for answers", with("answers", Some(json!([]))), "answers"),
        ("not complete, and of no revision", with("complete", Some(json!(false))), "revision"),
        ("unknown member", with("extra", Some(json!(1))), "extra"),
    ] {
        refused(name, &sample.submit(&submission), 422, "answers-rejected", Some(field));
    }
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn bodies_that_cannot_be_read_are_refused() {
    let (platform, sample) = fresh();
    let text = good().to_string();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let less_deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let deep_answer = text.replace("\"score\":9", &format!("\"score\":{less_deep}"));
    let twice = text.replacen("\"who\":", "\"who\":\"A\",\"who\":", 1);
    let twice_outside = text.replacen("\"version\":1", "\"version\":1,\"version\":1", 1);
    let mut not_text = text.clone().into_bytes();
    let at = text.find("Line one").unwrap();
    not_text[at] = 0xff;
    let bodies: [(&str, Vec<u8>); 9] = [
        ("empty", Vec::new()),
        ("cut", text.as_bytes()[..text.len() / 2].to_vec()),
        ("not JSON", b"id=1".to_vec()),
        ("more after it", format!("{text}{text}").into_bytes()),
        ("bad UTF-8", not_text),
        ("duplicate answer", twice.into_bytes()),
        ("duplicate member", twice_outside.into_bytes()),
        ("deep JSON", deep.into_bytes()),
        ("a lone surrogate", text.replace("Line one", "\\ud800").into_bytes()),
    ];
    for (name, body) in bodies {
        let call = platform.site.post(&sample.path("/responses"));
        let answer = call.body("application/json", body).send();
        refused(name, &answer, 400, "body-unreadable", None);
        let (_, fields) = answer.problem();
        assert!(!name.starts_with("duplicate") || !fields.is_empty(), "{name}: {fields:?}");
    }
    let call = platform.site.post(&sample.path("/responses"));
    let nested = call.body("application/json", deep_answer).send();
    assert!(matches!(nested.status, 400 | 422), "{}", nested.status);
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn oversized_bodies_are_refused_before_they_are_read() {
    let (platform, sample) = fresh();
    let big = " ".repeat(384 * 1024 + 1);
    for path in [sample.path("/responses"), sample.path("")] {
        let answer = platform.site.post(&path).body("application/json", big.clone()).send();
        assert_eq!(answer.status, 413, "{path}");
    }
    let answer = sample.submit(&answering("more", json!("x".repeat(400_000))));
    refused("a large answer", &answer, 413, "body-too-large", None);
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn a_refusal_arrives_while_the_body_is_still_on_its_way() {
    let platform = platform();
    let big = " ".repeat(600 * 1024);
    let clients = |path: &str, status: u16| {
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let call = platform.site.post(path).body("text/plain", big.clone());
                        assert_eq!(call.send().status, status, "{path}");
                    }
                });
            }
        });
    };
    clients("/s/there-is-none/responses", 413);
    clients("/s/there-is-none/no-such-path", 404);
    clients("/s/there-is-none/definition", 405);
}

#[test]
fn only_known_media_types_are_taken() {
    let (platform, sample) = fresh();
    for media_type in ["text/plain", "application/xml", "multipart/form-data; boundary=x"] {
        let call = platform.site.post(&sample.path("/responses"));
        let answer = call.body(media_type, good().to_string()).send();
        refused(media_type, &answer, 415, "unsupported-media-type", None);
    }
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn surveys_that_are_not_there_are_not_found() {
    let platform = platform();
    for name in ["there-is-none", "UPPER", "a%00b", "..%2f..", &"x".repeat(65)] {
        let path = format!("/s/{name}/responses");
        let answer = platform.site.post(&path).json(&good()).send();
        refused(name, &answer, 404, "not-found", None);
    }
}

#[test]
fn forms_that_are_not_the_pages_own_are_refused() {
    let (platform, sample) = fresh();
    let html = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    let own = filled(&html, &[("who", "Bo")]);
    let without = |name: &str| -> Vec<_> { own.iter().filter(|f| f.0 != name).cloned().collect() };
    let also = |name: &str, value: &str| {
        let mut fields = own.clone();
        fields.push((name.to_owned(), value.to_owned()));
        fields
    };
    for (name, fields) in [
        ("no id", without("nordsvar.id")),
        ("no version", without("nordsvar.version")),
        ("two ids", also("nordsvar.id", "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e")),
        ("unknown question", also("shoe", "1")),
        ("unknown choice", also("colour", "blue")),
        ("text twice", also("who", "Eva")),
        ("not a number", also("score", "nine")),
    ] {
        let answer = platform.site.post(&sample.path("")).form(&fields).send();
        assert!(matches!(answer.status, 400 | 422), "{name}: {}", answer.status);
    }
    let path = sample.path("");
    for body in ["who=%ff", "who=%4", "who=%zz"] {
        let call = platform.site.post(&path).body("application/x-www-form-urlencoded", body);
        assert_eq!(call.send().status, 400, "{body}");
    }
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn what_was_answered_is_not_told_in_the_refusal() {
    let (_, sample) = fresh();
    let answer = sample.submit(&answering("colour", json!("my-secret-answer")));
    assert!(!answer.expect(422).text().contains("my-secret-answer"));
}
