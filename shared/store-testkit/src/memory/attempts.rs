//! Attempts to sign in, in memory.

use contract::Moment;
use store::{Allowance, AttemptBy, AttemptStore, Attempted, NewMail, StoreError};

use super::MemoryStore;

impl AttemptStore for MemoryStore {
    async fn attempt(
        &self,
        by: &[(AttemptBy, Allowance)],
        notice: Option<&NewMail>,
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
        state.attempts = counted;
        if let Some(notice) = notice.filter(|_| first_beyond == Some(true)) {
            state.put_mail(notice, now);
        }
        Ok(Attempted::Free)
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
