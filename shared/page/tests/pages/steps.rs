//! One page of the survey at a time.

use crate::support::{attributes, circumstances, definition, scoped};
use ::survey::{AnswerProblem, AnswerReason, Interview, Standing, Walk};
use page::{Attempt, Scope};
use serde_json::{Value, json};

fn three_pages() -> Value {
    json!({
        "title": "Lunch", "description": "About lunch.", "showProgressBar": "top",
        "pagePrevText": "Earlier",
        "pages": [
            { "name": "p1", "title": "You", "elements": [
                { "type": "text", "name": "a", "isRequired": true }] },
            { "name": "p2", "title": "Food, {a}", "elements": [
                { "type": "text", "name": "b", "visibleIf": "{a} = 'x'", "isRequired": true },
                { "type": "text", "name": "c", "visibleIf": "{a} = 'y'" },
                { "type": "text", "name": "d", "visibleIf": "{e} = 1" },
                { "type": "text", "name": "e", "enableIf": "{a} = 'z'" },
                { "type": "radiogroup", "name": "f", "choices": ["u",
                    { "value": "v", "visibleIf": "{a} = 'y'" },
                    { "value": "w", "visibleIf": "{e} = 2" }] }] },
            { "name": "p3", "visibleIf": "{e} = 3", "elements": [{ "type": "text", "name": "g" }] },
        ],
    })
}

/// The page at a place, with answers.
fn shown(source: &Value, page: usize, answers: &Value, attempt: Attempt<'_>) -> String {
    let definition = definition(source);
    let standing = Standing { page, ..Standing::default() };
    let answers = answers.as_object();
    let walk = Walk::new(&definition, circumstances("en"), &standing, answers);
    scoped(walk.interview(), attempt, Scope::Asked)
}

#[test]
fn the_first_page_has_what_is_asked_first() {
    let html = shown(&three_pages(), 0, &json!({}), Attempt::First);
    assert_eq!(attributes(&html, "data-name").collect::<Vec<_>>(), ["a"]);
    for part in [
        "<title>Part 1 of 2 – Lunch</title>",
        "About lunch.",
        r#" data-more="" data-at="p1">"#,
        r#"<progress max="100" value="0" aria-label="Progress"></progress>"#,
        r#"<h2><span class="part">Part 1 of 2<span class="unseen"> – </span></span>You</h2>"#,
        r#"name="nordsvar.step" value="next">Next</button>"#,
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    assert!(!html.contains(r#"value="back""#) && !html.contains(r#"value="send""#), "{html}");
    // What enter presses now and once all pages have come.
    assert_eq!(html.matches(r#"<button class="unseen""#).count(), 1, "{html}");
}

#[test]
fn where_there_is_one_button_enter_presses_that() {
    let source = json!({ "elements": [{ "type": "text", "name": "a" }] });
    let html = shown(&source, 0, &json!({}), Attempt::First);
    assert!(
        html.contains(r#"value="send""#) && !html.contains(r#"<button class="unseen""#),
        "{html}"
    );
}

#[test]
fn what_the_server_can_decide_it_decides() {
    let html = shown(&three_pages(), 1, &json!({ "a": "x" }), Attempt::First);
    assert_eq!(attributes(&html, "data-name").collect::<Vec<_>>(), ["b", "d", "e", "f"]);
    for part in [
        "<title>Part 2 of 2 – Lunch</title>",
        "</span></span>Food, x</h2>",
        r#"value="50" aria-label="Progress""#,
        r#"data-kind="text" data-required="">"#,
        r#"data-name="d" data-type="text" data-kind="text" data-if="">"#,
        r#"name="e" readonly"#,
        r#"<label class="option" data-if=""><input type="radio" name="f" value="w""#,
        r#"name="nordsvar.step" value="back" formnovalidate>Earlier</button>"#,
        // The third page may come into sight.
        r#"name="nordsvar.step" value="next">Next</button>"#,
        r#"<button class="unseen" type="submit" form="survey""#,
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    for part in ["About lunch.", r#"name="f" value="v""#, r#"name="c""#, r#"value="send""#] {
        assert!(!html.contains(part), "{part}\nin {html}");
    }
}

#[test]
fn the_last_page_sends() {
    let answers = json!({ "a": "z", "e": 3 });
    let html = shown(&three_pages(), 2, &answers, Attempt::First);
    for part in [
        "<title>Part 3 of 3 – Lunch</title>",
        r#"<h2><span class="part">Part 3 of 3</span></h2>"#,
        r#"value="send">Send answers</button>"#,
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    assert!(!html.contains(r#"value="next""#), "{html}");
}

#[test]
fn a_page_that_is_gone_back_to_says_what_is_wrong() {
    let problem = AnswerProblem { name: "a".to_owned(), reason: AnswerReason::Required };
    let attempt = Attempt::Fault { problems: &[problem] };
    let html = shown(&three_pages(), 0, &json!({ "a": "was" }), attempt);
    for part in [r#"name="a" value="was""#, r##"<a href="#q-0">a – This question needs"##] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
}

#[test]
fn one_question_at_a_time() {
    let mut source = three_pages();
    source["questionsOnPageMode"] = json!("questionPerPage");
    let definition = definition(&source);
    let standing = Standing { page: 1, element: 3, skipped: Vec::new() };
    let answers = json!({ "a": "x" });
    let walk = Walk::new(&definition, circumstances("en"), &standing, answers.as_object());
    let html = scoped(walk.interview(), Attempt::First, Scope::Asked);
    assert_eq!(attributes(&html, "data-name").collect::<Vec<_>>(), ["e"]);
    assert!(html.contains(r#"data-at="p2" data-mode="element" data-element="e">"#), "{html}");
}

#[test]
fn all_pages_are_there_for_a_script() {
    let definition = definition(&three_pages());
    let interview = Interview::start(&definition, circumstances("en"));
    let html = scoped(&interview, Attempt::First, Scope::Whole);
    assert_eq!(attributes(&html, "data-page").collect::<Vec<_>>(), ["p1", "p2", "p3"]);
    for part in [r#"value="back""#, r#"value="next""#, r#"value="send""#, r#"name="nordsvar.at""#] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    assert!(!html.contains("data-more"), "nothing is left to be fetched");
}

#[test]
fn files_of_an_earlier_answer_are_kept() {
    let source = json!({ "pages": [
        { "name": "p1", "elements": [{ "type": "file", "name": "a", "isRequired": true },
            { "type": "signaturepad", "name": "b", "title": "Sign" }] },
        { "name": "p2", "elements": [{ "type": "text", "name": "c" }] },
    ] });
    let file = json!({ "name": "x.txt", "type": "text/plain",
        "content": "data:text/plain;base64,aGVq" });
    let answers = json!({ "a": [file], "b": "data:image/png;base64,aGVq" });
    let html = shown(&source, 0, &answers, Attempt::First);
    for part in [
        r#"name="nordsvar.kept.a" value="{&quot;content&quot;:&quot;data:text/plain;base64,aGVq"#,
        r#"name="nordsvar.kept.b" value="{&quot;content&quot;:&quot;data:image/png;base64,aGVq"#,
        "<bdi>Sign</bdi>",
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
}
