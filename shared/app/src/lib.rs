#![doc = include_str!("../README.md")]

mod badge;
pub mod benchmark;
mod catalogue;
mod delivery;
pub mod delivery_control;
mod event;
mod fault;
mod read;
mod report;
mod rows;
pub mod stay_evaluator;
pub mod store_evaluator;
mod told;
mod value;
mod webhook;
pub mod why_cancel;

pub use badge::{Badge, BadgeSettings, InvalidBadgeSettings};
pub use catalogue::{
    AlertDefault, App, AppEntry, Brand, Defaults, DuplicateRule, Stage, StageDefaults, UnknownApp,
    Variable, When,
};
pub use delivery::Delivery;
pub use event::{Event, Flag, Happening, Product, Recipient};
pub use fault::{Fault, Reason};
pub use read::{BatchFault, Findings, MAX_BATCH, MAX_BATCH_BYTES, Object, batch};
pub use report::{
    Interval, Mark, Marks, Nps, Period, Point, Responses, RollupRow, Share, Stars, buy_again, csat,
    nps, response_rate, stars, trend,
};
pub use rows::{
    EXTRA, ForAll, InvalidColumns, MAX_CELL_BYTES, MAX_COLUMNS, OfRows, ReadRows, RowFault, Rows,
    Where, each_row, is_extra_name,
};
pub use told::{AllTold, Ask, At, CountedParcels, Follows, OfParcels, Over, Told, told};
pub use value::{
    Address, Amount, Country, Currency, Gtin, InvalidValue, Key, MAX_EXTRA, MAX_PRODUCTS, MAX_TAGS,
    PhoneNumber, Scalar, Text, Url, ZoneName,
};
pub use webhook::{
    InvalidSecret, InvalidTriggers, MAX_WEBHOOK_BYTES, Mapped, NotSigned, Passed, Platform, Secret,
    Triggers, Verified,
};
