//! Why Cancel: why people leave a subscription, and what would keep them.
//!
//! Asked before, from the cancel button ([`Start`], [`Flow`]), or after ([`Event`], [`after`]). It never cancels and never holds up
//! who wants to: that is the seller's own page, to which there is always a way.

mod after;
mod catalogue;
mod flow;
mod intake;
mod name;
mod offer;
mod pass;
mod reason;
mod report;
mod rows;
mod setup;
mod start;
mod subscription;
mod value;
mod win_back;

pub use after::{NotAsked, after};
pub use catalogue::{DEFAULTS, Defaults, INVITATIONS, Variable};
pub use flow::{Flow, Input, Outcome, Refused, SavedBy, State};
pub use intake::{By, Event, Happening, read};
pub use offer::{Offer, OfferId, OfferKind, OfferSetup, OfferText};
pub use pass::{NotAdmitted, admit};
pub use reason::{InvalidReasons, ReasonChange, ReasonId, Reasons};
pub use report::{
    Counted, Figures, LossRow, Parts, Split, by_period, ranked, split, split_in_order,
};
pub use rows::{FIELDS, STATUSES, guess_column, read_rows};
pub use setup::{MAX_OFFERS, MAX_SETUP_BYTES, MAX_WIN_BACKS, Setup};
pub use start::{MAX_START_BYTES, Start};
pub use subscription::{Age, Subscription, Term};
pub use value::{Band, Monthly, Values};
pub use win_back::{AskBack, Back, Basis, NotWonBack, WinBack};
