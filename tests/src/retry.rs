//! Waiting for something to become true.

use core::time::Duration;
use std::thread::sleep;
use std::time::Instant;

/// Asks until there is an answer, for half a minute at most.
///
/// # Panics
///
/// If there is none by then; `what` says what was waited for.
#[track_caller]
pub fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(30);
    while Instant::now() < until {
        if let Some(answer) = ask() {
            return answer;
        }
        sleep(Duration::from_millis(20));
    }
    panic!("half a minute went by without {what}")
}
