//! Questions that hold questions: matrices with columns of their own types, and dynamic panels.

use expression::Expression;
use serde_json::Value;

use super::{Choices, DisplayStyle, Element, Order, Question};
use crate::LocalizedText;

/// `matrixdropdown`: the same questions in each of the rows. An answer is an object by row, of
/// objects by column.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixDropdown {
    /// The questions.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Choices,
    /// `rowsVisibleIf`: holds for each `{item}` that is a row.
    pub rows_visible_if: Option<Expression>,
    /// `hideIfRowsEmpty`.
    pub hide_if_empty: bool,
    /// `rowOrder`.
    pub order: Order,
    /// `keyDuplicationError`; empty for our own words.
    pub key_error_text: LocalizedText,
    /// `totalText`.
    pub total_text: LocalizedText,
}

/// `matrixdynamic`: the same questions in as many rows as the respondent makes. An answer is a
/// list of objects by column.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixDynamic {
    /// The questions.
    pub columns: Vec<Column>,
    /// How many rows there are.
    pub repeats: Repeats,
    /// `totalText`.
    pub total_text: LocalizedText,
    /// `noRowsText`.
    pub empty_text: LocalizedText,
}

/// `paneldynamic`: the same elements as often as the respondent wants. An answer is a list of
/// objects by question.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelDynamic {
    /// The elements: `templateElements`.
    pub elements: Vec<Element>,
    /// `templateTitle`.
    pub template_title: LocalizedText,
    /// `templateDescription`.
    pub template_description: LocalizedText,
    /// `templateVisibleIf`: holds for each panel that is in sight.
    pub template_visible_if: Option<Expression>,
    /// How many panels there are.
    pub repeats: Repeats,
    /// `noEntriesText`.
    pub empty_text: LocalizedText,
}

/// How often rows or panels repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeats {
    /// `rowCount`, `panelCount`: how many there are at first.
    pub count: u32,
    /// `rowCountExpression`, `panelCountExpression`: comes to how many there are.
    pub count_expression: Option<Expression>,
    /// `minRowCount`, `minPanelCount`.
    pub min: u32,
    /// `maxRowCount`, `maxPanelCount`.
    pub max: u32,
    /// `allowAddRows`, `allowAddPanel`.
    pub may_add: bool,
    /// `allowRemoveRows`, `allowRemovePanel`.
    pub may_remove: bool,
    /// `keyName`: the question in which no two may have the same answer.
    pub key: Option<Box<str>>,
    /// `keyDuplicationError`; empty for our own words.
    pub key_error_text: LocalizedText,
    /// `defaultRowValue`, `defaultPanelValue`; null is none.
    pub default_value: Value,
    /// `copyDefaultValueFromLastEntry`.
    pub copy_last: bool,
    /// `addRowText`, `addPanelText`.
    pub add_text: LocalizedText,
    /// `removeRowText`, `removePanelText`.
    pub remove_text: LocalizedText,
}

/// A column of a matrix whose columns are questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What is asked in each row.
    pub question: Question,
    /// `isUnique`: no two rows may have the same answer.
    pub unique: bool,
    /// What stands under the column.
    pub total: Option<Total>,
}

/// What stands under a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// What is made of the column's answers.
    pub kind: TotalKind,
    /// `totalFormat`, in which `{0}` is the total.
    pub format: LocalizedText,
    /// `totalDisplayStyle`.
    pub style: DisplayStyle,
    /// `totalCurrency`, an ISO 4217 code.
    pub currency: Box<str>,
    /// `totalMaximumFractionDigits`.
    pub max_fraction_digits: Option<u32>,
    /// `totalMinimumFractionDigits`.
    pub min_fraction_digits: Option<u32>,
}

/// What is made of a column's answers.
#[derive(Clone, Debug, PartialEq)]
pub enum TotalKind {
    /// `sum`.
    Sum,
    /// `count`.
    Count,
    /// `min`.
    Min,
    /// `max`.
    Max,
    /// `avg`.
    Average,
    /// `totalExpression`.
    Expression(Expression),
}
