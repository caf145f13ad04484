//! Whether an instance has a badge, and what it says.

use app::BadgeSettings;
use bytes::Bytes;
use contract::message::{BadgeSetup, CommentsSetup};
use credential::InstanceName;
use host::fresh_name;
use http::{Request, Response};
use page::{AppDone, BadgePage};
use problem::{Kind, Problem};

use super::settings_of;
use crate::form::Fields;
use crate::instance::{Known, Saved, meanwhile, rejected};
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
            comments: setup.badge.as_ref().is_some_and(|badge| badge.comments.is_some()),
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
    let of = visit.own.badge.ok_or(Kind::NotFound)?;
    let mut known = Known::read(visit, name).await?;
    let [shop, page, least] = ["shop", "page", "least"].map(|name| fields.value(name));
    if fields.has("on", "yes") {
        let number: u32 = least.parse().unwrap_or_default();
        if settings_of(shop, page, number).is_none() {
            let shown = BadgePage { is_on: true, is_wrong: true, ..sent(&known, &fields) };
            return visit.room.page(page::badge_page(&visit.view(None), &shown)).map(rejected);
        }
        let id = match known.0.setup.badge.take() {
            Some(badge) => badge.id,
            None => fresh_name(visit.room.host())?.parse().map_err(|_| Kind::Internal)?,
        };
        known.0.setup.badge = Some(BadgeSetup {
            id,
            question: of.question.to_owned(),
            shop: shop.to_owned(),
            page: page.to_owned(),
            least: number,
            comments: fields.has("comments", "yes").then(|| CommentsSetup {
                questions: of.texts.iter().map(|&name| name.to_owned()).collect(),
            }),
        });
    } else {
        known.0.setup.badge = None;
    }
    match known.save(visit, &fields).await? {
        Saved::Done => visit.room.to(&known.path(visit, "/badge?saved")),
        Saved::Rejected(problem) => Err(problem),
        Saved::ChangedMeanwhile => {
            let shown = sent(&known, &fields);
            let view = visit.view(Some(AppDone::ChangedMeanwhile));
            visit.room.page(page::badge_page(&view, &shown)).map(meanwhile)
        }
    }
}

/// The form as it was sent.
fn sent<'a>(known: &'a Known, fields: &'a Fields) -> BadgePage<'a> {
    BadgePage {
        instance: known.named(),
        is_on: fields.has("on", "yes"),
        comments: fields.has("comments", "yes"),
        shop: fields.value("shop"),
        page: fields.value("page"),
        least: fields.value("least"),
        address: None,
        is_wrong: false,
    }
}
