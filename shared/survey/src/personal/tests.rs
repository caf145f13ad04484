//! What of the answers to each type of question is readable.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::Definition;

fn readable(definition: &Value) -> Readable {
    let compiled = Definition::review(definition).expect("a definition").compiled;
    Definition::load(&compiled).expect("a compiled definition").readable()
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(members) = value else { panic!("{value} is no object") };
    members
}

/// Parts an answer to one question, and joins it again.
fn parts(question: &Value, answer: &Value) -> (Option<Value>, Option<Value>) {
    let mut question = question.clone();
    question["name"] = json!("q");
    let answers = object(json!({ "q": answer }));
    let mut parted = readable(&json!({ "elements": [question] })).part(answers.clone());
    assert_eq!(parted.clone().join(), answers);
    (parted.readable.remove("q"), parted.personal.remove("q"))
}

const FILE: &str = "0193aaaa-209e-7cde-8c1d-3f2a1b4c5d6e";

/// Types whose answers are readable, or personal, as a whole.
fn whole() -> Vec<(&'static str, Value, Value, bool)> {
    let choices = json!(["a", 1, { "value": "b", "text": "B" }]);
    let choose = |kind: &str| json!({ "type": kind, "choices": choices, "showOtherItem": true });
    let line = |input: &str| json!({ "type": "text", "inputType": input });
    let matrix = json!({ "type": "matrix", "columns": [1, 2], "rows": ["x", "y"] });
    let file = json!([{ "id": FILE, "name": "cv.pdf", "type": "application/pdf", "size": 3 }]);
    vec![
        ("text", json!({ "type": "text" }), json!("Anna"), false),
        ("e-mail", line("email"), json!("anna@example.com"), false),
        ("url", line("url"), json!("https://example.com"), false),
        ("tel", line("tel"), json!("+46"), false),
        ("number", line("number"), json!(4), true),
        ("a number that is text", line("number"), json!("four"), false),
        ("range", line("range"), json!(4), true),
        ("date", line("date"), json!("2026-11-27"), true),
        ("week", line("week"), json!("2026-W48"), true),
        ("time", line("time"), json!("10:30"), true),
        ("a date that is text", line("date"), json!("on my birthday"), false),
        ("color", line("color"), json!("#1a2b3c"), true),
        ("a colour that is text", line("color"), json!("#anna"), false),
        ("comment", json!({ "type": "comment" }), json!("a\nb"), false),
        ("radiogroup", choose("radiogroup"), json!("a"), true),
        ("other", choose("radiogroup"), json!("other"), true),
        ("what is not offered", choose("radiogroup"), json!("Anna"), false),
        ("dropdown", choose("dropdown"), json!(1), true),
        ("checkbox", choose("checkbox"), json!(["a", "b"]), true),
        ("one that is not offered", choose("checkbox"), json!(["a", "Anna"]), false),
        ("tagbox", choose("tagbox"), json!([1]), true),
        ("buttongroup", json!({ "type": "buttongroup", "choices": choices }), json!("a"), true),
        ("ranking", json!({ "type": "ranking", "choices": choices }), json!(["b", "a"]), true),
        ("imagepicker", json!({ "type": "imagepicker", "choices": choices }), json!("a"), true),
        (
            "several pictures",
            json!({ "type": "imagepicker", "choices": choices, "multiSelect": true }),
            json!(["a"]),
            true,
        ),
        ("boolean", json!({ "type": "boolean" }), json!(true), true),
        ("boolean by name", json!({ "type": "boolean", "valueTrue": "j" }), json!("j"), true),
        ("boolean by another", json!({ "type": "boolean" }), json!("j"), false),
        ("rating", json!({ "type": "rating" }), json!(5), true),
        ("beyond the scale", json!({ "type": "rating" }), json!(50), false),
        ("slider", json!({ "type": "slider" }), json!(5), true),
        (
            "range of a slider",
            json!({ "type": "slider", "sliderType": "range" }),
            json!([1, 5]),
            true,
        ),
        ("matrix", matrix.clone(), json!({ "x": 1 }), true),
        ("a row that is not there", matrix.clone(), json!({ "z": 1 }), false),
        ("a column that is not there", matrix, json!({ "x": "Anna" }), false),
        ("file", json!({ "type": "file" }), file, false),
        (
            "signature",
            json!({ "type": "signaturepad" }),
            json!("data:image/png;base64,AA=="),
            false,
        ),
        ("html", json!({ "type": "html", "html": "<p>x</p>" }), json!("Anna"), false),
        ("nothing", json!({ "type": "rating" }), json!(null), false),
        ("a constant", json!({ "type": "expression", "expression": "1 + 1" }), json!(2), true),
        ("a text", json!({ "type": "expression", "expression": "'a'" }), json!("a"), false),
    ]
}

