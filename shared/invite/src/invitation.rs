//! An invitation, and how it stands.

mod message;
mod state;

use credential::InvitationId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use message::{Message, MessageName, Plan, Standing, Step};
pub use state::{End, Ended, Mark, State};

use crate::machine::{Entry, What};
use crate::window::later_by_days;
use crate::{Decision, Earlier, Event, Few, Policy, Products};

/// An invitation of one person for one event.
///
/// It is kept as JSON and changed by [`Invitation::apply`] alone. It names nobody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Invitation {
    pub(crate) id: InvitationId,
    pub(crate) event: Event,
    /// When it was wanted first.
    pub(crate) wanted: Timestamp,
    pub(crate) products: Products,
    /// What is written next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) plan: Option<Plan>,
    /// What was written, in that order; at most a step and channel each.
    pub(crate) messages: Vec<Message>,
    /// From when on its link cannot be used any more; since the first message was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) link_ends: Option<Timestamp>,
    /// Whether its messages and its page say that its answer is linked to it; since the first message was written.
    #[serde(default, skip_serializing_if = "is_not")]
    pub(crate) linked: bool,
    pub(crate) marks: Few<Mark, 4>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ended: Option<Ended>,
}

impl Invitation {
    /// The invitation that an event makes, with what its history begins with.
    ///
    /// `decision` is what [`decide`](crate::decide) said of this event at this moment.
    #[must_use]
    pub fn new(
        id: InvitationId,
        event: Event,
        decision: Decision,
        policy: &Policy,
        now: Timestamp,
    ) -> (Self, Vec<Entry>) {
        let mut invitation = Self {
            id,
            wanted: policy.wanted(&event),
            products: event.products.clone(),
            event,
            plan: None,
            messages: Vec::new(),
            link_ends: None,
            linked: false,
            marks: Few::default(),
            ended: None,
        };
        // What was a test stays one, whatever is set later.
        invitation.event.test |= policy.test;
        let decided = invitation.take(decision, now);
        (
            invitation,
            vec![Entry { at: now, what: What::Received }, Entry { at: now, what: decided }],
        )
    }

    /// Takes up what was decided.
    pub(crate) fn take(&mut self, decision: Decision, now: Timestamp) -> What {
        match decision {
            Decision::Scheduled(planned) => {
                self.products = planned.products;
                self.plan = Some(Plan { step: Step::Invitation, at: planned.at });
                What::Scheduled { step: Step::Invitation, due: planned.at, moved: planned.moved }
            }
            Decision::Skipped(skip) => {
                self.plan = None;
                self.ended = Some(Ended { at: now, end: End::Skipped(skip.clone()) });
                What::Skipped { step: Step::Invitation, why: skip }
            }
        }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &InvitationId {
        &self.id
    }

    /// The event it is for.
    #[must_use]
    pub const fn event(&self) -> &Event {
        &self.event
    }

    /// The products that it asks about.
    #[must_use]
    pub const fn products(&self) -> &Products {
        &self.products
    }

    /// What is going to be written next.
    #[must_use]
    pub const fn plan(&self) -> Option<Plan> {
        self.plan
    }

    /// What was written.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// From when on its link cannot be used any more; none before it is written.
    #[must_use]
    pub const fn link_ends(&self) -> Option<Timestamp> {
        self.link_ends
    }

    /// Whether whoever has its link is told that their answer is linked to it. It is fixed when its first message is
    /// written: nobody is linked who could have been told otherwise.
    #[must_use]
    pub const fn is_linked(&self) -> bool {
        self.linked
    }

    /// What the person did, as far as it is known.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        self.marks.as_slice()
    }

    /// That it is over, and how, if it is.
    #[must_use]
    pub const fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> State {
        if let Some(ended) = &self.ended {
            return ended.end.state();
        }
        let is =
            |wanted: fn(Standing) -> bool| self.messages.iter().any(|one| wanted(one.standing));
        if self.marks.has(&Mark::Clicked) {
            State::Clicked
        } else if self.marks.has(&Mark::Opened) {
            State::Opened
        } else if is(|standing| standing == Standing::Delivered) {
            State::Delivered
        } else if is(Standing::is_out) {
            State::Sent
        } else if is(|standing| standing.waits().is_some()) {
            State::Sending
        } else {
            State::Scheduled
        }
    }

    /// When it has to be looked at again ([`Input::Due`](crate::Input::Due)); never once it is over.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        if self.ended.is_some() {
            return None;
        }
        let waits = self.messages.iter().filter_map(|one| Some(one.standing.waits()?.closes)).min();
        // What is planned is not written while another message waits.
        let next = waits.or(self.plan.map(|plan| plan.at));
        next.into_iter().chain(self.link_ends).min()
    }

    /// Whether its link takes an answer at this moment.
    #[must_use]
    pub fn takes_answer(&self, now: Timestamp) -> bool {
        let open = match self.state() {
            // Who wants no more messages may still say what they have to say. One that was taken back may
            // have been on its way, and one that failed is sent by another channel.
            State::Scheduled
            | State::Sending
            | State::Sent
            | State::Delivered
            | State::Opened
            | State::Clicked
            | State::Skipped
            | State::OptedOut
            | State::Complained
            | State::Bounced
            | State::Refused => true,
            State::Answered | State::Cancelled | State::Erased | State::Expired => false,
        };
        open && self.link_ends.is_some_and(|ends| now < ends)
    }

    /// What it is to the person's other invitations. None if nothing was written and nothing will be,
    /// and for tests.
    #[must_use]
    pub fn earlier(&self) -> Option<Earlier> {
        let written = self.messages.first().map(|message| (message.at, false));
        let planned = self.plan.map(|plan| (plan.at, true));
        let (at, planned) = written.or(planned)?;
        (!self.event.test).then(|| Earlier {
            invitation: self.id.clone(),
            app: self.event.app.clone(),
            instance: self.event.instance.clone(),
            key: self.event.key.clone(),
            at,
            planned,
            products: self.products.clone(),
        })
    }

    /// When its link ends that is written now.
    pub(crate) fn link_end(&self, policy: &Policy, now: Timestamp) -> Timestamp {
        self.link_ends.unwrap_or_else(|| later_by_days(now, policy.link_days))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_not(flag: &bool) -> bool {
    !*flag
}
