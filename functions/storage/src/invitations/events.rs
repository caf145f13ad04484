//! What apps tell: who is invited for it, and who is not.

use ::personal::LookUp;
use bytes::Bytes;
use contract::message::{
    AskItem, AuditAction, EventItem, EventResult, EventsTaken, Recipient, TakeEvents,
};
use credential::{AppName, InstanceName, TenantId};
use host::json;
use http::Response;
use invite::{Decision, Event, EventKey, Input, Seen, Skip, SuppressionCause, Unchanged, decide};
use problem::{Kind, Problem};
use store::{
    AddContact, AskedFilter, AuditObject, ContactKeys, ContactStore as _, InvitationStore as _,
    StoredContact,
};

use super::kept::{Kept, is_before_sending};
use super::person::{self, Fresh, Person, begin, busy};
use super::setup::{Setup, Setups};
use super::time::{moment, timestamp};
use super::whole::whole;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::{Known, Secrets, sealing_key, secrets};
use crate::second_factor::random;

/// How many invitations of one event are cancelled at most: one for each of its stages, and more.
const MOST_STAGES: u32 = 50;

/// Takes what happened, all in one transaction.
pub(crate) async fn take(
    context: &Context<'_>,
    acting: &Acting,
    app: &AppName,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let TakeEvents { dry_run, items } = serde_json::from_slice(body).map_err(unreadable)?;
    if !(1..=TakeEvents::MOST).contains(&items.len()) {
        let most = TakeEvents::MOST;
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("items", format!("1 to {most} are told at once")));
    }
    // Before the transaction: keys that an instance remembers are kept, whatever becomes of it.
    let secrets = secrets(context, &acting.tenant).await?;
    let taken = whole(context, async || {
        let mut taking =
            Taking { context, secrets: &secrets, app, dry_run, setups: Setups::default() };
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            results.push(match item {
                EventItem::Ask(item) => taking.ask(*item).await?,
                EventItem::Cancel { instance, key } => taking.cancel(&instance, &key).await?,
            });
        }
        let object = AuditObject::App(app.clone());
        let told = acting.does(context, AuditAction::TakeEvents, object);
        Ok((EventsTaken { items: results }, (!dry_run).then_some(told)))
    });
    Ok(json(&taken.await?))
}

/// What taking an event needs to know.
struct Taking<'a> {
    context: &'a Context<'a>,
    secrets: &'a Secrets,
    app: &'a AppName,
    dry_run: bool,
    setups: Setups,
}

