//! Reads JSON that people write, and tells everything that is wrong with it.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// One thing that is wrong, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The JSON path (RFC 9535) of the value at fault: `$['delay-minutes']`.
    pub path: String,
    /// What is wrong with it.
    pub reason: FaultReason,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FaultReason {
    /// It is needed, and not there.
    #[error("is missing")]
    Missing,
    /// It is something else than is taken here.
    #[error("must be {wanted}")]
    MustBe {
        /// What is taken.
        wanted: &'static str,
    },
    /// It is no whole number, or one outside the range.
    #[error("must be a whole number from {min} to {max}")]
    OutOfRange {
        /// The smallest that is taken.
        min: u32,
        /// The largest that is taken.
        max: u32,
    },
    /// There are more of them than are taken, or fewer.
    #[error("must be a list of {min} to {max}")]
    HowMany {
        /// The fewest.
        min: usize,
        /// The most.
        max: usize,
    },
    /// It is there twice.
    #[error("is there twice")]
    Twice,
    /// Nothing has this name here.
    #[error("is not known here")]
    Unknown,
}

/// How many faults are told.
const MAX_FAULTS: usize = 200;

/// The faults that were found so far.
#[derive(Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, path: impl Into<String>, reason: FaultReason) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(Fault { path: path.into(), reason });
        }
    }

    /// What was read, if nothing is wrong.
    pub(crate) fn or<T>(self, read: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() { Ok(read) } else { Err(self.0) }
    }

    /// The value as what it must be; `wanted` says what that is.
    pub(crate) fn read<T: DeserializeOwned>(
        &mut self,
        at: &At<'_>,
        wanted: &'static str,
    ) -> Option<T> {
        let read = T::deserialize(at.value).ok();
        if read.is_none() {
            self.add(&at.path, FaultReason::MustBe { wanted });
        }
        read
    }

    /// The value as a whole number of a range.
    pub(crate) fn number<T: TryFrom<u32>>(&mut self, at: &At<'_>, min: u32, max: u32) -> Option<T> {
        let number = at.value.as_u64().and_then(|number| u32::try_from(number).ok());
        let read = number.filter(|number| (min..=max).contains(number));
        let read = read.and_then(|number| T::try_from(number).ok());
        if read.is_none() {
            self.add(&at.path, FaultReason::OutOfRange { min, max });
        }
        read
    }

    /// The value as a list of `min` to `max` things, each of which `item` reads.
    pub(crate) fn list<T>(
        &mut self,
        at: &At<'_>,
        (min, max): (usize, usize),
        mut item: impl FnMut(&mut Self, &At<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(items) = at.value.as_array() else {
            self.add(&at.path, FaultReason::HowMany { min, max });
            return None;
        };
        if !(min..=max).contains(&items.len()) {
            self.add(&at.path, FaultReason::HowMany { min, max });
            return None;
        }
        let read = items
            .iter()
            .enumerate()
            .map(|(index, value)| item(self, &At { path: format!("{}[{index}]", at.path), value }));
        // All are read, so that everything that is wrong is told.
        read.collect::<Vec<_>>().into_iter().collect()
    }

    /// [`Self::list`], in which nothing may be twice.
    pub(crate) fn set<T: PartialEq>(
        &mut self,
        at: &At<'_>,
        bounds: (usize, usize),
        item: impl FnMut(&mut Self, &At<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read = self.list(at, bounds, item)?;
        for (index, one) in read.iter().enumerate() {
            if read.get(..index).is_some_and(|before| before.contains(one)) {
                self.add(format!("{}[{index}]", at.path), FaultReason::Twice);
            }
        }
        Some(read)
    }

    /// The value as an object, whose members are taken one by one.
    pub(crate) fn object<'a>(&mut self, at: &At<'a>) -> Option<Members<'a>> {
        let members = at.value.as_object();
        if members.is_none() {
            self.add(&at.path, FaultReason::MustBe { wanted: "an object" });
        }
        Some(Members { path: at.path.clone(), map: members?, taken: Vec::new() })
    }
}

/// A value, and where it stands.
pub(crate) struct At<'a> {
    pub(crate) path: String,
    pub(crate) value: &'a Value,
}

impl<'a> At<'a> {
    /// The whole document.
    pub(crate) fn root(value: &'a Value) -> Self {
        Self { path: "$".to_owned(), value }
    }
}

/// The members of an object.
pub(crate) struct Members<'a> {
    pub(crate) path: String,
    map: &'a Map<String, Value>,
    taken: Vec<&'static str>,
}

impl<'a> Members<'a> {
    /// The member of this name, if it is there.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<At<'a>> {
        self.taken.push(name);
        let value = self.map.get(name)?;
        Some(At { path: member_path(&self.path, name), value })
    }

    /// The member of this name, which must be there.
    pub(crate) fn need(&mut self, faults: &mut Faults, name: &'static str) -> Option<At<'a>> {
        let member = self.take(name);
        if member.is_none() {
            faults.add(member_path(&self.path, name), FaultReason::Missing);
        }
        member
    }

    /// Says of every member that was not taken that it is not known.
    pub(crate) fn end(self, faults: &mut Faults) {
        let names = self.map.keys();
        for name in names.filter(|name| !self.taken.contains(&name.as_str())) {
            faults.add(member_path(&self.path, name), FaultReason::Unknown);
        }
    }

    /// Every member, for objects whose names are their author's.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'a str, At<'a>)> {
        self.map
            .iter()
            .map(|(name, value)| (name.as_str(), At { path: member_path(&self.path, name), value }))
    }
}

/// The path of a member: with a point where RFC 9535 allows it, else quoted.
pub(crate) fn member_path(path: &str, name: &str) -> String {
    let word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if !name.is_empty()
        && name.chars().all(word)
        && !name.starts_with(|first: char| first.is_ascii_digit())
    {
        return format!("{path}.{name}");
    }
    let quoted: String = name.chars().take(64).map(quoted).collect();
    format!("{path}['{quoted}']")
}

/// A letter as it stands between single quotes (RFC 9535, section 2.3.1).
fn quoted(letter: char) -> String {
    match letter {
        '\'' | '\\' => format!("\\{letter}"),
        control if control < ' ' => format!("\\u{:04x}", u32::from(control)),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (name, want) in [
            ("days", "$.days"),
            ("link-days", "$['link-days']"),
            ("4", "$['4']"),
            ("", "$['']"),
            ("it's", "$['it\\'s']"),
            ("a\\\n", "$['a\\\\\\u000a']"),
        ] {
            assert_eq!(member_path("$", name), want);
        }
    }
}
