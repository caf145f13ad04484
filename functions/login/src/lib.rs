#![doc = include_str!("../README.md")]

mod attempt;
mod function;
mod pages;
mod password;
mod session;
mod token;

pub use function::{Login, Route, Settings};

host::entry!(Login);
