#![doc = include_str!("../README.md")]

mod client;
mod files;
mod keys;
mod operator;
mod rotation;

pub use client::Client;
pub use files::{Readers, write};
pub use keys::{Component, Keys, Variable};
pub use operator::{Failure, Operator, fresh_name, now, unknown_password};
pub use rotation::{Stage, finish, prepare, stage, switch};
