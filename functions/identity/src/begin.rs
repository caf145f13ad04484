//! To a provider.

use bytes::Bytes;
use credential::{HandOverMark, TenantId};
use host::{Host, see_other};
use http::{Request, Response};
use problem::Problem;

use crate::Settings;
use crate::provider::Provider;
use crate::trip::Trip;

/// `GET /identity/begin/{tenant}?for=<mark>`: sends the browser to the tenant's provider. One that does not come from login goes
/// there first: what it would come back with would be worth nothing in it.
pub(crate) async fn answer(
    host: &Host,
    settings: &Settings,
    tenant: &TenantId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let mark = request.uri().query().and_then(|query| query.strip_prefix("for="));
    let Some(mark) = mark.and_then(|mark| mark.parse::<HandOverMark>().ok()) else {
        return see_other(&format!("{}/login/organisation/{tenant}", settings.login.as_str()));
    };
    let known_as = settings.storage(host).read_provider(tenant).await?;
    let provider = Provider::discover(host, settings, &known_as.issuer).await?;
    let trip = Trip::new(host, (tenant, mark), (&known_as.issuer, &known_as.client_id))?;
    let redirect_uri = settings.redirect_uri();
    let address = trip.attempt.address(&provider.metadata, &known_as.client_id, &redirect_uri);
    let mut answer = see_other(&address)?;
    trip.carried(host, settings, &mut answer)?;
    Ok(answer)
}
