//! How an instance's survey was answered, in figures.

use maud::{Markup, html};

use super::report_aside::aside;
use super::report_marks::{FigureMark, FigureThresholds, marked, thresholds};
use super::report_parts::{ReportParts, told_apart};
use super::{AppView, NamedInstance, Part, alert};
use crate::frame::{Table, table};
use crate::words::ReportTexts;

/// What [`report_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ReportPage<'a> {
    /// Which instance.
    pub instance: NamedInstance<'a>,
    /// The first day and the last one, as they are written in a form.
    pub days: (&'a str, &'a str),
    /// How days are put together: `day`, `week` or `month`.
    pub by: &'a str,
    /// Queries of stretches that end today, from the shortest, and whether each is what is shown.
    pub stretches: [(&'a str, bool); 3],
    /// Whether what was asked for could not be read, and something else is shown.
    pub is_wrong: bool,
    /// Figures that people know by name.
    pub figures: &'a [ReportFigure],
    /// How many responses staff have taken out of the figures, by the name of the reason.
    pub aside: &'a [(Box<str>, u32)],
    /// What is low and what is good of figures, if somebody has said that.
    pub thresholds: &'a [FigureThresholds],
    /// What the figures can be told apart by, and are.
    pub parts: ReportParts<'a>,
    /// What became of the invitations, by period.
    pub asked: &'a [ReportAsked],
    /// The questions with few values, in their order.
    pub questions: &'a [ReportQuestion],
    /// Where the figures are as a file.
    pub export: &'a str,
    /// Whether the app has a badge.
    pub has_badge: bool,
    /// Whether its customers may be compared.
    pub has_benchmarks: bool,
}

/// A figure that people know by name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FigureKind {
    /// How many of those who were reached have answered.
    ResponseRate,
    /// How many are satisfied.
    Satisfied,
    /// The mean of the stars.
    Stars,
    /// How many would buy again.
    BuyAgain,
    /// How many would come again.
    ComeAgain,
    /// The net promoter score.
    Promoters,
    /// How many lack something or all.
    Missing,
    /// How many had damaged goods.
    Damaged,
    /// How many attempts to deliver have failed.
    FailedAttempts,
    /// How many deliveries came as promised, or before.
    InTime,
    /// By how many minutes those were late that were.
    Lateness,
    /// A stay as a whole, from 0 to 10.
    Stay,
    /// A department of a hotel, from 0 to 10: the front desk.
    FrontDesk,
    /// Housekeeping.
    Housekeeping,
    /// Food.
    Food,
    /// Facilities.
    Facilities,
}

impl FigureKind {
    /// Its name in files, which never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResponseRate => "response-rate",
            Self::Satisfied => "satisfied",
            Self::Stars => "stars",
            Self::BuyAgain => "buy-again",
            Self::ComeAgain => "come-again",
            Self::Promoters => "nps",
            Self::Missing => "missing",
            Self::Damaged => "damaged",
            Self::FailedAttempts => "failed-attempts",
            Self::InTime => "in-time",
            Self::Lateness => "late-minutes",
            Self::Stay => "stay",
            Self::FrontDesk => "front-desk",
            Self::Housekeeping => "housekeeping",
            Self::Food => "food",
            Self::Facilities => "facilities",
        }
    }
}

/// What a figure comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReportFigure {
    /// Which.
    pub kind: FigureKind,
    /// The figure; nothing where there is nothing to make it of.
    pub value: Option<f64>,
    /// Where the true one is, 19 times of 20.
    pub interval: Option<(f64, f64)>,
    /// Of how many.
    pub n: u32,
    /// What it is by two thresholds, if there are some for it.
    pub mark: Option<FigureMark>,
}

/// What became of a period's invitations.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReportAsked {
    /// The period's first day.
    pub from: String,
    /// How many were made, have reached somebody, were answered.
    pub counts: [u64; 3],
}

/// A question, and how it was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportQuestion {
    /// What it asks.
    pub title: String,
    /// Its values by what they are called, and how many have each.
    pub values: Vec<(String, u32)>,
    /// The least and the greatest of its values, if they are numbers.
    pub scale: Option<(f64, f64)>,
    /// Its periods; those between without answers are among them.
    pub points: Vec<ReportPoint>,
}

