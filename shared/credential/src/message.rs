//! Requests that one function signs and storage checks.
//!
//! The profile of RFC 9421 (HTTP Message Signatures) and RFC 9530 (Digest Fields):
//!
//! ```text
//! content-digest: sha-256=:<base64>:
//! signature-input: nordsvar=("@method" "@path" "@query" "content-digest" "authorization");created=<unix seconds>;keyid="<function>:<kid>";alg="hmac-sha256"
//! signature: nordsvar=:<base64>:
//! ```
//!
//! `"authorization"` is listed exactly when the request has that header. One spelling is taken,
//! and each of these headers once.

mod base;
mod keys;
mod sign;
mod verify;

#[cfg(test)]
mod tests;

pub use keys::{FunctionKeys, InvalidFunctionKeys};
pub use sign::{SigningError, sign_request};
pub use verify::{SIGNATURE_WINDOW_SECONDS, SignatureError};
