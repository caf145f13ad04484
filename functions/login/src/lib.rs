#![doc = include_str!("../README.md")]

mod account;
mod agent;
mod attempt;
mod code;
mod function;
mod hand_over;
mod join;
mod organisation;
mod pages;
mod passkey;
mod password;
mod recover;
mod rules;
mod session;
mod token;
mod two_step;

pub use function::{Login, Route, Settings};

host::entry!(Login);
