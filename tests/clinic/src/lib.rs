#![doc = include_str!("../README.md")]

mod function;
mod visit;

pub use function::Clinic;

host::entry!(Clinic);
