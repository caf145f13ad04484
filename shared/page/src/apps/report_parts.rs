//! Figures told apart: by carrier, by property, by plan.

use maud::{Markup, html};

use super::report::{FigureKind, ReportFigure};
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
    /// Each value of it.
    pub rows: &'a [ReportPartRow],
}

/// A value, and what is counted of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPartRow {
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
    let rows: Vec<_> = parts.rows.iter().map(|one| row(texts, part, one)).collect();
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
                (words.about)
                @if let Some(least) = parts.at_least { " " (words.at_least(least)) }
            }
        }
    }
}

fn row(texts: &ReportTexts, part: ReportPart, row: &ReportPartRow) -> Vec<Markup> {
    let ReportPartRow { value, counts: [_, reached, answered], rate, figures } = row;
    let called = match value {
        Some(value) => texts.parts.value(part, value),
        None => texts.parts.rest,
    };
    let mut cells = vec![html! { (called) }];
    let unanswered = reached.saturating_sub(*answered);
    cells.extend([*reached, *answered, unanswered].map(|count| html! { (count) }));
    cells.push(html! { (written(texts, rate)) });
    let figures = figures.iter();
    cells.extend(figures.map(|figure| html! { (written(texts, figure)) " (" (figure.n) ")" }));
    cells
}

fn written(texts: &ReportTexts, figure: &ReportFigure) -> String {
    let nothing = || texts.nothing.to_owned();
    figure.value.map_or_else(nothing, |value| texts.written(figure.kind, value))
}
