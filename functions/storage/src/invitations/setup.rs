//! How apps are set up, opened.

use std::rc::Rc;

use ::personal::{Place, SubjectId, SubjectKey};
use contract::message::PutInstance;
use credential::{AppName, InstanceName, TenantId};
use invite::Policy;
use letter::Recordings;
use problem::{Kind, Problem};
use store::{AppStore as _, StoredInstance};

use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::{Secrets, closed, subject_key};

/// An instance of an app, with what follows from how it is set up.
pub(crate) struct Setup {
    pub(crate) tenant: TenantId,
    pub(crate) stored: StoredInstance,
    pub(crate) config: PutInstance,
    pub(crate) policy: Policy,
    /// What is played in its calls.
    pub(crate) recordings: Recordings,
}

/// The instances that a request has to do with, each read once.
#[derive(Default)]
pub(crate) struct Setups(Vec<Rc<Setup>>);

impl Setups {
    pub(crate) async fn find(
        &mut self,
        context: &Context<'_>,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
    ) -> Result<Option<Rc<Setup>>, Problem> {
        let known = self.0.iter().find(|known| {
            let Setup { tenant: of, stored, .. } = &***known;
            (of, &stored.app, &stored.instance) == (tenant, app, instance)
        });
        if let Some(known) = known {
            return Ok(Some(Rc::clone(known)));
        }
        let stored = context.store.read_instance(tenant, app, instance).await;
        let Some(stored) = stored.map_err(store_failed)? else { return Ok(None) };
        let config = opened(context, &stored).await?;
        let broken = |_| Problem::new(Kind::Internal).with_cause("a policy that was taken");
        let policy = Policy::parse(config.policy.value()).map_err(broken)?;
        let broken = |_| Problem::new(Kind::Internal).with_cause("recordings that were taken");
        let calls = config.calls.as_ref().map(|calls| Recordings::read(calls.value()));
        let recordings = calls.transpose().map_err(broken)?.unwrap_or_default();
        let found = Rc::new(Setup { tenant: tenant.clone(), stored, config, policy, recordings });
        self.0.push(Rc::clone(&found));
        Ok(Some(found))
    }
}

/// The subject under whose key an instance is set up: its own.
pub(super) fn subject(secrets: &Secrets, app: &AppName, instance: &InstanceName) -> SubjectId {
    secrets.look_up().own_subject(&[
        b"instance",
        app.as_str().as_bytes(),
        instance.as_str().as_bytes(),
    ])
}

/// Where the set-up of an instance is sealed.
pub(super) fn place(app: &AppName, instance: &InstanceName) -> String {
    format!("instance {app} {instance}")
}

/// How an instance is set up.
pub(crate) async fn opened(
    context: &Context<'_>,
    stored: &StoredInstance,
) -> Result<PutInstance, Problem> {
    let locked = &stored.locked;
    let key = key(context, stored).await?;
    let place = place(&stored.app, &stored.instance);
    let text = key.open(Place::Contact(&place), &locked.sealed);
    let text = text.map_err(|_| closed("an app instance"))?;
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("an app instance's JSON");
    serde_json::from_slice(&text).map_err(unreadable)
}

/// The key of an instance.
pub(crate) async fn key(
    context: &Context<'_>,
    stored: &StoredInstance,
) -> Result<SubjectKey, Problem> {
    let locked = &stored.locked;
    let key = locked.key.as_ref().ok_or_else(|| closed("an app instance"))?;
    subject_key(context, &locked.tenant, locked.subject, key).await
}
