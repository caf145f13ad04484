//! The demo tenant's account, kept for the next run.

use super::{Readers, write};
use anyhow::{Context as _, Result, bail};
use argon2::{Algorithm, Argon2, Params, Version};
use contract::message::{PasswordParameters, Secret};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Who owns the demo tenant.
const OWNER: &str = "owner@demo.example";

/// Letters and digits that are not mistaken for each other, in a number that five bits count.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Argon2id's cost: the first of the OWASP password storage cheat sheet's settings of equal
/// strength that fits an edge isolate's memory.
pub(crate) const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How to sign in to the demo tenant.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    /// The owner's address.
    pub(crate) owner_email: String,
    /// The owner's password.
    pub(crate) owner_password: String,
    /// An API key, once there is one.
    pub(crate) api_key: Option<ApiKey>,
    #[serde(skip)]
    path: PathBuf,
}

/// An API key of the demo tenant.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKey {
    /// The bearer token.
    pub(crate) token: String,
    /// When it stops working, in seconds since the start of 1970.
    pub(crate) expires_at: u64,
}

impl Account {
    /// The account in `folder`; makes one on the first run and keeps it before it is used, so that
    /// an interrupted run can be repeated.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join("demo.json");
        if !path.exists() {
            let owner_password = password()?;
            let account =
                Self { owner_email: OWNER.to_owned(), owner_password, api_key: None, path };
            account.keep()?;
            return Ok(account);
        }
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // serde's words may quote what is kept.
        let Ok(account) = serde_json::from_slice::<Self>(&text) else {
            bail!("{} is damaged; remove {} to begin anew", path.display(), folder.display())
        };
        Ok(Self { path, ..account })
    }

    /// Keeps the account as it is now.
    pub(crate) fn keep(&self) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).context("an account does not print")?;
        write(&self.path, Readers::Owner, &text)
    }

    /// The same password under another address.
    pub(crate) fn at(&self, email: &str) -> Self {
        Self { owner_email: email.to_owned(), ..self.clone() }
    }

    /// What storage checks the password against.
    pub(crate) fn hashed(&self, memory_kib: u32) -> Result<(PasswordParameters, Secret<32>)> {
        let salt = random::<16>()?;
        let failed = |error: argon2::Error| anyhow::anyhow!("Argon2id: {error}");
        let params = Params::new(memory_kib, PASSES, LANES, Some(32)).map_err(failed)?;
        let mut proof = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.owner_password.as_bytes(), &salt, &mut proof)
            .map_err(failed)?;
        let parameters = PasswordParameters {
            salt: Secret::new(salt),
            memory_kib,
            passes: PASSES,
            lanes: LANES,
        };
        Ok((parameters, Secret::new(Sha256::digest(proof).into())))
    }
}

/// 80 random bits in groups that can be read aloud.
fn password() -> Result<String> {
    let letters = letters::<16>()?;
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

fn letters<const N: usize>() -> Result<Vec<char>> {
    let letters = random::<N>()?.into_iter().filter_map(|byte| {
        let letter = ALPHABET.get(usize::from(byte % 32))?;
        Some(char::from(*letter))
    });
    Ok(letters.collect())
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("the system gives no random bytes")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::{make_folder, remove};

    #[test]
    fn an_account_is_made_once() {
        let folder = std::env::temp_dir().join(format!("xtask-account-{}", std::process::id()));
        make_folder(&folder).unwrap();
        let mut first = Account::open(&folder).unwrap();
        assert_eq!(first.owner_password.len(), 19);
        first.api_key = Some(ApiKey { token: "t".to_owned(), expires_at: 1 });
        first.keep().unwrap();
        let again = Account::open(&folder).unwrap();
        assert_eq!(again.owner_password, first.owner_password);
        assert_eq!(again.api_key.map(|key| key.token).as_deref(), Some("t"));
        fs::write(folder.join("demo.json"), "{\"owner_password\": \"secret\"}").unwrap();
        let damaged = Account::open(&folder).err().map(|error| format!("{error:#}"));
        let damaged = damaged.unwrap_or_default();
        assert!(damaged.contains("is damaged") && !damaged.contains("secret"), "{damaged}");
        remove(&folder).unwrap();
    }
}
