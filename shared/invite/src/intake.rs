//! What becomes of an event when it comes in.

use credential::InvitationId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::quarantine::{Verdict, verdict};
use crate::window::{later_by_days, later_by_seconds};
use crate::{
    Channel, Earlier, Event, Moved, MovedBecause, Policy, Products, Seen, Skip, SuppressionCause,
};

/// What becomes of an event.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "decision")]
pub enum Decision {
    /// Somebody is going to be invited.
    Scheduled(Planned),
    /// Nobody is invited.
    Skipped(Skip),
}

/// When somebody is going to be invited, and about what.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Planned {
    /// When. Whether it may be sent is looked at again then.
    pub at: Timestamp,
    /// That it is not the moment that was wanted, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// The products that are asked about: those of the event that were not asked about lately.
    pub products: Products,
}

/// How late an event may be without a word of it: none comes in at once.
const NOT_WORTH_A_WORD_SECONDS: i64 = 15 * 60;

/// How often a moment is moved from window to quarantine and back.
const MAX_MOVES: usize = 50;

/// Decides about an event that comes in.
///
/// It is looked at in this order: the same event, what is the matter with it, channels and
/// suppressions, the policy's times, buyer rules, window and quarantine. For a test only the first
/// three count.
#[must_use]
pub fn decide(policy: &Policy, event: &Event, seen: &Seen, now: Timestamp) -> Decision {
    match &seen.same {
        Some(known) => Decision::Skipped(Skip::Duplicate { state: known.state }),
        None => plan(policy, event, seen, None, now),
    }
}

/// Decides about an event, whether it was there before or not. `own` is its invitation.
pub(crate) fn plan(
    policy: &Policy,
    event: &Event,
    seen: &Seen,
    own: Option<&InvitationId>,
    now: Timestamp,
) -> Decision {
    match planned(policy, event, seen, own, now) {
        Ok(planned) => Decision::Scheduled(planned),
        Err(skip) => Decision::Skipped(skip),
    }
}

fn planned(
    policy: &Policy,
    event: &Event,
    seen: &Seen,
    own: Option<&InvitationId>,
    now: Timestamp,
) -> Result<Planned, Skip> {
    let flags = event.flags.as_slice().iter();
    if let Some(flag) = flags.copied().find(|flag| policy.skip.has(flag)) {
        return Err(Skip::Flagged { flag });
    }
    usable(policy, event, seen)?;
    if policy.test || event.test {
        return Ok(Planned { at: now, moved: None, products: event.products.clone() });
    }
    let wanted = policy.wanted(event);
    if wanted > later_by_days(now, 365) {
        return Err(Skip::TooEarly { planned: wanted });
    }
    let others = others(seen, own, true);
    let products = products_to_ask(policy, event, &others, wanted.max(now))?;
    let (at, because) = place(policy, event, &others, wanted, now)?;
    let moved = (!because.is_empty()).then_some(Moved { from: wanted, because });
    Ok(Planned { at, moved, products })
}

/// The person's other invitations; those that are only planned, too, if `planned`.
pub(crate) fn others<'a>(
    seen: &'a Seen,
    own: Option<&InvitationId>,
    planned: bool,
) -> Vec<&'a Earlier> {
    let counts = |one: &&Earlier| Some(&one.invitation) != own && (planned || !one.planned);
    seen.earlier.iter().filter(counts).collect()
}

/// The channels by which the person can be written to, the most wanted first; at least one.
pub(crate) fn usable(policy: &Policy, event: &Event, seen: &Seen) -> Result<Vec<Channel>, Skip> {
    if let Some(cause) = suppressed(seen, None) {
        return Err(Skip::Suppressed { cause, channel: None });
    }
    let there = policy.channels.as_slice().iter().copied().filter(|one| event.channels.has(one));
    let there: Vec<_> = there.collect();
    let open: Vec<_> =
        there.iter().copied().filter(|one| suppressed(seen, Some(*one)).is_none()).collect();
    match (open.is_empty(), there.first()) {
        (false, _) => Ok(open),
        (true, None) => Err(Skip::NoChannel),
        (true, Some(first)) => {
            let cause = suppressed(seen, Some(*first)).unwrap_or(SuppressionCause::OptedOut);
            Err(Skip::Suppressed { cause, channel: Some(*first) })
        }
    }
}

/// Why nothing is sent by this channel, or by any if it is none. The strongest cause is told.
fn suppressed(seen: &Seen, channel: Option<Channel>) -> Option<SuppressionCause> {
    let here = seen.suppressions.iter().filter(|one| one.channel == channel);
    here.map(|one| one.cause).min()
}

/// The products that are asked about, by the rules for buyers.
pub(crate) fn products_to_ask(
    policy: &Policy,
    event: &Event,
    others: &[&Earlier],
    at: Timestamp,
) -> Result<Products, Skip> {
    // Another stage of the same event is of one and the same purchase.
    let own = others.iter().filter(|one| {
        one.app == event.app && one.instance == event.instance && one.key != event.key
    });
    let near = |one: &Earlier, days: u16| {
        at < later_by_days(one.at, days) && one.at < later_by_days(at, days)
    };
    let days = policy.same_buyer_days;
    if let Some(one) = own.clone().find(|one| near(one, days)) {
        return Err(Skip::SameBuyer { at: one.at, days });
    }
    let days = policy.same_product_days;
    let mut left = Products::default();
    let mut asked = None;
    for product in event.products.as_slice() {
        let mut before = own.clone().filter(|one| one.products.has(product));
        match before.find(|one| near(one, days)) {
            Some(one) => asked = Some((product, one.at)),
            None => left.add(product.clone()),
        }
    }
    match asked {
        Some((product, at)) if left.as_slice().is_empty() => {
            Err(Skip::SameProducts { product: product.clone(), at, days })
        }
        Some(_) | None => Ok(left),
    }
}

/// The first moment from `wanted` on that window and quarantine allow.
fn place(
    policy: &Policy,
    event: &Event,
    others: &[&Earlier],
    wanted: Timestamp,
    now: Timestamp,
) -> Result<(Timestamp, Vec<MovedBecause>), Skip> {
    let hours = policy.hours(event);
    let mut because = Vec::new();
    if later_by_seconds(wanted, NOT_WORTH_A_WORD_SECONDS) < now {
        because.push(MovedBecause::Passed);
    }
    let mut at = wanted.max(now);
    for _ in 0..MAX_MOVES {
        let (slot, reasons) = hours.slot(at)?;
        for reason in reasons {
            if !because.contains(&reason) && because.len() < MAX_MOVES {
                because.push(reason);
            }
        }
        at = slot.opens;
        in_time(policy, wanted, at)?;
        match verdict(&policy.quarantine, event, others, at) {
            Verdict::Free => return Ok((at, because)),
            Verdict::Full(skip) => return Err(skip),
            Verdict::Wait { among, until } => {
                because.push(MovedBecause::Quarantine { among, until });
                at = until;
            }
        }
    }
    Err(Skip::NoTime)
}

/// Whether an invitation is worth being sent at `at` that was wanted at `wanted`.
pub(crate) fn in_time(policy: &Policy, wanted: Timestamp, at: Timestamp) -> Result<(), Skip> {
    let days = policy.give_up_days;
    if at > later_by_days(wanted, days) {
        Err(Skip::TooLate { planned: wanted, days })
    } else {
        Ok(())
    }
}
