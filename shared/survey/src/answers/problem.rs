//! What is wrong with answers.

use core::fmt;

use crate::LocalizedText;
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
    /// What shows something and asks nothing has no answer.
    #[error("is not asked, so it has no answer")]
    NotAsked,
    /// A choice that stands alone is there beside others.
    #[error("has a choice that stands alone beside others")]
    NotAlone,
    /// `other` is chosen and nothing is written beside it.
    #[error("needs a text for the other choice")]
    OtherEmpty,
    /// There is a text beside an answer that has none.
    #[error("has a comment where none is asked for")]
    UnaskedComment,
    /// An object or a row of an answer has a member that is not asked for.
    #[error("has an unknown part")]
    UnknownPart,
    /// Fewer rows or panels than there must be.
    #[error("has fewer than {0} rows")]
    TooFewRows(u32),
    /// More rows or panels than there may be.
    #[error("has more than {0} rows")]
    TooManyRows(u32),
    /// Another row or panel has the same answer, where each needs its own.
    #[error("is the same as in another row")]
    SameAsAnother,
    /// A panel that is required has no answer in it.
    #[error("needs an answer to one of its questions")]
    OneRequired,
    /// A range does not have two numbers, the lesser one first.
    #[error("must be two numbers, the lesser one first")]
    NotARange,
    /// A range's numbers are nearer to each other than they may be.
    #[error("is a range of less than {0}")]
    RangeTooShort(Number),
    /// A range's numbers are further from each other than they may be.
    #[error("is a range of more than {0}")]
    RangeTooLong(Number),
    /// More files than there may be.
    #[error("has more than {0} files")]
    TooManyFiles(u32),
    /// A file has more bytes than it may have.
    #[error("has a file of more than {0} bytes")]
    FileTooLarge(u32),
    /// The files of all questions have more bytes together than a response takes, or than can be
    /// carried from page to page.
    #[error("has files of more than {0} bytes together")]
    FilesTooLarge(u32),
    /// A file is of a type that is not taken.
    #[error("has a file of a type that is not taken")]
    FileType,
    /// A file's first bytes are not those of the type that it is said to be of.
    #[error("has a file that is not of the type it is said to be of")]
    FileContent,
    /// A file that is named is not there, or is another response's, or another than is said.
    #[error("names a file that is not there")]
    FileGone,
    /// A file's name is empty, too long, or has a path or a control character in it.
    #[error("has a file whose name cannot be kept")]
    FileName,
    /// What a file or a drawing holds is not a `data:` URL of its type in base64.
    #[error("is not a data URL in base64")]
    NotADataUrl,
    /// It is not a number, where a validator asks for one.
    #[error("is not a number")]
    NotNumeric,
    /// Fewer UTF-16 code units than a validator asks for.
    #[error("is shorter than {0} characters")]
    TooShort(u32),
    /// It has a digit, where a validator allows none.
    #[error("has a digit")]
    HasDigit,
    /// It does not match a validator's pattern.
    #[error("does not match the pattern")]
    NoMatch,
    /// It breaks a rule that a validator's expression gives.
    #[error("breaks a rule of the survey")]
    RuleBroken,
    /// Finding out what is right takes more steps than there are.
    #[error("takes too long to check")]
    TooCostly,
    /// A reason, with what the survey's author says of it.
    #[error("{reason}")]
    Told {
        /// The reason itself.
        reason: Box<Self>,
        /// What is said; it may have names in braces, and `{0}` for a bound.
        text: LocalizedText,
    },
}

impl AnswerReason {
    /// The same reason in the author's words, if there are any.
    #[must_use]
    pub fn told(self, text: &LocalizedText) -> Self {
        if text.is_empty() {
            return self;
        }
        Self::Told { reason: Box::new(self), text: text.clone() }
    }

    /// The reason without the author's words.
    #[must_use]
    pub fn plain(&self) -> &Self {
        if let Self::Told { reason, .. } = self { reason.plain() } else { self }
    }

    /// What the survey's author says of it.
    #[must_use]
    pub const fn text(&self) -> Option<&LocalizedText> {
        if let Self::Told { text, .. } = self { Some(text) } else { None }
    }

    /// What survey-core calls an error of this kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Told { reason, .. } => reason.kind(),
            Self::Required => "required",
            Self::OneRequired => "requireoneanswer",
            Self::EachRowRequired => "requiredinallrowserror",
            Self::RowsAlike => "eachrowuniqueeerror",
            Self::OtherEmpty => "otherempty",
            Self::TooFewRows(_) => "minrowcounterror",
            Self::SameAsAnother => "keyduplicationerror",
            Self::NotNumeric => "requirenumeric",
            Self::FileTooLarge(_) | Self::FilesTooLarge(_) => "exceedsize",
            Self::TooManyFiles(_) => "exceedfilescount",
            Self::UnknownQuestion
            | Self::WrongType(_)
            | Self::WrongFormat(_)
            | Self::NotAChoice
            | Self::ChoiceTwice
            | Self::TooFewChoices(_)
            | Self::TooManyChoices(_)
            | Self::NotARanking
            | Self::UnknownRow
            | Self::TooLong(_)
            | Self::TooLarge(_)
            | Self::ControlCharacter
            | Self::BelowMinimum(_)
            | Self::AboveMaximum(_)
            | Self::NotAStep(_)
            | Self::Repeated
            | Self::TooManyAnswers(_)
            | Self::NotAsked
            | Self::NotAlone
            | Self::UnaskedComment
            | Self::UnknownPart
            | Self::TooManyRows(_)
            | Self::NotARange
            | Self::RangeTooShort(_)
            | Self::RangeTooLong(_)
            | Self::FileType
            | Self::FileContent
            | Self::FileGone
            | Self::FileName
            | Self::NotADataUrl
            | Self::TooShort(_)
            | Self::HasDigit
            | Self::NoMatch
            | Self::RuleBroken
            | Self::TooCostly => "custom",
        }
    }
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
    /// An object of answers, by name.
    Parts,
    /// An array of objects of answers.
    Entries,
    /// An array of two numbers.
    Range,
    /// An array of files.
    Files,
    /// A drawing, as a `data:` URL.
    Drawing,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Scalar => "a choice",
            Self::Choices => "a list of choices",
            Self::Rows => "an object of choices by row",
            Self::Parts => "an object of answers by name",
            Self::Entries => "a list of objects of answers",
            Self::Range => "a list of two numbers",
            Self::Files => "a list of files",
            Self::Drawing => "a drawing",
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
