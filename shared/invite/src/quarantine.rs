//! How often one person may be invited.

use credential::AppName;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Earlier, Event, Skip, window::later_by_days};

/// A person gets at most so many invitations in so many days. Reminders are none.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuarantineRule {
    /// Which of the person's invitations are counted.
    pub among: Among,
    /// How many there may be.
    pub at_most: u8,
    /// In how many days; a day is 24 hours.
    pub days: u16,
    /// What becomes of one more.
    pub action: Action,
}

/// Which invitations of one person a quarantine counts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Among {
    /// Those of the same app instance.
    Instance,
    /// All of the tenant's.
    Person,
    /// Those of a group of apps.
    Apps(Vec<AppName>),
}

/// What becomes of an invitation for which a quarantine has no room.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is not sent.
    Block,
    /// It waits until there is room.
    Delay,
}

/// What the rules say of a moment.
pub(crate) enum Verdict {
    /// There is room.
    Free,
    /// There is room from a later moment on.
    Wait {
        /// Whose invitations the rule counts.
        among: Among,
        /// From when on.
        until: Timestamp,
    },
    /// There is none, and none is waited for.
    Full(Skip),
}

impl QuarantineRule {
    /// The moments that the rule counts.
    fn counted(&self, event: &Event, earlier: &[&Earlier]) -> Vec<Timestamp> {
        let counts = |one: &&&Earlier| match &self.among {
            Among::Instance => one.app == event.app && one.instance == event.instance,
            Among::Person => true,
            Among::Apps(apps) => apps.contains(&one.app),
        };
        earlier.iter().filter(counts).map(|one| one.at).collect()
    }

    /// Whether one more may be sent at this moment: no stretch of the rule's days then has too many.
    fn has_room(&self, counted: &[Timestamp], at: Timestamp) -> bool {
        // Those that lie ahead count as well: they are planned, or the clock was set back.
        let near = |one: &&Timestamp| {
            at < later_by_days(**one, self.days) && **one < later_by_days(at, self.days)
        };
        counted.iter().filter(near).count() < usize::from(self.at_most)
    }

    /// The first moment from `at` on at which one more may be sent.
    fn free_from(&self, counted: &[Timestamp], at: Timestamp) -> Timestamp {
        let ends = counted.iter().map(|one| later_by_days(*one, self.days));
        let free = ends.filter(|end| *end > at && self.has_room(counted, *end)).min();
        if self.has_room(counted, at) { at } else { free.unwrap_or(Timestamp::MAX) }
    }
}

/// What the rules say of an invitation for this event at this moment.
pub(crate) fn verdict(
    rules: &[QuarantineRule],
    event: &Event,
    earlier: &[&Earlier],
    at: Timestamp,
) -> Verdict {
    let mut verdict = Verdict::Free;
    let mut latest = at;
    for rule in rules {
        let until = rule.free_from(&rule.counted(event, earlier), at);
        let among = rule.among.clone();
        match rule.action {
            Action::Block if until > at => {
                let (at_most, days) = (rule.at_most, rule.days);
                return Verdict::Full(Skip::Quarantine { among, at_most, days, until });
            }
            Action::Delay if until > latest => {
                latest = until;
                verdict = Verdict::Wait { among, until };
            }
            Action::Block | Action::Delay => {}
        }
    }
    verdict
}