/// A period of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPoint {
    /// The period's first day.
    pub from: String,
    /// How many values were given in it.
    pub n: u32,
    /// Their mean, if they are numbers.
    pub mean: Option<f64>,
}

/// The page.
#[must_use]
pub fn report_page(view: &AppView<'_>, page: &ReportPage<'_>) -> String {
    let texts = &view.texts().report;
    let content = html! {
        @if page.is_wrong { (alert(texts.wrong)) }
        (stretches(view, page))
        (figures(texts, page.figures))
        (aside(view, page.aside))
        (thresholds(texts, page.thresholds))
        (told_apart(texts, page.parts))
        @if page.questions.is_empty() {
            section.card aria-labelledby="none" {
                h2 #none { (texts.answers) }
                p.description { (texts.none) }
            }
        }
        @for (place, one) in page.questions.iter().enumerate() { (question(texts, place, one)) }
        (asked(texts, page.asked))
        @if !(page.questions.is_empty() && page.asked.is_empty()) {
            div.actions { a.button.secondary href=(page.export) { (texts.export) } }
        }
        @if page.has_badge {
            p {
                a href=(view.path_of(page.instance.name, "/badge")) { (view.texts().badge.title) }
            }
        }
        @if page.has_benchmarks {
            p { a href=(view.path("/benchmarks")) { (view.texts().benchmarks.title) } }
        }
        p.description { (texts.about) }
    };
    view.within(page.instance, Part::Report, &content)
}

fn stretches(view: &AppView<'_>, page: &ReportPage<'_>) -> Markup {
    let texts = &view.texts().report;
    let path = view.path_of(page.instance.name, Part::Report.path());
    let choices = ["day", "week", "month"].into_iter().zip(texts.periods);
    html! {
        nav.filters aria-label=(texts.stretch) {
            ul {
                @for ((query, is_here), label) in page.stretches.iter().zip(texts.stretches) {
                    li {
                        a href=(format!("{path}?{query}"))
                            aria-current=[is_here.then_some("true")] { (label) }
                    }
                }
            }
        }
        form.stretch method="get" action=(path) {
            (day_field("from", texts.from, page.days.0))
            (day_field("to", texts.to, page.days.1))
            div.field {
                label for="by" { (texts.by) }
                select #by name="by" {
                    @for (name, label) in choices {
                        option value=(name) selected[name == page.by] { (label) }
                    }
                }
            }
            @if !page.parts.offered.is_empty() {
                div.field {
                    label for="part" { (texts.parts.by) }
                    select #part name="part" {
                        option value="" { (texts.parts.not) }
                        @for part in page.parts.offered {
                            option value=(part.name()) selected[page.parts.chosen == Some(*part)] {
                                (texts.parts.called(*part))
                            }
                        }
                    }
                }
            }
            button.secondary type="submit" { (texts.show) }
        }
    }
}

fn day_field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input #(name) type="date" name=(name) value=(value) required;
        }
    }
}

fn figures(texts: &ReportTexts, figures: &[ReportFigure]) -> Markup {
    html! {
        ul.figures aria-label=(texts.figures) {
            @for figure in figures {
                li.card {
                    h2 { (texts.figure(figure.kind).0) }
                    p.figure {
                        @match figure.value {
                            Some(value) => { (texts.written(figure.kind, value)) }
                            None => { (texts.nothing) }
                        }
                    }
                    @if figure.mark.is_some() { p { (marked(texts, figure)) } }
                    p.description {
                        (texts.figure(figure.kind).1) " " (texts.of(figure.n))
                        @if let Some((low, high)) = figure.interval {
                            " " (texts.between(figure.kind, low, high))
                        }
                    }
                }
            }
        }
    }
}

