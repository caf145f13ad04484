//! What is over, or goes on after all.

use ::app::App;
use contract::message::{AskItem, EventResult, Left, Recipient};
use credential::InstanceName;
use invite::{EventKey, Input, Unchanged};
use problem::Problem;
use store::{AskedFilter, InvitationStore as _, StoredAsked};

use super::{MOST_STAGES, Taking, event_hash};
use crate::failure::store_failed;
use crate::invitations::came_back;
use crate::invitations::kept::is_before_sending;
use crate::invitations::person::Person;
use crate::invitations::time::timestamp;
use crate::{flows, leavers};

impl Taking<'_> {
    /// Takes something for which somebody may be invited; where it is a cancellation, staff see it, whatever became of it.
    pub(super) async fn asks(&mut self, item: AskItem) -> Result<EventResult, Problem> {
        let Some(left) = item.left.clone() else { return self.ask(item).await };
        let (instance, key) = (item.event.instance.clone(), item.event.key.clone());
        let recipient = item.recipient.clone();
        let result = self.ask(item).await?;
        if let Some(became) = leavers::Became::of(&result) {
            self.leaves(&instance, (&key, recipient, &left), became).await?;
        }
        Ok(result)
    }

    /// Keeps a cancellation for staff, where there is such an instance.
    pub(super) async fn leaves(
        &mut self,
        instance: &InstanceName,
        of: (&EventKey, Recipient, &Left),
        became: leavers::Became,
    ) -> Result<(), Problem> {
        if self.dry_run {
            return Ok(());
        }
        let (tenant, place) = (self.secrets.tenant(), (self.app, instance));
        match self.setups.find(self.context, tenant, place).await? {
            Some(setup) => leavers::keep(self.context, (self.secrets, &setup), of, became).await,
            None => Ok(()),
        }
    }

    /// Tells the flow that it is about what the seller tells of a subscription, where there are flows. Says whether the subscriber
    /// has said why, in it.
    pub(super) async fn settle(
        &self,
        instance: &InstanceName,
        key: &EventKey,
        told: flows::Told<'_>,
    ) -> Result<bool, Problem> {
        if self.app.as_str() != App::WHY_CANCEL.as_str() {
            return Ok(false);
        }
        let of = ((self.app, instance), key.as_str());
        flows::settle(self.context, self.secrets, of, (told, self.dry_run)).await
    }

    /// Cancels what was not sent yet of an event, whatever its stage.
    pub(super) async fn cancel(
        &mut self,
        instance: &InstanceName,
        key: &EventKey,
    ) -> Result<EventResult, Problem> {
        let (context, tenant) = (self.context, self.secrets.tenant());
        if self.setups.find(context, tenant, (self.app, instance)).await?.is_none() {
            return Ok(EventResult::NoInstance);
        }
        self.settle(instance, key, flows::Told::Resumed).await?;
        if !self.dry_run {
            leavers::resumed(context, self.secrets, ((self.app, instance), key)).await?;
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
                self.comes_back(&stored).await?;
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

    /// Counts somebody who goes on with what they were asked to come back to.
    async fn comes_back(&mut self, stored: &StoredAsked) -> Result<(), Problem> {
        let Some(mut person) = Person::of(self.context, stored).await? else { return Ok(()) };
        let kept = person.kept(&stored.id).cloned();
        let now = timestamp(self.context.now);
        let counted = kept.and_then(|kept| Some((came_back::counted(stored, &kept, now)?, kept)));
        if let Some((parts, kept)) = counted.filter(|_| !self.dry_run) {
            person.replace(kept, parts);
            person.keep(self.context).await?;
            // Whoever it is of is read anew.
            self.people.clear();
        }
        Ok(())
    }

    pub(super) async fn cancel_one(
        &mut self,
        stored: &StoredAsked,
    ) -> Result<Option<Unchanged>, Problem> {
        let Some(mut person) = Person::of(self.context, stored).await? else {
            return Ok(Some(Unchanged::Over));
        };
        let why =
            person.tell(self.context, &mut self.setups, &stored.id, &Input::Cancelled).await?;
        if why.is_none() && !self.dry_run {
            person.keep(self.context).await?;
            // Whoever it is of is read anew.
            self.people.clear();
        }
        Ok(why)
    }
}
