//! `matrix`: one choice a row.

use serde_json::{Map, Value};

use super::choice::Choices;
use super::family::{Family, Written};
use super::only::Only;
use super::question::Presence;
use super::reader::Reader;
use crate::answers::{AnswerReason, Shape};
use crate::form::{Fields, part_field};
use crate::text_set::TextSet;

/// `matrix`: one of the columns in each row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Matrix {
    /// The choices, which are the same in each row.
    pub columns: Choices,
    /// The rows.
    pub rows: Choices,
    /// Whether each row needs an answer.
    pub each_row: Presence,
    /// Whether rows may have the same answer.
    pub uniqueness: RowUniqueness,
}

/// Whether two rows of a matrix may have the same answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowUniqueness {
    /// They may.
    MayRepeat,
    /// They may not: `eachRowUnique`.
    AllDifferent,
}

impl Matrix {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.looks(&["alternateRows", "verticalAlign", "columnMinWidth", "rowTitleWidth"]);
        reader.looks(&["displayMode", "cellComponent"]);
        let order = reader.name_in_use(&["rowOrder", "rowsOrder"]);
        reader.only(&[
            (order, Only::Word("initial")),
            ("cellType", Only::Word("radio")),
            ("showHeader", Only::Flag(true)),
            ("hideIfRowsEmpty", Only::Flag(false)),
        ]);
        let required = reader.name_in_use(&["eachRowRequired", "isAllRowRequired"]);
        let each_row = Presence::from_flag(reader.flag(required));
        let uniqueness = match reader.flag("eachRowUnique") {
            Some(true) => RowUniqueness::AllDifferent,
            Some(false) | None => RowUniqueness::MayRepeat,
        };
        let columns = Choices::read(reader, "columns");
        Self { columns, rows: Choices::read(reader, "rows"), each_row, uniqueness }
    }

    fn check_rows(&self, rows: &Map<String, Value>) -> Result<(), AnswerReason> {
        match self.each_row {
            Presence::Required if rows.len() < self.rows.len() => {
                return Err(AnswerReason::EachRowRequired);
            }
            Presence::Required | Presence::Optional => {}
        }
        let mut different = TextSet::default();
        for column in rows.values() {
            different.insert(column.to_string());
        }
        match self.uniqueness {
            RowUniqueness::AllDifferent if different.len() < rows.len() => {
                Err(AnswerReason::RowsAlike)
            }
            RowUniqueness::AllDifferent | RowUniqueness::MayRepeat => Ok(()),
        }
    }
}

impl Family for Matrix {
    fn shape(&self) -> Shape {
        Shape::Rows
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        let given = value.as_object().ok_or(AnswerReason::WrongType(Shape::Rows))?;
        let mut rows = Map::new();
        for (key, column) in given {
            let row = self.rows.by_key(key).ok_or(AnswerReason::UnknownRow)?;
            rows.insert(row.key.to_string(), self.columns.check(column)?);
        }
        self.check_rows(&rows)?;
        Ok(Value::Object(rows))
    }

    fn check_absent(&self) -> Result<(), AnswerReason> {
        match self.each_row {
            Presence::Required => Err(AnswerReason::EachRowRequired),
            Presence::Optional => Ok(()),
        }
    }

    /// Each row has a field with its column.
    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        let rows = self.rows.as_slice().iter();
        let taken: Vec<_> =
            rows.map(|row| (row, fields.take(&part_field(name, &row.key)))).collect();
        let mut rows = Map::new();
        for (row, taken) in taken {
            if let Some(key) = taken? {
                rows.insert(row.key.to_string(), self.columns.chosen(&key)?);
            }
        }
        Ok((!rows.is_empty()).then_some(Value::Object(rows)))
    }
}

impl Written for Matrix {
    fn write(&self, members: &mut Map<String, Value>) {
        members.insert("columns".to_owned(), self.columns.to_json());
        members.insert("rows".to_owned(), self.rows.to_json());
        match self.each_row {
            Presence::Required => {
                members.insert("eachRowRequired".to_owned(), Value::Bool(true));
            }
            Presence::Optional => {}
        }
        match self.uniqueness {
            RowUniqueness::AllDifferent => {
                members.insert("eachRowUnique".to_owned(), Value::Bool(true));
            }
            RowUniqueness::MayRepeat => {}
        }
    }
}
