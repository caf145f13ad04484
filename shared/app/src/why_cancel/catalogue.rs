//! How Why Cancel stands until its owner says otherwise.

use super::Event;
use super::flow::SETTLES_DAYS;
use crate::{AlertDefault, Brand, DuplicateRule, Stage, StageDefaults, When};

/// The question of what would bring back who has left.
const BRING_BACK: &str = "bring-back";

/// How it stands until its owner says otherwise.
#[derive(Debug)]
pub struct Defaults {
    /// What it is called, and where.
    pub brands: &'static [Brand],
    /// The survey, of the flow and of the invitation: SurveyJS JSON, in every language that respondents have.
    pub survey: &'static str,
    /// The question of which the reasons are the choices; a message may ask it by itself.
    pub first_question: &'static str,
    /// The question that says whether somebody may be written to with an offer to come back.
    pub consent_question: &'static str,
    /// How long after a cancellation the invitation is sent, in minutes.
    pub delay_minutes: u32,
    /// For so many days an outcome is corrected by what the seller tells: who was saved and cancels, who cancelled and stays.
    pub settles_days: u16,
    /// At which reasons the seller is told at once.
    pub alert_reasons: &'static [&'static str],
    /// What its messages may say.
    pub variables: &'static [Variable],
}

/// What a message may say of a cancellation, by the name in its templates.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Variable {
    /// The subscriber's name.
    Name,
    /// What the seller's system calls the subscription.
    Reference,
    /// What was subscribed to.
    Plan,
}

impl Variable {
    /// Its name in templates, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Reference => "reference",
            Self::Plan => "plan",
        }
    }

    /// What it says of an event; nothing where the event does not tell. Names are as they were sent: whoever writes them into a
    /// message escapes them.
    #[must_use]
    pub fn of(self, event: &Event) -> Option<&str> {
        match self {
            Self::Name => event.subscriber.name.as_ref().map(crate::Text::as_str),
            Self::Reference => Some(event.subscription.key.as_str()),
            Self::Plan => event.subscription.plan.as_ref().map(crate::Text::as_str),
        }
    }
}

/// How it stands until its owner says otherwise.
pub static DEFAULTS: Defaults = Defaults {
    brands: &[Brand { title: "Why Cancel", path: "why-cancel" }],
    survey: include_str!("../../surveys/why-cancel/cancel.json"),
    first_question: "reason",
    consent_question: "come-back",
    delay_minutes: 60,
    settles_days: SETTLES_DAYS,
    alert_reasons: &["technical", "service"],
    variables: &[Variable::Name, Variable::Reference, Variable::Plan],
};

/// The same, as far as it is that of every app: what is asked after a cancellation, and some time after it.
pub static INVITATIONS: crate::Defaults = crate::Defaults {
    brands: DEFAULTS.brands,
    stages: &[
        StageDefaults {
            stage: Stage::Cancelled,
            delay_minutes: DEFAULTS.delay_minutes,
            reminds: true,
            survey: DEFAULTS.survey,
            first_question: DEFAULTS.first_question,
        },
        StageDefaults {
            stage: Stage::WinBack,
            delay_minutes: 30 * 24 * 60,
            // Who has left is written to once.
            reminds: false,
            survey: include_str!("../../surveys/why-cancel/win-back.json"),
            first_question: BRING_BACK,
        },
    ],
    // One subscription is asked about once; who has several may leave each for a reason of its own.
    duplicates: DuplicateRule { by_stage: false, same_buyer_days: 0, same_product_days: 0 },
    variables: &[crate::Variable::Name, crate::Variable::Reference],
    alerts: &[
        AlertDefault {
            name: "reason",
            stage: Stage::Cancelled,
            question: DEFAULTS.first_question,
            when: When::OneOf(DEFAULTS.alert_reasons),
        },
        // What the seller may have to offer by now.
        AlertDefault {
            name: "bring-back",
            stage: Stage::WinBack,
            question: BRING_BACK,
            when: When::OneOf(&["lower-price", "other-plan"]),
        },
    ],
};
