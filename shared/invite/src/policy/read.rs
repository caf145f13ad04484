//! Reads policies.

use serde_json::Value;

use super::{Policy, Stage};
use crate::check::{At, Faults, Members};
use crate::{Action, Among, Fault, FaultReason, QuarantineRule, Weekday, Window};

/// The longest delay: 90 days.
const MAX_DELAY_MINUTES: u32 = 90 * 24 * 60;

/// What is taken in some places, for whoever is told so.
const COUNTRY: &str = "two capital letters that name a country";
const ZONE: &str = "a time zone of the tz database";
const TIME: &str = "a time of day from \"00:00\" to \"24:00\"";
const WEEKDAY: &str = "a day of the week in English, small letters";
const HOLIDAYS: &str = "\"recipient\", or a country whose holidays are known";
const DAY_OFF: &str = "a day: \"2026-12-24\", or \"12-24\" for every year";
const CHANNELS: &str = "a list of \"mail\", \"sms\", \"voice\", each at most once, at least one";
const ON_BOUNCE: &str = "\"stop\" or \"next-channel\"";
const ACTION: &str = "\"block\" or \"delay\"";
const AMONG: &str = "\"instance\", \"person\", or {\"apps\": [..]} with 1 to 50 apps";
const DUPLICATES: &str = "\"key\" or \"key-and-stage\"";
const FLAGS: &str = "a list of \"cancelled\", \"failed\", \"returned\", \"wholesale\", \"no-consent\", each at most once";
const STAGE: &str = "a stage's name: 1 to 32 of a-z, 0-9 and -";
const TRUTH: &str = "true or false";

pub(super) fn policy(json: &Value) -> Result<Policy, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut policy = Policy::default();
    if let Some(mut members) = faults.object(&At::root(json)) {
        where_and_when(&mut policy, &mut members, &mut faults);
        to_whom_and_how(&mut policy, &mut members, &mut faults);
        members.end(&mut faults);
    }
    faults.or(policy)
}

/// Puts a value in its place, if it was read.
fn set<T>(place: &mut T, read: Option<T>) {
    if let Some(read) = read {
        *place = read;
    }
}

fn where_and_when(policy: &mut Policy, members: &mut Members<'_>, faults: &mut Faults) {
    if let Some(at) = members.take("country") {
        set(&mut policy.country, faults.read(&at, COUNTRY));
    }
    if let Some(at) = members.take("zone") {
        set(&mut policy.zone, faults.read(&at, ZONE));
    }
    if let Some(at) = members.take("delay-minutes") {
        set(&mut policy.delay_minutes, faults.number(&at, 0, MAX_DELAY_MINUTES));
    }
    if let Some(at) = members.take("stages") {
        set(&mut policy.stages, faults.list(&at, (0, 10), stage));
        let stages = policy.stages.iter().enumerate();
        for (index, one) in stages {
            let before = policy.stages.get(..index).unwrap_or_default();
            if before.iter().any(|other| other.stage == one.stage) {
                faults.add(format!("$.stages[{index}].stage"), FaultReason::Twice);
            }
        }
    }
    if let Some(at) = members.take("window") {
        set(&mut policy.window, window(faults, &at));
    }
    if let Some(at) = members.take("give-up-days") {
        set(&mut policy.give_up_days, faults.number(&at, 1, 90));
    }
    if let Some(at) = members.take("reminders") {
        let days = |faults: &mut Faults, at: &At<'_>| faults.number(at, 1, 60);
        set(&mut policy.reminders, faults.list(&at, (0, 3), days));
    }
    if let Some(at) = members.take("link-days") {
        set(&mut policy.link_days, faults.number(&at, 1, 365));
    }
}

