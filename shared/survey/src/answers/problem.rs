//! What is wrong with answers.

use core::fmt;

use crate::scalar::Number;

/// One answer that does not fit, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnswerProblem {
    /// The question's name; for an answer to no question, the name that was sent, cut to 128 bytes.
    pub name: String,
    /// What is wrong.
    pub reason: AnswerReason,
}

/// Why an answer is refused. Its words are short, stable, English, and quote nothing of the answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AnswerReason {
    /// The survey has no such question.
    #[error("is not a question of this survey")]
    UnknownQuestion,
    /// A required question has no answer; a text of blanks is none.
    #[error("needs an answer")]
    Required,
    /// A matrix that needs an answer in each row lacks one.
    #[error("needs an answer in each row")]
    EachRowRequired,
    /// It is another type of JSON value than the question's answers are.
    #[error("must be {0}")]
    WrongType(Shape),
    /// It is not written as the question's answers are.
    #[error("must be {0}")]
    WrongFormat(Format),
    /// It is not one of the choices, or the columns.
    #[error("is not one of the choices")]
    NotAChoice,
    /// A choice is there twice.
    #[error("has a choice twice")]
    ChoiceTwice,
    /// Fewer choices than must be chosen.
    #[error("has fewer than {0} choices")]
    TooFewChoices(u32),
    /// More choices than may be chosen.
    #[error("has more than {0} choices")]
    TooManyChoices(u32),
    /// Not every choice has a place of its own.
    #[error("must rank every choice once")]
    NotARanking,
    /// The matrix has no such row.
    #[error("has an unknown row")]
    UnknownRow,
    /// A column is chosen in more than one row of a matrix that allows it once.
    #[error("has the same choice in two rows")]
    RowsAlike,
    /// More UTF-16 code units, which is how browsers count characters, than there may be.
    #[error("is longer than {0} characters")]
    TooLong(u32),
    /// More UTF-8 bytes than there may be.
    #[error("is larger than {0} bytes")]
    TooLarge(u32),
    /// A line break or another control character where a field has none.
    #[error("has a control character")]
    ControlCharacter,
    /// Less, or earlier, than the minimum.
    #[error("is below {0}")]
    BelowMinimum(Bound),
    /// More, or later, than the maximum.
    #[error("is above {0}")]
    AboveMaximum(Bound),
    /// Not a whole number of steps of this size from the minimum.
    #[error("is not a step of {0}")]
    NotAStep(Number),
    /// A form has the field more than once.
    #[error("is there more than once")]
    Repeated,
    /// There are more answers than a survey can have questions.
    #[error("has more than {0} answers")]
    TooManyAnswers(usize),
}

/// The type of JSON value that a question's answers are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A choice's value.
    Scalar,
    /// An array of choices' values.
    Choices,
    /// An object of columns' values, by row.
    Rows,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Scalar => "a choice",
            Self::Choices => "a list of choices",
            Self::Rows => "an object of choices by row",
        })
    }
}

/// How a text must be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// An e-mail address (HTML, section 4.10.5.1.5).
    Email,
    /// An absolute URL.
    Url,
    /// A colour: `#` and six hexadecimal digits.
    Color,
    /// A date: `2026-11-23`.
    Date,
    /// A time: `19:50`.
    Time,
    /// A local date and time: `2026-11-23T19:50`.
    DateTime,
    /// A month: `2026-11`.
    Month,
    /// A week: `2026-W48`.
    Week,
}

impl Format {
    /// The form in words, with its article.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address",
            Self::Url => "a web address",
            Self::Color => "a colour such as #1a2b3c",
            Self::Date => "a date such as 2026-11-23",
            Self::Time => "a time such as 19:50",
            Self::DateTime => "a date and time such as 2026-11-23T19:50",
            Self::Month => "a month such as 2026-11",
            Self::Week => "a week such as 2026-W48",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// A minimum or a maximum.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Bound {
    /// Of a number.
    Number(Number),
    /// Of a date or time, as it is written.
    Moment(Box<str>),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Moment(moment) => f.write_str(moment),
        }
    }
}
