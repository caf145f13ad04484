//! An alert, and what becomes of it.

use core::fmt;

use credential::UserId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use survey::ResponseId;

use super::AlertRule;
use crate::window::later_by_seconds;
use crate::{RuleName, ZoneName};

/// That a response was of a kind which a rule looks for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Alert {
    rule: RuleName,
    response: ResponseId,
    raised: Timestamp,
    state: AlertState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tell_at: Option<Timestamp>,
    digest: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    escalate_at: Option<Timestamp>,
}

/// How an alert stands.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum AlertState {
    /// Nobody sees to it yet.
    Open,
    /// Somebody sees to it.
    Assigned {
        /// Who.
        to: UserId,
    },
    /// Nobody had handled it in time, and others were told.
    Escalated {
        /// Who sees to it, if somebody does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UserId>,
    },
    /// It is done.
    Handled {
        /// Who did it.
        by: UserId,
        /// What they say of it.
        note: Note,
    },
    /// The response is there no more.
    Gone,
}

impl AlertState {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.standing().name()
    }

    /// How the alert stands, without what belongs to it.
    #[must_use]
    pub const fn standing(&self) -> AlertStanding {
        match self {
            Self::Open => AlertStanding::Open,
            Self::Assigned { .. } => AlertStanding::Assigned,
            Self::Escalated { .. } => AlertStanding::Escalated,
            Self::Handled { .. } => AlertStanding::Handled,
            Self::Gone => AlertStanding::Gone,
        }
    }

    /// Who sees to it, or has.
    #[must_use]
    pub const fn whose(&self) -> Option<&UserId> {
        match self {
            Self::Assigned { to } | Self::Escalated { to: Some(to) } => Some(to),
            Self::Handled { by, .. } => Some(by),
            Self::Open | Self::Escalated { to: None } | Self::Gone => None,
        }
    }
}

/// How an alert stands, in a word.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertStanding {
    /// Nobody sees to it yet.
    Open,
    /// Somebody sees to it.
    Assigned,
    /// Nobody had handled it in time.
    Escalated,
    /// It is done.
    Handled,
    /// The response is there no more.
    Gone,
}

impl AlertStanding {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Assigned, Self::Escalated, Self::Handled, Self::Gone];

    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Assigned => "assigned",
            Self::Escalated => "escalated",
            Self::Handled => "handled",
            Self::Gone => "gone",
        }
    }

    /// Whether nothing more happens with it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Open | Self::Assigned | Self::Escalated => false,
            Self::Handled | Self::Gone => true,
        }
    }
}

/// What staff say of an alert that they have handled: at most 2000 bytes; it may be empty. It may be
/// about a person, and is not printed.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// The text is too long, or holds control characters other than tabs and line feeds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a note is at most 2000 bytes of text")]
pub struct InvalidNote;

impl Note {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Note {
    type Error = InvalidNote;

    fn try_from(raw: String) -> Result<Self, InvalidNote> {
        let control = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
        if raw.len() <= 2000 && !raw.contains(control) { Ok(Self(raw)) } else { Err(InvalidNote) }
    }
}

impl From<Note> for String {
    fn from(note: Note) -> Self {
        note.0
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Note(..)")
    }
}

/// Something that an alert is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AlertInput {
    /// It may be time: [`Alert::next_due`] has come.
    Due,
    /// Somebody sees to it.
    Assign(UserId),
    /// Somebody has handled it.
    Handle(UserId, Note),
    /// The response was withdrawn or erased.
    Gone,
}

/// That an alert changed. It is kept, together with what is to be done.
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use = "effects are to be done in the same transaction"]
pub struct AlertChanged {
    /// What is to be done. The rule says whom to tell.
    pub effects: Vec<AlertEffect>,
}

/// Something that is to be done about an alert.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AlertEffect {
    /// Tell those whom the rule names; with the rule's others of the same moment in one message if
    /// `digest`.
    Tell {
        /// Whether it goes with others.
        digest: bool,
    },
    /// Tell those to whom it escalates.
    Escalate,
}

