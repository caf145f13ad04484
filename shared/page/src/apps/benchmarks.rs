//! How a customer stands among others who ask the same.

use maud::{Markup, html};

use super::{AppView, At, act};
use crate::frame::{Table, table};
use crate::words::BenchmarksTexts;

/// What [`benchmarks_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct BenchmarksPage<'a> {
    /// Whether the customer shares its figures.
    pub shared: bool,
    /// Whether who reads it may say so.
    pub may_share: bool,
    /// The first and the last day of the full months that are counted.
    pub days: (&'a str, &'a str),
    /// Of how many customers at least, and of how many answers each.
    pub least: (usize, u32),
    /// What is told of each question.
    pub rows: &'a [BenchmarkRow],
}

/// How a figure stands. Figures are in hundredths of their unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BenchmarkRow {
    /// The question's name.
    pub question: &'static str,
    /// What figure it is.
    pub kind: BenchmarkKind,
    /// Where it is.
    pub place: BenchmarkPlace,
    /// The customer's own.
    pub own: i64,
    /// Of how many answers.
    pub n: u32,
    /// Below which the lower quarter is, and above which the upper one.
    pub limits: [i64; 2],
}

/// What a figure is that is compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BenchmarkKind {
    /// The net promoter score.
    Promoters,
    /// A share of a hundred.
    Share,
    /// A mean of stars.
    Stars,
}

/// Where a figure is among those of others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BenchmarkPlace {
    /// In the lower quarter.
    Lower,
    /// In the middle half.
    Middle,
    /// In the upper quarter.
    Upper,
}

/// The page.
#[must_use]
pub fn benchmarks_page(view: &AppView<'_>, page: &BenchmarksPage<'_>) -> String {
    let texts = &view.texts().benchmarks;
    let content = html! {
        p.lead { (texts.lead) }
        @if page.shared { (compared(view, page)) }
        (meaning(texts, page))
        @if page.may_share {
            @if page.shared { (act(&view.path("/benchmarks/keep"), texts.keep)) }
            @else { (act(&view.path("/benchmarks/share"), texts.share)) }
        } @else {
            p.description { (if page.shared { texts.is_shared } else { texts.is_not_shared }) }
        }
    };
    view.around(At::Instance, texts.title, &content)
}

fn compared(view: &AppView<'_>, page: &BenchmarksPage<'_>) -> Markup {
    let texts = &view.texts().benchmarks;
    let rows: Vec<_> = page.rows.iter().map(|one| row(view, one)).collect();
    html! {
        (table(&Table {
            id: "benchmarks",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: texts.none,
            next: None,
        }))
        p.description { (texts.days(page.days)) }
    }
}

fn row(view: &AppView<'_>, row: &BenchmarkRow) -> Vec<Markup> {
    let texts = &view.texts().benchmarks;
    let written = |hundredths| written(view, row.kind, hundredths);
    let [lower, upper] = row.limits.map(written);
    let class = match row.place {
        BenchmarkPlace::Lower => "mark bad",
        BenchmarkPlace::Middle => "mark",
        BenchmarkPlace::Upper => "mark good",
    };
    vec![
        html! { (texts.question(row.question)) },
        html! { (written(row.own)) " (" (row.n) ")" },
        html! { span class=(class) { (texts.place(row.place)) } },
        html! { (texts.limits(&lower, &upper)) },
    ]
}

/// A figure as people write it. It is never as large as that a float could not hold it.
fn written(view: &AppView<'_>, kind: BenchmarkKind, hundredths: i64) -> String {
    let report = &view.texts().report;
    let value = i32::try_from(hundredths).map(f64::from).unwrap_or_default() / 100.0;
    match kind {
        BenchmarkKind::Promoters => report.number(value, 0),
        BenchmarkKind::Share => report.percent(value),
        BenchmarkKind::Stars => report.number(value, 1),
    }
}

/// What sharing means, for whoever decides about it.
fn meaning(texts: &BenchmarksTexts, page: &BenchmarksPage<'_>) -> Markup {
    let [customers, answers] = texts.least(page.least);
    html! {
        section.card aria-labelledby="meaning" {
            h2 #meaning { (texts.meaning) }
            ul {
                li { (customers) }
                li { (answers) }
                @for point in texts.points { li { (point) } }
            }
        }
    }
}
