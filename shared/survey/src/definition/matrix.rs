//! One column for each row.

use super::reader::{Limits, Reader};
use super::{Choice, DefinitionReason};

/// One column for each row.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixQuestion {
    /// What there is to choose from, for each row.
    pub columns: Vec<Choice>,
    /// What is asked about. A row's value, as it stands in a form, is its name in the answer.
    pub rows: Vec<Choice>,
    /// Whether an answer has every row.
    pub all_rows_required: bool,
}

impl MatrixQuestion {
    pub(super) fn read(reader: &mut Reader<'_>, limits: &mut Limits) -> Self {
        let columns = Choice::list(reader, "columns", limits);
        let rows = Choice::list(reader, "rows", limits);
        if rows.iter().any(|row| row.value.form_value().contains(['[', ']'])) {
            reader.refuse("rows", DefinitionReason::InvalidName);
        }
        // SurveyJS 2 calls it `eachRowRequired`.
        let older = reader.flag("isAllRowRequired").unwrap_or(false);
        let newer = reader.flag("eachRowRequired").unwrap_or(false);
        Self { columns, rows, all_rows_required: older || newer }
    }
}
