#![doc = include_str!("../README.md")]

mod function;
mod subscription;

pub use function::WhyCancel;

host::entry!(WhyCancel);
