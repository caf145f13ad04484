//! What is left after suites have run, in every file of the platform: no password, no token, no verifier
//! outside its column, nothing that respondents told freely, nothing of who was invited. It looks at whatever was done before, so it is run last.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what they cannot do ends the test that wanted it"
)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use contract::{Moment, Target};
use serde_json::json;
use tests::{Inviting, Mail, Person, Sample, each_value, now, platform, response_id};

/// What every token of ours begins with: `{"alg":"HS256"`, in base64url.
const TOKEN: &[u8] = b"eyJhbGciOiJIUzI1NiI";

/// Parts of the passwords that suites sign in with, or guess.
const PASSWORDS: [&[u8]; 5] =
    [b"kanel ", b"fjorton gula b", b"a walk in two steps", b"not the password", b"a guess"];

/// Parts of what respondents of other suites wrote: a line, and lines with a tag in them.
const WRITTEN: [&str; 2] = ["Åsa & Ö", "line two <b>"];

/// The columns in which verifiers are: of passwords, and of recovery codes.
const VERIFIERS: [(&str, &str); 1] = [("users", "verifier")];

/// What the platform is configured by, which holds keys, and what is compiled.
fn is_configuration(path: &Path) -> bool {
    let named = |name: &str| path.file_name().is_some_and(|own| own == name);
    let compiled = |name: &OsStr| name == "compiled" || name == ".wrangler";
    let compiled = path.components().any(|part| compiled(part.as_os_str()));
    let files = ["master.key", "lasting.key", "demo.json", "variables.env"];
    compiled || files.into_iter().any(named)
}

fn each_file(folder: &Path, look: &mut dyn FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if is_configuration(&path) {
            continue;
        }
        if path.is_dir() {
            each_file(&path, look);
        } else if let Ok(bytes) = fs::read(&path) {
            look(&path, &bytes);
        }
    }
}

/// Where bytes hold others, with what stands around them.
fn found(bytes: &[u8], needle: &[u8]) -> Option<String> {
    let at = bytes.windows(needle.len()).position(|window| window == needle)?;
    let around = bytes.get(at.saturating_sub(60)..(at + 60).min(bytes.len())).unwrap_or_default();
    Some(String::from_utf8_lossy(around).into_owned())
}

fn database() -> PathBuf {
    let folder = &platform().ready.data;
    let below = ["", "storage", "state"].map(|part| folder.join(part).join("sqlite_db.db"));
    below.into_iter().find(|file| file.exists()).unwrap()
}

