#![doc = include_str!("../README.md")]

mod function;
mod stay;

pub use function::StayEvaluator;

host::entry!(StayEvaluator);
