//! Whether a figure is low or good, by two thresholds: in words, and in colours beside them.

use maud::{Markup, html};

use super::report::{FigureKind, ReportFigure};
use crate::words::ReportTexts;

/// What a figure is, by two thresholds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FigureMark {
    /// Below the lower one.
    Low,
    /// Between them.
    Middle,
    /// At the upper one, or above it.
    Good,
}

impl FigureMark {
    const fn class(self) -> &'static str {
        match self {
            Self::Low => "mark bad",
            Self::Middle => "mark wait",
            Self::Good => "mark good",
        }
    }
}

/// Both thresholds on the scale of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureThresholds {
    /// Which figure.
    pub kind: FigureKind,
    /// Below which it is low, and from which on it is good.
    pub at: [f64; 2],
}

impl FigureKind {
    /// The least and the greatest that it can be, where the greatest is the best. Nothing for what says how something
    /// was asked, and for what is better the less there is of it.
    #[must_use]
    pub const fn scale(self) -> Option<(f64, f64)> {
        match self {
            Self::ResponseRate
            | Self::Missing
            | Self::Damaged
            | Self::FailedAttempts
            | Self::InTime
            | Self::Lateness => None,
            Self::Satisfied | Self::BuyAgain | Self::ComeAgain => Some((0.0, 100.0)),
            Self::Stars => Some((1.0, 5.0)),
            Self::Promoters => Some((-100.0, 100.0)),
            Self::Stay | Self::FrontDesk | Self::Housekeeping | Self::Food | Self::Facilities => {
                Some((0.0, 10.0))
            }
        }
    }
}

/// What a figure is; nothing where nobody has said what is low and what is good.
pub(super) fn marked(texts: &ReportTexts, figure: &ReportFigure) -> Markup {
    html! {
        @if let Some(mark) = figure.mark {
            " " span class=(mark.class()) { (texts.marks.called(mark)) }
        }
    }
}

/// Where the thresholds are on each figure's own scale; nothing if there are none.
pub(super) fn thresholds(texts: &ReportTexts, all: &[FigureThresholds]) -> Markup {
    html! {
        @if !all.is_empty() {
            details.card {
                summary { (texts.marks.summary) }
                p { (texts.marks.about) }
                dl.facts {
                    @for FigureThresholds { kind, at: [low, good] } in all {
                        dt { (texts.figure(*kind).0) }
                        dd { (texts.between_marks(*kind, *low, *good)) }
                    }
                }
            }
        }
    }
}
