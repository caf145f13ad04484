#![doc = include_str!("../README.md")]

mod assets;
mod context;
mod definitions;
mod function;
mod multipart;
mod pages;
mod receipt;
mod response;
mod route;
mod settings;
mod submission;
mod submit;

pub use function::Submit;
pub use route::Route;
pub use settings::Settings;

host::entry!(Submit);
