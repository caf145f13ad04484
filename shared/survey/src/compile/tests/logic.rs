//! What is refused across questions.

use serde_json::{Value, json};

use super::{check, problems};
use crate::compile::DefinitionReason as Is;

fn at(path: &str, reason: Is) -> Vec<(String, Is)> {
    vec![(path.to_owned(), reason)]
}

fn circle(names: &str) -> Is {
    Is::Circle { names: names.to_owned() }
}

fn computed(name: &str, expression: &str) -> Value {
    json!({ "type": "expression", "name": name, "expression": expression })
}

#[test]
fn circles() {
    let path = "$.elements[0].expression";
    for (name, elements, want) in [
        ("none", json!([computed("a", "{b} + 1"), computed("b", "{c}")]), vec![]),
        ("itself", json!([computed("a", "{A} + 1")]), at(path, circle("a, a"))),
        (
            "two",
            json!([computed("a", "{b} + {c}"), computed("b", "{a}")]),
            at(path, circle("a, b, a")),
        ),
        (
            "default of a value",
            json!([
                { "type": "text", "name": "a", "defaultValueExpression": "{b}" },
                { "type": "text", "name": "b", "setValueExpression": "{a.length}" },
            ]),
            at("$.elements[0].defaultValueExpression", circle("a, b, a")),
        ),
        (
            "by valueName",
            json!([{ "type": "text", "name": "a", "valueName": "v", "setValueExpression": "{v}" }]),
            at("$.elements[0].setValueExpression", circle("v, v")),
        ),
        (
            "conditions are none",
            json!([
                { "type": "text", "name": "a", "visibleIf": "{b} = 1" },
                { "type": "text", "name": "b", "visibleIf": "{a} = 1", "setValueIf": "{b} = 2" },
            ]),
            vec![],
        ),
    ] {
        assert_eq!(problems(&json!({ "elements": elements })), want, "{name}");
    }
}

#[test]
fn long_chains() {
    let chain = |last: &str| {
        let elements = (0..1000).map(|n| {
            let next = if n == 999 { last.to_owned() } else { format!("{{q{}}}", n + 1) };
            computed(&format!("q{n}"), &next)
        });
        problems(&json!({ "elements": elements.collect::<Vec<_>>() }))
    };
    assert_eq!(chain("1"), []);
    let found = chain("{q998}");
    assert_eq!(found, at("$.elements[998].expression", circle("q998, q999, q998")));
    let whole = chain("{q0}");
    assert!(matches!(whole.as_slice(), [(_, Is::Circle { .. })]), "{whole:?}");
}

#[test]
fn circles_in_panels() {
    let people = |elements: Value, total: &str| {
        json!({ "elements": [
            { "type": "paneldynamic", "name": "people", "templateElements": elements },
            computed("total", total),
        ] })
    };
    for (name, definition, want) in [
        (
            "share of a sum",
            people(
                json!([computed("a", "1"), computed("share", "{panel.a} / {total}")]),
                "sumInArray({people}, 'a')",
            ),
            vec![],
        ),
        (
            "sum of shares",
            people(json!([computed("a", "{total}")]), "sumInArray({people}, 'a')"),
            at("$.elements[0].templateElements[0].expression", circle("people.a, total, people.a")),
        ),
        (
            "in one panel",
            people(json!([computed("a", "{panel.b}"), computed("b", "{panel.a}")]), "1"),
            at(
                "$.elements[0].templateElements[0].expression",
                circle("people.a, people.b, people.a"),
            ),
        ),
        (
            "of one panel",
            people(json!([computed("a", "{total}")]), "{people[0].a}"),
            at("$.elements[0].templateElements[0].expression", circle("people.a, total, people.a")),
        ),
        ("the panel before", people(json!([computed("a", "{prevPanel.a}")]), "1"), vec![]),
    ] {
        assert_eq!(problems(&definition), want, "{name}");
    }
}

#[test]
fn choices_that_are_taken_over() {
    let from = |name: &str, from: &str| json!({ "type": "checkbox", "name": name, "choicesFromQuestion": from });
    let wanted = Is::NotATarget { wanted: "a question with choices, rows or panels" };
    let path = "$.elements[0].choicesFromQuestion";
    for (name, elements, want) in [
        (
            "of a question",
            json!([from("a", "B"), { "type": "ranking", "name": "b", "choices": [1] }]),
            vec![],
        ),
        ("of nothing", json!([from("a", "b")]), at(path, wanted.clone())),
        ("of a text", json!([from("a", "b"), { "type": "text", "name": "b" }]), at(path, wanted)),
        ("circle", json!([from("a", "b"), from("b", "a")]), at(path, circle("a, b, a"))),
        (
            "of the same name outside",
            json!([
                { "type": "checkbox", "name": "a", "choices": [1] },
                { "type": "paneldynamic", "name": "p", "templateElements": [from("a", "a")] },
            ]),
            vec![],
        ),
    ] {
        assert_eq!(problems(&json!({ "elements": elements })), want, "{name}");
    }
}

