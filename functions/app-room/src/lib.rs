#![doc = include_str!("../README.md")]

mod alert_rules;
mod alerts;
mod app_room;
mod asked;
mod badge;
mod benchmarks;
mod defaults;
mod erase;
mod events;
mod flows;
mod form;
mod function;
mod hooks;
mod instance;
mod leavers;
mod letters;
mod make;
mod offers;
mod orders;
mod policy_form;
mod questions;
mod report;
mod route;
mod rows;
mod setup;
mod visit;
mod words;

pub use app_room::{AppRoom, BadgeOf, Figure, Look, OwnSettings, Settings};
pub use badge::BadgeForm;
pub use events::{admit, moment_of};
pub use flows::{CountFlows, FLOW_SPLITS, FlowFigures, FlowLine, FlowPages, OfFlows};
pub use function::{answer, failure, told_to_programs};
pub use offers::{OfferLine, Offers};
pub use route::{AlertStep, Inside, OfInstance, Route};
