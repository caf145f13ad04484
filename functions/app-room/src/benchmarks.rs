//! How the customer stands among others who ask the same.

use app::benchmark::{MIN_ANSWERS, MIN_CUSTOMERS, Measure};
use bytes::Bytes;
use contract::message::{Benchmark, BenchmarkBand, Benchmarks, ShareFigures};
use credential::Permission;
use host::own_fields;
use http::{Request, Response};
use page::{AppDone, BenchmarkKind, BenchmarkPlace, BenchmarkRow, BenchmarksPage};
use problem::{Kind, Problem};

use crate::visit::Visit;

/// `GET /benchmarks`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    has_some(visit)?;
    let done = (query == Some("saved")).then_some(AppDone::Saved);
    let Benchmarks { shared, from, to, items } =
        visit.room.storage.read_benchmarks(&visit.app()?).await?;
    let (from, to) = (from.to_string(), to.to_string());
    let rows: Vec<_> = items.iter().filter_map(|item| row(visit, item)).collect();
    visit.room.page(page::benchmarks_page(
        &visit.view(done),
        &BenchmarksPage {
            shared,
            may_share: may_share(visit),
            days: (&from, &to),
            least: (MIN_CUSTOMERS, MIN_ANSWERS),
            rows: &rows,
        },
    ))
}

/// `POST /benchmarks/share` and `/benchmarks/keep`.
pub(crate) async fn share(
    visit: &Visit<'_>,
    shared: bool,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    has_some(visit)?;
    may_share(visit).then_some(()).ok_or(Kind::NotPermitted)?;
    visit.room.storage.share_figures(&visit.app()?, ShareFigures { shared }).await?;
    visit.room.to(&visit.path("/benchmarks?saved"))
}

/// An app without questions to compare by has no such page.
fn has_some(visit: &Visit<'_>) -> Result<(), Problem> {
    let has_some = !visit.own.app.standard().is_empty();
    has_some.then_some(()).ok_or(Problem::new(Kind::NotFound))
}

/// Whether they may say that figures are shared. Storage decides; this only shows the way.
fn may_share(visit: &Visit<'_>) -> bool {
    let app = visit.own.app.name().ok();
    visit.room.person.who.grants.allow_in_app(Permission::ManagePolicy, app.as_ref())
}

/// What is told of a question; nothing of one that this app has no more.
fn row(visit: &Visit<'_>, item: &Benchmark) -> Option<BenchmarkRow> {
    let standard = visit.own.app.standard().iter().find(|one| one.question == item.question)?;
    let kind = match standard.measure {
        Measure::Promoters => BenchmarkKind::Promoters,
        Measure::Again => BenchmarkKind::Share,
        Measure::Stars => BenchmarkKind::Stars,
    };
    let place = match item.band {
        BenchmarkBand::Lower => BenchmarkPlace::Lower,
        BenchmarkBand::Middle => BenchmarkPlace::Middle,
        BenchmarkBand::Upper => BenchmarkPlace::Upper,
    };
    let Benchmark { own, n, limits, .. } = *item;
    Some(BenchmarkRow { question: standard.question, kind, place, own, n, limits })
}
