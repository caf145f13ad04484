//! Which answers are personal, and which may be read without the key of whoever gave them.

mod flow;
mod rule;
mod tally;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};

use crate::model::{Definition, Question, Sensitivity};
use rule::Rule;

/// Which of the answers to one version of a survey may be read without a key: those that no person
/// is known by. All others are personal: what was written freely, files and drawings, whatever a
/// question marked `nordsvar.personal` asks for, what is computed of these, and what is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readable(Members);

/// Rules by the names under which answers are kept. A name without one is personal.
type Members = BTreeMap<Box<str>, Rule>;

/// Answers in two parts, each of them answers by name. Where a question holds questions, both
/// parts may have a part of its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parted {
    /// What may be read without a key.
    pub readable: Map<String, Value>,
    /// What is personal.
    pub personal: Map<String, Value>,
}

impl Definition {
    /// Which answers may be read without a key.
    #[must_use]
    pub fn readable(&self) -> Readable {
        let mut members = members(self.questions(), |question| rule_of(question, self));
        flow::keep_apart(self, &mut members);
        Readable(members)
    }
}

fn rule_of(question: &Question, definition: &Definition) -> Option<Rule> {
    match question.sensitivity {
        Sensitivity::Personal => None,
        Sensitivity::Ordinary => Rule::of(&question.kind, definition),
    }
}

/// The rules of questions that another holds. What comes of an expression there may come from what
/// is personal.
fn nested<'q>(questions: impl Iterator<Item = &'q Question>, definition: &Definition) -> Members {
    members(questions, |question| {
        let is_set = flow::expressions(question).next().is_some();
        rule_of(question, definition).filter(|_| !is_set)
    })
}

/// The rules of questions beside each other. Where two are kept under one name, they must agree.
fn members<'q>(
    questions: impl Iterator<Item = &'q Question>,
    rule_of: impl Fn(&Question) -> Option<Rule>,
) -> Members {
    let mut found: BTreeMap<Box<str>, Option<Rule>> = BTreeMap::new();
    for question in questions {
        let rule = rule_of(question);
        let name = question.value_name.as_ref().unwrap_or(&question.name);
        match found.entry((&**name).into()) {
            Entry::Vacant(free) => {
                free.insert(rule);
            }
            Entry::Occupied(mut there) if *there.get() != rule => {
                there.insert(None);
            }
            Entry::Occupied(_) => {}
        }
    }
    found.into_iter().filter_map(|(name, rule)| Some((name, rule?))).collect()
}

impl Readable {
    /// Parts answers. [`Parted::join`] makes of the parts what they were.
    #[must_use]
    pub fn part(&self, answers: Map<String, Value>) -> Parted {
        rule::part(&self.0, answers)
    }
}

impl Parted {
    /// The answers as they were.
    #[must_use]
    pub fn join(self) -> Map<String, Value> {
        rule::join(self.readable, self.personal)
    }
}

#[cfg(test)]
mod tests;
