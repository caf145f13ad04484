//! Whatever JSON is sent as an answer: it is judged, and judged alike once it is as the definition
//! has it.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::{comment_shape, duplicates, leave_out_blanks, rules, shape};
use super::{ask_of, definition};

/// One question of each type, with all that bounds an answer.
fn questions() -> Vec<Value> {
    let choices = json!(["a", 1, true, 0.5, { "value": "b", "text": "off" }]);
    let columns = json!([{ "name": "a", "cellType": "text", "isUnique": true },
        { "name": "b", "cellType": "checkbox", "choices": [1, "a"], "showOtherItem": true }]);
    let special = |kind: &str| {
        json!({ "type": kind, "choices": choices, "showOtherItem": true, "showNoneItem": true,
            "minSelectedChoices": 1, "maxSelectedChoices": 2, "isRequired": true })
    };
    let validators = json!([{ "type": "numeric", "minValue": 1 }, { "type": "text", "minLength": 2 },
        { "type": "email" }, { "type": "regex", "regex": "^a+$" }]);
    vec![
        json!({ "type": "text", "maxLength": 3, "validators": validators }),
        json!({ "type": "text", "inputType": "number", "min": 0, "max": 2, "step": 0.5 }),
        json!({ "type": "text", "inputType": "date", "min": "2026-01-01" }),
        json!({ "type": "text", "inputType": "email" }),
        json!({ "type": "comment", "maxLength": 3 }),
        special("radiogroup"),
        special("dropdown"),
        special("checkbox"),
        special("tagbox"),
        json!({ "type": "buttongroup", "choices": choices }),
        json!({ "type": "imagepicker", "choices": choices }),
        json!({ "type": "imagepicker", "choices": choices, "multiSelect": true }),
        json!({ "type": "ranking", "choices": ["a", 1] }),
        json!({ "type": "ranking", "choices": choices, "selectToRankEnabled": true }),
        json!({ "type": "boolean" }),
        json!({ "type": "boolean", "valueTrue": "a", "valueFalse": 1 }),
        json!({ "type": "rating", "rateMax": 3 }),
        json!({ "type": "slider", "min": 0, "max": 2, "step": 0.5 }),
        json!({ "type": "slider", "sliderType": "range", "min": 0, "max": 2, "step": 0.5 }),
        json!({ "type": "matrix", "rows": ["a", 1], "columns": choices, "eachRowUnique": true }),
        json!({ "type": "matrix", "rows": ["a", 1], "columns": choices, "cellType": "checkbox" }),
        json!({ "type": "matrixdropdown", "rows": ["a", 1], "columns": columns }),
        json!({ "type": "matrixdynamic", "columns": columns, "minRowCount": 1, "maxRowCount": 2 }),
        json!({ "type": "paneldynamic", "keyName": "a", "templateElements": [
            { "type": "text", "name": "a" }, { "type": "matrix", "name": "b", "rows": [1], "columns": [1] }] }),
        json!({ "type": "multipletext", "items": [{ "name": "a" }, { "name": "b" }] }),
        json!({ "type": "file", "maxSize": 3, "acceptedTypes": ".a", "allowMultiple": true }),
        json!({ "type": "signaturepad" }),
        json!({ "type": "html", "html": "a" }),
        json!({ "type": "image" }),
        json!({ "type": "expression", "expression": "1" }),
    ]
}

fn json_value() -> impl Strategy<Value = Value> {
    let texts = [
        "a",
        "b",
        "1",
        "other",
        "none",
        "",
        " ",
        "2026-01-01",
        "a@b.se",
        "__proto__",
        "data:image/png;base64,AAAA",
        "data:a/b;base64,",
        "x.a",
    ];
    let names = ["a", "b", "1", "b-Comment", "name", "type", "content", "__proto__", "constructor"];
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1_i64..4).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-2_i32..6).prop_map(|halves| Value::from(f64::from(halves) / 2.0)),
        prop::sample::select(texts.to_vec()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    plain.prop_recursive(4, 40, 4, move |inner| {
        let name = prop::sample::select(names.to_vec()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn check(question: &Value, answer: &Value) {
    let definition = definition(question);
    let own = definition.question("q").unwrap();
    ask_of(own, |asked| {
        if let Ok(kept) = shape(asked, answer) {
            assert_eq!(shape(asked, &kept), Ok(kept.clone()), "{question}: {answer}");
            let first = rules(asked, Some(&kept), &mut |_| true);
            assert_eq!(rules(asked, Some(&kept), &mut |_| true), first, "{question}: {answer}");
        }
        if let Ok(kept) = comment_shape(asked, Some(answer), Some(3), answer) {
            assert_eq!(comment_shape(asked, Some(answer), Some(3), &kept), Ok(kept.clone()));
        }
    });
    // Even an answer that is refused can be looked at.
    duplicates(own, answer);
    let mut members = Map::from_iter([("q".to_owned(), answer.clone())]);
    leave_out_blanks(own, &mut members);
    let once = members.clone();
    leave_out_blanks(own, &mut members);
    assert_eq!(members, once, "{question}: {answer}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_answer_is_judged(answer in json_value()) {
        for question in questions() {
            check(&question, &answer);
        }
    }
}
