//! How a dotted name with indices finds a value in JSON.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A part of a dotted name, with the index behind it.
#[derive(Clone, Copy)]
pub(super) struct Step<'n> {
    pub name: &'n str,
    pub index: Option<i64>,
}

pub(super) fn step(text: &str) -> Step<'_> {
    let indexed = text.strip_suffix(']').and_then(|text| text.rsplit_once('['));
    match indexed.map(|(name, index)| (name, index.trim().parse())) {
        Some((name, Ok(index))) => Step { name, index: Some(index) },
        Some((_, Err(_))) | None => Step { name: text, index: None },
    }
}

/// The names that steps begin with, the longest first, in lower case: dots may be part of a name,
/// which ends at the latest where an index stands. With the index and what is left.
pub(super) fn longest<'s, 'n>(
    steps: &'s [Step<'n>],
) -> impl Iterator<Item = (String, Option<i64>, &'s [Step<'n>])> {
    let indexed = steps.iter().position(|step| step.index.is_some());
    let most = indexed.map_or(steps.len(), |at| at + 1);
    (1..=most).rev().filter_map(|count| {
        let (head, rest) = steps.split_at_checked(count)?;
        let name = head.iter().map(|step| step.name).collect::<Vec<_>>().join(".");
        Some((name.to_lowercase(), head.last()?.index, rest))
    })
}

/// Where an index points in a list; -1 is the last.
pub(super) fn place(index: i64, length: usize) -> Option<usize> {
    if index < 0 {
        return length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?);
    }
    usize::try_from(index).ok()
}

pub(super) fn item(value: &Value, index: i64) -> Option<&Value> {
    item_of(value.as_array()?, index)
}

pub(super) fn item_of(list: &[Value], index: i64) -> Option<&Value> {
    list.get(place(index, list.len())?)
}

pub(super) fn walk_value<'v>(
    value: &'v Value,
    index: Option<i64>,
    rest: &[Step<'_>],
) -> Option<&'v Value> {
    let value = match index {
        Some(index) => item(value, index)?,
        None => value,
    };
    if rest.is_empty() { Some(value) } else { walk(value.as_object()?, rest) }
}

/// What steps name in an object; case does not count.
pub(super) fn walk<'v>(members: &'v Map<String, Value>, steps: &[Step<'_>]) -> Option<&'v Value> {
    longest(steps).find_map(|(name, index, rest)| {
        let exact = members.get(&name);
        let loose = || members.iter().find(|(own, _)| own.to_lowercase() == name);
        let value = exact.or_else(|| loose().map(|(_, value)| value))?;
        walk_value(value, index, rest)
    })
}

/// The same, where the last step may be a length.
pub(super) fn walk_length<'v>(
    members: &'v Map<String, Value>,
    steps: &[Step<'_>],
) -> Option<Cow<'v, Value>> {
    if let Some(value) = walk(members, steps) {
        return Some(Cow::Borrowed(value));
    }
    let (Step { name: "length", index: None }, before) = steps.split_last()? else { return None };
    length(walk(members, before)?).map(Cow::Owned)
}

/// The same, in a value.
pub(super) fn walk_in<'v>(value: &'v Value, steps: &[Step<'_>]) -> Option<Cow<'v, Value>> {
    if let [Step { name: "length", index: None }] = steps {
        return length(value).map(Cow::Owned);
    }
    walk_length(value.as_object()?, steps)
}

pub(super) fn length(value: &Value) -> Option<Value> {
    match value {
        Value::Array(items) => Some(Value::from(items.len())),
        Value::String(text) => Some(Value::from(text.encode_utf16().count())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}
