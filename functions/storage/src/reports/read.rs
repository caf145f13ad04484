//! An instance's figures.

use std::collections::BTreeMap;

use bytes::Bytes;
use contract::message::{AskedRow, Day, ReadReport, Report, ReportPeriod, ReportRow};
use credential::{AppName, InstanceName};
use host::json;
use http::Response;
use invite::State;
use problem::{Kind, Problem};
use store::{AppStore as _, AskedDay, Days, ReportStore as _, Rollup};

use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};

/// How an instance's survey was answered, and what became of its invitations. Where instances share a survey, the
/// answers are of all of them.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    place: (&AppName, &InstanceName),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let asked: ReadReport = serde_json::from_slice(body).map_err(unreadable)?;
    if !asked.is_bounded() {
        let told = format!(
            "at most {} days, by day at most {}",
            ReadReport::MAX_DAYS,
            ReadReport::MAX_SINGLE_DAYS
        );
        return Err(Problem::new(Kind::ParameterRejected).with_invalid("to", told));
    }
    let ReadReport { from, to, period } = asked;
    let tenant = &acting.tenant;
    let stored = context.store.read_instance(tenant, place.0, place.1).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let days = Days { from, to };
    let rollups = context.store.read_rollups(&stored.survey, days).await.map_err(store_failed)?;
    let asked = context.store.read_asked_days(tenant, place, days).await.map_err(store_failed)?;
    let (rows, asked) = (rows(rollups, period), asked_rows(&asked, period));
    Ok(json(&Report { survey: stored.survey, title: stored.title, rows, asked }))
}

/// Days put together, by period and question.
fn rows(rollups: Vec<Rollup>, period: ReportPeriod) -> Vec<ReportRow> {
    let mut found: BTreeMap<(Day, String), BTreeMap<String, u32>> = BTreeMap::new();
    for Rollup { day, question, value, count } in rollups {
        let counts = found.entry((period.start(day), question)).or_default();
        let so_far = counts.entry(value).or_default();
        *so_far = so_far.saturating_add(count);
    }
    let row = |((from, question), counts)| ReportRow { question, from, counts };
    found.into_iter().map(row).collect()
}

fn asked_rows(days: &[AskedDay], period: ReportPeriod) -> Vec<AskedRow> {
    let mut found: BTreeMap<Day, BTreeMap<State, u32>> = BTreeMap::new();
    for AskedDay { day, state, count } in days {
        let so_far = found.entry(period.start(*day)).or_default().entry(*state).or_default();
        *so_far = so_far.saturating_add(*count);
    }
    found.into_iter().map(|(from, counts)| AskedRow { from, counts }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_together() {
        let day = |raw: &str| raw.parse().unwrap();
        let of = |on: &str, question: &str, value: &str, count| Rollup {
            day: day(on),
            question: question.to_owned(),
            value: value.to_owned(),
            count,
        };
        let given = || {
            vec![
                of("2026-11-23", "overall", "5", 1),
                of("2026-11-24", "overall", "5", 2),
                of("2026-11-24", "overall", "4", 1),
                of("2026-11-24", "again", "yes", 1),
                of("2026-11-30", "overall", "5", 1),
            ]
        };
        let told = |period| -> Vec<_> {
            let rows = rows(given(), period).into_iter();
            rows.map(|row| format!("{} {} {:?}", row.from, row.question, row.counts)).collect()
        };
        assert_eq!(
            told(ReportPeriod::Week),
            [
                "2026-11-23 again {\"yes\": 1}",
                "2026-11-23 overall {\"4\": 1, \"5\": 3}",
                "2026-11-30 overall {\"5\": 1}",
            ]
        );
        assert_eq!(told(ReportPeriod::Month).len(), 2);
        assert_eq!(told(ReportPeriod::Day).len(), 4);
        let asked = |on, state, count| AskedDay { day: day(on), state, count };
        let days = [
            asked("2026-11-23", State::Answered, 1),
            asked("2026-11-24", State::Answered, 2),
            asked("2026-11-24", State::Sent, 1),
        ];
        let rows = asked_rows(&days, ReportPeriod::Month);
        let counts = [(State::Answered, 3), (State::Sent, 1)].into();
        assert_eq!(rows, [AskedRow { from: day("2026-11-01"), counts }]);
    }
}
