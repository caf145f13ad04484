//! The figures of an instance.

mod asked_for;

use std::collections::BTreeMap;

use app::{Interval, RollupRow};
use bytes::Bytes;
use contract::message::{AskedRow, Day, Report, ReportPeriod};
use credential::InstanceName;
use host::with_status;
use http::{Response, StatusCode};
use invite::State;
use page::{FigureKind, ReportAsked, ReportFigure, ReportPage, ReportPoint, ReportQuestion};
use problem::Problem;
use room::csv;

use self::asked_for::AskedFor;
use crate::Figure;
use crate::instance::{grouped, named};
use crate::questions::{self, Question};
use crate::visit::Visit;

/// An instance's figures, and what its survey asks.
struct Shown {
    asked_for: AskedFor,
    report: Report,
    rows: Vec<RollupRow>,
    questions: Vec<Question>,
}

impl Shown {
    async fn read(
        visit: &Visit<'_>,
        name: &InstanceName,
        query: Option<&str>,
    ) -> Result<Self, Problem> {
        let asked_for = AskedFor::read(query, Day::of(visit.room.now()));
        let storage = &visit.room.storage;
        let report = storage.read_report(&visit.app()?, name, asked_for.message).await?;
        let mut questions = questions::of(visit, &report.survey).await;
        for row in &report.rows {
            if !questions.iter().any(|one| one.name == row.question) {
                questions.push(Question::unknown(&row.question));
            }
        }
        let rows = report.rows.iter().map(|row| RollupRow {
            question: row.question.as_str().into(),
            from: row.from.date(),
            counts: row.counts.iter().map(|(value, n)| (value.as_str().into(), *n)).collect(),
        });
        let rows = rows.collect();
        Ok(Self { asked_for, report, rows, questions })
    }

    /// How often each value of a question was given in all periods.
    fn counts(&self, question: &str) -> BTreeMap<Box<str>, u32> {
        let mut counts = BTreeMap::new();
        for row in self.rows.iter().filter(|row| *row.question == *question) {
            for (value, count) in &row.counts {
                let so_far: &mut u32 = counts.entry(value.clone()).or_default();
                *so_far = so_far.saturating_add(*count);
            }
        }
        counts
    }
}

/// `GET /report`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let shown = Shown::read(visit, name, query).await?;
    let AskedFor { message, is_wrong } = shown.asked_for;
    let (from, to) = (message.from.to_string(), message.to.to_string());
    let today = Day::of(visit.room.now());
    let stretches = AskedFor::STRETCHES.map(|stretch| {
        let of = AskedFor::last(stretch, today).message;
        (asked_for::query(of), of == message)
    });
    let figures: Vec<_> = figures(visit.own.figures, &shown);
    let asked: Vec<_> = shown.report.asked.iter().map(asked).collect();
    let answered: Vec<_> = shown.questions.iter().filter_map(|one| answered(&shown, one)).collect();
    let export = visit.path(&format!("/instances/{name}/report.csv?{}", asked_for::query(message)));
    let page = page::report_page(
        &visit.view(None),
        &ReportPage {
            instance: named(name, &shown.report.title),
            days: (&from, &to),
            by: asked_for::word(message.period),
            stretches: stretches.each_ref().map(|(query, is_here)| (query.as_str(), *is_here)),
            is_wrong,
            figures: &figures,
            asked: &asked,
            questions: &answered,
            export: &export,
            has_badge: visit.own.badge.is_some(),
        },
    );
    let answer = visit.room.page(page)?;
    Ok(if is_wrong { with_status(answer, StatusCode::UNPROCESSABLE_ENTITY) } else { answer })
}

