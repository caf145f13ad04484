#![doc = include_str!("../README.md")]

mod function;
mod order;

pub use function::StoreEvaluator;

host::entry!(StoreEvaluator);
