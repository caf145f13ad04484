//! Who is asked after a cancellation, and when.

use jiff::{SignedDuration, Timestamp};

use super::{By, DEFAULTS, Event, Flow, Happening};

/// Why nobody is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotAsked {
    /// The subscription goes on: whoever was to be asked is not.
    Resumed,
    /// The subscriber has decided nothing: a payment failed.
    Payment,
    /// The seller told why.
    ReasonKnown,
    /// The subscriber said why, in the flow, before they cancelled.
    ToldInFlow,
    /// They do not want to be asked.
    NoConsent,
    /// Nothing says where to write to.
    Unreachable,
}

impl NotAsked {
    /// Its name in answers and histories, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resumed => "resumed",
            Self::Payment => "payment",
            Self::ReasonKnown => "reason-known",
            Self::ToldInFlow => "told-in-flow",
            Self::NoConsent => "no-consent",
            Self::Unreachable => "unreachable",
        }
    }
}

/// When somebody is asked why they cancelled, before windows and quarantine. `flow` is the latest one of the same subscription, if
/// there was one. That one subscription is asked about once is the machinery's to see to: its key is the duplicate key.
///
/// # Errors
///
/// Why nobody is asked.
pub fn after(event: &Event, flow: Option<&Flow>) -> Result<Timestamp, NotAsked> {
    match event.happening {
        Happening::Resumed => return Err(NotAsked::Resumed),
        Happening::Cancelled => {}
    }
    match event.by {
        By::Payment => return Err(NotAsked::Payment),
        By::Subscriber | By::Staff => {}
    }
    if event.reason.is_some() {
        return Err(NotAsked::ReasonKnown);
    }
    if flow.is_some_and(Flow::has_told) {
        return Err(NotAsked::ToldInFlow);
    }
    if event.consent == Some(false) {
        return Err(NotAsked::NoConsent);
    }
    if !event.subscriber.is_reachable() {
        return Err(NotAsked::Unreachable);
    }
    let delay = SignedDuration::from_mins(i64::from(DEFAULTS.delay_minutes));
    let wanted = event.happened.saturating_add(delay).unwrap_or(event.happened);
    Ok(event.send_at.unwrap_or(wanted))
}
