//! What happens.

use invite::{Change, Channel, Event, Input, Invitation, MessageName, Standing, Step, decide};
use serde_json::json;
use store::{AskedChanged, ClaimedMessage, MessageChange, PersonChange, PutInstance, Resend};

use super::{INSTANCES, Modelled, World, erased, fresh, moment, timestamp};
use crate::cases::asked::{put, subject};
use crate::cases::{Store, tenant_id};

impl World {
    pub(super) async fn step(&mut self, store: &impl Store) {
        match self.chance.below(24) {
            0..=3 => self.event(store).await,
            4..=7 => self.run_due(store).await,
            8..=11 => self.send(store).await,
            12..=15 => self.fact(store).await,
            16 | 17 => self.staff(store).await,
            18 => self.change_event(store).await,
            19 if self.chance.once_in(3) => self.erase(store).await,
            20 => self.pause(store).await,
            21 => self.stale(store).await,
            _ => self.pass(),
        }
    }

    fn somebody(&mut self) -> Option<u8> {
        let there: Vec<_> =
            self.people.iter().filter(|one| !one.is_gone).map(|one| one.number).collect();
        self.chance.one_of(&there).copied()
    }

    /// Some invitation of somebody who is there, and whose it is.
    fn some(&mut self) -> Option<(usize, u8)> {
        let gone: Vec<_> =
            self.people.iter().filter(|one| one.is_gone).map(|one| one.number).collect();
        let all = self.all.iter().enumerate().filter(|(_, one)| !gone.contains(&one.person));
        let all: Vec<_> = all.map(|(place, one)| (place, one.person)).collect();
        // The newest most of the time: more becomes of them.
        let from = if self.chance.once_in(4) { 0 } else { all.len().saturating_sub(12) };
        self.chance.one_of(all.get(from..)?).copied()
    }

    fn some_event(&mut self, key: u8) -> Event {
        let instance = self.chance.one_of(&INSTANCES).copied().unwrap_or("shop");
        let channels = [json!(["mail"]), json!(["mail", "sms"]), json!(["sms"])];
        let event = json!({
            "app": "store-evaluator", "instance": instance, "key": format!("o-{key}"),
            "stage": "checkout", "happened": timestamp(self.now),
            "channels": self.chance.one_of(&channels), "test": self.chance.once_in(12),
        });
        serde_json::from_value(event).expect("an event")
    }

    /// Something happens. What was there before is not there twice.
    async fn event(&mut self, store: &impl Store) {
        let Some(person) = self.somebody() else { return };
        let again = self.chance.once_in(6).then(|| self.some()).flatten();
        let known = again.and_then(|(place, _)| self.all.get(place)).map(|one| one.key);
        let Ok(next) = u8::try_from(self.all.len()) else { return };
        let key = known.unwrap_or(next);
        let event = self.some_event(key);
        let (now, seen) = (timestamp(self.now), self.seen(person));
        let decision = decide(&self.policy, &event, &seen, now);
        let id = format!("i-{}", self.numbered()).parse().expect("a name");
        let (invitation, _) = Invitation::new(id, event, decision, &self.policy, now);
        let one = Modelled { invitation, person, key, made_at: self.now };
        let change = PersonChange { added: Some(fresh(&one)), ..self.change(person) };
        if known.is_some() {
            let refused = store.change_person(&change).await.expect("asked");
            assert_eq!(refused, AskedChanged::Meanwhile, "the same event twice");
            return;
        }
        self.all.push(one);
        self.kept(store, person, &change).await;
    }