/// Why an input changed nothing.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum AlertUnchanged {
    /// It was told so before.
    #[error("this is known already")]
    Already,
    /// It is not time yet.
    #[error("it is not time yet")]
    NotYet,
    /// It is handled, or gone.
    #[error("the alert is over")]
    Over,
}

impl AlertUnchanged {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Already => "already",
            Self::NotYet => "not-yet",
            Self::Over => "over",
        }
    }
}

impl Alert {
    /// An alert that a rule raises by a response. Those that are told at once are due now.
    #[must_use]
    pub fn new(rule: &AlertRule, response: ResponseId, now: Timestamp, zone: &ZoneName) -> Self {
        let escalate_at = rule
            .escalate
            .as_ref()
            .map(|escalation| later_by_seconds(now, i64::from(escalation.after_hours) * 60 * 60));
        Self {
            rule: rule.name.clone(),
            response,
            raised: now,
            state: AlertState::Open,
            tell_at: Some(rule.tell.next(now, zone)),
            digest: rule.tell != super::Telling::AtOnce,
            escalate_at,
        }
    }

    /// The rule that raised it.
    #[must_use]
    pub const fn rule(&self) -> &RuleName {
        &self.rule
    }

    /// The response it is about.
    #[must_use]
    pub const fn response(&self) -> ResponseId {
        self.response
    }

    /// When it was raised.
    #[must_use]
    pub const fn raised(&self) -> Timestamp {
        self.raised
    }

    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> &AlertState {
        &self.state
    }

    /// When it has to be looked at again; never once it is over.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.tell_at.into_iter().chain(self.escalate_at).min()
    }

    /// Tells the alert something. Whatever is told twice does no harm.
    ///
    /// # Errors
    ///
    /// Nothing changed, and why.
    pub fn apply(
        &mut self,
        input: &AlertInput,
        now: Timestamp,
    ) -> Result<AlertChanged, AlertUnchanged> {
        let over = self.state.standing().is_over();
        let mut effects = Vec::new();
        let next = match input {
            AlertInput::Gone if self.state == AlertState::Gone => {
                return Err(AlertUnchanged::Already);
            }
            AlertInput::Gone => AlertState::Gone,
            AlertInput::Handle(by, note) => {
                let next = AlertState::Handled { by: by.clone(), note: note.clone() };
                self.unless_over(over, next)?
            }
            AlertInput::Assign(to) => self.unless_over(over, self.assigned(to))?,
            AlertInput::Due if over => return Err(AlertUnchanged::Over),
            AlertInput::Due => self.due(now, &mut effects)?,
        };
        self.state = next;
        if self.state.standing().is_over() {
            (self.tell_at, self.escalate_at) = (None, None);
        }
        Ok(AlertChanged { effects })
    }

    fn unless_over(&self, over: bool, next: AlertState) -> Result<AlertState, AlertUnchanged> {
        if next == self.state {
            Err(AlertUnchanged::Already)
        } else if over {
            Err(AlertUnchanged::Over)
        } else {
            Ok(next)
        }
    }

    fn assigned(&self, to: &UserId) -> AlertState {
        match self.state {
            AlertState::Escalated { .. } => AlertState::Escalated { to: Some(to.clone()) },
            AlertState::Open
            | AlertState::Assigned { .. }
            | AlertState::Handled { .. }
            | AlertState::Gone => AlertState::Assigned { to: to.clone() },
        }
    }

    fn due(
        &mut self,
        now: Timestamp,
        effects: &mut Vec<AlertEffect>,
    ) -> Result<AlertState, AlertUnchanged> {
        if self.tell_at.take_if(|at| *at <= now).is_some() {
            effects.push(AlertEffect::Tell { digest: self.digest });
        }
        let mut next = self.state.clone();
        if self.escalate_at.take_if(|at| *at <= now).is_some() {
            effects.push(AlertEffect::Escalate);
            let to = match &self.state {
                AlertState::Assigned { to } => Some(to.clone()),
                AlertState::Escalated { to } => to.clone(),
                AlertState::Open | AlertState::Handled { .. } | AlertState::Gone => None,
            };
            next = AlertState::Escalated { to };
        }
        if effects.is_empty() { Err(AlertUnchanged::NotYet) } else { Ok(next) }
    }
}
