//! The figures of an instance.

mod asked_for;
mod groups;
mod marks;
mod parts;

use std::collections::BTreeMap;

use app::{Interval, RollupRow};
use bytes::Bytes;
use contract::message::{AsideReason, AskedRow, Day, ParcelsCounted, Report, ReportPeriod};
use credential::InstanceName;
use host::with_status;
use http::{Response, StatusCode};
use invite::State;
use page::{
    FigureKind, ReportAsked, ReportFigure, ReportPage, ReportPart, ReportPoint, ReportQuestion,
};
use problem::Problem;
use room::csv;

use self::asked_for::AskedFor;
use self::marks::{marked, thresholds};
use crate::instance::{Known, grouped, named};
use crate::questions::{self, Question};
use crate::visit::Visit;
use crate::{AppRoom, Figure, Look};

/// What is counted as if a question had asked it.
const NO_QUESTIONS: [&str; 2] = [AsideReason::COUNTED_AS, ParcelsCounted::COUNTED_AS];

/// An instance's figures, and what its survey asks.
struct Shown {
    asked_for: AskedFor,
    report: Report,
    rows: Vec<RollupRow>,
    questions: Vec<Question>,
    /// How the instance's figures are looked at, if its app has them looked at in some way.
    look: Option<Look>,
}

/// By what an app's figures can be told apart.
fn offered(own: &AppRoom) -> Vec<ReportPart> {
    let grouped = own.look.map(|_| ReportPart::Group);
    let each = own
        .parts
        .iter()
        .flat_map(|part| [Some(*part), grouped.filter(|_| *part == ReportPart::GROUPED)]);
    each.flatten().collect()
}

impl Shown {
    async fn read(
        visit: &Visit<'_>,
        name: &InstanceName,
        query: Option<&str>,
    ) -> Result<Self, Problem> {
        let asked_for = AskedFor::read(query, Day::of(visit.room.now()), &offered(visit.own));
        let storage = &visit.room.storage;
        let report = storage.read_report(&visit.app()?, name, &asked_for.message).await?;
        let look = match visit.own.look {
            Some(look) => Some(look(Known::read(visit, name).await?.0.setup.settings.value())),
            None => None,
        };
        let mut questions = questions::of(visit, &report.survey).await;
        for row in &report.rows {
            let is_known = questions.iter().any(|one| one.name == row.question);
            if !is_known && !NO_QUESTIONS.contains(&row.question.as_str()) {
                questions.push(Question::unknown(&row.question));
            }
        }
        let rows = report.rows.iter().map(|row| RollupRow {
            question: row.question.as_str().into(),
            from: row.from.date(),
            counts: row.counts.iter().map(|(value, n)| (value.as_str().into(), *n)).collect(),
        });
        let rows = rows.collect();
        Ok(Self { asked_for, report, rows, questions, look })
    }

    /// How often each value of questions was given in all periods.
    fn counts(&self, questions: &[&str]) -> Counts {
        let rows = self.rows.iter().filter(|row| questions.contains(&&*row.question));
        summed(rows.map(|row| &row.counts))
    }

    /// How many invitations were made, have reached somebody, were answered, in all periods.
    fn events(&self) -> [u64; 3] {
        let mut all = [0_u64; 3];
        for row in &self.report.asked {
            for (sum, count) in all.iter_mut().zip(counted(&row.counts)) {
                *sum = sum.saturating_add(count);
            }
        }
        all
    }

    /// The app's own figures that the survey asks for.
    fn asked(&self, own: &'static [Figure]) -> Vec<&'static Figure> {
        let asks = |question: &&str| {
            self.questions.iter().any(|one| one.name == **question)
                || **question == *ParcelsCounted::COUNTED_AS
        };
        own.iter().filter(|figure| figure.questions.iter().any(asks)).collect()
    }
}

/// How often each value was given.
type Counts = BTreeMap<Box<str>, u32>;

/// Several of them together.
fn summed<'a>(all: impl Iterator<Item = &'a Counts>) -> Counts {
    let mut counts = Counts::new();
    for (value, count) in all.flatten() {
        let so_far = counts.entry(value.clone()).or_default();
        *so_far = so_far.saturating_add(*count);
    }
    counts
}

