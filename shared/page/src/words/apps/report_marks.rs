//! What staff read of figures that are low or good.

use crate::apps::FigureMark;

/// What is low, and what is good.
pub(crate) struct MarkTexts {
    /// From the lowest.
    named: [&'static str; 3],
    pub(crate) summary: &'static str,
    pub(crate) about: &'static str,
    /// What stands around the two thresholds.
    pub(super) at: [&'static str; 3],
}

impl MarkTexts {
    /// What a mark is called.
    pub(crate) const fn called(&self, mark: FigureMark) -> &'static str {
        let [low, middle, good] = self.named;
        match mark {
            FigureMark::Low => low,
            FigureMark::Middle => middle,
            FigureMark::Good => good,
        }
    }
}

pub(super) const EN: MarkTexts = MarkTexts {
    named: ["Low", "In between", "Good"],
    summary: "What is low, and what is good",
    about: "Two thresholds from 0 to 100 stand in the settings, among the rules, as marks. Each figure has them on its own scale, with even steps from its least to its greatest.",
    at: ["Low below ", ", good from ", " on."],
};

pub(super) const SV: MarkTexts = MarkTexts {
    named: ["Lågt", "Mittemellan", "Bra"],
    summary: "Vad som är lågt och vad som är bra",
    about: "Två gränser från 0 till 100 står i inställningarna, bland reglerna, som marks. Varje tal har dem på sin egen skala, i jämna steg från dess minsta till dess största.",
    at: ["Lågt under ", ", bra från ", "."],
};
