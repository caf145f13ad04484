//! How often signing in may be attempted.

use contract::Moment;
use contract::message::{Email, Network, PasswordParameters};
use problem::{Kind, Problem};
use store::{Allowance, AttemptBy, AttemptStore as _, Attempted, Hashing, Login, NewMail};

use crate::Settings;
use crate::accounts::COST;
use crate::context::Context;
use crate::failure::store_failed;
use crate::outbox;

/// How far ahead the zone's time for hashing is given, in microseconds: two seconds of it at once.
const AHEAD_US: u64 = 2_000_000;

/// Counts an attempt, before anything is said of the address and before a password is hashed. An
/// address without an account is counted as any other. When it becomes too many, the owner is told. Where
/// the password will be hashed by `to_hash`, the time for it is taken with it, and begins after what is given,
/// in milliseconds.
pub(crate) async fn count(
    context: &Context<'_>,
    email: &Email,
    (login, to_hash): (Option<&Login>, Option<&PasswordParameters>),
    network: Option<&Network>,
) -> Result<u32, Problem> {
    let notice = outbox::sign_in_attempts(context, email, login)?;
    let hashing = to_hash.map(|parameters| hashing(context.settings, parameters));
    let with = (&notice, hashing);
    counted(context, address(context.settings, email), with, network).await
}

/// How long a password is hashed, of the time that the zone has for it. An account whose passwords cost
/// more than new ones takes more of it.
fn hashing(settings: &Settings, parameters: &PasswordParameters) -> Hashing {
    let of = |memory: u32, passes: u32, lanes: u32| {
        u64::from(memory).saturating_mul(u64::from(passes)).saturating_mul(u64::from(lanes)).max(1)
    };
    let usual = of(COST.memory_kib, COST.passes, COST.lanes);
    let cost = of(parameters.memory_kib, parameters.passes, parameters.lanes);
    let each_us = 1_000_000 / u64::from(settings.hashes_per_second.get());
    Hashing { takes_us: each_us.saturating_mul(cost) / usual, ahead_us: AHEAD_US }
}

/// Forgets the address's attempts: whoever made the last one knows the password.
pub(crate) async fn succeeded(
    context: &Context<'_>,
    email: &Email,
    network: Option<&Network>,
) -> Result<(), Problem> {
    forgotten(context, &address(context.settings, email), network).await
}

/// Counts an attempt at a second factor, before it is looked at. It is counted apart from those at
/// the password: only who knows that one comes here, and who does not cannot make others wait here.
pub(crate) async fn count_code(
    context: &Context<'_>,
    login: &Login,
    network: Option<&Network>,
) -> Result<(), Problem> {
    let notice = outbox::sign_in_attempts(context, &login.email, Some(login))?;
    counted(context, factor(context.settings, login), (&notice, None), network).await.map(|_| ())
}

/// Forgets the attempts at a second factor: whoever made the last one has it.
pub(crate) async fn code_succeeded(
    context: &Context<'_>,
    login: &Login,
    network: Option<&Network>,
) -> Result<(), Problem> {
    forgotten(context, &factor(context.settings, login), network).await
}

/// Counts an attempt with a passkey in the place of a password, before anybody is looked for: by the
/// passkey that is named, whether or not there is one.
pub(crate) async fn count_passkey(
    context: &Context<'_>,
    id: &[u8],
    network: Option<&Network>,
) -> Result<(), Problem> {
    let mut by = vec![(passkey(context.settings, id), Allowance::ACCOUNT)];
    by.extend(network.map(|network| (place(context.settings, network), Allowance::NETWORK)));
    let attempted = context.store.attempt(&by, (None, None), context.now).await;
    free(context, attempted.map_err(store_failed)?).map(|_| ())
}

/// Forgets the attempts with a passkey: whoever made the last one has it.
pub(crate) async fn passkey_succeeded(
    context: &Context<'_>,
    id: &[u8],
    network: Option<&Network>,
) -> Result<(), Problem> {
    forgotten(context, &passkey(context.settings, id), network).await
}

/// Counts a wish for a mail that leads to a new password. It is counted apart from attempts to sign in:
/// neither makes the other wait.
pub(crate) async fn count_recovery(
    context: &Context<'_>,
    email: &Email,
    network: Option<&Network>,
) -> Result<(), Problem> {
    let mac = |what: &str, bytes: &[u8]| context.settings.fake_salt_key.mac(what, bytes);
    let account = mac("recovery-address", email.as_str().as_bytes());
    let mut by = vec![(account, Allowance::RECOVERY)];
    let place = network.map(|network| mac("recovery-network", &network.bytes()));
    by.extend(place.map(|place| (place, Allowance::RECOVERY_NETWORK)));
    let attempted = context.store.attempt(&by, (None, None), context.now).await;
    free(context, attempted.map_err(store_failed)?).map(|_| ())
}

async fn counted(
    context: &Context<'_>,
    account: AttemptBy,
    (notice, hashing): (&NewMail, Option<Hashing>),
    network: Option<&Network>,
) -> Result<u32, Problem> {
    let mut by = vec![(account, Allowance::ACCOUNT)];
    by.extend(network.map(|network| (place(context.settings, network), Allowance::NETWORK)));
    let attempted = context.store.attempt(&by, (Some(notice), hashing), context.now).await;
    free(context, attempted.map_err(store_failed)?)
}

/// After how many milliseconds an attempt goes on.
fn free(context: &Context<'_>, attempted: Attempted) -> Result<u32, Problem> {
    let until = |at: Moment| {
        let wait = at.unix_millis().saturating_sub(context.now.unix_millis());
        u32::try_from(wait).unwrap_or(u32::MAX)
    };
    match attempted {
        Attempted::Free => Ok(0),
        Attempted::FreeFrom(begins) => Ok(until(begins)),
        Attempted::WaitUntil(free_at) => {
            let seconds = until(free_at).div_ceil(1000);
            Err(Problem::new(Kind::TooManyAttempts).with_retry_after(seconds))
        }
    }
}

async fn forgotten(
    context: &Context<'_>,
    account: &AttemptBy,
    network: Option<&Network>,
) -> Result<(), Problem> {
    let network = network.map(|network| place(context.settings, network));
    context.store.attempt_succeeded(account, network.as_ref()).await.map_err(store_failed)
}

/// Neither addresses nor networks are kept, but keyed hashes of them.
fn address(settings: &Settings, email: &Email) -> AttemptBy {
    settings.fake_salt_key.mac("attempt-address", email.as_str().as_bytes())
}

fn factor(settings: &Settings, login: &Login) -> AttemptBy {
    settings.fake_salt_key.mac("attempt-factor", login.user.as_str().as_bytes())
}

fn passkey(settings: &Settings, id: &[u8]) -> AttemptBy {
    settings.fake_salt_key.mac("attempt-passkey", id)
}

fn place(settings: &Settings, network: &Network) -> AttemptBy {
    settings.fake_salt_key.mac("attempt-network", &network.bytes())
}
