//! Figures of stays: by property, by department, by group of properties. They are made of counts alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Scale;
use crate::report::{numbers, total};
use crate::{Nps, RollupRow, Share, buy_again, csat, nps};

/// Whose scores they are. The two are never put together: who answers an invitation is asked by the property,
/// who writes on a public site has chosen to, and the means of both are as different as that.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Source {
    /// Answers to the property's own surveys, which are the property's alone.
    Private,
    /// What is public anyway, or is shared between customers to compare with.
    Benchmark,
}

/// How often each value of a question was answered in a period, about one property.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StayRow {
    /// Whose scores they are.
    pub source: Source,
    /// What the customer's own system calls the property.
    pub property: Box<str>,
    /// The counts.
    pub row: RollupRow,
}

/// A part of a property, and the questions that are about it.
#[derive(Debug)]
pub struct Department {
    /// Its name in figures, which never changes.
    pub name: &'static str,
    /// Questions from 1 to 5.
    pub questions: &'static [&'static str],
}

/// The departments of the default survey.
pub static DEPARTMENTS: &[Department] = &[
    Department { name: "front-desk", questions: &["reception", "staff"] },
    Department { name: "housekeeping", questions: &["cleanliness", "room"] },
    Department { name: "food", questions: &["food"] },
    Department { name: "facilities", questions: &["facilities"] },
];

/// Properties that are looked at together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PropertyGroup {
    /// Its name.
    pub name: Box<str>,
    /// The properties.
    pub properties: BTreeSet<Box<str>>,
}

/// The mean of answers, from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// How many answers it is of.
    pub n: u32,
    /// The mean; nothing where there are none.
    pub score: Option<f64>,
}

/// What is told of one or several properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// The stay as a whole.
    pub overall: Mean,
    /// The share that is satisfied with it.
    pub satisfied: Share,
    /// Who would recommend it.
    pub nps: Nps,
    /// The share that would come again.
    pub again: Share,
    /// Each department, in the order of [`DEPARTMENTS`].
    pub departments: Vec<(&'static str, Mean)>,
}

/// What is told of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupScores {
    /// Its name.
    pub name: Box<str>,
    /// All of its answers together: a property with many answers counts for more than one with few.
    pub whole: Scores,
    /// Each of its properties, those without answers among them.
    pub properties: BTreeMap<Box<str>, Scores>,
}

/// The figures of rows together, those of the other source left out.
#[must_use]
pub fn scores<'a>(rows: impl IntoIterator<Item = &'a StayRow>, source: Source) -> Scores {
    let mut questions: BTreeMap<&str, Vec<&BTreeMap<Box<str>, u32>>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.source == source) {
        questions.entry(&row.row.question).or_default().push(&row.row.counts);
    }
    let of = |names: &[&str]| {
        total(names.iter().filter_map(|name| questions.get(name)).flatten().copied())
    };
    let overall = of(&["overall"]);
    let department = |one: &'static Department| (one.name, mean_score(&of(one.questions)));
    Scores {
        overall: mean_score(&overall),
        satisfied: csat(&overall),
        nps: nps(&of(&["recommend"])),
        again: buy_again(&of(&["again"])),
        departments: DEPARTMENTS.iter().map(department).collect(),
    }
}

/// The figures of each property that has answers.
#[must_use]
pub fn by_property(rows: &[StayRow], source: Source) -> BTreeMap<Box<str>, Scores> {
    let here = rows.iter().filter(|row| row.source == source);
    let properties: BTreeSet<_> = here.map(|row| &row.property).collect();
    properties.into_iter().map(|id| (id.clone(), of_property(rows, source, id))).collect()
}

/// The figures of groups. A property may be in several of them.
#[must_use]
pub fn by_group(rows: &[StayRow], source: Source, groups: &[PropertyGroup]) -> Vec<GroupScores> {
    let group = |group: &PropertyGroup| {
        let its = rows.iter().filter(|row| group.properties.contains(&row.property));
        let each = group.properties.iter();
        GroupScores {
            name: group.name.clone(),
            whole: scores(its, source),
            properties: each.map(|id| (id.clone(), of_property(rows, source, id))).collect(),
        }
    };
    groups.iter().map(group).collect()
}

