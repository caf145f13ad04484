//! Reads a set-up strictly.

use core::ops::RangeInclusive;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use survey::Locale;

use super::{MAX_OFFERS, MAX_SETUP_BYTES, MAX_WIN_BACKS, Setup};
use crate::read::{self, Findings, Object};
use crate::why_cancel::{
    Age, AskBack, Basis, Offer, OfferId, OfferKind, OfferSetup, OfferText, ReasonId, WinBack,
};
use crate::{Fault, InvalidValue, Reason};

const TOO_MANY: Reason = Reason::Value(InvalidValue("a list of at most 50"));
const TOO_MANY_RULES: Reason = Reason::Value(InvalidValue("a list of at most 20"));
const ONE_KIND: InvalidValue =
    InvalidValue("an offer of one kind: discount, pause, plan_change, contact or link");
const AGE: InvalidValue =
    InvalidValue("under-1-month, 1-to-3-months, 3-to-12-months, 1-to-2-years or over-2-years");
const KNOWN_OFFER: InvalidValue =
    InvalidValue("the id of an offer that a letter can make: a discount, a plan change or a link");
const BASIS: InvalidValue = InvalidValue("consent or legitimate-interest");

/// The longest address that a letter names: of a longer one it would be a part.
const MAX_WRITTEN_LINK_BYTES: usize = 900;

const PERCENT: InvalidValue = InvalidValue("a whole number from 1 to 100");
const MONTHS: InvalidValue = InvalidValue("a whole number from 1 to 36");
const PAUSE: InvalidValue = InvalidValue("a whole number from 1 to 12");
const DAYS: InvalidValue = InvalidValue("a whole number from 7 to 365");

pub(super) fn setup(body: &[u8]) -> Result<Setup, Vec<Fault>> {
    let mut findings = Findings::new(0);
    let found = &mut findings;
    let json = read::json(body, MAX_SETUP_BYTES);
    let json = json.map_err(|fault| found.add("$", fault.into())).ok();
    let read = found.object(json.as_ref(), "$").map(|told| {
        found.refuse_unknown(told, &["offers", "win_back", "ask_back"]);
        let offers = offers(found, told);
        let win_back = win_backs(found, told, &offers);
        let ask_back = ask_back(found, told, &offers);
        Setup { offers, win_back, ask_back }
    });
    findings.or_faults(read)
}

fn offers(found: &mut Findings, told: Object<'_>) -> Vec<OfferSetup> {
    let mut offers: Vec<OfferSetup> = Vec::new();
    let items = found.list(told, "offers", MAX_OFFERS, TOO_MANY);
    for (at, item) in items.iter().enumerate() {
        let path = format!("$.offers[{at}]");
        let Some(item) = found.object(Some(item), &path) else { continue };
        let Some(offer) = offer_setup(found, item) else { continue };
        if offers.iter().any(|known| known.id == offer.id) {
            found.add(item.path_of("id"), Reason::Twice);
        }
        offers.push(offer);
    }
    offers
}

fn offer_setup(found: &mut Findings, item: Object<'_>) -> Option<OfferSetup> {
    let kinds = OfferKind::ALL.map(OfferKind::as_str);
    let mut known = vec!["id", "reasons", "plans", "from_age", "texts"];
    known.extend(kinds);
    found.refuse_unknown(item, &known);
    let id = found.required(item, "id");
    let reasons = reasons(found, item);
    let plans = set(found, item, "plans");
    let from_age = age(found, item);
    let texts = texts(found, item);
    let mut told = OfferKind::ALL.into_iter().filter(|kind| item.member(kind.as_str()).is_some());
    let offer = if let (Some(kind), None) = (told.next(), told.next()) {
        offer(found, item, kind)
    } else {
        found.add(item.path, ONE_KIND.into());
        None
    };
    Some(OfferSetup { id: id?, offer: offer?, reasons, plans, from_age, texts })
}

fn offer(found: &mut Findings, item: Object<'_>, kind: OfferKind) -> Option<Offer> {
    let path = item.path_of(kind.as_str());
    let inner = found.object(item.member(kind.as_str()), &path)?;
    match kind {
        OfferKind::Discount => {
            found.refuse_unknown(inner, &["code", "percent", "months"]);
            let code = found.required(inner, "code");
            let percent = number(found, inner, "percent", 1..=100, PERCENT);
            let months = number(found, inner, "months", 1..=36, MONTHS);
            Some(Offer::Discount { code: code?, percent, months })
        }
        OfferKind::Pause => {
            found.refuse_unknown(inner, &["months"]);
            if inner.member("months").is_none() {
                found.add(inner.path_of("months"), Reason::Missing);
            }
            Some(Offer::Pause { months: number(found, inner, "months", 1..=12, PAUSE)? })
        }
        OfferKind::PlanChange => {
            found.refuse_unknown(inner, &["plan"]);
            Some(Offer::PlanChange { plan: found.required(inner, "plan")? })
        }
        OfferKind::Contact => {
            found.refuse_unknown(inner, &[]);
            Some(Offer::Contact)
        }
        OfferKind::Link => {
            found.refuse_unknown(inner, &["url"]);
            Some(Offer::Link { url: found.required(inner, "url")? })
        }
    }
}

