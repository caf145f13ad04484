//! Those who write to one database, one after the other, in the order in which they came.
//!
//! SQLite lets in whoever asks in the right moment, and who waits asks every two milliseconds: where very many write, one of
//! them may have no luck for as long as it waits.

use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time;

/// The longest that anybody stands in line. Whoever has waited so long asks SQLite without a turn, which says what is wrong.
const PATIENCE: Duration = Duration::from_secs(8);

/// A line of which one at a time has its turn.
pub(super) struct Line(Arc<Semaphore>);

/// The turn, while it is held.
pub(super) struct Turn(
    #[expect(dead_code, reason = "ends when it is dropped")] OwnedSemaphorePermit,
);

impl Default for Line {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Line {
    /// Waits for a turn, on a thread that may block. None where it did not come.
    pub(super) fn turn(&self) -> Option<Turn> {
        let turn = time::timeout(PATIENCE, Arc::clone(&self.0).acquire_owned());
        Some(Turn(Handle::try_current().ok()?.block_on(turn).ok()?.ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn one_at_a_time_has_its_turn() {
        let (line, written) = (Arc::new(Line::default()), Arc::new(Mutex::new(0)));
        let write = || {
            let (line, written) = (Arc::clone(&line), Arc::clone(&written));
            tokio::task::spawn_blocking(move || {
                let turn = line.turn().unwrap();
                // Held by another: two have their turn.
                let mut written = written.try_lock().unwrap();
                std::thread::yield_now();
                *written += 1;
                drop(written);
                drop(turn);
            })
        };
        let writing: Vec<_> = (0..50).map(|_| write()).collect();
        for one in writing {
            one.await.unwrap();
        }
        assert_eq!(*written.lock().unwrap(), 50);
    }
}
