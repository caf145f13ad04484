//! How a flow is started: the seller's server tells which subscription is about to be cancelled, before the subscriber is
//! sent on. So nobody can start another's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Subscription;
use super::intake::{subscriber, subscription};
use crate::read::{self, Findings, Object};
use crate::store_evaluator::intake::{extra, tags};
use crate::{Fault, Recipient, Scalar, Text, Url};

/// The most bytes of a start.
pub const MAX_START_BYTES: usize = 100_000;

/// Somebody is about to cancel.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// What.
    pub subscription: Subscription,
    /// Whose it is. They are on the seller's page, so that nothing needs to be known of them.
    pub subscriber: Recipient,
    /// Where they go on to cancel. The way there is on every page of the flow.
    pub cancel_url: Url,
    /// Where they go back, if they stay.
    pub keep_url: Url,
    /// What the seller sorts flows by: at most 20.
    pub tags: BTreeSet<Text>,
    /// What else the seller sends along: at most 50.
    pub extra: BTreeMap<Box<str>, Scalar>,
    /// Whether somebody tries out how it goes: it is kept out of all numbers.
    pub test: bool,
}

const MEMBERS: &[&str] = &[
    "subscription",
    "plan",
    "amount",
    "term",
    "started_on",
    "subscriber",
    "language",
    "country",
    "time_zone",
    "cancel_url",
    "keep_url",
    "tags",
    "extra",
    "test",
];

impl Start {
    /// Reads a start. `received` is the present moment.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(body: &[u8], received: Timestamp) -> Result<Self, Vec<Fault>> {
        let mut findings = Findings::new(0);
        let found = &mut findings;
        let json = read::json(body, MAX_START_BYTES);
        let json = json.map_err(|fault| found.add("$", fault.into())).ok();
        let told = found.object(json.as_ref(), "$");
        let read = told.and_then(|told| start(found, told, received));
        findings.or_faults(read)
    }
}

fn start(found: &mut Findings, told: Object<'_>, received: Timestamp) -> Option<Start> {
    found.refuse_unknown(told, MEMBERS);
    let subscription = subscription(found, told, received);
    let subscriber = subscriber(found, told);
    let cancel_url = found.required(told, "cancel_url");
    let keep_url = found.required(told, "keep_url");
    let (tags, extra) = (tags(found, told), extra(found, told));
    let test = found.flag(told, "test", false);
    Some(Start {
        subscription: subscription?,
        subscriber,
        cancel_url: cancel_url?,
        keep_url: keep_url?,
        tags,
        extra,
        test,
    })
}
