//! What the organisation asks of its people.

use bytes::Bytes;
use contract::message::{FactorRule, Policy};
use host::own_fields;
use http::{Request, Response};
use page::{ProviderForm, ProviderPart, ProviderRow, ZoneDone};
use problem::{Kind, Problem};

use crate::visit::Visit;

pub(crate) async fn show(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = match query {
        Some("saved") => Some(ZoneDone::PolicySaved),
        Some("provider-saved") => Some(ZoneDone::ProviderSaved),
        Some("provider-removed") => Some(ZoneDone::ProviderRemoved),
        Some(_) | None => None,
    };
    page(visit, done, None).await
}

/// The page, with what stood in the form that says by which identity provider people may sign in.
pub(crate) async fn page(
    visit: &Visit<'_>,
    done: Option<ZoneDone>,
    form: Option<ProviderForm<'_>>,
) -> Result<Response<Bytes>, Problem> {
    let policy = visit.room.storage.read_policy().await?;
    let known = visit.room.storage.read_own_provider().await?.provider;
    let view = visit.view(done);
    let since = known.as_ref().map(|known| known.changed_at.rfc3339()).unwrap_or_default();
    let there = known.as_ref().map(|known| ProviderRow {
        issuer: known.issuer.as_str(),
        client_id: known.client_id.as_str(),
        has_secret: known.has_secret,
        since: &since,
    });
    let as_it_is = there.map(|ProviderRow { issuer, client_id, .. }| ProviderForm {
        issuer,
        client_id,
        fault: None,
    });
    let (address, callback) = visit.provider_addresses();
    let part =
        ProviderPart { there, address, callback, form: form.or(as_it_is).unwrap_or_default() };
    visit.room.page(page::security_page(&view, policy.second_factor.is_required(), &part))
}

pub(crate) async fn set(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, [rule]) = own_fields(request, ["second_factor"])?;
    let second_factor = match rule.as_str() {
        "optional" => FactorRule::Optional,
        "required" => FactorRule::Required,
        _ => return Err(Problem::new(Kind::BodyUnreadable)),
    };
    visit.room.storage.set_policy(&Policy { second_factor }).await?;
    visit.room.to("/zone/security?saved")
}
