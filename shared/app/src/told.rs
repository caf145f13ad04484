//! What an app was told, and what follows from it.

use jiff::Timestamp;
use serde_json::Value;

use crate::delivery_control::ParcelsTold;
use crate::why_cancel::{By, ReasonId};
use crate::{BatchFault, Currency, Event, Fault, Key, Recipient, Stage, Text};

/// Something that an app was told, as far as the machinery of invitations asks about it.
pub trait Told {
    /// What follows from it for those who are asked at a place.
    fn follows(&self, at: At<'_>) -> Follows;

    /// What is over by it at a place, whether or not somebody is asked there; most things are not.
    fn settles(&self, _at: At<'_>) -> Option<Over> {
        None
    }
}

/// A subscription that is over, as figures count it.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// Which.
    pub key: Key,
    /// When it was cancelled.
    pub at: Timestamp,
    /// What was subscribed to.
    pub plan: Option<Text>,
    /// How old it was, by the name of that in figures.
    pub age: Option<&'static str>,
    /// What it was worth a month in ten-thousandths of its currency.
    pub monthly: Option<(Currency, u64)>,
    /// Why, if the seller tells.
    pub reason: Option<ReasonId>,
    /// Who cancelled it.
    pub by: By,
    /// Whose it was, as far as that is told.
    pub recipient: Recipient,
    /// Why nobody is asked about it, if nobody is: a word that never changes.
    pub why: Option<&'static str>,
    /// Whether somebody tries out how it goes.
    pub test: bool,
}

/// Where something may follow: one instance of the app.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The instance's stage.
    pub stage: Stage,
    /// What the customer has set up for it, of the app's own.
    pub settings: &'a Value,
    /// How long after what happened its invitations are sent, in minutes.
    pub delay_minutes: u32,
}

/// What follows from something.
#[derive(Debug, PartialEq)]
pub enum Follows {
    /// These are to be asked.
    Ask(Vec<Ask>),
    /// Whoever was to be asked under these keys is not. There may be nothing under some of them.
    CallOff(Vec<Key>),
    /// Nothing, for a reason: a word that never changes.
    Nothing(&'static str),
    /// What follows depends on what was told of the order's other parcels, which storage knows.
    Parcels(Box<OfParcels>),
    /// It is not about this stage.
    Elsewhere,
}

/// What was told of an order's parcels.
#[derive(Debug, PartialEq)]
pub struct OfParcels {
    /// The order.
    pub order: Key,
    /// What became of which.
    pub told: ParcelsTold,
    /// When.
    pub at: Timestamp,
    /// As what figures of deliveries count it; not at all, if nothing is said.
    pub counted: Option<CountedParcels>,
    /// Whoever is asked, if somebody is.
    pub ask: Option<Ask>,
    /// Whether somebody tries out how it goes.
    pub test: bool,
}

/// As what figures of deliveries count parcels.
#[derive(Debug, PartialEq)]
pub struct CountedParcels {
    /// By how many whole minutes they came too late, 0 if they did not; nothing, if nothing was promised.
    pub late: Option<u32>,
    /// What figures are told apart by.
    pub parts: Vec<(&'static str, String)>,
}

/// Somebody who is to be asked.
#[derive(Debug, PartialEq)]
pub struct Ask {
    /// What happened, and whom to ask about it. Its happening is not looked at.
    pub event: Event,
    /// What messages may say of it, by the names of the app's vocabulary.
    pub values: Vec<(&'static str, String)>,
    /// What figures are told apart by: names that never change, and values in the customer's own words. Nothing in them
    /// is anybody's.
    pub parts: Vec<(&'static str, String)>,
    /// Until when it may be sent; always, if nothing is said.
    pub latest: Option<Timestamp>,
    /// Where the person stands in what was sent, as a JSON path: to say what is wrong with an address.
    pub person: String,
}

/// What was told, each by itself, or everything that is wrong with it.
pub type AllTold = Vec<Result<Box<dyn Told>, Vec<Fault>>>;

/// Makes what was told of what was read.
///
/// # Errors
///
/// What the reader says.
pub fn told<T: Told + 'static>(
    read: Result<Vec<Result<T, Vec<Fault>>>, BatchFault>,
) -> Result<AllTold, BatchFault> {
    let boxed = |one: T| -> Box<dyn Told> { Box::new(one) };
    Ok(read?.into_iter().map(|one| one.map(boxed)).collect())
}
