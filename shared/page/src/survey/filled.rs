//! What the form's fields hold: when it comes back, or from the start.

use std::collections::BinaryHeap;

use serde_json::{Map, Value};
use survey::model::{Question, QuestionKind};
use survey::{Sight, comment_field, json_text, part_field};

/// The fields of a form, to be looked up. They are kept in JSON's own map: a map of another type is
/// several kilobytes more of code.
pub(crate) struct Filled {
    /// The last text of each field.
    last: Map<String, Value>,
    /// All texts of each field, as an object's names.
    held: Map<String, Value>,
}

impl Filled {
    /// No fields.
    pub(crate) fn empty() -> Self {
        Self { last: Map::new(), held: Map::new() }
    }

    /// The fields of a form that comes back.
    pub(crate) fn new(fields: &[(String, String)]) -> Self {
        let mut filled = Self::empty();
        for (name, value) in fields {
            filled.add(name, value.clone());
        }
        filled
    }

    /// The fields of a question that has an answer: those of its parts are not among them.
    pub(crate) fn of_answer(question: &Question, field: &str, at: Sight<'_, '_>) -> Self {
        let mut filled = Self::empty();
        if let Some(comment) = at.comment() {
            filled.add(&comment_field(field), comment.to_owned());
        }
        let parts = matches!(
            question.kind,
            QuestionKind::MultipleText(_)
                | QuestionKind::MatrixDropdown(_)
                | QuestionKind::MatrixDynamic(_)
                | QuestionKind::PanelDynamic(_)
                | QuestionKind::File(_)
                | QuestionKind::Signature(_)
        );
        match at.value() {
            Some(value) if !parts => filled.add_value(&question.kind, field, value),
            Some(_) | None => {}
        }
        filled
    }

    fn add_value(&mut self, kind: &QuestionKind, field: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.add(field, text.clone()),
            Value::Bool(_) | Value::Number(_) => self.add(field, json_text(value)),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let place = (index + 1).to_string();
                    if matches!(kind, QuestionKind::Ranking(_)) {
                        let key = item.as_str().map_or_else(|| json_text(item), str::to_owned);
                        self.add(&part_field(field, &key), place);
                    } else if matches!(kind, QuestionKind::Slider(_)) {
                        self.add_value(kind, &part_field(field, &index.to_string()), item);
                    } else {
                        self.add_value(kind, field, item);
                    }
                }
            }
            Value::Object(members) => {
                for (row, value) in members {
                    self.add_value(kind, &part_field(field, row), value);
                }
            }
        }
    }

    fn add(&mut self, name: &str, value: String) {
        let texts = self.held.entry(name).or_insert(Value::Object(Map::new()));
        if let Value::Object(texts) = texts {
            texts.insert(value.clone(), Value::Null);
        }
        self.last.insert(name.to_owned(), Value::from(value));
    }

    /// What a field held; nothing if it held nothing.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.last.get(name).and_then(Value::as_str).filter(|value| !value.is_empty())
    }

    /// Whether one of the fields of this name held this.
    pub(crate) fn holds(&self, name: &str, value: &str) -> bool {
        let texts = self.held.get(name).and_then(Value::as_object);
        texts.is_some_and(|texts| texts.contains_key(value))
    }

    /// The places of a list's entries of which some field held something, or which there must be
    /// at `least`: where a form has them. In an answer they follow each other.
    pub(crate) fn entries(&self, list: &str, least: usize) -> Vec<usize> {
        let begin = [list, "["].concat();
        let place = |name: &String| {
            let (place, _) = name.strip_prefix(&*begin)?.split_once(']')?;
            self.value(name)?;
            place.parse::<usize>().ok()
        };
        let mut places: Vec<_> = self.last.keys().filter_map(place).collect();
        if !places.is_empty() {
            places.extend(0..least);
        }
        let mut places = BinaryHeap::from(places).into_sorted_vec();
        places.dedup();
        places
    }
}
