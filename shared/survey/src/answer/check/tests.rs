//! What fits and what does not.

use serde_json::{Value, json};

use super::*;

fn survey(element: Value) -> Definition {
    Definition::parse(&json!({ "elements": [element] })).unwrap()
}

/// Checks answers to one question, `q`.
fn check(element: Value, cases: &[(&str, Value, Result<(), AnswerReason>)]) {
    let definition = survey(element);
    for (name, answer, want) in cases {
        let answers = Answers::from(Map::from_iter([("q".to_owned(), answer.clone())]));
        let got = definition.check(&answers).map(|_| ()).map_err(|problems| problems[0].reason);
        assert_eq!(got, *want, "{name}");
    }
}

const TEXT: AnswerReason = AnswerReason::WrongType("text");

#[test]
fn text() {
    check(
        json!({ "type": "text", "name": "q", "maxLength": 5 }),
        &[
            ("text", json!("hello"), Ok(())),
            ("as long as may be, in UTF-16", json!("a😀😀"), Ok(())),
            ("too long", json!("hello!"), Err(AnswerReason::TooLong)),
            ("number", json!(1), Err(TEXT)),
            ("two lines", json!("a\nb"), Err(AnswerReason::NotInForm)),
            ("empty is no answer", json!(""), Ok(())),
            ("null is no answer", json!(null), Ok(())),
        ],
    );
}

#[test]
fn numbers() {
    check(
        json!({ "type": "text", "name": "q", "inputType": "number", "min": 0, "max": 1, "step": 0.1 }),
        &[
            ("inside", json!(0.3), Ok(())),
            ("low end", json!(0), Ok(())),
            ("high end", json!(1), Ok(())),
            ("below", json!(-0.1), Err(AnswerReason::BelowMin)),
            ("above", json!(1.1), Err(AnswerReason::AboveMax)),
            ("between", json!(0.25), Err(AnswerReason::OffStep)),
            ("text", json!("0.3"), Err(AnswerReason::WrongType("a number"))),
        ],
    );
}

#[test]
fn dates_and_addresses() {
    let not = Err(AnswerReason::NotInForm);
    for (input, good, bad) in [
        ("date", &["2024-02-29", "1999-12-31"][..], &["2023-02-29", "2023-13-01", "23-1-1"][..]),
        ("time", &["23:59", "00:00:59.999"], &["24:00", "1:00", "12:60"]),
        ("datetime-local", &["2024-02-29T12:00"], &["2024-02-29 12:00", "2024-02-30T12:00"]),
        ("month", &["2024-02"], &["2024-00", "2024"]),
        ("week", &["2024-W53"], &["2024-W54", "2024-53"]),
        ("color", &["#00ff7f"], &["#00ff7", "red"]),
        ("email", &["a.b+c@example.com"], &["a@", "a b@example.com", "a@-x.se", "a@b@c"]),
        ("url", &["https://example.com/å", "mailto:a@b"], &["example.com", "1x:y", "http:"]),
        ("tel", &["+46 8 123 45"], &["1\u{7}"]),
    ] {
        let cases: Vec<_> = good.iter().map(|text| (*text, json!(text), Ok(()))).collect();
        check(json!({ "type": "text", "name": "q", "inputType": input }), &cases);
        let cases: Vec<_> = bad.iter().map(|text| (*text, json!(text), not)).collect();
        check(json!({ "type": "text", "name": "q", "inputType": input }), &cases);
    }
    check(
        json!({ "type": "text", "name": "q", "inputType": "date", "min": "2024-01-01", "max": "2024-12-31" }),
        &[
            ("before", json!("2023-12-31"), Err(AnswerReason::BelowMin)),
            ("after", json!("2025-01-01"), Err(AnswerReason::AboveMax)),
            ("within", json!("2024-12-31"), Ok(())),
        ],
    );
}

