//! What is wrong with a definition.

use core::fmt;

use expression::InvalidExpression;

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
        min: i64,
        /// The largest number that is taken.
        max: i64,
    },
    /// Nothing in SurveyJS has this property here.
    #[error("is not a property that is known here")]
    UnknownProperty,
    /// SurveyJS has it, and it changes what the survey means, but it is not taken.
    #[error("is a SurveyJS property that is not supported")]
    NotSupported,
    /// It would have a respondent's browser, or us, ask a third party.
    #[error("fetches from a third party, which no survey may")]
    ThirdParty,
    /// An expression that is none.
    #[error(transparent)]
    Expression(InvalidExpression),
    /// Values that come of each other.
    #[error("is in a circle: {names}")]
    Circle {
        /// The names, each of which needs the next one.
        names: String,
    },
    /// A name that names nothing, or nothing of the right kind.
    #[error("must name {wanted}")]
    NotATarget {
        /// What it must name.
        wanted: &'static str,
    },
    /// A text that is not the markup that is taken.
    #[error("is not markup that is taken: {why}")]
    Markup {
        /// Why not.
        why: &'static str,
    },
    /// An address that is not taken.
    #[error("must be {wanted}")]
    Address {
        /// What is.
        wanted: &'static str,
    },
    /// A regular expression that is not taken.
    #[error("is not a regular expression that is taken: {why}")]
    Pattern {
        /// Why not.
        why: String,
    },
    /// A name under which the text beside another answer is kept.
    #[error("is the name under which the text beside another answer is kept")]
    CommentName,
    /// The value is one that SurveyJS has, but it is not taken.
    #[error("is a SurveyJS setting that is not supported; only {only} is")]
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
    /// A name begins as the page's own fields do, or is one that every object has in JavaScript.
    #[error("must not begin with nordsvar. or be a name that JavaScript has for its own")]
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
    /// A moment that is not before another one.
    #[error("must be before {other}")]
    NotBefore {
        /// The property that has the other one.
        other: &'static str,
    },
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
    /// A metric or a score does not go with the question.
    #[error("goes with {wanted} only")]
    Metric {
        /// The kind of question it goes with.
        wanted: &'static str,
    },
    /// A colour that is none.
    #[error("must be {wanted}")]
    Colour {
        /// What is.
        wanted: &'static str,
    },
    /// Two colours of a theme that do not stand out from each other enough.
    #[error("{front} on {back} has a contrast of {ratio}:1 in {scheme}; {needed}:1 is needed")]
    Contrast {
        /// What stands in front.
        front: &'static str,
        /// What it stands on.
        back: &'static str,
        /// Their contrast as WCAG 2.x computes it, with two decimals, rounded down.
        ratio: String,
        /// What WCAG 2.2 AA asks for.
        needed: &'static str,
        /// Where they meet.
        scheme: Scheme,
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

/// The colours for one of a reader's wishes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scheme {
    /// Those for whoever has not asked for dark.
    Light,
    /// Those for whoever has.
    Dark,
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
        })
    }
}
