//! The Survey Tool: who comes in, and what they do there.

use serde_json::{Value, json};
use tests::{Answer, Person, Sample, Upload, cookie_named, inner_text, platform, response_id};

use crate::room::{TOOL, Visitor, get, hand_over_is_good_in_one_browser, signing_out_ends_both};

const FORMULA: &str = "=1+1";

pub(crate) fn owner() -> Visitor {
    TOOL.visitor(&Person::new(platform()))
}

/// A survey that asks for a text, several choices and a file.
pub(crate) fn definition(title: &str) -> Value {
    json!({
        "title": title,
        "elements": [
            {"type": "text", "name": "word", "title": "Which word?"},
            {"type": "checkbox", "name": "fruit", "title": "Which fruit?",
             "choices": [{"value": "a", "text": "Apple"}, {"value": "p", "text": "Pear"}]},
            {"type": "comment", "name": "more", "title": "What else?"}
        ]
    })
}

/// Makes a survey in the tool, and gives its name.
pub(crate) fn made(visitor: &Visitor, definition: &Value) -> String {
    let fields = [("definition", &*definition.to_string())];
    let to = visitor.send("/tool/new", &fields, &[]).expect(303);
    let path = to.header("location").strip_suffix("?saved").unwrap().to_owned();
    path.strip_prefix("/tool/surveys/").unwrap().to_owned()
}

/// A survey that was made and published in the tool.
pub(crate) fn published(visitor: &Visitor, definition: &Value) -> String {
    let survey = made(visitor, definition);
    let _ = visitor.post(&format!("/tool/surveys/{survey}/publish"), &[]).expect(303);
    survey
}

pub(crate) fn answered(survey: &str, answers: &Value) -> String {
    let id = response_id();
    let sent = Sample::submission(id, answers);
    let path = format!("/s/{survey}/responses");
    let _ = platform().site.post(&path).json(&sent).send().expect(201);
    id.to_string()
}

#[track_caller]
pub(crate) fn says(page: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
}

#[test]
fn whoever_is_signed_in_comes_in_by_login() {
    let person = Person::new(platform());
    let visitor = TOOL.visitor(&person);
    let home = visitor.get("/tool").expect(200);
    says(&home, &[&person.email, "/tool/new", "/zone\"", "/login\"", "Your organisation"]);
    assert_eq!(home.header("cache-control"), "no-store");
    let policy = home.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors 'none'") && !policy.contains("script-src"),
        "{policy}"
    );
    let token = visitor.cookie.split_once('=').unwrap().1;
    let _ = platform().site.get("/api/v1/surveys").bearer(token).send().expect(401);
    let _ = get("/zone", &format!("__Host-nordsvar_zone={token}")).expect(303);
    says(&crate::room::Visitor::new(&person).get("/zone").expect(200), &["/tool\""]);
}

#[test]
fn what_login_hands_over_is_good_in_one_browser() {
    hand_over_is_good_in_one_browser(TOOL);
}

#[test]
fn who_signs_out_is_out_everywhere() {
    signing_out_ends_both(TOOL);
}

#[test]
fn whoever_must_sign_in_first_goes_on_from_there() {
    let person = Person::new(platform());
    let (_, path) = TOOL.begun();
    let sent = get(&path, "").expect(303);
    let way = tests::cookie(&sent);
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let signed_in = crate::room::post("/login", &way, &fields).expect(303);
    assert_eq!(signed_in.header("location"), path);
    assert!(cookie_named(&signed_in, "__Host-nordsvar_login").is_some());
}

#[test]
fn faults_are_told_and_what_was_sent_stays() {
    let visitor = owner();
    let broken = r#"{"title":"<Tea>","elements":[{"type":"txet","name":"q"},{"type":"text"}]}"#;
    let told = visitor.send("/tool/new", &[("definition", broken)], &[]).expect(422);
    says(&told, &["The definition has faults", "$.elements[0]", "$.elements[1]"]);
    let kept = inner_text(told.text(), "textarea").unwrap();
    assert!(kept.contains("&lt;Tea&gt;") && kept.contains("txet"), "{kept}");
    let cut = visitor.send("/tool/new", &[("definition", "{\"title\":")], &[]).expect(422);
    says(&cut, &["This is not JSON", "line 1, column"]);
    says(&visitor.send("/tool/new", &[("definition", "  ")], &[]).expect(422), &["no definition"]);
    let large = format!("{{\"title\":\"{}\"}}", "a".repeat(1_000_000));
    let large = visitor.send("/tool/new", &[("definition", &large)], &[]).expect(422);
    says(&large, &["larger than 1 MB"]);
    let bytes = Upload { name: "a.json", media_type: "application/json", content: b"\xff\xfe{" };
    let no_text = visitor.send("/tool/new", &[("definition", "kept")], &[("file", bytes)]);
    says(&no_text.expect(422), &["not text in UTF-8", "kept"]);
    let much = vec![b' '; 3_000_000];
    let much = Upload { name: "a.json", media_type: "application/json", content: &much };
    let _ = visitor.send("/tool/new", &[("definition", "")], &[("file", much)]).expect(413);
}

