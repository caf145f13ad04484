//! People from a file: all of them, or none.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use ::personal::SubjectId;
use bytes::Bytes;
use contract::message::{AuditAction, ContactsImported, ImportContacts};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AuditDraft, AuditObject, ProfileStore as _, StoredProfile};
use table::{Contact, Counts, People, Person, Plan, Reason, Settings, Step};

use super::keep::{add, change};
use super::profile::{Profile, marks};
use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{timestamp, whole};
use crate::personal::{Secrets, secrets};

/// Takes people, or says what would become of them. One transaction does all of it: nobody sees a part, and whatever
/// fails leaves nothing.
pub(crate) async fn import(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let asked: ImportContacts = serde_json::from_slice(body).map_err(unreadable)?;
    let ImportContacts { dry_run, language, agreed, people } = asked;
    let rejected =
        |reason: String| Problem::new(Kind::ParameterRejected).with_invalid("people", reason);
    if !(1..=ImportContacts::MOST).contains(&people.len()) {
        let most = ImportContacts::MOST;
        return Err(rejected(format!("1 to {most} people are taken at once")));
    }
    for Person { line, contact } in &people {
        // Whoever is known need not be reached by what is said now.
        if let Some(reason) = contact.fault().filter(|reason| *reason != Reason::Unreachable) {
            return Err(rejected(format!("line {line} {reason}")));
        }
    }
    let secrets = secrets(context, &acting.tenant).await?;
    let importing = Importing { context, secrets: &secrets, settings: settings(context, language) };
    let people = People::of(people);
    if dry_run {
        // It says who is known.
        let told = acting.does(context, AuditAction::ListContacts, AuditObject::Contact);
        tell(context, told).await?;
        let report = importing.plan(people).await?.0.report();
        return Ok(json(&ContactsImported { done: false, report }));
    }
    let imported = whole(context, async || importing.take(acting, people, agreed).await);
    Ok(json(&imported.await?))
}

/// What holds for all rows: what a file says of them, its reader has put into them.
fn settings(context: &Context<'_>, language: Option<survey::Locale>) -> Settings {
    Settings {
        home: None,
        language,
        groups: [].into(),
        consent_source: None,
        consent_at: None,
        now: timestamp(context.now),
    }
}

/// Those who are known, by name.
type Known = BTreeMap<SubjectId, (StoredProfile, Profile)>;

struct Importing<'a> {
    context: &'a Context<'a>,
    secrets: &'a Secrets,
    settings: Settings,
}

impl Importing<'_> {
    /// What would become of people, with those of them who are known.
    async fn plan(&self, mut people: People) -> Result<(Plan, Known), Problem> {
        let mut known = Known::new();
        for person in &mut people.people {
            self.look_up(&mut person.contact, &mut known).await?;
        }
        let those = known.iter().map(|(subject, (_, profile))| table::Known {
            subject: *subject,
            contact: profile.contact.clone(),
        });
        let those: Vec<_> = those.collect();
        Ok((Plan::new(people, &those, &self.settings), known))
    }

    /// Finds who is known by what a row says. What they had before they were merged is put as what they have now.
    async fn look_up(&self, row: &mut Contact, known: &mut Known) -> Result<(), Problem> {
        let (context, tenant) = (self.context, self.secrets.tenant());
        let by = marks(self.secrets, row);
        for stored in context.store.find_profiles(tenant, by).await.map_err(store_failed)? {
            let id = stored.contact.id;
            let (stored, Profile { contact, others }) = match known.entry(id) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(place) => {
                    let profile = Profile::of(context, tenant, &stored).await?;
                    place.insert((stored, profile))
                }
            };
            if stored.told.is_none() {
                // By which of their addresses events know them first, is known by its hash alone.
                let own = stored.marks.keys;
                if own.email.is_some() && own.email == by.keys.email {
                    contact.email.clone_from(&row.email);
                }
                if own.phone.is_some() && own.phone == by.keys.phone {
                    contact.phone.clone_from(&row.phone);
                }
            }
            if let (Some(said), Some(own)) = (&row.email, &contact.email)
                && others.emails.iter().any(|one| one.look_up() == said.look_up())
            {
                row.email = Some(own.clone());
            }
            if let (Some(said), Some(own)) = (&row.phone, &contact.phone)
                && others.phones.contains(said)
            {
                row.phone = Some(own.clone());
            }
            if let (Some(said), Some(own)) = (&row.key, &contact.key)
                && others.keys.contains(said)
            {
                row.key = Some(own.clone());
            }
        }
        Ok(())
    }

    /// Does all of a plan, if it is the one that was agreed to.
    async fn take(
        &self,
        acting: &Acting,
        people: People,
        agreed: Option<Counts>,
    ) -> Result<(ContactsImported, Option<AuditDraft>), Problem> {
        let (plan, known) = self.plan(people).await?;
        let report = plan.report();
        if agreed.is_some_and(|agreed| agreed != report.counts) {
            return Ok((ContactsImported { done: false, report }, None));
        }
        for step in plan.steps {
            self.step(step, &known).await?;
        }
        let changes = report.counts.new + report.counts.changed > 0;
        let note = acting.does(self.context, AuditAction::ImportContacts, AuditObject::Contact);
        Ok((ContactsImported { done: true, report }, changes.then_some(note)))
    }

    async fn step(&self, step: Step, known: &Known) -> Result<(), Problem> {
        match step {
            Step::Same { .. } => Ok(()),
            Step::New { contact, .. } => {
                let profile = Profile { contact, ..Profile::default() };
                add(self.context, self.secrets, &profile).await.map(|_| ())
            }
            Step::Changed { subject, contact, .. } => {
                let missing = || Problem::new(Kind::Internal).with_cause("who is not known");
                let (stored, before) = known.get(&subject).ok_or_else(missing)?;
                let profile = Profile { contact, others: before.others.clone() };
                change(self.context, self.secrets, stored, &profile).await
            }
        }
    }
}
