//! Random histories of people's invitations: what the ports keep, beside what the machine itself says.
//!
//! `NORDSVAR_SEED` repeats a run, `NORDSVAR_STORE_HISTORIES` says how many there are.

mod beside;
mod life;

use std::collections::BTreeMap;
use std::env;

use contract::Moment;
use contract::message::Parts;
use invite::{
    Context, Effect, Input, Invitation, MessageName, Outcome, Policy, Seen, Suppression,
    SuppressionCause,
};
use jiff::Timestamp;
use personal::SubjectId;
use serde_json::json;
use store::{
    AskedChanged, ChangedAsked, MessageChange, MessageStep, NewAsked, PersonChange, Suppressed,
};

use super::asked::{contact, keys, put, subject};
use super::{Store, at, tenant_id, with_published};

/// How many histories a store goes through.
const HISTORIES: u64 = 4;

/// How much happens in one.
const STEPS: usize = 150;

/// After how many things all of it is compared.
const EVERY: usize = 5;

/// How many people come with each.
const PEOPLE: u8 = 3;

/// The instances.
const INSTANCES: [&str; 2] = ["shop", "outlet"];

/// When it begins, in seconds: a Tuesday at noon.
const BEGUN: u64 = 1_788_264_000;

/// Numbers that follow from a seed (`SplitMix64`).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let place = usize::try_from(self.below(count)).unwrap_or(usize::MAX);
        all.get(place)
    }
}

/// Somebody.
struct Person {
    number: u8,
    revision: u32,
    is_gone: bool,
}

/// An invitation, as the machine has it.
struct Modelled {
    invitation: Invitation,
    person: u8,
    key: u8,
    made_at: Moment,
}

/// A message that was written.
#[derive(Clone)]
struct Row {
    id: String,
    attempts: u32,
    next_at: Moment,
    closes: Moment,
    is_over: bool,
}

/// What there should be.
struct World {
    chance: Chance,
    now: Moment,
    policy: Policy,
    people: Vec<Person>,
    /// The newest last.
    all: Vec<Modelled>,
    messages: BTreeMap<(String, MessageName), Row>,
    suppressed: Vec<(u8, Suppressed)>,
    paused: [bool; INSTANCES.len()],
    /// How many things have had a number.
    numbered: u32,
}

/// What comes of an input, of one person.
#[derive(Default)]
struct Done {
    messages: Vec<MessageChange>,
    suppressed: Vec<Suppressed>,
    forget: bool,
    is_changed: bool,
}

