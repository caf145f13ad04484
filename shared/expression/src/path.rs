//! How a name in braces finds a value.

use serde_json::{Map, Value as Json};

use crate::value::Value;

/// The longest name in braces, in bytes.
pub(crate) const MAX_NAME_BYTES: usize = 500;

/// What a dotted name with indices names in answers: `a.b`, `rows[0].price`, `rows[-1]`,
/// `list.length`.
///
/// A member whose own name has dots is found first. A name that is written exactly so comes first;
/// if there is none, case does not count, and all names are looked through: whoever has many
/// answers and an index of names takes [`heads`] and [`find_in`] instead.
#[must_use]
pub fn find(answers: &Map<String, Json>, name: &str) -> Option<Value> {
    within(Node::Members(answers), name)
}

/// What the rest of a name, as [`heads`] gives it, names inside a value.
#[must_use]
pub fn find_in(value: &Json, rest: &str) -> Option<Value> {
    below(Node::Json(value), rest)
}

/// What a dotted name names inside a value.
pub(crate) fn find_in_row(row: &Value, name: &str) -> Option<Value> {
    within(Node::Value(row), name)
}

/// What a name may begin with that is a name of its own, and the rest, the longest first: of
/// `a.b[0].c` these are `a.b` with `[0].c`, and `a` with `.b[0].c`.
pub fn heads(name: &str) -> impl Iterator<Item = (&str, &str)> {
    // A name ends at the latest where an index stands.
    let longest = match name.split('.').position(|part| index(part).is_some()) {
        Some(at) => {
            let before: usize = name.split('.').take(at).map(|part| part.len() + 1).sum();
            let part = name.get(before..).and_then(|rest| rest.split('.').next());
            before + part.and_then(index).map_or(0, |(part, _)| part.len())
        }
        None => name.len(),
    };
    let cuts = name.get(..longest).unwrap_or_default().rmatch_indices('.').map(|(at, _)| at);
    core::iter::once(longest).chain(cuts).filter_map(|at| name.split_at_checked(at))
}

/// `name[0]` as the name and the index.
fn index(part: &str) -> Option<(&str, i64)> {
    let (name, index) = part.strip_suffix(']')?.rsplit_once('[')?;
    Some((name, index.trim().parse().ok()?))
}

/// A value that is walked into.
#[derive(Clone, Copy)]
enum Node<'a> {
    Members(&'a Map<String, Json>),
    Json(&'a Json),
    Value(&'a Value),
}

fn within(node: Node<'_>, name: &str) -> Option<Value> {
    heads(name).find_map(|(head, rest)| match (node.length(), head, rest) {
        (Some(length), "length", "") => {
            Some(Value::Number(f64::from(u32::try_from(length).unwrap_or(u32::MAX))))
        }
        (_, head, rest) => below(node.member(head)?, rest),
    })
}

/// What a rest names that is empty, or begins with a dot or an index.
fn below(node: Node<'_>, rest: &str) -> Option<Value> {
    if rest.is_empty() {
        return Some(node.value());
    }
    if let Some(name) = rest.strip_prefix('.') {
        return within(node, name);
    }
    let (index, rest) = rest.strip_prefix('[')?.split_once(']')?;
    below(node.item(index.trim().parse().ok()?)?, rest)
}

impl Node<'_> {
    fn member(self, name: &str) -> Option<Self> {
        match self {
            Self::Members(members) | Self::Json(Json::Object(members)) => {
                let loose = || members.iter().find(|(own, _)| is_same(own, name));
                let found = members.get(name).or_else(|| loose().map(|(_, value)| value));
                found.map(Self::Json)
            }
            Self::Value(Value::Object(members)) => {
                let exact = members.iter().find(|(own, _)| own == name);
                let loose = || members.iter().find(|(own, _)| is_same(own, name));
                exact.or_else(loose).map(|(_, value)| Self::Value(value))
            }
            Self::Json(_) | Self::Value(_) => None,
        }
    }

    /// How long a list is, or a text.
    fn length(self) -> Option<usize> {
        match self {
            Self::Json(Json::Array(items)) => Some(items.len()),
            Self::Value(Value::List(items)) => Some(items.len()),
            Self::Json(Json::String(text)) | Self::Value(Value::Text(text)) => {
                Some(text.encode_utf16().count())
            }
            Self::Members(_) | Self::Json(_) | Self::Value(_) => None,
        }
    }

    /// The item at an index; -1 is the last.
    fn item(self, index: i64) -> Option<Self> {
        let place = |length: usize| {
            let from_end = || length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?);
            if index < 0 { from_end() } else { usize::try_from(index).ok() }
        };
        match self {
            Self::Json(Json::Array(items)) => items.get(place(items.len())?).map(Self::Json),
            Self::Value(Value::List(items)) => items.get(place(items.len())?).map(Self::Value),
            Self::Members(_) | Self::Json(_) | Self::Value(_) => None,
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Members(members) => Value::from_members(members),
            Self::Json(json) => Value::from_json(json),
            Self::Value(value) => value.clone(),
        }
    }
}

/// Whether two names are the same but for case.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.chars(), b.chars());
    a.flat_map(char::to_lowercase).eq(b.flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_heads() {
        for (name, want) in [
            ("a", &[("a", "")] as &[_]),
            ("a.b", &[("a.b", ""), ("a", ".b")]),
            ("a.b[0].c", &[("a.b", "[0].c"), ("a", ".b[0].c")]),
            ("a[0].b[1]", &[("a", "[0].b[1]")]),
            ("a[b].c", &[("a[b].c", ""), ("a[b]", ".c")]),
            ("a[ -1 ]", &[("a", "[ -1 ]")]),
            ("", &[("", "")]),
            (".", &[(".", ""), ("", ".")]),
        ] {
            assert_eq!(heads(name).collect::<Vec<_>>(), want, "{name}");
        }
    }

    #[test]
    fn what_is_named_is_found() {
        let answers = serde_json::json!({
            "a.b": {"c": 1}, "a": {"b": {"d": 2}}, "A": 3, "Big": {"Inner": [10, 20]},
            "text": "åäö", "": 4,
        });
        let answers = answers.as_object().unwrap();
        for (name, want) in [
            ("a.b.c", Some(1.0)),
            ("a.b.d", Some(2.0)),
            ("A", Some(3.0)),
            ("big.inner[-1]", Some(20.0)),
            ("BIG.INNER[0]", Some(10.0)),
            ("Big.Inner[2]", None),
            ("Big.Inner[-3]", None),
            ("Big.Inner.length", Some(2.0)),
            ("TEXT.length", Some(3.0)),
            ("Big.length", None),
            ("big.inner.nosuch", None),
            ("", Some(4.0)),
        ] {
            assert_eq!(find(answers, name), want.map(Value::Number), "{name}");
        }
    }
}
