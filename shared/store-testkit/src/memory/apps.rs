//! App instances in memory.

use contract::Moment;
use credential::{AppName, InstanceName, TenantId};
use invite::State as Standing;
use personal::SubjectId;
use store::{AppStore, Locked, NewInstance, PutInstance, StoreError, StoredInstance};
use survey::SurveyId;

use super::{MemoryStore, State};

pub(super) struct KeptInstance {
    pub(super) app: AppName,
    pub(super) instance: InstanceName,
    pub(super) survey: SurveyId,
    title: String,
    pub(super) paused: bool,
    subject: SubjectId,
    sealed: Vec<u8>,
    made_at: Moment,
    changed_at: Moment,
}

impl State {
    fn of_app<'a>(
        &'a self,
        tenant: &'a TenantId,
        app: &'a AppName,
    ) -> impl Iterator<Item = &'a KeptInstance> {
        let own = move |(of, kept): &&(TenantId, KeptInstance)| of == tenant && kept.app == *app;
        self.instances.iter().filter(own).map(|(_, kept)| kept)
    }

    fn instance_changed_at(&self, tenant: &TenantId, new: &NewInstance<'_>) -> Option<Moment> {
        let kept = self.of_app(tenant, new.app).find(|kept| kept.instance == *new.instance);
        kept.map(|kept| kept.changed_at)
    }

    fn stored_instance(&self, tenant: &TenantId, kept: &KeptInstance) -> StoredInstance {
        let key = self.subjects.get(&(tenant.clone(), kept.subject)).cloned();
        let (tenant_of, subject, sealed) = (tenant.clone(), kept.subject, kept.sealed.clone());
        StoredInstance {
            app: kept.app.clone(),
            instance: kept.instance.clone(),
            survey: kept.survey.clone(),
            title: kept.title.clone(),
            paused: kept.paused,
            made_at: kept.made_at,
            changed_at: kept.changed_at,
            organisation: self
                .tenants
                .get(tenant)
                .map(|(name, _)| name.clone())
                .unwrap_or_default(),
            locked: Locked { tenant: tenant_of, subject, key, sealed },
        }
    }
}

impl AppStore for MemoryStore {
    async fn put_instance(
        &self,
        tenant: &TenantId,
        new: NewInstance<'_>,
        most: u32,
        now: Moment,
    ) -> Result<PutInstance, StoreError> {
        let mut state = self.state();
        let changed_at = state.instance_changed_at(tenant, &new);
        if new.seen.is_some() && new.seen != changed_at {
            return Ok(PutInstance::Changed);
        }
        if state.kept(tenant, new.survey).is_none() {
            return Ok(PutInstance::NoSurvey);
        }
        let others = state.of_app(tenant, new.app).filter(|kept| kept.instance != *new.instance);
        if others.count() >= usize::try_from(most).unwrap_or(usize::MAX) {
            return Ok(PutInstance::TooMany);
        }
        if !state.takes_tenants_subject(tenant, new.subject) {
            return Ok(PutInstance::KeyChanged);
        }
        state.subjects.insert((tenant.clone(), new.subject.id), new.subject.key.clone());
        let there = state.instances.iter().position(|(of, kept)| {
            of == tenant && kept.app == *new.app && kept.instance == *new.instance
        });
        let before = there.map(|place| state.instances.remove(place).1);
        let kept = KeptInstance {
            app: new.app.clone(),
            instance: new.instance.clone(),
            survey: new.survey.clone(),
            title: new.title.to_owned(),
            paused: new.paused,
            subject: new.subject.id,
            sealed: new.sealed.to_vec(),
            made_at: before.map_or(now, |before| before.made_at),
            changed_at: changed_at
                .map_or(now, |before| now.max(Moment::from_unix_millis(before.unix_millis() + 1))),
        };
        state.instances.push((tenant.clone(), kept));
        Ok(PutInstance::Done)
    }

    async fn read_instance(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Option<StoredInstance>, StoreError> {
        let state = self.state();
        let found = state.of_app(tenant, app).find(|kept| kept.instance == *instance);
        Ok(found.map(|kept| state.stored_instance(tenant, kept)))
    }

    async fn list_instances(
        &self,
        tenant: &TenantId,
        app: &AppName,
    ) -> Result<Vec<StoredInstance>, StoreError> {
        let state = self.state();
        let all = state.of_app(tenant, app).map(|kept| state.stored_instance(tenant, kept));
        let mut all: Vec<_> = all.collect();
        all.sort_by(|one, other| one.instance.cmp(&other.instance));
        Ok(all)
    }

    async fn count_asked(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: Option<&InstanceName>,
    ) -> Result<Vec<(InstanceName, Standing, u64)>, StoreError> {
        let mut counts = std::collections::BTreeMap::new();
        for kept in &self.state().asked {
            let new = &kept.new;
            let is_it = instance.is_none_or(|instance| new.instance == *instance);
            if kept.tenant == *tenant && new.app == *app && is_it && !new.test {
                *counts.entry((new.instance.clone(), new.asked.state)).or_insert(0) += 1;
            }
        }
        Ok(counts.into_iter().map(|((instance, state), count)| (instance, state, count)).collect())
    }
}
