//! The published JSON Schema of definitions takes what compiles, and refuses what is not built as a
//! definition is.
#![expect(clippy::unwrap_used, reason = "what is not so ends the test")]

mod altered;

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use survey::model::Definition;
use survey::{DefinitionProblem, DefinitionReason};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn published() -> String {
    std::fs::read_to_string(root().join("docs/survey.schema.json")).unwrap()
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&published()).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The definitions of the vectors, each with its name.
fn definitions() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for folder in ["tests/vectors/corpus", "tests/vectors/survey"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let topic = path.file_stem().unwrap().to_string_lossy().into_owned();
            found.extend(json.get("definition").map(|each| (topic.clone(), each.clone())));
            for case in json.get("cases").and_then(Value::as_array).into_iter().flatten() {
                let name = case.get("name").and_then(Value::as_str).unwrap_or_default();
                let name = format!("{topic}: {name}");
                found.extend(case.get("definition").map(|each| (name, each.clone())));
            }
        }
    }
    found
}

/// Whether a problem is one that the schema sees: of one value alone, and not of what the question
/// is that it belongs to.
fn is_seen(problem: &DefinitionProblem) -> bool {
    const OF_THE_QUESTION: [&str; 5] =
        [".min", ".max", ".step", ".minValueExpression", ".maxValueExpression"];
    const TYPES: [&str; 7] = [
        "an object",
        "a list",
        "a text",
        "true or false",
        "a number",
        "a whole number",
        "a text, or an object of texts by language",
    ];
    let reason = &problem.reason;
    let known = if let DefinitionReason::WrongType { wanted } = reason {
        TYPES.contains(wanted)
    } else {
        matches!(
            reason,
            DefinitionReason::UnknownProperty
                | DefinitionReason::NotAWord { .. }
                | DefinitionReason::OutOfRange { .. }
                | DefinitionReason::OnlyValue { .. }
                | DefinitionReason::NotSupported
                | DefinitionReason::ThirdParty
                | DefinitionReason::Password
                | DefinitionReason::SameProperty { .. }
        )
    };
    known && !OF_THE_QUESTION.iter().any(|end| problem.path.ends_with(end))
}

#[test]
fn the_published_schema_is_that_of_the_vocabulary() {
    let is = published() == survey::json_schema_text();
    assert!(is, "docs/survey.schema.json is old: cargo run -p survey --example schema");
}

#[test]
fn what_compiles_is_taken() {
    let validator = validator();
    let definitions = definitions();
    assert!(definitions.len() > 300, "only {} definitions", definitions.len());
    for (name, source) in definitions {
        let compiled = Definition::compile(&source);
        let found: Vec<_> = validator.iter_errors(&source).map(|e| e.to_string()).collect();
        if let Ok(compiled) = &compiled {
            assert!(found.is_empty(), "{name}: {found:?}");
            let printed = Definition::print(compiled);
            assert!(validator.is_valid(&printed), "{name}: {printed}");
        }
    }
}

#[test]
fn what_is_built_wrong_is_refused() {
    let validator = validator();
    let mut refused = 0;
    for (name, source) in definitions() {
        if Definition::compile(&source).is_err() {
            continue;
        }
        for (what, altered) in altered::each(&source) {
            let valid = validator.is_valid(&altered);
            match Definition::compile(&altered) {
                Ok(_) => assert!(valid, "{name}: {what} compiles, and the schema refuses it"),
                Err(problems) => {
                    let seen = problems.iter().find(|problem| is_seen(problem));
                    assert!(
                        seen.is_none() || !valid,
                        "{name}: {what} does not compile, and the schema takes it: {seen:?}"
                    );
                    refused += usize::from(!valid);
                }
            }
        }
    }
    assert!(refused > 1000, "only {refused}");
}

#[test]
fn the_examples_of_the_guide_are_taken() {
    let validator = validator();
    let guide = std::fs::read_to_string(root().join("docs/surveys.md")).unwrap();
    let examples: Vec<_> = guide.split("```json\n").skip(1).collect();
    assert!(examples.len() >= 2, "the guide has no examples");
    for example in examples {
        let json = example.split("```").next().unwrap_or_default();
        let source: Value = serde_json::from_str(json).unwrap();
        assert_eq!(Definition::compile(&source).err(), None, "{json}");
        assert!(validator.is_valid(&source), "{json}");
    }
}
