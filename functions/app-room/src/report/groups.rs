//! Values that are looked at together.

use std::collections::{BTreeMap, BTreeSet};

use contract::message::PartRow;

/// What a line of a report is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The group that it is told within, if it is one of several of a group.
    pub(super) within: Option<String>,
    /// What is counted of it.
    pub(super) row: PartRow,
}

/// Each group with all of its answers together, and behind it each value that is in it, those of which nothing is
/// counted among them. Last of all what is in no group, if there is something.
pub(super) fn grouped(groups: &[(String, BTreeSet<Box<str>>)], told: &[PartRow]) -> Vec<Line> {
    let by: BTreeMap<&str, &PartRow> =
        told.iter().filter_map(|row| Some((row.value.as_deref()?, row))).collect();
    let mut lines = Vec::new();
    for (name, values) in groups {
        let its = values.iter().filter_map(|value| by.get(&**value).copied());
        lines.push(Line { within: None, row: together(Some(name.clone()), its) });
        lines.extend(values.iter().map(|value| {
            let row = by.get(&**value).map(|row| (*row).clone());
            let nothing = || PartRow { value: Some(value.to_string()), ..PartRow::default() };
            Line { within: Some(name.clone()), row: row.unwrap_or_else(nothing) }
        }));
    }
    let is_grouped = |row: &&PartRow| {
        let of = row.value.as_deref();
        of.is_some_and(|of| groups.iter().any(|(_, values)| values.contains(of)))
    };
    let mut rest = told.iter().filter(|row| !is_grouped(row)).peekable();
    if !groups.is_empty() && rest.peek().is_some() {
        lines.push(Line { within: None, row: together(None, rest) });
    }
    lines
}

/// What is counted of several values, as one: each answer counts for as much as any other.
fn together<'a>(value: Option<String>, rows: impl Iterator<Item = &'a PartRow>) -> PartRow {
    let mut sum = PartRow { value, ..PartRow::default() };
    for PartRow { counts, asked, .. } in rows {
        for (question, counts) in counts {
            let of = sum.counts.entry(question.clone()).or_default();
            for (value, count) in counts {
                let so_far: &mut u32 = of.entry(value.clone()).or_default();
                *so_far = so_far.saturating_add(*count);
            }
        }
        for (state, count) in asked {
            let so_far: &mut u32 = sum.asked.entry(*state).or_default();
            *so_far = so_far.saturating_add(*count);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use invite::State;

    use super::*;

    fn of(value: Option<&str>, stars: &[(&str, u32)], sent: u32) -> PartRow {
        let counts = stars.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect();
        PartRow {
            value: value.map(str::to_owned),
            counts: [("overall".to_owned(), counts)].into(),
            asked: [(State::Sent, sent)].into(),
        }
    }

    fn group(name: &str, values: &[&str]) -> (String, BTreeSet<Box<str>>) {
        (name.to_owned(), values.iter().map(|value| (*value).into()).collect())
    }

    fn told(lines: &[Line]) -> Vec<String> {
        let told = lines.iter().map(|Line { within, row }| {
            let counts = row.counts.get("overall").cloned().unwrap_or_default();
            let sent = row.asked.get(&State::Sent).copied().unwrap_or_default();
            let of = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
            format!("{} {} {counts:?} {sent}", of(within), of(&row.value))
        });
        told.collect()
    }

    #[test]
    fn groups_are_all_their_answers_together() {
        let rows = [
            of(Some("MAL1"), &[("5", 3), ("1", 1)], 7),
            of(Some("MAL2"), &[("5", 1)], 2),
            of(Some("KIR1"), &[("4", 1)], 1),
            of(None, &[("2", 1)], 1),
        ];
        let groups = [group("Norr", &["LUL1", "MAL2"]), group("Syd", &["MAL1", "MAL2"])];
        assert_eq!(
            told(&grouped(&groups, &rows)),
            [
                "- Norr {\"5\": 1} 2",
                "Norr LUL1 {} 0",
                "Norr MAL2 {\"5\": 1} 2",
                "- Syd {\"1\": 1, \"5\": 4} 9",
                "Syd MAL1 {\"1\": 1, \"5\": 3} 7",
                "Syd MAL2 {\"5\": 1} 2",
                "- - {\"2\": 1, \"4\": 1} 2",
            ]
        );
    }

    #[test]
    fn without_groups_there_is_nothing() {
        assert_eq!(grouped(&[], &[of(Some("MAL1"), &[("5", 1)], 1)]), []);
        let groups = [group("Syd", &["MAL1"])];
        assert_eq!(told(&grouped(&groups, &[])), ["- Syd {} 0", "Syd MAL1 {} 0"]);
    }
}
