#![doc = include_str!("../README.md")]

mod client;
mod moment;
mod operation;
mod target;

pub mod message;

pub use client::{
    Answered, Caller, InvalidStorageUrl, StorageClient, StorageUrl, Transport, Unreachable,
};
pub use moment::Moment;
pub use operation::{Needs, Operation};
pub use target::{Refusal, Target};
