//! How Why Cancel stands until its owner says otherwise.

use crate::{Brand, Variable};

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

/// How it stands until its owner says otherwise.
pub static DEFAULTS: Defaults = Defaults {
    brands: &[Brand { title: "Why Cancel", path: "why-cancel" }],
    survey: include_str!("../../surveys/why-cancel/cancel.json"),
    first_question: "reason",
    consent_question: "come-back",
    delay_minutes: 60,
    settles_days: 30,
    alert_reasons: &["technical", "service"],
    variables: &[Variable::Name, Variable::Reference],
};
