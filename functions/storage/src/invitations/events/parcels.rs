//! Orders that come in parcels: what was told of each, and what follows from all of it.

use std::collections::{BTreeMap, BTreeSet};

use ::app::Key;
use ::app::delivery_control::{Counted, Follows, OrderState, OrderTold, Outcome, ParcelsTold, Why};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use contract::message::{
    Day, EventResult, ParcelOutcome, ParcelsCounted, ParcelsItem, PartName, Parts, Passed,
};
use credential::InstanceName;
use invite::EventKey;
use problem::{Kind, Problem};
use store::{DeliveryChange, ParcelPlace, ParcelStore as _};

use super::Taking;
use crate::failure::store_failed;
use crate::invitations::time::timestamp;

/// How much of a keyed hash names a parcel within its order, in bytes.
const NAME_BYTES: usize = 16;

impl Taking<'_> {
    /// Takes what became of parcels. It is looked at together with what was told of the order's others, in the transaction
    /// that keeps it: of two that are told at once, the second one knows of the first.
    pub(super) async fn parcels(&mut self, item: ParcelsItem) -> Result<EventResult, Problem> {
        let ParcelsItem { instance, key, parcels, outcome, at, more_to_come, .. } = &item;
        if !(1..=ParcelsItem::MOST).contains(&parcels.len()) {
            return Ok(EventResult::Refused);
        }
        let (context, tenant) = (self.context, self.secrets.tenant());
        if self.setups.find(context, tenant, (self.app, instance)).await?.is_none() {
            return Ok(EventResult::NoInstance);
        }
        let order = self.hash(b"order", instance, key.as_str());
        let place = ParcelPlace { tenant, app: self.app, instance };
        let kept = context.store.find_order_state(place, &order).await.map_err(store_failed)?;
        let mut state: OrderState = match kept {
            Some(kept) => serde_json::from_str(&kept).map_err(|_| unread())?,
            None => OrderState::default(),
        };
        let before = state.clone();
        let told = ParcelsTold {
            parcels: self.names(instance, (key, parcels))?,
            outcome: outcome_of(*outcome),
            more_to_come: *more_to_come,
        };
        let counted = item.counted.as_ref().filter(|_| !item.test).map(counted);
        let told = state.take(&told, (at.map(timestamp), counted.as_ref()));
        if !self.dry_run {
            if state != before {
                let state = serde_json::to_string(&state).map_err(|_| unread())?;
                let kept = context.store.keep_order_state(place, (&order, &state), context.now);
                kept.await.map_err(store_failed)?;
            }
            if let Some(counted) = &counted {
                self.count(place, &told, counted).await?;
            }
        }
        self.follow(item, told.follows).await
    }

    /// What follows. What is told otherwise of an order that was asked about changes its invitation, as long as nothing is written.
    async fn follow(
        &mut self,
        item: ParcelsItem,
        follows: Follows,
    ) -> Result<EventResult, Problem> {
        let ParcelsItem { instance, key, more_to_come, ask, .. } = item;
        match (follows, ask) {
            (Follows::Ask, Some(ask)) => self.ask(*ask).await,
            (Follows::Nothing(Why::Asked), Some(ask)) if !more_to_come => self.ask(*ask).await,
            (Follows::Ask, None) => Ok(EventResult::Refused),
            (Follows::CallOff, _) => self.cancel(&instance, &key).await,
            (Follows::Nothing(why), _) => Ok(EventResult::Passed(match why {
                Why::MoreToCome => Passed::MoreToCome,
                Why::Asked => Passed::Asked,
                Why::Returned => Passed::Returned,
                Why::Failed => Passed::Failed,
                Why::Older => Passed::Older,
            })),
        }
    }

    /// The names under which parcels are kept: no customer's, and no carrier's.
    fn names(
        &self,
        instance: &InstanceName,
        (order, parcels): (&EventKey, &[EventKey]),
    ) -> Result<BTreeSet<Key>, Problem> {
        let name = |parcel: &EventKey| {
            let what = format!("{}\n{}", order.as_str(), parcel.as_str());
            let hash = self.hash(b"parcel", instance, &what);
            let name = hash.first_chunk::<NAME_BYTES>().map(<[u8; NAME_BYTES]>::as_slice);
            let name = Base64UrlUnpadded::encode_string(name.unwrap_or(&hash));
            Key::try_from(name.as_str()).map_err(|_| unread())
        };
        parcels.iter().map(name).collect()
    }

    async fn count(
        &self,
        place: ParcelPlace<'_>,
        told: &OrderTold,
        counted: &Counted,
    ) -> Result<(), Problem> {
        let less = told.taken_back.iter().map(|before| (before, changes((-1, 0), before.late)));
        let more = (counted, changes((told.delivered.into(), told.failed.into()), counted.late));
        for (of, change) in less.chain([more]).filter(|(_, change)| !change.is_empty()) {
            let (day, parts) = (Day::from_number(of.day), parts(of));
            let kept = self.context.store.count_deliveries(place, (day, &parts), &change);
            kept.await.map_err(store_failed)?;
        }
        Ok(())
    }
}

/// As what figures count parcels, as it is kept of an order.
fn counted(of: &ParcelsCounted) -> Counted {
    let parts = of.parts.iter().map(|(name, value)| (name.to_string(), value.to_owned()));
    Counted { day: Day::of(of.on).number(), late: of.late, parts: parts.collect() }
}

/// What figures are told apart by. What was kept was that before.
fn parts(of: &Counted) -> Parts {
    let named =
        of.parts.iter().filter_map(|(name, value)| Some((name.parse().ok()?, value.clone())));
    named.collect::<BTreeMap<PartName, String>>().try_into().unwrap_or_default()
}

/// What changes in figures by so many that came, and so many attempts that failed.
fn changes((delivered, failed): (i64, i64), late: Option<u32>) -> DeliveryChange {
    let is_late = late.filter(|minutes| *minutes > 0);
    let all = [
        ("delivered", delivered),
        ("failed", failed),
        ("promised", late.map_or(0, |_| delivered)),
        ("late", is_late.map_or(0, |_| delivered)),
        ("late-minutes", is_late.map_or(0, |minutes| delivered.saturating_mul(minutes.into()))),
    ];
    let some = all.into_iter().filter(|(_, count)| *count != 0);
    some.map(|(what, count)| (what.to_owned(), count)).collect()
}

const fn outcome_of(told: ParcelOutcome) -> Outcome {
    match told {
        ParcelOutcome::Delivered => Outcome::Delivered,
        ParcelOutcome::Returned => Outcome::Returned,
        ParcelOutcome::Failed => Outcome::Failed,
    }
}

fn unread() -> Problem {
    Problem::new(Kind::Internal).with_cause("what is kept of an order")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_is_counted_with_its_minutes() {
        for (told, late, want) in [
            ((0, 0), Some(5), vec![]),
            ((0, 2), None, vec![("failed", 2)]),
            ((1, 0), None, vec![("delivered", 1)]),
            ((2, 0), Some(0), vec![("delivered", 2), ("promised", 2)]),
            (
                (2, 0),
                Some(30),
                vec![("delivered", 2), ("late", 2), ("late-minutes", 60), ("promised", 2)],
            ),
            (
                (-1, 0),
                Some(30),
                vec![("delivered", -1), ("late", -1), ("late-minutes", -30), ("promised", -1)],
            ),
        ] {
            let changes = changes(told, late);
            let changes: Vec<_> = changes.iter().map(|(what, count)| (&**what, *count)).collect();
            assert_eq!(changes, want);
        }
    }
}
