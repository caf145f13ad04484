//! Sessions of a room: made here of what login hands over.

use bytes::Bytes;
use contract::message::SignedIn;
use credential::{CredentialError, HandOverClaims, HandOverSecret, SessionClaims, UnixSeconds};
use host::{Host, cookie, fields_of, same_at, same_origin, see_other, set_own_cookie};
use http::header::HeaderMap;
use http::{Request, Response};
use problem::{Kind, Problem};

use crate::Settings;

/// How long a session's token holds, in seconds.
const SESSION_SECONDS: u64 = 15 * 60;

/// After how many seconds a session that is in use is issued anew.
const RENEW_SECONDS: u64 = 5 * 60;

/// How long after the password a session may be issued anew, in seconds.
const LONGEST_SECONDS: u64 = 12 * 60 * 60;

/// How long somebody may take to sign in, in seconds.
const WAY_SECONDS: u64 = 15 * 60;

/// Sends somebody to login, who is to come back in this browser.
pub(crate) fn to_login(host: &Host, settings: &Settings) -> Result<Response<Bytes>, Problem> {
    let random = host.random().map_err(|error| Problem::new(Kind::Internal).with_cause(error))?;
    let secret = HandOverSecret::new(random);
    let login = settings.login.as_str();
    let mut answer =
        see_other(&format!("{login}/login/{}?for={}", settings.room.place.name(), secret.mark()))?;
    let value = format!("{}; Max-Age={WAY_SECONDS}", secret.expose());
    set_own_cookie(answer.headers_mut(), settings.room.way_cookie, &value)?;
    Ok(answer)
}

/// `POST ../session`: comes in with what login has handed over. It need not come from a page of
/// ours: it is worth nothing but in the browser that has the secret.
///
/// # Errors
///
/// [`Kind::StateRefused`] if what is brought is worth nothing here.
pub fn come_in(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [token]) = fields_of(request, ["token"])?;
    let now = host.now().seconds();
    let secret = cookie(&parts.headers, settings.room.way_cookie);
    let secret = secret.and_then(|raw| raw.parse::<HandOverSecret>().ok());
    let claims = settings.hand_over_keys.verify::<HandOverClaims>(&token, now);
    let (Some(secret), Ok(claims)) = (secret, claims) else { return Err(refused()) };
    if !claims.is_for((&settings.zone, settings.room.audience), &secret) {
        return Err(refused());
    }
    let HandOverClaims { sub, ten, zone, epoch, grants, auth, .. } = claims;
    let who = SignedIn { user: sub, tenant: ten, zone, epoch, grants };
    let mut answer = see_other(settings.room.place.home())?;
    set_session(settings, answer.headers_mut(), who, (auth, now))?;
    set_own_cookie(answer.headers_mut(), settings.room.way_cookie, "; Max-Age=0")?;
    Ok(answer)
}

fn refused() -> Problem {
    Problem::new(Kind::StateRefused)
}

/// `POST ../sign-out`: forgets this session, and goes on to end login's.
///
/// # Errors
///
/// [`Kind::OriginRefused`] where no page of this room asks.
pub fn sign_out(settings: &Settings, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
    let (parts, _) = request.into_parts();
    if !same_origin(&parts) {
        return Err(Problem::new(Kind::OriginRefused));
    }
    let mut answer = same_at(&format!("{}/login/logout", settings.login.as_str()))?;
    for cookie in [settings.room.session_cookie, settings.room.way_cookie] {
        set_own_cookie(answer.headers_mut(), cookie, "; Max-Age=0")?;
    }
    Ok(answer)
}

/// The session in a token addressed to this function.
pub(crate) fn read(
    settings: &Settings,
    token: &str,
    now: UnixSeconds,
) -> Result<SessionClaims, CredentialError> {
    let claims: SessionClaims = settings.session_keys.verify(token, now)?;
    let is_ours = claims.addressed_to(&settings.zone, settings.room.audience);
    if is_ours { Ok(claims) } else { Err(CredentialError::Forged) }
}

/// Issues a session anew that is in use, if it is time for that.
pub(crate) fn renew(
    settings: &Settings,
    headers: &mut HeaderMap,
    (claims, who): (&SessionClaims, SignedIn),
    now: UnixSeconds,
) -> Result<(), Problem> {
    let since = |then: UnixSeconds| now.get().saturating_sub(then.get());
    if since(claims.iat) < RENEW_SECONDS || since(claims.auth) >= LONGEST_SECONDS {
        return Ok(());
    }
    set_session(settings, headers, who, (claims.auth, now))
}

fn set_session(
    settings: &Settings,
    headers: &mut HeaderMap,
    who: SignedIn,
    (auth, now): (UnixSeconds, UnixSeconds),
) -> Result<(), Problem> {
    let claims = SessionClaims {
        sub: who.user,
        ten: who.tenant,
        zone: who.zone,
        aud: settings.room.audience,
        epoch: who.epoch,
        grants: who.grants,
        auth,
        iat: now,
        exp: now.saturating_add_seconds(SESSION_SECONDS),
    };
    let token = settings.session_keys.sign(&claims).map_err(|_| Kind::Internal)?;
    set_own_cookie(
        headers,
        settings.room.session_cookie,
        &format!("{token}; Max-Age={SESSION_SECONDS}"),
    )
}
