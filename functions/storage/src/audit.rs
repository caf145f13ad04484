//! The audit log: how operations are told of in it.

use contract::message::AuditAction;
use credential::{Grants, SessionClaims, TenantId, UserId};
use problem::Problem;
use store::{
    AuditActor, AuditDraft, AuditObject, AuditOutcome, AuditStore as _, Login, StoreError,
};

use crate::context::Context;
use crate::failure::store_failed;

/// Whoever acts for a tenant.
pub(crate) struct Acting {
    pub(crate) tenant: TenantId,
    pub(crate) actor: AuditActor,
    /// What they may do by now.
    pub(crate) grants: Grants,
}

impl Acting {
    /// Somebody who is signed in.
    pub(crate) fn person(claims: &SessionClaims) -> Self {
        let actor = AuditActor::User(claims.sub.clone());
        Self { tenant: claims.ten.clone(), actor, grants: claims.grants.clone() }
    }

    /// The owner of an account.
    pub(crate) fn owner(login: &Login) -> Self {
        let actor = AuditActor::User(login.user.clone());
        Self { tenant: login.tenant.clone(), actor, grants: login.grants.clone() }
    }

    /// That they do something, which is done.
    pub(crate) fn does(
        &self,
        context: &Context<'_>,
        action: AuditAction,
        object: AuditObject,
    ) -> AuditDraft {
        let (tenant, actor) = (Some(self.tenant.clone()), self.actor.clone());
        draft(context, (tenant, actor), action, object)
    }

    /// That they do something with the account of a user.
    pub(crate) fn does_to(
        &self,
        context: &Context<'_>,
        action: AuditAction,
        user: &UserId,
    ) -> AuditDraft {
        self.does(context, action, AuditObject::User(Some(user.clone())))
    }
}

/// That something is done.
pub(crate) fn draft(
    context: &Context<'_>,
    (tenant, actor): (Option<TenantId>, AuditActor),
    action: AuditAction,
    object: AuditObject,
) -> AuditDraft {
    AuditDraft {
        tenant,
        at: context.now,
        actor,
        action,
        object,
        origin: context.origin,
        request: context.host.request_id().to_owned(),
        outcome: AuditOutcome::Done,
    }
}

/// Does `work` and tells of it in the log, in one transaction, if it did something.
pub(crate) async fn told<T>(
    context: &Context<'_>,
    draft: AuditDraft,
    work: impl Future<Output = Result<T, StoreError>>,
    did: impl FnOnce(&T) -> bool,
) -> Result<T, Problem> {
    let recorded = context.store.recorded(&context.settings.fake_salt_key, async || {
        let outcome = work.await?;
        let draft = did(&outcome).then_some(draft);
        Ok((outcome, draft))
    });
    recorded.await.map_err(store_failed)
}

/// Tells of what changes nothing: before what was read is handed out.
pub(crate) async fn tell(context: &Context<'_>, draft: AuditDraft) -> Result<(), Problem> {
    told(context, draft, async { Ok(()) }, |()| true).await
}

/// Tells that something was refused.
pub(crate) async fn tell_refused(context: &Context<'_>, draft: AuditDraft) -> Result<(), Problem> {
    tell(context, AuditDraft { outcome: AuditOutcome::Refused, ..draft }).await
}
