//! Attempts to sign in, in memory.

use contract::Moment;
use store::{Allowance, AttemptBy, AttemptStore, Attempted, Hashing, NewMail, StoreError};

use super::MemoryStore;

impl AttemptStore for MemoryStore {
    async fn attempt(
        &self,
        by: &[(AttemptBy, Allowance)],
        (notice, hashing): (Option<&NewMail>, Option<Hashing>),
        now: Moment,
    ) -> Result<Attempted, StoreError> {
        let mut state = self.state();
        let (mut counted, mut first_beyond) = (state.attempts.clone(), None);
        for (by, allowance) in by {
            let (count, last) = counted.get(by).copied().unwrap_or((0, now));
            let wait = u64::from(allowance.wait_ms(count));
            let free_at = last.unix_millis() + wait;
            if wait > 0 && free_at > now.unix_millis() {
                return Ok(Attempted::WaitUntil(Moment::from_unix_millis(free_at)));
            }
            let idle = now.unix_millis().saturating_sub(last.unix_millis());
            let count = if idle >= allowance.forgotten_after_ms.into() { 0 } else { count };
            first_beyond.get_or_insert(count == allowance.free);
            counted.insert(*by, (count + 1, last.max(now)));
        }
        let mut attempted = Attempted::Free;
        if let Some(Hashing { takes_us, ahead_us }) = hashing {
            let (now_us, ahead_us) = (now.unix_millis() * 1000, ahead_us.max(takes_us));
            let put_back_us = now_us + ahead_us + 10_000_000;
            let free_us = Some(state.hashing_free_at_us).filter(|free| *free <= put_back_us);
            let taken_us = free_us.unwrap_or(now_us).max(now_us) + takes_us;
            if taken_us > now_us + ahead_us {
                let enough_ms = (taken_us - ahead_us).div_ceil(1000);
                return Ok(Attempted::WaitUntil(Moment::from_unix_millis(enough_ms)));
            }
            state.hashing_free_at_us = taken_us;
            let begins_us = taken_us - takes_us;
            if begins_us > now_us {
                let begins = Moment::from_unix_millis(begins_us.div_ceil(1000));
                attempted = Attempted::FreeFrom(begins);
            }
        }
        state.attempts = counted;
        if let Some(notice) = notice.filter(|_| first_beyond == Some(true)) {
            state.put_mail(notice, now);
        }
        Ok(attempted)
    }

    async fn attempt_succeeded(
        &self,
        whole: &AttemptBy,
        part: Option<&AttemptBy>,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        state.attempts.remove(whole);
        if let Some((count, _)) = part.and_then(|part| state.attempts.get_mut(part)) {
            *count = count.saturating_sub(1);
        }
        Ok(())
    }
}
