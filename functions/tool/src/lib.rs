#![doc = include_str!("../README.md")]

mod answers;
mod aside;
mod edit;
mod export;
mod function;
mod responses;
mod route;
mod surveys;
mod title;
mod visit;

pub use function::{Settings, Tool};
pub use route::{Inside, OfSurvey, Route};

host::entry!(Tool);
