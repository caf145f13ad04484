//! Where an operation stands: how a path is made of what it names, and read again.

use core::fmt::Display;

use credential::AppName;

use crate::Target;

/// Why a method and a path are no [`Target`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The path exists with another method.
    Method,
    /// There is no such path, or it names something that cannot be.
    Path,
}

/// How many names a path may have.
const MAX_NAMES: usize = 3;

impl Target {
    /// The external app that it is about, if it is about one.
    #[must_use]
    pub fn app(&self) -> Option<AppName> {
        const APPS: &str = "/v1/apps/{app}/";
        self.operation().pattern().strip_prefix(APPS)?;
        self.path().split('/').nth(3)?.parse().ok()
    }
}

/// A path of this pattern, with these names. They need no escaping.
pub(crate) fn fill(pattern: &str, names: &[&dyn Display]) -> String {
    let mut names = names.iter();
    let fill = |segment: &str| {
        let name = if is_name(segment) { names.next() } else { None };
        name.map_or_else(|| segment.to_owned(), ToString::to_string)
    };
    pattern.split('/').map(fill).collect::<Vec<_>>().join("/")
}

/// The names in a path of this pattern; `None` if it is of another.
pub(crate) fn names<'a>(pattern: &str, path: &'a str) -> Option<[&'a str; MAX_NAMES]> {
    let mut names = [""; MAX_NAMES];
    let mut places = names.iter_mut();
    let mut segments = path.split('/');
    for expected in pattern.split('/') {
        let segment = segments.next()?;
        if is_name(expected) {
            *places.next()? = segment;
        } else if segment != expected {
            return None;
        }
    }
    segments.next().is_none().then_some(names)
}

fn is_name(segment: &str) -> bool {
    segment.starts_with('{')
}

#[cfg(test)]
mod tests;
