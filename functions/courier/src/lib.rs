#![doc = include_str!("../README.md")]

mod connection;
mod function;
mod letter;
mod relay;
mod round;
mod settings;
mod smtp;
mod tls;
mod words;

pub use function::{Courier, Route};
pub use settings::Settings;

host::entry!(Courier);
