#![doc = include_str!("../README.md")]

mod function;

pub use function::{Assets, Route};

host::entry!(Assets);
