//! An order's parcels, as they are kept from one report to the next.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Follows, MAX_PARCELS, Outcome, Parcels, ParcelsTold, Why};
use crate::Key;

/// What is kept of an order: of each parcel what became of it last. Whoever keeps it says by which names parcels are kept.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrderState {
    asked: bool,
    parcels: BTreeMap<String, KeptParcel>,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct KeptParcel {
    outcome: Outcome,
    /// When, in seconds since 1970; none if nobody has told.
    at: Option<i64>,
}

/// What a report comes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OrderTold {
    /// What follows.
    pub follows: Follows,
    /// How many parcels have come that had not.
    pub delivered: u32,
    /// How many attempts have failed that were not known of.
    pub failed: u32,
}

impl OrderState {
    /// Takes what is reported, and says what it comes to. `at` is when it happened, if somebody has told. The same again changes
    /// nothing and is not counted; neither does what happened before something that is known already, so that a list
    /// may be sent again as a whole.
    pub fn take(&mut self, told: &ParcelsTold, at: Option<Timestamp>) -> OrderTold {
        let at = at.map(Timestamp::as_second);
        let (outcome, more_to_come) = (told.outcome, told.more_to_come);
        let fresh = told.parcels.iter().filter(|parcel| !self.is_older(parcel, at)).cloned();
        let told = ParcelsTold { parcels: fresh.collect(), outcome, more_to_come };
        let (mut delivered, mut failed) = (0, 0);
        if told.parcels.is_empty() {
            return OrderTold { follows: Follows::Nothing(Why::Older), delivered, failed };
        }
        let known = self.parcels.iter().filter_map(|(parcel, kept)| {
            Some((Key::try_from(parcel.as_str()).ok()?, kept.outcome))
        });
        let mut parcels = Parcels::new(known, self.asked);
        let follows = parcels.report(&told);
        for parcel in &told.parcels {
            let before = self.parcels.get(parcel.as_str());
            if before.is_none() && self.parcels.len() >= MAX_PARCELS {
                continue;
            }
            match outcome {
                Outcome::Delivered => {
                    delivered += u32::from(before.is_none_or(|kept| kept.outcome != outcome));
                }
                Outcome::Failed => {
                    let same = |kept: &KeptParcel| {
                        kept.outcome == outcome && (at.is_none() || kept.at == at)
                    };
                    failed += u32::from(!before.is_some_and(same));
                }
                Outcome::Returned => {}
            }
            // What nobody has told the time of is after what is known.
            let at = at.or(before.and_then(|kept| kept.at));
            self.parcels.insert(parcel.as_str().to_owned(), KeptParcel { outcome, at });
        }
        self.asked = parcels.asked();
        OrderTold { follows, delivered, failed }
    }

    /// Whether something later is known of a parcel.
    fn is_older(&self, parcel: &Key, at: Option<i64>) -> bool {
        let known = self.parcels.get(parcel.as_str()).and_then(|kept| kept.at);
        known.zip(at).is_some_and(|(known, at)| at < known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parcels: &[&str], outcome: Outcome) -> ParcelsTold {
        let parcels = parcels.iter().map(|parcel| Key::try_from(*parcel).unwrap());
        ParcelsTold { parcels: parcels.collect(), outcome, more_to_come: false }
    }

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).unwrap()
    }

    /// What reports came to, as they were told again from what was written down.
    fn came_to(reports: &[(&[&str], Outcome, Option<i64>)]) -> Vec<(Follows, u32, u32)> {
        let mut kept = serde_json::to_string(&OrderState::default()).unwrap();
        let told = reports.iter().map(|(parcels, outcome, hour)| {
            let mut state: OrderState = serde_json::from_str(&kept).unwrap();
            let OrderTold { follows, delivered, failed } =
                state.take(&told(parcels, *outcome), hour.map(at));
            kept = serde_json::to_string(&state).unwrap();
            (follows, delivered, failed)
        });
        told.collect()
    }

    #[test]
    fn attempts_are_counted_once() {
        use Follows::{Ask, CallOff, Nothing};
        use Outcome::{Delivered, Failed, Returned};
        let asked = Nothing(Why::Asked);
        let not_here = Nothing(Why::Failed);
        let (a, b, both) = (&["a"][..], &["b"][..], &["a", "b"][..]);
        for (name, reports, want) in [
            (
                "two at once, told twice",
                vec![(both, Delivered, Some(1)), (both, Delivered, Some(1))],
                vec![(Ask, 2, 0), (asked, 0, 0)],
            ),
            (
                "two attempts, and then it comes",
                vec![
                    (a, Failed, Some(1)),
                    (a, Failed, Some(1)),
                    (a, Failed, Some(2)),
                    (a, Delivered, Some(3)),
                ],
                vec![(not_here, 0, 1), (not_here, 0, 0), (not_here, 0, 1), (Ask, 1, 0)],
            ),
            (
                "the whole list again",
                vec![
                    (a, Failed, Some(1)),
                    (a, Delivered, Some(2)),
                    (a, Failed, Some(1)),
                    (a, Delivered, Some(2)),
                ],
                vec![(not_here, 0, 1), (Ask, 1, 0), (Nothing(Why::Older), 0, 0), (asked, 0, 0)],
            ),
            (
                "the whole list again, and nobody tells when it came",
                vec![
                    (a, Failed, Some(1)),
                    (a, Failed, Some(2)),
                    (a, Delivered, None),
                    (a, Failed, Some(1)),
                ],
                vec![(not_here, 0, 1), (not_here, 0, 1), (Ask, 1, 0), (Nothing(Why::Older), 0, 0)],
            ),
            (
                "nobody tells when",
                vec![(a, Failed, None), (a, Failed, None), (a, Delivered, None)],
                vec![(not_here, 0, 1), (not_here, 0, 0), (Ask, 1, 0)],
            ),
            (
                "one comes, the other goes back",
                vec![(a, Delivered, Some(1)), (b, Returned, Some(2)), (a, Returned, Some(3))],
                vec![(Ask, 1, 0), (Nothing(Why::Returned), 0, 0), (CallOff, 0, 0)],
            ),
        ] {
            assert_eq!(came_to(&reports), want, "{name}");
        }
    }

    #[test]
    fn an_order_has_so_many_parcels() {
        let names: Vec<String> = (0..=MAX_PARCELS).map(|at| at.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut state = OrderState::default();
        let came = state.take(&told(&names, Outcome::Delivered), Some(at(1)));
        assert_eq!(came.delivered, u32::try_from(MAX_PARCELS).unwrap());
        assert_eq!(state.parcels.len(), MAX_PARCELS);
    }
}
