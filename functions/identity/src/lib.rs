#![doc = include_str!("../README.md")]

mod back;
mod begin;
mod function;
mod pages;
mod provider;
mod trip;

pub use function::{Identity, Route, Settings};

host::entry!(Identity);
