//! What follows from a shipment: an order is asked about once, however many parcels it has.

use std::collections::{BTreeMap, BTreeSet};

use super::{MAX_PARCELS, Outcome};
use crate::Key;

/// What is known of an order's parcels. Whoever keeps it hands in every report of the order in the order in which they came.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Parcels {
    known: BTreeMap<Key, Outcome>,
    asked: bool,
}

/// What is reported of some or all parcels of an order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ParcelsTold {
    /// Which: an order of which no parcels are named is its own.
    pub parcels: BTreeSet<Key>,
    /// What became of them.
    pub outcome: Outcome,
    /// Whether others of the order are on their way.
    pub more_to_come: bool,
}

/// What follows from a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Follows {
    /// Somebody is to be invited.
    Ask,
    /// Whoever was to be invited is not, unless they were already.
    CallOff,
    /// Nothing does.
    Nothing(Why),
}

/// Why nothing follows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// Other parcels of the order are on their way, and the last one asks.
    MoreToCome,
    /// It was asked about when another parcel came.
    Asked,
    /// It was sent back, and others of the order were not.
    Returned,
    /// It did not come, and nothing had said that it had.
    Failed,
    /// What happened later was told before.
    Older,
}

impl Parcels {
    /// What an order's parcels came to earlier, and whether it was asked about. Of more than [`MAX_PARCELS`],
    /// others are not looked at.
    #[must_use]
    pub fn new(known: impl IntoIterator<Item = (Key, Outcome)>, asked: bool) -> Self {
        Self { known: known.into_iter().take(MAX_PARCELS).collect(), asked }
    }

    /// The parcels, with what became of each.
    pub fn known(&self) -> impl Iterator<Item = (&Key, Outcome)> {
        self.known.iter().map(|(parcel, outcome)| (parcel, *outcome))
    }

    /// Whether the order was asked about.
    #[must_use]
    pub const fn asked(&self) -> bool {
        self.asked
    }

    /// Takes what is reported, and says what follows. The same report again changes nothing.
    pub fn report(&mut self, told: &ParcelsTold) -> Follows {
        let had_come = self.take(told);
        let any_here = self.known.values().any(|outcome| *outcome == Outcome::Delivered);
        let follows = match told.outcome {
            Outcome::Delivered if self.asked => Follows::Nothing(Why::Asked),
            Outcome::Delivered if told.more_to_come => Follows::Nothing(Why::MoreToCome),
            Outcome::Delivered => Follows::Ask,
            // As long as something of the order is with its recipient, it can be asked about.
            Outcome::Returned if any_here => Follows::Nothing(Why::Returned),
            Outcome::Returned => Follows::CallOff,
            Outcome::Failed if had_come && !any_here => Follows::CallOff,
            Outcome::Failed => Follows::Nothing(Why::Failed),
        };
        self.asked = match follows {
            Follows::Ask => true,
            Follows::CallOff => false,
            Follows::Nothing(_) => self.asked,
        };
        follows
    }

    /// Keeps what became of the parcels; whether one of them had come before.
    fn take(&mut self, told: &ParcelsTold) -> bool {
        let mut had_come = false;
        for parcel in &told.parcels {
            if self.known.len() < MAX_PARCELS || self.known.contains_key(parcel) {
                let before = self.known.insert(parcel.clone(), told.outcome);
                had_come |= before == Some(Outcome::Delivered);
            }
        }
        had_come
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery_control::read;

    fn shipment(parcels: &[&str], status: &str, more: bool) -> ParcelsTold {
        let body = serde_json::json!({
            "order": "7", "status": status, "parcels": parcels, "more_to_come": more,
            "recipient": {"email": "elsa@example.com"},
        });
        let received = "2026-11-27T12:00:00Z".parse().unwrap();
        read(body.to_string().as_bytes(), received).unwrap().remove(0).unwrap().told()
    }

    #[test]
    fn orders() {
        use Follows::{Ask, CallOff, Nothing};
        use Why::{Asked, Failed, MoreToCome, Returned};
        let (came, more) = ("delivered", true);
        for (name, reports, want) in [
            ("one parcel", vec![(vec!["a"], came, false)], vec![Ask]),
            (
                "two of two at once, told twice",
                vec![(vec!["a", "b"], came, false), (vec!["a", "b"], came, false)],
                vec![Ask, Nothing(Asked)],
            ),
            (
                "the last one asks",
                vec![(vec!["a"], came, more), (vec!["b"], came, false)],
                vec![Nothing(MoreToCome), Ask],
            ),
            (
                "one after the other",
                vec![(vec!["a"], came, false), (vec!["b"], came, false)],
                vec![Ask, Nothing(Asked)],
            ),
            ("returned", vec![(vec!["a"], "returned", false)], vec![CallOff]),
            ("failed", vec![(vec!["a"], "failed", false)], vec![Nothing(Failed)]),
            (
                "failed, then it comes",
                vec![(vec!["a"], "failed", false), (vec!["a"], came, false)],
                vec![Nothing(Failed), Ask],
            ),
            (
                "it came, and had not",
                vec![(vec![], came, false), (vec![], "failed", false), (vec![], came, false)],
                vec![Ask, CallOff, Ask],
            ),
            (
                "one comes, another does not",
                vec![(vec!["a"], came, false), (vec!["b"], "failed", false)],
                vec![Ask, Nothing(Failed)],
            ),
            (
                "one is sent back, then the other",
                vec![
                    (vec!["a", "b"], came, false),
                    (vec!["a"], "returned", false),
                    (vec!["b"], "returned", false),
                ],
                vec![Ask, Nothing(Returned), CallOff],
            ),
        ] {
            let mut parcels = Parcels::default();
            let told = reports.iter().map(|(of, status, more)| shipment(of, status, *more));
            let follows: Vec<_> = told.map(|shipment| parcels.report(&shipment)).collect();
            assert_eq!(follows, want, "{name}");
        }
    }

    /// All histories of four reports of two parcels.
    #[test]
    fn nothing_is_asked_twice_and_nothing_that_did_not_come() {
        let mut reports = Vec::new();
        for of in [&["a"][..], &["b"], &["a", "b"], &[]] {
            for outcome in Outcome::ALL {
                for more in [false, true] {
                    reports.push(shipment(of, outcome.as_str(), more));
                }
            }
        }
        let count = reports.len();
        for history in 0..count.pow(4) {
            let mut parcels = Parcels::default();
            let mut open = false;
            for step in 0..4 {
                let report = &reports[history / count.pow(step) % count];
                let before = parcels.clone();
                match parcels.report(report) {
                    Follows::Ask => {
                        assert!(!open && report.outcome == Outcome::Delivered);
                        open = true;
                    }
                    Follows::CallOff => {
                        let here = parcels.known().any(|(_, one)| one == Outcome::Delivered);
                        assert!(!here && report.outcome != Outcome::Delivered);
                        open = false;
                    }
                    Follows::Nothing(_) => assert_eq!(parcels.asked(), before.asked()),
                }
                assert_eq!(parcels.asked(), open);
                let known = parcels.known().map(|(parcel, one)| (parcel.clone(), one));
                assert_eq!(Parcels::new(known, parcels.asked()), parcels);
            }
        }
    }
}
