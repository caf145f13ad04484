//! How an answer says that there is none.

use serde_json::{Map, Value};

use super::nested::each_question;
use crate::form::COMMENT;
use crate::model::{Question, QuestionKind, Slider, SliderValue};

/// Whether a value is how an answer to this question says that there is none: null, a text of
/// blanks where a text, a number or one choice is asked for, an empty list or object where one is.
pub(crate) fn is_blank(question: &Question, value: &Value) -> bool {
    match (outer(&question.kind), value) {
        (_, Value::Null) => true,
        (Outer::Plain, Value::String(text)) => text.trim().is_empty(),
        (Outer::List, Value::Array(items)) => items.is_empty(),
        (Outer::Object, Value::Object(members)) => members.is_empty(),
        (
            Outer::Plain | Outer::List | Outer::Object,
            Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
        ) => false,
    }
}

enum Outer {
    Plain,
    List,
    Object,
}

const fn outer(kind: &QuestionKind) -> Outer {
    match kind {
        QuestionKind::ImagePicker(picker) if picker.multiple => Outer::List,
        QuestionKind::Slider(Slider { value: SliderValue::Range { .. }, .. })
        | QuestionKind::Checkbox(_)
        | QuestionKind::Tagbox(_)
        | QuestionKind::Ranking(_)
        | QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_) => Outer::List,
        QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::MultipleText(_) => Outer::Object,
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => Outer::Plain,
    }
}

/// Takes out of answers those that say that there is none, in rows and panels too. Rows and panels
/// themselves stay where they are counted, and so does what is no question's.
pub(crate) fn leave_out_blanks(question: &Question, members: &mut Map<String, Value>) {
    let name: &str = question.value_name.as_ref().unwrap_or(&question.name);
    if let Some(value) = members.get_mut(name) {
        leave_out_nested(question, value);
        if is_blank(question, value) {
            members.remove(name);
        }
    }
    let beside = [name, COMMENT].concat();
    let nothing = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => false,
    };
    if members.get(&beside).is_some_and(nothing) {
        members.remove(&beside);
    }
}

fn leave_out_nested(question: &Question, value: &mut Value) {
    let clean = |members: &mut Value| {
        if let Value::Object(members) = members {
            each_question(&question.kind, &mut |nested| leave_out_blanks(nested, members));
        }
    };
    if matches!(question.kind, QuestionKind::MatrixDropdown(_))
        && let Value::Object(rows) = value
    {
        rows.values_mut().for_each(clean);
        rows.retain(|_, cells| !cells.is_null() && cells.as_object().is_none_or(|c| !c.is_empty()));
    } else if let Value::Array(entries) = value {
        entries.iter_mut().for_each(clean);
    } else {
        clean(value);
    }
}