    /// Storage looks at what is due.
    async fn run_due(&mut self, store: &impl Store) {
        let found = store.due_asked(50, self.now).await.expect("asked");
        let found: Vec<_> = found.into_iter().map(|one| one.id).collect();
        let due = self.due();
        let mut listed = found.clone();
        listed.sort();
        assert_eq!(listed, due.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), "due");
        for id in found {
            let place = self.all.iter().position(|one| *one.invitation.id() == id);
            let Some(one) = place.and_then(|place| self.all.get(place)) else { continue };
            let (person, seen) = (one.person, self.seen(one.person));
            self.keep(store, person, &[(place.unwrap_or_default(), Input::Due(seen))]).await;
        }
    }

    /// Couriers take what they may, and say what became of it, or are killed.
    async fn send(&mut self, store: &impl Store) {
        let channel = if self.chance.once_in(2) { Channel::Mail } else { Channel::Sms };
        let claimed = store.claim_messages(channel, 50, self.now).await.expect("claimed");
        let mut got: Vec<_> = claimed.iter().map(|one| (one.id.to_string(), one.attempt)).collect();
        got.sort();
        assert_eq!(got, self.claim(channel), "claimed");
        for ClaimedMessage { asked, name, .. } in claimed {
            let place = self.all.iter().position(|one| *one.invitation.id() == asked);
            let Some(place) = place else { continue };
            let input = match self.chance.below(8) {
                0 => continue,
                1 => Input::Refused(name),
                2 => {
                    let until = self
                        .now
                        .moved_by_seconds(i64::try_from(self.chance.below(9000)).unwrap_or(0));
                    Input::Postponed(name, timestamp(until))
                }
                _ => Input::HandedOver(name),
            };
            self.settle(store, place, name, input).await;
        }
    }

    /// What is over is over, even if the machine has known it before.
    async fn settle(&mut self, store: &impl Store, place: usize, name: MessageName, input: Input) {
        let Some(one) = self.all.get(place) else { return };
        let (person, asked) = (one.person, one.invitation.id().clone());
        let ends = !matches!(input, Input::Postponed(..));
        let mut change = self.change(person);
        let done = self.tell(place, &input);
        change.messages.extend(done.messages);
        change.suppressed.extend(done.suppressed);
        if let Some(one) = self.all.get(place).filter(|_| done.is_changed) {
            change.changed.push(super::written(&one.invitation));
        }
        if ends {
            let step = self.over(asked.as_str(), name);
            change.messages.push(MessageChange { asked, name, change: step });
        }
        self.kept(store, person, &change).await;
    }

    /// What the relay and the person tell, in any order and more than once.
    async fn fact(&mut self, store: &impl Store) {
        let Some((place, person)) = self.some() else { return };
        let names = self.all.get(place).map(|one| one.invitation.messages().to_vec());
        let names: Vec<_> = names.unwrap_or_default().iter().map(|one| one.name).collect();
        let unknown = MessageName { step: Step::Resend(9), channel: Channel::Mail };
        let name = self.chance.one_of(&names).copied().unwrap_or(unknown);
        let input = match self.chance.below(10) {
            0 => Input::Delivered(name),
            1 => Input::Bounced(name),
            2 => Input::HandedOver(name),
            3 => Input::Opened,
            4 | 5 => Input::Clicked,
            6 | 7 => Input::Answered(None),
            8 if self.chance.once_in(3) => return self.unwanted(store, person).await,
            _ => Input::Refused(name),
        };
        // Of what is handed over nothing is left to be sent.
        if matches!(input, Input::HandedOver(_) | Input::Refused(_)) && name != unknown {
            return self.settle(store, place, name, input).await;
        }
        self.keep(store, person, &[(place, input)]).await;
    }

    fn own(&self, person: u8) -> Vec<usize> {
        let all = self.all.iter().enumerate().filter(|(_, one)| one.person == person);
        all.map(|(place, _)| place).collect()
    }

    async fn unwanted(&mut self, store: &impl Store, person: u8) {
        let told: Vec<_> =
            self.own(person).into_iter().map(|place| (place, Input::OptedOut)).collect();
        self.keep(store, person, &told).await;
    }

    async fn staff(&mut self, store: &impl Store) {
        let Some((place, person)) = self.some() else { return };
        let input = match self.chance.below(5) {
            0 => Input::Cancelled,
            1 | 2 => Input::SendNow,
            _ => Input::Resend,
        };
        self.keep(store, person, &[(place, input)]).await;
    }

    /// The customer tells otherwise: of what is for somebody else from now on, too.
    async fn change_event(&mut self, store: &impl Store) {
        let (Some((place, from)), Some(to)) = (self.some(), self.somebody()) else { return };
        let Some(own) = self.all.get(place).map(|one| one.invitation.event().clone()) else {
            return;
        };
        let mut event = Event { language: "sv".parse().ok(), ..own };
        if self.chance.once_in(2) {
            event.happened = timestamp(self.now);
        }
        let change = Change { event, beside: to != from };
        let input = Input::Changed(Box::new(change), self.seen(to));
        let done = self.tell(place, &input);
        assert!(done.messages.is_empty(), "nothing is written yet");
        if !done.is_changed {
            return;
        }
        let Some(one) = self.all.get(place) else { return };
        let id = one.invitation.id().clone();
        if to == from {
            let changed = vec![super::written(&one.invitation)];
            let change = PersonChange { changed, ..self.change(from) };
            return self.kept(store, from, &change).await;
        }
        let removed = PersonChange { removed: Some(id), ..self.change(from) };
        self.kept(store, from, &removed).await;
        // It comes last, as what is new does.
        let mut one = self.all.remove(place);
        one.person = to;
        let added = PersonChange { added: Some(fresh(&one)), ..self.change(to) };
        self.all.push(one);
        self.kept(store, to, &added).await;
    }

    /// Somebody is erased; nobody is left alone.
    async fn erase(&mut self, store: &impl Store) {
        let Some(person) = self.somebody() else { return };
        let told: Vec<_> =
            self.own(person).into_iter().map(|place| (place, Input::Erased)).collect();
        let all = store.suppress_all(&tenant_id("acme"), &[erased(person)]).await;
        all.expect("suppressed");
        self.suppress(person, erased(person));
        let mut change = self.change(person);
        for (place, input) in told {
            change.messages.extend(self.tell(place, &input).messages);
            if let Some(one) = self.all.get(place) {
                change.changed.push(super::written(&one.invitation));
            }
        }
        change.forget = true;
        self.kept(store, person, &change).await;
    }

    async fn pause(&mut self, store: &impl Store) {
        let place = usize::from(self.chance.once_in(2));
        let Some(paused) = self.paused.get_mut(place) else { return };
        *paused = !*paused;
        let paused = *paused;
        let number = if place == 0 { 100 } else { 101 };
        let name = INSTANCES.get(place).copied().unwrap_or("shop");
        let put = put(store, &tenant_id("acme"), name, paused, subject(number, false)).await;
        assert_eq!(put, PutInstance::Done);
    }

    /// Somebody has decided by what was so before: nothing of that is kept.
    async fn stale(&mut self, store: &impl Store) {
        let Some((place, person)) = self.some() else { return };
        let Some(one) = self.all.get(place) else { return };
        let changed = vec![super::written(&one.invitation)];
        let late = self.change(person);
        let late = PersonChange { revision: late.revision + 1, changed, ..late };
        let refused = store.change_person(&late).await.expect("asked");
        assert_eq!(refused, AskedChanged::Meanwhile);
    }

    /// Time passes: often to when something is due.
    fn pass(&mut self) {
        let next = self.all.iter().filter_map(|one| one.invitation.next_due()).min();
        let seconds = i64::try_from(self.chance.below(36 * 3600)).unwrap_or(0);
        let later = self.now.moved_by_seconds(seconds);
        self.now = match next.map(moment) {
            Some(next) if next > self.now && self.chance.once_in(2) => next,
            Some(_) | None => later,
        };
    }

    /// What is due by the machine, by name.
    fn due(&self) -> Vec<(credential::InvitationId, contract::Moment)> {
        let due = self.all.iter().filter(|one| !self.is_paused(one)).filter_map(|one| {
            let due = moment(one.invitation.next_due()?);
            (due <= self.now).then(|| (one.invitation.id().clone(), due))
        });
        let mut due: Vec<_> = due.collect();
        due.sort();
        due
    }

    pub(super) fn is_paused(&self, one: &Modelled) -> bool {
        let instance = one.invitation.event().instance.as_str();
        INSTANCES.iter().zip(self.paused).any(|(name, paused)| paused && *name == instance)
    }

    /// What a courier may have, which it has from now on.
    fn claim(&mut self, channel: Channel) -> Vec<(String, u32)> {
        let held: Vec<_> = self.all.iter().filter(|one| self.is_paused(one)).collect();
        let held: Vec<_> = held.iter().map(|one| one.invitation.id().to_string()).collect();
        let (now, mut got) = (self.now, Vec::new());
        for ((asked, name), row) in &mut self.messages {
            let open = row.next_at <= now && now < row.closes && !row.is_over;
            if open && name.channel == channel && !held.contains(asked) {
                row.attempts += 1;
                let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
                row.next_at = contract::Moment::from_unix_millis(leased);
                got.push((row.id.clone(), row.attempts));
            }
        }
        got.sort();
        got
    }

    /// Whether a message waits in the machine that does not in the outbox.
    pub(super) fn waits(&self, one: &Modelled) -> bool {
        one.invitation.messages().iter().any(|message| {
            let row = self.messages.get(&(one.invitation.id().to_string(), message.name));
            matches!(message.standing, Standing::Waiting(_)) && row.is_none_or(|row| row.is_over)
        })
    }
}
