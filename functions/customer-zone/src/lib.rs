#![doc = include_str!("../README.md")]

mod function;
mod pages;
mod rooms;
mod route;
mod session;
mod visit;

pub use function::{CustomerZone, Settings};
pub use route::{Inside, Route};

host::entry!(CustomerZone);
