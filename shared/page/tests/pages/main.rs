//! What holds for every page, and what the survey's page must carry.
#![expect(clippy::unwrap_used, reason = "a fixture that is wrong ends the test")]

mod accounts;
mod invited;
mod languages;
mod logic;
mod steps;
mod support;
mod survey;
mod tool;

use ::survey::{Answers, Interview, Upload, Version};
use page::{
    Access, Attempt, ClosedPage, Embedding, FailurePage, LandingPage, LinkPage, OwnPage,
    ReceiptCheck, ReceiptPage, Shut, StaffLanguage, ThanksPage, UiLanguage, UnsubscribePage,
    UnsubscribeStep,
};
use problem::{Kind, Problem};
use serde_json::{Value, json};
use support::{ASSETS, attributes, circumstances, definition, page, page_of, response, survey_id};

const HOSTILE: &str = "\"><script>alert(1)</script>'&";

/// One question of each kind, every text of which is hostile.
fn hostile() -> Value {
    let choices = json!([{ "value": HOSTILE, "text": HOSTILE }, "b"]);
    let question = |kind: &str, more: Value| {
        let mut json = json!({ "type": kind, "name": format!("{HOSTILE}{kind}"), "title": HOSTILE,
            "description": HOSTILE, "isRequired": true, "requiredErrorText": HOSTILE });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json
    };
    let column = json!([
        { "name": HOSTILE, "title": HOSTILE, "cellType": "text" },
        { "name": "b", "title": HOSTILE, "cellType": "radiogroup", "choices": choices,
          "visibleIf": "{a} = 1" },
    ]);
    let inner = json!([
        { "type": "text", "name": HOSTILE, "title": HOSTILE },
        { "type": "radiogroup", "name": "b", "title": HOSTILE, "choices": choices,
          "visibleIf": "{a} = 1" },
    ]);
    let (link, picture) = ("https://example.se/?a=1&b=2", "https://example.se/a.png?a=1&b=2");
    json!({ "title": HOSTILE, "description": HOSTILE, "completeText": HOSTILE,
        "requiredMark": HOSTILE, "navigateToUrl": link,
        "nordsvar": { "theme": { "accent": "#7a1f5c", "logo": picture, "logoAlt": HOSTILE } },
        "pages": [{ "title": HOSTILE, "elements": [
        question("text", json!({ "placeholder": HOSTILE, "dataList": [HOSTILE] })),
        question("comment", json!({ "placeholder": HOSTILE, "showCommentArea": true,
            "commentText": HOSTILE, "commentPlaceholder": HOSTILE })),
        question("radiogroup", json!({ "choices": choices, "showOtherItem": true,
            "otherText": HOSTILE, "otherPlaceholder": HOSTILE })),
        question("checkbox", json!({ "choices": choices })),
        question("dropdown", json!({ "choices": choices, "placeholder": HOSTILE })),
        question("tagbox", json!({ "choices": choices })),
        question("buttongroup", json!({ "choices": choices })),
        question("boolean", json!({ "labelTrue": HOSTILE, "valueTrue": HOSTILE })),
        question("rating", json!({ "rateValues": choices, "minRateDescription": HOSTILE })),
        question("ranking", json!({ "choices": choices })),
        question("slider", json!({ "sliderType": "range" })),
        question("imagepicker", json!({ "choices": [{ "value": HOSTILE, "imageLink": picture }] })),
        question("matrix", json!({ "columns": choices, "rows": choices })),
        question("multipletext", json!({ "items": [{ "name": HOSTILE, "title": HOSTILE }] })),
        question("matrixdropdown", json!({ "columns": column, "rows": choices })),
        question("matrixdynamic", json!({ "columns": column })),
        question("paneldynamic", json!({ "templateElements": inner, "templateTitle": HOSTILE,
            "templateDescription": HOSTILE, "panelCount": 1 })),
        question("file", json!({ "acceptedTypes": ".pdf" })),
        question("signaturepad", json!({})),
        { "type": "image", "name": "image", "imageLink": picture, "altText": HOSTILE },
        { "type": "expression", "name": "expression", "title": HOSTILE, "expression": "{a}" },
        { "type": "html", "name": "html", "html": "<p>{a}</p>" },
        { "type": "panel", "name": HOSTILE, "title": HOSTILE, "description": HOSTILE,
          "visibleIf": "{a} = 1", "isRequired": true, "elements": [
            { "type": "text", "name": "last", "title": "{a}", "valueName": HOSTILE }] },
        { "type": "text", "name": "a", "defaultValue": HOSTILE },
    ] }] })
}

