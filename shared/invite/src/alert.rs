//! Alerts: what staff are told of answers, and what becomes of it.

mod case;
mod condition;
mod read;
mod rule;
mod target;
mod words;

pub use case::{
    Alert, AlertChanged, AlertEffect, AlertInput, AlertStanding, AlertState, AlertUnchanged,
    InvalidNote, Note,
};
pub use condition::{Condition, Place, Plain, QuestionName};
pub use rule::{AlertRule, AlertRules, Escalation, Telling};
pub use target::{InvalidTarget, MailTarget, PhoneTarget, Target, WebhookTarget};
pub use words::{InvalidKeyword, Keyword};

#[cfg(test)]
mod tests;
