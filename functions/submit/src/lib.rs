#![doc = include_str!("../README.md")]

mod assets;
mod definitions;
mod function;
mod pages;
mod receipt;
mod route;
mod submission;
mod submit;

pub use function::{Settings, Submit};
pub use route::Route;

host::entry!(Submit);
