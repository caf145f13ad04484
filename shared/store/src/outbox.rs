//! The port of mails that are to be sent.

use contract::Moment;
use contract::message::{MailFailure, MailStatus};
use credential::{MailId, UserId};

use crate::StoreError;

/// What a mail is about, for whoever counts them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MailKind {
    /// A link for somebody who forgot their password.
    Recovery,
    /// An invitation. It is of whoever invites.
    Invitation,
    /// That a password was changed.
    PasswordChanged,
    /// That somebody tries to guess a password or a code.
    SignInAttempts,
}

impl MailKind {
    /// Its name in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recovery => "recovery",
            Self::Invitation => "invitation",
            Self::PasswordChanged => "password-changed",
            Self::SignInAttempts => "sign-in-attempts",
        }
    }
}

/// A mail to be sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewMail {
    /// Its name, which its Message-ID is made of.
    pub id: MailId,
    /// Whose mail it is. Without anybody it is written and never sent, so that who watches the
    /// clock does not learn whether an address has an account.
    pub user: Option<UserId>,
    /// What it is about.
    pub kind: MailKind,
    /// To whom, and what it says, sealed. It is forgotten once the mail is sent or given up.
    pub content: String,
    /// How long after one of the same kind to the same user there is no other, in milliseconds; 0
    /// for no time.
    pub quiet_ms: u32,
    /// From when on it is worth nothing.
    pub expires_at: Moment,
}

/// A mail that a courier has in hand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClaimedMail {
    /// The mail.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// What was sealed.
    pub content: String,
}

/// How a mail stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MailStanding {
    /// It is sent, or tried again, from this moment on.
    Waiting {
        /// How often it was tried.
        attempts: u32,
        /// When it is tried next.
        next_at: Moment,
    },
    /// The relay has taken it.
    Sent,
    /// It is given up.
    Failed(MailStatus),
}

/// How often a mail is tried at most, and how long between.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Resend;

impl Resend {
    /// How often a mail is tried.
    pub const MAX_ATTEMPTS: u32 = 60;

    /// How long a courier has a mail in hand, in milliseconds; who has not said by then what became
    /// of it has died. Longer than a courier works at all that it claims at once.
    pub const LEASE_MS: u32 = 5 * 60_000;

    /// How long it is known what became of a mail, in milliseconds.
    pub const REMEMBERED_MS: u64 = 30 * 24 * 60 * 60_000;

    const FIRST_WAIT_MS: u64 = 10_000;
    const LONGEST_WAIT_MS: u64 = 60 * 60_000;

    /// When a mail is tried again that was tried `attempt` times, the last time at `now`. Each wait is
    /// up to twice the one before it, and at least half of what it may be; `chance` says how much more,
    /// so that mails which failed together do not come back together.
    #[must_use]
    pub fn after(attempt: u32, chance: u8, now: Moment) -> Moment {
        let doublings = attempt.saturating_sub(1).min(16);
        let longest = (Self::FIRST_WAIT_MS << doublings).min(Self::LONGEST_WAIT_MS);
        let wait = longest / 2 + longest / 2 * u64::from(chance) / 255;
        Moment::from_unix_millis(now.unix_millis().saturating_add(wait))
    }
}

/// Keeps mails until they are sent. A mail is sent at least once: a courier that dies after the relay
/// took it sends it again, under the same Message-ID.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait OutboxStore {
    /// Writes a mail, unless one of its kind went to the same user within its quiet time. Safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn put_mail(&self, mail: &NewMail, now: Moment) -> Result<(), StoreError>;

    /// Takes up to `limit` mails in hand, those first that have waited longest. Each belongs to this
    /// caller alone for [`Resend::LEASE_MS`]. What is worth nothing any more, or was tried too often, is
    /// given up before.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn claim_mail(&self, limit: u32, now: Moment) -> Result<Vec<ClaimedMail>, StoreError>;

    /// The relay has taken a mail: `false` if that was known, or there is no such mail. It counts
    /// whoever says so: a mail that was taken is not sent again.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn mail_sent(&self, id: &MailId, now: Moment) -> Result<bool, StoreError>;

    /// The relay has not taken a mail at this attempt, and it is tried again from `again_at` on, or
    /// given up: `false` if another has it in hand by now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn mail_failed(
        &self,
        id: &MailId,
        failure: MailFailure,
        again_at: Moment,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// How a mail stands; `None` if there is none, or it was forgotten.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_mail(&self, id: &MailId) -> Result<Option<MailStanding>, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_differ() {
        let now = Moment::from_unix_millis(1_000);
        for (attempt, chance, want) in [
            (1, 0, 5_000),
            (1, 255, 10_000),
            (2, 0, 10_000),
            (3, 255, 40_000),
            (9, 0, 1_280_000),
            (10, 0, 1_800_000),
            (60, 255, 3_600_000),
            (u32::MAX, 255, 3_600_000),
        ] {
            let wait = Resend::after(attempt, chance, now).unix_millis() - 1_000;
            assert_eq!(wait, want, "{attempt} {chance}");
        }
    }
}
