//! One reading of the clock.

use credential::UnixSeconds;
use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
///
/// A request happens at one moment: the host reads its clock once and hands the moment on.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Moment(u64);

impl Moment {
    /// The moment this many milliseconds after the start of 1970.
    #[must_use]
    pub const fn from_unix_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the start of 1970.
    #[must_use]
    pub const fn unix_millis(self) -> u64 {
        self.0
    }

    /// The same moment in whole seconds, rounded down.
    #[must_use]
    pub const fn seconds(self) -> UnixSeconds {
        UnixSeconds::new(self.0 / 1000)
    }

    /// The moment as RFC 3339 writes it: in UTC, to the millisecond. One past the year 9999 cannot be
    /// written; the last that can be is.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let millis = i64::try_from(self.0).unwrap_or(i64::MAX);
        let moment = jiff::Timestamp::from_millisecond(millis).unwrap_or(jiff::Timestamp::MAX);
        format!("{moment:.3}")
    }

    /// This moment moved by `seconds`, forward or back; stays within what can be said.
    #[must_use]
    pub const fn moved_by_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add_signed(seconds.saturating_mul(1000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written() {
        for (millis, want) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_795_463_400_123, "2026-11-23T19:50:00.123Z"),
            (u64::MAX, "9999-12-30T22:00:00.999Z"),
        ] {
            assert_eq!(Moment::from_unix_millis(millis).rfc3339(), want);
        }
    }
}
