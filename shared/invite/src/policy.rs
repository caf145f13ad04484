//! What a customer sets up for an app instance.

mod read;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::window::{Hours, later_by_seconds};
use crate::{
    Action, Among, Calendar, Channel, Channels, CountryCode, Event, EventKey, Fault, Few, Flag,
    Flags, HolidaysOf, QuarantineRule, StageName, Window, ZoneName,
};

/// How an app instance invites. Each field has a default; docs/invitations.md says them and the bounds.
///
/// It is made by [`Policy::parse`], of JSON, or by its default.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Policy {
    /// Where recipients are whose country is not known.
    pub country: CountryCode,
    /// The time of recipients for whom neither their zone nor that of their country is known.
    pub zone: ZoneName,
    /// How long after an event the invitation is sent.
    pub delay_minutes: u32,
    /// What differs for events of some stages.
    pub stages: Vec<Stage>,
    /// When messages may be sent.
    pub window: Window,
    /// How many days after the moment that was wanted first an invitation is not sent any more.
    pub give_up_days: u16,
    /// Reminders: how many days each is sent after the message before it.
    pub reminders: Vec<u16>,
    /// How many days the link can be used, from the first message on.
    pub link_days: u16,
    /// The channels that are used, the most wanted first.
    pub channels: Channels,
    /// What is done when a message cannot be delivered.
    pub on_bounce: OnBounce,
    /// How often one person may be invited.
    pub quarantine: Vec<QuarantineRule>,
    /// How many days a buyer is not invited again by this instance; 0 for none.
    pub same_buyer_days: u16,
    /// How many days a buyer is not asked about the same product again; 0 for none.
    pub same_product_days: u16,
    /// Which events are the same.
    pub duplicates: Duplicates,
    /// For what is the matter with an event nobody is invited.
    pub skip: Flags,
    /// Whether an answer is linked to its invitation, so that whoever may read responses sees them together.
    pub link_answers: bool,
    /// Whether all is done for a test: sent at once, and kept out of all numbers.
    pub test: bool,
}

/// What differs for events of one stage.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stage {
    /// The stage.
    pub stage: StageName,
    /// How long after an event the invitation is sent.
    pub delay_minutes: u32,
}

/// What is done when a message cannot be delivered.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnBounce {
    /// Nothing more.
    Stop,
    /// It is sent by the next channel that there is.
    NextChannel,
}

/// Which events of an instance are the same.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duplicates {
    /// Those with the same key.
    Key,
    /// Those with the same key and the same stage.
    KeyAndStage,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            country: CountryCode::SWEDEN,
            zone: ZoneName::default(),
            delay_minutes: 7 * 24 * 60,
            stages: Vec::new(),
            window: Window::default(),
            give_up_days: 30,
            reminders: vec![5],
            link_days: 45,
            channels: few(&[Channel::Mail, Channel::Sms]),
            on_bounce: OnBounce::NextChannel,
            quarantine: vec![QuarantineRule {
                among: Among::Person,
                at_most: 2,
                days: 14,
                action: Action::Delay,
            }],
            same_buyer_days: 0,
            same_product_days: 0,
            duplicates: Duplicates::KeyAndStage,
            skip: few(&Flag::ALL),
            link_answers: false,
            test: false,
        }
    }
}

/// Things of which a reader can see that they are few and different.
fn few<T: Clone + PartialEq, const MAX: usize>(things: &[T]) -> Few<T, MAX> {
    Few::try_from(things.to_vec()).unwrap_or_default()
}

impl Policy {
    /// Reads a policy. What is not said has its default.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with JSON paths; after 200 faults the rest is left out.
    pub fn parse(json: &Value) -> Result<Self, Vec<Fault>> {
        read::policy(json)
    }

    /// The key by which storage knows that an event was there before, within its app instance.
    #[must_use]
    pub fn duplicate_key(&self, key: &EventKey, stage: &StageName) -> String {
        match self.duplicates {
            Duplicates::Key => key.to_string(),
            // A key holds no line feed.
            Duplicates::KeyAndStage => format!("{stage}\n{key}"),
        }
    }

    /// The moment at which an invitation for this event is wanted.
    #[must_use]
    pub fn wanted(&self, event: &Event) -> Timestamp {
        let stage = self.stages.iter().find(|one| one.stage == event.stage);
        let minutes = stage.map_or(self.delay_minutes, |stage| stage.delay_minutes);
        event.send_at.unwrap_or_else(|| later_by_seconds(event.happened, i64::from(minutes) * 60))
    }

    /// The recipient's zone: their own, else their country's, else the policy's.
    #[must_use]
    pub fn zone_of(&self, event: &Event) -> ZoneName {
        let zone = event.zone.clone().or_else(|| event.country?.zone());
        zone.unwrap_or_else(|| self.zone.clone())
    }

    /// The window where the recipient is.
    pub(crate) fn hours(&self, event: &Event) -> Hours<'_> {
        let whose = self.window.holidays.iter().map(|whose| match whose {
            HolidaysOf::Recipient => event.country.unwrap_or(self.country),
            HolidaysOf::Country(country) => *country,
        });
        Hours {
            window: &self.window,
            zone: self.zone_of(event).time_zone(),
            calendars: whose.filter_map(Calendar::of).collect(),
            latest: event.latest,
        }
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        Self::parse(&json).map_err(|_| serde::de::Error::custom("not a policy"))
    }
}
