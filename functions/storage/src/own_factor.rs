//! Operations on the second factor of whoever is signed in.

use bytes::Bytes;
use contract::message::{
    AuditAction, BeginFactor, ChangeFactor, ConfirmFactor, FactorAdded, FactorBegun, FactorWays,
    RecoveryCodes,
};
use credential::{
    FactorCode, NONCE_BYTES, OneTimeSecret, RecoveryCode, SessionClaims, UnixSeconds,
};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{FactorStore as _, Login, NewFactor, RecoveryHash};
use zeroize::Zeroizing;

use crate::accounts::signed_in;
use crate::attempts;
use crate::audit::{Acting, tell_refused, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::own_account::{find, prove_password};
use crate::second_factor::{random, sealed, use_code, ways};

/// How long a new secret may take until a code of it is shown, in seconds.
const ENROLMENT_SECONDS: u64 = 15 * 60;

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;

/// Gives a secret for an authenticator app. Nothing is kept: it comes back, sealed, with its first
/// code.
pub(crate) async fn begin(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let BeginFactor { password } = serde_json::from_slice(body).map_err(unreadable)?;
    let login = find(context, claims).await?;
    prove_password(context, &login, (AuditAction::AddFactor, &password)).await?;
    let there = context.store.find_factor(&login.user).await.map_err(store_failed)?;
    if there.is_some() {
        return Err(Problem::new(Kind::FactorState));
    }
    let secret = OneTimeSecret::new(random(context)?);
    let begun = context.now.seconds().get().to_be_bytes();
    let text = Zeroizing::new([begun.as_slice(), secret.expose()].concat());
    let nonce = random::<NONCE_BYTES>(context)?;
    let keys = &context.settings.factor_secret_keys;
    let sealed = keys.seal(nonce, about(&login).as_bytes(), &text).map_err(|_| Kind::Internal)?;
    Ok(json(&FactorBegun { secret: secret.to_base32().to_string(), sealed }))
}

/// Adds the second factor, if a code of the secret that was given is right.
pub(crate) async fn confirm(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ConfirmFactor { sealed: given, code } = serde_json::from_slice(body).map_err(unreadable)?;
    let mut login = find(context, claims).await?;
    let secret = begun(context, &login, &given).ok_or(Kind::FactorState)?;
    attempts::count_code(context, &login, None).await?;
    let step = match code {
        FactorCode::OneTime(code) => secret.step_of(code, context.now.seconds()),
        FactorCode::Recovery(_) => None,
    };
    let note = Acting::owner(&login).does_to(context, AuditAction::AddFactor, &login.user);
    let Some(step) = step else {
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::CodeRefused));
    };
    attempts::code_succeeded(context, &login, None).await?;
    let (codes, hashes) = new_codes(context)?;
    let secret = sealed(context, &login.user, &secret)?;
    let factor = NewFactor { secret: &secret, step, recovery_codes: &hashes };
    let who = (&login.tenant, &login.user);
    let adding = context.store.add_factor(who, login.epoch, factor, context.now);
    login.epoch = told(context, note, adding, Option::is_some).await?.ok_or(Kind::FactorState)?;
    let who = signed_in(context.settings, login);
    Ok(json(&FactorAdded { who, recovery_codes: codes }))
}

/// Makes new recovery codes; those from before are worth nothing.
pub(crate) async fn renew_codes(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let action = AuditAction::RenewRecoveryCodes;
    let login = prove(context, claims, action, body).await?;
    let (recovery_codes, hashes) = new_codes(context)?;
    let who = (&login.tenant, &login.user);
    let note = Acting::owner(&login).does_to(context, action, &login.user);
    let replacing = context.store.replace_recovery_codes(who, login.epoch, &hashes);
    if told(context, note, replacing, |replaced| *replaced).await? {
        Ok(json(&RecoveryCodes { recovery_codes }))
    } else {
        Err(Problem::new(Kind::FactorState))
    }
}

/// Takes the second factor away.
pub(crate) async fn remove(
    context: &Context<'_>,
    claims: &SessionClaims,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let mut login = prove(context, claims, AuditAction::RemoveFactor, body).await?;
    let who = (&login.tenant, &login.user);
    let note = Acting::owner(&login).does_to(context, AuditAction::RemoveFactor, &login.user);
    let removing = context.store.remove_factor(who, login.epoch);
    login.epoch = told(context, note, removing, Option::is_some).await?.ok_or(Kind::FactorState)?;
    Ok(json(&signed_in(context.settings, login)))
}

/// The account, once its password and a code of its second factor were shown by who wants to do
/// `action`.
async fn prove(
    context: &Context<'_>,
    claims: &SessionClaims,
    action: AuditAction,
    body: &Bytes,
) -> Result<Login, Problem> {
    let ChangeFactor { password, code } = serde_json::from_slice(body).map_err(unreadable)?;
    let login = find(context, claims).await?;
    let ways = ways(context, &login.user).await?;
    let needs_app = action == AuditAction::RemoveFactor;
    if ways.is_none() || (needs_app && ways == Some(FactorWays::Passkey)) {
        return Err(Problem::new(Kind::FactorState));
    }
    prove_password(context, &login, (action, &password)).await?;
    attempts::count_code(context, &login, None).await?;
    if use_code(context, &login, &code).await?.is_none() {
        let note = Acting::owner(&login).does_to(context, action, &login.user);
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::CodeRefused));
    }
    attempts::code_succeeded(context, &login, None).await?;
    Ok(login)
}

/// The secret that was given to whoever brings it back, if that was not too long ago.
fn begun(context: &Context<'_>, login: &Login, given: &str) -> Option<OneTimeSecret> {
    let keys = &context.settings.factor_secret_keys;
    let text = keys.unseal(given, about(login).as_bytes()).ok()?;
    let (begun, secret) = text.split_first_chunk()?;
    let begun = UnixSeconds::new(u64::from_be_bytes(*begun));
    let ends = begun.saturating_add_seconds(ENROLMENT_SECONDS);
    let secret = <[u8; OneTimeSecret::BYTES]>::try_from(secret).ok()?;
    (context.now.seconds() < ends).then(|| OneTimeSecret::new(secret))
}

/// What a given secret is about: it is none that is kept, and none of an epoch from before.
fn about(login: &Login) -> String {
    format!("given {} {}", login.user, login.epoch)
}

/// New recovery codes, and what is kept of them.
pub(crate) fn new_codes(
    context: &Context<'_>,
) -> Result<(Vec<String>, Vec<RecoveryHash>), Problem> {
    let drawn = (0..RECOVERY_CODES).map(|_| random(context).map(RecoveryCode::new));
    let codes: Vec<_> = drawn.collect::<Result<_, _>>()?;
    let told = codes.iter().map(RecoveryCode::to_string).collect();
    Ok((told, codes.iter().map(RecoveryCode::hash).collect()))
}