/// `GET /report`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let shown = Shown::read(visit, name, query).await?;
    let AskedFor { message, part, is_wrong } = &shown.asked_for;
    let (from, to) = (message.from.to_string(), message.to.to_string());
    let today = Day::of(visit.room.now());
    let stretches = AskedFor::STRETCHES.map(|stretch| {
        let of = AskedFor::last(stretch, (today, *part));
        (of.query(), of.message == *message)
    });
    let figures: Vec<_> = figures(visit.own.figures, &shown);
    let asked: Vec<_> = shown.report.asked.iter().map(asked).collect();
    let answered: Vec<_> = shown.questions.iter().filter_map(|one| answered(&shown, one)).collect();
    let export = visit.path(&format!("/instances/{name}/report.csv?{}", shown.asked_for.query()));
    let apart = parts::Apart::of(visit.own, &shown);
    let aside: Vec<_> = shown.counts(&[AsideReason::COUNTED_AS]).into_iter().collect();
    let (offered, thresholds) = (offered(visit.own), thresholds(shown.look.as_ref(), &figures));
    let page = page::report_page(
        &visit.view(None),
        &ReportPage {
            instance: named(name, &shown.report.title),
            days: (&from, &to),
            by: asked_for::word(message.period),
            stretches: stretches.each_ref().map(|(query, is_here)| (query.as_str(), *is_here)),
            is_wrong: *is_wrong,
            figures: &figures,
            aside: &aside,
            thresholds: &thresholds,
            parts: apart.shown(&offered, *part),
            asked: &asked,
            questions: &answered,
            export: &export,
            has_badge: visit.own.badge.is_some(),
            has_benchmarks: !visit.own.app.standard().is_empty(),
        },
    );
    let answer = visit.room.page(page)?;
    Ok(if *is_wrong { with_status(answer, StatusCode::UNPROCESSABLE_ENTITY) } else { answer })
}

/// The app's figures, of what the survey asks, behind the one that every app has.
fn figures(own: &'static [Figure], shown: &Shown) -> Vec<ReportFigure> {
    let own = shown.asked(own).into_iter();
    let own = own.map(|figure| {
        marked(shown.look.as_ref(), made(figure.kind, &shown.counts(figure.questions)))
    });
    [response_rate(shown.events())].into_iter().chain(own).collect()
}

/// The share that has answered, of how many were made, have reached somebody, were answered.
fn response_rate([_, reached, answered]: [u64; 3]) -> ReportFigure {
    let [reached, answered] =
        [reached, answered].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    share(FigureKind::ResponseRate, app::response_rate(app::Responses { reached, answered }))
}

/// What a figure comes to, of how often each value of its questions was given.
fn made(kind: FigureKind, counts: &Counts) -> ReportFigure {
    match kind {
        FigureKind::ResponseRate => {
            ReportFigure { kind, value: None, interval: None, n: 0, mark: None }
        }
        FigureKind::Satisfied => share(kind, app::csat(counts)),
        FigureKind::BuyAgain | FigureKind::ComeAgain => share(kind, app::buy_again(counts)),
        FigureKind::Missing => share(kind, app::delivery_control::missing(counts)),
        FigureKind::Damaged => share(kind, app::delivery_control::damaged(counts)),
        FigureKind::FailedAttempts => share(kind, app::delivery_control::failed_attempts(counts)),
        FigureKind::InTime => share(kind, app::delivery_control::in_time(counts)),
        FigureKind::Lateness => {
            let app::delivery_control::Lateness { n, minutes } =
                app::delivery_control::lateness(counts);
            ReportFigure { kind, value: minutes, interval: None, n, mark: None }
        }
        FigureKind::Stars => {
            let app::Stars { n, mean } = app::stars(counts);
            ReportFigure { kind, value: mean, interval: None, n, mark: None }
        }
        FigureKind::Stay
        | FigureKind::FrontDesk
        | FigureKind::Housekeeping
        | FigureKind::Food
        | FigureKind::Facilities => {
            let app::stay_evaluator::Mean { n, score } = app::stay_evaluator::mean_score(counts);
            ReportFigure { kind, value: score, interval: None, n, mark: None }
        }
        FigureKind::Promoters => {
            let nps = app::nps(counts);
            let (value, interval, n) = (nps.score, nps.interval.map(ends), nps.n());
            ReportFigure { kind, value, interval, n, mark: None }
        }
    }
}

fn share(kind: FigureKind, share: app::Share) -> ReportFigure {
    let app::Share { percent, interval, n, .. } = share;
    ReportFigure { kind, value: percent, interval: interval.map(ends), n, mark: None }
}

const fn ends(interval: Interval) -> (f64, f64) {
    (interval.low, interval.high)
}

/// How many were made, have reached somebody, were answered.
fn counted(counts: &BTreeMap<State, u32>) -> [u64; 3] {
    let counts = counts.iter().map(|(state, count)| (*state, u64::from(*count)));
    let counts: BTreeMap<State, u64> = counts.collect();
    let [_, reached, answered] = grouped(&counts);
    [counts.values().sum(), reached, answered]
}

fn asked(row: &AskedRow) -> ReportAsked {
    ReportAsked { from: row.from.to_string(), counts: counted(&row.counts) }
}

/// How a question was answered; nothing if it was not.
fn answered(shown: &Shown, question: &Question) -> Option<ReportQuestion> {
    let mut counts = shown.counts(&[&question.name]);
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
    let shown = Shown::read(visit, name, query).await?;
    let told_apart = shown.asked_for.part;
    if let Some(part) = told_apart {
        let file = parts::Apart::of(visit.own, &shown).file(part);
        return file_of(visit, name, file);
    }
    let report = shown.report;
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
    file_of(visit, name, file)
}

fn file_of(
    visit: &Visit<'_>,
    name: &InstanceName,
    file: String,
) -> Result<Response<Bytes>, Problem> {
    visit.room.answer(host::attachment(
        &format!("{name}-report.csv"),
        "text/csv; charset=utf-8",
        Bytes::from(file),
    ))
}
