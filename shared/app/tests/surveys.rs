//! The default surveys: that they are whole in every language, and what becomes of who answers them.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what is not so ends the test")]

use std::collections::BTreeSet;
use std::path::Path;

use app::{App, Stage, StageDefaults, When};
use serde_json::{Map, Value, json};
use survey::model::Definition;
use survey::{Circumstances, Interview, Locale};

/// The languages that respondents have: those of our own words on their pages.
fn languages() -> BTreeSet<String> {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../page/texts");
    let files = std::fs::read_dir(texts).unwrap().map(|file| file.unwrap().path());
    let found: BTreeSet<_> =
        files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(found.len() >= 17, "only {found:?}");
    found
}

fn source(stage: &StageDefaults) -> Value {
    serde_json::from_str(stage.survey).unwrap()
}

fn stages() -> impl Iterator<Item = &'static StageDefaults> {
    App::ALL.into_iter().flat_map(|app| app.defaults().stages)
}

fn definition(stage: Stage) -> Definition {
    let stage = App::STORE_EVALUATOR.stage(stage).expect("it has this stage");
    Definition::parse(&source(stage)).unwrap()
}

fn circumstances(language: &str) -> Circumstances {
    let locale: Locale = language.parse().unwrap();
    Circumstances { locale, now_ms: 1_795_000_000_000.0, seed: 1, known: Vec::new() }
}

