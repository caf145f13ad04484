//! How a tenant stands among those who share their figures.

use std::collections::BTreeMap;

use app::App;
use app::benchmark::{Band, Compared, Counts, MONTHS, Measure, Standard, compare};
use bytes::Bytes;
use contract::message::{AuditAction, Benchmark, BenchmarkBand, Benchmarks, Day, ShareFigures};
use credential::{AppName, TenantId};
use host::json;
use http::Response;
use jiff::ToSpan;
use problem::{Kind, Problem};
use store::{AuditObject, BenchmarkStore as _, Days, SharedCount};

use crate::audit::{Acting, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};

/// What each customer has answered to each question.
type Customers = BTreeMap<String, BTreeMap<TenantId, Counts>>;

/// How the tenant's figures of an app stand. Everything is looked at anew: whoever shares no more is not counted in the
/// next answer.
pub(crate) async fn benchmarks(
    context: &Context<'_>,
    acting: &Acting,
    app: &AppName,
) -> Result<Response<Bytes>, Problem> {
    let known: App = app.as_str().parse().map_err(|_| Kind::NotFound)?;
    let shared = context.store.shares_figures(&acting.tenant, app).await.map_err(store_failed)?;
    let Days { from, to } = full_months(Day::of(context.now))?;
    let items = if shared {
        items(context, &acting.tenant, (known, app), Days { from, to }).await?
    } else {
        Vec::new()
    };
    Ok(json(&Benchmarks { shared, from, to, items }))
}

/// Says whether the tenant shares its figures of an app.
pub(crate) async fn share(
    context: &Context<'_>,
    acting: &Acting,
    app: &AppName,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ShareFigures { shared } = serde_json::from_slice(body).map_err(unreadable)?;
    let object = AuditObject::App(app.clone());
    let draft = acting.does(context, AuditAction::ShareFigures, object);
    let work = context.store.share_figures(&acting.tenant, app, shared, context.now);
    told(context, draft, work, |changed| *changed).await?;
    benchmarks(context, acting, app).await
}

/// The full months before a day.
fn full_months(today: Day) -> Result<Days, Problem> {
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("a month that there is not");
    let first = today.date().first_of_month();
    let from = first.saturating_sub(i64::from(MONTHS).months()).to_string();
    let to = first.saturating_sub(1.day()).to_string();
    Ok(Days { from: from.parse().map_err(unreadable)?, to: to.parse().map_err(unreadable)? })
}

async fn items(
    context: &Context<'_>,
    tenant: &TenantId,
    (known, app): (App, &AppName),
    days: Days,
) -> Result<Vec<Benchmark>, Problem> {
    let questions: Vec<_> = known.standard().iter().map(|one| one.question).collect();
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let counts = context.store.read_shared(app, &questions, days).await.map_err(store_failed)?;
    let customers = customers(counts);
    let item = |Standard { question, measure }: &Standard| {
        let chance = chance(context, (app, question), days.from);
        benchmark(*measure, customers.get(*question)?, (question, tenant), chance)
    };
    Ok(known.standard().iter().filter_map(item).collect())
}

fn customers(counts: Vec<SharedCount>) -> Customers {
    let mut customers = Customers::new();
    for SharedCount { tenant, question, value, count } in counts {
        let own = customers.entry(question).or_default().entry(tenant).or_default();
        own.insert(value.into(), count);
    }
    customers
}

fn benchmark(
    measure: Measure,
    customers: &BTreeMap<TenantId, Counts>,
    (question, tenant): (&str, &TenantId),
    chance: [i8; 2],
) -> Option<Benchmark> {
    let Compared { own, band, limits } = compare(measure, customers, tenant, chance)?;
    let band = match band {
        Band::Lower => BenchmarkBand::Lower,
        Band::Middle => BenchmarkBand::Middle,
        Band::Upper => BenchmarkBand::Upper,
    };
    let (question, own, n) = (question.to_owned(), own.hundredths, own.n);
    Some(Benchmark { question, own, n, band, limits })
}

/// What limits are blurred by: the same for everybody and at every time, of one question and month, and known to nobody
/// without storage's key. Asking again tells nothing more.
fn chance(context: &Context<'_>, (app, question): (&AppName, &str), month: Day) -> [i8; 2] {
    let bytes = format!("{app}\n{question}\n{month}");
    let drawn = context.settings.fake_salt_key.mac("benchmark", bytes.as_bytes());
    let (first, second) = drawn.split_at(drawn.len() / 2);
    [first, second].map(of_a_hundred)
}

/// A whole number from -100 to 100, each as likely as any other, but for what cannot be told.
fn of_a_hundred(bytes: &[u8]) -> i8 {
    let number = bytes.iter().take(4).fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
    let drawn = i64::from(number) * 201 / (i64::from(u32::MAX) + 1) - 100;
    i8::try_from(drawn).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_full() {
        for (today, from, to) in [
            ("2026-11-29", "2026-08-01", "2026-10-31"),
            ("2026-11-01", "2026-08-01", "2026-10-31"),
            ("2026-03-31", "2025-12-01", "2026-02-28"),
            ("2026-01-01", "2025-10-01", "2025-12-31"),
        ] {
            let Days { from: first, to: last } = full_months(today.parse().unwrap()).unwrap();
            assert_eq!((first.to_string(), last.to_string()), (from.to_owned(), to.to_owned()));
        }
    }

    #[test]
    fn chance_is_within_its_ends() {
        for (bytes, want) in
            [([0; 4], -100), ([0xff; 4], 100), ([0x80, 0, 0, 0], 0), ([0x40, 0, 0, 0], -50)]
        {
            assert_eq!(of_a_hundred(&bytes), want, "{bytes:?}");
        }
    }

    #[test]
    fn counts_come_together_by_question_and_customer() {
        let of = |tenant: &str, question: &str, value: &str, count| SharedCount {
            tenant: tenant.parse().unwrap(),
            question: question.to_owned(),
            value: value.to_owned(),
            count,
        };
        let all: Vec<_> = (0..10)
            .flat_map(|one| {
                [of(&format!("t{one}"), "easy", "5", 20), of(&format!("t{one}"), "easy", "4", 10)]
            })
            .chain([of("t0", "recommend", "10", 40)])
            .collect();
        let customers = customers(all);
        assert_eq!((customers["easy"].len(), customers["recommend"].len()), (10, 1));
        let own = "t0".parse().unwrap();
        let told = benchmark(Measure::Stars, &customers["easy"], ("easy", &own), [0, 0]).unwrap();
        assert_eq!((told.own, told.n, told.band), (467, 30, BenchmarkBand::Middle));
        let few =
            benchmark(Measure::Promoters, &customers["recommend"], ("recommend", &own), [0, 0]);
        assert_eq!(few, None);
    }
}