fn question(texts: &ReportTexts, place: usize, question: &ReportQuestion) -> Markup {
    let all: u32 = question.values.iter().map(|(_, count)| count).sum();
    let rows = question.values.iter().map(|(label, count)| {
        let share = if all == 0 { 0.0 } else { 100.0 * f64::from(*count) / f64::from(all) };
        vec![
            html! { (label) },
            html! { (count) },
            html! { (bar(share)) " " (texts.percent(share)) },
        ]
    });
    let rows: Vec<_> = rows.collect();
    let points = question.points.iter().map(|point| {
        let mean = point.mean.map_or_else(String::new, |mean| texts.number(mean, 2));
        vec![html! { (point.from) }, html! { (point.n) }, html! { (mean) }]
    });
    let points: Vec<_> = points.collect();
    let id = |of: &str| format!("{of}-{place}");
    html! {
        section.answered {
            (table(&Table {
                id: &id("values"),
                caption: &question.title,
                headers: &texts.value_headers,
                rows: &rows,
                empty: texts.none,
                next: None,
            }))
            @if points.len() > 1 {
                (trend(question))
                details {
                    summary { (texts.over_time) }
                    (table(&Table {
                        id: &id("trend"),
                        caption: texts.over_time,
                        headers: if question.scale.is_some() { &texts.trend_headers } else { &texts.trend_headers[..2] },
                        rows: &points,
                        empty: texts.none,
                        next: None,
                    }))
                }
            }
        }
    }
}

/// A share of a hundred, as a bar. It says what stands beside it.
fn bar(share: f64) -> Markup {
    html! {
        svg.share viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
            rect.whole width="100" height="10" {}
            rect.part width=(fixed(share, 1)) height="10" {}
        }
    }
}

/// The width and the height of a trend, in units of its own.
const WIDE: f64 = 600.0;
const HIGH: f64 = 120.0;

/// A question over time: the mean, or how many have answered. The table below says the same.
fn trend(question: &ReportQuestion) -> Markup {
    let most = question.points.iter().map(|point| f64::from(point.n)).fold(1.0, f64::max);
    let (low, high) = question.scale.unwrap_or((0.0, most));
    let drawn = |point: &ReportPoint| match question.scale {
        Some(_) => point.mean,
        None => Some(f64::from(point.n)),
    };
    let step = question.points.len().saturating_sub(1).max(1);
    let across = |place: usize| WIDE * as_float(place) / as_float(step);
    let up = |value: f64| HIGH - HIGH * (value - low) / (high - low).max(f64::EPSILON);
    let places = question.points.iter().enumerate();
    let spots = places.filter_map(|(place, point)| Some((across(place), up(drawn(point)?))));
    let spots: Vec<_> = spots.map(|(x, y)| (fixed(x, 1), fixed(y, 1))).collect();
    let line = spots.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    let ends = [question.points.first(), question.points.last()];
    html! {
        figure.trend aria-hidden="true" {
            svg viewBox="-6 -6 612 132" {
                line.edge x1="0" y1="0" x2="600" y2="0" {}
                line.edge x1="0" y1="120" x2="600" y2="120" {}
                polyline points=(line) {}
                @for (x, y) in &spots { circle cx=(x) cy=(y) r="4" {} }
            }
            figcaption {
                @for point in ends.into_iter().flatten() { span { (point.from) } }
                span.scale { (fixed(low, 0)) "–" (fixed(high, 0)) }
            }
        }
    }
}

/// A number with so many decimals, of which there are few, and a point before them. What the standard library has for
/// it is 20 kB of tables; no figure is as large as that this would tell it wrong.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion ends at the ends of its range, and figures are far from them"
)]
#[must_use]
pub fn fixed(value: f64, decimals: u32) -> String {
    let scale = 10_u32.saturating_pow(decimals);
    let scaled = (value * f64::from(scale)).round() as i64;
    let (sign, digits) = (if scaled < 0 { "-" } else { "" }, scaled.unsigned_abs());
    let (whole, rest) = (digits / u64::from(scale), digits % u64::from(scale));
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(decimals).unwrap_or_default();
    format!("{sign}{whole}.{rest:0width$}")
}

/// There are never as many periods as a number of 32 bits counts.
fn as_float(place: usize) -> f64 {
    f64::from(u32::try_from(place).unwrap_or(u32::MAX))
}

fn asked(texts: &ReportTexts, asked: &[ReportAsked]) -> Markup {
    let rows = asked.iter().map(|one| {
        let [made, reached, answered] = one.counts;
        vec![html! { (one.from) }, html! { (made) }, html! { (reached) }, html! { (answered) }]
    });
    let rows: Vec<_> = rows.collect();
    table(&Table {
        id: "asked-days",
        caption: texts.asked,
        headers: &texts.asked_headers,
        rows: &rows,
        empty: texts.no_asked,
        next: None,
    })
}