/// Every text of a survey, with its path.
fn texts(value: &Value, path: &str, found: &mut Vec<(String, Map<String, Value>)>) {
    match value {
        Value::Object(members) if members.contains_key("sv") => {
            found.push((path.to_owned(), members.clone()));
        }
        Value::Object(members) => {
            for (name, inner) in members {
                texts(inner, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                texts(inner, &format!("{path}[{at}]"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every question of a survey, those in panels among them.
fn questions(value: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    for list in ["pages", "elements"] {
        for item in value.get(list).and_then(Value::as_array).into_iter().flatten() {
            found.extend(questions(item));
            if item.get("type").is_some_and(|kind| kind != "panel") {
                found.push(item.as_object().unwrap());
            }
        }
    }
    found
}

#[test]
fn nothing_is_wrong_and_nothing_untranslated() {
    assert_eq!(stages().count(), 8);
    for stage in stages() {
        let review = Definition::review(&source(stage)).unwrap();
        let lacking: Vec<_> =
            review.untranslated.iter().map(|one| (&one.locale, &one.path)).collect();
        assert!(lacking.is_empty(), "{}: {lacking:?}", stage.stage.as_str());
        let definition = Definition::load(&review.compiled).unwrap();
        let offered: BTreeSet<_> =
            definition.locales.iter().map(|locale| locale.as_str().to_owned()).collect();
        assert_eq!(offered, languages(), "{}", stage.stage.as_str());
    }
}

#[test]
fn the_published_schema_of_surveys_takes_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/survey.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for stage in stages() {
        let found: Vec<_> =
            validator.iter_errors(&source(stage)).map(|error| error.to_string()).collect();
        assert!(found.is_empty(), "{}: {found:?}", stage.stage.as_str());
    }
}

#[test]
fn every_text_is_one_in_every_language() {
    for stage in stages() {
        let mut found = Vec::new();
        texts(&source(stage), "$", &mut found);
        let swedish = stage.survey.matches("\"sv\":").count();
        assert_eq!(found.len(), swedish, "every text is found");
        assert!(swedish > 10, "only {swedish} texts");
        for (path, translations) in found {
            let translated: BTreeSet<_> = translations.keys().cloned().collect();
            assert_eq!(translated, languages(), "{path}");
            let english = translations["en"].as_str().unwrap();
            for (language, text) in &translations {
                let text = text.as_str().unwrap();
                let place = format!("{path} in {language}: {text}");
                assert_eq!(text.trim(), text, "{place}");
                assert!((1..=90).contains(&text.chars().count()), "{place} is too long");
                assert!(!text.contains(['<', '>', '{', '}', '&']), "{place} has markup");
                let asks = |text: &str| text.ends_with(['?', '؟']);
                assert_eq!(asks(text), asks(english), "{place} asks, or does not");
                let ends = |text: &str| text.ends_with(['.', '!']);
                assert_eq!(ends(text), ends(english), "{place} is a sentence, or is none");
                let arabic = text.contains(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
                assert_eq!(arabic, language == "ar", "{place}");
            }
        }
    }
}

#[test]
fn no_two_choices_read_the_same() {
    for stage in stages() {
        let source = source(stage);
        for question in questions(&source) {
            let choices = question.get("choices").and_then(Value::as_array);
            for language in languages() {
                let texts: Vec<_> = choices
                    .into_iter()
                    .flatten()
                    .map(|choice| &choice["text"][&language])
                    .collect();
                let different: BTreeSet<_> = texts.iter().map(|text| text.as_str()).collect();
                assert_eq!(texts.len(), different.len(), "{} in {language}", question["name"]);
            }
        }
    }
}

#[test]
fn what_is_answered_is_the_same_in_all_languages() {
    let definition = definition(Stage::AfterDelivery);
    let answers = bad();
    let kept: BTreeSet<_> = languages()
        .iter()
        .map(|language| {
            let interview = Interview::resume(
                &definition,
                circumstances(language),
                answers.as_object().unwrap(),
            );
            interview.finish().unwrap().answers.canonical_json()
        })
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
}

#[test]
fn values_are_words_of_ours_and_stand_for_themselves() {
    for stage in stages() {
        let source = source(stage);
        for question in questions(&source) {
            for choice in question.get("choices").and_then(Value::as_array).into_iter().flatten() {
                let value = choice["value"].as_str().expect("a choice has a value");
                let plain =
                    |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
                assert!(value.bytes().all(plain), "{value}");
            }
        }
    }
}

#[test]
fn free_texts_are_personal_and_scales_are_metrics() {
    for stage in stages() {
        let source = source(stage);
        for question in questions(&source) {
            let additions = question.get("nordsvar");
            let personal = additions.and_then(|all| all.get("personal")) == Some(&json!(true));
            assert_eq!(personal, question["type"] == "comment", "{}", question["name"]);
            let metric = additions.is_some_and(|all| all.get("metric").is_some());
            assert_eq!(metric, question["type"] == "rating", "{}", question["name"]);
        }
    }
}

#[test]
fn alerts_and_first_questions_name_what_is_asked() {
    for app in App::ALL.into_iter().map(App::defaults) {
        for stage in app.stages {
            let source = source(stage);
            let asked = questions(&source);
            let named =
                |name: &str| asked.iter().find(|question| question["name"] == name).copied();
            assert!(named(stage.first_question).is_some(), "{}", stage.first_question);
            for alert in app.alerts.iter().filter(|alert| alert.stage == stage.stage) {
                let question = named(alert.question).expect(alert.name);
                match alert.when {
                    When::AtMost(_) => assert_eq!(question["type"], "rating", "{}", alert.name),
                    When::Yes => assert_eq!(question["type"], "boolean", "{}", alert.name),
                    When::OneOf(values) => {
                        let choices = question["choices"].as_array().unwrap();
                        let known =
                            |value: &&str| choices.iter().any(|choice| choice["value"] == **value);
                        assert!(values.iter().all(known), "{}", alert.name);
                    }
                }
            }
        }
    }
}

fn good() -> Value {
    json!({
        "received": "yes", "overall": 5, "product-quality": 5, "product-description": 4,
        "service-delivery": 4, "service-information": 5, "again": "yes", "recommend": 10,
        "liked": "Snabbt", "publish": true,
    })
}

fn bad() -> Value {
    json!({
        "received": "yes", "overall": 2, "product-quality": 1, "again": "no", "recommend": 0,
        "reasons": ["late", "something-else"], "comment": "Trasig", "contact": true,
    })
}

/// What is kept of answers, and the English text at the end; or what is wrong.
fn finished(stage: Stage, given: &Value) -> (Value, String) {
    let definition = definition(stage);
    let mut interview = Interview::start(&definition, circumstances("en"));
    for (name, value) in given.as_object().unwrap() {
        interview.set(name, value.clone());
    }
    let end = interview.completed_html().unwrap_or_default();
    let kept = match interview.finish() {
        Ok(outcome) => Value::Object(outcome.answers.members().clone()),
        Err(problems) => {
            problems.iter().map(|problem| format!("{} {}", problem.name, problem.reason)).collect()
        }
    };
    (kept, end)
}

#[test]
fn paths_after_delivery() {
    let missing = "Thank you for telling us. We now know that something is missing.";
    let poor = "Thank you for telling us. It helps us to do better.";
    let thanks = "Thank you for your answers!";
    for (name, given, kept, end) in [
        ("good", good(), good(), thanks),
        ("bad", bad(), bad(), poor),
        (
            "short",
            json!({"received": "yes", "overall": 4}),
            json!({"received": "yes", "overall": 4}),
            thanks,
        ),
        (
            "not received",
            json!({"received": "no", "waiting": "over-a-week", "comment": "Var?", "contact": true}),
            json!({"received": "no", "waiting": "over-a-week", "comment": "Var?", "contact": true}),
            missing,
        ),
        (
            "received in part",
            json!({"received": "part", "comment": "The lid", "contact": false}),
            json!({"received": "part", "comment": "The lid", "contact": false}),
            missing,
        ),
        (
            "scored, then not received: no score is kept",
            {
                let mut all = bad();
                all["received"] = json!("no");
                all
            },
            json!({"received": "no", "comment": "Trasig", "contact": true}),
            missing,
        ),
        (
            "praised, then scored low: nothing is to be published",
            {
                let mut all = good();
                all["overall"] = json!(3);
                all
            },
            {
                let mut all = good();
                all["overall"] = json!(3);
                all.as_object_mut().unwrap().remove("liked");
                all.as_object_mut().unwrap().remove("publish");
                all
            },
            poor,
        ),
        (
            "consent without a text is none",
            json!({"received": "yes", "overall": 5, "publish": true}),
            json!({"received": "yes", "overall": 5}),
            thanks,
        ),
        (
            "what went wrong may be published, too",
            json!({"received": "part", "comment": "The lid", "publish": true}),
            json!({"received": "part", "comment": "The lid", "publish": true}),
            missing,
        ),
        (
            "consent to a complaint that was not made is none",
            json!({"received": "no", "publish": true}),
            json!({"received": "no"}),
            missing,
        ),
        ("nothing", json!({}), json!(["received needs an answer"]), thanks),
        ("no score", json!({"received": "yes"}), json!(["overall needs an answer"]), thanks),
    ] {
        assert_eq!(finished(Stage::AfterDelivery, &given), (kept, end.to_owned()), "{name}");
    }
}

#[test]
fn paths_at_checkout() {
    let thanks = "Thank you for your answers!".to_owned();
    for (name, given, kept) in [
        (
            "good",
            json!({"overall": 5, "found": "yes", "easy": 5, "comment": "Bra"}),
            json!({"overall": 5, "found": "yes", "easy": 5, "comment": "Bra"}),
        ),
        (
            "bad",
            json!({"overall": 2, "found": "no", "easy": 1, "better": ["payment", "technical"]}),
            json!({"overall": 2, "found": "no", "easy": 1, "better": ["payment", "technical"]}),
        ),
        (
            "published",
            json!({"overall": 2, "comment": "Slow", "publish": true}),
            json!({"overall": 2, "comment": "Slow", "publish": true}),
        ),
        (
            "consent without a text is none",
            json!({"overall": 5, "publish": true}),
            json!({"overall": 5}),
        ),
        ("nothing to mend", json!({"overall": 5, "better": ["price"]}), json!({"overall": 5})),
        ("nothing", json!({}), json!(["overall needs an answer"])),
    ] {
        assert_eq!(finished(Stage::Checkout, &given), (kept, thanks.clone()), "{name}");
    }
}

/// The pages that are asked, one after the other.
#[test]
fn the_first_page_leads_on() {
    for (received, overall, want) in [
        ("yes", Some(5), &["received-it", "whole", "parts", "again-and-others", "good"][..]),
        ("yes", Some(3), &["received-it", "whole", "parts", "again-and-others", "bad"]),
        ("no", None, &["received-it", "bad"]),
        ("part", None, &["received-it", "bad"]),
    ] {
        let definition = definition(Stage::AfterDelivery);
        let mut interview = Interview::start(&definition, circumstances("sv"));
        interview.set("received", json!(received));
        interview.set("overall", overall.map_or(Value::Null, Value::from));
        let mut pages = Vec::new();
        while let Some(page) = interview.page() {
            pages.push(page.to_owned());
            if !interview.next() {
                break;
            }
        }
        assert_eq!(pages, want, "{received} {overall:?}");
    }
}
