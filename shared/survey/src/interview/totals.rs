//! What stands under the columns of a matrix.

use expression::{Value as Computed, add, parse_number};
use serde_json::{Map, Value};

use super::Interview;
use super::kinds::columns;
use super::node::value_name;
use super::records::totals_name;
use super::values::is_empty;
use crate::model::{Column, TotalKind};

impl Interview<'_> {
    /// Adds up the columns of a matrix, and keeps what they come to.
    pub(super) fn add_up(&mut self, id: usize) {
        let Some(question) = self.question(id) else { return };
        let mut totals = Map::new();
        for (at, column) in columns(question).iter().enumerate() {
            let value = self.total_of(id, at, column);
            if !value.is_null() {
                totals.insert(column.question.name.to_string(), value);
            }
        }
        let name = totals_name(value_name(question));
        let value = if totals.is_empty() { Value::Null } else { Value::Object(totals) };
        match self.node(id).and_then(|node| node.record) {
            None => {
                self.assign_root(&name, value);
            }
            Some(record) => {
                self.assign_member(record, &name, value);
            }
        }
    }

    fn total_of(&self, id: usize, at: usize, column: &Column) -> Value {
        let Some(total) = &column.total else { return Value::Null };
        if let TotalKind::Expression(expression) = &total.kind {
            return self.compute(Some(id), expression).to_json();
        }
        let rows = self.children(id).iter().filter(|record| self.shows_itself(**record));
        let cells = rows.filter_map(|record| self.children(*record).get(at));
        let values: Vec<_> = cells
            .filter(|cell| self.shows_itself(**cell))
            .filter_map(|cell| self.value(*cell))
            .filter(|value| !is_empty(value))
            .collect();
        let numbers: Vec<_> = values.iter().filter_map(|value| number(value)).collect();
        let sum = numbers.iter().copied().fold(0.0, add);
        let count = f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX));
        let most = |pick: fn(f64, f64) -> f64| numbers.iter().copied().reduce(pick);
        let result = match total.kind {
            TotalKind::Sum => Some(sum),
            TotalKind::Count => Some(count),
            TotalKind::Average => Some(if values.is_empty() { 0.0 } else { sum / count }),
            TotalKind::Min => most(f64::min),
            TotalKind::Max => most(f64::max),
            TotalKind::Expression(_) => None,
        };
        result.map_or(Value::Null, |result| Computed::Number(result).to_json())
    }

    /// What respondents read under the columns of a matrix, by column.
    pub(super) fn shown_totals(&self, id: usize) -> Vec<(&str, String)> {
        let Some(question) = self.question(id) else { return Vec::new() };
        let mut shown = Vec::new();
        for column in columns(question) {
            let Some(total) = &column.total else { continue };
            let value = self.total(id, &column.question.name);
            let look = super::texts::Look {
                format: &total.format,
                style: total.style,
                currency: &total.currency,
                max_digits: total.max_fraction_digits,
                min_digits: total.min_fraction_digits,
                grouping: true,
            };
            let text = value.map(|value| super::texts::shown(look, &value, self.locale()));
            shown.push((&*column.question.name, text.unwrap_or_default()));
        }
        shown
    }
}

fn number(value: &Value) -> Option<f64> {
    let text = || parse_number(value.as_str()?.trim()).filter(|number| number.is_finite());
    value.as_f64().or_else(text)
}
