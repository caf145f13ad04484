use serde_json::{Value, json};

use super::super::{duplicates, rules};
use super::{ask, ask_of, definition};
use crate::answers::AnswerReason;

/// What the rules say of an answer: survey-core's kinds, with the author's text where it has one.
fn found(question: &Value, answer: impl Into<Option<Value>>) -> Vec<String> {
    let answer = answer.into();
    ask(question, |asked| told(&rules(asked, answer.as_ref(), &mut |_| false)))
}

fn told(reasons: &[AnswerReason]) -> Vec<String> {
    let english = "en".parse().unwrap();
    let words = |reason: &AnswerReason| {
        let own = reason.text().map(|text| text.pick(&english).to_owned());
        format!("{}: {}", reason.kind(), own.unwrap_or_else(|| reason.to_string()))
    };
    reasons.iter().map(words).collect()
}

#[test]
fn whether_there_is_an_answer() {
    let required = vec!["required: needs an answer".to_owned()];
    for (question, answer, want) in [
        (json!({ "type": "text" }), None, true),
        (json!({ "type": "text" }), Some(json!("  ")), true),
        (json!({ "type": "text", "inputType": "number" }), Some(json!(0)), false),
        (json!({ "type": "boolean" }), Some(json!(false)), false),
        (json!({ "type": "boolean" }), None, true),
        (json!({ "type": "checkbox", "choices": [1] }), Some(json!([])), true),
        (json!({ "type": "matrix", "rows": [1], "columns": [1] }), Some(json!({ "1": [] })), true),
        (
            json!({ "type": "multipletext", "items": [{ "name": "a" }] }),
            Some(json!({ "a": "" })),
            true,
        ),
        (json!({ "type": "paneldynamic", "templateElements": [] }), Some(json!([{}, {}])), true),
        (
            json!({ "type": "matrixdynamic", "columns": [{ "name": "a" }] }),
            Some(json!([{}, {}])),
            false,
        ),
        (json!({ "type": "expression" }), None, false),
        (json!({ "type": "html" }), None, false),
    ] {
        let mut question = question;
        question["isRequired"] = json!(true);
        let want = if want { required.clone() } else { Vec::new() };
        assert_eq!(found(&question, answer.clone()), want, "{question} {answer:?}");
        question["isRequired"] = json!(false);
        assert!(found(&question, answer.clone()).is_empty(), "{question} {answer:?}");
    }
    let own = json!({ "type": "text", "isRequired": true, "requiredErrorText": "Do!" });
    assert_eq!(found(&own, None), ["required: Do!"]);
}

#[test]
fn choices() {
    let few = "custom: has fewer than 2 choices";
    let empty = "otherempty: needs a text for the other choice";
    let checkbox = |required: bool| {
        json!({ "type": "checkbox", "choices": [1, 2], "showNoneItem": true,
            "showOtherItem": true, "minSelectedChoices": 2, "isRequired": required })
    };
    assert_eq!(found(&checkbox(false), None), [""; 0]);
    assert_eq!(found(&checkbox(true), None), ["required: needs an answer", few]);
    assert_eq!(found(&checkbox(false), Some(json!([1]))), [few]);
    assert_eq!(found(&checkbox(false), Some(json!(["none"]))), [""; 0]);
    assert_eq!(found(&checkbox(false), Some(json!(["other"]))), [empty, few]);
    assert_eq!(found(&checkbox(false), Some(json!([1, 2]))), [""; 0]);

    let ranking = |select: bool| {
        json!({ "type": "ranking", "choices": [1, 2], "selectToRankEnabled": select,
            "minSelectedChoices": 2 })
    };
    assert_eq!(found(&ranking(true), Some(json!([1]))), [few]);
    assert_eq!(found(&ranking(false), Some(json!([1]))), [""; 0]);

    let other = json!({ "type": "radiogroup", "choices": [1], "showOtherItem": true,
        "otherErrorText": "Which?" });
    assert_eq!(found(&other, Some(json!("other"))), ["otherempty: Which?"]);
    for (comment, want) in [(" ", 1), ("x", 0)] {
        ask(&other, |asked| {
            asked.comment = Some(comment);
            assert_eq!(rules(asked, Some(&json!("other")), &mut |_| true).len(), want);
        });
    }
}

