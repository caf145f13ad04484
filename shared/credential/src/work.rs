//! Work that is asked of a browser: ALTCHA's scheme (<https://altcha.org/docs/v1/proof-of-work/>),
//! with SHA-256. Whoever checks it has kept nothing.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::{KeyRing, UnixSeconds};

/// Bytes that a challenge is made of: its salt's, and those that the number comes from.
pub const WORK_RANDOM_BYTES: usize = 20;

/// What the tags of challenges are for.
const CONTEXT: &str = "altcha-challenge";

const ALGORITHM: &str = "SHA-256";

/// Stands in a salt between what is random and when it expires.
const EXPIRES: &str = "?expires=";

/// The longest proof, in bytes.
const MAX_PROOF_BYTES: usize = 1024;

impl KeyRing {
    /// A challenge `about` something, as it is sent to browsers: `algorithm`, `challenge`,
    /// `maxnumber`, `salt` and `signature`. It is solved by the number from 0 to `most` that,
    /// written behind the salt, has the hash which the challenge is.
    ///
    /// `about` stands in the salt as it is, in the form of a query. `random` must come from the
    /// host's secure source, and be another for each challenge.
    #[must_use]
    pub fn challenge(
        &self,
        about: &str,
        expires: UnixSeconds,
        most: u32,
        random: [u8; WORK_RANDOM_BYTES],
    ) -> Value {
        let (salt, number) = random.split_at(12);
        let number = number.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        let number = number % (u64::from(most) + 1);
        let salt = format!("{}{EXPIRES}{expires}&{about}&", hex(salt));
        let challenge = hash(&salt, number);
        let signature = hex(&self.mac(CONTEXT, challenge.as_bytes()));
        json!({
            "algorithm": ALGORITHM,
            "challenge": challenge,
            "maxnumber": most,
            "salt": salt,
            "signature": signature,
        })
    }

    /// Whether a challenge of this ring `about` the same was solved, and has not expired: `proof` is
    /// base64 of a JSON object of the challenge's members but `maxnumber`, and the `number`.
    #[must_use]
    pub fn is_proof(&self, proof: &str, about: &str, now: UnixSeconds) -> bool {
        is_proof(self, proof, about, now).is_some_and(bool::from)
    }
}

fn is_proof(keys: &KeyRing, proof: &str, about: &str, now: UnixSeconds) -> Option<Choice> {
    let proof = Some(proof).filter(|proof| proof.len() <= MAX_PROOF_BYTES)?;
    let json = Base64::decode_vec(proof).ok()?;
    let Value::Object(members) = serde_json::from_slice(&json).ok()? else { return None };
    let text = |name: &str| members.get(name)?.as_str();
    let (challenge, salt) = (text("challenge")?, text("salt")?);
    let (_, rest) = salt.split_once(EXPIRES)?;
    let (expires, rest) = rest.split_once('&')?;
    let ours = members.len() == 5
        && text("algorithm")? == ALGORITHM
        && now < UnixSeconds::new(expires.parse().ok()?)
        && rest.strip_suffix('&')? == about
        && hash(salt, members.get("number")?.as_u64()?) == challenge;
    let signature = text("signature").filter(|_| ours)?.as_bytes();
    let tags = keys.macs(CONTEXT, challenge.as_bytes());
    let signed = tags.map(|tag| hex(&tag).as_bytes().ct_eq(signature));
    Some(signed.fold(Choice::from(0), |known, this| known | this))
}

/// The hash of a salt and a number, as it is written.
fn hash(salt: &str, number: u64) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(number.to_string()).finalize())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests;