/// Every page there is, with hostile texts wherever texts come from outside.
fn all() -> Vec<(&'static str, String)> {
    let (definition, survey) = (definition(&hostile()), survey_id());
    let locale = &"sv".parse().unwrap();
    let fields: Vec<_> =
        definition.questions().map(|q| (q.name.to_string(), HOSTILE.to_owned())).collect();
    let [field, name, media_type, base64] = [HOSTILE; 4].map(str::to_owned);
    let uploads = [Upload::from_base64(format!("{field}file"), name, media_type, &base64)];
    let answers = definition.answers_from_form(&fields, &uploads);
    let problems = definition.check(&answers, circumstances("sv")).unwrap_err();
    let interview = Interview::resume(&definition, circumstances("sv"), answers.members());
    let attempt = Attempt::Refused { fields: &fields, uploads: &uploads, problems: &problems };
    let (language, style) = (UiLanguage::of(locale), ASSETS.style);
    let staff = StaffLanguage::Sv;
    let problem = &Problem::new(Kind::NotFound).with_detail(HOSTILE);
    let receipt = |check| {
        page::receipt_page(&ReceiptPage { survey: &survey, language, assets: ASSETS, check })
    };
    let genuine = ReceiptCheck::Genuine {
        response: response(),
        version: Version::FIRST,
        received_at: "2026-11-23T19:50:00Z",
    };
    let closed = |why| {
        page::closed_page(&ClosedPage {
            survey: &survey,
            version: Version::FIRST,
            definition: &definition,
            why,
            locale,
            assets: ASSETS,
        })
    };
    let unsubscribe = |step| page::unsubscribe_page(&UnsubscribePage { language, style, step });
    let link = LinkPage { survey: &survey, language, assets: ASSETS };
    let own = OwnPage {
        survey: &survey,
        version: Version::FIRST,
        interview: &interview,
        received_at: "2026-11-23T19:50:00.000Z",
        token: HOSTILE,
        assets: ASSETS,
    };
    let mut all = vec![
        ("survey", page(&definition, "sv", Attempt::First)),
        ("refused", page_of(&interview, attempt)),
        (
            "thanks",
            page::thanks_page(&ThanksPage {
                survey: &survey,
                version: Version::FIRST,
                interview: &interview,
                assets: ASSETS,
                embedding: Embedding::Embedded,
                receipt: HOSTILE,
                access: Some(Access { token: HOSTILE, link: HOSTILE }),
            }),
        ),
        ("closed", closed(Shut::Closed)),
        ("not open", closed(Shut::NotOpen)),
        ("full", closed(Shut::Full)),
        ("answered", closed(Shut::Answered)),
        ("cancelled", closed(Shut::Cancelled)),
        ("expired", closed(Shut::Expired)),
        ("unsubscribe", unsubscribe(UnsubscribeStep::Asks)),
        (
            "unsubscribed",
            unsubscribe(UnsubscribeStep::Done { organisation: HOSTILE, changed: false }),
        ),
        ("link", page::link_page(&link)),
        ("withdrawn", page::withdrawn_page(&link)),
        ("own", page::own_page(&own)),
        ("withdraw", page::withdraw_page(&own)),
        ("receipt", receipt(ReceiptCheck::Asked)),
        ("receipt refused", receipt(ReceiptCheck::Refused { receipt: HOSTILE })),
        ("receipt genuine", receipt(genuine)),
        ("landing", page::landing_page(&LandingPage { language: staff, style, login: "/login" })),
        (
            "failure",
            page::failure_page(&FailurePage {
                language,
                assets: ASSETS,
                problem,
                request_id: HOSTILE,
                survey: Some("sus"),
                path: "/s/sus",
            }),
        ),
    ];
    all.extend(accounts::all(staff, style));
    all.extend(tool::all(staff, style, &interview));
    all
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
        // Whoever answers has one form; staff have one for each thing they can do.
        let most = match name {
            "account" => 7,
            "account, keyed" => 8,
            "code" | "code, passkey" | "login" => 2,
            // One signs out.
            name if name.starts_with("tool, ") => 2,
            _ => 1,
        };
        assert!(html.matches("<form").count() <= most, "{name}");
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
        ("ar", ["<h1>مرحبا</h1>", "<span>نعم</span>", "lang=\"ar\" dir=\"rtl\""]),
    ] {
        let html = page(&definition, locale, Attempt::First);
        for part in parts {
            assert!(html.contains(part), "{locale}: {part}");
        }
    }
    let problems = definition.check(&Answers::default(), circumstances("en")).unwrap_err();
    let interview = Interview::start(&definition, circumstances("en"));
    let said = page::problem_text(&interview, &problems[0]);
    assert_eq!(said, "Do say.");
}

