#![doc = include_str!("../README.md")]

mod body;
mod entry;
mod function;
mod headers;
mod host;
mod log;
mod multipart;
mod serve;
mod setting;
mod staff;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[path = "platform/workers.rs"]
pub mod platform;

#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
#[path = "platform/spin.rs"]
pub mod platform;

#[cfg(not(target_arch = "wasm32"))]
#[path = "platform/native.rs"]
pub mod platform;

pub use body::{
    FormError, MediaType, audit_query, form_fields, media_type, query_pairs, response_stretch,
    stretch,
};
pub use function::{Function, Rule};
pub use headers::{
    attachment, bearer, cookie, file, html, json, offer_to_all_sites, same_origin, with_status,
};
pub use host::{Host, NoRandomness};
pub use multipart::{FormFile, FormWithFiles, form_with_files};
pub use serve::serve;
pub use setting::{SettingError, key_ring, parsed};
pub use staff::{
    fields_of, fresh_name, own_fields, own_form_with_files, same_at, see_other, set_own_cookie,
};
