//! Sessions: made here, addressed to one audience each.

use contract::message::SignedIn;
use credential::{Audience, CredentialError, KeyRing, SessionClaims, UnixSeconds};
use problem::{Kind, Problem};

use crate::Settings;

/// How long a session's token holds, in seconds.
pub(crate) const SESSION_SECONDS: u64 = 15 * 60;

/// The token of a session of `who`, addressed to `audience`. They gave their password at `since`.
pub(crate) fn issue(
    settings: &Settings,
    who: SignedIn,
    audience: Audience,
    (since, now): (UnixSeconds, UnixSeconds),
) -> Result<String, Problem> {
    let claims = SessionClaims {
        sub: who.user,
        ten: who.tenant,
        zone: who.zone,
        aud: audience,
        epoch: who.epoch,
        grants: who.grants,
        auth: since,
        iat: now,
        exp: now.saturating_add_seconds(SESSION_SECONDS),
    };
    keys(settings, audience)?.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}

/// The session in a token addressed to this function.
pub(crate) fn read(
    settings: &Settings,
    token: &str,
    now: UnixSeconds,
) -> Result<SessionClaims, CredentialError> {
    let claims: SessionClaims = settings.session_login_keys.verify(token, now)?;
    if claims.addressed_to(&settings.zone, Audience::Login) {
        Ok(claims)
    } else {
        Err(CredentialError::Forged)
    }
}

/// Other rooms make their own sessions, of what is handed over to them.
fn keys(settings: &Settings, audience: Audience) -> Result<&KeyRing, Problem> {
    match audience {
        Audience::Login => Ok(&settings.session_login_keys),
        Audience::Api => Ok(&settings.session_api_keys),
        Audience::Zone
        | Audience::Tool
        | Audience::StoreEvaluator
        | Audience::DeliveryControl
        | Audience::StayEvaluator
        | Audience::WhyCancel => Err(Problem::new(Kind::Internal)),
    }
}