#[test]
fn a_survey_is_made_of_a_file_changed_published_and_closed() {
    let visitor = owner();
    let first = definition("A first draft").to_string();
    let file = Upload { name: "s.json", media_type: "application/json", content: first.as_bytes() };
    let to = visitor.send("/tool/new", &[("definition", "not this")], &[("file", file)]);
    let to = to.expect(303).header("location").to_owned();
    let page = visitor.get(&to).expect(200);
    says(&page, &["A first draft", "The draft is saved", "Draft", "can be published"]);
    assert!(!page.text().contains("data-survey"), "nobody can answer it yet");
    let path = to.strip_suffix("?saved").unwrap();
    let survey = path.strip_prefix("/tool/surveys/").unwrap();

    // A draft is not lost unless somebody says so.
    let edit = format!("{path}/definition");
    let second = definition("A second draft").to_string();
    let asked = visitor.send(&edit, &[("definition", &second)], &[]).expect(422);
    says(&asked, &["is to be replaced", "A second draft"]);
    says(&visitor.get(path).expect(200), &["A first draft"]);
    let confirmed = [("definition", &*second), ("replace", "yes")];
    let _ = visitor.send(&edit, &confirmed, &[]).expect(303);
    says(&visitor.get(&edit).expect(200), &["A second draft", "name=\"replace\""]);
    let saved = visitor.get(&format!("{path}/definition.json")).expect(200);
    assert_eq!(saved.json(), definition("A second draft"));
    assert!(saved.header("content-disposition").starts_with("attachment"), "it is a file");

    assert_eq!(platform().site.get(&format!("/s/{survey}")).send().status, 404);
    let to = visitor.post(&format!("{path}/publish"), &[]).expect(303);
    let page = visitor.get(to.header("location")).expect(200);
    let site = platform().site.base();
    says(&page, &["is published", &format!("{site}/s/{survey}"), "data-kind=&quot;slide-in&quot;"]);
    says(&page, &["widget.js&quot; data-survey=", "class=\"qr\""]);
    let _ = platform().site.get(&format!("/s/{survey}")).send().expect(200);
    // What was published stays: there is no draft to lose.
    assert!(!visitor.get(&edit).expect(200).text().contains("name=\"replace\""));

    let close = format!("{path}/close");
    says(&visitor.get(&close).expect(200), &["Close the survey?", "A second draft"]);
    let _ = platform().site.get(&format!("/s/{survey}")).send().expect(200);
    let closed = visitor.post(&close, &[]).expect(303);
    says(&visitor.get(closed.header("location")).expect(200), &["is closed", "Open again"]);
    let _ = visitor.post(&format!("{path}/publish"), &[]).expect(303);
    says(&visitor.get(path).expect(200), &["Published"]);
}

#[test]
fn colours_that_cannot_be_read_are_told_where_they_keep_a_draft_from_being_published() {
    let visitor = owner();
    let mut faint = definition("Faint");
    faint["nordsvar"] = json!({"theme": {"accent": "#ffffff", "background": "#ffffff"}});
    let survey = made(&visitor, &faint);
    let path = format!("/tool/surveys/{survey}");
    let page = visitor.get(&path).expect(200);
    says(&page, &["keeps the draft from being published", "$.nordsvar.theme"]);
    assert!(!page.text().contains(&format!("{path}/publish")), "{}", page.text());
    let refused = visitor.post(&format!("{path}/publish"), &[]).expect(422);
    says(&refused, &["keeps the draft from being published"]);
}