#[test]
fn each_type_is_readable_or_personal() {
    for (name, question, answer, is_readable) in whole() {
        let want =
            if is_readable { (Some(answer.clone()), None) } else { (None, Some(answer.clone())) };
        assert_eq!(parts(&question, &answer), want, "{name}");
        let mut marked = question.clone();
        marked["nordsvar"] = json!({ "personal": true });
        if !matches!(question["type"].as_str(), Some("html" | "image")) {
            assert_eq!(parts(&marked, &answer), (None, Some(answer)), "{name}, marked");
        }
    }
}

#[test]
fn questions_that_hold_questions_are_parted() {
    let some = json!([
        { "type": "rating", "name": "stars" }, { "type": "comment", "name": "why" },
        { "type": "text", "name": "age", "inputType": "number", "nordsvar": { "personal": true } },
    ]);
    let panel = json!({ "type": "paneldynamic", "templateElements": some });
    let cells = json!([
        { "name": "stars", "cellType": "rating" }, { "name": "why", "cellType": "comment" },
    ]);
    let rows = json!({ "type": "matrixdropdown", "rows": ["x"], "columns": cells });
    let items = json!({ "type": "multipletext",
        "items": [{ "name": "name" }, { "name": "sum", "inputType": "number" }] });
    let some = |value: Value| Some(value);
    for (name, question, answer, want) in [
        (
            "panels",
            &panel,
            json!([{ "stars": 1, "why": "x", "age": 4 }, { "stars": 2 }, { "why": "y" }, null]),
            (
                some(json!([{ "stars": 1 }, { "stars": 2 }, null, null])),
                some(json!([{ "why": "x", "age": 4 }, null, { "why": "y" }, null])),
            ),
        ),
        ("only stars", &panel, json!([{ "stars": 1 }]), (some(json!([{ "stars": 1 }])), None)),
        ("only words", &panel, json!([{ "why": "x" }]), (None, some(json!([{ "why": "x" }])))),
        ("no panels", &panel, json!([]), (some(json!([])), None)),
        ("an empty panel", &panel, json!([{}]), (some(json!([{}])), None)),
        ("no list", &panel, json!("x"), (None, some(json!("x")))),
        (
            "rows",
            &rows,
            json!({ "x": { "stars": 1, "why": "w" }, "z": { "stars": 1 } }),
            (
                some(json!({ "x": { "stars": 1 } })),
                some(json!({ "x": { "why": "w" }, "z": { "stars": 1 } })),
            ),
        ),
        (
            "items",
            &items,
            json!({ "name": "Anna", "sum": 2, "else": 1 }),
            (some(json!({ "sum": 2 })), some(json!({ "name": "Anna", "else": 1 }))),
        ),
    ] {
        assert_eq!(parts(question, &answer), want, "{name}");
    }
}

#[test]
fn texts_beside_answers_and_unknown_names_are_personal() {
    let readable = readable(&json!({ "elements": [
        { "type": "radiogroup", "name": "q", "choices": ["a"], "showOtherItem": true },
        { "type": "rating", "name": "r", "showCommentArea": true },
        { "type": "rating", "name": "hidden", "visible": false, "nordsvar": { "personal": true } },
        { "type": "text", "name": "one", "valueName": "shared", "inputType": "number" },
        { "type": "text", "name": "other", "valueName": "shared" },
    ] }));
    let answers = object(json!({ "q": "other", "q-Comment": "free", "r": 1, "r-Comment": "free",
        "hidden": 1, "shared": 1, "one": 1, "unknown": 1 }));
    let parted = readable.part(answers.clone());
    assert_eq!(Value::Object(parted.readable.clone()), json!({ "q": "other", "r": 1 }));
    assert_eq!(parted.join(), answers);
    let parted = Readable::default().part(answers.clone());
    assert_eq!((parted.readable, parted.personal), (Map::new(), answers));
}