#[test]
fn bounds() {
    let number = json!({ "type": "text", "inputType": "number", "min": 10, "max": 12, "step": 3,
        "minErrorText": "At least {0}", "stepErrorText": "By {0}" });
    assert_eq!(found(&number, Some(json!(8))), ["custom: At least {0}", "custom: By {0}"]);
    assert_eq!(found(&number, Some(json!(13))), ["custom: is above 12"]);
    assert_eq!(found(&number, Some(json!(10))), [""; 0]);
    assert_eq!(found(&number, None), [""; 0]);

    let date = json!({ "type": "text", "inputType": "date", "min": "2026-01-05" });
    assert_eq!(found(&date, Some(json!("2026-01-04"))), ["custom: is below 2026-01-05"]);
    assert_eq!(found(&date, Some(json!("2026-01-05"))), [""; 0]);
    let time = json!({ "type": "text", "inputType": "time", "max": "10:00" });
    assert_eq!(found(&time, Some(json!("10:01"))), ["custom: is above 10:00"]);
}

#[test]
fn bounds_that_expressions_give() {
    for (input, fixed, bound, answer, below) in [
        ("number", json!(5), None, json!(3), false),
        ("number", json!(5), Some(json!(4)), json!(4), false),
        ("number", json!(5), Some(json!("4")), json!(3), true),
        ("number", json!(5), Some(json!("x")), json!(3), false),
        ("date", json!(null), Some(json!("2026-01-01T10:00:00Z")), json!("2026-01-01"), true),
        ("date", json!(null), Some(json!("2026-01-01")), json!("2026-01-01"), false),
        ("date", json!(null), Some(json!(5)), json!("2026-01-01"), false),
        ("datetime-local", json!(null), Some(json!("2026-01-01")), json!("2025-12-31T23:59"), true),
        (
            "datetime-local",
            json!(null),
            Some(json!("2026-01-01")),
            json!("2026-01-01T00:00"),
            false,
        ),
        ("month", json!(null), Some(json!("2026-02-10")), json!("2026-01"), true),
    ] {
        let mut question = json!({ "type": "text", "inputType": input,
            "minValueExpression": "{a}" });
        if !fixed.is_null() {
            question["min"] = fixed;
        }
        ask(&question, |asked| {
            asked.min = bound.clone();
            let found = rules(asked, Some(&answer), &mut |_| true);
            assert_eq!(found.len(), usize::from(below), "{question} {bound:?} {answer}");
        });
    }
}

#[test]
fn rows() {
    let matrix = |each: bool, unique: bool| {
        json!({ "type": "matrix", "rows": ["a", "b", "c"], "columns": [1, 2],
            "eachRowRequired": each, "eachRowUnique": unique })
    };
    let lacking = "requiredinallrowserror: needs an answer in each row";
    let alike = "eachrowuniqueeerror: has the same choice in two rows";
    let answer = Some(json!({ "a": 1, "b": 1 }));
    assert_eq!(found(&matrix(true, true), answer.clone()), [lacking, alike]);
    assert_eq!(found(&matrix(false, true), answer.clone()), [alike]);
    assert_eq!(found(&matrix(false, false), answer), [""; 0]);
    assert_eq!(found(&matrix(true, true), None), [lacking]);
    let whole = Some(json!({ "a": 1, "b": 1, "c": 2 }));
    assert_eq!(found(&matrix(true, false), whole), [""; 0]);

    let dynamic = |required: bool| {
        json!({ "type": "matrixdynamic", "columns": [{ "name": "c" }], "minRowCount": 2,
            "isRequired": required })
    };
    let few = "minrowcounterror: has fewer than 2 rows";
    assert_eq!(found(&dynamic(true), None), ["required: needs an answer", few]);
    assert_eq!(found(&dynamic(true), Some(json!([{ "c": 1 }, {}]))), [few]);
    assert_eq!(found(&dynamic(true), Some(json!([{ "c": 1 }, { "c": 1 }]))), [""; 0]);
    assert_eq!(found(&dynamic(false), Some(json!([{ "c": 1 }, {}]))), [""; 0]);
}

