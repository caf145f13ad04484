//! An instance's figures.

use std::collections::BTreeMap;

use bytes::Bytes;
use contract::message::{
    AskedRow, Day, ParcelsCounted, PartRow, ReadReport, Report, ReportPeriod, ReportRow,
};
use credential::{AppName, InstanceName};
use host::json;
use http::Response;
use invite::State;
use problem::{Kind, Problem};
use store::{
    AppStore as _, AskedDay, Days, DeliveryCounts, DeliveryDay, ParcelPlace, ParcelStore as _,
    PartFigures, PartOf, ReportStore as _, Rollup,
};

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
    let ReadReport { from, to, period, by } = asked;
    let tenant = &acting.tenant;
    let stored = context.store.read_instance(tenant, place.0, place.1).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let days = Days { from, to };
    let mut rollups =
        context.store.read_rollups(&stored.survey, days).await.map_err(store_failed)?;
    let of_parcels = ParcelPlace { tenant, app: place.0, instance: place.1 };
    let delivered = context.store.read_deliveries(of_parcels, days).await.map_err(store_failed)?;
    rollups.extend(delivered.into_iter().map(as_rollup));
    let asked = context.store.read_asked_days(tenant, place, days).await.map_err(store_failed)?;
    let by = match by {
        Some(part) => {
            let (app, instance) = place;
            let of = PartOf { tenant, app, instance, survey: &stored.survey, part: &part };
            let most = ReadReport::MAX_PARTS;
            let told = context.store.read_part(of, days, most).await.map_err(store_failed)?;
            let delivered = context.store.read_deliveries_by(of_parcels, (&part, days), most).await;
            let told = with_deliveries(told, delivered.map_err(store_failed)?);
            told_apart(told, (&rollups, &asked))
        }
        None => Vec::new(),
    };
    let (rows, asked) = (rows(rollups, period), asked_rows(&asked, period));
    Ok(json(&Report { survey: stored.survey, title: stored.title, rows, asked, by }))
}

/// How often deliveries were attempted on a day, as if a question had asked.
fn as_rollup(of: DeliveryDay) -> Rollup {
    let DeliveryDay { day, what: value, count } = of;
    Rollup { day, question: ParcelsCounted::COUNTED_AS.to_owned(), value, count }
}

/// What is counted by a part, with how often deliveries were attempted. Values of which nothing else is known come after the others,
/// as far as there may be more.
fn with_deliveries(
    mut told: Vec<PartFigures>,
    delivered: Vec<(String, DeliveryCounts)>,
) -> Vec<PartFigures> {
    let most = usize::try_from(ReadReport::MAX_PARTS).unwrap_or(usize::MAX);
    for (value, counts) in delivered {
        let counts = (ParcelsCounted::COUNTED_AS.to_owned(), counts);
        if let Some(one) = told.iter_mut().find(|one| one.value == value) {
            one.counts.extend([counts]);
        } else {
            let counts = [counts].into();
            told.push(PartFigures { value, counts, ..PartFigures::default() });
        }
    }
    told.truncate(most);
    told
}

/// What is counted by a part, with what else there is as the last.
fn told_apart(told: Vec<PartFigures>, (rollups, asked): (&[Rollup], &[AskedDay])) -> Vec<PartRow> {
    let mut rest = PartRow::default();
    for Rollup { question, value, count, .. } in rollups {
        let counts = rest.counts.entry(question.clone()).or_default();
        add(counts.entry(value.clone()).or_default(), *count);
    }
    for AskedDay { state, count, .. } in asked {
        add(rest.asked.entry(*state).or_default(), *count);
    }
    let mut rows = Vec::with_capacity(told.len() + 1);
    for PartFigures { value, counts, asked } in told {
        for (question, counts) in &counts {
            let mut left = rest.counts.get_mut(question);
            for (value, count) in counts {
                take(left.as_mut().and_then(|left| left.get_mut(value)), *count);
            }
        }
        for (state, count) in &asked {
            take(rest.asked.get_mut(state), *count);
        }
        rows.push(PartRow { value: Some(value), counts, asked });
    }
    for counts in rest.counts.values_mut() {
        counts.retain(|_, count| *count > 0);
    }
    rest.counts.retain(|_, counts| !counts.is_empty());
    rest.asked.retain(|_, count| *count > 0);
    if !(rest.counts.is_empty() && rest.asked.is_empty()) {
        rows.push(rest);
    }
    rows
}

const fn add(sum: &mut u32, more: u32) {
    *sum = sum.saturating_add(more);
}

/// What was kept between two readings may be in one of them alone.
fn take(sum: Option<&mut u32>, less: u32) {
    if let Some(sum) = sum {
        *sum = sum.saturating_sub(less);
    }
}

/// Days put together, by period and question.
fn rows(rollups: Vec<Rollup>, period: ReportPeriod) -> Vec<ReportRow> {
    let mut found: BTreeMap<(Day, String), BTreeMap<String, u32>> = BTreeMap::new();
    for Rollup { day, question, value, count } in rollups {
        let counts = found.entry((period.start(day), question)).or_default();
        add(counts.entry(value).or_default(), count);
    }
    let row = |((from, question), counts)| ReportRow { question, from, counts };
    found.into_iter().map(row).collect()
}

fn asked_rows(days: &[AskedDay], period: ReportPeriod) -> Vec<AskedRow> {
    let mut found: BTreeMap<Day, BTreeMap<State, u32>> = BTreeMap::new();
    for AskedDay { day, state, count } in days {
        add(found.entry(period.start(*day)).or_default().entry(*state).or_default(), *count);
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

    #[test]
    fn what_is_told_apart_no_further_comes_last() {
        let day = Day::from_number(7);
        let of = |value: &str, count| Rollup {
            day,
            question: "overall".to_owned(),
            value: value.to_owned(),
            count,
        };
        let asked = |state, count| AskedDay { day, state, count };
        let all = [of("5", 3), of("4", 1), of("1", 1)];
        let of_all = [asked(State::Answered, 4), asked(State::Sent, 9)];
        let figures = |value: &str, counts: &[(&str, u32)], asked: &[(State, u32)]| PartFigures {
            value: value.to_owned(),
            counts: [(
                "overall".to_owned(),
                counts.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect(),
            )]
            .into(),
            asked: asked.iter().copied().collect(),
        };
        let told = |parts: Vec<PartFigures>, all: &[Rollup], of_all: &[AskedDay]| -> Vec<_> {
            let rows = told_apart(parts, (all, of_all)).into_iter();
            let told = rows.map(|row| {
                let counts = row.counts.get("overall").cloned().unwrap_or_default();
                format!("{:?} {counts:?} {:?}", row.value, row.asked)
            });
            told.collect()
        };
        let parts = vec![
            figures("DHL", &[("5", 2), ("1", 1)], &[(State::Answered, 3)]),
            figures("Bring", &[("4", 1)], &[(State::Sent, 9)]),
        ];
        assert_eq!(
            told(parts.clone(), &all, &of_all),
            [
                "Some(\"DHL\") {\"1\": 1, \"5\": 2} {Answered: 3}",
                "Some(\"Bring\") {\"4\": 1} {Sent: 9}",
                "None {\"5\": 1} {Answered: 1}",
            ]
        );
        assert_eq!(told(parts, &all[1..], &[]).len(), 2, "nothing else is left");
        assert_eq!(told(Vec::new(), &[], &of_all), ["None {} {Sent: 9, Answered: 4}"]);
    }
}
