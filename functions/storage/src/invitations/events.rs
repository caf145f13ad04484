//! What apps tell: who is invited for it, and who is not.

mod again;
mod over;
mod parcels;

use std::collections::BTreeMap;

use ::personal::{LookUp, SubjectId};
use bytes::Bytes;
use contract::message::{
    AskItem, AuditAction, EventItem, EventResult, EventsTaken, Parts, Recipient, TakeEvents,
};
use credential::{AppName, InstanceName, TenantId};
use host::json;
use http::Response;
use invite::{Decision, Event, EventKey, Seen, Skip, SuppressionCause, decide};
use problem::{Kind, Problem};
use store::{
    AddContact, AuditObject, ContactKeys, ContactStore as _, InvitationStore as _, StoredContact,
};

use super::addresses;
use super::kept::Kept;
use super::person::{Fresh, Person, begin, busy};
use super::setup::{Setup, Setups};
use super::time::{moment, timestamp};
use super::whole::whole;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::{Known, Secrets, sealing_key, secrets};
use crate::second_factor::random;
use crate::{flows, leavers};

/// How many invitations of one event are cancelled at most: one for each of its stages, and more.
const MOST_STAGES: u32 = 50;

/// How many things that happened are taken in one transaction: nobody else writes meanwhile.
const AT_ONCE: usize = 50;

/// Takes what happened, some at once. Whoever does not hear what became of it tells it again: what was taken is known
/// then.
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
    let items = take_all(context, acting, (app, dry_run), items).await?;
    Ok(json(&EventsTaken { items }))
}

/// Takes them, some at once.
pub(super) async fn take_all(
    context: &Context<'_>,
    acting: &Acting,
    (app, dry_run): (&AppName, bool),
    items: Vec<EventItem>,
) -> Result<Vec<EventResult>, Problem> {
    // Before the transaction: keys that an instance remembers are kept, whatever becomes of it.
    let secrets = secrets(context, &acting.tenant).await?;
    let mut results = Vec::with_capacity(items.len());
    let mut items = items.into_iter();
    loop {
        let some: Vec<_> = items.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let taking = Taking::new(context, &secrets, (app, dry_run));
        let taken = whole(context, async || {
            let results = taking.all(some).await?;
            let object = AuditObject::App(app.clone());
            let told = acting.does(context, AuditAction::TakeEvents, object);
            Ok((results, (!dry_run).then_some(told)))
        });
        results.extend(taken.await?);
    }
    Ok(results)
}

/// What taking an event needs to know.
struct Taking<'a> {
    context: &'a Context<'a>,
    secrets: &'a Secrets,
    app: &'a AppName,
    dry_run: bool,
    setups: Setups,
    /// Who was read: somebody to whom more than one thing happened is read once.
    people: BTreeMap<SubjectId, Person>,
}

