#![doc = include_str!("../README.md")]

mod attempt;
mod encode;
mod fault;
mod id_token;
mod jwks;
mod metadata;
mod token;

pub use attempt::{Attempt, Returned, Secret};
pub use fault::Fault;
pub use id_token::{Expected, Named, SKEW_SECONDS, address_of};
pub use jwks::KeySet;
pub use metadata::{Called, ClientAuthentication, Metadata};
pub use token::{TokenRequest, Tokens};
