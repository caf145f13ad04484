//! The vectors of `tests/vectors/survey`: definitions, answers, and what becomes of them.
#![expect(clippy::unwrap_used, reason = "a vector that is wrong ends the test")]

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};
use survey::{Answers, Circumstances, Definition, Locale, Number, moment_text, number_text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    definition: Value,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    answers: Option<Map<String, Value>>,
    fields: Option<Vec<(String, String)>>,
    canonical: Option<String>,
    #[serde(default)]
    problems: Vec<(String, String)>,
}

fn vectors() -> Vec<(String, Vector)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/survey");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let read = |path: &Path| serde_json::from_slice(&std::fs::read(path).unwrap());
    json.map(|path| (path.display().to_string(), read(&path).unwrap())).collect()
}

fn circumstances() -> Circumstances {
    Circumstances {
        locale: "en".parse().unwrap(),
        now_ms: 1_835_466_600_000.0,
        seed: 1,
        known: Vec::new(),
    }
}

#[test]
fn answers_are_checked() {
    let vectors = vectors();
    assert!(vectors.len() >= 3, "the vectors are not there");
    for (file, vector) in vectors {
        let definition = Definition::parse(&vector.definition).unwrap();
        for case in vector.cases {
            let answers = match (case.answers, case.fields) {
                (Some(answers), None) => Answers::from(answers),
                (None, Some(fields)) => definition.answers_from_form(&fields, &[]),
                (answers, _) => panic!("{file}: {}: both: {}", case.name, answers.is_some()),
            };
            let got = definition.check(&answers, circumstances());
            let got = got.map(|outcome| outcome.answers.canonical_json());
            let got = got.map_err(|problems| {
                problems.into_iter().map(|p| (p.name, p.reason.to_string())).collect()
            });
            assert_eq!(got, case.canonical.ok_or(case.problems), "{file}: {}", case.name);
        }
    }
}

#[test]
fn checked_answers_are_checked_again_alike() {
    for (file, vector) in vectors() {
        let definition = Definition::parse(&vector.definition).unwrap();
        for canonical in vector.cases.into_iter().filter_map(|case| case.canonical) {
            let members: Map<String, Value> = serde_json::from_str(&canonical).unwrap();
            let again = definition.check(&Answers::from(members), circumstances()).unwrap();
            assert_eq!(again.answers.canonical_json(), canonical, "{file}");
        }
    }
}

#[test]
fn what_is_printed_compiles_again() {
    for (file, vector) in vectors() {
        let compiled = Definition::compile(&vector.definition).unwrap();
        let printed = Definition::print(&compiled);
        assert_eq!(Definition::compile(&printed).unwrap(), compiled, "{file}: {printed}");
        assert_eq!(Definition::parse(&printed).unwrap(), Definition::load(&compiled).unwrap());
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    locale: Locale,
    r#type: String,
    value: String,
    text: String,
}

/// The page's script writes them with the browser's own rules, and is held to the same file.
#[test]
fn numbers_and_dates_are_written_as_the_script_writes_them() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/language");
    let figures = std::fs::read_to_string(file.join("figures.json")).unwrap();
    for Figure { locale, r#type, value, text } in
        serde_json::from_str::<Vec<Figure>>(&figures).unwrap()
    {
        let written = match &*r#type {
            "number" => number_text(Number::from_text(&value).unwrap(), &locale),
            _ => moment_text(&value, &locale),
        };
        assert_eq!(written, text, "{locale} {type} {value}");
    }
}
