#![doc = include_str!("../README.md")]

mod function;
mod rooms;
mod route;
mod visit;

pub use function::{CustomerZone, Settings};
pub use route::{Inside, Route};

host::entry!(CustomerZone);
