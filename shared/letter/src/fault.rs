//! What is wrong with an app's texts.

/// Something that is wrong, and where: all of them are told, up to a hundred.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct TextFault {
    /// Where in the JSON, as `invitation.sv.body[2]`; empty for the whole.
    pub path: String,
    /// What.
    pub reason: TextReason,
}

/// What is wrong with a text. None of them repeats what was sent but names of ours.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TextReason {
    /// A value is of another type.
    #[error("must be {0}")]
    Type(&'static str),
    /// A member that there is not.
    #[error("is not known here; there are {0}")]
    Unknown(&'static str),
    /// A member's name is no language.
    #[error("must be a language, named by a BCP 47 tag, and only once")]
    Language,
    /// Something that must be there is not, or is empty.
    #[error("is missing or empty")]
    Missing,
    /// A text is too long.
    #[error("has more than {max} characters")]
    TooLong {
        /// How many it may have.
        max: usize,
    },
    /// There are too many of something.
    #[error("has more than {max} of them")]
    TooMany {
        /// How many there may be.
        max: usize,
    },
    /// A character that may not stand there, such as a line feed or one that turns the direction.
    #[error("has a character that may not stand there: U+{0:04X}")]
    Character(u32),
    /// A brace that begins or ends nothing.
    #[error("has a brace without its other one; write {{{{ or }}}} for a brace itself")]
    Brace,
    /// A variable that the app does not have.
    #[error("names a variable that there is not; there are {0}")]
    Variable(String),
    /// A variable that may be absent has nothing to say in its place.
    #[error("must say what stands there when {0} is not known, as {{{0}|...}}")]
    Fallback(&'static str),
    /// A variable that must be in this text is not.
    #[error("must have {{{0}}} in it")]
    Without(&'static str),
    /// There are more faults than are listed.
    #[error("has more faults than are listed here")]
    More,
}

/// How many faults are listed.
pub(crate) const MAX_FAULTS: usize = 100;

/// Faults as they are found.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<TextFault>);

impl Faults {
    pub(crate) fn add(&mut self, path: &str, reason: TextReason) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(TextFault { path: path.to_owned(), reason });
        } else if self.0.len() == MAX_FAULTS {
            self.0.push(TextFault { path: String::new(), reason: TextReason::More });
        }
    }

    pub(crate) fn into_result<T>(self, value: T) -> Result<T, Vec<TextFault>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}
