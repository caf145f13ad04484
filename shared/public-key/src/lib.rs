#![doc = include_str!("../README.md")]

mod key;
mod modulus;

pub use key::{Algorithm, Form, PublicKey};
