//! What has become of those who were about to leave.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part};
use crate::frame::{Table, table};
use crate::words::FlowsTexts;

/// What [`flows_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct FlowsPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// How many days it looks back over, and how many it could.
    pub days: (i64, [i64; 3]),
    /// All together.
    pub all: FlowRow<'a>,
    /// How many were lost to payments that failed, and what they were worth a month.
    pub lapsed: (u32, &'a [(String, String)]),
    /// By reason, by what was offered, by plan, by age, by what they are worth.
    pub by: [&'a [FlowRow<'a>]; 5],
    /// How long each of the periods is.
    pub period: FlowPeriod,
    /// Of each period, by its first day.
    pub periods: &'a [FlowRow<'a>],
    /// The reasons that are followed over time.
    pub reasons: &'a [String],
    /// By a period's first day: how often each of those was given, and last how often any other.
    pub told: &'a [(&'a str, &'a [u32])],
    /// Where the same is had as a file.
    pub export: &'a str,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FlowPeriod {
    /// A day.
    Day,
    /// From a Monday on.
    Week,
    /// A month of the calendar.
    Month,
}

/// The figures of some flows together.
#[derive(Clone, Copy, Debug)]
pub struct FlowRow<'a> {
    /// By what they are told apart; nothing where that is not known.
    pub name: Option<&'a str>,
    /// How many stayed, cancelled, cancelled without a flow, went away after they had said why, and did nothing.
    pub counts: [u32; 5],
    /// The share that stayed in percent, and between which ends it is 19 times of 20.
    pub rate: Option<(f64, f64, f64)>,
    /// What is lost a month, and what is kept: each amount with its currency.
    pub values: &'a [Vec<(String, String)>; 2],
}

/// A table of all, and one for each way to tell them apart.
#[must_use]
pub fn flows_page(view: &AppView<'_>, page: &FlowsPage<'_>) -> String {
    let texts = FlowsTexts::of(view.language);
    let (days, stretches) = page.days;
    let ids = ["by-reason", "by-offer", "by-plan", "by-age", "by-value"];
    let when = texts.period(page.period);
    let content = html! {
        p.lead { (texts.lead) }
        form.stretch method="get" {
            div.field {
                label for="days" { (texts.days) }
                select #days name="days" {
                    @for one in stretches { option value=(one) selected[one == days] { (one) } }
                }
            }
            button.secondary type="submit" { (texts.show) }
        }
        @if page.more { (super::alert(texts.more)) }
        (rows(texts, ("all", texts.all, texts.all), &[page.all]))
        (lapsed(texts, page.lapsed))
        (captioned(texts, ("over-time", texts.figures, when, texts.unknown), page.periods))
        (reasons(texts, when, page))
        @for ((id, name), lines) in ids.into_iter().zip(texts.by).zip(page.by) {
            (rows(texts, (id, name, texts.unknown), lines))
        }
        p { a href=(page.export) download { (texts.export) } }
        p { (texts.about) }
    };
    view.within(page.instance, Part::Overview, &content)
}

/// Which reasons were given by those who left, by period: shares, and how many.
fn reasons(texts: &FlowsTexts, when: &str, page: &FlowsPage<'_>) -> Markup {
    let made: Vec<_> = page
        .told
        .iter()
        .map(|(from, counts)| {
            let all = counts.iter().copied().fold(0, u32::saturating_add);
            let share = |count: &u32| html! { (texts.part(*count, all)) };
            [html! { (from) }].into_iter().chain(counts.iter().map(share)).collect()
        })
        .collect();
    let mut headers = vec![when];
    headers.extend(page.reasons.iter().map(String::as_str));
    headers.push(texts.others);
    table(&Table {
        id: "reasons-over-time",
        caption: texts.over_time,
        headers: &headers,
        rows: &made,
        empty: texts.none,
        next: None,
    })
}

fn rows(
    texts: &FlowsTexts,
    (id, name, unnamed): (&str, &str, &str),
    lines: &[FlowRow<'_>],
) -> Markup {
    captioned(texts, (id, name, name, unnamed), lines)
}

fn captioned(
    texts: &FlowsTexts,
    (id, caption, name, unnamed): (&str, &str, &str, &str),
    lines: &[FlowRow<'_>],
) -> Markup {
    let made: Vec<_> = lines
        .iter()
        .map(|line| {
            let mut cells = vec![html! { (line.name.map_or(unnamed, |name| texts.named(name))) }];
            cells.extend(line.counts.iter().map(|count| html! { (count) }));
            cells.push(html! {
                @match line.rate {
                    Some(rate) => { (texts.rate(rate)) }
                    None => { (texts.no_rate) }
                }
            });
            cells.extend(line.values.iter().map(|values| amounts(values)));
            cells
        })
        .collect();
    let mut headers = vec![name];
    headers.extend(texts.columns);
    table(&Table { id, caption, headers: &headers, rows: &made, empty: texts.none, next: None })
}

/// Those whose payment failed, if there are any.
fn lapsed(texts: &FlowsTexts, (count, values): (u32, &[(String, String)])) -> Markup {
    html! {
        @if count > 0 {
            p #lapsed {
                (texts.lapsed) " " (count)
                @if !values.is_empty() { ", " (amounts(values)) " " (texts.a_month) }
                ". " (texts.about_lapsed)
            }
        }
    }
}

/// Amounts, each in its currency.
fn amounts(values: &[(String, String)]) -> Markup {
    html! {
        @for (place, (value, currency)) in values.iter().enumerate() {
            @if place > 0 { ", " }
            (value) " " (currency)
        }
    }
}