#[test]
fn triggers() {
    let survey = |trigger: Value| {
        json!({ "triggers": [trigger], "elements": [
            { "type": "text", "name": "a" },
            { "type": "html", "name": "h", "html": "x" },
            { "type": "text", "name": "b", "valueName": "c" },
        ] })
    };
    let valued = Is::NotATarget { wanted: "a question that has answers" };
    for (name, trigger, want) in [
        ("complete", json!({ "type": "complete", "expression": "{a} = 1" }), vec![]),
        (
            "whole word",
            json!({ "type": "completetrigger", "name": "a", "operator": "equal", "value": 1 }),
            vec![],
        ),
        (
            "unknown type",
            json!({ "type": "explode", "expression": "{a} = 1" }),
            at(
                "$.triggers[0].type",
                Is::NotAWord {
                    wanted: "complete, setvalue, copyvalue, skip, runexpression, visible".into(),
                },
            ),
        ),
        (
            "no condition",
            json!({ "type": "complete" }),
            at("$.triggers[0].expression", Is::Missing),
        ),
        (
            "target by value",
            json!({ "type": "setvalue", "expression": "{a} = 1", "setToName": "C", "setValue": 1 }),
            vec![],
        ),
        (
            "target that has no answer",
            json!({ "type": "setvalue", "expression": "{a} = 1", "setToName": "h" }),
            at("$.triggers[0].setToName", valued),
        ),
        (
            "variable",
            json!({ "type": "setvalue", "expression": "{a} = 1", "setToName": "x",
                    "isVariable": true }),
            vec![],
        ),
        (
            "unknown page",
            json!({ "type": "visible", "expression": "{a} = 1", "pages": ["p"] }),
            at("$.triggers[0].pages[0]", Is::NotATarget { wanted: "a page" }),
        ),
        (
            "skip",
            json!({ "type": "skip", "expression": "{a} = 1", "gotoName": "z" }),
            at("$.triggers[0].gotoName", Is::NotATarget { wanted: "a question" }),
        ),
    ] {
        assert_eq!(problems(&survey(trigger)), want, "{name}");
    }
}

#[test]
fn names_that_clash() {
    let text = |name: &str| json!({ "type": "text", "name": name });
    for (name, elements, want) in [
        ("case", json!([text("a"), text("A")]), at("$.elements[1].name", Is::NameTwice)),
        (
            "inner names are apart",
            json!([text("a"), { "type": "multipletext", "name": "b", "items": [{ "name": "a" }] }]),
            vec![],
        ),
        (
            "inner names",
            json!([{ "type": "multipletext", "name": "b",
                     "items": [{ "name": "a" }, { "name": "a" }] }]),
            at("$.elements[0].items[1].name", Is::NameTwice),
        ),
        (
            "name of a comment",
            json!([{ "type": "text", "name": "a", "hasComment": true }, text("a-comment")]),
            at("$.elements[0].hasComment", Is::CommentName),
        ),
        (
            "names of JavaScript",
            json!([text("constructor"), text("__PROTO__")]),
            vec![
                ("$.elements[0].name".to_owned(), Is::ReservedName),
                ("$.elements[1].name".to_owned(), Is::ReservedName),
            ],
        ),
        (
            "key of rows",
            json!([{ "type": "matrixdynamic", "name": "m", "keyName": "z",
                     "columns": [{ "name": "c", "cellType": "text" }] }]),
            at(
                "$.elements[0].keyName",
                Is::NotATarget { wanted: "a question of the rows or panels" },
            ),
        ),
    ] {
        assert_eq!(problems(&json!({ "elements": elements })), want, "{name}");
    }
}

