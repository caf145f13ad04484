#![doc = include_str!("../README.md")]

mod email;
mod look_up;
mod name;
mod phone;
mod seal;
mod subject;
mod subject_key;
mod tenant_key;

pub use credential::{NONCE_BYTES, NotSealed};
pub use email::{Email, InvalidEmail};
pub use look_up::{LookUp, LookUpSecret};
pub use name::{InvalidPersonName, PersonName};
pub use phone::{Country, InvalidPhone, Phone, UnknownCountry};
pub use subject::{InvalidSubjectId, SubjectId};
pub use subject_key::{Place, SubjectKey};
pub use tenant_key::{Generation, TenantKey};

/// Bytes of every key and of every hash.
pub const KEY_BYTES: usize = 32;
