//! What can be wrong with an answer.

/// One answer that does not fit, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnswerProblem {
    /// The question's name; for a matrix `name[row]`.
    pub name: String,
    /// What is wrong with its answer.
    pub reason: AnswerReason,
}

/// Why an answer does not fit its question. The words never hold the answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AnswerReason {
    /// It is above the largest value.
    #[error("is above the largest value")]
    AboveMax,
    /// It is below the smallest value.
    #[error("is below the smallest value")]
    BelowMin,
    /// A choice stands in it more than once.
    #[error("names a choice more than once")]
    Duplicate,
    /// It is none of the choices.
    #[error("is not one of the choices")]
    NotAChoice,
    /// A ranking names not all choices.
    #[error("must put all choices in order")]
    NotAllRanked,
    /// It is not written as the input writes its values.
    #[error("is not written as this kind of value is")]
    NotInForm,
    /// It is between two steps.
    #[error("is between two steps")]
    OffStep,
    /// It must be there.
    #[error("must be answered")]
    Required,
    /// Some rows have no answer.
    #[error("must be answered in every row")]
    RowsRequired,
    /// Fewer choices are chosen than must be.
    #[error("has too few choices")]
    TooFew,
    /// It is longer than it may be.
    #[error("is too long")]
    TooLong,
    /// More choices are chosen than may be.
    #[error("has too many choices")]
    TooMany,
    /// The survey asks no such question, or the matrix has no such row.
    #[error("is not a question of this survey")]
    UnknownQuestion,
    /// It is of another JSON type.
    #[error("must be {0}")]
    WrongType(&'static str),
}
