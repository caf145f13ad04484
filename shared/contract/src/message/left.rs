//! Subscriptions that were cancelled.

use serde::{Deserialize, Serialize};

use super::FlowFacts;
use crate::Moment;

/// A subscription that was cancelled, as figures count it. Nothing in it is anybody's.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// When it was.
    pub at: Moment,
    /// What figures tell it apart by.
    pub facts: FlowFacts,
    /// Why, by the name of a reason, if the customer's system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who cancelled it.
    pub by: LeftBy,
    /// Why nobody is asked about it, if nobody is: a word that never changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Whether somebody tries out how it goes.
    #[serde(default)]
    pub test: bool,
}

impl Left {
    /// The longest name of a reason, in bytes.
    pub const MAX_REASON_BYTES: usize = 64;
}

/// Who cancelled a subscription.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftBy {
    /// Whoever had it.
    Subscriber,
    /// Somebody of the customer's.
    Staff,
    /// Nobody: a payment failed for good.
    Payment,
}
