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
    let department = |one: &'static Department| (one.name, mean(&of(one.questions)));
    Scores {
        overall: mean(&overall),
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
fn mean(counts: &BTreeMap<Box<str>, u32>) -> Mean {
    let (mut n, mut sum) = (0_u32, 0.0);
    for (answer, count) in numbers(counts, 1, 5) {
        let Some(score) = Scale::FIVE.score(answer) else { continue };
        n = n.saturating_add(count);
        sum += score.as_f64() * f64::from(count);
    }
    Mean { n, score: (n > 0).then(|| sum / f64::from(n)) }
}
