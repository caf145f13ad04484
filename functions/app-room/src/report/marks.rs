//! What is low and what is good of an instance's figures.

use app::Mark;
use page::{FigureMark, FigureThresholds, ReportFigure};

use crate::Look;

/// A figure with what it is by the instance's thresholds.
pub(super) fn marked(look: Option<&Look>, figure: ReportFigure) -> ReportFigure {
    let mark = look.zip(figure.value).zip(figure.kind.scale());
    let mark = mark.map(|((look, value), scale)| match look.marks.of(value, scale) {
        Mark::Low => FigureMark::Low,
        Mark::Middle => FigureMark::Middle,
        Mark::Good => FigureMark::Good,
    });
    ReportFigure { mark, ..figure }
}

/// The thresholds on the scales of figures that have some.
pub(super) fn thresholds(look: Option<&Look>, figures: &[ReportFigure]) -> Vec<FigureThresholds> {
    let Some(look) = look else { return Vec::new() };
    let on = |figure: &ReportFigure| {
        let at = look.marks.on(figure.kind.scale()?);
        Some(FigureThresholds { kind: figure.kind, at })
    };
    figures.iter().filter_map(on).collect()
}

#[cfg(test)]
mod tests {
    use page::FigureKind;

    use super::*;

    #[test]
    fn figures_are_marked_on_their_own_scale() {
        let look = Look { marks: app::Marks::default(), groups: Vec::new() };
        for (kind, value, want) in [
            (FigureKind::Stay, Some(5.9), Some(FigureMark::Low)),
            (FigureKind::Stay, Some(8.0), Some(FigureMark::Good)),
            (FigureKind::Stars, Some(4.0), Some(FigureMark::Middle)),
            (FigureKind::Promoters, Some(8.0), Some(FigureMark::Low)),
            (FigureKind::Satisfied, Some(80.0), Some(FigureMark::Good)),
            (FigureKind::ResponseRate, Some(80.0), None),
            (FigureKind::Damaged, Some(80.0), None),
            (FigureKind::Stay, None, None),
        ] {
            let figure = ReportFigure { kind, value, interval: None, n: 9, mark: None };
            assert_eq!(marked(Some(&look), figure).mark, want, "{kind:?} {value:?}");
            assert_eq!(marked(None, figure).mark, None, "{kind:?}");
        }
    }
}
