//! The types of questions.

use super::boolean::Boolean;
use super::family::{Family, Written};
use super::matrix::Matrix;
use super::rating::Rating;
use super::reader::Reader;
use super::select::{Checkbox, Dropdown, Radiogroup, Ranking};
use super::text::{Comment, Text};

/// The types of questions, with what is their own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum QuestionKind {
    /// `text`.
    Text(Text),
    /// `comment`.
    Comment(Comment),
    /// `radiogroup`.
    Radiogroup(Radiogroup),
    /// `checkbox`.
    Checkbox(Checkbox),
    /// `dropdown`.
    Dropdown(Dropdown),
    /// `boolean`.
    Boolean(Boolean),
    /// `rating`.
    Rating(Rating),
    /// `ranking`.
    Ranking(Ranking),
    /// `matrix`.
    Matrix(Matrix),
}

impl QuestionKind {
    /// Reads the properties that a type of question has of its own.
    pub(crate) fn read(word: &str, reader: &mut Reader<'_, '_>) -> Option<Self> {
        Some(match word {
            "text" => Self::Text(Text::read(reader)),
            "comment" => Self::Comment(Comment::read(reader)),
            "radiogroup" => Self::Radiogroup(Radiogroup::read(reader)),
            "checkbox" => Self::Checkbox(Checkbox::read(reader)),
            "dropdown" => Self::Dropdown(Dropdown::read(reader)),
            "boolean" => Self::Boolean(Boolean::read(reader)),
            "rating" => Self::Rating(Rating::read(reader)),
            "ranking" => Self::Ranking(Ranking::read(reader)),
            "matrix" => Self::Matrix(Matrix::read(reader)),
            _ => return None,
        })
    }

    /// SurveyJS's word for the type.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Comment(_) => "comment",
            Self::Radiogroup(_) => "radiogroup",
            Self::Checkbox(_) => "checkbox",
            Self::Dropdown(_) => "dropdown",
            Self::Boolean(_) => "boolean",
            Self::Rating(_) => "rating",
            Self::Ranking(_) => "ranking",
            Self::Matrix(_) => "matrix",
        }
    }

    pub(crate) fn family(&self) -> &dyn Family {
        match self {
            Self::Text(text) => text,
            Self::Comment(comment) => comment,
            Self::Radiogroup(radiogroup) => radiogroup,
            Self::Checkbox(checkbox) => checkbox,
            Self::Dropdown(dropdown) => dropdown,
            Self::Boolean(boolean) => boolean,
            Self::Rating(rating) => rating,
            Self::Ranking(ranking) => ranking,
            Self::Matrix(matrix) => matrix,
        }
    }

    pub(crate) fn written(&self) -> &dyn Written {
        match self {
            Self::Text(text) => text,
            Self::Comment(comment) => comment,
            Self::Radiogroup(radiogroup) => radiogroup,
            Self::Checkbox(checkbox) => checkbox,
            Self::Dropdown(dropdown) => dropdown,
            Self::Boolean(boolean) => boolean,
            Self::Rating(rating) => rating,
            Self::Ranking(ranking) => ranking,
            Self::Matrix(matrix) => matrix,
        }
    }
}

/// The words for all types of elements.
pub(crate) const TYPES: &str =
    "text, comment, radiogroup, checkbox, dropdown, boolean, rating, ranking, matrix, panel";
