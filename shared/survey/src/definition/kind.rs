//! The kinds of questions.

use super::reader::{Limits, Reader};
use super::{
    ChoiceValue, DefinitionReason, LocalizedText, MatrixQuestion, MultipleChoice, RankingQuestion,
    RatingQuestion, SingleChoice, TextQuestion,
};

/// What a question asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// Yes or no: `boolean`.
    Boolean(BooleanQuestion),
    /// Any number of choices: `checkbox`.
    Checkbox(MultipleChoice),
    /// Several lines: `comment`.
    Comment(CommentQuestion),
    /// One choice from a list that opens: `dropdown`.
    Dropdown(SingleChoice),
    /// One column for each row: `matrix`.
    Matrix(MatrixQuestion),
    /// One choice: `radiogroup`.
    Radiogroup(SingleChoice),
    /// An order: `ranking`.
    Ranking(RankingQuestion),
    /// A step of a scale: `rating`.
    Rating(RatingQuestion),
    /// One line: `text`.
    Text(TextQuestion),
}

impl QuestionKind {
    /// Reads the properties of the type that SurveyJS calls `name`.
    pub(super) fn read(name: &str, reader: &mut Reader<'_>, limits: &mut Limits) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean(BooleanQuestion::read(reader)),
            "checkbox" => Self::Checkbox(MultipleChoice::read(reader, limits)),
            "comment" => Self::Comment(CommentQuestion::read(reader)),
            "dropdown" => Self::Dropdown(SingleChoice::dropdown(reader, limits)),
            "matrix" => Self::Matrix(MatrixQuestion::read(reader, limits)),
            "radiogroup" => Self::Radiogroup(SingleChoice::radiogroup(reader, limits)),
            "ranking" => Self::Ranking(RankingQuestion::read(reader, limits)),
            "rating" => Self::Rating(RatingQuestion::read(reader)),
            "text" => Self::Text(TextQuestion::read(reader)),
            _ => {
                reader.refuse("type", DefinitionReason::UnknownType);
                return None;
            }
        })
    }

    /// What SurveyJS calls it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Boolean(_) => "boolean",
            Self::Checkbox(_) => "checkbox",
            Self::Comment(_) => "comment",
            Self::Dropdown(_) => "dropdown",
            Self::Matrix(_) => "matrix",
            Self::Radiogroup(_) => "radiogroup",
            Self::Ranking(_) => "ranking",
            Self::Rating(_) => "rating",
            Self::Text(_) => "text",
        }
    }
}

/// Yes or no.
#[derive(Clone, Debug, PartialEq)]
pub struct BooleanQuestion {
    /// What yes is called, if not yes.
    pub label_true: Option<LocalizedText>,
    /// What no is called, if not no.
    pub label_false: Option<LocalizedText>,
    /// What is kept for yes.
    pub value_true: ChoiceValue,
    /// What is kept for no.
    pub value_false: ChoiceValue,
}

impl BooleanQuestion {
    fn read(reader: &mut Reader<'_>) -> Self {
        let value_true = reader.scalar("valueTrue").unwrap_or(ChoiceValue::Bool(true));
        let value_false = reader.scalar("valueFalse").unwrap_or(ChoiceValue::Bool(false));
        if value_true.form_value() == value_false.form_value() {
            reader.refuse("valueFalse", DefinitionReason::DuplicateValue);
        }
        Self {
            label_true: reader.words("labelTrue"),
            label_false: reader.words("labelFalse"),
            value_true,
            value_false,
        }
    }
}

/// Several lines of text.
#[derive(Clone, Debug, PartialEq)]
pub struct CommentQuestion {
    /// How many lines the field shows.
    pub rows: u32,
    /// The most characters.
    pub max_length: Option<u32>,
    /// What the field says while it is empty.
    pub placeholder: Option<LocalizedText>,
}

impl CommentQuestion {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            rows: reader.count("rows").unwrap_or(4).clamp(1, 50),
            max_length: super::text::max_length(reader),
            placeholder: reader.words("placeholder"),
        }
    }
}
