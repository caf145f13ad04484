//! What sellers send: subscriptions that have ended, or go on after all, as JSON.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

use super::{ReasonId, Subscription, Term};
use crate::read::{self, Findings, Object};
use crate::store_evaluator::intake::{amount, extra, tags};
use crate::{Amount, BatchFault, Fault, InvalidValue, Reason, Recipient, Scalar, Text};

/// What was told of a subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Which.
    pub subscription: Subscription,
    /// What happened.
    pub happening: Happening,
    /// When.
    pub happened: Timestamp,
    /// Whose it is.
    pub subscriber: Recipient,
    /// Who cancelled.
    pub by: By,
    /// Why, if the seller has asked already.
    pub reason: Option<ReasonId>,
    /// When the seller wants the invitation to be sent, instead of the app's delay.
    pub send_at: Option<Timestamp>,
    /// Whether the person may be asked, if the seller says so.
    pub consent: Option<bool>,
    /// What the seller sorts events by: at most 20.
    pub tags: BTreeSet<Text>,
    /// What else the seller sends along: at most 50.
    pub extra: BTreeMap<Box<str>, Scalar>,
    /// Whether somebody tries out how it goes: it is kept out of all numbers.
    pub test: bool,
}

/// What happened to a subscription.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Happening {
    /// It was cancelled.
    Cancelled,
    /// It goes on: the cancellation was regretted, or the subscriber has come back.
    Resumed,
}

/// Who cancelled a subscription.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    /// The subscriber, wherever they did it.
    Subscriber,
    /// Somebody of the seller's, for the subscriber.
    Staff,
    /// Nobody: a payment failed for good. Nobody has decided anything, so nobody is asked why.
    Payment,
}

const MEMBERS: &[&str] = &[
    "stage",
    "subscription",
    "plan",
    "amount",
    "term",
    "started_on",
    "subscriber",
    "language",
    "country",
    "time_zone",
    "cancelled_at",
    "by",
    "reason",
    "send_at",
    "consent",
    "tags",
    "extra",
    "test",
];

/// Reads one event, or a list of 1 to 500: for each the event, or everything that is wrong with it.
///
/// `received` is the present moment: when it happened, if it is not told.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of events at all.
pub fn read(
    body: &[u8],
    received: Timestamp,
) -> Result<Vec<Result<Event, Vec<Fault>>>, BatchFault> {
    let events = read::batch(body)?.into_iter().enumerate();
    Ok(events.map(|(index, event)| one(index, &event, received)).collect())
}

pub(super) fn one(index: usize, value: &Value, received: Timestamp) -> Result<Event, Vec<Fault>> {
    let mut findings = Findings::new(index);
    let found = &mut findings;
    let read = found.object(Some(value), "$").and_then(|told| event(found, told, received));
    findings.or_faults(read)
}

fn event(found: &mut Findings, told: Object<'_>, received: Timestamp) -> Option<Event> {
    found.refuse_unknown(told, MEMBERS);
    if told.member("stage").is_none() {
        found.add("$.stage", Reason::Missing);
    }
    let happening = word(found, told, "stage", STAGES);
    let subscription = subscription(found, told, received);
    let subscriber = subscriber(found, told);
    let by = word(found, told, "by", PARTIES).unwrap_or(By::Subscriber);
    let reason = found.optional(told, "reason");
    let cancelled_at = found.moment(told, "cancelled_at", received);
    let send_at = found.moment(told, "send_at", received);
    let consent = told.member("consent").map(|_| found.flag(told, "consent", false));
    let (tags, extra) = (tags(found, told), extra(found, told));
    let test = found.flag(told, "test", false);
    let happening = happening?;
    let to_be_asked = happening == Happening::Cancelled
        && told.member("reason").is_none()
        && matches!(by, By::Subscriber | By::Staff);
    if to_be_asked && !subscriber.is_reachable() {
        found.add("$.subscriber", Reason::Unreachable);
    }
    Some(Event {
        subscription: subscription?,
        happening,
        happened: cancelled_at.unwrap_or(received),
        subscriber,
        by,
        reason,
        send_at,
        consent,
        tags,
        extra,
        test,
    })
}

