//! What stands with a response: whether it is complete, and whether it may be a machine's.

use core::fmt;
use core::str::FromStr;

use problem::InvalidParam;
use serde::{Deserialize, Serialize};

use super::Stretch;

/// Why a response may be a machine's. It is kept all the same, apart from the others.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suspicion {
    /// A field was filled in that no person sees.
    Honeypot,
    /// It was sent sooner than a person could have read the page.
    TooFast,
    /// The work that the survey asks of browsers was not done for it.
    NoProof,
}

impl Suspicion {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Honeypot, Self::TooFast, Self::NoProof];

    /// Its published name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Honeypot => "honeypot",
            Self::TooFast => "too-fast",
            Self::NoProof => "no-proof",
        }
    }
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`Suspicion`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("this suspicion is not known")]
pub struct UnknownSuspicion;

impl FromStr for Suspicion {
    type Err = UnknownSuspicion;

    fn from_str(raw: &str) -> Result<Self, UnknownSuspicion> {
        Self::ALL.iter().copied().find(|one| one.as_str() == raw).ok_or(UnknownSuspicion)
    }
}

/// Which of a survey's responses are listed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ResponseState {
    /// All of them.
    All,
    /// Those whose respondents were done, and which nobody suspects.
    #[default]
    Complete,
    /// Those whose respondents are not done yet, and which nobody suspects.
    Partial,
    /// Those that may be a machine's.
    Suspected,
}

/// The text is not a [`ResponseState`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("state is complete, partial, suspected or all")]
pub struct InvalidResponseState;

impl ResponseState {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::All, Self::Complete, Self::Partial, Self::Suspected];

    /// Its name in a query.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::Suspected => "suspected",
        }
    }
}

impl FromStr for ResponseState {
    type Err = InvalidResponseState;

    fn from_str(raw: &str) -> Result<Self, InvalidResponseState> {
        Self::ALL.iter().copied().find(|one| one.as_str() == raw).ok_or(InvalidResponseState)
    }
}

/// Which stretch of which responses is asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ResponseStretch {
    /// Which of them.
    pub state: ResponseState,
    /// Which stretch.
    pub stretch: Stretch,
}

impl ResponseStretch {
    /// Reads the pairs of a query.
    ///
    /// # Errors
    ///
    /// The parameter at fault and why.
    pub fn from_pairs(mut pairs: Vec<(String, String)>) -> Result<Self, InvalidParam> {
        let fault = |reason: &dyn fmt::Display| InvalidParam {
            name: "state".to_owned(),
            reason: reason.to_string(),
        };
        let is_state = |(name, _): &mut (String, String)| name == "state";
        let states: Vec<_> = pairs.extract_if(.., is_state).collect();
        let state = match states.as_slice() {
            [] => ResponseState::default(),
            [(_, state)] => state.parse().map_err(|error| fault(&error))?,
            _ => return Err(fault(&"is there more than once")),
        };
        Ok(Self { state, stretch: Stretch::from_pairs(&pairs)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_again() {
        for one in Suspicion::ALL {
            assert_eq!(one.as_str().parse(), Ok(*one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.as_str());
        }
        for one in ResponseState::ALL {
            assert_eq!(one.as_str().parse(), Ok(*one));
        }
    }

    #[test]
    fn queries_name_what_is_wrong() {
        let read = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            let read = ResponseStretch::from_pairs(pairs);
            read.map(|read| (read.state, read.stretch.limit.number())).map_err(|f| f.name)
        };
        for (name, pairs, want) in [
            ("nothing", &[][..], Ok((ResponseState::Complete, 100))),
            ("both", &[("state", "all"), ("limit", "7")], Ok((ResponseState::All, 7))),
            ("no state", &[("state", "done")], Err("state".to_owned())),
            ("twice", &[("state", "all"), ("state", "all")], Err("state".to_owned())),
            ("no limit", &[("state", "all"), ("limit", "0")], Err("limit".to_owned())),
        ] {
            assert_eq!(read(pairs), want, "{name}");
        }
    }
}