fn of_property(rows: &[StayRow], source: Source, property: &str) -> Scores {
    scores(rows.iter().filter(|row| *row.property == *property), source)
}

/// The mean score of answers from 1 to 5. Other values are passed over.
#[must_use]
pub fn mean_score(counts: &BTreeMap<Box<str>, u32>) -> Mean {
    let (mut n, mut sum) = (0_u32, 0.0);
    for (answer, count) in numbers(counts, 1, 5) {
        let Some(score) = Scale::FIVE.score(answer) else { continue };
        n = n.saturating_add(count);
        sum += score.as_f64() * f64::from(count);
    }
    Mean { n, score: (n > 0).then(|| sum / f64::from(n)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(property: &str, question: &str, counts: &[(&str, u32)]) -> StayRow {
        StayRow {
            source: Source::Private,
            property: property.into(),
            row: RollupRow {
                question: question.into(),
                from: jiff::civil::date(2026, 11, 1),
                counts: counts.iter().map(|(value, count)| ((*value).into(), *count)).collect(),
            },
        }
    }

    fn rows() -> Vec<StayRow> {
        let public = StayRow { source: Source::Benchmark, ..row("MAL1", "overall", &[("1", 90)]) };
        vec![
            row("MAL1", "overall", &[("5", 3), ("1", 1)]),
            row("MAL1", "overall", &[("5", 2), ("other", 9)]),
            row("MAL1", "reception", &[("4", 2)]),
            row("MAL1", "staff", &[("5", 1), ("2", 1)]),
            row("MAL1", "recommend", &[("10", 1), ("3", 1), ("8", 2)]),
            row("MAL1", "again", &[("yes", 3), ("no", 1)]),
            row("MAL2", "overall", &[("3", 1)]),
            public,
        ]
    }

    /// A score and of how many answers it is.
    fn told(mean: Mean) -> String {
        let score = mean.score.map(|score| format!("{score:.2}"));
        format!("{} of {}", score.as_deref().unwrap_or("nothing"), mean.n)
    }

    #[test]
    fn figures_by_property_and_department() {
        let rows = rows();
        let by = by_property(&rows, Source::Private);
        assert_eq!(by.keys().map(|id| &**id).collect::<Vec<_>>(), ["MAL1", "MAL2"]);
        let one = &by["MAL1"];
        assert_eq!(told(one.overall), "8.33 of 6");
        assert_eq!((one.satisfied.yes, one.satisfied.n), (5, 6));
        assert_eq!((one.nps.score, one.again.percent), (Some(0.0), Some(75.0)));
        let departments: Vec<_> =
            one.departments.iter().map(|(name, mean)| format!("{name} {}", told(*mean))).collect();
        assert_eq!(
            departments,
            [
                "front-desk 6.88 of 4",
                "housekeeping nothing of 0",
                "food nothing of 0",
                "facilities nothing of 0"
            ]
        );
        assert_eq!(told(by["MAL2"].overall), "5.00 of 1");
    }

    #[test]
    fn what_is_private_and_what_is_public_never_meet() {
        let rows = rows();
        let overall = |source| told(scores(&rows, source).overall);
        assert_eq!(overall(Source::Private), "7.86 of 7");
        assert_eq!(overall(Source::Benchmark), "0.00 of 90");
        assert_eq!(by_property(&rows, Source::Benchmark).len(), 1);
    }

    #[test]
    fn figures_by_group() {
        let group = |name: &str, properties: &[&str]| PropertyGroup {
            name: name.into(),
            properties: properties.iter().map(|id| (*id).into()).collect(),
        };
        let groups = [group("Syd", &["MAL1", "MAL2"]), group("Norr", &["MAL2", "LUL1"])];
        let by = by_group(&rows(), Source::Private, &groups);
        let whole: Vec<_> = by.iter().map(|one| told(one.whole.overall)).collect();
        // Of all answers together: the mean of both properties' means would be 6.67.
        assert_eq!(whole, ["7.86 of 7", "5.00 of 1"]);
        assert_eq!(told(by[1].properties["LUL1"].overall), "nothing of 0");
    }
}
