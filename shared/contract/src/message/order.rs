//! What was asked about, together with what was answered.

use ::survey::{Number, ResponseId, SurveyId};
use serde::{Deserialize, Serialize};

use super::{AlertItem, AskedItem, Cursor, ResponseItem};
use crate::Moment;

/// Asks for an instance's invitations with their answers, the newest first.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListOrders {
    /// Which of them; without it, all.
    #[serde(default)]
    pub which: OrdersWhich,
    /// Where the stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many at most, 1 to [`Self::MOST`]; without it, 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl ListOrders {
    /// The most that are listed at once.
    pub const MOST: u32 = 200;
}

/// Which invitations are listed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrdersWhich {
    /// All of them.
    #[default]
    All,
    /// Those that were answered.
    Answered,
    /// Those whose answer staff are alerted to, and have not handled.
    Open,
}

impl OrdersWhich {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::All, Self::Answered, Self::Open];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Answered => "answered",
            Self::Open => "open",
        }
    }
}

/// How what staff are alerted to by an answer stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderAlert {
    /// Somebody has to see to it.
    Open,
    /// All of it is over.
    Handled,
}

impl OrderAlert {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Handled => "handled",
        }
    }
}

/// A stretch of an instance's invitations.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrdersListed {
    /// The stretch.
    pub items: Vec<OrderItem>,
    /// Where the next one begins, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// Whether the instance links answers to what they are of. Where it does not, no answer is told.
    pub linked: bool,
}

/// An invitation, with its answer.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrderItem {
    /// The invitation.
    pub asked: AskedItem,
    /// Its answer, if it is linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<OrderAnswer>,
}

/// What a list says of an answer.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrderAnswer {
    /// The response.
    pub response: ResponseId,
    /// When it was kept.
    pub at: Moment,
    /// What it scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Number>,
    /// Whether staff were alerted to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<OrderAlert>,
}

/// One invitation, with what was answered.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrderDetail {
    /// The invitation.
    pub order: OrderItem,
    /// Whether the instance links answers.
    pub linked: bool,
    /// The survey that was answered, if an answer is linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey: Option<SurveyId>,
    /// What was answered, for whoever may read responses of the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseItem>,
    /// What staff were alerted to by it.
    pub alerts: Vec<AlertItem>,
}