/// A number of the environment's.
#[expect(clippy::disallowed_methods, reason = "it is told in the environment what to repeat")]
fn told(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The stores keep what the machine says, and find what it says is to be found, whatever is told in whichever order.
pub async fn invitations_are_as_the_machine_has_them(store: &impl Store) {
    let seed = told("NORDSVAR_SEED", 1);
    println!("seed {seed}");
    let (tenant, _) = with_published(store).await;
    assert!(store.add_tenant_keys(&tenant, "key", "look-up", at(3)).await.expect("added"));
    for (number, name) in (100_u8..).zip(INSTANCES) {
        let put = put(store, &tenant, name, false, subject(number, true)).await;
        assert_eq!(put, store::PutInstance::Done);
    }
    let mut world = World::new(Chance(seed));
    for _ in 0..told("NORDSVAR_STORE_HISTORIES", HISTORIES) {
        world.add_people(store).await;
        for step in 0..STEPS {
            world.step(store).await;
            if step % EVERY == 0 {
                world.compare(store).await;
            }
        }
        world.compare(store).await;
    }
    println!("{} invitations, {} messages", world.all.len(), world.messages.len());
    assert!(world.all.len() > STEPS / 10 && !world.messages.is_empty(), "hardly anything happened");
}

pub(super) fn timestamp(moment: Moment) -> Timestamp {
    let millis = i64::try_from(moment.unix_millis()).expect("a moment");
    Timestamp::from_millisecond(millis).expect("a moment")
}

pub(super) fn moment(timestamp: Timestamp) -> Moment {
    Moment::from_unix_millis(u64::try_from(timestamp.as_millisecond()).expect("after 1970"))
}

/// What is kept of it, unsealed.
pub(super) fn written(invitation: &Invitation) -> ChangedAsked {
    ChangedAsked {
        id: invitation.id().clone(),
        state: invitation.state(),
        next_due: invitation.next_due().map(moment),
        parts: Parts::default(),
        sealed: serde_json::to_vec(invitation).expect("plain data"),
    }
}

impl World {
    fn new(chance: Chance) -> Self {
        let policy = json!({
            "delay-minutes": 600, "reminders": [2, 3], "link-days": 20, "channels": ["mail", "sms"],
            "window": {"from": "08:00", "to": "20:00", "holidays": []},
            "quarantine": [{"among": "person", "at-most": 2, "days": 7, "action": "delay"}]
        });
        Self {
            chance,
            now: at(BEGUN),
            policy: Policy::parse(&policy).expect("a policy"),
            people: Vec::new(),
            all: Vec::new(),
            messages: BTreeMap::new(),
            suppressed: Vec::new(),
            paused: [false; INSTANCES.len()],
            numbered: 0,
        }
    }

    /// People whom nobody knows yet.
    async fn add_people(&mut self, store: &impl Store) {
        for _ in 0..PEOPLE {
            let number = u8::try_from(self.people.len() + 1).expect("few people");
            let (tenant, known) = (tenant_id("acme"), contact(number));
            let added = store.add_contact(&tenant, &known, keys(Some(number), None), self.now);
            assert_eq!(added.await.expect("added"), store::AddContact::Done);
            self.people.push(Person { number, revision: 0, is_gone: false });
        }
    }

    fn numbered(&mut self) -> u32 {
        self.numbered += 1;
        self.numbered
    }

    fn person(&mut self, number: u8) -> &mut Person {
        self.people.iter_mut().find(|one| one.number == number).expect("somebody")
    }

    fn change(&mut self, number: u8) -> PersonChange {
        let revision = self.person(number).revision;
        PersonChange { contact: id(number), ..super::asked::change(revision) }
    }

    /// What storage would read of somebody.
    fn seen(&self, number: u8) -> Seen {
        let own = self.suppressed.iter().filter(|(of, _)| *of == number);
        let others = self.all.iter().filter(|one| one.person == number);
        Seen {
            same: None,
            suppressions: own
                .map(|(_, one)| Suppression { cause: one.cause, channel: one.channel })
                .collect(),
            earlier: others.filter_map(|one| one.invitation.earlier()).collect(),
        }
    }

    /// Tells the machine, and gives what storage is to do.
    fn tell(&mut self, place: usize, input: &Input) -> Done {
        let mut done = Done::default();
        let context = Context { now: timestamp(self.now), policy: &self.policy };
        let Some(one) = self.all.get_mut(place) else { return done };
        let (asked, person) = (one.invitation.id().clone(), one.person);
        let Outcome::Changed { effects, .. } = one.invitation.apply(input, context) else {
            return done;
        };
        done.is_changed = true;
        for effect in effects {
            let (name, change) = match effect {
                Effect::Write { message, slot, .. } => {
                    let id = format!("m-{}", self.numbered());
                    let (opens, closes) = (moment(slot.opens), moment(slot.closes));
                    let row =
                        Row { id: id.clone(), attempts: 0, next_at: opens, closes, is_over: false };
                    self.messages.insert((asked.to_string(), message), row);
                    let id = id.parse().expect("a name");
                    (message, MessageStep::Write { id, opens, closes })
                }
                Effect::Reschedule { message, slot } => {
                    let (opens, closes) = (moment(slot.opens), moment(slot.closes));
                    if let Some(row) = self.open_row(asked.as_str(), message) {
                        (row.next_at, row.closes) = (opens, closes);
                    }
                    (message, MessageStep::Move { opens, closes })
                }
                Effect::Withdraw { message } => (message, self.over(asked.as_str(), message)),
                Effect::Suppress { cause, channel } => {
                    self.suppress(person, Suppressed { hash: [person; 32], cause, channel });
                    done.suppressed.push(Suppressed { hash: [person; 32], cause, channel });
                    continue;
                }
                Effect::Forget => {
                    done.forget = true;
                    continue;
                }
            };
            done.messages.push(MessageChange { asked: asked.clone(), name, change });
        }
        done
    }

    fn open_row(&mut self, asked: &str, name: MessageName) -> Option<&mut Row> {
        self.messages.get_mut(&(asked.to_owned(), name)).filter(|row| !row.is_over)
    }

    fn over(&mut self, asked: &str, name: MessageName) -> MessageStep {
        let now = self.now;
        if let Some(row) = self.open_row(asked, name) {
            row.is_over = true;
        }
        MessageStep::End(now)
    }

    fn suppress(&mut self, person: u8, one: Suppressed) {
        if !self.suppressed.contains(&(person, one)) {
            self.suppressed.push((person, one));
        }
    }

    /// Tells some of one person's invitations something, and has the store keep all of it.
    async fn keep(&mut self, store: &impl Store, person: u8, told: &[(usize, Input)]) {
        let mut change = self.change(person);
        for (place, input) in told {
            let done = self.tell(*place, input);
            change.messages.extend(done.messages);
            change.suppressed.extend(done.suppressed);
            change.forget |= done.forget;
            if let Some(one) = self.all.get(*place).filter(|_| done.is_changed) {
                change.changed.push(written(&one.invitation));
            }
        }
        self.kept(store, person, &change).await;
    }

    async fn kept(&mut self, store: &impl Store, person: u8, change: &PersonChange) {
        let changed = store.change_person(change).await.expect("changed");
        assert_eq!(changed, AskedChanged::Done, "{change:?}");
        let forget = change.forget;
        let known = self.person(person);
        known.revision += 1;
        known.is_gone |= forget;
        if forget {
            let gone: Vec<_> = self.all.iter().filter(|one| one.person == person).collect();
            let gone: Vec<_> = gone.iter().map(|one| one.invitation.id().to_string()).collect();
            self.messages.retain(|(asked, _), _| !gone.contains(asked));
        }
    }
}

pub(super) fn id(number: u8) -> SubjectId {
    contact(number).id
}

/// An invitation that is new to its person.
fn fresh(one: &Modelled) -> NewAsked {
    let event = one.invitation.event();
    NewAsked {
        asked: written(&one.invitation),
        app: event.app.clone(),
        instance: event.instance.clone(),
        key: [one.key; 32],
        event: [one.key; 32],
        stage: event.stage.clone(),
        test: event.test,
        made_at: one.made_at,
    }
}

/// Who was erased is not written to, by which nobody is named.
pub(super) const fn erased(person: u8) -> Suppressed {
    Suppressed { hash: [person; 32], cause: SuppressionCause::Erased, channel: None }
}