/// Words that may stand somewhere, with what each means, and what is said of others.
type Words<T> = (&'static [(&'static str, T)], InvalidValue);

const STAGES: Words<Happening> = (
    &[("cancelled", Happening::Cancelled), ("resumed", Happening::Resumed)],
    InvalidValue("cancelled or resumed"),
);

const PARTIES: Words<By> = (
    &[("subscriber", By::Subscriber), ("staff", By::Staff), ("payment", By::Payment)],
    InvalidValue("subscriber, staff or payment"),
);

const TERMS: Words<Term> = (
    &[
        ("week", Term::Week),
        ("month", Term::Month),
        ("quarter", Term::Quarter),
        ("half-year", Term::HalfYear),
        ("year", Term::Year),
    ],
    InvalidValue("week, month, quarter, half-year or year"),
);

/// What the word that stands there means.
fn word<T: Copy>(
    found: &mut Findings,
    object: Object<'_>,
    name: &str,
    (words, rule): Words<T>,
) -> Option<T> {
    let text = found.text(object, name)?;
    let meant = words.iter().find(|(word, _)| *word == text).map(|(_, meant)| *meant);
    if meant.is_none() {
        found.add(object.path_of(name), rule.into());
    }
    meant
}

/// The subscription that events and flows tell of alike.
pub(super) fn subscription(
    found: &mut Findings,
    told: Object<'_>,
    received: Timestamp,
) -> Option<Subscription> {
    let key = found.required(told, "subscription");
    let plan = found.optional(told, "plan");
    let (amount, term) = (amount(found, told), word(found, told, "term", TERMS));
    let price = price(found, told, amount, term);
    let started_on = started_on(found, told, received);
    Some(Subscription { key: key?, plan, price, started_on })
}

/// A price needs a term: without it nobody knows what is lost.
fn price(
    found: &mut Findings,
    told: Object<'_>,
    amount: Option<Amount>,
    term: Option<Term>,
) -> Option<(Amount, Term)> {
    for (given, other) in [("amount", "term"), ("term", "amount")] {
        if told.member(given).is_some() && told.member(other).is_none() {
            found.add(told.path_of(other), Reason::Missing);
        }
    }
    amount.zip(term)
}

const DAY: InvalidValue =
    InvalidValue("a day as in 2026-11-27, from 1900 on and at most a year ahead");

fn started_on(found: &mut Findings, told: Object<'_>, received: Timestamp) -> Option<Date> {
    let text = found.text(told, "started_on")?;
    // Other readers also take weeks, and days without hyphens.
    let day: Option<Date> = text.parse().ok().filter(|day: &Date| day.to_string() == text);
    let latest = day_of(received).saturating_add(1.year());
    let day = day.filter(|day| day.year() >= 1900 && *day <= latest);
    if day.is_none() {
        found.add("$.started_on", DAY.into());
    }
    day
}

/// The day of a moment, in UTC: ages are told in months, and need no more.
pub(super) fn day_of(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

/// Whose subscription it is, as events and flows tell alike.
pub(super) fn subscriber(found: &mut Findings, told: Object<'_>) -> Recipient {
    let mut recipient = Recipient {
        language: found.language(told, "language"),
        country: found.optional(told, "country"),
        time_zone: found.optional(told, "time_zone"),
        ..Recipient::default()
    };
    if let Some(person) = found.object(told.member("subscriber"), "$.subscriber") {
        found.refuse_unknown(person, &["email", "phone", "name"]);
        recipient.email = found.optional(person, "email");
        recipient.phone = found.optional(person, "phone");
        recipient.name = found.optional(person, "name");
    }
    recipient
}
