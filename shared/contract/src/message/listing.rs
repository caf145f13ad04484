//! Listings: a bounded number of items, and where to go on.

use core::fmt;
use core::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use problem::InvalidParam;
use serde::{Deserialize, Serialize};

/// One stretch of a listing.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Listing<T> {
    /// The items, in the listing's own stable order.
    pub items: Vec<T>,
    /// Where the next stretch begins; absent when nothing is left.
    pub next: Option<Cursor>,
}

/// How many items a stretch holds: 1 to 500.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limit(u16);

/// The text is not a [`Limit`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("limit is a number from 1 to 500")]
pub struct InvalidLimit;

impl Limit {
    /// The largest limit.
    pub const MAX: u16 = 500;

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(100)
    }
}

impl FromStr for Limit {
    type Err = InvalidLimit;

    fn from_str(raw: &str) -> Result<Self, InvalidLimit> {
        let number = raw.parse().map_err(|_| InvalidLimit)?;
        if (1..=Self::MAX).contains(&number) { Ok(Self(number)) } else { Err(InvalidLimit) }
    }
}

/// A place in a listing, opaque to callers. Inside it is the key of the last item that was listed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor(String);

/// The text is not a [`Cursor`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("cursor is not one that a listing gave")]
pub struct InvalidCursor;

impl Cursor {
    const MAX_BYTES: usize = 128;

    /// The place after the item with this key.
    #[must_use]
    pub fn after(key: &str) -> Self {
        Self(key.to_owned())
    }

    /// The key of the last item that was listed.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.0
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(raw: &str) -> Result<Self, InvalidCursor> {
        if raw.is_empty() || raw.len() > Self::MAX_BYTES {
            return Err(InvalidCursor);
        }
        let bytes = Base64UrlUnpadded::decode_vec(raw).map_err(|_| InvalidCursor)?;
        String::from_utf8(bytes).map(Self).map_err(|_| InvalidCursor)
    }
}

impl TryFrom<String> for Cursor {
    type Error = InvalidCursor;

    fn try_from(raw: String) -> Result<Self, InvalidCursor> {
        raw.parse()
    }
}

/// As callers give it back.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(self.0.as_bytes()))
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}

/// Which stretch of a listing is asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Stretch {
    /// How many items it holds at most.
    pub limit: Limit,
    /// Where it begins; at the start if absent.
    pub cursor: Option<Cursor>,
}

impl Stretch {
    /// The query, as it is read again.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = format!("limit={}", self.limit.number());
        if let Some(cursor) = &self.cursor {
            query.push_str("&cursor=");
            query.push_str(&cursor.to_string());
        }
        query
    }

    /// Reads the pairs of a query.
    ///
    /// # Errors
    ///
    /// The parameter at fault and why.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, InvalidParam> {
        let fault = |name: &str, reason: &dyn fmt::Display| InvalidParam {
            name: name.to_owned(),
            reason: reason.to_string(),
        };
        let (mut limit, mut cursor) = (None, None);
        for (name, value) in pairs {
            match name.as_str() {
                "limit" if limit.is_none() => {
                    limit = Some(value.parse().map_err(|e| fault("limit", &e))?);
                }
                "cursor" if cursor.is_none() => {
                    cursor = Some(value.parse().map_err(|e| fault("cursor", &e))?);
                }
                "limit" | "cursor" => return Err(fault(name, &"is there more than once")),
                // Names that are sent are told again only as long as ours can be.
                _ => {
                    let name: String = name.chars().filter(|c| !c.is_control()).take(32).collect();
                    return Err(fault(&name, &"is not taken here; limit and cursor are"));
                }
            }
        }
        let stretch = Self { limit: limit.unwrap_or_default(), cursor };
        Ok(stretch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        for (raw, want) in [
            ("1", Some(1)),
            ("500", Some(500)),
            ("0", None),
            ("501", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(raw.parse::<Limit>().ok().map(Limit::number), want, "{raw}");
        }
    }

    #[test]
    fn stretches_name_what_is_wrong() {
        let read = |pairs: &[(&str, &str)]| {
            let pairs: Vec<_> =
                pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            Stretch::from_pairs(&pairs).map(|stretch| stretch.limit.number()).map_err(|f| f.name)
        };
        for (name, pairs, want) in [
            ("nothing", &[][..], Ok(100)),
            ("limit", &[("limit", "7")], Ok(7)),
            ("no limit", &[("limit", "0")], Err("limit".to_owned())),
            ("twice", &[("limit", "1"), ("limit", "2")], Err("limit".to_owned())),
            ("unknown", &[("page", "2")], Err("page".to_owned())),
        ] {
            assert_eq!(read(pairs), want, "{name}");
        }
    }

    #[test]
    fn cursors_come_back() {
        let cursor = Cursor::after("42");
        assert_eq!(String::from(cursor.clone()).parse(), Ok(cursor));
        for raw in ["", "====", "/w", "a b"] {
            assert_eq!(raw.parse::<Cursor>(), Err(InvalidCursor), "{raw}");
        }
    }
}
