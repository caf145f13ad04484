//! What sources may say.

use std::fs;
use std::path::{Path, PathBuf};

use crate::manifest::root;

/// The only sources that may choose by target.
const MAY_CHOOSE: [&str; 3] = [
    "functions/host/src/lib.rs",
    "functions/host/src/entry.rs",
    "functions/storage/src/backend.rs",
];

/// Every Rust source of the workspace.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for room in ["functions", "shared", "tests", "tools"] {
        collect(&root().join(room), &mut found);
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let made = matches!(name.as_str(), "target" | "node_modules" | "build");
            if !made && !name.starts_with('.') {
                collect(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The conditions of `cfg(..)` and `cfg!(..)` in a source; strings and comments count, too.
fn conditions(source: &str) -> Vec<&str> {
    let marks = ["cfg(", "cfg!(", "cfg_attr("];
    let starts = marks
        .iter()
        .flat_map(|mark| source.match_indices(mark).map(|(at, found)| at + found.len()));
    starts.map(|start| condition(&source[start..])).collect()
}

/// `rest` up to the parenthesis that closes what was opened before it.
fn condition(rest: &str) -> &str {
    let mut open = 1_usize;
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &rest[..at];
        }
    }
    rest
}

#[test]
fn t3_the_target_is_chosen_in_few_places() {
    let this = Path::new(file!()).file_name();
    for path in sources() {
        let from_root = path.strip_prefix(root()).expect("sources are below the root");
        let is_this = from_root.starts_with("tests/tests/tidy") && path.file_name() == this;
        if is_this || MAY_CHOOSE.iter().any(|may| from_root == Path::new(may)) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let chosen: Vec<_> =
            conditions(&source).into_iter().filter(|c| c.contains("target_")).collect();
        assert!(
            chosen.is_empty(),
            "{} chooses by target: {chosen:?}; that is for {MAY_CHOOSE:?}",
            from_root.display()
        );
    }
}

#[test]
fn conditions_are_found_whole() {
    let source = r#"#[cfg(all(test, target_os = "wasi"))] fn f() {} cfg!(unix) #[cfg_attr(x, y)]"#;
    assert_eq!(conditions(source), [r#"all(test, target_os = "wasi")"#, "unix", "x, y"]);
}

#[test]
fn every_source_is_short() {
    for path in sources() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        let from_root = path.strip_prefix(root()).expect("sources are below the root");
        assert!(lines <= 400, "{} has {lines} lines; split it", from_root.display());
    }
}
