//! How a name in braces finds a value.

use crate::value::Value;

/// What a dotted name with indices names inside the value of an object: `a.b`, `rows[0].price`,
/// `rows[-1]`, `list.length`. A member whose own name has dots is found first; case does not count.
#[must_use]
pub fn find(root: &Value, name: &str) -> Option<Value> {
    let steps: Vec<_> = name.split('.').map(step).collect();
    walk(root, &steps)
}

/// A name and the indices behind it.
struct Step<'a> {
    name: &'a str,
    index: Option<i64>,
}

fn step(text: &str) -> Step<'_> {
    let indexed = text.strip_suffix(']').and_then(|text| text.rsplit_once('['));
    match indexed.map(|(name, index)| (name, index.trim().parse())) {
        Some((name, Ok(index))) => Step { name, index: Some(index) },
        Some((_, Err(_))) | None => Step { name: text, index: None },
    }
}

fn walk(value: &Value, steps: &[Step<'_>]) -> Option<Value> {
    if steps.is_empty() {
        return Some(value.clone());
    }
    // A name ends at the latest where an index stands.
    let indexed = steps.iter().position(|step| step.index.is_some());
    let longest = indexed.map_or(steps.len(), |at| at + 1);
    (1..=longest).rev().find_map(|count| {
        let (head, rest) = steps.split_at_checked(count)?;
        let name = head.iter().map(|step| step.name).collect::<Vec<_>>().join(".");
        let found = member(value, &name)?;
        let index = head.last().and_then(|step| step.index);
        let found = index.map_or(Some(found.clone()), |index| item(&found, index))?;
        walk(&found, rest)
    })
}

fn member(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Object(members) => {
            let exact = members.iter().find(|(own, _)| own == name);
            let lower = name.to_lowercase();
            let loose = || members.iter().find(|(own, _)| own.to_lowercase() == lower);
            exact.or_else(loose).map(|(_, value)| value.clone())
        }
        Value::List(items) if name == "length" => Some(length(items.len())),
        Value::Text(text) if name == "length" => Some(length(text.encode_utf16().count())),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::Moment(_)
        | Value::List(_) => None,
    }
}

fn length(length: usize) -> Value {
    Value::Number(f64::from(u32::try_from(length).unwrap_or(u32::MAX)))
}

/// The item at an index; -1 is the last.
fn item(value: &Value, index: i64) -> Option<Value> {
    let Value::List(items) = value else { return None };
    let from_end = || items.len().checked_sub(usize::try_from(index.unsigned_abs()).ok()?);
    let place = if index < 0 { from_end() } else { usize::try_from(index).ok() };
    items.get(place?).cloned()
}
