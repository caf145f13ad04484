//! The default surveys of stays: what becomes of who answers them.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what is not so ends the test")]

use app::Stage;
use app::stay_evaluator::{DEFAULTS, DEPARTMENTS};
use serde_json::{Value, json};
use survey::model::Definition;
use survey::{Circumstances, Interview};

fn source(stage: Stage) -> Value {
    let stage = DEFAULTS.stages.iter().find(|defaults| defaults.stage == stage);
    serde_json::from_str(stage.expect("it has this stage").survey).unwrap()
}

/// What is kept of answers, and the English text at the end; or what is wrong.
fn finished(stage: Stage, given: &Value) -> (Value, String) {
    let definition = Definition::parse(&source(stage)).unwrap();
    let circumstances = Circumstances {
        locale: "en".parse().unwrap(),
        now_ms: 1_795_000_000_000.0,
        seed: 1,
        known: Vec::new(),
    };
    let mut interview = Interview::start(&definition, circumstances);
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
fn paths_while_they_are_there() {
    let poor = json!({
        "overall": 3, "better": ["noise", "bed"], "comment": "Hiss", "contact": "reception",
    });
    let mut content = poor.clone();
    content["overall"] = json!(4);
    for (name, given, kept) in [
        ("poor", poor.clone(), poor),
        (
            "content: nothing has to be better",
            content,
            json!({ "overall": 4, "comment": "Hiss", "contact": "reception" }),
        ),
        ("one click", json!({ "overall": 5 }), json!({ "overall": 5 })),
        ("nothing", json!({}), json!(["overall needs an answer"])),
    ] {
        assert_eq!(finished(Stage::InStay, &given).0, kept, "{name}");
    }
}

#[test]
fn paths_after_they_left() {
    let full = |overall: u8| {
        json!({
            "overall": overall, "reception": 4, "staff": 5, "cleanliness": 3, "room": 2,
            "food": 1, "facilities": 5, "value": 4, "again": "maybe", "recommend": 7,
            "better": ["price", "something-else"], "comment": "Tyst", "contact": true,
        })
    };
    let mut without_better = full(5);
    without_better.as_object_mut().unwrap().remove("better");
    for (name, given, kept) in [
        ("poor", full(2), full(2)),
        ("content", full(5), without_better),
        ("one click", json!({ "overall": 1 }), json!({ "overall": 1 })),
        ("nothing", json!({ "recommend": 10 }), json!(["overall needs an answer"])),
    ] {
        assert_eq!(finished(Stage::PostStay, &given).0, kept, "{name}");
    }
}

/// All who answer read the same at the end, may write and may ask to be contacted, whatever their score.
#[test]
fn nobody_is_steered() {
    for stage in [Stage::InStay, Stage::PostStay] {
        let source = source(stage);
        assert_eq!(source.get("completedHtmlOnCondition"), None);
        for page in source["pages"].as_array().unwrap() {
            assert_eq!(page.get("visibleIf"), None);
            for question in page["elements"].as_array().unwrap() {
                let everybody = question["name"] != "better";
                assert_eq!(question.get("visibleIf").is_none(), everybody, "{}", question["name"]);
            }
        }
        let ends: Vec<_> =
            (1..=5).map(|overall| finished(stage, &json!({ "overall": overall })).1).collect();
        assert!(ends.iter().all(|end| end == "Thank you for your answers!"), "{ends:?}");
    }
}

#[test]
fn departments_are_asked_about() {
    let source = source(Stage::PostStay);
    let pages = source["pages"].as_array().unwrap();
    let panel = &pages.iter().find(|page| page["name"] == "departments").unwrap()["elements"][0];
    let asked = panel["elements"].as_array().unwrap();
    for name in DEPARTMENTS.iter().flat_map(|department| department.questions) {
        let question = asked.iter().find(|question| question["name"] == *name).expect(name);
        assert_eq!((&question["type"], &question["rateMax"]), (&json!("rating"), &json!(5)));
    }
}
