//! The webhooks of an instance, as staff set them up.

use app::Platform;
use bytes::Bytes;
use contract::message::{HookItem, HookRefusal, PutHook};
use credential::InstanceName;
use host::with_status;
use http::{Request, Response, StatusCode};
use page::{AppDone, HookRow, HooksPage};
use problem::{Kind, Problem};

use crate::events::kept_platform;
use crate::form::Fields;
use crate::instance::Known;
use crate::visit::Visit;

/// `GET /webhooks`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.manage)?;
    let done = (query == Some("saved")).then_some(AppDone::Saved);
    page(visit, name, (done, None)).await
}

/// The page, with what was done, or the platform whose secret is none.
async fn page(
    visit: &Visit<'_>,
    name: &InstanceName,
    (done, fault): (Option<AppDone>, Option<Platform>),
) -> Result<Response<Bytes>, Problem> {
    let known = Known::read(visit, name).await?;
    let hooks = visit.room.storage.list_hooks(&visit.app()?, name).await?.items;
    let told: Vec<_> = Platform::ALL
        .iter()
        .map(|platform| {
            let there = hooks.iter().find(|hook| hook.platform == kept_platform(*platform));
            (*platform, there.map(|hook| (hook, Told::of(visit, *platform, hook))))
        })
        .collect();
    let rows: Vec<_> = told
        .iter()
        .map(|(platform, there)| HookRow {
            platform: platform.as_str(),
            address: there.as_ref().map(|(_, told)| told.address.as_str()),
            secret: there.as_ref().map_or("", |(hook, _)| hook.secret.as_str()),
            taken: there.as_ref().and_then(|(_, told)| told.taken.as_deref()),
            refused: there
                .as_ref()
                .and_then(|(_, told)| told.refused.as_ref())
                .map(|(count, at, is_unsigned)| (*count, at.as_str(), *is_unsigned)),
            is_wrong: fault == Some(*platform),
        })
        .collect();
    let shown = HooksPage { instance: known.named(), rows: &rows };
    visit.room.page(page::hooks_page(&visit.view(done), &shown))
}

/// What is told of a webhook that there is.
struct Told {
    address: String,
    taken: Option<String>,
    refused: Option<(u64, String, bool)>,
}

impl Told {
    fn of(visit: &Visit<'_>, platform: Platform, hook: &HookItem) -> Self {
        let why = |why| match why {
            HookRefusal::NotSigned => true,
            HookRefusal::Unreadable => false,
        };
        Self {
            address: visit.webhook(platform.as_str(), &hook.hook),
            taken: hook.taken_at.map(contract::Moment::rfc3339),
            refused: hook.refused.map(|one| (one.count, one.at.rfc3339(), why(one.why))),
        }
    }
}

/// `POST /webhooks/{platform}`: a secret of the platform's own, or one of ours.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    platform: Platform,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let secret = fields.value(&format!("secret-{}", platform.as_str()));
    let message = PutHook { secret: (!secret.is_empty()).then(|| secret.to_owned()) };
    let (app, kept) = (visit.app()?, kept_platform(platform));
    match visit.room.storage.put_hook((&app, name), kept, &message).await {
        Ok(_) => visit.room.to(&visit.path(&format!("/instances/{name}/webhooks?saved"))),
        Err(problem) if problem.kind() == Kind::ParameterRejected => {
            let answer = page(visit, name, (None, Some(platform))).await?;
            Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(problem) => Err(problem),
    }
}

/// `POST /webhooks/{platform}/remove`.
pub(crate) async fn remove(
    visit: &Visit<'_>,
    name: &InstanceName,
    platform: Platform,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let _ = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let (app, kept) = (visit.app()?, kept_platform(platform));
    visit.room.storage.remove_hook((&app, name), kept).await?;
    visit.room.to(&visit.path(&format!("/instances/{name}/webhooks?saved")))
}
