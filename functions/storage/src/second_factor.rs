//! Second factors: how their secrets are kept, and what counts as showing one.

use bytes::Bytes;
use contract::message::{
    AuditAction, Cursor, FactorWays, SealedAnew, SignIn, SignInWay, Stretch, VerifyFactor,
};
use credential::{
    CredentialError, FactorCode, KeyRing, NONCE_BYTES, OneTimeSecret, SecondFactorClaims, UserId,
};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AccountStore as _, FactorStore as _, Login, PasskeyStore as _};

use crate::accounts::signed_in;
use crate::attempts;
use crate::audit::{Acting, tell_refused, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};

/// How long after the right password the second factor may be shown, in seconds.
const PENDING_SECONDS: u64 = 5 * 60;

/// What stood before a second factor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum First {
    /// The right password.
    Password,
    /// The organisation's identity provider.
    Organisation,
}

/// What somebody gets for the right password, or for what stands in its place, who has a second factor to show.
pub(crate) fn pending(
    context: &Context<'_>,
    login: &Login,
    first: First,
) -> Result<String, Problem> {
    let claims = SecondFactorClaims {
        sub: login.user.clone(),
        ten: login.tenant.clone(),
        zone: context.settings.zone.clone(),
        epoch: login.epoch,
        org: first == First::Organisation,
        exp: context.now.seconds().saturating_add_seconds(PENDING_SECONDS),
    };
    let token = context.settings.second_factor_keys.sign(&claims);
    token.map_err(|_| Problem::new(Kind::Internal))
}

/// By what somebody may show a second factor; `None` if they have none.
pub(crate) async fn ways(
    context: &Context<'_>,
    user: &UserId,
) -> Result<Option<FactorWays>, Problem> {
    let app = context.store.find_factor(user).await.map_err(store_failed)?;
    let passkeys = context.store.list_passkeys(user).await.map_err(store_failed)?;
    Ok(match (app.is_some(), passkeys.is_empty()) {
        (true, true) => Some(FactorWays::Code),
        (true, false) => Some(FactorWays::Either),
        (false, false) => Some(FactorWays::Passkey),
        (false, true) => None,
    })
}

/// Whose a second factor is, after the right password.
pub(crate) async fn verify(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let VerifyFactor { token, code, network, agent } =
        serde_json::from_slice(body).map_err(unreadable)?;
    let (login, first) = whose(context, &token).await?;
    attempts::count_code(context, &login, network.as_ref()).await?;
    let note = Acting::owner(&login).does_to(context, AuditAction::SignIn, &login.user);
    let Some(way) = use_code(context, &login, &code).await? else {
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::CodeRefused));
    };
    attempts::code_succeeded(context, &login, network.as_ref()).await?;
    let sign_in = SignIn { at: context.now, agent, way: told_way(first, way) };
    told(context, note, context.store.record_sign_in(&login.user, &sign_in), |()| true).await?;
    Ok(json(&signed_in(context.settings, login)))
}

/// By what somebody has signed in, as it is told: a recovery code is used up, and is told of in any case.
const fn told_way(first: First, way: SignInWay) -> SignInWay {
    match (first, way) {
        (First::Organisation, SignInWay::Password | SignInWay::Code) => SignInWay::Organisation,
        (First::Password | First::Organisation, way) => way,
    }
}

/// The account that a token was made for, if its password is still the one that was right, and what stood before.
pub(crate) async fn whose(context: &Context<'_>, token: &str) -> Result<(Login, First), Problem> {
    let keys = &context.settings.second_factor_keys;
    let claims: SecondFactorClaims =
        keys.verify(token, context.now.seconds()).map_err(|error| match error {
            CredentialError::Expired => Kind::CredentialExpired,
            CredentialError::Forged | CredentialError::Malformed => Kind::CredentialRefused,
        })?;
    let login = context.store.find_user(&claims.ten, &claims.sub).await.map_err(store_failed)?;
    let same = |login: &Login| login.epoch == claims.epoch && context.settings.zone == claims.zone;
    let login = login.filter(same).ok_or_else(|| Problem::new(Kind::CredentialRefused))?;
    Ok((login, if claims.org { First::Organisation } else { First::Password }))
}

