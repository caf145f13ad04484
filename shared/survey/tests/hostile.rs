//! The vectors of `tests/vectors/hostile`: what somebody may send who means no good.
#![expect(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a vector that is wrong ends the test"
)]

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use survey::model::Definition;
use survey::{Answers, Circumstances, StrictJson};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile {
    definition: Value,
    cases: Vec<AnswerCase>,
}

/// Answers, the fields of a form, or the text of a request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerCase {
    name: String,
    answers: Option<Value>,
    fields: Option<Value>,
    text: Option<String>,
    #[serde(default)]
    invalid: bool,
    canonical: Option<String>,
    #[serde(default)]
    problems: Vec<(String, String)>,
}

fn read<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/hostile");
    serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap()
}

/// What a description stands for: see the README beside the vectors.
fn expand(value: &Value) -> Value {
    let Value::Object(members) = value else {
        return match value {
            Value::Array(items) => items.iter().map(expand).collect(),
            plain => plain.clone(),
        };
    };
    let times = || usize::try_from(members["times"].as_u64().unwrap()).unwrap();
    let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
    if members.contains_key("$text") {
        return json!(text("begin").to_owned() + &text("$text").repeat(times()) + text("end"));
    }
    if let Some(item) = members.get("$list") {
        return (0..times()).map(|place| numbered(&expand(item), place)).collect();
    }
    if let Some(kind) = members.get("$nest") {
        return (0..times()).fold(expand(&members["of"]), |inner, _| match kind {
            Value::String(word) if word == "list" => json!([inner]),
            Value::String(word) if word == "object" => json!({ "in": inner }),
            around => put(around, &inner),
        });
    }
    if let Some(count) = members.get("$members") {
        let prefix = members.get("prefix").map_or(json!("k"), expand);
        let item = expand(&members["of"]);
        let name = |place: u64| format!("{}{place}", prefix.as_str().unwrap());
        return (0..count.as_u64().unwrap()).map(|place| (name(place), item.clone())).collect();
    }
    members.iter().map(|(name, inner)| (name.clone(), expand(inner))).collect()
}

/// The value with a place for each `%` in its texts.
fn numbered(value: &Value, place: usize) -> Value {
    match value {
        Value::String(text) => json!(text.replace('%', &place.to_string())),
        Value::Array(items) => items.iter().map(|item| numbered(item, place)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, item)| (name.clone(), numbered(item, place))).collect()
        }
        plain => plain.clone(),
    }
}

/// The value with another for each `"$in"`.
fn put(around: &Value, inner: &Value) -> Value {
    match around {
        Value::String(text) if text == "$in" => inner.clone(),
        Value::Array(items) => items.iter().map(|item| put(item, inner)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, item)| (name.clone(), put(item, inner))).collect()
        }
        plain => plain.clone(),
    }
}

fn circumstances() -> Circumstances {
    Circumstances {
        locale: "en".parse().unwrap(),
        now_ms: 1_835_466_600_000.0,
        seed: 1,
        known: Vec::new(),
    }
}

fn answers(definition: &Definition, case: &AnswerCase) -> Answers {
    if let Some(fields) = &case.fields {
        let fields: Vec<(String, String)> = serde_json::from_value(expand(fields)).unwrap();
        return definition.answers_from_form(&fields, &[]);
    }
    let answers: Map<String, Value> = match expand(case.answers.as_ref().unwrap()) {
        Value::Object(members) => members,
        other => panic!("{}: {other}", case.name),
    };
    Answers::from(answers)
}

#[test]
fn answers_are_judged() {
    let file: AnswerFile = read("answers.json");
    assert!(file.cases.len() >= 60, "{}", file.cases.len());
    let definition = Definition::parse(&file.definition).unwrap();
    let mut wrong = Vec::new();
    for case in file.cases {
        if let Some(text) = &case.text {
            assert_eq!(StrictJson::from_slice(text.as_bytes()).is_err(), case.invalid, "{text}");
            continue;
        }
        let got = definition.check(&answers(&definition, &case), circumstances());
        let got = got.map(|outcome| outcome.answers.canonical_json()).map_err(|problems| {
            problems.into_iter().map(|p| (p.name, p.reason.to_string())).collect::<Vec<_>>()
        });
        if got != case.canonical.clone().ok_or(case.problems) {
            wrong.push(format!("{}: {got:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(Deserialize)]
struct DefinitionFile {
    cases: Vec<DefinitionCase>,
}

/// A definition, and what is wrong with it; or what becomes of answers to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DefinitionCase {
    name: String,
    definition: Value,
    problems: Option<Value>,
    /// Whether there are more problems than are listed.
    #[serde(default)]
    more: bool,
    answers: Option<Value>,
    /// Whether the answers are kept as they are.
    #[serde(default)]
    kept: bool,
    #[serde(default)]
    refused: Vec<(String, String)>,
}

fn expected(case: &DefinitionCase) -> Vec<(String, String)> {
    let described = case.problems.as_ref().map_or_else(|| json!([]), expand);
    let mut problems: Vec<(String, String)> = serde_json::from_value(described).unwrap();
    if case.more {
        problems.push(("$".to_owned(), "has more problems than are listed here".to_owned()));
    }
    problems
}

#[test]
fn definitions_are_refused() {
    let file: DefinitionFile = read("definitions.json");
    assert!(file.cases.len() >= 50, "{}", file.cases.len());
    let mut wrong = Vec::new();
    for case in file.cases {
        let source = expand(&case.definition);
        let got = Definition::parse(&source);
        let problems: Vec<_> = match &got {
            Ok(_) => Vec::new(),
            Err(problems) => {
                problems.iter().map(|p| (p.path.clone(), p.reason.to_string())).collect()
            }
        };
        if problems != expected(&case) {
            wrong.push(format!("{}\t{}", case.name, serde_json::to_string(&problems).unwrap()));
        }
        let (Ok(definition), Some(answers)) = (got, case.answers) else { continue };
        let answers = expand(&answers).as_object().cloned().unwrap();
        let got = definition.check(&Answers::from(answers.clone()), circumstances());
        let got = got.map(|outcome| outcome.answers.members().clone()).map_err(|problems| {
            problems.into_iter().map(|p| (p.name, p.reason.to_string())).collect::<Vec<_>>()
        });
        let want = if case.kept { Ok(answers) } else { Err(case.refused) };
        assert!(got == want, "{}: {got:?}", case.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
