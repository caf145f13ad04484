//! Questions that offer choices.

use expression::Expression;

use super::{Choices, Order, Presence};
use crate::LocalizedText;

/// What a question offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The choices of the definition.
    pub choices: Choices,
    /// `choicesFromQuestion`: choices taken over from another question.
    pub carried: Option<CarryForward>,
    /// `choicesOrder`.
    pub order: OptionsOrder,
    /// `choicesVisibleIf`: holds for each `{item}` that is offered.
    pub visible_if: Option<Expression>,
    /// `choicesEnableIf`: holds for each `{item}` that can be chosen.
    pub enable_if: Option<Expression>,
    /// `other`, `none`, `refused`, `dontknow`, in the order in which they stand, at the end.
    pub special: Vec<SpecialChoice>,
    /// What stands in the field beside `other` before something is written.
    pub other_placeholder: LocalizedText,
    /// What is said where `other` is chosen and nothing is written; empty for our own words.
    pub other_error_text: LocalizedText,
    /// `hideIfChoicesEmpty`.
    pub hide_if_empty: bool,
    /// How many stand beside each other; 0 is as many as fit.
    pub columns: u32,
}

/// Where choices are taken over from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CarryForward {
    /// The name of the question: one with choices, or one with rows or panels.
    pub question: Box<str>,
    /// `choicesFromQuestionMode`: which of a question's choices.
    pub which: Carried,
    /// `choiceValuesFromQuestion`: of rows or panels, the question that has the value.
    pub value_from: Option<Box<str>>,
    /// `choiceTextsFromQuestion`: of rows or panels, the question that has the text.
    pub text_from: Option<Box<str>>,
}

/// Which of a question's choices are taken over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Carried {
    /// All that it offers.
    All,
    /// Those that are chosen.
    Selected,
    /// Those that are not.
    Unselected,
}

/// In which order choices stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OptionsOrder {
    /// As in the definition: `none`.
    Initial,
    /// By what respondents read: `asc`.
    Ascending,
    /// By what respondents read, backwards: `desc`.
    Descending,
    /// In an order of each response's own: `random`.
    Random,
}

/// A choice that SurveyJS has of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecialChoice {
    /// Which.
    pub special: Special,
    /// What respondents read; empty for our own words.
    pub text: LocalizedText,
}

/// The choices that SurveyJS has of its own, with the values that they have in answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Special {
    /// `other`: the text is kept under `NAME-Comment`.
    Other,
    /// `none`: alone, where several can be chosen.
    None,
    /// `refused`: alone, where several can be chosen.
    Refused,
    /// `dontknow`: alone, where several can be chosen.
    DontKnow,
}

/// `radiogroup`: one of the choices, all of them in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Radiogroup {
    /// What is offered.
    pub options: Options,
}

/// `dropdown`: one of the choices, in a list that opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropdown {
    /// What is offered.
    pub options: Options,
    /// What stands there before something is chosen.
    pub placeholder: LocalizedText,
}

/// `buttongroup`: one of the choices, as buttons.
#[derive(Clone, Debug, PartialEq)]
pub struct Buttongroup {
    /// What is offered.
    pub options: Options,
}

/// `checkbox`: any number of the choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkbox {
    /// What is offered.
    pub options: Options,
    /// The fewest that an answer has.
    pub min_selected: Option<u32>,
    /// The most that an answer has.
    pub max_selected: Option<u32>,
    /// `showSelectAllItem`: what the choice of all is called. It is never in an answer.
    pub select_all: Option<LocalizedText>,
}

/// `tagbox`: any number of the choices, in a list that opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagbox {
    /// What is offered, and how many of it may be chosen.
    pub checkbox: Checkbox,
    /// What stands there before something is chosen.
    pub placeholder: LocalizedText,
}

/// `ranking`: the choices in the respondent's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// What is offered.
    pub options: Options,
    /// `selectToRankEnabled`: whether some may be left out.
    pub select_to_rank: bool,
    /// The fewest that an answer has, where some may be left out.
    pub min_selected: Option<u32>,
    /// The most that an answer has, where some may be left out.
    pub max_selected: Option<u32>,
}

/// `imagepicker`: one or more of the choices, which are pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct ImagePicker {
    /// What is offered.
    pub options: Options,
    /// `multiSelect`: whether an answer is a list.
    pub multiple: bool,
    /// `showLabel`: whether the choices' texts are in sight.
    pub labels: bool,
}

/// `matrix`: one or more of the columns in each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The choices, which are the same in each row.
    pub columns: Choices,
    /// The rows.
    pub rows: Choices,
    /// Whether one column can be chosen in a row, or more.
    pub cell: MatrixCell,
    /// Whether each row needs an answer.
    pub each_row: Presence,
    /// Whether rows may have the same answer.
    pub uniqueness: RowUniqueness,
    /// `rowsVisibleIf`: holds for each `{item}` that is a row.
    pub rows_visible_if: Option<Expression>,
    /// `columnsVisibleIf`: holds for each `{item}` that is a column.
    pub columns_visible_if: Option<Expression>,
    /// `hideIfRowsEmpty`.
    pub hide_if_empty: bool,
    /// `rowOrder`.
    pub order: Order,
}

/// How many columns of a row can be chosen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MatrixCell {
    /// One: `radio`.
    Radio,
    /// Any number, in a list: `checkbox`.
    Checkbox,
}

/// Whether two rows of a matrix may have the same answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowUniqueness {
    /// They may.
    MayRepeat,
    /// They may not: `eachRowUnique`.
    AllDifferent,
}
