//! A new password for who forgot theirs, by a mail to the account's address.

use bytes::Bytes;
use contract::message::{
    AuditAction, IssueRecovery, Mail, MailText, ReadRecovery, Recover, Recovered, RecoveryIssued,
    RecoveryOpen, RecoveryRequested, RequestRecovery, Secret,
};
use credential::{CredentialError, RecoveryClaims, TenantId, UnixSeconds, UserId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use sha2::{Digest as _, Sha256};
use store::{AccountStore as _, Login, MailKind, NewPassword, OutboxStore as _};

use crate::accounts::{COST, operator};
use crate::attempts;
use crate::audit::{Acting, tell, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::outbox::{self, Written};

/// How long a mail leads to a new password, in seconds.
const WORTH_SECONDS: u64 = 30 * 60;

/// How long what the operator hands over leads to a password, in seconds: a day.
const HANDED_OVER_SECONDS: u64 = 24 * 60 * 60;

/// Whom a token is for that is never sent.
const NOBODY: &str = "nobody";

/// Writes the mail. Of an address without an account everything is done that is done for one, but the
/// mail is to nobody: neither the answer nor how long it takes tells which it was.
pub(crate) async fn request(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let RequestRecovery { email, network, language } =
        serde_json::from_slice(body).map_err(unreadable)?;
    attempts::count_recovery(context, &email, network.as_ref()).await?;
    let login = context.store.find_login(&email).await.map_err(store_failed)?;
    let login = login.filter(|login| login.is_let_in(context.now));
    let text =
        MailText::Recovery { token: token(context, login.as_ref(), ends(context, WORTH_SECONDS))? };
    let mail = Mail { to: email, language, text };
    let seconds = i64::try_from(WORTH_SECONDS).unwrap_or(i64::MAX);
    let written = Written { kind: MailKind::Recovery, quiet_ms: 0, seconds };
    let mail = outbox::new_mail(context, login.as_ref(), &mail, written)?;
    context.store.put_mail(&mail, context.now).await.map_err(store_failed)?;
    Ok(json(&RecoveryRequested {}))
}

/// Makes what leads an account's owner to a new password, for the operator to hand over: to a first
/// owner, or where no mail comes. The organisation's log tells of it before it is handed out.
pub(crate) async fn issue(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let IssueRecovery { email } = serde_json::from_slice(body).map_err(unreadable)?;
    let login = context.store.find_login(&email).await.map_err(store_failed)?;
    let login = login.ok_or(Kind::NotFound)?;
    let acting = operator(&login.tenant);
    tell(context, acting.does_to(context, AuditAction::IssueRecovery, &login.user)).await?;
    let expires_at = ends(context, HANDED_OVER_SECONDS);
    Ok(json(&RecoveryIssued { token: token(context, Some(&login), expires_at)?, expires_at }))
}

fn ends(context: &Context<'_>, seconds: u64) -> UnixSeconds {
    context.now.seconds().saturating_add_seconds(seconds)
}

fn token(
    context: &Context<'_>,
    login: Option<&Login>,
    exp: UnixSeconds,
) -> Result<String, Problem> {
    let nobody = || NOBODY.to_owned();
    let user = login.map_or_else(|| UserId::try_from(nobody()), |login| Ok(login.user.clone()));
    let tenant =
        login.map_or_else(|| TenantId::try_from(nobody()), |login| Ok(login.tenant.clone()));
    let (user, tenant) = (user.map_err(|_| Kind::Internal)?, tenant.map_err(|_| Kind::Internal)?);
    let epoch = login.map_or(0, |login| login.epoch);
    let claims =
        RecoveryClaims { sub: user, ten: tenant, zone: context.settings.zone.clone(), epoch, exp };
    context.settings.recovery_keys.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}

/// Whose account a mail was for.
pub(crate) async fn read(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let ReadRecovery { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let Login { email, .. } = whose(context, &token).await?;
    Ok(json(&RecoveryOpen { email, cost: COST }))
}

/// Sets the new password, which ends all sessions and this token's worth. A second factor stays.
pub(crate) async fn recover(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let Recover { token, parameters, new, language } =
        serde_json::from_slice(body).map_err(unreadable)?;
    if !COST.is_of(&parameters) {
        return Err(Problem::new(Kind::BodyUnreadable)
            .with_detail("A new password is hashed at the cost that its account names."));
    }
    let login = whose(context, &token).await?;
    let verifier = Secret::new(Sha256::digest(new.expose()).into());
    let password = NewPassword { parameters, verifier };
    let notice = outbox::password_changed(context, &login, language)?;
    let (who, notified) = ((&login.tenant, &login.user), (&notice, context.now));
    let note = Acting::owner(&login).does_to(context, AuditAction::RecoverPassword, &login.user);
    let changing = context.store.change_password(who, login.epoch, &password, notified);
    // Of two that bring the same token one is too late.
    told(context, note, changing, Option::is_some).await?.ok_or(Kind::CredentialRefused)?;
    // Who reads the account's mail need not wait for others' guesses.
    attempts::succeeded(context, &login.email, None).await?;
    Ok(json(&Recovered {}))
}

/// The account that a token was made for, if nothing has ended its sessions since.
async fn whose(context: &Context<'_>, token: &str) -> Result<Login, Problem> {
    let keys = &context.settings.recovery_keys;
    let claims: RecoveryClaims =
        keys.verify(token, context.now.seconds()).map_err(|error| match error {
            CredentialError::Expired => Kind::CredentialExpired,
            CredentialError::Forged | CredentialError::Malformed => Kind::CredentialRefused,
        })?;
    let login = context.store.find_user(&claims.ten, &claims.sub).await.map_err(store_failed)?;
    let same = |login: &Login| login.epoch == claims.epoch && context.settings.zone == claims.zone;
    login.filter(same).ok_or_else(|| Problem::new(Kind::CredentialRefused))
}
