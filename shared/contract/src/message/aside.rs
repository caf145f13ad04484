//! Responses that staff have taken out of figures.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why staff have taken a response out of figures. That it was low is no reason, and is none of them.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideReason {
    /// It is of something else than what was asked about: another order, another driver.
    NotAboutThis,
    /// It threatens or abuses somebody.
    Abusive,
    /// The same person has answered of the same more than once.
    Repeated,
    /// It was given to try the survey out.
    Trial,
}

impl AsideReason {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::NotAboutThis, Self::Abusive, Self::Repeated, Self::Trial];

    /// What stands in figures in the place of a question, for responses that are in no other: the name of no question.
    pub const COUNTED_AS: &'static str = "$set-aside";

    /// Its published name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAboutThis => "not-about-this",
            Self::Abusive => "abusive",
            Self::Repeated => "repeated",
            Self::Trial => "trial",
        }
    }
}

impl fmt::Display for AsideReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`AsideReason`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("this reason is not known")]
pub struct UnknownReason;

impl FromStr for AsideReason {
    type Err = UnknownReason;

    fn from_str(raw: &str) -> Result<Self, UnknownReason> {
        Self::ALL.iter().copied().find(|one| one.as_str() == raw).ok_or(UnknownReason)
    }
}

/// Takes a response out of figures.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// Why.
    pub reason: AsideReason,
}