/// Uses a code of an account's second factor: by what its owner was known, if it counts.
pub(crate) async fn use_code(
    context: &Context<'_>,
    login: &Login,
    code: &FactorCode,
) -> Result<Option<SignInWay>, Problem> {
    let who = (&login.tenant, &login.user);
    let code = match code {
        FactorCode::OneTime(code) => *code,
        FactorCode::Recovery(code) => {
            let used = context.store.use_recovery_code(who, login.epoch, &code.hash()).await;
            return Ok(used.map_err(store_failed)?.then_some(SignInWay::RecoveryCode));
        }
    };
    let factor = context.store.find_factor(&login.user).await.map_err(store_failed)?;
    let Some(factor) = factor else { return Ok(None) };
    let secret = opened(&context.settings.factor_secret_keys, &login.user, &factor.secret)
        .ok_or_else(|| Problem::new(Kind::Internal).with_cause("a secret that no key opens"))?;
    let Some(step) = secret.step_of(code, context.now.seconds()) else { return Ok(None) };
    // Sealed anew at each use, a secret comes under the current key, as by [`seal_anew`].
    let sealed = sealed(context, &login.user, &secret)?;
    let used = context.store.use_step(who, login.epoch, step, &sealed).await;
    Ok(used.map_err(store_failed)?.then_some(SignInWay::Code))
}

/// Puts a stretch of the secrets under the current key, so that a previous one can be dropped.
pub(crate) async fn seal_anew(
    context: &Context<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let keys = &context.settings.factor_secret_keys;
    let after = cursor.as_ref().map(Cursor::key);
    let secrets = context.store.list_secrets(limit, after).await.map_err(store_failed)?;
    let full = secrets.len() == usize::from(limit.number());
    let next = secrets.last().filter(|_| full).map(|(user, _)| Cursor::after(user.as_str()));
    let mut changed = 0;
    for (user, kept) in secrets.iter().filter(|(_, kept)| !keys.is_current(kept)) {
        // One that no key opens helps nobody, and keeps no other from being sealed.
        let Some(secret) = opened(keys, user, kept) else { continue };
        let anew = sealed(context, user, &secret)?;
        let replaced = context.store.replace_secret(user, kept, &anew).await;
        changed += u32::from(replaced.map_err(store_failed)?);
    }
    Ok(json(&SealedAnew { key: keys.current_name().to_owned(), changed, next }))
}

/// A user's secret as it is kept.
pub(crate) fn sealed(
    context: &Context<'_>,
    user: &UserId,
    secret: &OneTimeSecret,
) -> Result<String, Problem> {
    let nonce = random::<NONCE_BYTES>(context)?;
    let keys = &context.settings.factor_secret_keys;
    keys.seal(nonce, about(user).as_bytes(), secret.expose()).map_err(|_| Kind::Internal.into())
}

/// The secret that is kept for a user, under the current key or a previous one.
fn opened(keys: &KeyRing, user: &UserId, kept: &str) -> Option<OneTimeSecret> {
    let bytes = keys.unseal(kept, about(user).as_bytes()).ok()?;
    <[u8; OneTimeSecret::BYTES]>::try_from(bytes.as_slice()).ok().map(OneTimeSecret::new)
}

/// What a kept secret is about: another user's is not opened in its place.
fn about(user: &UserId) -> String {
    format!("kept {user}")
}

/// Random bytes.
pub(crate) fn random<const N: usize>(context: &Context<'_>) -> Result<[u8; N], Problem> {
    context.host.random().map_err(|error| Problem::new(Kind::Internal).with_cause(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const NEW: &str = "k2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";

    #[test]
    fn secrets_are_opened_for_their_user_after_a_rotation() {
        let ring = |text: &str| KeyRing::parse(text).unwrap();
        let (anna, bo): (UserId, UserId) = ("anna".parse().unwrap(), "bo".parse().unwrap());
        let secret = OneTimeSecret::new([7; 20]);
        let kept = ring(OLD).seal([1; 24], about(&anna).as_bytes(), secret.expose()).unwrap();
        let rotated = ring(&[NEW, OLD].join(","));
        let opened_by = |ring: &KeyRing, user| opened(ring, user, &kept).map(|s| *s.expose());
        assert_eq!(opened_by(&ring(OLD), &anna), Some([7; 20]));
        assert_eq!(opened_by(&rotated, &anna), Some([7; 20]));
        assert_eq!(opened_by(&rotated, &bo), None, "another's in her place");
        assert_eq!(opened_by(&ring(NEW), &anna), None, "the old key is gone");
        // What was given and not confirmed is none that is kept.
        let given = ring(OLD).seal([1; 24], b"given anna 1", secret.expose()).unwrap();
        assert!(opened(&ring(OLD), &anna, &given).is_none());
    }
}
