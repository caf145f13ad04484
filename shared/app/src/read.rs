//! Reads objects strictly, and tells everything that is wrong with them at once.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use survey::{InvalidJson, Locale, StrictJson};

use crate::{Fault, InvalidValue, Reason};

/// The most events that are sent at once.
pub const MAX_BATCH: usize = 500;

/// The most bytes that are sent at once.
pub const MAX_BATCH_BYTES: usize = 2_000_000;

/// What was sent is not a batch of events at all.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BatchFault {
    /// It is too large.
    #[error("more than {MAX_BATCH_BYTES} bytes")]
    TooLarge,
    /// It is not JSON within our bounds.
    #[error(
        "line {line}, column {column}: not JSON, or nested too deeply, or a member stands twice"
    )]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes, from 1.
        column: usize,
    },
    /// It is neither an object nor a list.
    #[error("must be an object, or a list of 1 to {MAX_BATCH} objects")]
    NotEvents,
    /// There are none, or too many.
    #[error("must have 1 to {MAX_BATCH} events")]
    Count,
}

/// The events of a batch, each as it was sent.
///
/// # Errors
///
/// [`BatchFault`] if it is none.
pub fn batch(body: &[u8]) -> Result<Vec<Value>, BatchFault> {
    match json(body, MAX_BATCH_BYTES)? {
        Value::Array(events) if (1..=MAX_BATCH).contains(&events.len()) => Ok(events),
        Value::Array(_) => Err(BatchFault::Count),
        event @ Value::Object(_) => Ok(vec![event]),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            Err(BatchFault::NotEvents)
        }
    }
}

/// The JSON of a body.
pub(crate) fn json(body: &[u8], max_bytes: usize) -> Result<Value, BatchFault> {
    if body.len() > max_bytes {
        return Err(BatchFault::TooLarge);
    }
    StrictJson::from_slice(body).map(StrictJson::into_value).map_err(|error| match error {
        InvalidJson::Syntax { line, column } | InvalidJson::Bound { line, column, .. } => {
            BatchFault::NotJson { line, column }
        }
    })
}

/// One event that is being read, with what was found wrong with it.
#[derive(Debug)]
pub struct Findings {
    index: usize,
    found: Vec<Fault>,
}

impl Findings {
    /// The most faults that are told of one event; whoever mends these finds the rest.
    pub const MOST: usize = 20;

    /// Nothing is wrong yet with the event that is at this place of its batch, from 0.
    #[must_use]
    pub const fn new(index: usize) -> Self {
        Self { index, found: Vec::new() }
    }

    /// Something is wrong there.
    pub fn add(&mut self, path: impl Into<String>, reason: Reason) {
        if self.found.len() < Self::MOST {
            self.found.push(Fault { index: self.index, path: path.into(), reason });
        }
    }

    /// What was read, if nothing is wrong.
    ///
    /// # Errors
    ///
    /// All that is wrong.
    pub fn or_faults<T>(self, read: Option<T>) -> Result<T, Vec<Fault>> {
        match read {
            Some(read) if self.found.is_empty() => Ok(read),
            Some(_) | None => Err(self.found),
        }
    }

    /// Tells of members that there are not. A name that the sender may have chosen is not repeated.
    pub fn refuse_unknown(&mut self, object: Object<'_>, known: &[&str]) {
        for name in object.members.keys().filter(|name| !known.contains(&name.as_str())) {
            let plain =
                name.len() <= 32 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let path = if plain { object.path_of(name) } else { object.path.to_owned() };
            self.add(path, Reason::Unknown);
        }
    }

    /// A text that must be there.
    pub fn required<'a, T: TryFrom<&'a str, Error = InvalidValue>>(
        &mut self,
        object: Object<'a>,
        name: &str,
    ) -> Option<T> {
        if object.member(name).is_none() {
            self.add(object.path_of(name), Reason::Missing);
        }
        self.optional(object, name)
    }

    /// A text that may be there.
    pub fn optional<'a, T: TryFrom<&'a str, Error = InvalidValue>>(
        &mut self,
        object: Object<'a>,
        name: &str,
    ) -> Option<T> {
        let text = self.text(object, name)?;
        T::try_from(text).map_err(|error| self.add(object.path_of(name), error.into())).ok()
    }