/// The app's figures, of what the survey asks, behind the one that every app has.
fn figures(own: &[Figure], shown: &Shown) -> Vec<ReportFigure> {
    let [mut reached, mut answered] = [0_u32; 2];
    for row in &shown.report.asked {
        let counts = counted(row).map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        reached = reached.saturating_add(counts[1]);
        answered = answered.saturating_add(counts[2]);
    }
    let rate = app::response_rate(app::Responses { reached, answered });
    let mut figures = vec![share(FigureKind::ResponseRate, rate)];
    let asks = |question: &str| shown.questions.iter().any(|one| one.name == question);
    for figure in own.iter().filter(|figure| asks(figure.question)) {
        let counts = shown.counts(figure.question);
        figures.push(match figure.kind {
            FigureKind::ResponseRate => continue,
            FigureKind::Satisfied => share(figure.kind, app::csat(&counts)),
            FigureKind::BuyAgain => share(figure.kind, app::buy_again(&counts)),
            FigureKind::Promoters => {
                let nps = app::nps(&counts);
                let (value, interval, n) = (nps.score, nps.interval.map(ends), nps.n());
                ReportFigure { kind: figure.kind, value, interval, n }
            }
        });
    }
    figures
}

fn share(kind: FigureKind, share: app::Share) -> ReportFigure {
    let app::Share { percent, interval, n, .. } = share;
    ReportFigure { kind, value: percent, interval: interval.map(ends), n }
}

const fn ends(interval: Interval) -> (f64, f64) {
    (interval.low, interval.high)
}

/// How many were made, have reached somebody, were answered.
fn counted(row: &AskedRow) -> [u64; 3] {
    let counts = row.counts.iter().map(|(state, count)| (*state, u64::from(*count)));
    let counts: BTreeMap<State, u64> = counts.collect();
    let [_, reached, answered] = grouped(&counts);
    [counts.values().sum(), reached, answered]
}

fn asked(row: &AskedRow) -> ReportAsked {
    ReportAsked { from: row.from.to_string(), counts: counted(row) }
}

/// How a question was answered; nothing if it was not.
fn answered(shown: &Shown, question: &Question) -> Option<ReportQuestion> {
    let mut counts = shown.counts(&question.name);
    if counts.values().all(|count| *count == 0) {
        return None;
    }
    let mut values = Vec::new();
    for (value, label) in &question.values {
        values.push((label.clone(), counts.remove(value.as_str()).unwrap_or_default()));
    }
    // What the definition has no more, or has by a word of SurveyJS's own.
    values.extend(counts.into_iter().map(|(value, count)| (value.into_string(), count)));
    let period = match shown.asked_for.message.period {
        ReportPeriod::Day => app::Period::Day,
        ReportPeriod::Week => app::Period::Week,
        ReportPeriod::Month => app::Period::Month,
    };
    let points = app::trend(&shown.rows, &question.name, period).into_iter();
    let points = points.map(|point| ReportPoint {
        from: point.from.to_string(),
        n: point.n,
        mean: point.mean.filter(|_| question.scale.is_some()),
    });
    Some(ReportQuestion {
        title: question.title.clone(),
        values,
        scale: question.scale,
        points: points.collect(),
    })
}

/// `GET /report.csv`: the same as a file, a line for each count.
pub(crate) async fn export(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Shown { report, .. } = Shown::read(visit, name, query).await?;
    let mut file = csv::MARK.to_owned();
    let mut line = |cells: [&str; 5]| file.push_str(&csv::line(&cells.map(csv::text)));
    line(["what", "from", "name", "value", "count"]);
    for row in &report.rows {
        let from = row.from.to_string();
        for (value, count) in &row.counts {
            line(["answers", &from, &row.question, value, &count.to_string()]);
        }
    }
    for row in &report.asked {
        let from = row.from.to_string();
        for (state, count) in &row.counts {
            line(["invitations", &from, "state", state.name(), &count.to_string()]);
        }
    }
    let content = Bytes::from(file);
    visit.room.answer(host::attachment(
        &format!("{name}-report.csv"),
        "text/csv; charset=utf-8",
        content,
    ))
}
