//! What is read, and what is refused.

mod logic;

use expression::InvalidExpression;
use serde_json::json;

use super::*;
use crate::Locale;
use crate::model::QuestionKind;
use DefinitionReason as Is;

fn problems(json: &Value) -> Vec<(String, DefinitionReason)> {
    let found = Definition::parse(json).err().unwrap_or_default();
    let mut found: Vec<_> = found.into_iter().map(|p| (p.path, p.reason)).collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

fn check(name: &str, element: impl Into<Value>, want: &[(&str, DefinitionReason)]) {
    let found = problems(&json!({ "elements": [element.into()] }));
    let at = |path: &str| format!("$.elements[0]{path}");
    let mut want: Vec<_> = want.iter().map(|(path, reason)| (at(path), reason.clone())).collect();
    want.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert_eq!(found, want, "{name}");
}

#[test]
fn names_and_properties() {
    check(
        "logic",
        json!({ "type": "text", "name": "q", "visibleIf": "{a} =", "enableIf": "{a} = 1",
                "setValueExpression": "sum({a}" , "resetValueIf": "mean({a})", "requiredIf": "" }),
        &[
            (".visibleIf", Is::Expression(InvalidExpression::Syntax { at: 6 })),
            (
                ".resetValueIf",
                Is::Expression(InvalidExpression::UnknownFunction { name: "mean".into() }),
            ),
        ],
    );
    check(
        "property of SurveyJS, property of nobody",
        json!({ "type": "text", "name": "q", "correctAnswer": 1, "tilte": "x" }),
        &[(".correctAnswer", Is::NotSupported), (".tilte", Is::UnknownProperty)],
    );
    check("no name", json!({ "type": "comment" }), &[(".name", Is::Missing)]);
    check("braces", json!({ "type": "text", "name": "a{b}" }), &[(".name", Is::Name)]);
    check("blank name", json!({ "type": "text", "name": " " }), &[(".name", Is::Name)]);
    check("long name", json!({ "type": "text", "name": "a".repeat(129) }), &[(".name", Is::Name)]);
    check(
        "reserved name",
        json!({ "type": "text", "name": "nordsvar.id" }),
        &[(".name", Is::ReservedName)],
    );
    check(
        "name that is no text",
        json!({ "type": "text", "name": 7 }),
        &[(".name", Is::WrongType { wanted: "a text" })],
    );
    check(
        "texts",
        json!({ "type": "text", "name": "q", "title": 1, "description": { "s v": "x", "sv": 2 } }),
        &[
            (".title", Is::WrongType { wanted: "a text, or an object of texts by language" }),
            (".description['s v']", Is::NotALanguage),
            (".description.sv", Is::WrongType { wanted: "a text" }),
        ],
    );
    check(
        "older and newer name",
        json!({ "type": "text", "name": "q", "placeHolder": "x", "placeholder": "y" }),
        &[(".placeHolder", Is::SameProperty { other: "placeholder" })],
    );
    check(
        "other setting than the default",
        json!({ "type": "text", "name": "q", "randomize": false, "visible": true }),
        &[(".randomize", Is::OnlyValue { only: "true".to_owned() })],
    );
    check(
        "looks",
        json!({ "type": "text", "name": "q", "width": "50%", "startWithNewLine": false }),
        &[],
    );
}

#[test]
fn types_of_questions() {
    let types = "text, comment, multipletext, radiogroup, checkbox, dropdown, tagbox, \
                 buttongroup, boolean, rating, ranking, slider, imagepicker, matrix, \
                 matrixdropdown, matrixdynamic, panel, paneldynamic, file, signaturepad, html, \
                 image, expression";
    check(
        "unknown type",
        json!({ "type": "microphone", "name": "q", "penColor": "red" }),
        &[(".type", Is::NotAWord { wanted: types.to_owned() })],
    );
    check("no type", json!({ "name": "q" }), &[(".type", Is::Missing)]);
    check(
        "password",
        json!({ "type": "text", "name": "q", "inputType": "password" }),
        &[(".inputType", Is::Password)],
    );
    check(
        "date that is none",
        json!({ "type": "text", "name": "q", "inputType": "date", "min": "=today()" }),
        &[(".min", Is::NotAMoment { wanted: "a date such as 2026-11-23" })],
    );
    check(
        "bounds the wrong way round",
        json!({ "type": "text", "name": "q", "inputType": "number", "min": 2, "max": "1" }),
        &[(".min", Is::AboveMaximum { other: "max" })],
    );
    check(
        "bounds of a text",
        json!({ "type": "text", "name": "q", "min": 2 }),
        &[(".min", Is::UnknownProperty)],
    );
    check("no choices", json!({ "type": "radiogroup", "name": "q" }), &[(".choices", Is::Missing)]);
    check(
        "empty choices",
        json!({ "type": "checkbox", "name": "q", "choices": [] }),
        &[(".choices", Is::Empty)],
    );
    check(
        "choices",
        json!({ "type": "dropdown", "name": "q", "choices":
            [1, "1", "a|b", { "text": "c" }, { "value": null }, { "value": "d", "enableIf": "{x" }] }),
        &[
            (".choices[1]", Is::ValueTwice),
            (".choices[2]", Is::Value),
            (".choices[3].value", Is::Missing),
            (".choices[4].value", Is::Value),
            (".choices[5].enableIf", Is::Expression(InvalidExpression::Syntax { at: 1 })),
        ],
    );
    check(
        "more than there are",
        json!({ "type": "checkbox", "name": "q", "choices": [1], "minSelectedChoices": 2 }),
        &[(".minSelectedChoices", Is::Disagrees { other: "choices" })],
    );
    check(
        "matrix without rows",
        json!({ "type": "matrix", "name": "q", "columns": [1] }),
        &[(".rows", Is::Missing)],
    );
    check(
        "boolean of two equals",
        json!({ "type": "boolean", "name": "q", "valueFalse": "true" }),
        &[(".valueFalse", Is::ValueTwice)],
    );
}

#[test]
fn what_a_browser_may_fill_in() {
    let refused = Is::WrongType { wanted: "a word of HTML's autocomplete" };
    for (words, taken) in [
        ("email", true),
        ("off", true),
        ("", true),
        ("shipping postal-code", true),
        ("section-a billing work tel-local", true),
        ("e-mail", false),
        ("email name", false),
        ("work shipping tel", false),
        ("section-a", false),
        ("off email", false),
        ("email ", false),
        ("current-password", false),
        ("one-time-code", false),
    ] {
        let want = if taken { &[][..] } else { &[(".autocomplete", refused.clone())] };
        check(words, json!({ "type": "text", "name": "q", "autocomplete": words }), want);
    }
}

#[test]
fn scales() {
    let rating = |properties: Value| {
        let mut element = json!({ "type": "rating", "name": "q" });
        element.as_object_mut().unwrap().extend(properties.as_object().cloned().unwrap());
        element
    };
    for (name, properties, want) in [
        ("as SurveyJS has it", json!({}), vec![json!(1), json!(2), json!(3), json!(4), json!(5)]),
        ("count", json!({ "rateCount": 3, "rateMin": 0 }), vec![json!(0), json!(1), json!(2)]),
        (
            "step",
            json!({ "rateMax": 0.3, "rateMin": 0.1, "rateStep": 0.1 }),
            vec![json!(0.1), json!(0.2), json!(0.3)],
        ),
        (
            "listed",
            json!({ "rateValues": ["a", { "value": 2, "text": "b" }] }),
            vec![json!("a"), json!(2)],
        ),
    ] {
        let json = json!({ "elements": [rating(properties)] });
        let definition = Definition::parse(&json).unwrap();
        let question = definition.question("q").unwrap();
        let QuestionKind::Rating(rating) = &question.kind else { panic!("{name}") };
        let values: Vec<_> = rating.scale.as_slice().iter().map(|c| c.value.to_json()).collect();
        assert_eq!(values, want, "{name}");
    }
    let too_many = |max| Is::TooMany { max, what: "values" };
    for (name, properties, path, want) in [
        (
            "wrong way round",
            json!({ "rateMin": 5, "rateMax": 1 }),
            ".rateMin",
            Is::AboveMaximum { other: "rateMax" },
        ),
        ("too long", json!({ "rateMax": 1e9 }), ".rateMax", too_many(101)),
        ("too many stars", json!({ "rateMax": 11, "rateType": "stars" }), ".rateMax", too_many(10)),
        (
            "steps that miss the end",
            json!({ "rateMax": 10, "rateStep": 2 }),
            ".rateMax",
            Is::Disagrees { other: "rateStep" },
        ),
        (
            "no step",
            json!({ "rateStep": 0 }),
            ".rateStep",
            Is::WrongType { wanted: "a number above 0" },
        ),
        (
            "score of another scale",
            json!({ "rateMax": 10, "nordsvar": { "metric": "nps" } }),
            ".nordsvar.metric",
            Is::Metric { wanted: "a rating from 0 to 10" },
        ),
    ] {
        check(name, rating(properties), &[(path, want)]);
    }
}

#[test]
fn surveys_as_a_whole() {
    let question = |name: &str| json!({ "type": "text", "name": name });
    let at = |path: &str, reason| vec![(path.to_owned(), reason)];
    for (name, json, want) in [
        ("a list", json!([]), at("$", Is::WrongType { wanted: "an object" })),
        ("nothing asked", json!({}), at("$", Is::NoQuestions)),
        (
            "HTML",
            json!({ "elements": [question("q")], "completedHtml": "<b>" }),
            at("$.completedHtml", Is::Markup { why: "an element is not closed" }),
        ),
        (
            "same name on another page",
            json!({ "pages": [{ "elements": [question("q")] }, { "elements": [question("q")] }] }),
            at("$.pages[1].elements[0].name", Is::NameTwice),
        ),
        (
            "two ways to name elements",
            json!({ "pages": [{ "elements": [question("q")] }], "elements": [question("r")] }),
            at("$.elements", Is::SameProperty { other: "pages" }),
        ),
        ("older name", json!({ "questions": [question("q")] }), vec![]),
        (
            "no language",
            json!({ "elements": [question("q")], "locale": "swedish" }),
            at("$.locale", Is::NotALanguage),
        ),
    ] {
        assert_eq!(problems(&json), want, "{name}");
    }
}

#[test]
fn bounds_of_a_survey() {
    let question = |name: &str| json!({ "type": "text", "name": name });
    let many: Vec<_> = (0..1001).map(|n| question(&format!("q{n}"))).collect();
    let found = problems(&json!({ "elements": many }));
    assert_eq!(found, [("$".to_owned(), Is::TooMany { max: 1000, what: "questions" })]);

    let choices: Vec<_> = (0..10_001).collect();
    let long = json!({ "elements": [{ "type": "dropdown", "name": "q", "choices": choices }] });
    let what = "choices, rows and columns";
    assert_eq!(problems(&long), [("$".to_owned(), Is::TooMany { max: 10_000, what })]);

    let nested = |levels: usize| {
        let panel = |inner, _| json!({ "type": "panel", "elements": [inner] });
        json!({ "elements": [(0..levels).fold(question("q"), panel)] })
    };
    assert_eq!(problems(&nested(MAX_DEPTH)), []);
    let found: Vec<_> = problems(&nested(MAX_DEPTH + 1)).into_iter().map(|(_, is)| is).collect();
    assert_eq!(found, [Is::TooDeep { max: MAX_DEPTH }]);
}

#[test]
fn languages() {
    for (name, locale, title, want) in [
        ("none is English", None, json!("x"), vec!["en"]),
        ("plain texts are in the survey's language", Some("sv"), json!("x"), vec!["sv"]),
        ("other languages", Some("sv"), json!({ "default": "x", "en": "y" }), vec!["sv", "en"]),
        ("default beside", Some("sv"), json!({ "default": "x", "sv": "y" }), vec!["sv", "en"]),
        ("without default", None, json!({ "sv": "y", "de": "z" }), vec!["de", "sv"]),
        ("default and others", None, json!({ "default": "x", "sv": "y" }), vec!["en", "sv"]),
    ] {
        let mut json = json!({ "title": title, "elements": [{ "type": "comment", "name": "q" }] });
        if let Some(locale) = locale {
            json["locale"] = json!(locale);
        }
        let definition = Definition::parse(&json).unwrap();
        let got: Vec<_> = definition.locales.iter().map(Locale::as_str).collect();
        assert_eq!(got, want, "{name}");
    }
}

#[test]
fn normal_forms() {
    for (name, source, want) in [
        (
            "older names",
            json!({ "questions": [{ "type": "radiogroup", "name": "q", "choices": [{ "value": 1 }],
                                    "hasOther": true, "colCount": 1, "showOtherItem": true }] }),
            None,
        ),
        (
            "pages, aliases, defaults and looks",
            json!({ "requiredText": "!", "width": "1px", "questions": [
                { "type": "radiogroup", "name": "q", "choices": [{ "value": 1 }, 2.0],
                  "hasOther": true, "colCount": 1, "title": { "default": "x" } },
            ] }),
            Some(json!({ "requiredMark": "!", "pages": [{ "elements": [
                { "type": "radiogroup", "name": "q", "choices": [1, 2], "showOtherItem": true,
                  "title": "x" },
            ] }] })),
        ),
        (
            "scales",
            json!({ "elements": [
                { "type": "rating", "name": "q", "rateCount": 3, "rateMax": 3, "autoGenerate": true },
            ] }),
            Some(json!({ "pages": [{ "elements": [
                { "type": "rating", "name": "q", "rateMin": 1, "rateMax": 3, "rateStep": 1 },
            ] }] })),
        ),
        (
            "triggers",
            json!({ "elements": [{ "type": "text", "name": "q" }], "triggers": [
                { "type": "complete", "name": "q", "operator": "greater", "value": 3 },
                { "type": "complete", "name": "q", "value": "x" },
            ] }),
            Some(
                json!({ "pages": [{ "elements": [{ "type": "text", "name": "q" }] }], "triggers": [
                { "type": "complete", "expression": "{q} > 3" },
                { "type": "complete", "expression": "{q} = 'x'" },
            ] }),
            ),
        ),
    ] {
        let compiled = Definition::compile(&source).ok();
        let printed = compiled.as_ref().map(Definition::print);
        assert_eq!(printed, want, "{name}");
        let again = printed.map(|printed| Definition::compile(&printed).unwrap());
        assert_eq!(again, compiled, "{name}");
    }
}