impl<'a> Taking<'a> {
    fn new(
        context: &'a Context<'a>,
        secrets: &'a Secrets,
        (app, dry_run): (&'a AppName, bool),
    ) -> Self {
        let (setups, people) = (Setups::default(), BTreeMap::new());
        Self { context, secrets, app, dry_run, setups, people }
    }

    async fn all(mut self, items: Vec<EventItem>) -> Result<Vec<EventResult>, Problem> {
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            results.push(match item {
                EventItem::Ask(item) => self.asks(*item).await?,
                EventItem::Parcels(item) => self.parcels(*item).await?,
                EventItem::Cancel { instance, key } => self.cancel(&instance, &key).await?,
                EventItem::Settle { instance, key, left, recipient } => {
                    let told = flows::Told::Cancelled(Some(&left));
                    self.settle(&instance, &key, told).await?;
                    let became = leavers::Became::nothing(left.why.clone());
                    self.leaves(&instance, (&key, recipient, &left), became).await?;
                    EventResult::Unknown
                }
            });
        }
        Ok(results)
    }

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
        // Whoever has said why before, in their flow, is not asked again.
        let Event { instance, key, .. } = &item.event;
        let told = flows::Told::Cancelled(item.left.as_deref());
        if self.settle(instance, key, told).await? {
            return Ok(EventResult::Skipped { invitation: None, reason: Skip::ToldInFlow });
        }
        let AskItem { event, recipient, values, known, parts, undated, left: _ } = item;
        let channels = addresses::channels(&event, &recipient, &setup.recordings);
        let event = Event { channels, ..event };
        let same = setup.policy.duplicate_key(&event.key, &event.stage);
        let fresh = Fresh {
            key: self.hash(b"same event", &event.instance, &same),
            event: event_hash(self.secrets, (self.app, &event.instance), &event.key),
            made_at: self.context.now,
        };
        let asked = Asked { event, recipient, values, known, parts, undated, fresh };
        let there = self.context.store.find_same(tenant, &fresh.key).await.map_err(store_failed)?;
        if let Some(there) = there {
            return self.again(&setup, &there, asked).await;
        }
        let recipient = &asked.recipient;
        if !recipient.is_reachable() {
            return Ok(EventResult::Skipped { invitation: None, reason: Skip::NoChannel });
        }
        let found = self.find(recipient).await?;
        let seen = self.seen(found, recipient).await?;
        let decision = decide(&setup.policy, &asked.event, &seen, timestamp(self.context.now));
        let of_erased = matches!(&decision, Decision::Skipped(skip) if is_erased(skip));
        if self.dry_run || of_erased {
            return Ok(result(None, decision));
        }
        let person = match found {
            Some(person) => person,
            None => self.add(recipient).await?,
        };
        self.invite(&setup, person, asked, decision).await
    }

    /// Keeps an invitation, or that nobody is invited.
    async fn invite(
        &mut self,
        setup: &Setup,
        person: SubjectId,
        asked: Asked,
        decision: Decision,
    ) -> Result<EventResult, Problem> {
        let Asked { event, recipient, values, known, parts, fresh, .. } = asked;
        let (invitation, began) = begin(self.context, setup, event, decision.clone())?;
        let id = invitation.id().clone();
        let history = Vec::new();
        let kept = Kept { invitation, history, recipient, values, known };
        let missing = || Problem::new(Kind::Internal).with_cause("somebody who was not read");
        let person = self.people.get_mut(&person).ok_or_else(missing)?;
        person.add(self.context, (kept, parts), began, fresh)?;
        person.keep(self.context).await?;
        Ok(result(Some(id), decision))
    }

    fn keys(&self, recipient: &Recipient) -> ContactKeys {
        contact_keys(self.secrets, recipient)
    }

    async fn find(&mut self, recipient: &Recipient) -> Result<Option<SubjectId>, Problem> {
        let (store, keys) = (self.context.store, self.keys(recipient));
        let found = store.find_contact(self.tenant(), keys).await.map_err(store_failed)?;
        let Some(found) = found else { return Ok(None) };
        // By the only one that is told they were found: it is known.
        if !self.dry_run && keys.email.is_some() && keys.phone.is_some() {
            store.learn_contact(self.tenant(), found.id, keys).await.map_err(store_failed)?;
        }
        if !self.people.contains_key(&found.id) {
            let person = Person::read(self.context, self.tenant(), &found).await?;
            self.people.insert(found.id, person);
        }
        Ok(Some(found.id))
    }

    async fn seen(
        &self,
        person: Option<SubjectId>,
        recipient: &Recipient,
    ) -> Result<Seen, Problem> {
        if let Some(person) = person.and_then(|id| self.people.get(&id)) {
            return person.seen(self.context, recipient).await;
        }
        let suppressions = addresses::suppressed(self.context, self.tenant(), recipient).await?;
        Ok(Seen { suppressions, ..Seen::default() })
    }

    /// Adds somebody who is not known yet.
    async fn add(&mut self, recipient: &Recipient) -> Result<SubjectId, Problem> {
        let context = self.context;
        let id = SubjectId::from_bytes(random(context)?);
        let (key, subject) = sealing_key(context, self.secrets, id, Known::Hardly).await?;
        let contact = StoredContact { id, revision: 0, key: subject.key };
        let keys = self.keys(recipient);
        let added = context.store.add_contact(self.tenant(), &contact, keys, context.now).await;
        match added.map_err(store_failed)? {
            AddContact::Done => {
                self.people.insert(id, Person::new(self.tenant(), key));
                Ok(id)
            }
            AddContact::Taken | AddContact::KeyChanged => Err(busy()),
        }
    }
}

/// Something that happened, taken apart.
struct Asked {
    event: Event,
    recipient: Recipient,
    values: BTreeMap<String, String>,
    known: BTreeMap<String, String>,
    parts: Parts,
    undated: bool,
    fresh: Fresh,
}

/// By what a recipient is found.
pub(crate) fn contact_keys(secrets: &Secrets, recipient: &Recipient) -> ContactKeys {
    let look_up = secrets.look_up();
    ContactKeys {
        email: recipient.email.as_ref().map(|email| look_up.email(email)),
        phone: recipient.phone.as_ref().map(|phone| look_up.phone(phone)),
    }
}

/// The keyed hash of an event, whatever its stage.
pub(crate) fn event_hash(
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
pub(crate) const fn is_erased(skip: &Skip) -> bool {
    matches!(skip, Skip::Suppressed { cause: SuppressionCause::Erased, .. })
}

fn result(invitation: Option<credential::InvitationId>, decision: Decision) -> EventResult {
    match decision {
        Decision::Scheduled(planned) => {
            EventResult::Scheduled { invitation, at: moment(planned.at) }
        }
        Decision::Skipped(reason) => EventResult::Skipped { invitation, reason },
    }
}
