//! Interviews as the server sees them. What survey-core has an opinion on is held against it in
//! `tests/corpus.rs`.

use serde_json::{Map, Value, json};

use super::{Circumstances, Interview, Outcome};
use crate::AnswerProblem;
use crate::model::{Definition, QuestionKind};

const NOW_MS: f64 = 1_835_466_600_000.0;

fn circumstances(seed: u64) -> Circumstances {
    Circumstances { locale: "en".parse().unwrap(), now_ms: NOW_MS, seed, known: Vec::new() }
}

fn definition(source: &Value) -> Definition {
    Definition::parse(source).unwrap()
}

fn answers(answers: &Value) -> Map<String, Value> {
    answers.as_object().cloned().unwrap()
}

fn finish(source: &Value, given: &Value) -> Result<Outcome, Vec<AnswerProblem>> {
    let definition = definition(source);
    Interview::resume(&definition, circumstances(1), &answers(given)).finish()
}

/// The answers that are kept, or what is wrong.
fn finished(source: &Value, given: &Value) -> Value {
    match finish(source, given) {
        Ok(outcome) => Value::Object(outcome.answers.members().clone()),
        Err(problems) => {
            let said = problems.into_iter().map(|p| format!("{} {}", p.name, p.reason));
            Value::from(said.collect::<Vec<_>>())
        }
    }
}

#[test]
fn the_last_word() {
    let source = json!({
        "elements": [
            {"type": "radiogroup", "name": "kind", "choices": ["a", {"value": "b", "visibleIf": "{more} = true"}]},
            {"type": "boolean", "name": "more"},
            {"type": "text", "name": "why", "visibleIf": "{kind} = 'a'", "isRequired": true},
            {"type": "expression", "name": "sum", "expression": "{n} * 2"},
            {"type": "text", "inputType": "number", "name": "n"},
            {"type": "checkbox", "name": "c", "choices": [1, 2], "showOtherItem": true},
        ],
        "calculatedValues": [
            {"name": "kept", "expression": "{n} + 1", "includeIntoResult": true},
            {"name": "dropped", "expression": "{n} + 1"},
        ],
    });
    for (name, given, want) in [
        (
            "as it is",
            json!({"kind": "a", "why": "x"}),
            json!({"kind": "a", "why": "x", "kept": 1, "sum": 0}),
        ),
        ("needed", json!({"kind": "a"}), json!(["why needs an answer"])),
        ("blank", json!({"kind": "a", "why": "  "}), json!(["why needs an answer"])),
        ("hidden and dropped", json!({"why": "x"}), json!({"kept": 1, "sum": 0})),
        ("hidden and wrong", json!({"why": {"x": []}}), json!({"kept": 1, "sum": 0})),
        ("unknown", json!({"x": 1}), json!(["x is not a question of this survey"])),
        ("no choice", json!({"kind": "c"}), json!(["kind is not one of the choices"])),
        ("hidden choice", json!({"kind": "b"}), json!(["kind is not one of the choices"])),
        (
            "shown choice",
            json!({"kind": "b", "more": true}),
            json!({"kind": "b", "more": true, "kept": 1, "sum": 0}),
        ),
        (
            "computed by us",
            json!({"n": 2, "sum": 99, "kept": 98}),
            json!({"n": 2, "sum": 4, "kept": 3}),
        ),
        (
            "other",
            json!({"c": ["other"], "c-Comment": "x"}),
            json!({"c": ["other"], "c-Comment": "x", "kept": 1, "sum": 0}),
        ),
        (
            "other without a text",
            json!({"c": ["other"]}),
            json!(["c needs a text for the other choice"]),
        ),
    ] {
        assert_eq!(finished(&source, &given), want, "{name}");
    }
}

#[test]
fn rows_are_judged() {
    let source = json!({
        "elements": [
            {"type": "paneldynamic", "name": "people", "panelCount": 0, "maxPanelCount": 2, "templateElements": [
                {"type": "text", "inputType": "number", "name": "age", "isRequired": true},
                {"type": "text", "name": "school", "visibleIf": "{panel.age} < 18"},
            ]},
            {"type": "matrixdropdown", "name": "lines", "rows": ["x"], "columns": [
                {"name": "price", "cellType": "text", "inputType": "number"},
                {"name": "twice", "cellType": "expression", "expression": "{row.price} * 2"},
            ]},
            {"type": "multipletext", "name": "contact", "items": [{"name": "mail", "inputType": "email"}]},
        ],
    });
    for (name, given, want) in [
        (
            "right",
            json!({"people": [{"age": 7, "school": "s"}]}),
            json!({"people": [{"age": 7, "school": "s"}], "lines": {"x": {"twice": 0}}}),
        ),
        ("needed", json!({"people": [{}]}), json!(["people[0].age needs an answer"])),
        ("wrong", json!({"people": [{"age": "x"}]}), json!(["people[0].age must be a number"])),
        (
            "hidden",
            json!({"people": [{"age": 20, "school": "s"}]}),
            json!({"people": [{"age": 20}], "lines": {"x": {"twice": 0}}}),
        ),
        (
            "too many",
            json!({"people": [{"age": 1}, {"age": 1}, {"age": 1}]}),
            json!(["people has more than 2 rows"]),
        ),
        (
            "computed by us",
            json!({"lines": {"x": {"price": 3, "twice": 1}}}),
            json!({"lines": {"x": {"price": 3, "twice": 6}}}),
        ),
        (
            "item",
            json!({"contact": {"mail": "no"}}),
            json!(["contact.mail must be an e-mail address"]),
        ),
        ("no list", json!({"people": 5}), json!(["people must be a list of objects of answers"])),
    ] {
        assert_eq!(finished(&source, &given), want, "{name}");
    }
}