    /// A text as it was sent, that may be there.
    pub fn text<'a>(&mut self, object: Object<'a>, name: &str) -> Option<&'a str> {
        let text = object.member(name)?.as_str();
        if text.is_none() {
            self.add(object.path_of(name), Reason::NotAText);
        }
        text
    }

    /// A flag; one that is not there is `missing`.
    pub fn flag(&mut self, object: Object<'_>, name: &str, missing: bool) -> bool {
        let Some(member) = object.member(name) else { return missing };
        member.as_bool().unwrap_or_else(|| {
            self.add(object.path_of(name), Reason::NotABoolean);
            missing
        })
    }

    /// A language that may be there.
    pub fn language(&mut self, object: Object<'_>, name: &str) -> Option<Locale> {
        let parsed = self.text(object, name)?.parse();
        parsed.map_err(|_| self.add(object.path_of(name), Reason::NotALanguage)).ok()
    }

    /// A moment within what may be right, seen from when it was sent.
    pub fn moment(
        &mut self,
        object: Object<'_>,
        name: &str,
        received: Timestamp,
    ) -> Option<Timestamp> {
        let text = self.text(object, name)?;
        let Some(moment) = rfc3339(text) else {
            self.add(object.path_of(name), Reason::NotAMoment);
            return None;
        };
        if !is_near(moment, received) {
            self.add(object.path_of(name), Reason::FarAway);
            return None;
        }
        Some(moment)
    }

    /// A day within what may be right, seen from when it was sent.
    pub fn day(&mut self, object: Object<'_>, name: &str, received: Timestamp) -> Option<Date> {
        let text = self.text(object, name)?;
        let day = is_like(text, "9999-99-99").then(|| text.parse().ok()).flatten();
        let Some(day) = day else {
            self.add(object.path_of(name), Reason::NotADay);
            return None;
        };
        let begins = TimeZone::UTC.to_timestamp(Date::at(day, 0, 0, 0, 0)).ok();
        if !begins.is_some_and(|moment| is_near(moment, received)) {
            self.add(object.path_of(name), Reason::FarAway);
            return None;
        }
        Some(day)
    }

    /// The object that stands there, if one does.
    pub fn object<'a>(&mut self, value: Option<&'a Value>, path: &'a str) -> Option<Object<'a>> {
        let members = value?.as_object();
        if members.is_none() {
            self.add(path, Reason::NotAnObject);
        }
        members.map(|members| Object { members, path })
    }

    /// The list that stands there; an empty one if there is none.
    pub fn list<'a>(
        &mut self,
        object: Object<'a>,
        name: &str,
        most: usize,
        too_many: Reason,
    ) -> &'a [Value] {
        let Some(member) = object.member(name) else { return &[] };
        let Some(items) = member.as_array() else {
            self.add(object.path_of(name), Reason::NotAList);
            return &[];
        };
        if items.len() > most {
            self.add(object.path_of(name), too_many);
            return &[];
        }
        items
    }
}

/// An object that is read, with its path.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    /// What it has.
    pub members: &'a Map<String, Value>,
    /// Where it stands: a JSON path.
    pub path: &'a str,
}

impl<'a> Object<'a> {
    /// A member; one that is null is none.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// The path of a member of this name.
    #[must_use]
    pub fn path_of(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }
}

/// A moment with an offset, as RFC 3339 writes it. Other readers also take what it has not: weeks,
/// names of zones, offsets without a colon.
pub(crate) fn rfc3339(text: &str) -> Option<Timestamp> {
    let (moment, rest) = text.split_at_checked(19)?;
    let digits = rest
        .strip_prefix('.')
        .map_or(0, |part| part.bytes().take_while(u8::is_ascii_digit).count());
    let offset = if rest.starts_with('.') { rest.get(digits + 1..)? } else { rest };
    let fraction_is_good = !rest.starts_with('.') || (1..=9).contains(&digits);
    let offset_is_good = offset == "Z" || is_like(offset, "+99:99") || is_like(offset, "-99:99");
    let good = is_like(moment, "9999-99-99T99:99:99") && fraction_is_good && offset_is_good;
    good.then(|| text.parse().ok())?
}

/// Whether a text is a pattern with other digits for its nines.
pub(crate) fn is_like(text: &str, pattern: &str) -> bool {
    let same = |(byte, like): (u8, u8)| byte == like || (like == b'9' && byte.is_ascii_digit());
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(same)
}

/// Whether a moment can be right: at most two years before, one year after it was told.
pub(crate) fn is_near(moment: Timestamp, received: Timestamp) -> bool {
    let after = moment.duration_since(received);
    after >= SignedDuration::from_hours(-2 * 366 * 24)
        && after <= SignedDuration::from_hours(366 * 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        for (text, want) in [
            ("2026-11-20T13:03:11Z", Some("2026-11-20T13:03:11Z")),
            ("2026-11-20T13:03:11+01:00", Some("2026-11-20T12:03:11Z")),
            ("2026-11-20T13:03:11.250-05:30", Some("2026-11-20T18:33:11.25Z")),
            ("2026-11-20T13:03:11", None),
            ("2026-11-20 13:03:11Z", None),
            ("2026-11-20", None),
            ("2026-02-30T13:03:11Z", None),
            ("2026-11-20T13:03:11.Z", None),
            ("2026-11-20T13:03:11+0100", None),
            ("2026-11-20T13:03:11+01:00[Europe/Stockholm]", None),
            ("2026-W47-5T13:03:11Z", None),
            ("åååååååååååååååååå", None),
            ("", None),
        ] {
            assert_eq!(rfc3339(text).map(|moment| moment.to_string()).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn batches() {
        let many = |count: usize| format!("[{}]", vec!["{}"; count].join(","));
        let large = " ".repeat(MAX_BATCH_BYTES + 1);
        for (name, body, want) in [
            ("one", "{}", Ok(1)),
            ("a list of one", "[{}]", Ok(1)),
            ("as many as may be", &many(500), Ok(500)),
            ("too many", &many(501), Err(BatchFault::Count)),
            ("none", "[]", Err(BatchFault::Count)),
            ("neither", "1", Err(BatchFault::NotEvents)),
            ("no JSON", "{", Err(BatchFault::NotJson { line: 1, column: 1 })),
            ("twice", r#"{"a":1,"a":2}"#, Err(BatchFault::NotJson { line: 1, column: 13 })),
            ("too large", &large, Err(BatchFault::TooLarge)),
        ] {
            assert_eq!(batch(body.as_bytes()).map(|events| events.len()), want, "{name}");
        }
    }
}
