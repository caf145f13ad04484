//! What becomes of rows.

use std::collections::BTreeSet;

use app::{OfRows, Rows};
use contract::message::{EventItem, EventResult, TakeEvents};
use credential::AppName;
use jiff::Timestamp;
use problem::{Kind, Problem};

use crate::events::{Open, Outcome, Wrong, items_of};
use crate::visit::Visit;

/// How many things storage is told at once. Whoever answers meanwhile waits for no more than these.
const AT_ONCE: usize = 250;

const _: () = assert!(AT_ONCE <= TakeEvents::MOST, "storage takes so many");

/// What can become of rows, in the order in which it is told.
const RESULTS: [&str; 12] = [
    "scheduled",
    "changed",
    "cancelled",
    "skipped",
    "passed",
    "elsewhere",
    "duplicate",
    "repeated",
    "unchanged",
    "unknown",
    "refused",
    "left-out",
];

/// Something that is wrong with a row.
pub(super) struct Bad {
    /// Which row, from 0.
    pub(super) row: usize,
    /// Which column, from 0, if it is one.
    pub(super) column: Option<usize>,
    /// What is missed where no column is it.
    pub(super) field: &'static str,
    /// The reason's name, and the rule that is broken, if it is one.
    pub(super) reason: (&'static str, Option<&'static str>),
}

/// What rows come to.
pub(super) struct Taking {
    /// What is to be asked of storage.
    items: Vec<EventItem>,
    /// What is wrong, in the order of the rows.
    pub(super) bad: Vec<Bad>,
    counts: Vec<(&'static str, &'static str, usize)>,
}

impl Taking {
    pub(super) fn of(
        app: &AppName,
        (told, received): (Vec<OfRows>, Timestamp),
        open: &Open,
        columns: (&Rows, &[String]),
    ) -> Self {
        let mut taking = Self { items: Vec::new(), bad: Vec::new(), counts: Vec::new() };
        let open = core::slice::from_ref(open);
        for OfRows { rows, told } in told {
            let told = match told {
                Ok(told) => told,
                Err(faults) => {
                    taking.add("left-out", "", rows.len());
                    taking.bad.extend(faults.iter().map(Bad::of));
                    continue;
                }
            };
            match items_of(app, (&*told, received), open) {
                Ok(items) => taking.items.extend(items),
                Err(Outcome::Passed(why)) => taking.add("passed", why.unwrap_or_default(), 1),
                Err(Outcome::NoInstance) => taking.add("elsewhere", "", 1),
                Err(Outcome::Rejected(wrong)) => {
                    taking.add("left-out", "", rows.len());
                    let bad = wrong.iter().map(|one| Bad::wrong(one, &rows, columns));
                    taking.bad.extend(bad);
                }
                Err(Outcome::SeveralInstances | Outcome::Waiting | Outcome::Taken(_)) => {
                    taking.add("refused", "", 1);
                }
            }
        }
        taking.bad.sort_by_key(|bad| (bad.row, bad.column));
        taking
    }

    /// Whether anything is to be asked of storage.
    pub(super) const fn any(&self) -> bool {
        !self.items.is_empty()
    }

    /// How much is.
    pub(super) const fn len(&self) -> usize {
        self.items.len()
    }

    /// What becomes of how many.
    pub(super) fn counts(&self) -> Vec<(&'static str, &'static str, usize)> {
        let mut counts = self.counts.clone();
        let place = |what: &str| RESULTS.iter().position(|known| *known == what);
        counts.sort_by_key(|(what, _, count)| (place(what), core::cmp::Reverse(*count)));
        counts
    }

    fn add(&mut self, what: &'static str, why: &'static str, more: usize) {
        match self.counts.iter_mut().find(|(known, of, _)| (*known, *of) == (what, why)) {
            Some((.., count)) => *count += more,
            None => self.counts.push((what, why, more)),
        }
    }