fn win_backs(found: &mut Findings, told: Object<'_>, offers: &[OfferSetup]) -> Vec<WinBack> {
    let mut rules = Vec::new();
    let items = found.list(told, "win_back", MAX_WIN_BACKS, TOO_MANY_RULES);
    for (at, item) in items.iter().enumerate() {
        let path = format!("$.win_back[{at}]");
        let Some(item) = found.object(Some(item), &path) else { continue };
        found.refuse_unknown(item, &["reasons", "after_days", "offer"]);
        let reasons = reasons(found, item);
        if item.member("after_days").is_none() {
            found.add(item.path_of("after_days"), Reason::Missing);
        }
        let after_days = number(found, item, "after_days", 7..=365, DAYS);
        let offer = written_offer(found, item, offers);
        rules.extend(after_days.map(|after_days| WinBack { reasons, after_days, offer }));
    }
    rules
}

fn ask_back(found: &mut Findings, told: Object<'_>, offers: &[OfferSetup]) -> Option<AskBack> {
    let inner = found.object(told.member("ask_back"), "$.ask_back")?;
    found.refuse_unknown(inner, &["basis", "offer"]);
    if inner.member("basis").is_none() {
        found.add(inner.path_of("basis"), Reason::Missing);
    }
    let named = found.text(inner, "basis");
    let basis = named.and_then(|named| {
        let basis = Basis::ALL.into_iter().find(|basis| basis.as_str() == named);
        if basis.is_none() {
            found.add(inner.path_of("basis"), BASIS.into());
        }
        basis
    });
    let offer = written_offer(found, inner, offers);
    Some(AskBack { basis: basis?, offer })
}

/// An offer that a letter makes.
fn written_offer(found: &mut Findings, item: Object<'_>, offers: &[OfferSetup]) -> Option<OfferId> {
    let offer: Option<OfferId> = found.optional(item, "offer");
    if offer.as_ref().is_some_and(|id| !can_be_written(offers, id)) {
        found.add(item.path_of("offer"), KNOWN_OFFER.into());
    }
    offer
}

/// Whether there is such an offer, and it is one that can be made to somebody who has gone.
fn can_be_written(offers: &[OfferSetup], id: &OfferId) -> bool {
    offers.iter().filter(|setup| setup.id == *id).any(|setup| match &setup.offer {
        Offer::Discount { .. } | Offer::PlanChange { .. } => true,
        Offer::Link { url } => url.as_str().len() <= MAX_WRITTEN_LINK_BYTES,
        Offer::Pause { .. } | Offer::Contact => false,
    })
}

/// At least one reason: from none nothing would ever follow.
fn reasons(found: &mut Findings, item: Object<'_>) -> BTreeSet<ReasonId> {
    let told = item.member("reasons");
    if told.is_none_or(|told| told.as_array().is_some_and(Vec::is_empty)) {
        found.add(item.path_of("reasons"), Reason::Missing);
    }
    set(found, item, "reasons")
}

/// A list of texts, each once.
fn set<T: Ord + for<'a> TryFrom<&'a str, Error = InvalidValue>>(
    found: &mut Findings,
    item: Object<'_>,
    name: &str,
) -> BTreeSet<T> {
    let mut all = BTreeSet::new();
    for (at, entry) in found.list(item, name, 50, TOO_MANY).iter().enumerate() {
        let path = format!("{}[{at}]", item.path_of(name));
        match entry.as_str().map(T::try_from) {
            None => found.add(path, Reason::NotAText),
            Some(Err(error)) => found.add(path, error.into()),
            Some(Ok(value)) => {
                if !all.insert(value) {
                    found.add(path, Reason::Twice);
                }
            }
        }
    }
    all
}

fn age(found: &mut Findings, item: Object<'_>) -> Option<Age> {
    let text = found.text(item, "from_age")?;
    let age = Age::ALL.into_iter().find(|age| age.as_str() == text);
    if age.is_none() {
        found.add(item.path_of("from_age"), AGE.into());
    }
    age
}

/// A whole number within bounds.
fn number<T: TryFrom<u64>>(
    found: &mut Findings,
    item: Object<'_>,
    name: &str,
    bounds: RangeInclusive<u64>,
    rule: InvalidValue,
) -> Option<T> {
    let number = item.member(name)?.as_u64().filter(|number| bounds.contains(number));
    let number = number.and_then(|number| T::try_from(number).ok());
    if number.is_none() {
        found.add(item.path_of(name), rule.into());
    }
    number
}

/// How an offer reads: at least in one language.
fn texts(found: &mut Findings, item: Object<'_>) -> BTreeMap<Box<str>, OfferText> {
    let mut texts = BTreeMap::new();
    let path = item.path_of("texts");
    let Some(all) = found.object(item.member("texts"), &path) else {
        if item.member("texts").is_none() {
            found.add(path, Reason::Missing);
        }
        return texts;
    };
    if all.members.is_empty() {
        found.add(&*path, Reason::Missing);
    }
    for (language, value) in all.members {
        // What does not name a language is not repeated: it may be anything.
        let Ok(language) = language.parse::<Locale>() else {
            found.add(&*path, Reason::NotALanguage);
            continue;
        };
        if let Some(text) = offer_text(found, value, &all.path_of(language.as_str())) {
            texts.insert(language.as_str().into(), text);
        }
    }
    texts
}

fn offer_text(found: &mut Findings, value: &Value, path: &str) -> Option<OfferText> {
    let inner = found.object(Some(value), path)?;
    found.refuse_unknown(inner, &["title", "text"]);
    let title = found.required(inner, "title");
    let text = found.optional(inner, "text");
    Some(OfferText { title: title?, text })
}
