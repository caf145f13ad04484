#![doc = include_str!("../README.md")]

#[macro_use]
mod define;

mod audited;
mod client;
mod moment;
mod operation;
mod target;

pub mod message;

pub use audited::Audited;
pub use client::{
    Answered, Caller, InvalidStorageUrl, ORIGIN_HEADER, SiteUrl, StorageClient, StorageUrl,
    Transport, Unreachable,
};
pub use moment::Moment;
pub use operation::{Needs, Operation, Target};
pub use target::Refusal;
