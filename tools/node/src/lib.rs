#![doc = include_str!("../README.md")]

mod binding;
mod component;
mod configuration;
mod control;
mod engine;
mod forward;
mod grant;
mod guest;
mod header;
mod instance;
mod leftover;
mod log;
mod manifest;
mod options;
mod outbound;
mod output;
mod route;
mod serve;
mod site;
mod sqlite;
mod start;
mod template;
mod tls;
mod variable;

pub use options::Options;
pub use start::{Running, start};
