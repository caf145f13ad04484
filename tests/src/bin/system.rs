//! A platform of its own for whoever is no Rust: the browser's tests.
//!
//! Writes one line of JSON that says where it is, then does what each line of its input says:
//! `stop` kills storage, `start` starts it again. Ends with its input.
#![expect(clippy::expect_used, reason = "a part of tests: what it cannot do ends the test")]

use std::env;
use std::io::{Write as _, stdin, stdout};
use std::path::Path;

use serde_json::{Value, json};
use tests::{Sample, System};

fn main() {
    let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/compiled");
    let compiled = env::var_os("NORDSVAR_COMPILED").map_or(compiled, Into::into);
    let mut system = System::start(&compiled);
    let sample = Sample::publish(&system.site, &system.api_key);
    let (site, api_key) = (system.site.base(), &system.api_key);
    let control = json!({"storage": system.control()});
    say(&json!({"site": site, "api_key": api_key, "survey": sample.id, "control": control}));
    for line in stdin().lines() {
        let word = line.expect("input is text");
        match word.as_str() {
            "stop" => system.kill_storage(),
            "start" => system.start_storage(),
            other => panic!("{other}: say stop or start"),
        }
        say(&json!({"done": word}));
    }
}

fn say(value: &Value) {
    let mut out = stdout().lock();
    writeln!(out, "{value}").and_then(|()| out.flush()).expect("somebody reads");
}
