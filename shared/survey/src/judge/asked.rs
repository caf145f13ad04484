//! A question as it is asked at a moment.

use std::borrow::Cow;

use serde_json::Value;

use crate::LocalizedText;
use crate::model::{Choice, Options, Question, QuestionKind, Special};
use crate::scalar::Number;

/// A choice that is in sight.
#[derive(Clone, Debug)]
pub(crate) struct Offer<'a> {
    /// What an answer holds when this is chosen.
    pub value: Value,
    /// The value as it stands in a form field; no two offers of a question share one.
    pub key: Cow<'a, str>,
    /// What respondents read, if it is not the value itself.
    pub text: Cow<'a, LocalizedText>,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Which of SurveyJS's own choices it is.
    pub special: Option<Special>,
    /// What choosing it adds to the response's score.
    pub score: Option<Number>,
}

/// A visible question with what conditions and expressions have come to.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// Whether there must be an answer.
    pub required: bool,
    /// The choices in sight of a question with choices, special ones included.
    pub offers: &'a [Offer<'a>],
    /// The rows in sight, of a matrix that has rows.
    pub rows: &'a [&'a Choice],
    /// The columns in sight, of a `matrix`.
    pub columns: &'a [&'a Choice],
    /// What `minValueExpression` has come to.
    pub min: Option<Value>,
    /// What `maxValueExpression` has come to.
    pub max: Option<Value>,
    /// The text under `NAME-Comment`.
    pub comment: Option<&'a str>,
}

/// What a question offers, if it is one with choices of its own.
pub(crate) const fn options_of(kind: &QuestionKind) -> Option<&Options> {
    match kind {
        QuestionKind::Radiogroup(radiogroup) => Some(&radiogroup.options),
        QuestionKind::Checkbox(checkbox) => Some(&checkbox.options),
        QuestionKind::Dropdown(dropdown) => Some(&dropdown.options),
        QuestionKind::Tagbox(tagbox) => Some(&tagbox.checkbox.options),
        QuestionKind::Buttongroup(buttongroup) => Some(&buttongroup.options),
        QuestionKind::Ranking(ranking) => Some(&ranking.options),
        QuestionKind::ImagePicker(picker) => Some(&picker.options),
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => None,
    }
}

/// Whether a question has the choice `other`.
pub(crate) fn other_of(kind: &QuestionKind) -> bool {
    options_of(kind).is_some_and(|options| {
        options.special.iter().any(|special| special.special == Special::Other)
    })
}
