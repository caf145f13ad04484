//! What happens in a world.

use invite::{
    Change, Decision, Event, Input, Invitation, Known, MessageName, Skip, Standing, decide,
};
use jiff::SignedDuration;
use serde_json::json;

use super::{Kept, World};

/// How many people there are.
const PEOPLE: usize = 3;

/// The most invitations of a world.
const MANY: usize = 8;

impl World {
    pub(crate) fn live(&mut self) {
        for _ in 0..40 + self.rng.below(60) {
            match self.rng.below(20) {
                0..=2 => self.event(),
                3..=5 => self.look(),
                6..=8 => self.send(),
                9 | 10 => self.fact(),
                11 | 12 => self.person(),
                13 => self.staff(),
                14 => self.repeat(),
                15 if self.rng.once_in(4) => self.set_up(),
                _ => self.pass(),
            }
        }
    }

    /// Lets time pass until everything is over.
    pub(crate) fn come_to_an_end(&mut self) {
        for _ in 0..2000 {
            while !self.facts.is_empty() {
                self.fact();
            }
            let due = self.kept.iter().filter_map(|kept| kept.invitation.next_due()).min();
            let Some(due) = due else { break };
            self.now = self.now.max(due);
            self.look();
            if self.rng.once_in(2) {
                self.send();
            }
        }
        while !self.facts.is_empty() {
            self.fact();
        }
        self.check_ends();
    }

    /// Something happens, and the app tells storage; sometimes twice.
    fn event(&mut self) {
        if self.kept.len() >= MANY {
            return;
        }
        let person = self.rng.index(PEOPLE);
        let instance = self.rng.index(self.instances.len());
        let event = self.some_event(instance);
        let policy = self.instances[instance].policy.clone();
        let is_new = self.is_new(instance, &event);
        let mut seen = self.seen(person, false);
        if !is_new {
            let id = "i-0".parse().unwrap();
            seen.same = Some(Known { invitation: id, state: invite::State::Scheduled });
            let decision = decide(&policy, &event, &seen, self.now);
            assert!(matches!(decision, Decision::Skipped(Skip::Duplicate { .. })));
            return;
        }
        let decision = decide(&policy, &event, &seen, self.now);
        let id = format!("i-{}", self.kept.len() + 1).parse().unwrap();
        let (invitation, history) = Invitation::new(id, event, decision, &policy, self.now);
        let told = Vec::new();
        let kept = Kept { invitation, person, instance, history, told, forgotten: false };
        self.kept.push(kept);
    }

