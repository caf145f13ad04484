//! What a browser carries to its provider and back: one attempt, sealed.

use bytes::Bytes;
use contract::message::{ClientId, Issuer};
use credential::{HandOverMark, NONCE_BYTES, TenantId, UnixSeconds};
use host::{Host, cookie};
use http::Response;
use http::header::{HeaderMap, HeaderValue, SET_COOKIE};
use openid::{Attempt, Secret};
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};

use crate::Settings;

/// The cookie.
const COOKIE_NAME: &str = "__Host-nordsvar_identity";

/// What it is sealed about.
const ABOUT: &[u8] = b"to an identity provider and back";

/// How long somebody may take at their provider, in seconds.
const TRIP_SECONDS: u64 = 10 * 60;

/// One attempt of one browser.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trip {
    /// Whose provider it is.
    pub(crate) tenant: TenantId,
    /// What was asked there, in whose name.
    pub(crate) issuer: Issuer,
    pub(crate) client_id: ClientId,
    /// What the attempt is known by.
    pub(crate) attempt: Attempt,
    /// What login gave this browser.
    pub(crate) mark: HandOverMark,
    /// When it ends.
    exp: UnixSeconds,
}

impl Trip {
    /// A new attempt.
    pub(crate) fn new(
        host: &Host,
        (tenant, mark): (&TenantId, HandOverMark),
        (issuer, client_id): (&Issuer, &ClientId),
    ) -> Result<Self, Problem> {
        let secret = || host.random().map(Secret::new).map_err(|_| Problem::new(Kind::Internal));
        Ok(Self {
            tenant: tenant.clone(),
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            attempt: Attempt { state: secret()?, nonce: secret()?, verifier: secret()? },
            mark,
            exp: host.now().seconds().saturating_add_seconds(TRIP_SECONDS),
        })
    }

    /// Gives it to the browser, in the place of an attempt that it had.
    pub(crate) fn carried(
        &self,
        host: &Host,
        settings: &Settings,
        answer: &mut Response<Bytes>,
    ) -> Result<(), Problem> {
        let text = serde_json::to_vec(self).map_err(|_| Kind::Internal)?;
        let nonce = host.random::<NONCE_BYTES>().map_err(|_| Kind::Internal)?;
        let sealed = settings.state_keys.seal(nonce, ABOUT, &text).map_err(|_| Kind::Internal)?;
        set(answer.headers_mut(), &format!("{sealed}; Max-Age={TRIP_SECONDS}"))
    }

    /// What this browser brings back.
    pub(crate) fn read(settings: &Settings, headers: &HeaderMap, now: UnixSeconds) -> Option<Self> {
        let text = settings.state_keys.unseal(cookie(headers, COOKIE_NAME)?, ABOUT).ok()?;
        let trip: Self = serde_json::from_slice(&text).ok()?;
        (now < trip.exp).then_some(trip)
    }
}

/// Takes the attempt from the browser: it is over, however it ended.
pub(crate) fn forget(headers: &mut HeaderMap) -> Result<(), Problem> {
    set(headers, "; Max-Age=0")
}

/// Not `Strict`, as every other cookie of ours: the way back is a navigation that the provider's site began.
fn set(headers: &mut HeaderMap, value: &str) -> Result<(), Problem> {
    let cookie = format!("{COOKIE_NAME}={value}; Path=/; Secure; HttpOnly; SameSite=Lax");
    headers.append(SET_COOKIE, HeaderValue::try_from(cookie).map_err(|_| Kind::Internal)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use credential::KeyRing;
    use http::header::COOKIE;
    use openid::Called;

    use super::*;

    const OURS: &str = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const OTHER: &str = "k1:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";

    fn settings() -> Settings {
        let ring = |text| KeyRing::parse(text).unwrap();
        let site = || "https://a.example.com".parse().unwrap();
        Settings {
            storage: "http://127.0.0.1:1".parse().unwrap(),
            keys: ring(OTHER),
            state_keys: ring(OURS),
            own: site(),
            login: site(),
            called: Called::public(),
        }
    }

    /// What is taken of a cookie is what this function sealed for it, until it is over.
    #[test]
    fn a_trip_is_ours_and_in_time() {
        let mark = "12HUBq8qSloV9nySQ3jtiNH4XBPxo3_HNm9ZeJs7zWU";
        let text = format!(
            r#"{{"tenant":"acme","issuer":"https://id.example.com","client_id":"us","mark":"{mark}",
            "attempt":{{"state":"s","nonce":"n","verifier":"v"}},"exp":1000}}"#
        );
        let read = |ring: &str, about: &[u8], text: &str, now: u64| {
            let ring = KeyRing::parse(ring).unwrap();
            let sealed = ring.seal([1; NONCE_BYTES], about, text.as_bytes()).unwrap();
            let cookie = HeaderValue::try_from(format!("a=b; {COOKIE_NAME}={sealed}")).unwrap();
            let headers = HeaderMap::from_iter([(COOKIE, cookie)]);
            Trip::read(&settings(), &headers, UnixSeconds::new(now)).map(|trip| trip.tenant)
        };
        assert_eq!(read(OURS, ABOUT, &text, 999), Some("acme".parse().unwrap()));
        for (why, ring, about, text, now) in [
            ("over", OURS, ABOUT, text.as_str(), 1000),
            ("another key's", OTHER, ABOUT, &text, 999),
            ("about something else", OURS, &b"something else"[..], &text, 999),
            ("something else", OURS, ABOUT, "{}", 999),
            ("more than it", OURS, ABOUT, &text.replace("{\"tenant\"", "{\"x\":1,\"tenant\""), 999),
        ] {
            assert_eq!(read(ring, about, text, now), None, "{why}");
        }
        assert!(Trip::read(&settings(), &HeaderMap::new(), UnixSeconds::new(1)).is_none());
    }
}