#[test]
fn answers_that_are_there_twice() {
    let column = json!([{ "name": "c", "cellType": "text" }]);
    let unique = json!([{ "name": "c", "cellType": "text", "isUnique": true }]);
    let text = json!([{ "type": "text", "name": "c" }]);
    let rows = json!([{ "c": "A" }, { "c": "b" }, { "c": "a" }, {}, {}]);
    for (question, answer, want) in [
        (
            json!({ "type": "matrixdynamic", "columns": column, "keyName": "c" }),
            rows.clone(),
            vec!["0", "2"],
        ),
        (json!({ "type": "matrixdynamic", "columns": unique }), rows.clone(), vec!["0", "2"]),
        (json!({ "type": "matrixdynamic", "columns": column }), rows.clone(), vec![]),
        (
            json!({ "type": "matrixdropdown", "rows": ["x", "y"], "columns": unique }),
            json!({ "x": { "c": 1 }, "y": { "c": "1" } }),
            vec!["x", "y"],
        ),
        (json!({ "type": "paneldynamic", "templateElements": text, "keyName": "c" }), rows, vec![]),
        (
            json!({ "type": "paneldynamic", "templateElements": text, "keyName": "c" }),
            json!([{ "c": 1 }, { "c": "1" }, null, { "c": 1 }]),
            vec!["1", "3"],
        ),
    ] {
        let definition = definition(&question);
        let found = duplicates(definition.question("q").unwrap(), &answer);
        let found: Vec<_> = found.iter().map(|twice| &*twice.row).collect();
        assert_eq!(found, want, "{question} {answer}");
    }
}

#[test]
fn validators() {
    let text = |validator: Value| json!({ "type": "text", "validators": [validator] });
    let list = |validator: Value| json!({ "type": "checkbox", "choices": ["1", "2"], "validators": [validator] });
    let numeric = |members: Value| {
        let mut validator = members;
        validator["type"] = json!("numeric");
        text(validator)
    };
    let regex = json!({ "type": "regex", "regex": "^[12a]+$" });
    for (question, answer, want) in [
        (numeric(json!({})), json!("abc"), "requirenumeric: is not a number"),
        (numeric(json!({ "text": "T" })), json!("abc"), "requirenumeric: T"),
        (numeric(json!({ "minValue": 3 })), json!("2"), "custom: is below 3"),
        (numeric(json!({ "maxValue": 5.4 })), json!("5,5"), "custom: is above 5.4"),
        (numeric(json!({ "maxValue": 5 })), json!("0x10"), "custom: is above 5"),
        (numeric(json!({ "maxValue": 5 })), json!("1e3"), "custom: is above 5"),
        (numeric(json!({ "maxValue": 5 })), json!("+5"), ""),
        (numeric(json!({})), json!("1 2"), "requirenumeric: is not a number"),
        (numeric(json!({})), json!("inf"), "requirenumeric: is not a number"),
        (numeric(json!({})), json!("1e400"), "requirenumeric: is not a number"),
        (numeric(json!({})), json!("9999999999999999999999"), "requirenumeric: is not a number"),
        (numeric(json!({})), json!("  "), ""),
        (
            text(json!({ "type": "text", "minLength": 3 })),
            json!("ab"),
            "custom: is shorter than 3 characters",
        ),
        (
            text(json!({ "type": "text", "maxLength": 3 })),
            json!("😀😀"),
            "custom: is longer than 3 characters",
        ),
        (
            text(json!({ "type": "text", "allowDigits": false })),
            json!("ab1"),
            "custom: has a digit",
        ),
        (text(json!({ "type": "text", "minLength": 3 })), json!(" "), ""),
        (text(json!({ "type": "email" })), json!("a@b"), "custom: must be an e-mail address"),
        (text(json!({ "type": "email", "text": "E" })), json!("a@b"), "custom: E"),
        (text(regex.clone()), json!("12"), ""),
        (text(regex.clone()), json!("A"), "custom: does not match the pattern"),
        (text(json!({ "type": "regex", "regex": "a", "caseInsensitive": true })), json!("A"), ""),
        (
            text(json!({ "type": "regex", "regex": "(" })),
            json!("A"),
            "custom: does not match the pattern",
        ),
        (list(regex.clone()), json!(["1"]), ""),
        (list(regex), json!(["1", "2"]), "custom: does not match the pattern"),
        (
            list(json!({ "type": "answercount", "minCount": 2 })),
            json!(["1"]),
            "custom: has fewer than 2 choices",
        ),
        (
            list(json!({ "type": "answercount", "maxCount": 1 })),
            json!(["1", "2"]),
            "custom: has more than 1 choices",
        ),
        (
            text(json!({ "type": "expression", "expression": "{q} > 1" })),
            json!("1"),
            "custom: breaks a rule of the survey",
        ),
    ] {
        let want: Vec<_> = Some(want).filter(|want| !want.is_empty()).into_iter().collect();
        assert_eq!(found(&question, Some(answer.clone())), want, "{question} {answer}");
    }
}