#[test]
fn what_comes_from_personal_answers_is_personal() {
    let age = |personal| {
        json!({ "type": "text", "name": "age", "inputType": "number",
            "nordsvar": { "personal": personal } })
    };
    let survey = |personal| {
        json!({
            "elements": [
                age(personal),
                { "type": "comment", "name": "why" },
                { "type": "expression", "name": "double", "expression": "{Age} * 2" },
                { "type": "expression", "name": "more", "expression": "{double} + {hidden}" },
                { "type": "expression", "name": "long", "expression": "{why} notempty" },
                { "type": "text", "name": "set", "inputType": "number",
                    "setValueExpression": "{kept}" },
                { "type": "text", "name": "copied", "inputType": "number" },
                { "type": "text", "name": "run", "inputType": "number" },
                { "type": "text", "name": "free", "inputType": "number" },
            ],
            "calculatedValues": [
                { "name": "kept", "expression": "{age} + 1", "includeIntoResult": true },
                { "name": "hidden", "expression": "1" },
            ],
            "triggers": [
                { "type": "copyvalue", "expression": "{free} > 1", "setToName": "copied",
                    "fromName": "age" },
                { "type": "runexpression", "expression": "{free} > 1", "setToName": "run",
                    "runExpression": "{more}" },
            ],
        })
    };
    let answers = json!({ "double": 2, "more": 3, "long": true, "set": 2, "copied": 1, "run": 3,
        "free": 1, "kept": 2, "hidden": 1 });
    let names = |personal| {
        let parted = readable(&survey(personal)).part(object(answers.clone()));
        parted.readable.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names(true), ["free"]);
    assert_eq!(names(false), ["copied", "double", "free", "kept", "more", "run", "set"]);
}

#[test]
fn choices_that_are_taken_over_are_readable_where_their_source_is() {
    let survey = json!({ "elements": [
        { "type": "checkbox", "name": "from", "choices": ["a", "b"], "showOtherItem": true },
        { "type": "radiogroup", "name": "best", "choicesFromQuestion": "from" },
        { "type": "paneldynamic", "name": "people", "templateElements": [
            { "type": "text", "name": "name" }] },
        { "type": "radiogroup", "name": "boss", "choicesFromQuestion": "people",
            "choiceValuesFromQuestion": "name" },
    ] });
    let parted = readable(&survey).part(object(json!({ "best": "a", "boss": "Anna" })));
    assert_eq!(Value::Object(parted.readable), json!({ "best": "a" }));
    assert_eq!(Value::Object(parted.personal), json!({ "boss": "Anna" }));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..9_i64).prop_map(Value::from),
        prop_oneof![Just("a"), Just("x"), Just("stars"), Just("Anna")].prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let names = prop_oneof![Just("stars"), Just("why"), Just("x"), Just("sum"), Just("name")];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.prop_map(str::to_owned), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    /// Whatever stands where an answer stands.
    #[test]
    fn parts_join_to_what_they_were(answer in any_json()) {
        for (_, question, ..) in whole() {
            parts(&question, &answer);
        }
        for question in [
            json!({ "type": "paneldynamic", "templateElements": [
                { "type": "rating", "name": "stars" }, { "type": "comment", "name": "why" },
                { "type": "paneldynamic", "name": "x", "templateElements": [
                    { "type": "rating", "name": "sum" }, { "type": "text", "name": "name" }] }] }),
            json!({ "type": "matrixdropdown", "rows": ["x", "stars"], "columns": [
                { "name": "stars", "cellType": "rating" }, { "name": "why", "cellType": "text" }] }),
            json!({ "type": "multipletext", "items": [{ "name": "name" },
                { "name": "sum", "inputType": "number" }] }),
        ] {
            parts(&question, &answer);
        }
    }
}

#[test]
fn what_answers_count_to() {
    let choices = json!(["a", 1, "b"]);
    let personal = json!({ "personal": true });
    let readable = readable(&json!({ "elements": [
        { "type": "rating", "name": "overall", "rateMax": 10 },
        { "type": "checkbox", "name": "liked", "choices": choices, "showOtherItem": true },
        { "type": "boolean", "name": "again" },
        { "type": "text", "inputType": "number", "name": "age" },
        { "type": "text", "inputType": "date", "name": "born" },
        { "type": "comment", "name": "more" },
        { "type": "radiogroup", "name": "own", "choices": choices, "nordsvar": personal },
        { "type": "matrix", "name": "grid", "columns": [1, 2], "rows": ["x"] },
    ] }));
    let tally = readable.tally(&object(json!({
        "overall": 9, "liked": ["b", 1, "other", "b", "Anna"], "liked-Comment": "Anna",
        "again": true, "age": 41, "born": "1985-01-01", "more": "Anna", "own": "a",
        "grid": { "x": 1 }, "unknown": "a",
    })));
    let tally: Vec<_> = tally.iter().map(|(name, value)| (&**name, &**value)).collect();
    let want =
        [("again", "true"), ("liked", "1"), ("liked", "b"), ("liked", "other"), ("overall", "9")];
    assert_eq!(tally, want);
}
