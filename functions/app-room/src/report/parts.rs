//! The figures of an instance, told apart.

use std::collections::BTreeMap;

use app::delivery_control::MIN_OF_A_DRIVER;
use contract::message::PartRow;
use page::{FigureKind, ReportFigure, ReportPart, ReportPartRow, ReportParts};
use room::csv;

use super::groups::{Line, grouped};
use super::marks::marked;
use super::{Counts, Shown, counted, made, response_rate, summed};
use crate::{AppRoom, Figure, Look};

/// From how many answers on a figure is told of one value. Of fewer it would say more of who has answered than of who
/// drove; a carrier is nobody.
const fn at_least(part: ReportPart) -> Option<u32> {
    match part {
        ReportPart::Driver => Some(MIN_OF_A_DRIVER),
        ReportPart::Carrier
        | ReportPart::Region
        | ReportPart::DeliveryType
        | ReportPart::Promise
        | ReportPart::Property
        | ReportPart::Group
        | ReportPart::RoomType
        | ReportPart::Channel
        | ReportPart::Nights
        | ReportPart::Plan
        | ReportPart::CameBack => None,
    }
}

/// What is counted of each value of the part that somebody asked for.
pub(super) struct Apart {
    kinds: Vec<FigureKind>,
    whole: ReportPartRow,
    rows: Vec<ReportPartRow>,
    at_least: Option<u32>,
}

impl Apart {
    pub(super) fn of(own: &'static AppRoom, shown: &Shown) -> Self {
        let figures = shown.asked(own.figures);
        let (look, part) = (shown.look.as_ref(), shown.asked_for.part);
        let at_least = part.and_then(at_least);
        let lines = lines(part, look, &shown.report.by);
        let rows = lines.iter().map(|line| row(line, &figures, (at_least, look)));
        let whole = figures
            .iter()
            .map(|figure| marked(look, made(figure.kind, &shown.counts(figure.questions))));
        let counts = shown.events();
        let whole = ReportPartRow {
            within: None,
            value: None,
            counts,
            rate: response_rate(counts),
            figures: whole.collect(),
        };
        let kinds = figures.iter().map(|figure| figure.kind).collect();
        Self { kinds, whole, rows: rows.collect(), at_least }
    }

    pub(super) fn shown<'a>(
        &'a self,
        offered: &'a [ReportPart],
        chosen: Option<ReportPart>,
    ) -> ReportParts<'a> {
        let Self { kinds, whole, rows, at_least } = self;
        ReportParts { offered, chosen, at_least: *at_least, kinds, whole, rows }
    }

    /// The same as a file, a line for each value.
    pub(super) fn file(&self, part: ReportPart) -> String {
        let mut header =
            ["events", "reached", "answered", "response rate"].map(str::to_owned).to_vec();
        let of_group = (part == ReportPart::Group).then_some(ReportPart::GROUPED);
        for part in [Some(part), of_group].into_iter().flatten().rev() {
            header.insert(0, part.name().to_owned());
        }
        for kind in &self.kinds {
            header.extend([kind.name().to_owned(), format!("answers of {}", kind.name())]);
        }
        let mut file = csv::MARK.to_owned();
        file.push_str(&csv::line(&header));
        for one in &self.rows {
            let mut cells = called(one, of_group.is_some());
            cells.extend(one.counts.map(|count| count.to_string()));
            cells.push(written(&one.rate));
            cells.extend(one.figures.iter().flat_map(|one| [written(one), one.n.to_string()]));
            file.push_str(&csv::line(&cells));
        }
        file
    }
}

/// The cells that say what a line is of: of a group's line there are two, the group's and that of one within it.
fn called(ReportPartRow { within, value, .. }: &ReportPartRow, in_groups: bool) -> Vec<String> {
    let text = |text: &Option<String>| csv::text(text.as_deref().unwrap_or_default());
    match (in_groups, within) {
        (false, _) => vec![text(value)],
        (true, Some(_)) => vec![text(within), text(value)],
        (true, None) => vec![text(value), String::new()],
    }
}

fn written(figure: &ReportFigure) -> String {
    figure.value.map(|value| page::fixed(value, 2)).unwrap_or_default()
}

/// What rows are made of: what storage tells, or groups of it.
fn lines(part: Option<ReportPart>, look: Option<&Look>, told: &[PartRow]) -> Vec<Line> {
    match look.filter(|_| part == Some(ReportPart::Group)) {
        Some(look) => grouped(&look.groups, told),
        None => told.iter().map(|row| Line { within: None, row: row.clone() }).collect(),
    }
}

fn row(
    Line { within, row }: &Line,
    figures: &[&Figure],
    (at_least, look): (Option<u32>, Option<&Look>),
) -> ReportPartRow {
    let counts = counted(&row.asked);
    let told = figures.iter().map(|figure| {
        let all = figure.questions.iter().filter_map(|question| row.counts.get(*question));
        let all: Vec<Counts> = all.map(of_values).collect();
        let whole = made(figure.kind, &summed(all.iter()));
        // All others together are nobody.
        let few = row.value.is_some() && at_least.is_some_and(|least| whole.n < least);
        let told = if few { ReportFigure { value: None, interval: None, ..whole } } else { whole };
        marked(look, told)
    });
    let (value, figures) = (row.value.clone(), told.collect());
    ReportPartRow { within: within.clone(), value, counts, rate: response_rate(counts), figures }
}

