//! Taking an invitation up.

use bytes::Bytes;
use contract::message::{AuditAction, Join, JoinOpen, Joined, ReadJoin, Secret};
use credential::{CredentialError, JoinClaims, UserId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use sha2::{Digest as _, Sha256};
use store::{AuditActor, NewPassword, PeopleStore as _};

use crate::accounts::COST;
use crate::audit::{Acting, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::people::fresh;

/// Whom a mail has invited, and to what.
pub(crate) async fn read(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let ReadJoin { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let claims = claims(context, &token)?;
    let found = context.store.find_invitation(&claims.ten, &claims.jti, context.now).await;
    let found = found.map_err(store_failed)?.ok_or(Kind::CredentialRefused)?;
    Ok(json(&JoinOpen { email: found.email, organisation: found.organisation, cost: COST }))
}

/// Makes the account.
pub(crate) async fn take_up(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let Join { token, parameters, new } = serde_json::from_slice(body).map_err(unreadable)?;
    if !COST.is_of(&parameters) {
        return Err(Problem::new(Kind::BodyUnreadable)
            .with_detail("A new password is hashed at the cost that its account names."));
    }
    let claims = claims(context, &token)?;
    let user: UserId = fresh(context)?.parse().map_err(|_| Kind::Internal)?;
    let verifier = Secret::new(Sha256::digest(new.expose()).into());
    let password = NewPassword { parameters, verifier };
    let invitation = (&claims.ten, &claims.jti);
    let joining = context.store.join(invitation, &user, &password, context.now);
    let (tenant, actor) = (claims.ten.clone(), AuditActor::User(user.clone()));
    let acting = Acting { tenant, actor, grants: credential::Grants::default() };
    let note = acting.does_to(context, AuditAction::Join, &user);
    match told(context, note, joining, |done| *done == store::Joined::Now).await? {
        store::Joined::Now => Ok(json(&Joined {})),
        store::Joined::NotOpen => Err(Problem::new(Kind::CredentialRefused)),
        // Whoever reads the address's mail may know.
        store::Joined::HasAccount => Err(Problem::new(Kind::AddressTaken)),
    }
}

fn claims(context: &Context<'_>, token: &str) -> Result<JoinClaims, Problem> {
    let claims = context.settings.join_keys.verify::<JoinClaims>(token, context.now.seconds());
    let claims = claims.map_err(|error| match error {
        CredentialError::Expired => Kind::CredentialExpired,
        CredentialError::Forged | CredentialError::Malformed => Kind::CredentialRefused,
    })?;
    let ours = claims.zone == context.settings.zone;
    ours.then_some(claims).ok_or_else(|| Problem::new(Kind::CredentialRefused))
}
