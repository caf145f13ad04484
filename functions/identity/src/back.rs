//! From a provider.

use bytes::Bytes;
use contract::message::{IdentityVerified, VerifyIdentity};
use host::{Host, query_pairs};
use http::header::HeaderMap;
use http::{Request, Response};
use openid::{Expected, Named, Returned};
use problem::{Kind, Problem};

use crate::provider::{Provider, failed};
use crate::trip::{Trip, forget};
use crate::{Settings, pages};

/// `GET /identity/back`: asks the provider who it is, and storage whom that is here; then the browser goes to login.
pub(crate) async fn answer(
    host: &Host,
    settings: &Settings,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let headers = request.headers();
    let (trip, returned) = returned(host, settings, request)?;
    let storage = settings.storage(host);
    let known_as = storage.read_provider(&trip.tenant).await?;
    if known_as.issuer != trip.issuer || known_as.client_id != trip.client_id {
        return Err(Problem::new(Kind::StateRefused).with_cause("the provider is another by now"));
    }
    let provider = Provider::discover(host, settings, &trip.issuer).await?;
    let code = returned.code(&trip.issuer, &provider.metadata).map_err(failed)?;
    let redirect_uri = settings.redirect_uri();
    let tokens = provider.tokens(&known_as, &trip.attempt, (code, &redirect_uri)).await?;
    let keys = provider.keys().await?;
    let (issuer, client_id) = (&trip.issuer, &trip.client_id);
    let (nonce, now) = (&trip.attempt.nonce, host.now().seconds());
    let expected = Expected { issuer, client_id, nonce, now };
    let Named { subject, email } =
        Named::read(&tokens.id_token, &keys, &expected).map_err(failed)?;
    let email = match email {
        Some(email) => Some(email),
        None => provider.address(&tokens, &subject).await?,
    };
    let Trip { tenant, issuer, client_id, mark, .. } = trip;
    let message = VerifyIdentity { issuer, client_id, subject, email, mark };
    let named = storage.verify_identity(&tenant, &message).await?;
    page(settings, headers, &named)
}

/// The attempt that this browser made, and what it comes back with, if one answers the other.
fn returned(
    host: &Host,
    settings: &Settings,
    request: &Request<Bytes>,
) -> Result<(Trip, Returned), Problem> {
    let lost = |cause: &'static str| Problem::new(Kind::StateRefused).with_cause(cause);
    let trip = Trip::read(settings, request.headers(), host.now().seconds());
    let trip = trip.ok_or_else(|| lost("no attempt of this browser's"))?;
    let pairs = query_pairs(request.uri().query()).map_err(|_| lost("an unreadable query"))?;
    let returned = Returned::read(pairs).map_err(|_| lost("something that came back twice"))?;
    if trip.attempt.is_answered(&returned) {
        Ok((trip, returned))
    } else {
        Err(lost("the state of another attempt"))
    }
}

fn page(
    settings: &Settings,
    headers: &HeaderMap,
    named: &IdentityVerified,
) -> Result<Response<Bytes>, Problem> {
    let mut answer = pages::named(settings, headers, named)?;
    forget(answer.headers_mut())?;
    Ok(answer)
}
