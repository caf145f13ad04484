//! JSON, read strictly and within bounds.

use core::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// A JSON value in which no object names a member twice (RFC 8259, section 4, leaves open which of
/// the two counts), nothing stands deeper than 64 levels, and there are at most 200 000 values.
#[derive(Clone, Eq, PartialEq)]
pub struct StrictJson(Value);

/// The bytes are not [`StrictJson`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidJson {
    /// They are not UTF-8, or not JSON.
    #[error("line {line}, column {column}: not JSON (RFC 8259)")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes, from 1.
        column: usize,
    },
    /// They are JSON that breaks one of our bounds.
    #[error("line {line}, column {column}: {reason}")]
    Bound {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes, from 1.
        column: usize,
        /// Which bound.
        reason: BrokenBound,
    },
}

/// A bound of [`StrictJson`] that was broken.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BrokenBound {
    /// An object names a member twice.
    #[error("an object names a member twice")]
    DuplicateMember,
    /// It is nested too deeply.
    #[error("nested deeper than 64 levels")]
    TooDeep,
    /// There are too many values.
    #[error("more than 200000 values")]
    TooMany,
}

impl BrokenBound {
    const ALL: [Self; 3] = [Self::DuplicateMember, Self::TooDeep, Self::TooMany];
}

const MAX_DEPTH: u8 = 64;
const MAX_VALUES: u32 = 200_000;

impl StrictJson {
    /// Reads bytes that are one JSON value.
    ///
    /// # Errors
    ///
    /// [`InvalidJson`], which says where, and never what stands there.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidJson> {
        serde_json::from_slice(bytes).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let words = error.to_string();
            let broken =
                BrokenBound::ALL.into_iter().find(|bound| words.starts_with(&bound.to_string()));
            match broken {
                Some(reason) if error.is_data() => InvalidJson::Bound { line, column, reason },
                _ => InvalidJson::Syntax { line, column },
            }
        })
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> &Value {
        &self.0
    }

    /// The value, taken out.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl From<Map<String, Value>> for StrictJson {
    /// A map has no member twice; the other bounds are its maker's to keep.
    fn from(members: Map<String, Value>) -> Self {
        Self(Value::Object(members))
    }
}

impl Serialize for StrictJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StrictJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut values = MAX_VALUES;
        Strict { depth: MAX_DEPTH, values: &mut values }.deserialize(deserializer).map(Self)
    }
}

/// Reads one value with what is left of depth and number.
struct Strict<'a> {
    depth: u8,
    values: &'a mut u32,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        *self.values =
            self.values.checked_sub(1).ok_or_else(|| D::Error::custom(BrokenBound::TooMany))?;
        deserializer.deserialize_any(self)
    }
}

impl Strict<'_> {
    fn inner_depth<E: serde::de::Error>(&self) -> Result<u8, E> {
        self.depth.checked_sub(1).ok_or_else(|| E::custom(BrokenBound::TooDeep))
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let depth = self.inner_depth()?;
        let mut read = Vec::new();
        while let Some(item) = items.next_element_seed(Strict { depth, values: self.values })? {
            read.push(item);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let depth = self.inner_depth()?;
        let mut read = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(Strict { depth, values: self.values })?;
            if read.insert(name, value).is_some() {
                return Err(A::Error::custom(BrokenBound::DuplicateMember));
            }
        }
        Ok(Value::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deep(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    #[test]
    fn what_is_taken_and_what_is_not() {
        let many = format!("[{}1]", "1,".repeat(200_000));
        let bound = |reason| Err(Some(reason));
        for (name, json, want) in [
            ("object", r#"{"b":[1,-2,0.5,"x",null,true],"a":{}}"#, Ok(())),
            ("as deep as may be", &deep(64), Ok(())),
            ("too deep", &deep(65), bound(BrokenBound::TooDeep)),
            ("far too deep", &deep(100_000), bound(BrokenBound::TooDeep)),
            ("twice", r#"{"a":1,"a":1}"#, bound(BrokenBound::DuplicateMember)),
            ("twice, inside", r#"[{"a":{"b":1,"b":2}}]"#, bound(BrokenBound::DuplicateMember)),
            ("twice, escaped", r#"{"a":1,"\u0061":1}"#, bound(BrokenBound::DuplicateMember)),
            ("too many", &many, bound(BrokenBound::TooMany)),
            ("cut", r#"{"a":"#, Err(None)),
            ("two values", "1 2", Err(None)),
            ("empty", "", Err(None)),
        ] {
            let read = StrictJson::from_slice(json.as_bytes());
            let got = read.map(|_| ()).map_err(|error| match error {
                InvalidJson::Bound { reason, .. } => Some(reason),
                InvalidJson::Syntax { .. } => None,
            });
            assert_eq!(got, want, "{name}");
        }
        assert!(StrictJson::from_slice(b"\"\xff\"").is_err(), "not UTF-8");
    }

    #[test]
    fn members_are_sorted() {
        let json = StrictJson::from_slice(br#"{"b":1,"a":2}"#).unwrap();
        assert_eq!(json.into_value().to_string(), r#"{"a":2,"b":1}"#);
    }
}
