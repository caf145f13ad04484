//! Writes the trees of all expressions of `tests/vectors/expression`, for the browser's evaluator:
//! `cargo run -p expression --example trees > tests/vectors/expression-trees.json`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use expression::Expression;
use serde_json::Value as Json;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/expression");
    let mut trees = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let vector: Json = serde_json::from_slice(&std::fs::read(entry?.path())?)?;
        let cases = vector.get("cases").and_then(Json::as_array).into_iter().flatten();
        let texts = cases.filter_map(|case| case.get("expression")?.as_str());
        trees.extend(texts.filter_map(|text| {
            let read = Expression::parse(text).ok()?;
            Some((text.to_owned(), read.to_json()))
        }));
    }
    let lines: Result<Vec<String>, _> = trees
        .iter()
        .map(|(text, tree)| Ok(format!("  {}: {tree}", serde_json::to_string(text)?)))
        .collect::<Result<_, serde_json::Error>>();
    println!("{{\n{}\n}}", lines?.join(",\n"));
    Ok(())
}
