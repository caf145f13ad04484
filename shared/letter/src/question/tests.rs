use serde_json::{Value, json};

use super::*;

fn first(elements: &Value) -> Option<FirstQuestion> {
    first_of(&json!({ "title": "T", "elements": elements }))
}

fn first_of(survey: &Value) -> Option<FirstQuestion> {
    let definition = Definition::parse(survey).unwrap_or_else(|faults| panic!("{faults:?}"));
    FirstQuestion::of(&definition, &"sv".parse().unwrap())
}

#[test]
fn questions_that_fit() {
    for (name, question, look, values) in [
        (
            "nps",
            json!({ "type": "rating", "rateMin": 0, "rateMax": 10 }),
            Look::Numbers,
            "0 1 2 3 4 5 6 7 8 9 10",
        ),
        (
            "stars",
            json!({ "type": "rating", "rateType": "stars", "rateMax": 5 }),
            Look::Stars,
            "1 2 3 4 5",
        ),
        (
            "smileys",
            json!({ "type": "rating", "rateType": "smileys", "rateMax": 5 }),
            Look::Smileys,
            "1 2 3 4 5",
        ),
        (
            "four smileys",
            json!({ "type": "rating", "rateType": "smileys", "rateMax": 4 }),
            Look::Numbers,
            "1 2 3 4",
        ),
        (
            "words",
            json!({ "type": "rating", "rateValues": [{ "value": "a", "text": "Inte alls" }, "b"] }),
            Look::Reasons,
            "a b",
        ),
        ("thumbs", json!({ "type": "boolean" }), Look::Thumbs, "true false"),
        (
            "own thumbs",
            json!({ "type": "boolean", "valueTrue": "ja", "valueFalse": "nej" }),
            Look::Thumbs,
            "ja nej",
        ),
        (
            "reasons",
            json!({ "type": "radiogroup", "choices": ["a", { "value": 2, "text": { "sv": "Två", "default": "Two" } }] }),
            Look::Reasons,
            "a 2",
        ),
        ("buttons", json!({ "type": "buttongroup", "choices": ["a", "b"] }), Look::Reasons, "a b"),
        ("list", json!({ "type": "dropdown", "choices": ["a", "b"] }), Look::Reasons, "a b"),
    ] {
        let mut question = question;
        question["name"] = json!("q");
        let found =
            first(&json!([{ "type": "html", "name": "h", "html": "<p>Hej</p>" }, question]))
                .unwrap_or_else(|| panic!("{name}"));
        let found_values: Vec<_> = found.choices.iter().map(|one| &*one.value).collect();
        assert_eq!((found.look, &*found_values.join(" ")), (look, values), "{name}");
        let back: FirstQuestion =
            serde_json::from_str(&serde_json::to_string(&found).unwrap()).unwrap();
        assert_eq!(back, found, "{name}");
    }
}

#[test]
fn questions_that_do_not() {
    let radio = |more: Value| {
        let mut question = json!({ "type": "radiogroup", "name": "q", "choices": ["a", "b"] });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([{ "type": "boolean", "name": "before", "visible": false }, question])
    };
    for (name, elements) in [
        ("text", json!([{ "type": "comment", "name": "q" }])),
        ("several answers", json!([{ "type": "checkbox", "name": "q", "choices": ["a", "b"] }])),
        ("a hidden one before it", radio(json!({}))),
        ("piped title", json!([{ "type": "boolean", "name": "q", "title": "Hej {name}" }])),
        ("one choice", json!([{ "type": "radiogroup", "name": "q", "choices": ["a"] }])),
        (
            "eleven choices",
            json!([{ "type": "radiogroup", "name": "q", "choices": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }]),
        ),
        (
            "other",
            json!([{ "type": "radiogroup", "name": "q", "choices": ["a", "b"], "showOtherItem": true }]),
        ),
        (
            "random",
            json!([{ "type": "radiogroup", "name": "q", "choices": ["a", "b"], "choicesOrder": "random" }]),
        ),
        ("conditional", json!([{ "type": "boolean", "name": "q", "visibleIf": "1 = 1" }])),
        (
            "conditional choice",
            json!([{ "type": "radiogroup", "name": "q", "choices": [{ "value": "a", "visibleIf": "1 = 2" }, "b", "c"] }]),
        ),
        (
            "conditional panel",
            json!([{ "type": "panel", "name": "p", "visibleIf": "1 = 1", "elements": [{ "type": "boolean", "name": "q" }] }]),
        ),
        ("read only", json!([{ "type": "boolean", "name": "q", "readOnly": true }])),
        ("personal", json!([{ "type": "boolean", "name": "q", "nordsvar": { "personal": true } }])),
        (
            "long value",
            json!([{ "type": "radiogroup", "name": "q", "choices": ["a".repeat(101), "b".to_owned()] }]),
        ),
    ] {
        assert_eq!(first(&elements), None, "{name}");
    }
    assert!(first(&json!([{ "type": "panel", "name": "p", "elements": [{ "type": "boolean", "name": "q" }] }])).is_some());
    let pages = json!({ "title": "T", "firstPageIsStartPage": true, "pages": [
        { "name": "start", "elements": [{ "type": "html", "name": "h", "html": "<p>Hej</p>" }] },
        { "name": "one", "elements": [{ "type": "boolean", "name": "q" }] },
    ] });
    assert_eq!(first_of(&pages).unwrap().name, "q");
}
