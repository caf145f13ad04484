//! Calls to a provider. What it answers is bounded, and JSON, or it is no answer.

use bytes::Bytes;
use contract::message::{Email, Issuer, ProviderToAsk, ProviderUrl, Subject};
use host::Host;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Request, Response, StatusCode};
use openid::{Attempt, Fault, KeySet, Metadata, TokenRequest, Tokens, address_of};
use problem::{Kind, Problem};

use crate::Settings;

/// The largest answer that is read, in bytes.
const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// What most of a provider's answers are.
const JSON: [&str; 1] = ["application/json"];

/// What its keys are: RFC 7517 has a type of their own, and not every provider uses it.
const KEYS: [&str; 2] = ["application/jwk-set+json", "application/json"];

/// A provider that may be called.
pub(crate) struct Provider<'a> {
    host: &'a Host,
    pub(crate) metadata: Metadata,
}

impl<'a> Provider<'a> {
    /// Asks what the provider says of itself.
    pub(crate) async fn discover(
        host: &'a Host,
        settings: &Settings,
        issuer: &Issuer,
    ) -> Result<Self, Problem> {
        if !settings.called.allows(issuer.url()) {
            return Err(failed(Fault::Address));
        }
        let answer = get(host, &Metadata::address(issuer), (&JSON, None)).await?;
        let metadata = Metadata::read(answer.body(), issuer, &settings.called);
        Ok(Self { host, metadata: metadata.map_err(failed)? })
    }

    /// The provider's keys.
    pub(crate) async fn keys(&self) -> Result<KeySet, Problem> {
        let answer = get(self.host, self.metadata.jwks_uri.as_str(), (&KEYS, None)).await?;
        KeySet::read(answer.body()).map_err(failed)
    }

    /// What the provider gives for a code. One that it does not take, as it was used or is of another attempt, is
    /// [`Kind::StateRefused`].
    pub(crate) async fn tokens(
        &self,
        known_as: &ProviderToAsk,
        attempt: &Attempt,
        (code, redirect_uri): (&str, &str),
    ) -> Result<Tokens, Problem> {
        let us = (&known_as.client_id, known_as.client_secret.as_ref());
        let asked = TokenRequest::new(&self.metadata, us, attempt, (code, redirect_uri));
        let form = (CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let mut headers = vec![form];
        if let Some(authorization) = &asked.authorization {
            headers.push((AUTHORIZATION, secret(authorization)?));
        }
        let body = Bytes::copy_from_slice(asked.form.as_bytes());
        let endpoint = self.metadata.token_endpoint.as_str();
        let answer = send(self.host, Method::POST, endpoint, (headers, body)).await?;
        if answer.status() == StatusCode::BAD_REQUEST && Tokens::is_refused(answer.body()) {
            return Err(Problem::new(Kind::StateRefused).with_cause("the code is not taken"));
        }
        Tokens::read(whole(&answer, &JSON)?.body()).map_err(failed)
    }

    /// The verified address of the person whom an ID token has named, where that says none.
    pub(crate) async fn address(
        &self,
        tokens: &Tokens,
        subject: &Subject,
    ) -> Result<Option<Email>, Problem> {
        let there: Option<&ProviderUrl> = self.metadata.userinfo_endpoint.as_ref();
        let Some((endpoint, token)) = there.zip(tokens.access_token.as_ref()) else {
            return Ok(None);
        };
        let bearer = secret(&format!("Bearer {}", token.as_str()))?;
        let answer = get(self.host, endpoint.as_str(), (&JSON, Some(bearer))).await?;
        address_of(answer.body(), subject).map_err(failed)
    }
}

/// What is told of a fault of a provider's.
pub(crate) fn failed(fault: Fault) -> Problem {
    let kind = match fault {
        Fault::Time => Kind::ClocksDiffer,
        Fault::Refused => Kind::IdentityRefused,
        Fault::Malformed(_)
        | Fault::Address
        | Fault::Issuer
        | Fault::Algorithm
        | Fault::Key
        | Fault::Signature
        | Fault::Audience
        | Fault::Nonce
        | Fault::Subject => Kind::ProviderFailed,
    };
    Problem::new(kind).with_cause(fault)
}

fn secret(text: &str) -> Result<HeaderValue, Problem> {
    let mut value = HeaderValue::try_from(text).map_err(|_| Kind::Internal)?;
    value.set_sensitive(true);
    Ok(value)
}

async fn get(
    host: &Host,
    address: &str,
    (types, authorization): (&[&str], Option<HeaderValue>),
) -> Result<Response<Bytes>, Problem> {
    let headers = authorization.map(|value| (AUTHORIZATION, value)).into_iter().collect();
    let answer = send(host, Method::GET, address, (headers, Bytes::new())).await?;
    whole(&answer, types).cloned()
}

async fn send(
    host: &Host,
    method: Method,
    address: &str,
    (headers, body): (Vec<(HeaderName, HeaderValue)>, Bytes),
) -> Result<Response<Bytes>, Problem> {
    let mut request = Request::builder().method(method).uri(address);
    request = request
        .header(ACCEPT, "application/json, application/jwk-set+json")
        .header(USER_AGENT, "Nordsvar");
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let request = request.body(body).map_err(|_| Kind::Internal)?;
    let answer = host.call_out(request, MAX_ANSWER_BYTES).await;
    answer.map_err(|error| Problem::new(Kind::ProviderUnreachable).with_cause(error))
}

/// The answer, if it is one: 200, and of one of these media types.
fn whole<'a>(answer: &'a Response<Bytes>, types: &[&str]) -> Result<&'a Response<Bytes>, Problem> {
    let said = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let said = said.and_then(|said| said.split(';').next()).unwrap_or_default().trim();
    let fits = types.iter().any(|taken| said.eq_ignore_ascii_case(taken));
    let kind = match answer.status() {
        StatusCode::OK if fits => return Ok(answer),
        StatusCode::OK => {
            return Err(Problem::new(Kind::ProviderFailed).with_cause("of another media type"));
        }
        status if status.is_server_error() => Kind::ProviderUnreachable,
        _ => Kind::ProviderFailed,
    };
    let said = format!("answered {}", answer.status().as_u16());
    Err(Problem::new(kind).with_cause(said))
}
