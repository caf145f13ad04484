#![doc = include_str!("../README.md")]

mod access;
mod audit;
mod body;
mod contacts;
mod function;
mod responses;
mod route;
mod schema;
mod surveys;

pub use function::{Api, Settings};

host::entry!(Api);
