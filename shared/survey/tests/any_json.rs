//! Whatever JSON is sent as a definition: it is read and written back alike, or refused.

use proptest::prelude::*;
use serde_json::{Map, Value};
use survey::{Answers, Definition};

const WORDS: [&str; 48] = [
    "type",
    "name",
    "title",
    "description",
    "elements",
    "pages",
    "choices",
    "rows",
    "columns",
    "rateMin",
    "rateMax",
    "rateStep",
    "rateCount",
    "rateValues",
    "rateType",
    "inputType",
    "min",
    "max",
    "step",
    "maxLength",
    "value",
    "text",
    "isRequired",
    "eachRowRequired",
    "nordsvar",
    "metric",
    "personal",
    "locale",
    "default",
    "sv",
    "pt-BR",
    "valueTrue",
    "valueFalse",
    "swapOrder",
    "minSelectedChoices",
    "maxSelectedChoices",
    "colCount",
    "placeholder",
    "showQuestionNumbers",
    "showProgressBar",
    "maxTextLength",
    "autocomplete",
    "titleLocation",
    "displayMode",
    "visibleIf",
    "requiredText",
    "questions",
    "x",
];

const TYPES: [&str; 10] = [
    "text",
    "comment",
    "radiogroup",
    "checkbox",
    "dropdown",
    "boolean",
    "rating",
    "ranking",
    "matrix",
    "panel",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..12).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(&TYPES[..]).prop_map(Value::from),
        prop::sample::select(&["date", "number", "2026-11-23", "hidden", "nps", "on", "stars"][..])
            .prop_map(Value::from),
        "[a-c\\[{ ]{0,3}".prop_map(Value::from),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(5, 60, 6, |inner| {
        let name = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A survey that is often good: an element of a known type with a name and whatever else.
fn survey() -> impl Strategy<Value = Value> {
    let element =
        (prop::sample::select(&TYPES[..]), "[a-z]{3}", json()).prop_map(|(word, name, more)| {
            let mut members = match more {
                Value::Object(members) => members,
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_) => Map::new(),
            };
            members.insert("type".to_owned(), word.into());
            members.insert("name".to_owned(), name.into());
            for list in ["choices", "rows", "columns"] {
                let there = members.contains_key(list);
                if !there
                    && matches!(word, "radiogroup" | "checkbox" | "dropdown" | "ranking" | "matrix")
                {
                    let fits = (list == "choices") != (word == "matrix");
                    members
                        .extend(fits.then(|| (list.to_owned(), serde_json::json!(["a", 2, true]))));
                }
            }
            Value::Object(members)
        });
    prop::collection::vec(element, 1..4)
        .prop_map(|elements| serde_json::json!({ "elements": elements }))
}

fn check(json: &Value, answers: &Value) {
    let Ok(definition) = Definition::parse(json) else { return };
    let written = definition.to_json();
    assert_eq!(Definition::parse(&written).as_ref(), Ok(&definition), "{json}");
    if let Value::Object(members) = answers
        && let Ok(checked) = definition.check(&Answers::from(members.clone()))
    {
        let again = definition.check(&Answers::from(checked.members().clone()));
        assert_eq!(again, Ok(checked), "{json} {answers}");
    }
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(json in json(), answers in json()) {
        check(&json, &answers);
    }

    #[test]
    fn any_survey_is_read_or_refused(json in survey(), answers in json()) {
        check(&json, &answers);
    }
}
