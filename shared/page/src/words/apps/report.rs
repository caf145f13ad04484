//! What staff read of figures.

use super::report_marks::{self, MarkTexts};
use super::report_parts::{self, PartTexts};
use crate::apps::{FigureKind, fixed};

/// An instance's figures.
pub(crate) struct ReportTexts {
    pub(crate) stretch: &'static str,
    /// From the shortest.
    pub(crate) stretches: [&'static str; 3],
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) by: &'static str,
    /// Day, week, month.
    pub(crate) periods: [&'static str; 3],
    pub(crate) show: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) figures: &'static str,
    /// What each is called, and what it is, in the order of [`FigureKind`].
    named: [(&'static str, &'static str); 16],
    pub(crate) parts: PartTexts,
    pub(crate) marks: MarkTexts,
    pub(crate) nothing: &'static str,
    /// Of how many.
    of: (&'static str, &'static str),
    /// What stands around an interval's ends.
    between: [&'static str; 3],
    /// What stands between a number and its fraction, and between a share and its sign.
    decimal: (char, &'static str),
    pub(crate) answers: &'static str,
    pub(crate) none: &'static str,
    pub(crate) value_headers: [&'static str; 3],
    pub(crate) over_time: &'static str,
    pub(crate) trend_headers: [&'static str; 3],
    pub(crate) asked: &'static str,
    pub(crate) asked_headers: [&'static str; 4],
    pub(crate) no_asked: &'static str,
    pub(crate) export: &'static str,
    /// Before and after how many responses were taken out of the figures.
    pub(crate) aside: (&'static str, &'static str),
    pub(crate) about: &'static str,
}

impl ReportTexts {
    /// What a figure is called, and what it is.
    pub(crate) const fn figure(&self, kind: FigureKind) -> (&'static str, &'static str) {
        let [rate, satisfied, stars, buy, come, promoters, missing, damaged, rest @ ..] =
            self.named;
        let [failed, in_time, lateness, departments @ ..] = rest;
        let [stay, front_desk, housekeeping, food, facilities] = departments;
        match kind {
            FigureKind::ResponseRate => rate,
            FigureKind::Satisfied => satisfied,
            FigureKind::Stars => stars,
            FigureKind::BuyAgain => buy,
            FigureKind::ComeAgain => come,
            FigureKind::Promoters => promoters,
            FigureKind::Missing => missing,
            FigureKind::Damaged => damaged,
            FigureKind::FailedAttempts => failed,
            FigureKind::InTime => in_time,
            FigureKind::Lateness => lateness,
            FigureKind::Stay => stay,
            FigureKind::FrontDesk => front_desk,
            FigureKind::Housekeeping => housekeeping,
            FigureKind::Food => food,
            FigureKind::Facilities => facilities,
        }
    }

    /// A figure as people write it.
    pub(crate) fn written(&self, kind: FigureKind, value: f64) -> String {
        match kind {
            FigureKind::ResponseRate
            | FigureKind::Satisfied
            | FigureKind::BuyAgain
            | FigureKind::ComeAgain
            | FigureKind::Missing
            | FigureKind::Damaged
            | FigureKind::FailedAttempts
            | FigureKind::InTime => self.percent(value),
            FigureKind::Promoters => self.number(value, 0),
            FigureKind::Lateness => format!("{}\u{a0}min", self.number(value, 0)),
            FigureKind::Stars
            | FigureKind::Stay
            | FigureKind::FrontDesk
            | FigureKind::Housekeeping
            | FigureKind::Food
            | FigureKind::Facilities => self.number(value, 1),
        }
    }

    /// Where a figure is, 19 times of 20.
    pub(crate) fn between(&self, kind: FigureKind, low: f64, high: f64) -> String {
        let [before, between, after] = self.between;
        let (low, high) = (self.written(kind, low), self.written(kind, high));
        format!("{before}{low}{between}{high}{after}")
    }

    /// Where both thresholds are on a figure's own scale.
    pub(crate) fn between_marks(&self, kind: FigureKind, low: f64, good: f64) -> String {
        let [before, between, after] = self.marks.at;
        let (low, good) = (self.written(kind, low), self.written(kind, good));
        format!("{before}{low}{between}{good}{after}")
    }

    /// How much a figure is above another, in its own unit; of shares, points of a hundred.
    pub(crate) fn above(&self, kind: FigureKind, more: f64) -> String {
        let decimals = match kind {
            FigureKind::ResponseRate
            | FigureKind::Satisfied
            | FigureKind::BuyAgain
            | FigureKind::ComeAgain
            | FigureKind::Missing
            | FigureKind::Damaged
            | FigureKind::FailedAttempts
            | FigureKind::InTime
            | FigureKind::Lateness
            | FigureKind::Promoters => 0,
            FigureKind::Stars
            | FigureKind::Stay
            | FigureKind::FrontDesk
            | FigureKind::Housekeeping
            | FigureKind::Food
            | FigureKind::Facilities => 1,
        };
        let written = self.number(more, decimals);
        let is_more = written.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) && more > 0.0;
        if is_more { format!("+{written}") } else { written }
    }

    pub(crate) fn of(&self, n: u32) -> String {
        format!("{}{n}{}", self.of.0, self.of.1)
    }

    pub(crate) fn percent(&self, share: f64) -> String {
        format!("{}{}%", self.number(share, 0), self.decimal.1)
    }

    /// A number with so many decimals.
    pub(crate) fn number(&self, value: f64, decimals: u32) -> String {
        let written = fixed(value, decimals).replace('.', &self.decimal.0.to_string());
        match written.strip_prefix('-') {
            Some(rest) => format!("\u{2212}{rest}"),
            None => written,
        }
    }
}

pub(super) const EN: ReportTexts = ReportTexts {
    stretch: "Which days",
    stretches: ["30 days", "90 days", "12 months"],
    from: "From",
    to: "To",
    by: "By",
    periods: ["Day", "Week", "Month"],
    show: "Show",
    wrong: "These days cannot be shown: the first is after the last, or there are too many. By day there are at most 100, otherwise 1,100.",
    figures: "Figures",
    named: [
        ("Response rate", "Of those who were reached, the share that has answered."),
        ("Satisfied", "The share that gave 4 or 5."),
        ("Mean", "The mean of the stars, from 1 to 5."),
        ("Would buy again", "The share that said yes."),
        ("Would come again", "The share that said yes."),
        (
            "NPS",
            "The share that gave 9 or 10 less the share that gave 0 to 6, from \u{2212}100 to 100.",
        ),
        ("Missing", "The share that lacks something or everything."),
        ("Damaged", "The share whose goods were damaged."),
        ("Failed attempts", "The share of all attempts to deliver that did not get there."),
        ("In time", "Of all deliveries with a promise, the share that came before its end."),
        ("Late by", "How late what was late came, on the whole."),
        ("The stay", "The stay as a whole: the mean, from 0 to 10."),
        ("Front desk", "Reception and staff: the mean, from 0 to 10."),
        ("Housekeeping", "Cleanliness and the room: the mean, from 0 to 10."),
        ("Food", "The mean, from 0 to 10."),
        ("Facilities", "The mean, from 0 to 10."),
    ],
    parts: report_parts::EN,
    marks: report_marks::EN,
    nothing: "–",
    of: ("Of ", "."),
    between: ["19 times of 20 between ", " and ", "."],
    decimal: ('.', ""),
    answers: "Answers",
    none: "Nobody has answered in these days.",
    value_headers: ["Answer", "How many", "Share"],
    over_time: "Over time",
    trend_headers: ["From", "Answers", "Mean"],
    asked: "Invitations",
    asked_headers: ["From", "Events", "Reached somebody", "Answered"],
    no_asked: "There were no events in these days.",
    export: "Download the figures (CSV)",
    aside: (
        "Responses that staff have taken out of these figures: ",
        ". The audit log says who did it, and when.",
    ),
    about: "Days are those of UTC. An answer counts on the day when it was kept, an invitation on the day of its event. Tests, responses that may be a machine's and responses that were taken away are in no figure. Personal questions and free texts have none.",
};

pub(super) const SV: ReportTexts = ReportTexts {
    stretch: "Vilka dagar",
    stretches: ["30 dagar", "90 dagar", "12 månader"],
    from: "Från",
    to: "Till",
    by: "Per",
    periods: ["Dag", "Vecka", "Månad"],
    show: "Visa",
    wrong: "De dagarna kan inte visas: den första är efter den sista, eller så är de för många. Per dag är de högst 100, annars 1 100.",
    figures: "Nyckeltal",
    named: [
        ("Svarsfrekvens", "Andelen som har svarat, av dem som nåddes."),
        ("Nöjda", "Andelen som gav 4 eller 5."),
        ("Medelvärde", "Stjärnornas medelvärde, från 1 till 5."),
        ("Skulle handla igen", "Andelen som sa ja."),
        ("Skulle komma tillbaka", "Andelen som sa ja."),
        (
            "NPS",
            "Andelen som gav 9 eller 10 minus andelen som gav 0 till 6, från \u{2212}100 till 100.",
        ),
        ("Saknas", "Andelen som saknar något eller allt."),
        ("Skadat", "Andelen vars varor var skadade."),
        ("Misslyckade försök", "Andelen av alla leveransförsök som inte kom fram."),
        ("I tid", "Av alla leveranser med ett löfte, andelen som kom innan det gick ut."),
        ("Försenat med", "Hur sent det kom som var sent, i genomsnitt."),
        ("Vistelsen", "Vistelsen som helhet: medelvärdet, från 0 till 10."),
        ("Reception", "Reception och personal: medelvärdet, från 0 till 10."),
        ("Städning och rum", "Städning och rummet: medelvärdet, från 0 till 10."),
        ("Mat", "Medelvärdet, från 0 till 10."),
        ("Faciliteter", "Medelvärdet, från 0 till 10."),
    ],
    parts: report_parts::SV,
    marks: report_marks::SV,
    nothing: "–",
    of: ("Av ", "."),
    between: ["19 gånger av 20 mellan ", " och ", "."],
    decimal: (',', "\u{a0}"),
    answers: "Svar",
    none: "Ingen har svarat under de här dagarna.",
    value_headers: ["Svar", "Antal", "Andel"],
    over_time: "Över tid",
    trend_headers: ["Från", "Svar", "Medelvärde"],
    asked: "Inbjudningar",
    asked_headers: ["Från", "Händelser", "Nådde någon", "Besvarade"],
    no_asked: "Det fanns inga händelser under de här dagarna.",
    export: "Ladda ner siffrorna (CSV)",
    aside: (
        "Svar som personal har tagit bort ur de här siffrorna: ",
        ". Loggen säger vem som gjorde det, och när.",
    ),
    about: "Dagarna är de i UTC. Ett svar räknas den dag då det sparades, en inbjudan den dag då dess händelse kom in. Test, svar som kan vara en maskins och svar som har tagits bort är inte med i några siffror. Personliga frågor och fritext har inga.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        for (texts, value, decimals, want) in [
            (&EN, 4.256, 2, "4.26"),
            (&SV, 4.256, 2, "4,26"),
            (&EN, -12.4, 0, "\u{2212}12"),
            (&EN, -0.2, 0, "0"),
            (&SV, -0.001, 2, "0,00"),
        ] {
            assert_eq!(texts.number(value, decimals), want, "{value}");
        }
        assert_eq!(EN.percent(66.6), "67%");
        assert_eq!(SV.percent(66.6), "67\u{a0}%");
        let told = EN.between(FigureKind::Promoters, -48.5, 100.0);
        for (more, kind, want) in [
            (0.26, FigureKind::Stars, "+0.3"),
            (-0.26, FigureKind::Stars, "\u{2212}0.3"),
            (0.04, FigureKind::Stars, "0.0"),
            (4.6, FigureKind::Satisfied, "+5"),
            (-0.4, FigureKind::Promoters, "0"),
        ] {
            assert_eq!(EN.above(kind, more), want, "{more}");
        }
        let thresholds = SV.between_marks(FigureKind::Stars, 3.4, 4.2);
        assert_eq!(thresholds, "Lågt under 3,4, bra från 4,2.");
        assert_eq!(told, "19 times of 20 between \u{2212}49 and 100.");
    }
}
