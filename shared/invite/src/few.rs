//! Short lists.

use serde::{Deserialize, Serialize};

/// At most `MAX` things, each of them once, in their order.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(
    try_from = "Vec<T>",
    into = "Vec<T>",
    bound(deserialize = "T: Deserialize<'de> + PartialEq", serialize = "T: Clone + Serialize")
)]
pub struct Few<T, const MAX: usize>(Vec<T>);

/// They are too many, or one is there twice.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("too many of them, or one is there twice")]
pub struct InvalidFew;

impl<T, const MAX: usize> Few<T, MAX> {
    /// The things.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// Adds a thing, if there is room and it is not there yet.
    pub(crate) fn add(&mut self, thing: T)
    where
        T: PartialEq,
    {
        if self.0.len() < MAX && !self.has(&thing) {
            self.0.push(thing);
        }
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn has(&self, thing: &T) -> bool
    where
        T: PartialEq,
    {
        self.0.contains(thing)
    }
}

impl<T, const MAX: usize> Default for Few<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq, const MAX: usize> TryFrom<Vec<T>> for Few<T, MAX> {
    type Error = InvalidFew;

    fn try_from(things: Vec<T>) -> Result<Self, InvalidFew> {
        let mut rest = things.iter();
        let mut twice = false;
        while let (false, Some(one)) = (twice, rest.next()) {
            twice = rest.as_slice().contains(one);
        }
        if twice || things.len() > MAX { Err(InvalidFew) } else { Ok(Self(things)) }
    }
}

impl<T, const MAX: usize> From<Few<T, MAX>> for Vec<T> {
    fn from(few: Few<T, MAX>) -> Self {
        few.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_each_once() {
        for (name, things, want) in [
            ("none", vec![], true),
            ("as many as may be", vec![3, 1, 2], true),
            ("too many", vec![1, 2, 3, 4], false),
            ("one twice", vec![1, 2, 1], false),
        ] {
            assert_eq!(Few::<u8, 3>::try_from(things).is_ok(), want, "{name}");
        }
    }
}
