#![doc = include_str!("../README.md")]

mod contact;
mod csv;
mod field;
mod fold;
mod line;
mod mapping;
mod plan;
mod row;
mod sheet;
mod text;
mod unreadable;
mod xlsx;
mod xml;
mod zip;

pub use contact::{
    Consent, Contact, ContactKey, ExtraText, Group, InvalidContactKey, InvalidExtraText,
    InvalidGroup, InvalidSource, InvalidWhen, MAX_GROUPS, Reason, Settings, Source, When,
};
pub use csv::Separator;
pub use field::{ExtraName, Field, InvalidExtraName};
pub use mapping::{Bound, Column, InvalidMapping, Mapping, NotBound, cell};
pub use plan::{
    By, Changed, Counts, Duplicate, Known, MAX_TOLD, People, Person, Plan, Refusal, Report, Step,
};
pub use row::{MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, Row};
pub use sheet::{Format, MAX_BYTES, Options, Sheet};
pub use text::Encoding;
pub use unreadable::Unreadable;
pub use zip::MAX_UNPACKED_BYTES;
