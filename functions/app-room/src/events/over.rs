//! Subscriptions that are over, whether or not somebody is asked about them.

use app::why_cancel::By;
use app::{At, Told};
use contract::Moment;
use contract::message::{EventItem, FlowFacts, Left, LeftBy, Recipient};
use invite::EventKey;

use super::Open;
use super::ask::recipient;

/// What is over, as storage is told it. An address that is none is left out.
pub(super) struct Settled {
    pub(super) key: EventKey,
    pub(super) left: Box<Left>,
    recipient: Recipient,
}

/// What storage is told of what is over at an instance; nothing where nothing is, or under a reference that is none.
pub(super) fn over(told: &dyn Told, instance: &Open) -> Option<Settled> {
    let (settings, delay_minutes) = (&instance.settings, instance.delay_minutes);
    let over = told.settles(At { stage: instance.stage?, settings, delay_minutes })?;
    let key = EventKey::try_from(over.key.as_str().to_owned()).ok()?;
    let (currency, monthly) = over.monthly.unzip();
    let facts = FlowFacts {
        plan: over.plan.map(|plan| plan.as_str().to_owned()),
        age: over.age.map(str::to_owned),
        currency: currency.map(|currency| currency.as_str().to_owned()),
        monthly,
    };
    // Nothing of ours is from before 1970; what says so is as old as can be.
    let millis = u64::try_from(over.at.as_millisecond()).unwrap_or_default();
    let left = Left {
        at: Moment::from_unix_millis(millis),
        facts,
        reason: over.reason.map(|reason| reason.as_str().to_owned()),
        by: match over.by {
            By::Subscriber => LeftBy::Subscriber,
            By::Staff => LeftBy::Staff,
            By::Payment => LeftBy::Payment,
        },
        why: over.why.map(str::to_owned),
        test: over.test,
    };
    let recipient = recipient(&over.recipient, ("", instance), &mut Vec::new());
    Some(Settled { key, left: Box::new(left), recipient })
}

/// What is over, where nobody is asked.
pub(crate) fn settled<'a>(
    told: &'a dyn Told,
    open: &'a [Open],
) -> impl Iterator<Item = EventItem> + 'a {
    open.iter().filter_map(|instance| {
        let Settled { key, left, recipient } = over(told, instance)?;
        Some(EventItem::Settle { instance: instance.name.clone(), key, left, recipient })
    })
}
