//! Names of questions.

use core::fmt;
use core::ops::Deref;

/// The name of a question: 1 to 128 bytes without control characters and `{}[]`, which does not
/// begin with `nordsvar.`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Name(Box<str>);

impl Name {
    /// A name that was checked when its definition was compiled.
    pub(crate) const fn checked(name: Box<str>) -> Self {
        Self(name)
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
