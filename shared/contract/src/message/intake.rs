//! What an app must know of its instances to take events for them.

use ::survey::StrictJson;
use credential::InstanceName;
use serde::{Deserialize, Serialize};

/// Asks for it.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReadIntake {
    /// Of which instances, up to [`Self::MOST`]; without any, of all.
    #[serde(default)]
    pub instances: Vec<InstanceName>,
}

impl ReadIntake {
    /// The most instances that events are for at once.
    pub const MOST: usize = 10;
}

/// What is needed of those that there are.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Up to [`ReadIntake::MOST`] of them.
    pub items: Vec<IntakeItem>,
    /// Whether there are more than that.
    pub more: bool,
}

/// What is needed of one.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IntakeItem {
    /// Its name.
    pub instance: InstanceName,
    /// When somebody is invited.
    pub policy: StrictJson,
    /// What is the app's own.
    pub settings: StrictJson,
}
