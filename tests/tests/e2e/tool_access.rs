//! The Survey Tool: what it does not do for whom.

use credential::Role;
use serde_json::json;
use tests::{Person, platform, response_id};

use crate::room::{TOOL, Visitor};
use crate::tool::{answered, definition, owner, published, says};

fn of_role(role: Role) -> Visitor {
    let company = &platform().ready.company;
    TOOL.visitor(&Person::as_role(platform(), company, role))
}

#[test]
fn another_organisation_finds_nothing() {
    let survey = published(&owner(), &definition("Ours"));
    let response = answered(&survey, &json!({"word": "ours"}));
    let tenant = format!("t-{}", response_id());
    crate::operator::make_tenant(&tenant);
    let stranger = TOOL.visitor(&Person::of(platform(), &tenant));
    let path = format!("/tool/surveys/{survey}");
    for below in [
        "",
        "/definition",
        "/definition.json",
        "/close",
        "/responses",
        "/responses.csv",
        &*format!("/responses/{response}"),
        &*format!("/responses/{response}/file?file={response}"),
    ] {
        let answer = stranger.get(&format!("{path}{below}")).expect(404);
        says(&answer, &["There is no such page"]);
    }
    let ours = definition("Theirs").to_string();
    let sent = stranger.send(&format!("{path}/definition"), &[("definition", &ours)], &[]);
    let _ = sent.expect(404);
    for verb in ["publish", "close"] {
        let _ = stranger.post(&format!("{path}/{verb}"), &[]).expect(404);
    }
    assert!(!stranger.get("/tool").expect(200).text().contains("Ours"));
}

#[test]
fn an_editor_makes_and_publishes_and_reads_no_answer() {
    let editor = of_role(Role::Editor);
    let survey = published(&editor, &definition("The editor's"));
    let response = answered(&survey, &json!({"word": "secret word"}));
    let path = format!("/tool/surveys/{survey}");
    let page = editor.get(&path).expect(200);
    says(&page, &[&format!("{path}/definition"), &format!("{path}/close")]);
    assert!(!page.text().contains(&format!("{path}/responses")), "{}", page.text());
    for below in
        ["/responses", "/responses.csv", &*format!("/responses/{response}"), "/responses?state=all"]
    {
        let refused = editor.get(&format!("{path}{below}")).expect(403);
        says(&refused, &["You may not do this"]);
        assert!(!refused.text().contains("secret word"), "{below}");
    }
    let list = editor.get("/tool").expect(200);
    assert!(!list.text().contains("/responses?"), "counts lead nowhere");
}

#[test]
fn a_viewer_sees_and_an_analyst_reads_and_neither_changes_anything() {
    let survey = published(&owner(), &definition("To look at"));
    let path = format!("/tool/surveys/{survey}");
    let text = definition("Changed").to_string();
    for (role, responses) in [(Role::Viewer, 403), (Role::Analyst, 200)] {
        let visitor = of_role(role);
        let list = visitor.get("/tool").expect(200);
        assert!(!list.text().contains("/tool/new"), "{role}");
        let page = visitor.get(&path).expect(200);
        for way in ["/definition\"", "/publish\"", "/close\""] {
            assert!(!page.text().contains(&format!("{path}{way}")), "{role}: {way}");
        }
        assert_eq!(visitor.get(&format!("{path}/responses")).status, responses, "{role}");
        for form in ["/tool/new", &format!("{path}/definition"), &format!("{path}/close")] {
            says(&visitor.get(form).expect(403), &["You may not do this"]);
        }
        for form in ["/tool/new", &format!("{path}/definition")] {
            let _ = visitor.send(form, &[("definition", &text)], &[]).expect(403);
        }
        for verb in ["publish", "close"] {
            let _ = visitor.post(&format!("{path}/{verb}"), &[]).expect(403);
        }
    }
    let billing = of_role(Role::Billing);
    says(&billing.get("/tool").expect(403), &["You may not do this"]);
    assert!(
        !Visitor::new(&Person::as_role(platform(), &platform().ready.company, Role::Billing))
            .get("/zone")
            .expect(200)
            .text()
            .contains("/tool\"")
    );
}

#[test]
fn other_sites_change_nothing() {
    let visitor = owner();
    let survey = published(&visitor, &definition("Safe"));
    let site = &platform().site;
    for below in ["publish", "close"] {
        let call = site.post(&format!("/tool/surveys/{survey}/{below}")).form(&[("a", "b")]);
        let call = call.header("cookie", &visitor.cookie);
        assert_eq!(call.header("sec-fetch-site", "cross-site").send().status, 403, "{below}");
    }
    let text = definition("Theirs").to_string();
    for path in ["/tool/new".to_owned(), format!("/tool/surveys/{survey}/definition")] {
        let call = site.post(&path).multipart(&[("definition", &*text)], &[]);
        let call = call.header("cookie", &visitor.cookie);
        assert_eq!(call.header("origin", "https://evil.example").send().status, 403, "{path}");
    }
    says(&visitor.get(&format!("/tool/surveys/{survey}")).expect(200), &["Safe", "Published"]);
}

#[test]
fn what_is_read_and_done_is_in_the_audit_log() {
    let tenant = format!("t-{}", response_id());
    crate::operator::make_tenant(&tenant);
    let person = Person::of(platform(), &tenant);
    let visitor = TOOL.visitor(&person);
    let survey = published(&visitor, &definition("Told"));
    let response = answered(&survey, &json!({"word": "w"}));
    let path = format!("/tool/surveys/{survey}");
    let _ = visitor.get(&format!("{path}/responses/{response}")).expect(200);
    let _ = visitor.get(&format!("{path}/responses.csv")).expect(200);
    let _ = visitor.post(&format!("{path}/close"), &[]).expect(303);
    let log = Visitor::new(&person).get("/zone/audit").expect(200);
    for action in
        ["save-survey", "publish-survey", "read-response", "list-responses", "close-survey"]
    {
        says(&log, &[action]);
    }
}
