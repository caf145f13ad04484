//! Which entries of the audit log are asked for.

use core::fmt::Display;
use core::str::FromStr;

use problem::InvalidParam;

use super::{AuditAction, Stretch};

/// A moment as the log writes it, or the beginning of one: `2026-11`, `2026-11-23`,
/// `2026-11-23T19:50`, `2026-11-23T19:50:00.123Z`. Such texts are in the order of time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditTime(String);

/// The text is not an [`AuditTime`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("is a time in UTC, such as 2026-11-23T19:50:00.000Z, or the beginning of one")]
pub struct InvalidAuditTime;

impl AuditTime {
    /// The form: a digit stands for any digit.
    const FORM: &'static str = "0000-00-00T00:00:00.000Z";

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AuditTime {
    type Err = InvalidAuditTime;

    fn from_str(raw: &str) -> Result<Self, InvalidAuditTime> {
        let fits =
            |(is, form): (u8, u8)| if form == b'0' { is.is_ascii_digit() } else { is == form };
        let long = (4..=Self::FORM.len()).contains(&raw.len());
        // A time to the second is written with its Z by most.
        let seconds = raw.len() == 20 && raw.ends_with('Z');
        let text = if seconds { raw.trim_end_matches('Z') } else { raw };
        if long && text.bytes().zip(Self::FORM.bytes()).all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidAuditTime)
        }
    }
}

/// The name of an actor or an object: 1 to 100 bytes of `a-z`, `0-9`, `-`, `:`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditName(String);

/// The text is not an [`AuditName`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("is a kind and a name, such as user:anna or survey:coffee")]
pub struct InvalidAuditName;

impl AuditName {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AuditName {
    type Err = InvalidAuditName;

    fn from_str(raw: &str) -> Result<Self, InvalidAuditName> {
        let plain = raw.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b':'));
        if plain && (1..=100).contains(&raw.len()) {
            Ok(Self(raw.to_owned()))
        } else {
            Err(InvalidAuditName)
        }
    }
}

/// Which entries are asked for. What is absent leaves all in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AuditQuery {
    /// Those from this time on.
    pub since: Option<AuditTime>,
    /// Those before this time.
    pub until: Option<AuditTime>,
    /// Those of this actor.
    pub actor: Option<AuditName>,
    /// Those of this action.
    pub action: Option<AuditAction>,
    /// Those about this object.
    pub object: Option<AuditName>,
    /// Which stretch of them.
    pub stretch: Stretch,
}

impl AuditQuery {
    /// Reads the pairs of a query.
    ///
    /// # Errors
    ///
    /// The parameter at fault and why.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Result<Self, InvalidParam> {
        let mut query = Self::default();
        let mut rest = Vec::new();
        for (name, value) in pairs {
            match name.as_str() {
                "since" => put(&mut query.since, &name, &value)?,
                "until" => put(&mut query.until, &name, &value)?,
                "actor" => put(&mut query.actor, &name, &value)?,
                "action" => put(&mut query.action, &name, &value)?,
                "object" => put(&mut query.object, &name, &value)?,
                _ => rest.push((name, value)),
            }
        }
        query.stretch = Stretch::from_pairs(&rest)?;
        Ok(query)
    }

    /// The query, as it is read again.
    #[must_use]
    pub fn to_query(&self) -> String {
        let Self { since, until, actor, action, object, stretch } = self;
        let mut query = stretch.to_query();
        for (name, value) in [
            ("since", since.as_ref().map(AuditTime::as_str)),
            ("until", until.as_ref().map(AuditTime::as_str)),
            ("actor", actor.as_ref().map(AuditName::as_str)),
            ("action", action.map(AuditAction::as_str)),
            ("object", object.as_ref().map(AuditName::as_str)),
        ] {
            if let Some(value) = value {
                query.extend(["&", name, "=", value]);
            }
        }
        query
    }
}

fn put<T: FromStr<Err: Display>>(
    place: &mut Option<T>,
    name: &str,
    value: &str,
) -> Result<(), InvalidParam> {
    let fault = |reason: String| InvalidParam { name: name.to_owned(), reason };
    if place.is_some() {
        return Err(fault("is there more than once".to_owned()));
    }
    *place = Some(value.parse().map_err(|error: T::Err| fault(error.to_string()))?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_may_be_beginnings() {
        for (raw, want) in [
            ("2026", Some("2026")),
            ("2026-11-23", Some("2026-11-23")),
            ("2026-11-23T19:50:00Z", Some("2026-11-23T19:50:00")),
            ("2026-11-23T19:50:00.123Z", Some("2026-11-23T19:50:00.123Z")),
            ("2026-11-23T19:50:00.123+01:00", None),
            ("2026/11", None),
            ("202", None),
            ("", None),
        ] {
            let read = raw.parse::<AuditTime>().ok();
            assert_eq!(read.as_ref().map(AuditTime::as_str), want, "{raw}");
        }
    }

    #[test]
    fn queries_are_read_again() {
        let pairs = |raw: &str| -> Vec<(String, String)> {
            let pair = |pair: &str| pair.split_once('=').map(|(n, v)| (n.to_owned(), v.to_owned()));
            raw.split('&').filter_map(pair).collect()
        };
        let raw =
            "limit=7&since=2026&until=2026-11-23&actor=user:anna&action=sign-in&object=user:bo";
        let query = AuditQuery::from_pairs(pairs(raw)).unwrap();
        assert_eq!(query.to_query(), raw);
        for (raw, name) in [
            ("since=now", "since"),
            ("actor=Anna", "actor"),
            ("action=look", "action"),
            ("object=a%20b", "object"),
            ("until=2026&until=2027", "until"),
            ("who=anna", "who"),
            ("limit=0", "limit"),
        ] {
            let fault = AuditQuery::from_pairs(pairs(raw)).unwrap_err();
            assert_eq!(fault.name, name, "{raw}");
        }
    }
}
