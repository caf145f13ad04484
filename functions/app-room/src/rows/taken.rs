//! What becomes of rows.

use std::collections::BTreeSet;

use app::{OfRows, Reason, RowFault, Rows};
use contract::message::{EventItem, EventResult, EventsTaken, TakeEvents};
use credential::AppName;
use jiff::Timestamp;
use problem::{Kind, Problem};

use crate::events::{Open, Outcome, Wrong, items_of, settled};
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
    /// What is over, though nobody is asked about it: it is told with the rest, and nothing is said of it.
    over: Vec<EventItem>,
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
        let (items, over) = (Vec::new(), Vec::new());
        let mut taking = Self { items, over, bad: Vec::new(), counts: Vec::new() };
        let open = core::slice::from_ref(open);
        for OfRows { rows, told } in told {
            let told = match told {
                Ok(told) => told,
                Err(faults) => {
                    taking.add("left-out", "", rows.len());
                    taking
                        .bad
                        .extend(faults.iter().filter(|one| is_news(one, &faults)).map(Bad::of));
                    continue;
                }
            };
            match items_of(app, (&*told, received), open) {
                Ok(items) => taking.items.extend(items),
                Err(Outcome::Passed(why)) => {
                    taking.over.extend(settled(&*told, open));
                    taking.add("passed", why.unwrap_or_default(), 1);
                }
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
        !(self.items.is_empty() && self.over.is_empty())
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
        let app = visit.app()?;
        let storage = async |told: TakeEvents| visit.room.storage.take_events(&app, &told).await;
        self.look_by(storage).await
    }

    async fn look_by(
        &mut self,
        storage: impl AsyncFn(TakeEvents) -> Result<EventsTaken, Problem>,
    ) -> Result<(), Problem> {
        let (mut seen, mut first) = (BTreeSet::new(), Vec::new());
        for item in core::mem::take(&mut self.items) {
            let is_new = match &item {
                EventItem::Ask(ask) => seen.insert(ask.event.key.clone()),
                EventItem::Parcels(of) => {
                    of.ask.is_none() || of.more_to_come || seen.insert(of.key.clone())
                }
                EventItem::Cancel { .. } | EventItem::Settle { .. } => true,
            };
            if is_new { first.push(item) } else { self.add("repeated", "", 1) }
        }
        let (_, failed) = self.tell(storage, first, true).await;
        failed.map_or(Ok(()), Err)
    }

    /// Has it taken; says how much of it was. Where storage fails on the way, what was taken stays so, and is not taken
    /// twice.
    pub(super) async fn send(&mut self, visit: &Visit<'_>) -> Result<usize, Problem> {
        let app = visit.app()?;
        let storage = async |told: TakeEvents| visit.room.storage.take_events(&app, &told).await;
        self.send_by(storage).await
    }

    async fn send_by(
        &mut self,
        storage: impl AsyncFn(TakeEvents) -> Result<EventsTaken, Problem>,
    ) -> Result<usize, Problem> {
        let over = core::mem::take(&mut self.over).into_iter();
        let mut over = over.peekable();
        while over.peek().is_some() {
            let items = over.by_ref().take(AT_ONCE).collect();
            storage(TakeEvents { dry_run: false, items }).await?;
        }
        let items = core::mem::take(&mut self.items);
        match self.tell(storage, items, false).await {
            (0, Some(problem)) if problem.kind() != Kind::StorageUnavailable => Err(problem),
            (taken, None | Some(_)) => Ok(taken),
        }
    }

    /// Tells storage, so many at a time: how many were told, and why no more were.
    async fn tell(
        &mut self,
        storage: impl AsyncFn(TakeEvents) -> Result<EventsTaken, Problem>,
        items: Vec<EventItem>,
        dry_run: bool,
    ) -> (usize, Option<Problem>) {
        let (mut told, mut items) = (0, items.into_iter());
        loop {
            let items: Vec<_> = items.by_ref().take(AT_ONCE).collect();
            if items.is_empty() {
                return (told, None);
            }
            let count = items.len();
            match storage(TakeEvents { dry_run, items }).await {
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

/// Whether a fault says what no other one says. Of an address that is none it goes without saying that one is needed.
fn is_news(fault: &RowFault, all: &[RowFault]) -> bool {
    let same = |other: &&RowFault| (other.row, other.column) == (fault.row, fault.column);
    fault.reason != Reason::Unreachable || all.iter().filter(same).count() == 1
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
        EventResult::Passed(why) => ("passed", why.name()),
        EventResult::Unknown => ("unknown", ""),
        EventResult::NoInstance | EventResult::Refused => ("refused", ""),
    }
}

impl Bad {
    fn of(fault: &RowFault) -> Self {
        let RowFault { row, column, field, reason } = *fault;
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
    use core::cell::Cell;

    use super::*;

    /// So many things that are called off.
    fn called_off(count: usize) -> Taking {
        let item = |at: usize| EventItem::Cancel {
            instance: "shop".parse().unwrap(),
            key: at.to_string().try_into().unwrap(),
        };
        let (items, over) = ((0..count).map(item).collect(), Vec::new());
        Taking { items, over, bad: Vec::new(), counts: Vec::new() }
    }

    /// Has them taken by a storage that fails when it was told this often; says how much of it was taken, and how
    /// often storage was told.
    fn sent(count: usize, fails_after: usize, kind: Kind) -> (Result<usize, Kind>, usize, Taking) {
        let (mut taking, told) = (called_off(count), Cell::new(0));
        let storage = async |message: TakeEvents| {
            if told.get() == fails_after {
                return Err(Problem::new(kind));
            }
            told.set(told.get() + 1);
            assert!(!message.dry_run && message.items.len() <= AT_ONCE);
            let items = message.items.iter().map(|_| EventResult::Unknown).collect();
            Ok(EventsTaken { items })
        };
        let sent = pollster::block_on(taking.send_by(storage)).map_err(|problem| problem.kind());
        (sent, told.get(), taking)
    }

    #[test]
    fn where_storage_fails_on_the_way_it_is_said_how_far_it_came() {
        let gone = Kind::StorageUnavailable;
        for (name, fails_after, kind, want, told) in [
            ("all", 9, gone, Ok(601), 3),
            ("on the way", 2, gone, Ok(500), 2),
            ("on the way, for another reason", 1, Kind::NotPermitted, Ok(250), 1),
            ("at once", 0, gone, Ok(0), 0),
            ("not permitted", 0, Kind::NotPermitted, Err(Kind::NotPermitted), 0),
        ] {
            let (sent, times, taking) = sent(601, fails_after, kind);
            assert_eq!((sent, times), (want, told), "{name}");
            let counted: usize = taking.counts().iter().map(|(.., count)| count).sum();
            assert_eq!(counted, sent.unwrap_or(0), "{name}");
        }
    }

    #[test]
    fn what_is_over_is_told_and_nothing_is_said_of_it() {
        let mut taking = called_off(1);
        taking.over = core::mem::take(&mut called_off(300).items);
        let told = Cell::new(0);
        let storage = async |message: TakeEvents| {
            told.set(told.get() + message.items.len());
            let items = message.items.iter().map(|_| EventResult::Unknown).collect();
            Ok(EventsTaken { items })
        };
        assert_eq!(pollster::block_on(taking.send_by(storage)), Ok(1));
        assert_eq!((told.get(), taking.counts()), (301, vec![("unknown", "", 1)]));
    }

    #[test]
    fn what_is_told_most_is_told_first_of_its_kind() {
        let mut taking = called_off(0);
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
