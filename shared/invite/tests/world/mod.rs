//! A world: storage, courier, relay and people, as simple as can be.

mod chance;
mod check;
mod life;

use std::collections::{BTreeMap, BTreeSet};

use invite::{
    Change, Context, Effect, Entry, Event, Input, Invitation, MessageName, Outcome, Policy, Seen,
    Slot, Suppression, SuppressionCause,
};
use jiff::{SignedDuration, Timestamp};

pub(crate) use chance::Rng;
use check::Written;

/// Somebody, by a number.
type Person = usize;

/// An app instance, and what is set up for it now.
struct Instance {
    app: &'static str,
    name: &'static str,
    policy: Policy,
}

/// An invitation, and what storage keeps beside it.
struct Kept {
    invitation: Invitation,
    person: Person,
    instance: usize,
    history: Vec<Entry>,
    /// What it was told, for storage to repeat.
    told: Vec<Input>,
    forgotten: bool,
}

/// A message in the outbox.
struct Row {
    slot: Slot,
    link_ends: Timestamp,
    /// How often the relay has taken it.
    taken: u32,
    /// Whether the courier need not look at it any more.
    done: bool,
}

pub(crate) struct World {
    rng: Rng,
    now: Timestamp,
    instances: Vec<Instance>,
    kept: Vec<Kept>,
    outbox: BTreeMap<(usize, MessageName), Row>,
    suppressed: BTreeMap<Person, Vec<Suppression>>,
    /// Facts that are on their way to storage, in no order.
    facts: Vec<(usize, Input)>,
    /// First messages, by person.
    written: BTreeMap<Person, Vec<Written>>,
    /// Keys that storage has seen, by instance.
    keys: BTreeSet<(usize, String)>,
}

/// What storage tells if it hears the same again: what is kept beside the event is the same by then.
fn once_more(input: &Input) -> Input {
    let Input::Changed(change, seen) = input else { return input.clone() };
    let change = Change { beside: false, ..(**change).clone() };
    Input::Changed(Box::new(change), seen.clone())
}

impl World {
    pub(crate) fn new(mut rng: Rng) -> Self {
        let start: Timestamp = "2026-09-01T00:00:00Z".parse().unwrap();
        let hours = i64::try_from(rng.below(24 * 365)).unwrap();
        let names = [("store-evaluator", "shop"), ("store-evaluator", "outlet"), ("stay", "inn")];
        let count = 1 + rng.index(names.len());
        let instances = names[..count].iter().map(|(app, name)| Instance {
            app,
            name,
            policy: chance::policy(&mut rng),
        });
        let instances = instances.collect();
        Self {
            now: start + SignedDuration::from_hours(hours),
            rng,
            instances,
            kept: Vec::new(),
            outbox: BTreeMap::new(),
            suppressed: BTreeMap::new(),
            facts: Vec::new(),
            written: BTreeMap::new(),
            keys: BTreeSet::new(),
        }
    }

    /// What storage finds when it looks at an invitation of a person.
    fn seen(&self, person: Person, forgotten: bool) -> Seen {
        if forgotten {
            return Seen::default();
        }
        let others = self.kept.iter().filter(|kept| kept.person == person && !kept.forgotten);
        Seen {
            same: None,
            suppressions: self.suppressed.get(&person).cloned().unwrap_or_default(),
            earlier: others.filter_map(|kept| kept.invitation.earlier()).collect(),
        }
    }

    /// Whether storage has the key already; it has from now on.
    fn is_new(&mut self, instance: usize, event: &Event) -> bool {
        let policy = &self.instances[instance].policy;
        self.keys.insert((instance, policy.duplicate_key(&event.key, &event.stage)))
    }

    /// Tells an invitation something, as storage does: in one transaction with the effects.
    fn tell(&mut self, index: usize, input: Input) {
        let kept = &mut self.kept[index];
        let policy = self.instances[kept.instance].policy.clone();
        let context = Context { now: self.now, policy: &policy };
        let before = kept.invitation.clone();
        match kept.invitation.apply(&input, context) {
            Outcome::Unchanged(_) => assert_eq!(kept.invitation, before, "{input:?}"),
            Outcome::Changed { effects, history } => {
                assert!(!history.is_empty(), "a change that nobody is told of: {input:?}");
                kept.history.extend(history.iter().cloned());
                check::history(&before, &kept.invitation, &history, &kept.history);
                if matches!(input, Input::Changed(..)) {
                    assert!(effects.is_empty(), "nothing is written yet: {effects:?}");
                }
                let again = kept.invitation.clone().apply(&once_more(&input), context);
                assert!(matches!(again, Outcome::Unchanged(_)), "twice: {input:?} {again:?}");
                if self.rng.once_in(8) {
                    let json = serde_json::to_string(&kept.invitation).unwrap();
                    let read: Invitation = serde_json::from_str(&json).unwrap();
                    assert_eq!(read, kept.invitation);
                }
                for effect in effects {
                    self.effect(index, &policy, &effect);
                }
            }
        }
        // What was seen at another time is not to be told again.
        if !matches!(input, Input::Due(_) | Input::Changed(..)) {
            self.kept[index].told.push(input);
        }
    }

    fn effect(&mut self, index: usize, policy: &Policy, effect: &Effect) {
        match effect {
            Effect::Write { message, slot, link_ends, test } => {
                self.may_write(index, policy, *message, *slot);
                assert!(self.now < *link_ends, "written after the link's end");
                assert_eq!(*test, self.kept[index].invitation.event().test);
                let row = Row { slot: *slot, link_ends: *link_ends, taken: 0, done: false };
                let before = self.outbox.insert((index, *message), row);
                assert!(before.is_none(), "written twice: {message:?}");
            }
            Effect::Reschedule { message, slot } => {
                self.no_longer(index, *slot);
                self.in_window(index, policy, *slot);
                let row = self.outbox.get_mut(&(index, *message)).expect("what was written");
                row.slot = *slot;
            }
            Effect::Withdraw { message } => {
                let row = self.outbox.get_mut(&(index, *message)).expect("what was written");
                row.done = true;
            }
            Effect::Suppress { cause, channel } => {
                let person = self.kept[index].person;
                assert!(!self.kept[index].forgotten, "nobody is left to be suppressed");
                self.suppress(person, Suppression { cause: *cause, channel: *channel });
            }
            Effect::Forget => self.kept[index].forgotten = true,
        }
    }

    fn suppress(&mut self, person: Person, suppression: Suppression) {
        let all = self.suppressed.entry(person).or_default();
        if !all.contains(&suppression) {
            all.push(suppression);
        }
    }

    /// Somebody wants no more messages, and all of their invitations are told so.
    fn unwanted(&mut self, index: usize, input: Input) {
        let person = self.kept[index].person;
        self.tell(index, input);
        for other in self.invitations_of(person) {
            self.tell(other, Input::OptedOut);
        }
    }

    /// Somebody is erased, and all of their invitations are told so.
    fn erase(&mut self, person: Person) {
        self.suppress(person, Suppression { cause: SuppressionCause::Erased, channel: None });
        for index in self.invitations_of(person) {
            self.tell(index, Input::Erased);
        }
    }

    fn invitations_of(&self, person: Person) -> Vec<usize> {
        let kept = self.kept.iter().enumerate();
        kept.filter(|(_, kept)| kept.person == person).map(|(index, _)| index).collect()
    }
}
