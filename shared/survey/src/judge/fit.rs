//! Values that an author wrote otherwise than answers have them.

use serde_json::Value;

use super::asked::options_of;
use crate::compact::object;
use crate::model::{Choices, Input, QuestionKind, SliderValue};
use crate::scalar::{Number, Scalar};

/// The value as an answer to the question has it, where it can be told: `"5"` is 5 where a number
/// is asked for, `"1"` is 1 where that is a choice, and one choice is a list of it where a list is
/// asked for. SurveyJS takes default values so.
pub(crate) fn fit(kind: &QuestionKind, value: Value) -> Value {
    if let Some(options) = options_of(kind) {
        let fitted = if has_list(kind) { chosen_list } else { chosen };
        return fitted(&options.choices, value);
    }
    if let QuestionKind::Rating(rating) = kind {
        return chosen(&rating.scale, value);
    }
    if let QuestionKind::Boolean(boolean) = kind {
        let both = [&boolean.value_true, &boolean.value_false];
        let found = both.into_iter().find(|scalar| Some(scalar.to_string()) == key(&value));
        return found.map_or(value, Scalar::to_json);
    }
    if let (QuestionKind::Matrix(matrix), true) = (kind, value.is_object()) {
        let Value::Object(rows) = value else { return value };
        let fitted = rows.into_iter().map(|(row, cell)| {
            let fitted = if cell.is_array() { chosen_list } else { chosen };
            (row, fitted(&matrix.columns, cell))
        });
        return Value::Object(object(fitted));
    }
    let text = matches!(kind, QuestionKind::Text(text) if matches!(text.input, Input::Number(_)));
    let place = matches!(kind, QuestionKind::Slider(slider) if slider.value == SliderValue::Single);
    let number = text || place;
    let read = value.as_str().filter(|_| number).and_then(Number::from_text);
    read.map_or(value, Number::to_json)
}

fn has_list(kind: &QuestionKind) -> bool {
    let list = matches!(
        kind,
        QuestionKind::Checkbox(_) | QuestionKind::Tagbox(_) | QuestionKind::Ranking(_)
    );
    list || matches!(kind, QuestionKind::ImagePicker(picker) if picker.multiple)
}

/// The value as it stands in a form field.
fn key(value: &Value) -> Option<String> {
    Scalar::from_json(value).map(|scalar| scalar.to_string())
}

fn chosen(choices: &Choices, value: Value) -> Value {
    let found = key(&value).and_then(|key| choices.by_key(&key));
    found.map_or(value, |choice| choice.value.to_json())
}

fn chosen_list(choices: &Choices, value: Value) -> Value {
    if value.is_null() {
        return value;
    }
    let items = if let Value::Array(items) = value { items } else { vec![value] };
    items.into_iter().map(|item| chosen(choices, item)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::Definition;

    #[test]
    fn default_values() {
        for (question, value, want) in [
            (json!({ "type": "text", "inputType": "number" }), json!("5"), json!(5)),
            (json!({ "type": "text", "inputType": "number" }), json!("x"), json!("x")),
            (json!({ "type": "text" }), json!("5"), json!("5")),
            (json!({ "type": "radiogroup", "choices": [1] }), json!("1"), json!(1)),
            (json!({ "type": "radiogroup", "choices": [1] }), json!("2"), json!("2")),
            (json!({ "type": "radiogroup", "choices": ["1"] }), json!(1), json!("1")),
            (json!({ "type": "checkbox", "choices": [1, 2] }), json!("1"), json!([1])),
            (
                json!({ "type": "checkbox", "choices": [1, 2] }),
                json!(["1", "none"]),
                json!([1, "none"]),
            ),
            (json!({ "type": "checkbox", "choices": [1] }), json!(null), json!(null)),
            (json!({ "type": "boolean" }), json!("true"), json!(true)),
            (json!({ "type": "rating" }), json!("3"), json!(3)),
            (json!({ "type": "slider" }), json!("3"), json!(3)),
            (
                json!({ "type": "matrix", "rows": ["r"], "columns": [1] }),
                json!({ "r": "1" }),
                json!({ "r": 1 }),
            ),
        ] {
            let mut element = question.clone();
            element["name"] = json!("q");
            element["defaultValue"] = value.clone();
            let definition = Definition::parse(&json!({ "elements": [element] })).unwrap();
            let got = &definition.question("q").unwrap().default_value;
            assert_eq!(got, &want, "{question} {value}");
        }
    }
}