#[test]
fn responses_are_counted_listed_read_and_exported() {
    let tenant = format!("t-{}", response_id());
    crate::operator::make_tenant(&tenant);
    let visitor = TOOL.visitor(&Person::of(platform(), &tenant));
    says(&visitor.get("/tool").expect(200), &["Make the first one"]);
    let survey = published(&visitor, &definition("Counted"));
    let path = format!("/tool/surveys/{survey}");
    says(&visitor.get(&format!("{path}/responses")).expect(200), &["There is none"]);
    let first = answered(&survey, &json!({"word": FORMULA, "fruit": ["a", "p"], "more": "<b>"}));
    let _ = answered(&survey, &json!({"word": "plain"}));
    let machine = json!({"id": response_id(), "version": 1, "language": "en", "complete": true,
        "answers": {"word": "machine"}, "more": "x"});
    let responses = format!("/s/{survey}/responses");
    let _ = platform().site.post(&responses).json(&machine).send().expect(201);

    let list = visitor.get("/tool").expect(200);
    let counted = format!("{path}/responses?state=complete\">2<");
    says(&list, &["Counted", "Published", &counted, "state=partial\">0<"]);
    let table = visitor.get(&format!("{path}/responses")).expect(200);
    says(&table, &["Which word?", "Apple, Pear", "=1+1", "plain", &first, "&lt;b&gt;"]);
    assert!(!table.text().contains("machine</div></td>"), "{}", table.text());
    let suspected = visitor.get(&format!("{path}/responses?state=suspected")).expect(200);
    says(&suspected, &["machine</div></td>", "Perhaps a machine"]);
    let one = visitor.get(&format!("{path}/responses/{first}")).expect(200);
    says(&one, &["Which fruit?", "Apple", "Complete", &first, "&lt;b&gt;"]);

    let file = visitor.get(&format!("{path}/responses.csv?state=complete")).expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").starts_with("attachment"), "it is saved");
    let text = file.text();
    let mut lines = text.strip_prefix('\u{feff}').expect("a mark of UTF-8").split("\r\n");
    let own = "_id,_received,_complete,_version,_language,_score,_suspect,_aside";
    assert_eq!(lines.next(), Some(&*format!("{own},word,fruit,more")));
    let line = lines.next().unwrap();
    assert!(line.starts_with(&first) && line.ends_with(",'=1+1,\"a; p\",<b>"), "{line}");
    assert_eq!((lines.count(), text.contains("machine")), (2, false));
}

#[test]
fn lists_go_on_where_they_ended() {
    let tenant = format!("t-{}", response_id());
    crate::operator::make_tenant(&tenant);
    let visitor = TOOL.visitor(&Person::of(platform(), &tenant));
    let survey = published(&visitor, &definition("Many"));
    for _ in 0..25 {
        let _ = made(&visitor, &definition("One of many"));
        let _ = answered(&survey, &json!({"word": "w"}));
    }
    let last = answered(&survey, &json!({"word": "the last"}));
    for (path, of_next) in
        [("/tool".to_owned(), "Survey"), (format!("/tool/surveys/{survey}/responses"), &*last)]
    {
        let page = visitor.get(&path).expect(200);
        let rows = |page: &Answer| page.text().matches("role=\"rowheader\"").count();
        assert_eq!(rows(&page), 25, "{path}");
        let next = page.text().split(" rel=\"next\"").next().unwrap();
        let next = next.rsplit("href=\"").next().unwrap().trim_end_matches('"');
        let next = visitor.get(&next.replace("&amp;", "&")).expect(200);
        assert_eq!(rows(&next), 1, "{path}");
        says(&next, &[of_next]);
    }
    let refused = visitor.get("/tool?cursor=====");
    assert_eq!(refused.status, 400);
}

#[test]
fn files_of_a_response_are_saved() {
    let visitor = owner();
    let definition = json!({"elements": [{"type": "file", "name": "papers", "title": "Papers"}]});
    let survey = published(&visitor, &definition);
    let site = &platform().site;
    let page = site.get(&format!("/s/{survey}")).send().expect(200).text().to_owned();
    let fields = tests::stepped(&page, &[]);
    let paper = Upload { name: "å.html", media_type: "text/html", content: b"<script>1</script>" };
    let sent = site.post(&format!("/s/{survey}")).multipart(&fields, &[("papers", paper)]).send();
    assert!(sent.status < 300, "{}: {}", sent.status, sent.text());
    let table = visitor.get(&format!("/tool/surveys/{survey}/responses")).expect(200);
    says(&table, &["å.html"]);
    let response = table.text().split(&format!("{survey}/responses/")).nth(1).unwrap();
    let response = response.split('"').next().unwrap();
    let path = format!("/tool/surveys/{survey}/responses/{response}");
    let one = visitor.get(&path).expect(200);
    let buttons = tests::fields(one.text());
    let button = buttons.iter().find(|field| field.name == "file").expect("a button for the file");
    let file = visitor.get(&format!("{path}/file?file={}", button.value)).expect(200);
    assert_eq!(file.body, b"<script>1</script>");
    assert!(file.header("content-disposition").starts_with("attachment"), "it is saved");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    for wrong in ["", "?file=1", "?other=1", "?file=01932c07-209e-7cde-8c1d-3f2a1b4c5d6e"] {
        assert_eq!(visitor.get(&format!("{path}/file{wrong}")).status, 404, "{wrong}");
    }
}
