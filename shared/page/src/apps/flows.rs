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
    /// By reason, by what was offered, by plan.
    pub by: [&'a [FlowRow<'a>]; 3],
    /// Whether there are more than were counted.
    pub more: bool,
}

/// The figures of some flows together.
#[derive(Clone, Copy, Debug)]
pub struct FlowRow<'a> {
    /// By what they are told apart; nothing where that is not known.
    pub name: Option<&'a str>,
    /// How many stayed, cancelled, went away after they had said why, and did nothing.
    pub counts: [u32; 4],
    /// The share that stayed in percent, and between which ends it is 19 times of 20.
    pub rate: Option<(f64, f64, f64)>,
    /// What is lost a month, and what is kept.
    pub values: &'a [String; 2],
}

/// A table of all, and one for each way to tell them apart.
#[must_use]
pub fn flows_page(view: &AppView<'_>, page: &FlowsPage<'_>) -> String {
    let texts = FlowsTexts::of(view.language);
    let (days, stretches) = page.days;
    let ids = ["by-reason", "by-offer", "by-plan"];
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
        @for ((id, name), lines) in ids.into_iter().zip(texts.by).zip(page.by) {
            (rows(texts, (id, name, texts.unknown), lines))
        }
        p { (texts.about) }
    };
    view.within(page.instance, Part::Overview, &content)
}

fn rows(
    texts: &FlowsTexts,
    (id, name, unnamed): (&str, &str, &str),
    lines: &[FlowRow<'_>],
) -> Markup {
    let made: Vec<_> = lines
        .iter()
        .map(|line| {
            let mut cells = vec![html! { (line.name.unwrap_or(unnamed)) }];
            cells.extend(line.counts.iter().map(|count| html! { (count) }));
            cells.push(html! {
                @match line.rate {
                    Some(rate) => { (texts.rate(rate)) }
                    None => { (texts.no_rate) }
                }
            });
            cells.extend(line.values.iter().map(|value| html! { (value) }));
            cells
        })
        .collect();
    let mut headers = vec![name];
    headers.extend(texts.columns);
    table(&Table {
        id,
        caption: name,
        headers: &headers,
        rows: &made,
        empty: texts.none,
        next: None,
    })
}