fn to_whom_and_how(policy: &mut Policy, members: &mut Members<'_>, faults: &mut Faults) {
    if let Some(at) = members.take("channels") {
        set(&mut policy.channels, faults.read(&at, CHANNELS));
        if policy.channels.as_slice().is_empty() {
            faults.add(at.path, FaultReason::MustBe { wanted: CHANNELS });
        }
    }
    if let Some(at) = members.take("on-bounce") {
        set(&mut policy.on_bounce, faults.read(&at, ON_BOUNCE));
    }
    if let Some(at) = members.take("quarantine") {
        set(&mut policy.quarantine, faults.list(&at, (0, 10), quarantine));
    }
    if let Some(at) = members.take("same-buyer-days") {
        set(&mut policy.same_buyer_days, faults.number(&at, 0, 365));
    }
    if let Some(at) = members.take("same-product-days") {
        set(&mut policy.same_product_days, faults.number(&at, 0, 365));
    }
    if let Some(at) = members.take("duplicates") {
        set(&mut policy.duplicates, faults.read(&at, DUPLICATES));
    }
    if let Some(at) = members.take("skip") {
        set(&mut policy.skip, faults.read(&at, FLAGS));
    }
    if let Some(at) = members.take("link-answers") {
        set(&mut policy.link_answers, faults.read(&at, TRUTH));
    }
    if let Some(at) = members.take("test") {
        set(&mut policy.test, faults.read(&at, TRUTH));
    }
}

fn stage(faults: &mut Faults, at: &At<'_>) -> Option<Stage> {
    let mut members = faults.object(at)?;
    let stage = members.need(faults, "stage").and_then(|at| faults.read(&at, STAGE));
    let delay = members.need(faults, "delay-minutes");
    let delay_minutes = delay.and_then(|at| faults.number(&at, 0, MAX_DELAY_MINUTES));
    members.end(faults);
    Some(Stage { stage: stage?, delay_minutes: delay_minutes? })
}

fn window(faults: &mut Faults, at: &At<'_>) -> Option<Window> {
    let mut members = faults.object(at)?;
    let mut window = Window::default();
    if let Some(at) = members.take("from") {
        set(&mut window.from, faults.read(&at, TIME));
    }
    if let Some(at) = members.take("to") {
        set(&mut window.to, faults.read(&at, TIME));
    }
    if let Some(at) = members.take("days") {
        let weekday = |faults: &mut Faults, at: &At<'_>| faults.read::<Weekday>(at, WEEKDAY);
        set(&mut window.days, faults.set(&at, (1, 7), weekday));
    }
    if let Some(at) = members.take("holidays") {
        let whose = |faults: &mut Faults, at: &At<'_>| faults.read(at, HOLIDAYS);
        set(&mut window.holidays, faults.set(&at, (0, 10), whose));
    }
    if let Some(at) = members.take("own-days-off") {
        let day = |faults: &mut Faults, at: &At<'_>| faults.read(at, DAY_OFF);
        set(&mut window.own_days_off, faults.set(&at, (0, 100), day));
    }
    if window.from >= window.to {
        let wanted = "a window that opens before it closes";
        faults.add(&at.path, FaultReason::MustBe { wanted });
    }
    members.end(faults);
    Some(window)
}

fn quarantine(faults: &mut Faults, at: &At<'_>) -> Option<QuarantineRule> {
    let mut members = faults.object(at)?;
    let among = members.need(faults, "among").and_then(|at| among(faults, &at));
    let at_most = members.need(faults, "at-most").and_then(|at| faults.number(&at, 1, 20));
    let days = members.need(faults, "days").and_then(|at| faults.number(&at, 1, 365));
    let action = members.need(faults, "action");
    let action = action.and_then(|at| faults.read::<Action>(&at, ACTION));
    members.end(faults);
    Some(QuarantineRule { among: among?, at_most: at_most?, days: days?, action: action? })
}

fn among(faults: &mut Faults, at: &At<'_>) -> Option<Among> {
    let among = faults.read::<Among>(at, AMONG)?;
    let fits = match &among {
        Among::Apps(apps) => (1..=50).contains(&apps.len()),
        Among::Instance | Among::Person => true,
    };
    if !fits {
        faults.add(&at.path, FaultReason::MustBe { wanted: AMONG });
    }
    Some(among)
}
