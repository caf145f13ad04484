//! How often signing in may be attempted.

use contract::message::{Email, Network};
use problem::{Kind, Problem};
use store::{Allowance, AttemptBy, AttemptStore as _, Attempted};

use crate::Settings;
use crate::context::Context;
use crate::failure::store_failed;

/// For one address: whoever guesses gets ten tries, and at most one each quarter of an hour in the
/// end.
const ADDRESS: Allowance = Allowance {
    free: 10,
    first_wait_ms: 10_000,
    longest_wait_ms: 15 * 60_000,
    forgotten_after_ms: 24 * 60 * 60_000,
};

/// For one network, in which many may sit. What succeeds is taken back, so these are failures.
const NETWORK: Allowance = Allowance {
    free: 100,
    first_wait_ms: 10_000,
    longest_wait_ms: 15 * 60_000,
    forgotten_after_ms: 60 * 60_000,
};

/// Counts an attempt, before anything is said of the address and before a password is hashed. An
/// address without an account is counted as any other.
pub(crate) async fn count(
    context: &Context<'_>,
    email: &Email,
    network: Option<&Network>,
) -> Result<(), Problem> {
    let mut by = vec![(address(context.settings, email), ADDRESS)];
    by.extend(network.map(|network| (place(context.settings, network), NETWORK)));
    match context.store.attempt(&by, context.now).await.map_err(store_failed)? {
        Attempted::Free => Ok(()),
        Attempted::WaitUntil(free_at) => {
            let wait = free_at.unix_millis().saturating_sub(context.now.unix_millis());
            let seconds = u32::try_from(wait.div_ceil(1000)).unwrap_or(u32::MAX);
            Err(Problem::new(Kind::TooManyAttempts).with_retry_after(seconds))
        }
    }
}

/// Forgets the address's attempts: whoever made the last one knows the password.
pub(crate) async fn succeeded(
    context: &Context<'_>,
    email: &Email,
    network: Option<&Network>,
) -> Result<(), Problem> {
    let network = network.map(|network| place(context.settings, network));
    let address = address(context.settings, email);
    context.store.attempt_succeeded(&address, network.as_ref()).await.map_err(store_failed)
}

/// Neither addresses nor networks are kept, but keyed hashes of them.
fn address(settings: &Settings, email: &Email) -> AttemptBy {
    settings.fake_salt_key.mac("attempt-address", email.as_str().as_bytes())
}

fn place(settings: &Settings, network: &Network) -> AttemptBy {
    settings.fake_salt_key.mac("attempt-network", &network.bytes())
}
