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

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct KeptParcel {
    outcome: Outcome,
    /// When, in seconds since 1970; none if nobody has told.
    at: Option<i64>,
    /// As what it was counted when it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted: Option<Counted>,
}

/// As what figures count a parcel that came.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The day's number, since 1970.
    pub day: u32,
    /// By how many whole minutes it came too late, 0 if it did not; nothing, if nothing was promised.
    pub late: Option<u32>,
    /// What figures are told apart by.
    pub parts: BTreeMap<String, String>,
}

/// What a report comes to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OrderTold {
    /// What follows.
    pub follows: Follows,
    /// How many parcels are to be counted as such that came.
    pub delivered: u32,
    /// As what parcels were counted before that are to be counted otherwise now.
    pub taken_back: Vec<Counted>,
    /// How many attempts have failed that were not known of.
    pub failed: u32,
}

impl OrderState {
    /// Takes what is reported, and says what it comes to. `at` is when it happened, if somebody has told. The same again changes
    /// nothing and is not counted; neither does what happened before something that is known already, so that a list
    /// may be sent again as a whole. What came and is told otherwise is counted as it was told last.
    pub fn take(
        &mut self,
        told: &ParcelsTold,
        (at, counted): (Option<Timestamp>, Option<&Counted>),
    ) -> OrderTold {
        let at = at.map(Timestamp::as_second);
        let (outcome, more_to_come) = (told.outcome, told.more_to_come);
        let fresh = told.parcels.iter().filter(|parcel| !self.is_older(parcel, at)).cloned();
        let told = ParcelsTold { parcels: fresh.collect(), outcome, more_to_come };
        let follows = Follows::Nothing(Why::Older);
        let mut came = OrderTold { follows, delivered: 0, taken_back: Vec::new(), failed: 0 };
        if told.parcels.is_empty() {
            return came;
        }
        let known = self.parcels.iter().filter_map(|(parcel, kept)| {
            Some((Key::try_from(parcel.as_str()).ok()?, kept.outcome))
        });
        let mut parcels = Parcels::new(known, self.asked);
        came.follows = parcels.report(&told);
        for parcel in &told.parcels {
            let before = self.parcels.get(parcel.as_str());
            if before.is_some() || self.parcels.len() < MAX_PARCELS {
                let kept = came.count((outcome, at, counted), before);
                self.parcels.insert(parcel.as_str().to_owned(), kept);
            }
        }
        self.asked = parcels.asked();
        came
    }

    /// Whether something later is known of a parcel.
    fn is_older(&self, parcel: &Key, at: Option<i64>) -> bool {
        let known = self.parcels.get(parcel.as_str()).and_then(|kept| kept.at);
        known.zip(at).is_some_and(|(known, at)| at < known)
    }
}

impl OrderTold {
    /// Counts what became of a parcel, and says what is kept of it.
    fn count(
        &mut self,
        (outcome, at, counted): (Outcome, Option<i64>, Option<&Counted>),
        before: Option<&KeptParcel>,
    ) -> KeptParcel {
        let is_known = before.is_some_and(|kept| kept.outcome == outcome);
        let known = before.and_then(|kept| kept.counted.as_ref());
        let mut new = counted.or(known).cloned();
        match outcome {
            Outcome::Delivered if !is_known => self.delivered += 1,
            Outcome::Delivered => {
                if let (Some(new), Some(known)) = (&mut new, known) {
                    if at.is_none() {
                        // What is said to have come when it was told has come when that was told first.
                        (new.day, new.late) = (known.day, known.late);
                    }
                    if new != known {
                        self.taken_back.push(known.clone());
                        self.delivered += 1;
                    }
                }
            }
            Outcome::Failed => {
                let same = before.is_some_and(|kept| at.is_none() || kept.at == at);
                self.failed += u32::from(!(is_known && same));
            }
            Outcome::Returned => {}
        }
        // What nobody has told the time of is after what is known.
        let at = at.or(before.and_then(|kept| kept.at));
        let counted = if outcome == Outcome::Delivered { new } else { known.cloned() };
        KeptParcel { outcome, at, counted }
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
            let OrderTold { follows, delivered, failed, taken_back } =
                state.take(&told(parcels, *outcome), (hour.map(at), None));
            assert_eq!(taken_back, []);
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
    fn what_is_told_otherwise_is_counted_otherwise() {
        let by = |carrier: &str, day| Counted {
            day,
            late: Some(day),
            parts: [("carrier".to_owned(), carrier.to_owned())].into(),
        };
        let mut state = OrderState::default();
        let mut take = |hour: Option<i64>, counted: &Counted| {
            let came = state.take(&told(&["a"], Outcome::Delivered), (hour.map(at), Some(counted)));
            (came.delivered, came.taken_back)
        };
        assert_eq!(take(Some(1), &by("DHL", 1)), (1, vec![]));
        assert_eq!(take(Some(1), &by("DHL", 1)), (0, vec![]), "the same again");
        assert_eq!(take(Some(1), &by("Bring", 1)), (1, vec![by("DHL", 1)]));
        assert_eq!(take(Some(9), &by("Bring", 2)), (1, vec![by("Bring", 1)]));
        assert_eq!(take(None, &by("Bring", 7)), (0, vec![]), "nobody has told another time");
        assert_eq!(take(None, &by("DHL", 7)), (1, vec![by("Bring", 2)]));
        assert_eq!(take(Some(9), &by("DHL", 2)), (0, vec![]), "the day stayed as it was");
    }

    #[test]
    fn an_order_has_so_many_parcels() {
        let names: Vec<String> = (0..=MAX_PARCELS).map(|at| at.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut state = OrderState::default();
        let came = state.take(&told(&names, Outcome::Delivered), (Some(at(1)), None));
        assert_eq!(came.delivered, u32::try_from(MAX_PARCELS).unwrap());
        assert_eq!(state.parcels.len(), MAX_PARCELS);
    }
}