#[test]
fn the_script_finds_what_it_needs() {
    let html = page(&definition(&hostile()), "sv", Attempt::First);
    for part in [
        r#"<form id="survey" method="post" action="/s/sus?lang=sv" enctype="multipart/form-data" data-files="/assets/files.js" data-survey="sus" data-responses="/s/sus/responses" data-at=""#,
        r#"<input type="hidden" name="nordsvar.state" value="sealed" autocomplete="off">"#,
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
    for kind in [
        "text", "choice", "choices", "boolean", "ranking", "range", "matrix", "members", "rows",
        "entries", "files", "drawing", "none",
    ] {
        assert!(kinds.contains(&kind), "{kind}");
    }
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
        "full",
        "copy",
        "copied",
        "close",
        "thanks",
        "thanks-text",
        "onward",
        "required",
        "fix",
        "offline",
        "below",
        "above",
        "too-early",
        "too-late",
        "not-a-step",
        "number",
        "email",
        "url",
        "no-match",
    ] {
        assert!(texts.unwrap().contains(&format!(" data-{word}=\"")), "{word}");
    }
}

#[test]
fn nested_answers_stand_in_their_table_alone() {
    let definition = definition(&json!({ "elements": [
        { "type": "panel", "name": "p", "elements": [
            { "type": "paneldynamic", "name": "people", "title": "People", "templateElements": [
                { "type": "text", "name": "first", "title": "First name" },
                { "type": "text", "name": "age", "title": "Age" }] }] },
        { "type": "text", "name": "day", "title": "Day", "inputType": "date" },
        { "type": "text", "name": "none", "title": "Nothing" },
    ] }));
    let answers = json!({
        "people": [{ "first": "Bosse", "age": "42" }, { "first": "Eva" }], "day": "2026-11-23",
    });
    let interview =
        Interview::resume(&definition, circumstances("en"), answers.as_object().unwrap());
    let html = page::own_page(&OwnPage {
        survey: &survey_id(),
        version: Version::FIRST,
        interview: &interview,
        received_at: "2026-11-23T19:50:00.000Z",
        token: "t",
        assets: ASSETS,
    });
    for (text, times) in [("First name", 1), ("Age", 1), ("Bosse", 1), ("Eva", 1), ("No answer", 1)]
    {
        assert_eq!(html.matches(text).count(), times, "{text}: {html}");
    }
    let order = html.find("First name").zip(html.find("Age"));
    assert!(order.is_some_and(|(first, age)| first < age), "{html}");
    assert!(html.contains("11/23/2026"), "{html}");
}
