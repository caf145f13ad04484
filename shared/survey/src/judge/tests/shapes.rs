use serde_json::{Value, json};

use super::super::{comment_shape, is_blank};
use super::{Row, ask, check_shapes};
use crate::answers::{AnswerReason as Is, Bound, Format, Shape};
use crate::scalar::Number;

pub(super) fn same(answer: Value) -> Row {
    (answer.clone(), Ok(answer))
}

pub(super) fn no(answer: Value, reason: Is) -> Row {
    (answer, Err(reason))
}

fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

#[test]
fn lines() {
    let text = Is::WrongType(Shape::Text);
    check_shapes(
        &json!({ "type": "text", "maxLength": 4 }),
        vec![
            same(json!("a\tb")),
            same(json!("😀😀")),
            no(json!("😀😀a"), Is::TooLong(4)),
            no(json!("a\nb"), Is::ControlCharacter),
            no(json!("a\u{0}"), Is::ControlCharacter),
            no(json!("a\u{85}"), Is::ControlCharacter),
            no(json!(1), text.clone()),
            no(json!(["a"]), text.clone()),
            no(json!({ "a": 1 }), text.clone()),
            no(json!(true), text.clone()),
        ],
    );
    check_shapes(
        &json!({ "type": "text" }),
        vec![
            same(json!("a".repeat(10_000))),
            no(json!("a".repeat(10_001)), Is::TooLarge(10_000)),
            no(json!("å".repeat(5_001)), Is::TooLarge(10_000)),
        ],
    );
    check_shapes(
        &json!({ "type": "comment" }),
        vec![
            same(json!("a\r\nb\n\tc")),
            no(json!("a\u{7}"), Is::ControlCharacter),
            same(json!("a".repeat(20_000))),
            no(json!("a".repeat(20_001)), Is::TooLarge(20_000)),
            no(json!(1), text),
        ],
    );
    check_shapes(
        &json!({ "type": "comment", "acceptCarriageReturn": false }),
        vec![same(json!("a b")), no(json!("a\nb"), Is::ControlCharacter)],
    );
}

#[test]
fn formats() {
    for (input, good, bad, format) in [
        ("email", "a@b.se", "a@", Format::Email),
        ("url", "https://a.se", "a.se", Format::Url),
        ("color", "#1a2b3c", "red", Format::Color),
        ("date", "2028-02-29", "2027-02-29", Format::Date),
        ("time", "19:50", "7:50 pm", Format::Time),
        ("datetime-local", "2026-11-23T19:50", "2026-11-23", Format::DateTime),
        ("month", "2026-11", "2026-13", Format::Month),
        ("week", "2026-W48", "2026-W54", Format::Week),
    ] {
        check_shapes(
            &json!({ "type": "text", "inputType": input }),
            vec![
                same(json!(good)),
                no(json!(bad), Is::WrongFormat(format)),
                no(json!(2026), Is::WrongType(Shape::Text)),
            ],
        );
    }
    check_shapes(&json!({ "type": "text", "inputType": "tel" }), vec![same(json!("08-12 x"))]);
}

#[test]
fn numbers() {
    let wrong = Is::WrongType(Shape::Number);
    check_shapes(
        &json!({ "type": "text", "inputType": "number" }),
        vec![
            same(json!(1)),
            (json!(1.0), Ok(json!(1))),
            (json!(-0.0), Ok(json!(0))),
            same(json!(1.5)),
            same(json!(1e300)),
            (json!(u64::MAX), Ok(json!(1.844_674_407_370_955_2e19))),
            (json!(9_007_199_254_740_993_u64), Ok(json!(9_007_199_254_740_992_u64))),
            no(json!("1"), wrong.clone()),
            no(json!([1]), wrong.clone()),
            no(json!(true), wrong),
        ],
    );
}

#[test]
fn one_of_the_choices() {
    let choices = json!(["a", 1, true, { "value": "shut", "text": "off" }]);
    for kind in ["radiogroup", "dropdown", "buttongroup"] {
        let question = json!({ "type": kind, "choices": choices, "showNoneItem": true,
            "showOtherItem": true });
        check_shapes(
            &question,
            vec![
                same(json!("a")),
                same(json!(1)),
                (json!(1.0), Ok(json!(1))),
                same(json!(true)),
                same(json!("none")),
                no(json!("1"), Is::NotAChoice),
                no(json!("true"), Is::NotAChoice),
                no(json!("A"), Is::NotAChoice),
                no(json!("refused"), Is::NotAChoice),
                no(json!("shut"), Is::NotAChoice),
                no(json!("constructor"), Is::NotAChoice),
                no(json!(["a"]), Is::WrongType(Shape::Scalar)),
                no(json!({}), Is::WrongType(Shape::Scalar)),
            ],
        );
    }
}