impl Taking<'_> {
    const fn tenant(&self) -> &TenantId {
        self.secrets.tenant()
    }

    /// The keyed hash of something that the customer's system calls so.
    fn hash(&self, what: &[u8], instance: &InstanceName, key: &str) -> [u8; 32] {
        let (app, instance) = (self.app.as_str().as_bytes(), instance.as_str().as_bytes());
        self.secrets.look_up().hash(LookUp::ExternalKey, &[what, app, instance, key.as_bytes()])
    }

    async fn ask(&mut self, item: AskItem) -> Result<EventResult, Problem> {
        if item.event.app != *self.app || !is_bounded(&item) {
            return Ok(EventResult::Refused);
        }
        let place = (self.app, &item.event.instance);
        let tenant = self.secrets.tenant();
        let Some(setup) = self.setups.find(self.context, tenant, place).await? else {
            return Ok(EventResult::NoInstance);
        };
        let AskItem { event, recipient, values, known } = item;
        let channels = person::channels(&event, &recipient);
        let event = Event { channels, ..event };
        let same = setup.policy.duplicate_key(&event.key, &event.stage);
        let fresh = Fresh {
            key: self.hash(b"same event", &event.instance, &same),
            event: event_hash(self.secrets, (self.app, &event.instance), &event.key),
        };
        let there = self.context.store.find_same(tenant, &fresh.key).await.map_err(store_failed)?;
        if let Some(there) = there {
            return Ok(EventResult::Duplicate { invitation: there.id, state: there.state });
        }
        if recipient.email.is_none() && recipient.phone.is_none() {
            return Ok(EventResult::Skipped { invitation: None, reason: Skip::NoChannel });
        }
        let found = self.find(&recipient).await?;
        let seen = self.seen(found.as_ref(), &recipient).await?;
        let decision = decide(&setup.policy, &event, &seen, timestamp(self.context.now));
        if self.dry_run || is_erased(&decision) {
            return Ok(result(None, decision));
        }
        let person = match found {
            Some(person) => person,
            None => self.add(&recipient).await?,
        };
        let asked = Asked { event, recipient, values, known, fresh };
        self.invite(&setup, person, asked, decision).await
    }

    /// Keeps an invitation, or that nobody is invited.
    async fn invite(
        &self,
        setup: &Setup,
        mut person: Person,
        asked: Asked,
        decision: Decision,
    ) -> Result<EventResult, Problem> {
        let Asked { event, recipient, values, known, fresh } = asked;
        let (invitation, began) = begin(self.context, setup, event, decision.clone())?;
        let id = invitation.id().clone();
        let history = Vec::new();
        let kept = Kept { invitation, history, recipient, values, known };
        person.add(self.context, (kept, began), fresh)?;
        person.keep(self.context).await?;
        Ok(result(Some(id), decision))
    }

    fn keys(&self, recipient: &Recipient) -> ContactKeys {
        contact_keys(self.secrets, recipient)
    }

    async fn find(&self, recipient: &Recipient) -> Result<Option<Person>, Problem> {
        let (store, keys) = (self.context.store, self.keys(recipient));
        let found = store.find_contact(self.tenant(), keys).await.map_err(store_failed)?;
        let Some(found) = found else { return Ok(None) };
        if !self.dry_run {
            store.learn_contact(self.tenant(), found.id, keys).await.map_err(store_failed)?;
        }
        Person::read(self.context, self.tenant(), &found).await.map(Some)
    }

    async fn seen(&self, person: Option<&Person>, recipient: &Recipient) -> Result<Seen, Problem> {
        if let Some(person) = person {
            return person.seen(self.context, recipient).await;
        }
        let suppressions = person::suppressed(self.context, self.tenant(), recipient).await?;
        Ok(Seen { suppressions, ..Seen::default() })
    }

    /// Adds somebody who is not known yet.
    async fn add(&self, recipient: &Recipient) -> Result<Person, Problem> {
        let context = self.context;
        let id = ::personal::SubjectId::from_bytes(random(context)?);
        let (key, subject) = sealing_key(context, self.secrets, id, Known::Hardly).await?;
        let contact = StoredContact { id, revision: 0, key: subject.key };
        let keys = self.keys(recipient);
        let added = context.store.add_contact(self.tenant(), &contact, keys, context.now).await;
        match added.map_err(store_failed)? {
            AddContact::Done => Ok(Person::new(self.tenant(), key)),
            AddContact::Taken | AddContact::KeyChanged => Err(busy()),
        }
    }

    /// Cancels what was not sent yet of an event, whatever its stage.
    async fn cancel(
        &mut self,
        instance: &InstanceName,
        key: &EventKey,
    ) -> Result<EventResult, Problem> {
        let (context, tenant) = (self.context, self.secrets.tenant());
        if self.setups.find(context, tenant, (self.app, instance)).await?.is_none() {
            return Ok(EventResult::NoInstance);
        }
        let filter = AskedFilter {
            app: self.app,
            instance,
            state: None,
            event: Some(event_hash(self.secrets, (self.app, instance), key)),
            contact: None,
            before: None,
            limit: MOST_STAGES,
        };
        let found = context.store.list_asked(tenant, filter).await.map_err(store_failed)?;
        let mut result = EventResult::Unknown;
        for stored in found {
            let invitation = stored.id.clone();
            let why = if is_before_sending(stored.state) {
                self.cancel_one(&stored).await?
            } else {
                Some(Unchanged::Sent)
            };
            match why {
                None => result = EventResult::Cancelled { invitation },
                Some(why) if result == EventResult::Unknown => {
                    result = EventResult::Unchanged { invitation, why };
                }
                Some(_) => {}
            }
        }
        Ok(result)
    }

    async fn cancel_one(
        &mut self,
        stored: &store::StoredAsked,
    ) -> Result<Option<Unchanged>, Problem> {
        let Some(mut person) = Person::of(self.context, stored).await? else {
            return Ok(Some(Unchanged::Over));
        };
        let why =
            person.tell(self.context, &mut self.setups, &stored.id, &Input::Cancelled).await?;
        if why.is_none() && !self.dry_run {
            person.keep(self.context).await?;
        }
        Ok(why)
    }
}

/// Something that happened, taken apart.
struct Asked {
    event: Event,
    recipient: Recipient,
    values: std::collections::BTreeMap<String, String>,
    known: std::collections::BTreeMap<String, String>,
    fresh: Fresh,
}

/// By what a recipient is found.
pub(super) fn contact_keys(secrets: &Secrets, recipient: &Recipient) -> ContactKeys {
    let look_up = secrets.look_up();
    ContactKeys {
        email: recipient.email.as_ref().map(|email| look_up.email(email)),
        phone: recipient.phone.as_ref().map(|phone| look_up.phone(phone)),
    }
}

/// The keyed hash of an event, whatever its stage.
pub(super) fn event_hash(
    secrets: &Secrets,
    (app, instance): (&AppName, &InstanceName),
    key: &EventKey,
) -> [u8; 32] {
    let parts = [
        b"event".as_slice(),
        app.as_str().as_bytes(),
        instance.as_str().as_bytes(),
        key.as_str().as_bytes(),
    ];
    secrets.look_up().hash(LookUp::ExternalKey, &parts)
}

/// Whether it holds no more than an event may.
fn is_bounded(item: &AskItem) -> bool {
    [&item.values, &item.known].into_iter().all(|values| {
        values.len() <= AskItem::MAX_VALUES
            && values.iter().all(|(name, value)| {
                (1..=AskItem::MAX_NAME_BYTES).contains(&name.len())
                    && value.len() <= AskItem::MAX_VALUE_BYTES
            })
    })
}

/// Of somebody who was erased nothing is kept, not even that they are not invited.
const fn is_erased(decision: &Decision) -> bool {
    matches!(decision, Decision::Skipped(Skip::Suppressed { cause: SuppressionCause::Erased, .. }))
}

fn result(invitation: Option<credential::InvitationId>, decision: Decision) -> EventResult {
    match decision {
        Decision::Scheduled(planned) => {
            EventResult::Scheduled { invitation, at: moment(planned.at) }
        }
        Decision::Skipped(reason) => EventResult::Skipped { invitation, reason },
    }
}
