//! What holds for every page, and what the survey's page must carry.
#![expect(clippy::unwrap_used, reason = "a fixture that is wrong ends the test")]

use page::{
    Assets, Attempt, ClosedPage, Embedding, FailurePage, LandingPage, LoginPage, ReceiptCheck,
    ReceiptPage, SignedInPage, SurveyPage, ThanksPage, UiLanguage, survey_page,
};
use problem::{Kind, Problem};
use serde_json::{Value, json};
use survey::{Definition, Locale, ResponseId, SurveyId, Version};

const ASSETS: Assets<'static> = Assets { style: "/assets/page.css", script: "/assets/page.js" };
const HOSTILE: &str = "\"><script>alert(1)</script>'&";

fn definition(json: &Value) -> Definition {
    Definition::parse(json).unwrap()
}

fn survey_id() -> SurveyId {
    "sus".parse().unwrap()
}

fn response() -> ResponseId {
    ResponseId::new(1_795_463_400_123, &[7; 10])
}

/// One question of each kind, every text of which is hostile.
fn hostile() -> Value {
    let choices = json!([{ "value": HOSTILE, "text": HOSTILE }, "b"]);
    let question = |kind: &str, more: Value| {
        let mut json = json!({ "type": kind, "name": format!("{HOSTILE}{kind}"), "title": HOSTILE,
            "description": HOSTILE, "isRequired": true, "requiredErrorText": HOSTILE });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json
    };
    json!({ "title": HOSTILE, "description": HOSTILE, "completeText": HOSTILE,
        "requiredMark": HOSTILE, "pages": [{ "title": HOSTILE, "elements": [
        question("text", json!({ "placeholder": HOSTILE })),
        question("comment", json!({ "placeholder": HOSTILE })),
        question("radiogroup", json!({ "choices": choices })),
        question("checkbox", json!({ "choices": choices })),
        question("dropdown", json!({ "choices": choices, "placeholder": HOSTILE })),
        question("boolean", json!({ "labelTrue": HOSTILE, "valueTrue": HOSTILE })),
        question("rating", json!({ "rateValues": choices, "minRateDescription": HOSTILE })),
        question("ranking", json!({ "choices": choices })),
        question("matrix", json!({ "columns": choices, "rows": choices })),
    ] }] })
}

fn page(definition: &Definition, locale: &str, attempt: Attempt<'_>) -> String {
    let (survey, locale): (_, Locale) = (survey_id(), locale.parse().unwrap());
    survey_page(&SurveyPage {
        survey: &survey,
        version: Version::FIRST,
        definition,
        locale: &locale,
        response: response(),
        assets: ASSETS,
        embedding: Embedding::Standalone,
        attempt,
    })
}

/// Every page there is, with hostile texts wherever texts come from outside.
fn all() -> Vec<(&'static str, String)> {
    let (definition, survey, locale) = (definition(&hostile()), survey_id(), "sv".parse().unwrap());
    let fields: Vec<_> =
        definition.questions().map(|q| (q.name.to_string(), HOSTILE.to_owned())).collect();
    let problems = definition.check(&definition.answers_from_form(&fields)).unwrap_err();
    let attempt = Attempt::Refused { fields: &fields, problems: &problems };
    let (language, style) = (UiLanguage::Sv, ASSETS.style);
    let problem = &Problem::new(Kind::NotFound).with_detail(HOSTILE);
    let receipt = |check| {
        page::receipt_page(&ReceiptPage { survey: &survey, language, assets: ASSETS, check })
    };
    let genuine = ReceiptCheck::Genuine {
        response: response(),
        version: Version::FIRST,
        received_at: "2026-11-23T19:50:00Z",
    };
    vec![
        ("survey", page(&definition, "sv", Attempt::First)),
        ("refused", page(&definition, "sv", attempt)),
        (
            "thanks",
            page::thanks_page(&ThanksPage {
                survey: &survey,
                definition: &definition,
                locale: &locale,
                assets: ASSETS,
                embedding: Embedding::Embedded,
                receipt: HOSTILE,
            }),
        ),
        (
            "closed",
            page::closed_page(&ClosedPage { definition: &definition, locale: &locale, style }),
        ),
        ("receipt", receipt(ReceiptCheck::Asked)),
        ("receipt refused", receipt(ReceiptCheck::Refused { receipt: HOSTILE })),
        ("receipt genuine", receipt(genuine)),
        ("login", page::login_page(&LoginPage { language, style, email: HOSTILE, refused: true })),
        ("signed in", page::signed_in_page(&SignedInPage { language, style, tenant: HOSTILE })),
        ("landing", page::landing_page(&LandingPage { language, style, login: "/login" })),
        (
            "failure",
            page::failure_page(&FailurePage { language, style, problem, request_id: HOSTILE }),
        ),
    ]
}

#[test]
fn nothing_is_inline_and_nothing_breaks_out() {
    for (name, html) in all() {
        assert!(!html.contains("<script>"), "{name}: a text became markup");
        for inline in [" style=", "<style", " onclick", " onsubmit", "javascript:"] {
            assert!(!html.contains(inline), "{name}: {inline}");
        }
    }
}

#[test]
fn every_page_is_a_whole_document() {
    for (name, html) in all() {
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"sv\" dir=\"ltr\">"), "{name}");
        assert!(html.ends_with("</main></body></html>"), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<title>").count(), 1, "{name}");
        assert!(html.matches("<form").count() <= 1, "{name}");
        let mut ids: Vec<_> = attributes(&html, "id").collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: an id is there twice");
        for target in attributes(&html, "for")
            .chain(attributes(&html, "aria-describedby").flat_map(|v| v.split(' ')))
        {
            assert!(ids.contains(&target), "{name}: nothing has the id {target}");
        }
    }
}