#[test]
fn several_of_the_choices() {
    let several = vec![
        same(json!(["a", 1])),
        same(json!([1, "a"])),
        (json!([1.0]), Ok(json!([1]))),
        no(json!(["a", "b", "c"]), Is::TooManyChoices(2)),
        no(json!(["a", "a"]), Is::ChoiceTwice),
        no(json!([1, 1.0]), Is::ChoiceTwice),
        no(json!(["1"]), Is::NotAChoice),
        no(json!(["all"]), Is::NotAChoice),
        no(json!(["a", "shut"]), Is::NotAChoice),
        no(json!(["a", null]), Is::WrongType(Shape::Scalar)),
        no(json!([["a"]]), Is::WrongType(Shape::Scalar)),
        no(json!("a"), Is::WrongType(Shape::Choices)),
        no(json!({ "a": 1 }), Is::WrongType(Shape::Choices)),
        same(json!(["none"])),
        same(json!(["dontknow"])),
        same(json!(["refused"])),
        same(json!(["other", "a"])),
        no(json!(["a", "none"]), Is::NotAlone),
        no(json!(["refused", "a"]), Is::NotAlone),
        no(json!(["none", "dontknow"]), Is::NotAlone),
    ];
    for kind in ["checkbox", "tagbox"] {
        check_shapes(
            &json!({ "type": kind, "maxSelectedChoices": 2, "showNoneItem": true,
                "showRefuseItem": true, "showDontKnowItem": true, "showOtherItem": true,
                "showSelectAllItem": true,
                "choices": ["a", "b", "c", 1, { "value": "shut", "text": "off" }] }),
            several.clone(),
        );
    }
}

#[test]
fn pictures() {
    let choices = json!(["a", "b"]);
    check_shapes(
        &json!({ "type": "imagepicker", "choices": choices }),
        vec![
            same(json!("a")),
            no(json!("c"), Is::NotAChoice),
            no(json!(["a"]), Is::WrongType(Shape::Scalar)),
        ],
    );
    check_shapes(
        &json!({ "type": "imagepicker", "choices": choices, "multiSelect": true }),
        vec![
            same(json!(["b", "a"])),
            no(json!(["a", "a"]), Is::ChoiceTwice),
            no(json!("a"), Is::WrongType(Shape::Choices)),
        ],
    );
}

#[test]
fn rankings() {
    let choices = json!(["a", 2, { "value": "shut", "text": "off" }]);
    check_shapes(
        &json!({ "type": "ranking", "choices": choices }),
        vec![
            same(json!([2, "shut", "a"])),
            no(json!([2, "a"]), Is::NotARanking),
            no(json!([2, "a", "a"]), Is::ChoiceTwice),
            no(json!([2, "a", "b"]), Is::NotAChoice),
            no(json!("a"), Is::WrongType(Shape::Choices)),
        ],
    );
    check_shapes(
        &json!({ "type": "ranking", "choices": choices, "selectToRankEnabled": true,
            "maxSelectedChoices": 1 }),
        vec![
            same(json!([2])),
            no(json!([2, "a"]), Is::TooManyChoices(1)),
            no(json!(["shut"]), Is::NotAChoice),
        ],
    );
}

#[test]
fn booleans_and_ratings() {
    check_shapes(
        &json!({ "type": "boolean" }),
        vec![
            same(json!(true)),
            same(json!(false)),
            no(json!("true"), Is::NotAChoice),
            no(json!(1), Is::NotAChoice),
            no(json!([]), Is::WrongType(Shape::Scalar)),
        ],
    );
    check_shapes(
        &json!({ "type": "boolean", "valueTrue": "yes", "valueFalse": 0 }),
        vec![same(json!("yes")), (json!(0.0), Ok(json!(0))), no(json!(false), Is::NotAChoice)],
    );
    check_shapes(
        &json!({ "type": "rating" }),
        vec![
            same(json!(1)),
            (json!(5.0), Ok(json!(5))),
            no(json!(0), Is::NotAChoice),
            no(json!(6), Is::NotAChoice),
            no(json!(1.5), Is::NotAChoice),
            no(json!("1"), Is::NotAChoice),
        ],
    );
}