#[test]
fn more_types() {
    check(
        "third party",
        json!({ "type": "dropdown", "name": "q", "choicesByUrl": { "url": "https://x.se" } }),
        &[(".choices", Is::Missing), (".choicesByUrl", Is::ThirdParty)],
    );
    check(
        "cells without choices",
        json!({ "type": "matrixdynamic", "name": "q", "columns": [
            { "name": "a" }, { "name": "b", "cellType": "text", "rateMax": 5 },
        ] }),
        &[(".columns[0].choices", Is::Missing), (".columns[1].rateMax", Is::UnknownProperty)],
    );
    check(
        "slider",
        json!({ "type": "slider", "name": "q", "min": 100, "step": 0 }),
        &[
            (".min", Is::AboveMaximum { other: "max" }),
            (".step", Is::WrongType { wanted: "a number above 0" }),
        ],
    );
    check(
        "validators",
        json!({ "type": "text", "name": "q", "validators": [
            { "type": "regex", "regex": "(?=a)" },
            { "type": "numeric", "minValue": 2, "maxValue": 1 },
            { "type": "expression" },
            { "type": "email", "notificationType": "warning" },
        ] }),
        &[
            (".validators[0].regex", Is::Pattern { why: "it looks ahead".to_owned() }),
            (".validators[1].minValue", Is::AboveMaximum { other: "maxValue" }),
            (".validators[2].expression", Is::Missing),
            (".validators[3].notificationType", Is::OnlyValue { only: "\"error\"".to_owned() }),
        ],
    );
    check(
        "scores",
        json!({ "type": "radiogroup", "name": "q", "nordsvar": { "score": true },
                "choices": [{ "value": 1, "nordsvar": { "score": "x" } }] }),
        &[
            (".choices[0].nordsvar.score", Is::WrongType { wanted: "a number" }),
            (".nordsvar.score", Is::Metric { wanted: "a question whose answer is a number" }),
        ],
    );
    check(
        "choice of SurveyJS's own",
        json!({ "type": "radiogroup", "name": "q", "choices": ["other"], "hasOther": true }),
        &[(".choices[0]", Is::ValueTwice)],
    );
}

#[test]
fn quotas() {
    let survey = |nordsvar: Value| json!({ "elements": [{ "type": "text", "name": "a" }], "nordsvar": nordsvar });
    let form = "a text of 1 to 64 small letters a to z, digits and hyphens";
    let moment = "a moment with its offset, such as 2026-11-23T19:50:00+01:00";
    for (name, nordsvar, want) in [
        (
            "good",
            json!({ "quotas": [{ "name": "men-1", "limit": 5, "if": "{a} = 1" }],
                    "retention": { "days": 30 } }),
            vec![],
        ),
        (
            "name",
            json!({ "quotas": [{ "name": "Men", "limit": 5 }] }),
            at("$.nordsvar.quotas[0].name", Is::WrongType { wanted: form }),
        ),
        (
            "name twice",
            json!({ "quotas": [{ "name": "m", "limit": 5 }, { "name": "m", "limit": 6 }] }),
            at("$.nordsvar.quotas[1].name", Is::NameTwice),
        ),
        (
            "limit",
            json!({ "quotas": [{ "name": "m" }] }),
            at("$.nordsvar.quotas[0].limit", Is::Missing),
        ),
        (
            "days",
            json!({ "retention": { "days": 0 } }),
            at("$.nordsvar.retention.days", Is::OutOfRange { min: 1, max: 36_500 }),
        ),
        (
            "times",
            json!({ "opens": "2026-11-23T08:00:00+01:00", "closes": "2026-11-23T08:00:00Z",
                    "limit": 5, "minSeconds": 3,
                    "perMinute": 60, "proofOfWork": 50_000 }),
            vec![],
        ),
        (
            "no offset",
            json!({ "opens": "2026-11-23T08:00:00" }),
            at("$.nordsvar.opens", Is::WrongType { wanted: moment }),
        ),
        (
            "closed before it opens",
            json!({ "opens": "2026-11-23T08:00:00Z", "closes": "2026-11-23T09:00:00+01:00" }),
            at("$.nordsvar.opens", Is::NotBefore { other: "closes" }),
        ),
        (
            "none at all",
            json!({ "limit": 0 }),
            at("$.nordsvar.limit", Is::OutOfRange { min: 1, max: 10_000_000 }),
        ),
        (
            "too slow to be asked",
            json!({ "minSeconds": 601 }),
            at("$.nordsvar.minSeconds", Is::OutOfRange { min: 1, max: 600 }),
        ),
        (
            "no response a minute",
            json!({ "perMinute": 0 }),
            at("$.nordsvar.perMinute", Is::OutOfRange { min: 1, max: 100_000 }),
        ),
        (
            "too much work",
            json!({ "proofOfWork": 1_000_001 }),
            at("$.nordsvar.proofOfWork", Is::OutOfRange { min: 1_000, max: 1_000_000 }),
        ),
        ("unknown", json!({ "quota": [] }), at("$.nordsvar.quota", Is::UnknownProperty)),
    ] {
        assert_eq!(problems(&survey(nordsvar)), want, "{name}");
    }
}