    fn some_event(&mut self, instance: usize) -> Event {
        let ago = i64::try_from(self.rng.below(72)).unwrap();
        let zones = ["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "Africa/Cairo"];
        let (rng, place) = (&mut self.rng, &self.instances[instance]);
        let mut event = json!({
            "app": place.app, "instance": place.name, "key": format!("o-{}", rng.below(12)),
            "stage": rng.one_of(&["checkout", "delivered"]),
            "happened": self.now - SignedDuration::from_hours(ago),
            "channels": rng.one_of(&[json!(["mail"]), json!(["mail", "sms"]), json!(["voice", "mail"])]),
            "products": rng.one_of(&[json!([]), json!(["cup"]), json!(["cup", "saucer"])]),
            "test": rng.once_in(15)
        });
        if rng.once_in(2) {
            event["zone"] = json!(rng.one_of(&zones));
        }
        if rng.once_in(2) {
            event["country"] = json!(rng.one_of(&["SE", "FR", "US"]));
        }
        if rng.once_in(4) {
            let ahead = i64::try_from(rng.below(12 * 24)).unwrap() - 24;
            event["latest"] = json!(self.now + SignedDuration::from_hours(ahead));
        }
        if rng.once_in(40) {
            event["flags"] = json!(["returned"]);
        }
        serde_json::from_value(event).unwrap()
    }

    /// Storage looks at what is due; sometimes at something that is not.
    fn look(&mut self) {
        let too = if self.kept.is_empty() { 0 } else { self.rng.index(self.kept.len()) };
        for index in 0..self.kept.len() {
            let kept = &self.kept[index];
            let is_due = kept.invitation.next_due().is_some_and(|due| due <= self.now);
            if is_due || index == too {
                let seen = self.seen(kept.person, kept.forgotten);
                self.tell(index, Input::Due(seen));
            }
        }
    }

    /// The courier takes what it may. It may be killed before it has told anybody, and takes it again.
    fn send(&mut self) {
        let now = self.now;
        let open = self
            .outbox
            .iter()
            .filter(|(_, row)| !row.done && row.slot.has(now) && now < row.link_ends);
        let open: Vec<_> = open.map(|(name, _)| *name).collect();
        for (index, message) in open {
            match self.rng.below(8) {
                0 => {
                    let later = i64::try_from(self.rng.below(3000)).unwrap();
                    let until = now + SignedDuration::from_mins(later);
                    self.facts.push((index, Input::Postponed(message, until)));
                }
                1 => {
                    self.row_done(index, message);
                    self.facts.push((index, Input::Refused(message)));
                }
                2 => self.take(index, message),
                _ => {
                    self.take(index, message);
                    self.row_done(index, message);
                    self.facts.push((index, Input::HandedOver(message)));
                }
            }
        }
    }

    fn row_done(&mut self, index: usize, message: MessageName) {
        self.outbox.get_mut(&(index, message)).unwrap().done = true;
    }

    /// The relay takes a message, and something becomes of it.
    fn take(&mut self, index: usize, message: MessageName) {
        self.may_hand_over(index, message);
        self.outbox.get_mut(&(index, message)).unwrap().taken += 1;
        match self.rng.below(6) {
            0 => self.facts.push((index, Input::Bounced(message))),
            3 => self.facts.push((index, Input::Unanswered(message))),
            1 | 2 => self.facts.push((index, Input::Delivered(message))),
            _ => {}
        }
    }

    /// A fact reaches storage, whichever; sometimes it will once more.
    fn fact(&mut self) {
        if self.facts.is_empty() {
            return;
        }
        let (index, input) = self.facts.swap_remove(self.rng.index(self.facts.len()));
        if self.rng.once_in(5) {
            self.facts.push((index, input.clone()));
        }
        self.tell(index, input);
    }

    /// Somebody who has a message does something.
    fn person(&mut self) {
        if self.rng.once_in(40) {
            let person = self.rng.index(PEOPLE);
            return self.erase(person);
        }
        let taken = self.outbox.iter().filter(|(_, row)| row.taken > 0);
        let having: Vec<_> = taken.map(|((index, _), _)| *index).collect();
        if having.is_empty() {
            return;
        }
        let index = self.rng.one_of(&having);
        match self.rng.below(10) {
            0 | 1 => self.tell(index, Input::Opened),
            2..=4 => self.tell(index, Input::Clicked),
            5..=7 => {
                let invitation = &self.kept[index].invitation;
                if invitation.takes_answer(self.now) {
                    assert!(invitation.link_ends().is_some_and(|ends| self.now < ends));
                    self.tell(index, Input::Answered(None));
                    assert_eq!(self.kept[index].invitation.state(), invite::State::Answered);
                }
            }
            8 => self.unwanted(index, Input::OptedOut),
            _ => self.unwanted(index, Input::Complained),
        }
    }

    /// The customer or staff do something.
    fn staff(&mut self) {
        if self.kept.is_empty() {
            return;
        }
        let index = self.rng.index(self.kept.len());
        let input = match self.rng.below(7) {
            0 => Input::Cancelled,
            1 | 2 => Input::SendNow,
            3 | 4 => Input::Resend,
            _ => return self.change(index),
        };
        self.tell(index, input);
    }

    /// The customer tells otherwise of an event: sometimes that it is somebody else's.
    fn change(&mut self, index: usize) {
        let moves = self.rng.once_in(3);
        let person = if moves { self.rng.index(PEOPLE) } else { self.kept[index].person };
        let kept = &self.kept[index];
        let own = kept.invitation.event().clone();
        let (seen, instance) = (self.seen(person, kept.forgotten), kept.instance);
        let told = kept.history.len();
        let mut event = if self.rng.once_in(3) { own.clone() } else { self.some_event(instance) };
        (event.key, event.stage) = (own.key, own.stage);
        let beside = person != self.kept[index].person || self.rng.once_in(2);
        self.tell(index, Input::Changed(Box::new(Change { event, beside }), seen));
        if self.kept[index].history.len() > told {
            self.kept[index].person = person;
        }
    }

    /// Storage is told once more what it was told some time ago.
    fn repeat(&mut self) {
        let told = self.kept.iter().enumerate();
        let told: Vec<_> = told
            .flat_map(|(index, kept)| kept.told.iter().map(move |input| (index, input.clone())))
            .filter(|(_, input)| !matches!(input, Input::SendNow | Input::Resend))
            .collect();
        if !told.is_empty() {
            let (index, input) = self.rng.one_of(&told);
            self.tell(index, input);
        }
    }

    /// The customer sets up something else.
    fn set_up(&mut self) {
        let instance = self.rng.index(self.instances.len());
        let duplicates = self.instances[instance].policy.duplicates;
        self.instances[instance].policy = super::chance::policy(&mut self.rng);
        // What was the same event stays so, as storage keeps its keys.
        self.instances[instance].policy.duplicates = duplicates;
    }

    /// Time passes: minutes, hours, days. Sometimes the clock is set back, or far ahead.
    fn pass(&mut self) {
        let mut up_to = |bound| i64::try_from(self.rng.below(bound)).unwrap();
        let minutes = match up_to(20) {
            0 => -up_to(180),
            1 if up_to(4) == 0 => up_to(60 * 24 * 60),
            2..=7 => up_to(60),
            8..=14 => up_to(24 * 60),
            _ => up_to(4 * 24 * 60),
        };
        self.now += SignedDuration::from_mins(minutes);
        // Storage and courier mostly run when it is time.
        if !self.rng.once_in(3) {
            self.look();
            self.send();
        }
    }

    /// Whether a message that waits in the machine waits in the outbox, too.
    pub(super) fn agrees(&self, index: usize) -> bool {
        let mut messages = self.kept[index].invitation.messages().iter();
        messages.all(|message| match message.standing {
            Standing::Waiting(slot) => self.outbox[&(index, message.name)].slot == slot,
            Standing::Withdrawn => self.outbox[&(index, message.name)].done,
            Standing::HandedOver
            | Standing::Unanswered
            | Standing::Delivered
            | Standing::Bounced
            | Standing::Refused => true,
        })
    }
}
