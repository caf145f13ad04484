//! Storage's failures, as callers are told them.

use problem::{Kind, Problem};
use store::StoreError;

/// A store that cannot say is unavailable: the caller may repeat the call. A row that cannot be
/// read stays unreadable however often it is asked for.
pub(crate) fn store_failed(error: StoreError) -> Problem {
    let kind = match error {
        StoreError::Unavailable(_) => Kind::StorageUnavailable,
        StoreError::Unreadable(_) => Kind::Internal,
    };
    Problem::new(kind).with_cause(error)
}

/// A body that is not the message its operation takes. Callers are our own functions, so the
/// reason goes to the log.
#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
pub(crate) fn unreadable(error: serde_json::Error) -> Problem {
    // serde_json's words may quote what was sent; where it stands is enough to find it.
    let place = format!("line {}, column {}", error.line(), error.column());
    Problem::new(Kind::BodyUnreadable).with_cause(place)
}
