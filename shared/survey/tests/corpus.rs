//! The vectors of `tests/vectors/corpus`: what survey-core makes of whole surveys, step by step,
//! and what we do where we differ.
//!
//! `NORDSVAR_CASE` runs only the cases with this in their names; `NORDSVAR_OURS` prints our states.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the parts of a test: what they cannot do ends it"
)]

mod trace;

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use survey::model::Definition;

use trace::{difference, trace};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    definition: Value,
    steps: Vec<Value>,
    states: Vec<Value>,
    ours: Option<Ours>,
    /// Why the official schema does not know what survey-core takes.
    #[serde(rename = "schema")]
    _schema: Option<String>,
}

/// Where we differ on purpose: the definition is refused, or comes to other states.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ours {
    why: String,
    #[serde(default)]
    refused: bool,
    #[serde(default)]
    states: Vec<Value>,
}

#[test]
fn surveys_come_to_what_survey_core_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/corpus");
    let only = std::env::var("NORDSVAR_CASE").unwrap_or_default();
    let (mut count, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        let vector: Vector = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let topic = file.file_stem().unwrap().to_string_lossy();
        for case in vector.cases.iter().filter(|case| case.name.contains(&only)) {
            count += 1;
            if let Some(said) = check(case) {
                wrong.push(format!("{topic}: {}: {said}", case.name));
            }
        }
    }
    assert!(count > 0, "no cases");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with a case, if something is.
fn check(case: &Case) -> Option<String> {
    let definition = Definition::parse(&case.definition);
    let refused = case.ours.as_ref().is_some_and(|ours| ours.refused);
    let definition = match definition {
        Ok(_) if refused => return Some("is not refused".to_owned()),
        Err(_) if refused => return None,
        Err(problems) => return Some(format!("is refused: {problems:?}")),
        Ok(definition) => definition,
    };
    let states = trace(&definition, &case.definition, &case.steps);
    if std::env::var_os("NORDSVAR_OURS").is_some() {
        for state in &states {
            println!("{state}");
        }
    }
    let expected = match &case.ours {
        None => &case.states,
        Some(ours) if ours.why.is_empty() => return Some("we differ without a reason".to_owned()),
        Some(ours) if ours.states == case.states => return Some("we do not differ".to_owned()),
        Some(ours) => &ours.states,
    };
    if states.len() != expected.len() {
        return Some(format!("{} states, not {}", states.len(), expected.len()));
    }
    let mut pairs = states.iter().zip(expected).enumerate();
    pairs.find_map(|(index, (ours, theirs))| {
        let step = index.checked_sub(1).and_then(|index| case.steps.get(index));
        let step = step.map_or_else(|| "the beginning".to_owned(), Value::to_string);
        difference(ours, theirs).map(|found| format!("{index}, after {step}: {found}"))
    })
}
