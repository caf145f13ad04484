//! The port of attempts to sign in.

use contract::Moment;

use crate::{NewMail, StoreError};

/// Who attempts to sign in: a keyed hash of an address or of a network, from which neither can be
/// found again.
pub type AttemptBy = [u8; 32];

/// How many attempts are let through, and how long the next one waits after that.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Allowance {
    /// How many attempts need not wait.
    pub free: u32,
    /// How long the first attempt waits that must, in milliseconds; each further one waits twice as
    /// long as the one before it.
    pub first_wait_ms: u32,
    /// The longest wait, in milliseconds.
    pub longest_wait_ms: u32,
    /// After how long without an attempt everything is forgotten, in milliseconds; longer than the
    /// longest wait.
    pub forgotten_after_ms: u32,
}

impl Allowance {
    /// For one account: whoever guesses gets ten tries, and at most one each quarter of an hour in the
    /// end.
    pub const ACCOUNT: Self = Self {
        free: 10,
        first_wait_ms: 10_000,
        longest_wait_ms: 15 * 60_000,
        forgotten_after_ms: 24 * 60 * 60_000,
    };

    /// For one network, in which many may sit. What succeeds is taken back, so these are failures.
    pub const NETWORK: Self = Self {
        free: 100,
        first_wait_ms: 10_000,
        longest_wait_ms: 15 * 60_000,
        forgotten_after_ms: 60 * 60_000,
    };

    /// For mails to one account that lead to a new password: nobody's mailbox is filled.
    pub const RECOVERY: Self = Self {
        free: 3,
        first_wait_ms: 5 * 60_000,
        longest_wait_ms: 60 * 60_000,
        forgotten_after_ms: 24 * 60 * 60_000,
    };

    /// The same for one network, in which many may sit.
    pub const RECOVERY_NETWORK: Self = Self {
        free: 100,
        first_wait_ms: 60_000,
        longest_wait_ms: 15 * 60_000,
        forgotten_after_ms: 60 * 60_000,
    };

    /// How long the next attempt waits after `count` of them, in milliseconds from the last.
    #[must_use]
    pub const fn wait_ms(self, count: u32) -> u32 {
        match count.checked_sub(self.free) {
            None => 0,
            Some(beyond) if beyond < self.doublings() => self.first_wait_ms << beyond,
            Some(_) => self.longest_wait_ms,
        }
    }

    /// How often the wait doubles before it is the longest.
    #[must_use]
    pub const fn doublings(self) -> u32 {
        let mut doublings = 0;
        let mut wait = self.first_wait_ms as u64;
        while wait < self.longest_wait_ms as u64 && doublings < 32 {
            wait <<= 1;
            doublings += 1;
        }
        doublings
    }
}

/// The work of hashing a password, which the whole zone shares and does one after the other: many who sign
/// in at once, from wherever they come, do not take the time from those who answer surveys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hashing {
    /// How much of the zone's time for it one password takes, in microseconds.
    pub takes_us: u64,
    /// How far ahead time is given, in microseconds: who would come later than this waits.
    pub ahead_us: u64,
}

/// Whether an attempt may go on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attempted {
    /// It may, and is counted.
    Free,
    /// It may and is counted, and the time for its hash begins at this moment: until then others' passwords
    /// are hashed.
    FreeFrom(Moment),
    /// It came too early and is not counted; from this moment on the next may come.
    WaitUntil(Moment),
}

/// Counts attempts to sign in, exactly: however many come at once, no more are let through than
/// are allowed.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait AttemptStore {
    /// Counts one attempt to each of `by`, or, if it must wait for any of them, to none. The first one
    /// that is counted beyond those that are free to the first of `by` writes the notice of `with`. Where a
    /// password will be hashed, the time that it takes is taken in the same step, or nothing is counted.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn attempt(
        &self,
        by: &[(AttemptBy, Allowance)],
        with: (Option<&NewMail>, Option<Hashing>),
        now: Moment,
    ) -> Result<Attempted, StoreError>;

    /// An attempt was a success: all of `whole` is forgotten, and one of `part` is taken back.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn attempt_succeeded(
        &self,
        whole: &AttemptBy,
        part: Option<&AttemptBy>,
    ) -> Result<(), StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let allowance =
            Allowance { free: 3, first_wait_ms: 10, longest_wait_ms: 50, forgotten_after_ms: 100 };
        for (count, want) in [(0, 0), (2, 0), (3, 10), (4, 20), (5, 40), (6, 50), (u32::MAX, 50)] {
            assert_eq!(allowance.wait_ms(count), want, "{count}");
        }
    }
}
