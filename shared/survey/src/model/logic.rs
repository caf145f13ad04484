//! Logic of the survey as a whole, and validators.

use expression::Expression;
use serde_json::Value;

use crate::LocalizedText;
use crate::scalar::Number;

/// One of `calculatedValues`.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculated {
    /// Its name, which expressions and texts use as they use a question's.
    pub name: Box<str>,
    /// What it comes to.
    pub expression: Expression,
    /// `includeIntoResult`: whether it is kept with the answers.
    pub kept: bool,
}

/// One of `triggers`.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// When it fires: when it comes to hold.
    pub condition: Expression,
    /// What it does.
    pub effect: Effect,
}

/// What a trigger does.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// `complete`: the survey ends with the page.
    Complete,
    /// `setvalue`.
    SetValue {
        /// `setToName`.
        to: Box<str>,
        /// `setValue`.
        value: Value,
        /// `isVariable`: `to` is a name for expressions, not a question.
        variable: bool,
    },
    /// `copyvalue`.
    CopyValue {
        /// `setToName`.
        to: Box<str>,
        /// `fromName`.
        from: Box<str>,
    },
    /// `skip`: to the page of a question.
    Skip {
        /// `gotoName`: the question.
        to: Box<str>,
    },
    /// `runexpression`.
    RunExpression {
        /// `runExpression`.
        expression: Option<Expression>,
        /// `setToName`; without it the value goes nowhere.
        to: Option<Box<str>>,
    },
    /// `visible`: shows pages and questions while it holds.
    Visible {
        /// Their names.
        pages: Vec<Box<str>>,
        /// Their names.
        questions: Vec<Box<str>>,
    },
}

/// One of a question's `validators`.
#[derive(Clone, Debug, PartialEq)]
pub struct Validator {
    /// What is said of an answer that breaks the rule; empty for our own words.
    pub text: LocalizedText,
    /// The rule.
    pub rule: ValidatorRule,
}

/// What a validator asks of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ValidatorRule {
    /// `numeric`: a number, within bounds.
    Numeric {
        /// `minValue`.
        min: Option<Number>,
        /// `maxValue`.
        max: Option<Number>,
    },
    /// `text`: how long, in UTF-16 code units.
    Text {
        /// `minLength`; 0 is none.
        min_units: u32,
        /// `maxLength`; 0 is none.
        max_units: u32,
        /// `allowDigits`.
        digits: bool,
    },
    /// `email`.
    Email,
    /// `regex`, in the syntax of the `regex-lite` crate, which is linear in the answer's length.
    Regex {
        /// The pattern; it was compiled once when the definition was.
        pattern: Box<str>,
        /// `caseInsensitive`.
        ignore_case: bool,
    },
    /// `answercount`: how many are chosen.
    AnswerCount {
        /// `minCount`.
        min: Option<u32>,
        /// `maxCount`.
        max: Option<u32>,
    },
    /// `expression`: holds.
    Expression(Expression),
}

/// A bound on how many responses of a kind are taken: one of `nordsvar.quotas`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quota {
    /// Its name, under which storage counts: 1 to 64 bytes of `a-z`, `0-9` and `-`.
    pub name: Box<str>,
    /// How many responses are taken.
    pub limit: u32,
    /// `if`: which responses count; without it, all.
    pub condition: Option<Expression>,
}

/// `nordsvar.retention`: how long responses are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Retention {
    /// Days from the response on.
    pub days: u32,
}
