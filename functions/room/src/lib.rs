#![doc = include_str!("../README.md")]

pub mod csv;
mod pages;
mod session;
mod settings;
mod visit;

pub use pages::{File, failure, file, file_at, language, plain, styles};
pub use session::{come_in, sign_out};
pub use settings::{Keys, Room, Settings};
pub use visit::{Entered, Visit, enter};
