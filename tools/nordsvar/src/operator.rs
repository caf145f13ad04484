//! The calls that only the operator may make, signed with the operator's key.

use crate::{Client, Keys};
use anyhow::{Context as _, Result};
use contract::message::{PasswordParameters, Secret};
use contract::{Caller, Moment, StorageClient, StorageUrl};
use core::fmt;
use credential::Function;
use problem::{Kind, Problem};
use std::time::{SystemTime, UNIX_EPOCH};

/// Letters and digits that are not mistaken for each other, in a number that five bits count.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Why storage did not do what it was asked.
#[derive(Debug)]
pub struct Failure(pub Problem);

impl Failure {
    /// Whether storage did not answer at all.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        self.0.kind() == Kind::StorageUnavailable
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.0.kind();
        if kind == Kind::StorageUnavailable {
            f.write_str("storage does not answer; is --storage its address?")
        } else if kind == Kind::NotFound {
            f.write_str("there is no such tenant, account or key")
        } else if kind == Kind::Internal {
            // What storage says of our signature is told as this.
            f.write_str(
                "storage refused the call or failed; are these the keys it has, and is this \
                 machine's clock right? Its log says more",
            )
        } else {
            write!(f, "storage refused it ({kind:?}): {}", self.reasons())
        }
    }
}

impl Failure {
    fn reasons(&self) -> String {
        let invalid = self.0.invalid_params().iter();
        let reasons = invalid.map(|one| format!("{}: {}", one.name, one.reason));
        let all: Vec<_> = self.0.detail().map(str::to_owned).into_iter().chain(reasons).collect();
        if all.is_empty() { "see its log".to_owned() } else { all.join("; ") }
    }
}

impl std::error::Error for Failure {}

/// The operator of a zone.
#[derive(Debug)]
pub struct Operator<'a> {
    /// Calls storage.
    pub client: &'a Client,
    /// Storage: scheme and authority.
    pub storage: &'a str,
    /// The zone's keys.
    pub keys: &'a Keys,
}

impl Operator<'_> {
    /// Does one piece of work with storage.
    ///
    /// # Errors
    ///
    /// [`Failure`], if storage did not do it.
    pub fn call<A>(
        &self,
        work: impl AsyncFnOnce(&StorageClient<'_, Client>) -> Result<A, Problem>,
    ) -> Result<A> {
        let keys = self.keys.function(Function::Operator);
        let url: StorageUrl = self.storage.parse().context("not an address of storage")?;
        let request_id = format!("operator-{}", fresh_name()?);
        let caller = Caller {
            function: Function::Operator,
            keys: &keys,
            now: now()?,
            request_id: &request_id,
            credential: None,
        };
        let storage = StorageClient::new(self.client, &url, caller);
        pollster::block_on(work(&storage)).map_err(|problem| Failure(problem).into())
    }
}

/// A name nobody has: 50 random bits.
///
/// # Errors
///
/// If the system gives no random bytes.
pub fn fresh_name() -> Result<String> {
    let letters = random::<10>()?.into_iter().filter_map(|byte| {
        let letter = ALPHABET.get(usize::from(byte % 32))?;
        Some(char::from(*letter))
    });
    Ok(letters.collect())
}

/// What an account is checked against whose password is yet to be chosen: nothing is hashed to
/// random bytes.
///
/// # Errors
///
/// If the system gives no random bytes.
pub fn unknown_password() -> Result<(PasswordParameters, Secret<32>)> {
    let salt = Secret::new(random()?);
    let parameters = PasswordParameters { salt, memory_kib: 19 * 1024, passes: 2, lanes: 1 };
    Ok((parameters, Secret::new(random()?)))
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("the system gives no random bytes")?;
    Ok(bytes)
}

/// Now.
///
/// # Errors
///
/// If the clock is before 1970.
pub fn now() -> Result<Moment> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?;
    Ok(Moment::from_unix_millis(u64::try_from(since.as_millis())?))
}
