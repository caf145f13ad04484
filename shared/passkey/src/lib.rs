#![doc = include_str!("../README.md")]

mod authenticator;
mod cbor;
mod client;
mod error;
mod key;
mod relying_party;

pub use client::{Ceremony, ClientData};
pub use error::PasskeyError;
pub use key::{ALGORITHMS, PublicKey};
pub use relying_party::{
    Assertion, InvalidRelyingParty, MAX_CREDENTIAL_ID_BYTES, Registration, RelyingParty, Shown,
};
