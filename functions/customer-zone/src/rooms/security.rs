//! What the organisation asks of its people.

use bytes::Bytes;
use contract::message::{FactorRule, Policy};
use host::own_fields;
use http::{Request, Response};
use page::ZoneDone;
use problem::{Kind, Problem};

use crate::visit::Visit;

pub(crate) async fn show(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let policy = visit.room.storage.read_policy().await?;
    let saved = query == Some("saved");
    let view = visit.view(saved.then_some(ZoneDone::PolicySaved));
    visit.room.page(page::security_page(&view, policy.second_factor.is_required()))
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
