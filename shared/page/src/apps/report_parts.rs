//! Figures told apart: by carrier, by property, by plan.

use maud::{Markup, html};

use super::report::{FigureKind, ReportFigure};
use super::report_marks::marked;
use crate::frame::{Table, table};
use crate::words::ReportTexts;

/// By what an app's figures can be told apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReportPart {
    /// Who carried it.
    Carrier,
    /// The part of the country.
    Region,
    /// How it was handed over.
    DeliveryType,
    /// Who drove it.
    Driver,
    /// Whether it came when it was promised.
    Promise,
    /// Where somebody stayed.
    Property,
    /// In which group of properties, as the customer has grouped them.
    Group,
    /// In what kind of room.
    RoomType,
    /// By which channel they have booked.
    Channel,
    /// How many nights.
    Nights,
    /// To what somebody subscribes.
    Plan,
    /// Whether they have come back after they were asked to.
    CameBack,
}

impl ReportPart {
    /// What a [`Self::Group`] is made of.
    pub const GROUPED: Self = Self::Property;

    /// Its name, which never changes: that by which an app tells it to storage.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Carrier => "carrier",
            Self::Region => "region",
            Self::DeliveryType => "delivery-type",
            Self::Driver => "driver",
            Self::Promise => "promise",
            Self::Property => "property",
            Self::Group => "group",
            Self::RoomType => "room-type",
            Self::Channel => "channel",
            Self::Nights => "nights",
            Self::Plan => "plan",
            Self::CameBack => "came-back",
        }
    }
}

/// By what figures can be told apart, and how they are.
#[derive(Clone, Copy, Debug)]
pub struct ReportParts<'a> {
    /// By what they can be.
    pub offered: &'a [ReportPart],
    /// By what they are, if they are.
    pub chosen: Option<ReportPart>,
    /// From how many answers on a figure of it is told, if it is not told of fewer.
    pub at_least: Option<u32>,
    /// The figures, in the order in which each row has them.
    pub kinds: &'a [FigureKind],
    /// Everything together, to compare with.
    pub whole: &'a ReportPartRow,
    /// Each value of it.
    pub rows: &'a [ReportPartRow],
}

/// From how many answers on a value is compared with everything together, on both sides: of fewer, what tells them
/// apart is chance.
const COMPARED_FROM: u32 = 5;

/// A value, and what is counted of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPartRow {
    /// The group that it is told within, if it is one of several of a group.
    pub within: Option<String>,
    /// The value; none for what is told apart no further.
    pub value: Option<String>,
    /// How many invitations were made, have reached somebody, were answered.
    pub counts: [u64; 3],
    /// The share of those who were reached that has answered.
    pub rate: ReportFigure,
    /// The figures, each of how many answers. One that is not told has no value.
    pub figures: Vec<ReportFigure>,
}

/// What is counted of each value of the part that was chosen; nothing if none was.
pub(super) fn told_apart(texts: &ReportTexts, parts: ReportParts<'_>) -> Markup {
    let Some(part) = parts.chosen else { return html! {} };
    let words = &texts.parts;
    let [_, _, reached, answered] = texts.asked_headers;
    let mut headers = vec![words.called(part), reached, answered, words.unanswered];
    headers.push(texts.figure(FigureKind::ResponseRate).0);
    headers.extend(parts.kinds.iter().map(|kind| texts.figure(*kind).0));
    let whole = row(texts, words.all, parts.whole, None);
    let each = parts.rows.iter();
    let each = each.map(|one| row(texts, &called(texts, part, one), one, Some(parts.whole)));
    // Where there is nothing, there is nothing to compare with either.
    let rows: Vec<_> = [whole].into_iter().chain(each).collect();
    let rows = if parts.rows.is_empty() { Vec::new() } else { rows };
    html! {
        section.answered {
            // Whoever has no mouse scrolls it, too.
            div.columns role="region" tabindex="0" aria-label=(words.caption) {
                (table(&Table {
                    id: "told-apart",
                    caption: words.caption,
                    headers: &headers,
                    rows: &rows,
                    empty: words.none,
                    next: None,
                }))
            }
            p.description {
                (words.about) " " (words.compared(COMPARED_FROM))
                @if let Some(least) = parts.at_least { " " (words.at_least(least)) }
            }
        }
    }
}

fn called(texts: &ReportTexts, part: ReportPart, row: &ReportPartRow) -> String {
    let own = match &row.value {
        Some(value) => texts.parts.value(part, value),
        None => texts.parts.rest,
    };
    match &row.within {
        Some(group) => format!("{group} › {own}"),
        None => own.to_owned(),
    }
}

fn row(
    texts: &ReportTexts,
    called: &str,
    row: &ReportPartRow,
    whole: Option<&ReportPartRow>,
) -> Vec<Markup> {
    let ReportPartRow { counts: [_, reached, answered], rate, figures, .. } = row;
    let mut cells = vec![html! { (called) }];
    let unanswered = reached.saturating_sub(*answered);
    cells.extend([*reached, *answered, unanswered].map(|count| html! { (count) }));
    cells.push(html! { (written(texts, rate)) });
    let mut beside = whole.into_iter().flat_map(|whole| &whole.figures);
    cells.extend(figures.iter().map(|figure| cell(texts, figure, beside.next())));
    cells
}

/// A figure, of how many answers it is, what it is, and how much it is above everything together.
fn cell(texts: &ReportTexts, figure: &ReportFigure, whole: Option<&ReportFigure>) -> Markup {
    let more = whole.and_then(|whole| above(figure, whole));
    html! {
        (written(texts, figure)) " (" (figure.n) ")"
        @if let Some(more) = more {
            span.description { (texts.above(figure.kind, more)) }
        }
        (marked(texts, figure))
    }
}

fn above(figure: &ReportFigure, whole: &ReportFigure) -> Option<f64> {
    let enough = figure.n >= COMPARED_FROM && whole.n >= COMPARED_FROM;
    enough.then_some(figure.value? - whole.value?)
}

fn written(texts: &ReportTexts, figure: &ReportFigure) -> String {
    let nothing = || texts.nothing.to_owned();
    figure.value.map_or_else(nothing, |value| texts.written(figure.kind, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_answers_are_not_compared() {
        let of = |value, n| ReportFigure {
            kind: FigureKind::Stars,
            value,
            interval: None,
            n,
            mark: None,
        };
        let whole = of(Some(4.0), 20);
        for (name, figure, whole, want) in [
            ("enough", of(Some(4.5), 5), whole, Some(0.5)),
            ("below", of(Some(3.0), 9), whole, Some(-1.0)),
            ("too few", of(Some(4.5), 4), whole, None),
            ("too few of all", of(Some(4.5), 5), of(Some(4.5), 4), None),
            ("not told", of(None, 9), whole, None),
        ] {
            assert_eq!(above(&figure, &whole), want, "{name}");
        }
    }
}
