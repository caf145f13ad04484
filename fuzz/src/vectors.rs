//! The vectors, which are what fuzzing begins with.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use survey::Definition;

/// The definitions of `tests/vectors/corpus` that are taken, each with answers that were given.
pub(crate) static SURVEYS: LazyLock<Vec<(Value, Definition, Vec<Value>)>> = LazyLock::new(|| {
    let mut surveys: Vec<(Value, Definition, Vec<Value>)> = Vec::new();
    for case in cases("corpus") {
        let source = case["definition"].clone();
        let Ok(definition) = Definition::parse(&source) else { continue };
        let states = case["states"].as_array().into_iter().flatten();
        let given = states.filter_map(|state| state.get("values")).cloned();
        surveys.push((source, definition, given.collect()));
    }
    assert!(!surveys.is_empty(), "tests/vectors/corpus has no survey");
    surveys
});

/// Deliveries as a table.
const TABLE: &str = "Ordernr;Levererad;Kolli;Utlovad till;E-post\n7;2026-11-27 10:30;A, B;2026-11-27;elsa@example.com\n";

/// The cases of all vectors in a folder of `tests/vectors`, in the order of the files' names.
fn cases(folder: &str) -> impl Iterator<Item = Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.into_iter().flat_map(|file| {
        let text = fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let mut vector: Map<String, Value> =
            serde_json::from_slice(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        match vector.remove("cases") {
            Some(Value::Array(cases)) => cases,
            _ => Vec::new(),
        }
    })
}

/// Writes what a target begins with into the folder that `NORDSVAR_SEEDS` names, before it is
/// read.
///
/// # Panics
///
/// If there is no target of that name, or the folder cannot be written.
pub fn write_seeds(target: &str) {
    let Some(folder) = env::var_os("NORDSVAR_SEEDS") else { return };
    let folder = Path::new(&folder);
    for (index, seed) in seeds(target).iter().enumerate() {
        fs::write(folder.join(format!("seed-{index}")), seed).expect("the folder can be written");
    }
}

/// Inputs that are not far from those that are taken.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "expression" => cases("expression")
            .filter_map(|case| Some(case["expression"].as_str()?.as_bytes().to_vec()))
            .collect(),
        "definition" => SURVEYS.iter().map(|(source, ..)| source.to_string().into()).collect(),
        "answers" => {
            let mut seeds = Vec::new();
            for (index, (.., given)) in SURVEYS.iter().enumerate() {
                let [low, high, ..] = index.to_le_bytes();
                for answers in given.iter().chain([&json!({})]) {
                    let answers = answers.to_string();
                    seeds.push([&[low, high], answers.as_bytes()].concat());
                }
            }
            seeds
        }
        "letter" => crate::letter::seeds(),
        "app" => cases("store-evaluator")
            .chain(cases("delivery-control"))
            .map(|case| case["body"].to_string().into_bytes())
            .chain(
                cases("why-cancel")
                    .filter_map(|case| Some(case.get("body")?.to_string().into_bytes())),
            )
            .chain(
                cases("webhooks")
                    .filter_map(|case| Some(case["body"].as_str()?.as_bytes().to_vec())),
            )
            .chain([TABLE.as_bytes().to_vec()])
            .collect(),
        "table" => crate::table::seeds(cases("table")),
        "openid" => crate::openid::seeds(),
        "invite" => crate::invite::seeds(),
        "passkey" => crate::passkey::seeds(),
        _ => panic!("there is no target {target:?}"),
    }
}