#[test]
fn quotas_and_scores() {
    let source = json!({
        "elements": [
            {"type": "radiogroup", "name": "a", "choices": [
                {"value": "x", "nordsvar": {"score": 2}}, {"value": "y", "nordsvar": {"score": 0.5}}, "z"
            ]},
            {"type": "rating", "name": "r", "nordsvar": {"score": true}},
        ],
        "nordsvar": {"quotas": [{"name": "all", "limit": 9}, {"name": "x", "limit": 9, "if": "{a} = 'x'"}]},
    });
    for (name, given, score, quotas) in [
        ("nothing", json!({}), None, vec!["all"]),
        ("choice", json!({"a": "x"}), Some(2.0), vec!["all", "x"]),
        ("unscored", json!({"a": "z"}), None, vec!["all"]),
        ("both", json!({"a": "y", "r": 4}), Some(4.5), vec!["all"]),
    ] {
        let outcome = finish(&source, &given).unwrap();
        assert_eq!(outcome.score.map(crate::Number::value), score, "{name}");
        let counted: Vec<_> = outcome.quotas.iter().map(|quota| &**quota).collect();
        assert_eq!(counted, quotas, "{name}");
    }
}

#[test]
fn texts_are_safe() {
    let source = json!({
        "elements": [
            {"type": "text", "name": "a", "title": "Hello {a}"},
            {"type": "html", "name": "h", "html": "<p>{a} {nobody}</p>"},
        ],
        "completedHtml": "<b>{a}</b>",
        "navigateToUrl": "https://example.org/?a={a}",
    });
    let definition = definition(&source);
    let given = answers(&json!({"a": "<i>&"}));
    let interview = Interview::resume(&definition, circumstances(1), &given);
    let texts: Vec<_> = interview
        .questions()
        .into_iter()
        .map(|sight| {
            let kind = &sight.question().unwrap().kind;
            let html = if let QuestionKind::Html(html) = kind { Some(&html.html) } else { None };
            html.map_or_else(|| sight.title(), |html| sight.markup(html))
        })
        .collect();
    assert_eq!(texts, ["Hello <i>&", "<p>&lt;i&gt;&amp; {nobody}</p>"]);
    assert_eq!(interview.completed_html().as_deref(), Some("<b>&lt;i&gt;&amp;</b>"));
    assert_eq!(interview.navigate_to().as_deref(), Some("https://example.org/?a=%3Ci%3E%26"));
}

#[test]
fn orders_are_of_the_response() {
    let choices: Vec<_> = (0..20).collect();
    let source = json!({
        "elements": [{"type": "checkbox", "name": "a", "choicesOrder": "random", "choices": choices}],
    });
    let definition = definition(&source);
    let order = |seed| {
        let interview = Interview::start(&definition, circumstances(seed));
        let offers = interview.question_at("a").unwrap().offers();
        offers.into_iter().map(|offer| offer.key).collect::<Vec<_>>()
    };
    assert_eq!(order(1), order(1));
    assert_ne!(order(1), order(2));
}

#[test]
fn long_chains_come_to_their_end_and_cost_runs_out() {
    // Each value follows from the next one on the page, so that a pass over the page settles one.
    let chain = |count: usize| {
        let mut elements: Vec<_> = (0..count)
            .map(|at| {
                let expression = format!("{{q{}}} + 1", at + 1);
                json!({"type": "expression", "name": format!("q{at}"), "expression": expression})
            })
            .collect();
        elements.push(json!({"type": "text", "inputType": "number", "name": format!("q{count}")}));
        json!({ "elements": elements })
    };
    let kept = finished(&chain(90), &json!({"q90": 10}));
    assert_eq!(kept["q0"], json!(100));
    let sums: Vec<_> = (0..300)
        .map(|at| {
            json!({"type": "expression", "name": format!("e{at}"), "expression": "sumInArray({m}, 'a')"})
        })
        .collect();
    let mut elements = sums;
    elements.push(json!({"type": "matrixdynamic", "name": "m", "maxRowCount": 1000, "rowCount": 0,
        "columns": [{"name": "a", "cellType": "text"}, {"name": "b", "cellType": "text"}]}));
    let rows: Vec<_> = (0..1000).map(|at| json!({"a": at.to_string(), "b": "x"})).collect();
    let got = finished(&json!({ "elements": elements }), &json!({ "m": rows }));
    assert_eq!(got, json!(["answers takes too long to check"]));
}

#[test]
fn a_response_that_is_not_complete_is_asked_for_nothing() {
    let source = json!({
        "elements": [
            {"type": "text", "name": "a", "isRequired": true},
            {"type": "radiogroup", "name": "b", "choices": [1, 2]},
            {"type": "text", "name": "hidden", "visibleIf": "{b} = 2"},
        ],
    });
    let definition = definition(&source);
    let pause = |given: Value| {
        let paused =
            definition.check_partial(&crate::Answers::from(answers(&given)), circumstances(1));
        let names = |problem: crate::AnswerProblem| problem.name;
        paused
            .map(|kept| Value::Object(kept.members().clone()))
            .map_err(|problems| problems.into_iter().map(names).collect::<Vec<_>>())
    };
    let hidden = json!({"b": 1, "hidden": "kept"});
    for (name, given, want) in [
        ("nothing", json!({}), Ok(json!({}))),
        ("blank", json!({"a": " "}), Ok(json!({}))),
        ("hidden", hidden.clone(), Ok(hidden)),
        ("no choice", json!({"b": 3}), Err(vec!["b".to_owned()])),
        ("unknown", json!({"c": 3}), Err(vec!["c".to_owned()])),
    ] {
        assert_eq!(pause(given), want, "{name}");
    }
}
