//! What is wrong with a definition.

/// One thing that is wrong with a definition, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DefinitionProblem {
    /// The JSON path (RFC 9535) of the value at fault: `$.pages[0].elements[2].choices`.
    pub path: String,
    /// What is wrong with it.
    pub reason: DefinitionReason,
}

/// Why a part of a definition is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum DefinitionReason {
    /// A property that is needed is not there.
    #[error("is missing")]
    Missing,
    /// It is another type of JSON value than the property takes.
    #[error("must be {wanted}")]
    WrongType {
        /// What is taken, with its article.
        wanted: &'static str,
    },
    /// It is not one of the words that the property takes.
    #[error("must be one of: {wanted}")]
    NotAWord {
        /// The words, with commas.
        wanted: String,
    },
    /// It is a number outside the property's range.
    #[error("must be from {min} to {max}")]
    OutOfRange {
        /// The smallest number that is taken.
        min: u32,
        /// The largest number that is taken.
        max: u32,
    },
    /// Nothing in SurveyJS has this property here.
    #[error("is not a property that is known here")]
    UnknownProperty,
    /// SurveyJS has it, and it changes what the survey means, but it is not taken yet.
    #[error("is a SurveyJS property that is not supported yet")]
    NotSupported,
    /// SurveyJS logic: not taken yet.
    #[error("is survey logic, which is not supported yet")]
    LogicNotSupported,
    /// The value is one that SurveyJS has, but it is not taken yet.
    #[error("is a SurveyJS setting that is not supported yet; only {only} is")]
    OnlyValue {
        /// The only value that is taken, as JSON.
        only: String,
    },
    /// Passwords are not asked for in surveys.
    #[error("asks for a password, which no survey may")]
    Password,
    /// The same property stands there under its older name too.
    #[error("is the same property as {other}, which is there too")]
    SameProperty {
        /// The other name.
        other: &'static str,
    },
    /// A name is not one that answers can be kept under.
    #[error("must be 1 to 128 bytes, without control characters and {{}}[]")]
    Name,
    /// A name begins as the page's own fields do.
    #[error("must not begin with nordsvar.")]
    ReservedName,
    /// A name stands there twice.
    #[error("is the name of an earlier question, panel or page too")]
    NameTwice,
    /// A choice's value stands there twice.
    #[error("is the value of an earlier choice too")]
    ValueTwice,
    /// A choice's value is not one that can be kept.
    #[error(
        "must be a number, true, false, or a text of 1 to 1000 bytes without control characters and |"
    )]
    Value,
    /// A list has nothing in it.
    #[error("must not be empty")]
    Empty,
    /// A language is not named by a tag.
    #[error("is not a language: use a BCP 47 tag or default")]
    NotALanguage,
    /// A minimum is above its maximum.
    #[error("must not be above {other}")]
    AboveMaximum {
        /// The property that says the maximum.
        other: &'static str,
    },
    /// Two properties do not agree.
    #[error("does not agree with {other}")]
    Disagrees {
        /// The other property.
        other: &'static str,
    },
    /// A date or time is not of the question's type.
    #[error("must be {wanted}")]
    NotAMoment {
        /// The form, with an example.
        wanted: &'static str,
    },
    /// A metric does not go with the question.
    #[error("goes with {wanted} only")]
    Metric {
        /// The kind of question it goes with.
        wanted: &'static str,
    },
    /// A definition without questions.
    #[error("has no question")]
    NoQuestions,
    /// There are too many of something.
    #[error("has more than {max} {what}")]
    TooMany {
        /// How many there may be.
        max: usize,
        /// Of what.
        what: &'static str,
    },
    /// Panels stand too deep in panels.
    #[error("is nested deeper than {max} levels")]
    TooDeep {
        /// How deep they may stand.
        max: usize,
    },
    /// There are more problems than are listed.
    #[error("has more problems than are listed here")]
    MoreProblems,
}