    /// Asks what would become of it. What the file has told further up is not asked again: of that nothing is known
    /// yet.
    pub(super) async fn look(&mut self, visit: &Visit<'_>) -> Result<(), Problem> {
        let (mut seen, mut first) = (BTreeSet::new(), Vec::new());
        for item in core::mem::take(&mut self.items) {
            let is_new = match &item {
                EventItem::Ask(ask) => seen.insert(ask.event.key.clone()),
                EventItem::Cancel { .. } => true,
            };
            if is_new { first.push(item) } else { self.add("repeated", "", 1) }
        }
        let (_, failed) = self.tell(visit, first, true).await;
        failed.map_or(Ok(()), Err)
    }

    /// Has it taken; says how much of it was. Where storage fails on the way, what was taken stays so, and is not taken
    /// twice.
    pub(super) async fn send(&mut self, visit: &Visit<'_>) -> Result<usize, Problem> {
        let items = core::mem::take(&mut self.items);
        match self.tell(visit, items, false).await {
            (0, Some(problem)) if problem.kind() != Kind::StorageUnavailable => Err(problem),
            (taken, None | Some(_)) => Ok(taken),
        }
    }

    /// Tells storage, so many at a time: how many were told, and why no more were.
    async fn tell(
        &mut self,
        visit: &Visit<'_>,
        items: Vec<EventItem>,
        dry_run: bool,
    ) -> (usize, Option<Problem>) {
        let app = match visit.app() {
            Ok(app) => app,
            Err(problem) => return (0, Some(problem)),
        };
        let (mut told, mut items) = (0, items.into_iter());
        loop {
            let items: Vec<_> = items.by_ref().take(AT_ONCE).collect();
            if items.is_empty() {
                return (told, None);
            }
            let count = items.len();
            match visit.room.storage.take_events(&app, &TakeEvents { dry_run, items }).await {
                Ok(taken) => {
                    for result in &taken.items {
                        let (what, why) = said(result);
                        self.add(what, why, 1);
                    }
                    told += count;
                }
                Err(problem) => return (told, Some(problem)),
            }
        }
    }
}

/// What became of something, and why.
fn said(result: &EventResult) -> (&'static str, &'static str) {
    match result {
        EventResult::Scheduled { .. } => ("scheduled", ""),
        EventResult::Skipped { reason, .. } => ("skipped", reason.name()),
        EventResult::Duplicate { .. } => ("duplicate", ""),
        EventResult::Changed { .. } => ("changed", ""),
        EventResult::Cancelled { .. } => ("cancelled", ""),
        EventResult::Unchanged { why, .. } => ("unchanged", why.name()),
        EventResult::Unknown => ("unknown", ""),
        EventResult::NoInstance | EventResult::Refused => ("refused", ""),
    }
}

impl Bad {
    fn of(fault: &app::RowFault) -> Self {
        let app::RowFault { row, column, field, reason } = *fault;
        Self {
            row,
            column,
            field: field.unwrap_or_default(),
            reason: (reason.as_str(), reason.rule()),
        }
    }

    /// What only storage's own rules refuse, which tell it by a path in the JSON.
    fn wrong(wrong: &Wrong, rows: &[usize], (known, columns): (&Rows, &[String])) -> Self {
        let path = wrong.path.trim_start_matches("$.");
        let guest = path.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
        let guest = guest.and_then(|(place, _)| place.parse().ok()).unwrap_or(0_usize);
        let row = rows.get(guest).or(rows.first()).copied().unwrap_or_default();
        let (field, reason) = match path.rsplit('.').next() {
            Some("email") => ("email", "mail-address"),
            Some("phone") => ("phone", "phone-number"),
            Some(_) | None => (known.key, "reference"),
        };
        let column = columns.iter().position(|column| column == field);
        Self { row, column, field, reason: (reason, None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_most_is_told_first_of_its_kind() {
        let mut taking = Taking { items: Vec::new(), bad: Vec::new(), counts: Vec::new() };
        taking.add("left-out", "", 2);
        taking.add("skipped", "no-channel", 1);
        taking.add("skipped", "quarantine", 3);
        taking.add("scheduled", "", 1);
        taking.add("skipped", "no-channel", 1);
        assert_eq!(
            taking.counts(),
            [
                ("scheduled", "", 1),
                ("skipped", "quarantine", 3),
                ("skipped", "no-channel", 2),
                ("left-out", "", 2),
            ]
        );
    }
}
