//! The credential, checked before storage is asked anything.

use contract::{Moment, Needs, Operation};
use credential::{Audience, CredentialError, Presented};
use http::HeaderMap;
use problem::{Kind, Problem};

use crate::Settings;
use crate::route::Route;

/// The bearer token of a request that may take `route`, which asks `operation` of storage.
pub(crate) fn admit<'a>(
    settings: &Settings,
    (route, operation): (&Route, Operation),
    headers: &'a HeaderMap,
    now: Moment,
) -> Result<&'a str, Problem> {
    let token = host::bearer(headers).ok_or(Kind::CredentialRefused)?;
    let to = (&settings.zone, Audience::Api);
    let api_keys = Some(&settings.api_key_keys);
    let presented = Presented::verify(token, to, &settings.session_keys, api_keys, now.seconds())
        .map_err(|error| match error {
        CredentialError::Expired => Kind::CredentialExpired,
        CredentialError::Forged | CredentialError::Malformed => Kind::CredentialRefused,
    })?;
    let allowed = match operation.needs() {
        Needs::Credential(permission) => presented.grants().allows(permission, route.survey()),
        Needs::FunctionOnly
        | Needs::RespondentToken
        | Needs::Session
        | Needs::AnySession
        | Needs::Webhook => false,
    };
    if allowed { Ok(token) } else { Err(Problem::new(Kind::NotPermitted)) }
}
