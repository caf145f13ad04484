//! Choices: of questions that offer some, and the rows and columns of a matrix.

use serde_json::{Map, Value};

use super::compiler::Compiler;
use super::problem::DefinitionReason;
use super::vocabulary::Class;
use super::walk::item;
use crate::scalar::Scalar;
use crate::text_set::TextSet;

/// The most choices, rows and columns of a whole survey.
const MAX_CHOICES: usize = 10_000;

impl Compiler {
    /// Reads a list of choices, of which no two have the same key.
    pub(super) fn choices(&mut self, value: &Value, at: &str, class: &'static Class) -> Value {
        let items = self.list(value, at);
        self.count_choices(items.len());
        let mut keys = TextSet::default();
        let mut choices = Vec::new();
        for (index, choice) in items.iter().take(MAX_CHOICES).enumerate() {
            let path = item(at, index);
            let Some((value, choice)) = self.choice(choice, &path, class) else { continue };
            if !keys.insert(value.to_string()) {
                self.refuse(&path, DefinitionReason::ValueTwice);
            }
            choices.push(choice);
        }
        Value::Array(choices)
    }

    fn choice(
        &mut self,
        value: &Value,
        at: &str,
        class: &'static Class,
    ) -> Option<(Scalar, Value)> {
        if !value.is_object() {
            let value = self.choice_value(value, at)?;
            let json = value.to_json();
            return Some((value, json));
        }
        let members = self.object(value, at, class, None);
        let value = members.get("value").and_then(Scalar::from_json)?;
        let json = if members.len() == 1 { value.to_json() } else { Value::Object(members) };
        Some((value, json))
    }

    /// Counts the cells of a matrix whose columns are questions, of which there is one in each.
    pub(super) fn count_cells(&mut self, rows: usize, columns: usize) {
        let before = self.cells;
        self.cells = self.cells.saturating_add(rows.saturating_mul(columns));
        if before <= MAX_CHOICES && self.cells > MAX_CHOICES {
            self.refuse("$", DefinitionReason::TooMany { max: MAX_CHOICES, what: "cells" });
        }
    }

    /// Whether there are more than there may be.
    pub(super) const fn has_too_many_choices(&self) -> bool {
        self.choices > MAX_CHOICES
    }

    /// Counts choices, rows or columns.
    pub(super) fn count_choices(&mut self, more: usize) {
        let before = self.choices;
        self.choices += more;
        if before <= MAX_CHOICES && self.choices > MAX_CHOICES {
            let what = "choices, rows and columns";
            self.refuse("$", DefinitionReason::TooMany { max: MAX_CHOICES, what });
        }
    }
}

/// The value of a choice in its normal form.
pub(super) fn value_of(choice: &Value) -> Option<Scalar> {
    let members: Option<&Map<_, _>> = choice.as_object();
    Scalar::from_json(members.map_or(Some(choice), |members| members.get("value"))?)
}
