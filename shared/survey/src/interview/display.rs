//! What respondents read for an answer.

use expression::{Value as Computed, to_fixed};
use serde_json::{Map, Value};

use super::kinds::{columns, matrix_of};
use super::node::Key;
use super::values::is_empty;
use super::{Interview, Sight};
use crate::compact::object;
use crate::judge::{Offer, options_of};
use crate::model::{Boolean, Choice, Choices, Computed as Shown, QuestionKind, Special};

impl Interview<'_> {
    /// What respondents read for the answer to a question.
    pub(super) fn display(&self, id: usize) -> Value {
        self.value(id).map_or_else(|| Value::from(""), |value| self.display_of(id, value))
    }

    /// What respondents would read if a value were the answer: a text, or the value itself where
    /// it is read as it is.
    pub(super) fn display_of(&self, id: usize, value: &Value) -> Value {
        let Some(question) = self.question(id) else { return value.clone() };
        if is_empty(value) {
            return Value::from("");
        }
        if options_of(&question.kind).is_some() {
            let displayed = question.piped_as_display;
            return if displayed { self.of_choices(id, value) } else { value.clone() };
        }
        if let Some(matrix) = matrix_of(question) {
            return self.of_rows(id, value, &matrix.rows, |value| self.column_of(id, value));
        }
        if let QuestionKind::Boolean(boolean) = &question.kind {
            return self.of_truth(boolean, value);
        }
        if let QuestionKind::Rating(rating) = &question.kind {
            return self.in_list(id, &rating.scale, value);
        }
        if let QuestionKind::Expression(computed) = &question.kind {
            return Value::from(super::texts::shown(computed_look(computed), value, self.locale()));
        }
        if self.children(id).is_empty() { value.clone() } else { self.of_records(id, value) }
    }

    fn of_truth(&self, boolean: &Boolean, value: &Value) -> Value {
        let (yes, no) = self.words_of_truth();
        let (text, own) = if *value == boolean.value_true.to_json() {
            (&boolean.label_true, yes)
        } else {
            (&boolean.label_false, no)
        };
        Value::from(text.pick_some(self.locale()).unwrap_or(own))
    }

    /// What respondents read for the columns that are chosen in a row.
    pub(super) fn column_of(&self, id: usize, value: &Value) -> Value {
        let Some(matrix) = self.question(id).and_then(matrix_of) else { return value.clone() };
        let one = |value: &Value| self.in_list(id, &matrix.columns, value);
        value.as_array().map_or_else(|| one(value), |values| values.iter().map(one).collect())
    }

    /// What respondents read for chosen values: in a list, one after the other.
    fn of_choices(&self, id: usize, value: &Value) -> Value {
        let offers = self.offers(id);
        let one = |value: &Value| {
            let found = offers.iter().find(|offer| offer.value == *value);
            match found {
                Some(Offer { special: Some(Special::Other), .. }) if self.comment(id).is_some() => {
                    self.comment(id).unwrap_or_default().to_owned()
                }
                Some(offer) => self.offer_text(offer, id),
                None => Computed::from_json(value).to_text(),
            }
        };
        Value::from(match value.as_array() {
            Some(values) => values.iter().map(one).collect::<Vec<_>>().join(", "),
            None => one(value),
        })
    }

    fn in_list(&self, id: usize, list: &Choices, value: &Value) -> Value {
        let found = list.list.iter().find(|choice| choice.value.to_json() == *value);
        found.map_or_else(|| value.clone(), |choice| Value::from(self.choice_text(choice, id)))
    }

    fn of_rows(
        &self,
        id: usize,
        value: &Value,
        rows: &Choices,
        of: impl Fn(&Value) -> Value,
    ) -> Value {
        let members = value.as_object().into_iter().flatten();
        let named = members.map(|(name, value)| {
            let row = rows.by_key(name);
            let text = row.map_or_else(|| name.clone(), |row| self.choice_text(row, id));
            (text, of(value))
        });
        Value::Object(object(named))
    }

    fn of_records(&self, id: usize, value: &Value) -> Value {
        if let Some(rows) = value.as_array() {
            let rows = rows.iter().zip(self.children(id));
            return rows.map(|(row, record)| self.of_record(*record, row)).collect();
        }
        let mut shown = Map::new();
        for record in self.children(id) {
            match self.key(*record) {
                Some(Key::Whole) => return self.of_record(*record, value),
                Some(Key::Row(row)) => {
                    if let Some(value) = value.get(&*row.key) {
                        shown.insert(self.choice_text(row, id), self.of_record(*record, value));
                    }
                }
                Some(Key::Place(_)) | None => {}
            }
        }
        Value::Object(shown)
    }

    fn of_record(&self, record: usize, value: &Value) -> Value {
        let mut shown = Map::new();
        for id in self.questions_of(record) {
            let Some(question) = self.question(id) else { continue };
            if let Some(value) = value.get(super::node::value_name(question)) {
                shown.insert(self.title_of(id), self.display_of(id, value));
            }
        }
        Value::Object(shown)
    }

    /// What respondents read for a choice, a row or a column.
    pub(super) fn choice_text(&self, choice: &Choice, id: usize) -> String {
        let text = self.process(choice.label(self.locale()), Some(id), true);
        if text.is_empty() { choice.key.to_string() } else { text }
    }

    /// What respondents read for a choice that is offered.
    pub(super) fn offer_text(&self, offer: &Offer<'_>, id: usize) -> String {
        let own = offer.special.map_or(&*offer.key, |special| self.word_of(special));
        let text = self.process(offer.text.pick_some(self.locale()).unwrap_or(own), Some(id), true);
        if text.is_empty() { own.to_owned() } else { text }
    }

    /// What stands under a column of a matrix.
    pub(super) fn total(&self, id: usize, column: &str) -> Option<Value> {
        let question = self.question(id)?;
        let lower = column.to_lowercase();
        let column =
            columns(question).iter().find(|column| column.question.name.to_lowercase() == lower)?;
        let name = super::records::totals_name(super::node::value_name(question));
        let totals = self.members(self.node(id)?.record)?.get(&name)?;
        totals.get(&*column.question.name).cloned()
    }
}

impl Sight<'_, '_> {
    /// What respondents read for the answer.
    #[must_use]
    pub fn display(&self) -> String {
        expression::Value::from_json(&self.interview.display(self.node)).to_text()
    }

    /// What respondents read for the answer: a text, a list, or an object by what they read for
    /// its rows and columns; a number and the like as it is.
    #[must_use]
    pub fn shown(&self) -> Value {
        self.interview.display(self.node)
    }
}

/// How a computed value is shown.
fn computed_look(computed: &Shown) -> super::texts::Look<'_> {
    super::texts::Look {
        format: &computed.format,
        style: computed.style,
        currency: &computed.currency,
        max_digits: computed.max_fraction_digits,
        min_digits: computed.min_fraction_digits,
        grouping: computed.grouping,
    }
}

/// A number with so many digits after the point, as JavaScript's `toFixed` rounds it.
pub(super) fn rounded(number: f64, digits: u32) -> f64 {
    to_fixed(number, digits.min(100))
}
