//! Moments of the contract, and those of the tz database's arithmetic.

use contract::Moment;
use jiff::Timestamp;

/// A moment as invitations reckon with it; one past the year 9999 is the last that there is.
pub(crate) fn timestamp(moment: Moment) -> Timestamp {
    let millis = i64::try_from(moment.unix_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
}

/// The first whole millisecond that is not before a timestamp: what is due then is due.
pub(crate) fn moment(timestamp: Timestamp) -> Moment {
    const NANOS: i128 = 1_000_000;
    let nanos = timestamp.as_nanosecond();
    let millis = nanos.div_euclid(NANOS) + i128::from(nanos.rem_euclid(NANOS) > 0);
    Moment::from_unix_millis(u64::try_from(millis).unwrap_or(0))
}

/// The beginning of a moment's day, in UTC.
pub(super) fn day(timestamp: Timestamp) -> Timestamp {
    const SECONDS: i64 = 24 * 60 * 60;
    let second = timestamp.as_second();
    Timestamp::from_second(second - second.rem_euclid(SECONDS)).unwrap_or(timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_midnight() {
        for (raw, want) in [
            ("2026-11-28T00:00:00Z", "2026-11-28T00:00:00Z"),
            ("2026-11-28T23:59:59.999Z", "2026-11-28T00:00:00Z"),
            ("1969-12-31T12:00:00Z", "1969-12-31T00:00:00Z"),
        ] {
            let read: Timestamp = raw.parse().unwrap();
            assert_eq!(day(read), want.parse().unwrap(), "{raw}");
        }
    }

    #[test]
    fn moments_are_never_before_their_timestamp() {
        for (raw, want) in [
            ("1970-01-01T00:00:01Z", 1000),
            ("1970-01-01T00:00:01.000000001Z", 1001),
            ("1970-01-01T00:00:01.999Z", 1999),
            ("1969-01-01T00:00:00Z", 0),
        ] {
            let read: Timestamp = raw.parse().unwrap();
            assert_eq!(moment(read).unix_millis(), want, "{raw}");
            assert!(timestamp(moment(read)) >= read, "{raw}");
        }
    }
}
