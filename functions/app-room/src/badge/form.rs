//! Whether an instance has a badge, and what it says.

use app::BadgeSettings;
use bytes::Bytes;
use contract::message::BadgeSetup;
use credential::InstanceName;
use host::{fresh_name, with_status};
use http::{Request, Response, StatusCode};
use page::{AppDone, BadgePage};
use problem::{Kind, Problem};

use super::settings_of;
use crate::form::Fields;
use crate::instance::Known;
use crate::visit::Visit;

/// `GET /badge`.
pub(crate) async fn ask(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = (query == Some("saved")).then_some(AppDone::Saved);
    let known = Known::read(visit, name).await?;
    let least = BadgeSettings::LEAST.to_string();
    let setup = &known.0.setup;
    let said = setup
        .badge
        .as_ref()
        .map(|badge| (badge.shop.as_str(), badge.page.as_str(), badge.least.to_string()));
    let (shop, page, least) = said.unwrap_or((&setup.title, "", least));
    let address = setup.badge.as_ref().map(|badge| visit.badge(&badge.id));
    visit.room.page(page::badge_page(
        &visit.view(done),
        &BadgePage {
            instance: known.named(),
            is_on: setup.badge.is_some(),
            shop,
            page,
            least: &least,
            address: address.as_deref(),
            is_wrong: false,
        },
    ))
}

/// `POST /badge`. A badge that is switched off is gone; one that is switched on again has another name.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let question = visit.own.badge.ok_or(Kind::NotFound)?;
    let mut known = Known::read(visit, name).await?;
    let [shop, page, least] = ["shop", "page", "least"].map(|name| fields.value(name));
    if fields.has("on", "yes") {
        let number: u32 = least.parse().unwrap_or_default();
        if settings_of(shop, page, number).is_none() {
            let shown = BadgePage {
                instance: known.named(),
                is_on: true,
                shop,
                page,
                least,
                address: None,
                is_wrong: true,
            };
            let answer = visit.room.page(page::badge_page(&visit.view(None), &shown))?;
            return Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY));
        }
        let id = match known.0.setup.badge.take() {
            Some(badge) => badge.id,
            None => fresh_name(visit.room.host())?.parse().map_err(|_| Kind::Internal)?,
        };
        known.0.setup.badge = Some(BadgeSetup {
            id,
            question: question.to_owned(),
            shop: shop.to_owned(),
            page: page.to_owned(),
            least: number,
        });
    } else {
        known.0.setup.badge = None;
    }
    known.save(visit).await?;
    visit.room.to(&known.path(visit, "/badge?saved"))
}
