//! Operations on the account of whoever is signed in.

use bytes::Bytes;
use contract::message::{
    AuditAction, ChangePassword, OwnAccount, OwnFactor, Person, Secret, SessionsEnded,
};
use credential::SessionClaims;
use host::json;
use http::Response;
use problem::{Kind, Problem};
use sha2::{Digest as _, Sha256};
use store::{AccountStore as _, FactorStore as _, Login, NewPassword, PasskeyStore as _};

use crate::accounts::{COST, matches, signed_in};
use crate::attempts;
use crate::audit::{Acting, tell_refused, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::outbox;

/// Reads the account, with its latest sign-ins.
pub(crate) async fn read(
    context: &Context<'_>,
    claims: &SessionClaims,
) -> Result<Response<Bytes>, Problem> {
    let login = find(context, claims).await?;
    let sign_ins = context.store.list_sign_ins(&login.user).await.map_err(store_failed)?;
    let factor = context.store.find_factor(&login.user).await.map_err(store_failed)?;
    let there = factor.map(|factor| factor.there);
    let passkeys = context.store.list_passkeys(&login.user).await.map_err(store_failed)?;
    let recovery_codes = context.store.recovery_codes_left(&login.user).await;
    let recovery_codes = recovery_codes.map_err(store_failed)?;
    let Login { email, organisation, parameters, factor_required: required, .. } = login;
    let second_factor = OwnFactor { required, there, passkeys, recovery_codes };
    Ok(json(&OwnAccount { email, organisation, parameters, cost: COST, second_factor, sign_ins }))
}

/// Who is signed in, for the room that they are in.
pub(crate) async fn person(
    context: &Context<'_>,
    claims: &SessionClaims,
) -> Result<Response<Bytes>, Problem> {
    let login = find(context, claims).await?;
    let (email, organisation) = (login.email.clone(), login.organisation.clone());
    Ok(json(&Person { who: signed_in(context.settings, login), email, organisation }))
}

/// What the account may do by now.
pub(crate) async fn renew_session(
    context: &Context<'_>,
    claims: &SessionClaims,
) -> Result<Response<Bytes>, Problem> {
    Ok(json(&signed_in(context.settings, find(context, claims).await?)))
}

/// Ends all sessions of the account.
pub(crate) async fn end_sessions(
    context: &Context<'_>,
    claims: &SessionClaims,
) -> Result<Response<Bytes>, Problem> {
    let note = Acting::person(claims).does_to(context, AuditAction::EndSessions, &claims.sub);
    let ending = context.store.end_sessions(&claims.ten, &claims.sub);
    let epoch =
        told(context, note, ending, Option::is_some).await?.ok_or(Kind::CredentialRefused)?;
    Ok(json(&SessionsEnded { epoch }))
}

/// Whoever wants to do `action` knows the account's password. Guesses at it wait as those of who signs in do.
pub(crate) async fn prove_password(
    context: &Context<'_>,
    login: &Login,
    (action, password): (AuditAction, &Secret<32>),
) -> Result<(), Problem> {
    let _ = attempts::count(context, &login.email, (Some(login), None), None).await?;
    if !matches(password, Some(login)) {
        let note = Acting::owner(login).does_to(context, action, &login.user);
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::SignInRefused));
    }
    attempts::succeeded(context, &login.email, None).await
}

/// Changes the account's password, if the one that holds now is known: a session that was left open
/// is not enough.
pub(crate) async fn change_password(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ChangePassword { current, parameters, new, language } =
        serde_json::from_slice(body).map_err(unreadable)?;
    if !COST.is_of(&parameters) {
        return Err(Problem::new(Kind::BodyUnreadable)
            .with_detail("A new password is hashed at the cost that its account names."));
    }
    let mut login = find(context, claims).await?;
    prove_password(context, &login, (AuditAction::ChangePassword, &current)).await?;
    let verifier = Secret::new(Sha256::digest(new.expose()).into());
    let password = NewPassword { parameters, verifier };
    let who = (&claims.ten, &claims.sub);
    let notice = outbox::password_changed(context, &login, language)?;
    let notified = (&notice, context.now);
    let note = Acting::person(claims).does_to(context, AuditAction::ChangePassword, &claims.sub);
    let changing = context.store.change_password(who, login.epoch, &password, notified);
    let changed = told(context, note, changing, Option::is_some).await?;
    // Somebody else was quicker: their change ended this session, too.
    login.epoch = changed.ok_or(Kind::CredentialRefused)?;
    Ok(json(&signed_in(context.settings, login)))
}

/// The account of whoever asks.
pub(crate) async fn find(context: &Context<'_>, claims: &SessionClaims) -> Result<Login, Problem> {
    let login = context.store.find_user(&claims.ten, &claims.sub).await.map_err(store_failed)?;
    login.ok_or_else(|| Problem::new(Kind::CredentialRefused))
}