#[test]
fn sliders() {
    check_shapes(
        &json!({ "type": "slider", "min": 1, "max": 10, "step": 3 }),
        vec![
            (json!(4.0), Ok(json!(4))),
            same(json!(10)),
            no(json!(5), Is::NotAStep(number(3.0))),
            no(json!(-2), Is::BelowMinimum(Bound::Number(number(1.0)))),
            no(json!(13), Is::AboveMaximum(Bound::Number(number(10.0)))),
            no(json!("4"), Is::WrongType(Shape::Number)),
            no(json!([1, 4]), Is::WrongType(Shape::Number)),
        ],
    );
    check_shapes(
        &json!({ "type": "slider", "sliderType": "range", "min": 0, "max": 1, "step": 0.1,
            "minRangeLength": 0.2, "maxRangeLength": 0.5 }),
        vec![
            same(json!([0.1, 0.3])),
            same(json!([0, 0.5])),
            no(json!([0.1, 0.2]), Is::RangeTooShort(number(0.2))),
            no(json!([0.1, 0.7]), Is::RangeTooLong(number(0.5))),
            no(json!([0.3, 0.1]), Is::NotARange),
            no(json!([0.1]), Is::NotARange),
            no(json!([0.1, 0.3, 0.5]), Is::NotARange),
            no(json!([0.1, 0.35]), Is::NotAStep(number(0.1))),
            no(json!(0.1), Is::WrongType(Shape::Range)),
            no(json!([0.1, null]), Is::WrongType(Shape::Number)),
        ],
    );
    let question = json!({ "type": "slider", "minValueExpression": "{a}", "max": 10 });
    ask(&question, |asked| {
        asked.min = Some(json!(5));
        let below = Err(Is::BelowMinimum(Bound::Number(number(5.0))));
        assert_eq!(super::super::shape(asked, &json!(4)), below);
        assert_eq!(super::super::shape(asked, &json!(6)), Ok(json!(6)));
    });
}

#[test]
fn matrices() {
    let matrix = |cell: &str| {
        json!({ "type": "matrix", "cellType": cell, "rows": ["r", 2],
            "columns": [1, "b", { "value": "no", "isExclusive": true }] })
    };
    check_shapes(
        &matrix("radio"),
        vec![
            same(json!({ "r": 1, "2": "b" })),
            (json!({ "r": 1.0 }), Ok(json!({ "r": 1 }))),
            no(json!({ "r": "1" }), Is::NotAChoice),
            no(json!({ "s": 1 }), Is::UnknownRow),
            no(json!({ "__proto__": 1 }), Is::UnknownRow),
            no(json!({ "r": [1] }), Is::WrongType(Shape::Scalar)),
            no(json!([1]), Is::WrongType(Shape::Rows)),
            no(json!("r"), Is::WrongType(Shape::Rows)),
        ],
    );
    check_shapes(
        &matrix("checkbox"),
        vec![
            same(json!({ "r": ["b", 1] })),
            same(json!({ "r": ["no"], "2": [1] })),
            no(json!({ "r": ["no", 1] }), Is::NotAlone),
            no(json!({ "r": [1, 1.0] }), Is::ChoiceTwice),
            no(json!({ "r": 1 }), Is::WrongType(Shape::Choices)),
        ],
    );
}

#[test]
fn what_asks_nothing() {
    for question in [
        json!({ "type": "html", "html": "x" }),
        json!({ "type": "image", "imageLink": "https://a.se/a.png" }),
        json!({ "type": "expression", "expression": "1" }),
    ] {
        check_shapes(&question, vec![no(json!(1), Is::NotAsked), no(json!("x"), Is::NotAsked)]);
    }
}

#[test]
fn texts_beside_answers() {
    let other = json!({ "type": "checkbox", "choices": ["a"], "showOtherItem": true });
    let area = json!({ "type": "text", "showCommentArea": true });
    let check =
        |question: &Value, answer: Option<Value>, comment: Value, want: Result<Value, Is>| {
            ask(question, |asked| {
                let got = comment_shape(asked, answer.as_ref(), Some(3), &comment);
                assert_eq!(got, want, "{question}: {answer:?} {comment}");
            });
        };
    check(&other, Some(json!(["a", "other"])), json!("x\ny"), Ok(json!("x\ny")));
    check(&other, Some(json!(["a"])), json!("x"), Err(Is::UnaskedComment));
    check(&other, None, json!("x"), Err(Is::UnaskedComment));
    check(&other, Some(json!(["other"])), json!("long"), Err(Is::TooLong(3)));
    check(&other, Some(json!(["other"])), json!(1), Err(Is::WrongType(Shape::Text)));
    check(&area, None, json!("x"), Ok(json!("x")));
    check(&json!({ "type": "text" }), Some(json!("other")), json!("x"), Err(Is::UnaskedComment));
}

#[test]
fn blanks() {
    for (question, blank, answer) in [
        (json!({ "type": "text" }), json!(" "), json!([])),
        (json!({ "type": "radiogroup", "choices": [1] }), json!(""), json!([])),
        (json!({ "type": "checkbox", "choices": [1] }), json!([]), json!("")),
        (json!({ "type": "matrix", "rows": [1], "columns": [1] }), json!({}), json!([])),
        (json!({ "type": "slider", "sliderType": "range" }), json!([]), json!({})),
        (json!({ "type": "file" }), json!([]), json!(false)),
    ] {
        ask(&question, |asked| {
            assert!(is_blank(asked.question, &Value::Null), "{question}");
            assert!(is_blank(asked.question, &blank), "{question}");
            assert!(!is_blank(asked.question, &answer), "{question}");
        });
    }
}
