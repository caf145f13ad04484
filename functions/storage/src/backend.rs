//! The databases storage runs on, one [`SqlConnection`](store::SqlConnection) each.

#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
mod spin_sqlite;
#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
pub(crate) use spin_sqlite::Connection;
#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
pub(crate) use spin_sqlite::{open, prepare};

#[cfg(not(target_arch = "wasm32"))]
mod native_sqlite;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native_sqlite::Connection;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native_sqlite::{open, prepare};