fn of_values(counts: &BTreeMap<String, u32>) -> Counts {
    counts.iter().map(|(value, count)| (value.as_str().into(), *count)).collect()
}

#[cfg(test)]
mod tests {
    use invite::State;

    use super::*;

    static FIGURES: [Figure; 2] = [
        Figure { kind: FigureKind::Satisfied, questions: &["overall"] },
        Figure { kind: FigureKind::FrontDesk, questions: &["reception", "staff"] },
    ];

    fn counts(of: &[(&str, u32)]) -> BTreeMap<String, u32> {
        of.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    }

    fn of(value: Option<&str>, overall: &[(&str, u32)]) -> PartRow {
        PartRow {
            value: value.map(str::to_owned),
            counts: [
                ("overall".to_owned(), counts(overall)),
                ("reception".to_owned(), counts(&[("5", 1)])),
                ("staff".to_owned(), counts(&[("1", 1)])),
            ]
            .into(),
            asked: [(State::Answered, 4), (State::Sent, 4), (State::Skipped, 2)].into(),
        }
    }

    fn apart(rows: &[PartRow], part: ReportPart) -> Apart {
        let figures: Vec<_> = FIGURES.iter().collect();
        let at_least = at_least(part);
        let lines = lines(Some(part), None, rows);
        let rows: Vec<_> = lines.iter().map(|one| row(one, &figures, (at_least, None))).collect();
        let whole = rows[0].clone();
        Apart { kinds: FIGURES.iter().map(|figure| figure.kind).collect(), whole, rows, at_least }
    }

    #[test]
    fn rows_are_told() {
        let rows = [of(Some("A, \"B\""), &[("5", 3), ("1", 1)]), of(None, &[("4", 2)])];
        let header = "carrier,events,reached,answered,response rate,satisfied,answers of satisfied,\
                      front-desk,answers of front-desk";
        let file = apart(&rows, ReportPart::Carrier).file(ReportPart::Carrier);
        let lines: Vec<_> = file.trim_start_matches(csv::MARK).lines().collect();
        assert_eq!(lines[0].replace('"', ""), header);
        assert!(lines[1].contains("A, \"\"B\"\""), "{}", lines[1]);
        let cells = |line: &str| line.replace('"', "");
        assert_eq!(cells(lines[1]), "A, B,10,8,4,50.00,75.00,4,5.00,2");
        assert_eq!(cells(lines[2]), ",10,8,4,50.00,100.00,2,5.00,2");
    }

    #[test]
    fn groups_are_told_with_what_is_in_them() {
        let look = Look {
            marks: app::Marks::default(),
            groups: vec![("Syd".to_owned(), ["MAL1".into()].into())],
        };
        let told = [of(Some("MAL1"), &[("5", 1)]), of(None, &[("1", 1)])];
        let figures: Vec<_> = FIGURES.iter().collect();
        let lines = lines(Some(ReportPart::Group), Some(&look), &told);
        let rows: Vec<_> =
            lines.iter().map(|one| row(one, &figures, (None, Some(&look)))).collect();
        let marks: Vec<_> = rows.iter().map(|row| row.figures[0].mark).collect();
        let (good, low) = (Some(page::FigureMark::Good), Some(page::FigureMark::Low));
        assert_eq!(marks, [good, good, low]);
        let kinds = FIGURES.iter().map(|figure| figure.kind).collect();
        let file = Apart { kinds, whole: rows[0].clone(), rows, at_least: None };
        let file = file.file(ReportPart::Group);
        let lines: Vec<_> = file.trim_start_matches(csv::MARK).lines().collect();
        assert!(lines[0].replace('"', "").starts_with("group,property,events,"), "{}", lines[0]);
        let starts = ["Syd,,10,", "Syd,MAL1,10,", ",,10,"];
        for (line, want) in lines[1..].iter().zip(starts) {
            assert!(line.replace('"', "").starts_with(want), "{line}");
        }
    }

    #[test]
    fn few_answers_say_nothing_of_a_driver() {
        let rows = [
            of(Some("7"), &[("5", 4)]),
            of(Some("8"), &[("5", 4), ("1", 1)]),
            of(None, &[("5", 1)]),
        ];
        let told = |part| -> Vec<_> {
            let rows = apart(&rows, part).rows.into_iter();
            rows.map(|row| (row.figures[0].value.is_some(), row.figures[0].n)).collect()
        };
        assert_eq!(told(ReportPart::Driver), [(false, 4), (true, 5), (true, 1)]);
        assert_eq!(told(ReportPart::Carrier), [(true, 4), (true, 5), (true, 1)]);
    }
}
