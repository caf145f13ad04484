//! The one value that a property may have yet.

use core::fmt;

use serde_json::Value;

/// The one value that a property may have yet, which is SurveyJS's default.
#[derive(Clone, Copy)]
pub(crate) enum Only {
    /// True or false.
    Flag(bool),
    /// A word.
    Word(&'static str),
}

impl Only {
    /// Whether a property has this value.
    pub(crate) fn is(self, value: &Value) -> bool {
        match self {
            Self::Flag(flag) => value.as_bool() == Some(flag),
            Self::Word(word) => value.as_str() == Some(word),
        }
    }
}

/// The value as JSON.
impl fmt::Display for Only {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Word(word) => write!(f, "\"{word}\""),
        }
    }
}
