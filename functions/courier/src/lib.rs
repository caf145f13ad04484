#![doc = include_str!("../README.md")]

mod alert;
mod asked;
mod bounce;
mod called;
mod connection;
mod function;
mod gateway;
mod hook;
mod line;
mod notice;
mod relay;
mod returned;
mod round;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod script;
mod settings;
mod sites;
mod smtp;
mod texted;
mod tls;
mod words;
mod world;

pub use function::{Courier, Route};
pub use settings::Settings;

host::entry!(Courier);
