#![doc = include_str!("../README.md")]

mod flow;
mod function;
mod route;
mod subscription;
mod win_back;

pub use function::WhyCancel;

host::entry!(WhyCancel);