#[test]
fn which_validators_are_asked() {
    let question = json!({ "type": "text", "isRequired": true, "validators": [
        { "type": "text", "minLength": 5, "text": "A" },
        { "type": "expression", "expression": "{q} > 1", "text": "B" }] });
    assert_eq!(found(&question, None), ["required: needs an answer"]);
    assert_eq!(found(&question, Some(json!("x"))), ["custom: A", "custom: B"]);
    let optional = json!({ "type": "text", "validators": question["validators"] });
    assert_eq!(found(&optional, None), ["custom: B"]);
    let computed = json!({ "type": "expression", "expression": "1", "isRequired": true,
        "validators": [{ "type": "expression", "expression": "{q} > 1", "text": "B" }] });
    assert_eq!(found(&computed, None), ["custom: B"]);
}

#[test]
fn addresses() {
    let email = json!({ "type": "text", "inputType": "email" });
    for (address, want) in [
        ("a@b.se", true),
        ("a@b.s", false),
        (".a@b.se", false),
        ("a..b@c.se", false),
        ("\"a b\"@c.se", true),
        ("\"@\"@c.se", true),
        ("\"\"@c.se", false),
        ("\"a@b.se", false),
        ("a@b..se", false),
        ("a@b.se.", false),
        ("a@-b.se", true),
        ("a@=b.se", false),
        ("a=b@c.se", true),
        ("a@b.😀", true),
        ("a\u{a0}@b.se", false),
        ("a@localhost", false),
    ] {
        assert_eq!(found(&email, Some(json!(address))).is_empty(), want, "{address}");
    }
}

#[test]
fn patterns_take_linear_time() {
    let question =
        json!({ "type": "text", "validators": [{ "type": "regex", "regex": "(a+)+$" }] });
    let definition = definition(&question);
    let long = json!("a".repeat(9_999) + "b");
    ask_of(definition.question("q").unwrap(), |asked| {
        assert_eq!(rules(asked, Some(&long), &mut |_| true), [AnswerReason::NoMatch]);
    });
    for costly in ["(a{1000}){1000}", "((a{100}){100}){100}"] {
        assert!(super::super::pattern(costly, false).is_err(), "{costly}");
    }
}