#[test]
fn no_file_holds_a_password_or_a_token() {
    let platform = platform();
    // Somebody has signed in, whatever ran before.
    let person = Person::new(platform);
    let session = person.sign_in(platform);
    assert!(found(session.as_bytes(), TOKEN).is_some(), "what is looked for is in a session");
    assert!(found(person.password.as_bytes(), PASSWORDS[0]).is_some());
    let owner = platform.ready.owner_password.as_bytes();
    let (mut files, mut faults) = (0, Vec::new());
    each_file(&platform.ready.data, &mut |path, bytes| {
        files += 1;
        for needle in PASSWORDS.into_iter().chain([TOKEN, owner]) {
            if let Some(around) = found(bytes, needle) {
                faults.push(format!("{}: {around}", path.display()));
            }
        }
    });
    assert!(files > 3, "there is a database, and there are logs");
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_file_holds_what_respondents_told() {
    let platform = platform();
    let key = &platform.ready.api_key;
    let definition = json!({"elements": [
        {"type": "comment", "name": "why"}, {"type": "file", "name": "paper"},
        {"type": "text", "name": "age", "inputType": "number", "nordsvar": {"personal": true}},
    ]});
    let (id, file) = (response_id(), response_id());
    let words = format!("told by {id}");
    let sample = Sample::publish_as(&platform.site, key, &definition);
    let put = platform.site.put(&sample.path(&format!("/files/{id}/{file}")));
    let put = put.header("nordsvar-file", "field=paper&version=1&name=told+by+somebody.txt");
    let put = put.body("text/plain", format!("a file {words}").into_bytes()).send();
    let answers = json!({"why": words, "paper": [put.expect(201).json()], "age": 914_253_671});
    let _ = sample.submit(&Sample::submission(id, &answers)).expect(201);
    let _ = sample.submit(&Sample::submission(response_id(), &json!({"why": WRITTEN[1]})));
    assert_eq!(sample.responses(10)[0]["answers"], answers);
    let sought = [&*words, "told by somebody", "914253671"];
    let mut faults = Vec::new();
    each_file(&platform.ready.data, &mut |path, bytes| {
        for needle in sought.into_iter().chain(WRITTEN) {
            if let Some(around) = found(bytes, needle.as_bytes()) {
                faults.push(format!("{}: {around}", path.display()));
            }
        }
    });
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_file_holds_who_was_invited() {
    let platform = platform();
    let sample = Sample::publish(&platform.site, &platform.ready.api_key);
    let inviting = Inviting::new(platform, &sample.id);
    // It stands in all that is told of them.
    let mark = response_id().to_string();
    let (email, phone) = (format!("kept-{mark}@example.com"), "+46701740699");
    let happened = Moment::from_unix_millis(now().get() * 1000).rfc3339();
    let item = json!({"ask": {
        "event": {
            "app": "store-evaluator", "instance": inviting.name(), "key": format!("Order/{mark}"),
            "stage": "checkout", "happened": happened, "channels": ["mail"], "language": "en"
        },
        "recipient": {"name": format!("Falkenstam {mark}"), "email": email, "phone": phone},
        "values": {"order": format!("Order/{mark}")}, "known": {"who": format!("Known {mark}")}
    }});
    let events = Target::TakeEvents("store-evaluator".parse().unwrap());
    let told = inviting.tell(events, &json!({"items": [item]})).expect(200).json();
    assert!(told["items"][0]["scheduled"].is_object(), "{told}");
    let mail = Mail::wait(&platform.ready.mail, &email, 1);
    assert!(mail.html.contains("/i/"), "{}", mail.html);
    let (mut faults, mut is_known) = (Vec::new(), false);
    each_file(&platform.ready.data, &mut |path, bytes| {
        for needle in [mark.as_str(), "701740699"] {
            if let Some(around) = found(bytes, needle.as_bytes()) {
                faults.push(format!("{}: {around}", path.display()));
            }
        }
        is_known |= found(bytes, inviting.name().as_str().as_bytes()).is_some();
    });
    assert_eq!(faults, Vec::<String>::new());
    assert!(is_known, "what is no secret of theirs is found");
}

#[test]
fn verifiers_stand_in_their_column_alone() {
    let platform = platform();
    let _ = Person::new(platform);
    let database = database();
    let mut verifiers = Vec::new();
    each_value(&database, &mut |place, value| {
        if VERIFIERS.contains(&place) {
            verifiers.push(value.to_vec());
        }
    });
    // Of everybody's, those of the last who were made, for the time it takes; and of the demo's owner.
    let looked_for: Vec<_> =
        verifiers.iter().take(1).chain(verifiers.iter().rev().take(20)).collect();
    assert!(looked_for.len() > 1 && looked_for.iter().all(|verifier| verifier.len() == 32));
    let mut faults = Vec::new();
    each_value(&database, &mut |place, value| {
        let elsewhere = !VERIFIERS.contains(&place);
        if elsewhere && looked_for.iter().any(|verifier| found(value, verifier).is_some()) {
            faults.push(format!("{place:?}"));
        }
    });
    each_file(&platform.ready.data.join("logs"), &mut |path, bytes| {
        for verifier in &looked_for {
            let hex =
                verifier.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
            if found(bytes, verifier).or_else(|| found(bytes, hex.as_bytes())).is_some() {
                faults.push(path.display().to_string());
            }
        }
    });
    assert_eq!(faults, Vec::<String>::new());
}
