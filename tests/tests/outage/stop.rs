//! Storage cannot be reached: the edge says so, and keeps nothing.

use std::fs;
use std::path::Path;

use tests::{Answer, Role, Sample, filled, response_id};

use crate::system;

fn unavailable(what: &str, answer: &Answer) {
    assert_eq!(answer.status, 503, "{what}: {}", answer.text());
    let seconds = answer.header("retry-after");
    assert!(seconds.parse::<u32>().is_ok_and(|seconds| seconds > 0), "{what}: {seconds:?}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
}

/// Whether any file below `folder` holds `text`.
fn holds(folder: &Path, text: &[u8]) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return holds(&path, text);
        }
        let bytes = fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text)
    })
}

#[test]
fn the_edge_keeps_nothing_and_delivers_again() {
    let (mut system, sample) = system();
    let mark = format!("mark-{}", response_id());
    let kept = Sample::submission(response_id(), &serde_json::json!({"who": "Before"}));
    let _ = sample.submit(&kept).expect(201);
    let page = system.site.get(&sample.path("")).send().expect(200).text().to_owned();

    system.kill_storage();
    let waiting = Sample::submission(response_id(), &serde_json::json!({"who": mark}));
    let refused = sample.submit(&waiting);
    unavailable("submission", &refused);
    assert_eq!(refused.problem().0, "storage-unavailable");
    let fields = filled(&page, &[("who", &mark)]);
    unavailable("form", &system.site.post(&sample.path("")).form(&fields).send());
    unavailable("page", &system.site.get(&sample.path("")).send());
    let listing = system.site.get(&sample.api_path("/responses")).bearer(&system.api_key);
    unavailable("listing", &listing.send());
    let login = serde_json::json!({"email": "a@example.com", "password": "b"});
    unavailable("login", &system.site.post("/login/token").json(&login).send());
    let _ = system.site.get("/healthz").send().expect(200);
    assert!(!holds(&system.folder(Role::Edge), mark.as_bytes()), "the edge kept an answer");

    system.start_storage();
    assert_eq!(sample.responses(10).len(), 1, "what was refused is not there");
    let _ = sample.submit(&waiting).expect(201);
    let _ = sample.submit(&waiting).expect(200);
    let _ = sample.submit(&kept).expect(200);
    let names: Vec<_> = sample.responses(10).iter().map(|r| r["answers"]["who"].clone()).collect();
    assert_eq!(names, ["Before", &mark]);
}
