//! What became of an order's parcels, as storage takes it.

use app::delivery_control::Outcome;
use app::{Key, OfParcels, Stage};
use contract::Moment;
use contract::message::{ParcelOutcome, ParcelsCounted, ParcelsItem};
use credential::AppName;
use invite::EventKey;
use jiff::Timestamp;

use super::Open;
use super::ask::{Wrong, ask, parts};

/// What storage is told of parcels, for an instance. What is said to have happened when it came has no time of its own.
pub(super) fn parcels(
    app: &AppName,
    (of, received): (OfParcels, Timestamp),
    (stage, instance): (Stage, &Open),
    open: &[Open],
) -> Result<ParcelsItem, Vec<Wrong>> {
    let OfParcels { order, told, at, counted, ask: asked, test } = of;
    let ask = asked.map(|one| ask(app, (one, received), (stage, instance))).transpose()?;
    let named: Result<_, _> = told.parcels.iter().map(key).collect();
    let on = moment(at);
    // Which of several it is of that ask about such things, nobody has told: it is counted to none.
    let is_one = open.iter().filter(|one| one.stage == Some(stage)).count() == 1;
    let counted = counted.filter(|_| is_one);
    Ok(ParcelsItem {
        instance: instance.name.clone(),
        key: key(&order)?,
        parcels: named?,
        outcome: match told.outcome {
            Outcome::Delivered => ParcelOutcome::Delivered,
            Outcome::Returned => ParcelOutcome::Returned,
            Outcome::Failed => ParcelOutcome::Failed,
        },
        at: (at != received).then_some(on),
        more_to_come: told.more_to_come,
        counted: counted.map(|one| ParcelsCounted { on, late: one.late, parts: parts(one.parts) }),
        ask: ask.map(Box::new),
        test,
    })
}

fn key(raw: &Key) -> Result<EventKey, Vec<Wrong>> {
    EventKey::try_from(raw.as_str().to_owned()).map_err(|_| vec![Wrong::key()])
}

/// A moment, as storage has it. Nothing of ours is from before 1970.
fn moment(at: Timestamp) -> Moment {
    Moment::from_unix_millis(u64::try_from(at.as_millisecond()).unwrap_or_default())
}
