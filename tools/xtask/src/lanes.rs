//! Work that keeps one core busy, done side by side.

use anyhow::{Result, anyhow};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the work on each item, on two at a time: what is left of one is linked or made smaller while the next is compiled.
///
/// # Errors
///
/// The first item's that failed in a lane; what the other lane has in hand is still done.
pub(crate) fn each<T: Sync>(items: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicUsize::new(0);
    let lane = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(item).inspect_err(|_| next.store(items.len(), Ordering::Relaxed))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let other = scope.spawn(lane);
        let own = lane();
        own.and(other.join().unwrap_or_else(|_| Err(anyhow!("work beside other work panicked"))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn each_item_is_worked_on_once() {
        let done = Mutex::new(Vec::new());
        let items: Vec<u32> = (0..100).collect();
        each(&items, |item| {
            done.lock().unwrap().push(*item);
            Ok(())
        })
        .unwrap();
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, items);
    }

    #[test]
    fn a_failure_is_told_and_ends_it() {
        let done = AtomicUsize::new(0);
        let items = [0; 1000];
        let error = each(&items, |_| match done.fetch_add(1, Ordering::Relaxed) {
            3 => Err(anyhow!("the fourth")),
            _ => Ok(()),
        });
        assert_eq!(error.unwrap_err().to_string(), "the fourth");
        assert!(each(&[] as &[u8], |_| Err(anyhow!("there is none"))).is_ok());
    }
}