#[test]
fn choices() {
    check(
        json!({ "type": "radiogroup", "name": "q", "choices": ["X", 1, { "value": true, "text": "Yes" }] }),
        &[
            ("text", json!("X"), Ok(())),
            ("number", json!(1), Ok(())),
            ("truth", json!(true), Ok(())),
            ("other case", json!("x"), Err(AnswerReason::NotAChoice)),
            ("number as text", json!("1"), Err(AnswerReason::NotAChoice)),
            ("list", json!(["X"]), Err(AnswerReason::WrongType("one of the choices' values"))),
        ],
    );
    let list = Err(AnswerReason::WrongType("a list of choices' values"));
    check(
        json!({ "type": "checkbox", "name": "q", "choices": ["a", "b", "c"],
                "minSelectedChoices": 2, "maxSelectedChoices": 2 }),
        &[
            ("two", json!(["c", "a"]), Ok(())),
            ("one", json!(["a"]), Err(AnswerReason::TooFew)),
            ("three", json!(["a", "b", "c"]), Err(AnswerReason::TooMany)),
            ("twice", json!(["a", "a"]), Err(AnswerReason::Duplicate)),
            ("another", json!(["a", "d"]), Err(AnswerReason::NotAChoice)),
            ("no list", json!("a"), list),
            ("an empty list is no answer", json!([]), Ok(())),
        ],
    );
    check(
        json!({ "type": "ranking", "name": "q", "choices": ["a", "b"] }),
        &[
            ("all", json!(["b", "a"]), Ok(())),
            ("some", json!(["b"]), Err(AnswerReason::NotAllRanked)),
            ("twice", json!(["b", "b"]), Err(AnswerReason::Duplicate)),
        ],
    );
}

#[test]
fn ratings_and_truths() {
    let step = Err(AnswerReason::NotAChoice);
    check(
        json!({ "type": "rating", "name": "q", "rateMin": 0, "rateMax": 10 }),
        &[
            ("lowest", json!(0), Ok(())),
            ("highest", json!(10), Ok(())),
            ("above", json!(11), step),
            ("between", json!(0.5), step),
            ("text", json!("5"), step),
        ],
    );
    check(
        json!({ "type": "boolean", "name": "q" }),
        &[
            ("yes", json!(true), Ok(())),
            ("no", json!(false), Ok(())),
            (
                "word",
                json!("maybe"),
                Err(AnswerReason::WrongType("one of the two values of yes and no")),
            ),
        ],
    );
    check(
        json!({ "type": "boolean", "name": "q", "valueTrue": "ja", "valueFalse": "nej" }),
        &[("own yes", json!("ja"), Ok(()))],
    );
}

#[test]
fn matrices() {
    let element = |required: bool| {
        json!({ "type": "matrix", "name": "q", "columns": [1, 2], "rows": ["r", "s"],
                "isAllRowRequired": required })
    };
    check(
        element(false),
        &[
            ("one row", json!({ "r": 1 }), Ok(())),
            ("other column", json!({ "r": 3 }), Err(AnswerReason::NotAChoice)),
            ("other row", json!({ "t": 1 }), Err(AnswerReason::UnknownQuestion)),
        ],
    );
    check(
        element(true),
        &[
            ("one row", json!({ "r": 1 }), Err(AnswerReason::RowsRequired)),
            ("a row left empty", json!({ "r": 1, "s": null }), Err(AnswerReason::RowsRequired)),
            ("both rows", json!({ "r": 1, "s": 2 }), Ok(())),
        ],
    );
}

#[test]
fn required_and_unknown() {
    let definition = survey(json!({ "type": "text", "name": "q", "isRequired": true }));
    for blank in [json!({}), json!({ "q": null }), json!({ "q": " \t" })] {
        let Value::Object(answers) = blank else { unreachable!("all are objects") };
        let problems = definition.check(&Answers::from(answers)).err().unwrap();
        assert_eq!(problems, [AnswerProblem { name: "q".into(), reason: AnswerReason::Required }]);
    }
    let answers = Map::from_iter([("q".into(), json!("a")), ("x".into(), json!(1))]);
    let problems = definition.check(&Answers::from(answers)).err().unwrap();
    assert_eq!(problems[0].reason, AnswerReason::UnknownQuestion);
}

#[test]
fn equal_answers_print_equally() {
    let definition = Definition::parse(&json!({ "elements": [
        { "type": "text", "name": "b" }, { "type": "text", "name": "a" } ] }))
    .unwrap();
    let print = |answers: Value| {
        let Value::Object(answers) = answers else { unreachable!("both are objects") };
        definition.check(&Answers::from(answers)).ok().unwrap().into_json().into_value().to_string()
    };
    assert_eq!(print(json!({ "b": "1", "a": "" })), r#"{"b":"1"}"#);
    assert_eq!(print(json!({ "b": "1", "a": "2" })), r#"{"a":"2","b":"1"}"#);
}