/// The values of an attribute, wherever it stands.
fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let mark = format!(" {name}=\"");
    let starts: Vec<_> = html.match_indices(&mark).map(|(at, found)| at + found.len()).collect();
    starts.into_iter().filter_map(|start| html.get(start..)?.split('"').next())
}

#[test]
fn a_form_that_comes_back_holds_what_was_entered() {
    let definition = definition(&json!({ "elements": [
        { "type": "text", "name": "a", "isRequired": true },
        { "type": "comment", "name": "b" },
        { "type": "checkbox", "name": "c", "choices": [1, 2, 3] },
        { "type": "dropdown", "name": "d", "choices": ["x", "y"] },
        { "type": "ranking", "name": "e", "choices": ["x", "y"] },
        { "type": "matrix", "name": "f", "columns": [1, 2], "rows": ["r"] },
    ] }));
    let fields = [
        ("b", "\nfirst\r\n<second>"),
        ("c", "1"),
        ("c", "3"),
        ("d", "y"),
        ("e[x]", "2"),
        ("f[r]", "2"),
        ("unknown", "z"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let problems = definition.check(&definition.answers_from_form(&fields)).unwrap_err();
    let named: Vec<_> = problems.iter().map(|problem| problem.name.as_str()).collect();
    assert_eq!(named, ["a", "e", "unknown"]);
    let html = page(&definition, "en", Attempt::Refused { fields: &fields, problems: &problems });
    for (name, part) in [
        ("line break kept", ">\n\nfirst\r\n&lt;second&gt;</textarea>"),
        ("first box", r#"value="1" data-json="1" checked"#),
        ("second box", r#"value="2" data-json="2"><span>2"#),
        ("third box", r#"value="3" data-json="3" checked"#),
        ("option", r#"<option value="y" data-json="&quot;y&quot;" selected>y</option>"#),
        ("place", "<option selected>2</option>"),
        ("row", r#"name="f[r]" value="2" data-row="r" data-json="2" checked"#),
        ("summary", r##"<a href="#q-0">a – This question needs an answer.</a>"##),
        ("summary of no question", "<li>unknown: This is not a question of the survey.</li>"),
        ("mark", r#"aria-invalid="true" aria-describedby="e-0""#),
        ("reason", r#"<p class="error" id="e-0">This question needs an answer.</p>"#),
        ("no reason", r#"<p class="error" id="e-1" hidden></p>"#),
    ] {
        assert!(html.contains(part), "{name}: {part}\nin {html}");
    }
}

#[test]
fn words_are_in_the_respondents_language() {
    let definition = definition(&json!({
        "locale": "sv", "title": { "default": "Hej", "en": "Hello", "ar": "مرحبا" },
        "elements": [{ "type": "boolean", "name": "a", "requiredErrorText": { "en": "Do say." },
                       "isRequired": true }],
    }));
    for (locale, parts) in [
        ("sv", ["<h1>Hej</h1>", "<span>Ja</span>", "lang=\"sv\" dir=\"ltr\""]),
        ("en", ["<h1>Hello</h1>", "<span>Yes</span>", "lang=\"en\" dir=\"ltr\""]),
        ("ar", ["<h1>مرحبا</h1>", "<span>Yes</span>", "lang=\"ar\" dir=\"rtl\""]),
    ] {
        let html = page(&definition, locale, Attempt::First);
        for part in parts {
            assert!(html.contains(part), "{locale}: {part}");
        }
    }
    let problems = definition.check(&survey::Answers::default()).unwrap_err();
    let said = page::problem_text(&definition, &"en".parse().unwrap(), &problems[0]);
    assert_eq!(said, "Do say.");
}

#[test]
fn the_script_finds_what_it_needs() {
    let html = page(&definition(&hostile()), "sv", Attempt::First);
    for part in [
        r#"<form id="survey" method="post" action="/s/sus" data-survey="sus" data-responses="/s/sus/responses">"#,
        r#"<input type="hidden" name="nordsvar.id" value="01a209f5-4abb-7707-8707-070707070707" autocomplete="off">"#,
        r#"<input type="hidden" name="nordsvar.version" value="1" autocomplete="off">"#,
        r#"<input type="hidden" name="nordsvar.language" value="sv" autocomplete="off">"#,
        r#"<div id="status" role="status" aria-live="polite" hidden></div>"#,
        r#"<div class="errors" id="errors" role="alert" tabindex="-1" hidden>"#,
        r#"<script type="module" src="/assets/page.js"></script>"#,
    ] {
        assert!(html.contains(part), "{part}");
    }
    let kinds: Vec<_> = attributes(&html, "data-kind").collect();
    let want = "text text choice choices choice boolean choice ranking matrix";
    assert_eq!(kinds.join(" "), want);
    let texts = html.split("<template id=\"texts\"").nth(1).and_then(|rest| rest.split('>').next());
    for word in [
        "not-sent",
        "sending",
        "received",
        "receipt",
        "queued",
        "retrying",
        "refused",
        "conflict",
        "closed",
        "copy",
        "copied",
        "thanks",
        "thanks-text",
        "required",
        "fix",
    ] {
        assert!(texts.unwrap().contains(&format!(" data-{word}=\"")), "{word}");
    }
}
