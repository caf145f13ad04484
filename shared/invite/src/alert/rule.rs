//! Rules by which staff are alerted.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use survey::Number;

use super::{Condition, Target};
use crate::{Fault, RuleName, TimeOfDay, Weekday, ZoneName};

/// The alert rules of an app instance: at most 20, each with a name of its own.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct AlertRules(pub(super) Vec<AlertRule>);

/// Who is told, and when, if answers are of a kind.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct AlertRule {
    /// Its name.
    pub name: RuleName,
    /// What it looks for.
    pub when: Condition,
    /// Who is told.
    pub to: Vec<Target>,
    /// When they are.
    pub tell: Telling,
    /// Who is told if nobody sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalate: Option<Escalation>,
}

/// When an alert is told.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Telling {
    /// At once.
    AtOnce,
    /// With the others of the same day, at this time.
    Daily(TimeOfDay),
    /// With the others of the same week.
    Weekly {
        /// On this day.
        on: Weekday,
        /// At this time.
        at: TimeOfDay,
    },
}

/// Who is told of an alert that nobody has handled.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Escalation {
    /// How long after it was raised.
    pub after_hours: u16,
    /// Who.
    pub to: Vec<Target>,
}

impl AlertRules {
    /// Reads rules: a list.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, with JSON paths; after 200 faults the rest is left out.
    pub fn parse(json: &Value) -> Result<Self, Vec<Fault>> {
        super::read::rules(json)
    }

    /// The rules.
    #[must_use]
    pub fn as_slice(&self) -> &[AlertRule] {
        &self.0
    }

    /// The rule of this name.
    #[must_use]
    pub fn named(&self, name: &RuleName) -> Option<&AlertRule> {
        self.0.iter().find(|rule| rule.name == *name)
    }

    /// The rules that the answers of a response and its score raise an alert by.
    #[must_use]
    pub fn raised(&self, answers: &Map<String, Value>, score: Option<Number>) -> Vec<&AlertRule> {
        self.0.iter().filter(|rule| rule.when.is_met(answers, score)).collect()
    }
}

impl<'de> Deserialize<'de> for AlertRules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        Self::parse(&json).map_err(|_| serde::de::Error::custom("not alert rules"))
    }
}

impl Telling {
    /// When an alert is told that is raised now, by a clock in this zone. A time that the clock jumps
    /// over is told after the jump, one that it has twice at the first of the two.
    #[must_use]
    pub fn next(self, now: Timestamp, zone: &ZoneName) -> Timestamp {
        let zone = zone.time_zone();
        let (time, wanted) = match self {
            Self::AtOnce => return now,
            Self::Daily(time) => (time, None),
            Self::Weekly { on, at } => (at, Some(on)),
        };
        let mut day = zone.to_datetime(now).date();
        // Within eight days there is one of each weekday that is not today.
        for _ in 0..9 {
            let at = time.on(day).and_then(|at| zone.to_ambiguous_timestamp(at).compatible().ok());
            let is_day = wanted.is_none_or(|wanted| wanted.is(day));
            if let Some(at) = at.filter(|at| is_day && *at > now) {
                return at;
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        now
    }
}
