//! Pages, panels, questions: what is the same for all of them.

use expression::Expression;
use serde_json::Value;

use super::{Name, QuestionKind, Validator};
use crate::LocalizedText;

/// What stands on a page or in a panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// A question.
    Question(Box<Question>),
    /// A panel.
    Panel(Box<Group>),
}

/// A page or a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name; where the definition has none, `page1`, `page2` for pages and empty for panels.
    pub name: Box<str>,
    /// Its title; may be empty.
    pub title: LocalizedText,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// `visible`: false is hidden until a condition or a trigger shows it.
    pub visible: bool,
    /// `visibleIf`.
    pub visible_if: Option<Expression>,
    /// `enableIf`.
    pub enable_if: Option<Expression>,
    /// `readOnly`.
    pub read_only: bool,
    /// `isRequired`: at least one of its questions needs an answer.
    pub presence: Presence,
    /// `requiredIf`.
    pub required_if: Option<Expression>,
    /// What is said when it needs an answer; empty for our own words.
    pub required_error_text: LocalizedText,
    /// `questionOrder`.
    pub order: Order,
    /// Whether its questions have numbers, where questions have: not if `showQuestionNumbers` is
    /// `off`.
    pub numbered: bool,
    /// What is in it.
    pub elements: Vec<Element>,
}

/// In which order a group's elements, a survey's pages, or a matrix's rows stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// As the group around it has it: `default`.
    Inherited,
    /// As in the definition: `initial`.
    Initial,
    /// In an order of each response's own: `random`.
    Random,
}

/// A question; also an item of a `multipletext` and a cell of a matrix with columns, whose name is
/// that of the item or the column.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property that SurveyJS has as one")]
pub struct Question {
    /// Its name.
    pub name: Name,
    /// `valueName`: under which its answers are kept, if not its name. Questions may share one.
    pub value_name: Option<Name>,
    /// What is asked; if empty, the name.
    pub title: LocalizedText,
    /// Whether the title is in sight.
    pub title_display: TitleDisplay,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// `visible`: false is hidden until a condition or a trigger shows it.
    pub visible: bool,
    /// `visibleIf`.
    pub visible_if: Option<Expression>,
    /// `enableIf`.
    pub enable_if: Option<Expression>,
    /// `readOnly`.
    pub read_only: bool,
    /// Whether there must be an answer.
    pub presence: Presence,
    /// `requiredIf`.
    pub required_if: Option<Expression>,
    /// What is said when there must be an answer and there is none; empty for our own words.
    pub required_error_text: LocalizedText,
    /// `defaultValue`; null is none.
    pub default_value: Value,
    /// `defaultValueExpression`.
    pub default_expression: Option<Expression>,
    /// `setValueIf`.
    pub set_value_if: Option<Expression>,
    /// `setValueExpression`.
    pub set_value_expression: Option<Expression>,
    /// `resetValueIf`.
    pub reset_value_if: Option<Expression>,
    /// `clearIfInvisible`.
    pub clearing: Clearing,
    /// `useDisplayValuesInDynamicTexts`: whether `{name}` in a text is what respondents read.
    pub piped_as_display: bool,
    /// `validators`, in their order.
    pub validators: Vec<Validator>,
    /// `showCommentArea`: a text beside the answer, kept under `NAME-Comment`.
    pub comment: Option<CommentArea>,
    /// `showNumber`: whether it has a number, where questions have.
    pub numbered: bool,
    /// What it measures.
    pub metric: Option<Metric>,
    /// `nordsvar.score`: whether its answer, a number, is added to the response's score.
    pub scored: bool,
    /// Whether it asks for personal data.
    pub sensitivity: Sensitivity,
    /// What kind of question it is.
    pub kind: QuestionKind,
}

impl Element {
    /// Whether a form with it has files, which it sends in a way of its own.
    #[must_use]
    pub fn asks_for_files(&self) -> bool {
        match self {
            Self::Question(question) => question.asks_for_files(),
            Self::Panel(panel) => panel.elements.iter().any(Self::asks_for_files),
        }
    }
}

impl Question {
    /// Whether its answer is files, or has some in it.
    #[must_use]
    pub fn asks_for_files(&self) -> bool {
        if let QuestionKind::PanelDynamic(panels) = &self.kind {
            return panels.elements.iter().any(Element::asks_for_files);
        }
        matches!(self.kind, QuestionKind::File(_) | QuestionKind::Signature(_))
    }
}

/// A text beside an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentArea {
    /// What is asked there; empty for our own words.
    pub text: LocalizedText,
    /// What stands there before something is written.
    pub placeholder: LocalizedText,
}

/// When the answer to a question that is hidden by logic is dropped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Clearing {
    /// As the survey says: `default`. Of the survey itself: [`Self::OnComplete`].
    Default,
    /// Never.
    Never,
    /// When the response is completed: what the survey does if nothing is said.
    OnComplete,
    /// As soon as the question itself is hidden.
    OnHidden,
    /// As soon as the question, or a panel or page around it, is hidden.
    OnHiddenContainer,
}

/// Whether there must be an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Presence {
    /// There may be none.
    Optional,
    /// There must be one.
    Required,
}

/// Whether a title is in sight.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TitleDisplay {
    /// It is.
    Shown,
    /// It is not: `titleLocation: hidden`.
    Hidden,
}

/// What a question measures, for reports.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Metric {
    /// Net Promoter Score: would you recommend, from 0 to 10.
    NetPromoterScore,
    /// Customer Satisfaction.
    CustomerSatisfaction,
    /// Customer Effort Score.
    CustomerEffort,
}

/// Whether a question asks for personal data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sensitivity {
    /// Nothing says so.
    Ordinary,
    /// It does.
    Personal,
}
