//! Whom an identity provider has named, and how they come from there to login.

use bytes::Bytes;
use contract::message::{
    AuditAction, IdentityVerified, LoginVerified, SignIn, SignInWay, VerifyIdentity,
    VerifyOrganisation,
};
use credential::{CredentialError, Function, HandOverMark, OrganisationClaims, TenantId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AccountStore as _, AuditActor, AuditObject, IdentityStore as _, Login};

use crate::accounts::signed_in;
use crate::audit::{Acting, draft, tell_refused, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::second_factor::{self, First};

/// How long somebody may take from their provider to login, in seconds: a page with one button is in between.
const WORTH_SECONDS: u64 = 60;

/// Which of a tenant's people its provider has named: who was bound to that name before, or else who has the address that the
/// provider has verified, and is bound by it from now on. People of other tenants are none of its business, and nobody is made.
pub(crate) async fn verify(
    context: &Context<'_>,
    tenant: &TenantId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: VerifyIdentity = serde_json::from_slice(body).map_err(unreadable)?;
    let provider = context.store.find_provider(tenant).await.map_err(store_failed)?;
    let same = provider.is_some_and(|provider| {
        provider.shown.issuer == message.issuer && provider.shown.client_id == message.client_id
    });
    same.then_some(()).ok_or(Kind::StateRefused)?;
    let bound = context.store.find_bound(tenant, &message.subject).await.map_err(store_failed)?;
    let login = match bound {
        Some(user) => context.store.find_user(tenant, &user).await.map_err(store_failed)?,
        None => bind(context, tenant, &message).await?,
    };
    let Some(login) = login.filter(|login| login.is_let_in(context.now)) else {
        let who = (Some(tenant.clone()), AuditActor::Function(Function::Identity));
        let nobody = AuditObject::User(None);
        tell_refused(context, draft(context, who, AuditAction::BindIdentity, nobody)).await?;
        return Err(Problem::new(Kind::IdentityUnknown));
    };
    let token = token(context, &login, message.mark)?;
    let Login { email, organisation, .. } = login;
    Ok(json(&IdentityVerified { token, email, organisation }))
}

/// Binds the account that has the verified address, if it is one of this tenant's who is let in, and known by no other name.
async fn bind(
    context: &Context<'_>,
    tenant: &TenantId,
    message: &VerifyIdentity,
) -> Result<Option<Login>, Problem> {
    let Some(email) = &message.email else { return Ok(None) };
    let login = context.store.find_login(email).await.map_err(store_failed)?;
    let theirs = |login: &Login| login.tenant == *tenant && login.is_let_in(context.now);
    let Some(login) = login.filter(theirs) else { return Ok(None) };
    let note = Acting::owner(&login).does_to(context, AuditAction::BindIdentity, &login.user);
    let who = (tenant, &login.user);
    let binding = context.store.bind(who, &message.subject, context.now);
    Ok(told(context, note, binding, |bound| *bound).await?.then_some(login))
}

fn token(context: &Context<'_>, login: &Login, mark: HandOverMark) -> Result<String, Problem> {
    let claims = OrganisationClaims {
        sub: login.user.clone(),
        ten: login.tenant.clone(),
        zone: context.settings.zone.clone(),
        epoch: login.epoch,
        mark,
        exp: context.now.seconds().saturating_add_seconds(WORTH_SECONDS),
    };
    let token = context.settings.organisation_keys.sign(&claims);
    token.map_err(|_| Problem::new(Kind::Internal))
}

/// Signs in whom a provider has named, in the browser that asked. Who has a second factor shows it, as after the password.
pub(crate) async fn sign_in(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let VerifyOrganisation { token, mark, agent } =
        serde_json::from_slice(body).map_err(unreadable)?;
    let login = whose(context, &token, mark).await?;
    if let Some(ways) = second_factor::ways(context, &login.user).await? {
        let token = second_factor::pending(context, &login, First::Organisation)?;
        return Ok(json(&LoginVerified::SecondFactor { token, ways }));
    }
    let sign_in = SignIn { at: context.now, agent, way: SignInWay::Organisation };
    let note = Acting::owner(&login).does_to(context, AuditAction::SignIn, &login.user);
    told(context, note, context.store.record_sign_in(&login.user, &sign_in), |()| true).await?;
    Ok(json(&LoginVerified::SignedIn(signed_in(context.settings, login))))
}

/// The account that a token was made for, if it comes back in the right browser and nothing has ended the account's
/// sessions since.
async fn whose(context: &Context<'_>, token: &str, mark: HandOverMark) -> Result<Login, Problem> {
    let keys = &context.settings.organisation_keys;
    let claims: OrganisationClaims =
        keys.verify(token, context.now.seconds()).map_err(|error| match error {
            CredentialError::Expired => Kind::CredentialExpired,
            CredentialError::Forged | CredentialError::Malformed => Kind::CredentialRefused,
        })?;
    let login = context.store.find_user(&claims.ten, &claims.sub).await.map_err(store_failed)?;
    let same = |login: &Login| {
        login.epoch == claims.epoch
            && login.is_let_in(context.now)
            && context.settings.zone == claims.zone
            && mark == claims.mark
    };
    login.filter(same).ok_or_else(|| Problem::new(Kind::CredentialRefused))
}
