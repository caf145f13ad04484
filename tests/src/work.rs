//! The work that surveys ask of browsers.

use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The proof that a challenge was solved, as a browser makes it.
///
/// # Panics
///
/// If it cannot be solved.
#[must_use]
pub fn proof(challenge: &Value) -> String {
    let text = |name: &str| challenge.get(name).and_then(Value::as_str).expect("a text");
    let most = challenge.get("maxnumber").and_then(Value::as_u64).expect("a number");
    let (salt, wanted) = (text("salt"), text("challenge"));
    let hash = |number: &u64| {
        let hash = Sha256::digest(format!("{salt}{number}"));
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect::<String>()
    };
    let number = (0..=most).find(|number| hash(number) == wanted).expect("a number solves it");
    let proof = json!({
        "algorithm": text("algorithm"),
        "challenge": wanted,
        "number": number,
        "salt": salt,
        "signature": text("signature"),
    });
    Base64::encode_string(proof.to_string().as_bytes())
}
