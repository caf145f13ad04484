//! What conditions and expressions can speak of.

use serde_json::Value;

/// A question that was made.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// What expressions call it, without braces.
    pub(super) name: String,
    /// What its answers are.
    pub(super) answers: Answers,
    /// What is to be known of it.
    pub(super) traits: Vec<Trait>,
}

/// What decides whether an expression or a trigger may speak of a question.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Trait {
    /// Its value follows from others.
    Follows,
    /// It is given a value by an expression.
    Set,
    /// There is a text beside its answer, whose changes survey-core takes for the answer's.
    Commented,
    /// It is a ranking.
    Ranks,
    /// Its own answer is cleared as soon as it is hidden.
    Clears,
    /// It is hidden at times.
    Hides,
    /// It has a value from the start.
    Begins,
}

impl Known {
    pub(super) fn is(&self, one: Trait) -> bool {
        self.traits.contains(&one)
    }

    /// Whether triggers can speak of it: what they look at is there from the start, or comes from
    /// the respondent alone.
    pub(super) fn is_plain(&self) -> bool {
        let late = [Trait::Follows, Trait::Hides, Trait::Begins, Trait::Set, Trait::Commented];
        let plain = match self.answers {
            Answers::Text
            | Answers::Number
            | Answers::Truth
            | Answers::One(_)
            | Answers::Several(_) => true,
            Answers::Date | Answers::Something | Answers::Entries(_) => false,
        };
        plain && !late.iter().any(|one| self.is(*one))
    }

    /// Whether its answers are short texts, to stand in others.
    pub(super) const fn is_said(&self) -> bool {
        match self.answers {
            Answers::Text
            | Answers::Number
            | Answers::Date
            | Answers::Truth
            | Answers::One(_)
            | Answers::Several(_) => true,
            Answers::Something | Answers::Entries(_) => false,
        }
    }
}

/// What a question's answers are.
#[derive(Clone, Debug)]
pub(super) enum Answers {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
    /// True or false.
    Truth,
    /// One of some values.
    One(Vec<Value>),
    /// Some of some values.
    Several(Vec<Value>),
    /// Something that is there or not.
    Something,
    /// Rows or panels, with questions of their own.
    Entries(Vec<Known>),
}

/// A value as an expression has it.
pub(super) fn constant(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{text}'"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    }
}
