#![doc = include_str!("../README.md")]

mod kind;
mod report;

pub use kind::Kind;
pub use report::{CONTENT_TYPE, InvalidParam, Problem};
