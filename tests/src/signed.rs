//! Requests to storage, signed as our functions sign them, or nearly so.

use contract::Target;
use credential::{Function, KeyRing, UnixSeconds, sign_request};
use http::Request;

use crate::Client;
use crate::keys::{Keys, now};

/// A request that is going to be signed.
#[derive(Clone, Debug)]
#[must_use]
pub struct Signed {
    function: Function,
    target: Target,
    body: Vec<u8>,
    token: Option<String>,
    created: UnixSeconds,
}

impl Signed {
    /// A request of `function`, now, with an empty body.
    pub fn new(function: Function, target: Target) -> Self {
        Self { function, target, body: Vec::new(), token: None, created: now() }
    }

    /// With this body.
    pub fn body(self, body: Vec<u8>) -> Self {
        Self { body, ..self }
    }

    /// On behalf of whoever has this token.
    pub fn bearer(self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self }
    }

    /// Signed at this time.
    pub fn created(self, created: UnixSeconds) -> Self {
        Self { created, ..self }
    }

    /// The request to `storage`, signed with the function's own keys.
    #[must_use]
    pub fn request(&self, storage: &Client, keys: &Keys) -> Request<Vec<u8>> {
        self.request_with(storage, &keys.function(self.function))
    }

    /// The request to `storage`, signed with `ring`.
    #[must_use]
    pub fn request_with(&self, storage: &Client, ring: &KeyRing) -> Request<Vec<u8>> {
        let mut call = storage.call(self.target.method(), &self.target.path());
        if !self.body.is_empty() {
            call = call.body("application/json", self.body.clone());
        }
        if let Some(token) = &self.token {
            call = call.bearer(token);
        }
        let (mut parts, body) = call.into_request().into_parts();
        sign_request(self.function, ring, &mut parts, &body, self.created)
            .expect("a request of ours can be signed");
        Request::from_parts(parts, body)
    }
}
