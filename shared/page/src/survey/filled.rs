//! What a form held when it was sent.

use std::collections::{BTreeMap, BTreeSet};

/// The fields of a form that comes back, to be looked up.
pub(crate) struct Filled<'a> {
    values: BTreeMap<&'a str, &'a str>,
    pairs: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Filled<'a> {
    pub(crate) fn new(fields: &'a [(String, String)]) -> Self {
        let pairs = || fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Self { values: pairs().collect(), pairs: pairs().collect() }
    }

    /// What a field held; nothing if it held nothing.
    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        self.values.get(name).copied().filter(|value| !value.is_empty())
    }

    /// Whether one of the fields of this name held this.
    pub(crate) fn holds(&self, name: &str, value: &str) -> bool {
        self.pairs.contains(&(name, value))
    }
}
