//! Those who are about to cancel a subscription.

use ::survey::{Locale, StrictJson, SurveyId, Version};
use credential::{FlowId, InstanceName};
use serde::{Deserialize, Serialize};

use crate::Moment;

/// Starts a flow.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StartFlow {
    /// What the customer's own system calls the subscription. Its keyed hash is kept alone.
    pub subscription: String,
    /// What the app goes on with: it is sealed.
    pub start: StrictJson,
    /// What figures tell it apart by.
    pub facts: FlowFacts,
    /// Whether somebody tries out how it goes.
    pub test: bool,
}

impl StartFlow {
    /// The longest name of a subscription, in bytes.
    pub const MAX_SUBSCRIPTION_BYTES: usize = 128;
    /// The longest text of a fact, in bytes.
    pub const MAX_FACT_BYTES: usize = 500;
    /// The largest start as JSON, in bytes.
    pub const MAX_START_BYTES: usize = 100_000;
}

/// What figures tell a flow apart by, in the customer's own words. Nothing in it is anybody's.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowFacts {
    /// What is subscribed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// How old the subscription is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// In which currency it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What it is worth a month, in ten-thousandths of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly: Option<u64>,
}

/// A flow that was started.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowStarted {
    /// Its name.
    pub flow: FlowId,
    /// What leads to it.
    pub token: String,
    /// When that ends.
    pub expires_at: Moment,
}

/// Asks what a token leads to.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OpenFlow {
    /// The token.
    pub token: String,
}

/// How a flow is to be shown.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowStanding {
    /// The subscriber goes on.
    Open,
    /// It has come to its outcome.
    Over,
    /// Its time is up.
    Ended,
}

/// What a token leads to.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowOpened {
    /// How it is to be shown.
    pub standing: FlowStanding,
    /// The survey that asks why.
    pub survey: SurveyId,
    /// What it was started with; nothing, if that was kept for long enough.
    pub start: Option<StrictJson>,
    /// What is the app's own of the instance.
    pub settings: StrictJson,
    /// The flow, as the app has it.
    pub flow: StrictJson,
    /// The offers that were taken before for the same subscription.
    pub taken: Vec<String>,
}

/// Tells a flow something.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ActOnFlow {
    /// The token.
    pub token: String,
    /// What, as the app has it.
    pub input: StrictJson,
    /// What was answered with it, for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<FlowAnswered>,
}

/// What a subscriber answered.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowAnswered {
    /// Which version of the instance's survey.
    pub version: Version,
    /// In which language.
    pub language: Locale,
    /// What, checked.
    pub answers: StrictJson,
}

/// Why a flow does not take what it is told.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowRefusal {
    /// It has come to another outcome already.
    Over,
    /// Its time is up.
    Ended,
    /// That offer is not the one that was made.
    NotOffered,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowActed {
    /// Why it was not taken, if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<FlowRefusal>,
}

/// A flow, for whoever started it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowItem {
    /// Its name.
    pub flow: FlowId,
    /// The instance.
    pub instance: InstanceName,
    /// How it stands, as the app has it.
    pub state: StrictJson,
    /// What figures tell it apart by.
    pub facts: FlowFacts,
    /// When it was started.
    pub made_at: Moment,
    /// When it was changed last.
    pub changed_at: Moment,
}

/// Asks for an instance's flows.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListFlows {
    /// Started from then on.
    pub from: Moment,
    /// Started before then.
    pub before: Moment,
    /// After this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<(Moment, FlowId)>,
}

impl ListFlows {
    /// How many are told at once.
    pub const AT_ONCE: u32 = 500;
}

/// Some of an instance's flows, in the order in which they were started.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FlowsListed {
    /// Up to [`ListFlows::AT_ONCE`] of them.
    pub items: Vec<FlowItem>,
    /// Whether there are more.
    pub more: bool,
}
