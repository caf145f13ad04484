//! A credential as it is presented: a user's session, or an API key.

use crate::{
    ApiKeyClaims, Audience, CredentialError, Grants, KeyRing, SessionClaims, TenantId, UnixSeconds,
    ZoneId,
};

/// What a bearer token turned out to be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Presented {
    /// A session that its user signed in to.
    Session(SessionClaims),
    /// An API key.
    ApiKey(ApiKeyClaims),
}

impl Presented {
    /// Checks a bearer token as a session for `audience` and, failing that, as an API key.
    ///
    /// `api_keys` is `None` where API keys are not taken.
    ///
    /// # Errors
    ///
    /// [`CredentialError`]; a token that is good but addressed to another zone or audience is
    /// [`CredentialError::Forged`], as if it were nobody's.
    pub fn verify(
        token: &str,
        (zone, audience): (&ZoneId, Audience),
        sessions: &KeyRing,
        api_keys: Option<&KeyRing>,
        now: UnixSeconds,
    ) -> Result<Self, CredentialError> {
        match sessions.verify::<SessionClaims>(token, now) {
            Ok(claims) if claims.addressed_to(zone, audience) => return Ok(Self::Session(claims)),
            Ok(_) => return Err(CredentialError::Forged),
            Err(CredentialError::Expired) => return Err(CredentialError::Expired),
            Err(CredentialError::Forged | CredentialError::Malformed) => {}
        }
        let claims: ApiKeyClaims = api_keys.ok_or(CredentialError::Forged)?.verify(token, now)?;
        if claims.zone == *zone { Ok(Self::ApiKey(claims)) } else { Err(CredentialError::Forged) }
    }

    /// Whose data it is about.
    #[must_use]
    pub const fn tenant(&self) -> &TenantId {
        match self {
            Self::Session(claims) => &claims.ten,
            Self::ApiKey(claims) => &claims.ten,
        }
    }

    /// What it allows.
    #[must_use]
    pub const fn grants(&self) -> &Grants {
        match self {
            Self::Session(claims) => &claims.grants,
            Self::ApiKey(claims) => &claims.grants,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MasterRing, api_key_label, session_label};

    const NOW: UnixSeconds = UnixSeconds::new(1000);

    fn master() -> MasterRing {
        MasterRing::generate("k1".parse().unwrap(), [7; 32])
    }

    fn se() -> ZoneId {
        "se".parse().unwrap()
    }

    fn sessions(audience: Audience) -> KeyRing {
        master().derive(&session_label(&se(), audience))
    }

    fn api_keys() -> KeyRing {
        master().derive(&api_key_label(&se()))
    }

    fn session(zone: &str, aud: Audience, exp: u64) -> SessionClaims {
        SessionClaims {
            sub: "u-1".parse().unwrap(),
            ten: "demo".parse().unwrap(),
            zone: zone.parse().unwrap(),
            aud,
            epoch: 0,
            grants: Grants::default(),
            auth: UnixSeconds::new(0),
            iat: UnixSeconds::new(0),
            exp: UnixSeconds::new(exp),
        }
    }

    fn api_key(zone: &str, exp: u64) -> ApiKeyClaims {
        ApiKeyClaims {
            jti: "key-1".parse().unwrap(),
            ten: "demo".parse().unwrap(),
            zone: zone.parse().unwrap(),
            grants: Grants::default(),
            iat: UnixSeconds::new(0),
            exp: UnixSeconds::new(exp),
        }
    }

    #[test]
    fn what_is_taken_for_the_api() {
        let own = sessions(Audience::Api);
        let good_session = session("se", Audience::Api, 1001);
        let good_key = api_key("se", 1001);
        let as_session = |claims| own.sign(&claims).unwrap();
        let as_key = |claims| api_keys().sign(&claims).unwrap();
        let login = sessions(Audience::Login).sign(&session("se", Audience::Login, 1001)).unwrap();
        for (name, token, want) in [
            (
                "a session",
                as_session(good_session.clone()),
                Ok(Presented::Session(good_session.clone())),
            ),
            ("an API key", as_key(good_key.clone()), Ok(Presented::ApiKey(good_key))),
            (
                "a session that ended",
                as_session(session("se", Audience::Api, 1000)),
                Err(CredentialError::Expired),
            ),
            ("an API key that ended", as_key(api_key("se", 1000)), Err(CredentialError::Expired)),
            ("another audience's session", login, Err(CredentialError::Forged)),
            (
                "a session that names another audience",
                as_session(session("se", Audience::Login, 1001)),
                Err(CredentialError::Forged),
            ),
            (
                "a session that names another zone",
                as_session(session("fr", Audience::Api, 1001)),
                Err(CredentialError::Forged),
            ),
            (
                "an API key that names another zone",
                as_key(api_key("fr", 1001)),
                Err(CredentialError::Forged),
            ),
            (
                "a session signed as an API key",
                api_keys().sign(&good_session).unwrap(),
                Err(CredentialError::Forged),
            ),
            ("no token", String::new(), Err(CredentialError::Malformed)),
        ] {
            let zone = se();
            let got =
                Presented::verify(&token, (&zone, Audience::Api), &own, Some(&api_keys()), NOW);
            assert_eq!(got, want, "{name}");
        }
    }

    #[test]
    fn where_api_keys_are_not_taken() {
        let token = api_keys().sign(&api_key("se", 1001)).unwrap();
        let own = sessions(Audience::Login);
        let got = Presented::verify(&token, (&se(), Audience::Login), &own, None, NOW);
        assert_eq!(got, Err(CredentialError::Forged));
    }
}
