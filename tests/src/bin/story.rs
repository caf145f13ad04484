//! A shop's whole story for whoever is no Rust: the browser's tests.
//!
//! Writes one line of JSON that says where it is and who signs in there, then does what each line of its input says: `later N`
//! moves the clock, `round` has the courier send what is due, `mails` gives those that came. Ends with its input.
#![expect(clippy::expect_used, reason = "a part of tests: what it cannot do ends the test")]

use std::env;
use std::io::{Write as _, stdin, stdout};
use std::path::Path;

use credential::Role;
use serde_json::{Value, json};
use tests::{Person, Story, StoryMail};

fn main() {
    let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/compiled");
    let compiled = env::var_os("NORDSVAR_COMPILED").map_or(compiled, Into::into);
    let mut story = Story::begin(&compiled);
    let (storage, keys) = (story.system.storage(), &story.system.keys);
    let Person { email, password, .. } = Person::at((&storage, keys), "acme", Role::Owner);
    let (site, api_key) = (story.system.site.base(), &story.system.api_key);
    let person = json!({"email": email, "password": password});
    say(&json!({"site": site, "api_key": api_key, "person": person}));
    for line in stdin().lines() {
        let line = line.expect("input is text");
        let told = match line.split_once(' ').unwrap_or((&line, "")) {
            ("later", seconds) => {
                story.later(seconds.parse().expect("so many seconds"));
                Value::Null
            }
            ("round", _) => story.round(),
            ("mails", _) => story.mails().iter().map(mail).collect(),
            (other, _) => panic!("{other}: say later, round or mails"),
        };
        say(&told);
    }
}

fn mail(mail: &StoryMail) -> Value {
    json!({"to": mail.to, "text": mail.text})
}

fn say(value: &Value) {
    let mut out = stdout().lock();
    writeln!(out, "{value}").and_then(|()| out.flush()).expect("somebody reads");
}
