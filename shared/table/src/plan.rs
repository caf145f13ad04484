//! What would become of the people of a file.

mod merge;
mod people;
mod report;

use std::collections::BTreeMap;

use personal::SubjectId;

use crate::contact::{Contact, Reason, Settings};
use crate::field::Field;

pub use people::{By, Duplicate, MAX_TOLD, People, Person, Refusal};
pub use report::{Changed, Counts, Report};

use people::marks;

/// Somebody who is known already.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Known {
    /// Who.
    pub subject: SubjectId,
    /// What is known.
    pub contact: Contact,
}

/// What a row comes to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    /// Somebody who is not known.
    New {
        /// The row's line.
        line: u32,
        /// What would be known.
        contact: Contact,
    },
    /// Somebody of whom something else would be known.
    Changed {
        /// The row's line.
        line: u32,
        /// Who.
        subject: SubjectId,
        /// All that would be known.
        contact: Contact,
        /// What of it is new.
        fields: Vec<Field>,
    },
    /// Somebody of whom all of it is known.
    Same {
        /// The row's line.
        line: u32,
        /// Who.
        subject: SubjectId,
    },
}

/// What would become of a file. Nothing is done by it: whoever does it does all of it or nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan {
    /// What the rows come to that are taken, in the order of the file.
    pub steps: Vec<Step>,
    /// The rows that are of somebody who stands in an earlier one.
    pub duplicates: Vec<Duplicate>,
    /// What is wrong with rows: the first [`MAX_TOLD`] things.
    pub refused: Vec<Refusal>,
    /// How many rows are refused.
    pub refused_rows: u32,
}

impl Plan {
    /// What would become of `people`. `known` are all that are known by an address, a number or a key
    /// of theirs; others do no harm.
    ///
    /// An empty cell changes nothing. Groups are added. Of what is known of consent and what the row
    /// says, the later holds. Each row sees what the rows above it would change: an address that
    /// somebody gives up is free for the next.
    #[must_use]
    pub fn new(people: People, known: &[Known], settings: &Settings) -> Self {
        let mut index = Index::new(known);
        let mut plan = Self {
            steps: Vec::with_capacity(people.people.len()),
            duplicates: people.duplicates,
            refused: people.refused,
            refused_rows: people.refused_rows,
        };
        for person in people.people {
            match plan.take(person, &mut index, settings) {
                Ok(()) => {}
                Err((line, reason)) => plan.refuse(line, reason),
            }
        }
        plan.duplicates.sort_by_key(|duplicate| duplicate.line);
        plan
    }

    fn take(
        &mut self,
        person: Person,
        index: &mut Index<'_>,
        settings: &Settings,
    ) -> Result<(), (u32, Reason)> {
        let line = person.line;
        let refused = |reason| (line, reason);
        let Some(known) = index.find(&person.contact).map_err(refused)? else {
            let contact = newcomer(person.contact, settings).map_err(refused)?;
            self.steps.push(Step::New { line, contact });
            return Ok(());
        };
        if let Some(&of) = index.lines.get(&known.subject) {
            self.duplicates.push(Duplicate { line, of, by: By::Person });
            return Ok(());
        }
        let step = step(line, known, person.contact).map_err(refused)?;
        index.lines.insert(known.subject, line);
        if let Step::Changed { contact, .. } = &step {
            index.change(known, contact);
        }
        self.steps.push(step);
        Ok(())
    }

    fn refuse(&mut self, line: u32, reason: Reason) {
        self.refused_rows += 1;
        if self.refused.len() < MAX_TOLD {
            self.refused.push(Refusal { line, column: None, reason });
        }
    }
}

/// Somebody who is not known, if there is a way to write to them.
fn newcomer(mut contact: Contact, settings: &Settings) -> Result<Contact, Reason> {
    if contact.email.is_none() && contact.phone.is_none() {
        return Err(Reason::Unreachable);
    }
    if contact.language.is_none() {
        contact.language.clone_from(&settings.language);
    }
    Ok(contact)
}

fn step(line: u32, known: &Known, row: Contact) -> Result<Step, Reason> {
    let subject = known.subject;
    let (contact, fields) = merge::merge(&known.contact, row)?;
    if fields.is_empty() {
        Ok(Step::Same { line, subject })
    } else {
        Ok(Step::Changed { line, subject, contact, fields })
    }
}

/// Those who are known, by each mark of theirs, and the lines of rows that are of them.
struct Index<'a> {
    marks: BTreeMap<(By, String), BTreeMap<SubjectId, &'a Known>>,
    lines: BTreeMap<SubjectId, u32>,
}

impl<'a> Index<'a> {
    fn new(known: &'a [Known]) -> Self {
        let mut index = Self { marks: BTreeMap::new(), lines: BTreeMap::new() };
        for known in known {
            index.add(known, &known.contact);
        }
        index
    }

    fn add(&mut self, known: &'a Known, contact: &Contact) {
        for mark in marks(contact) {
            self.marks.entry(mark).or_default().insert(known.subject, known);
        }
    }

    /// Knows somebody by other marks.
    fn change(&mut self, known: &'a Known, contact: &Contact) {
        for mark in marks(&known.contact) {
            if let Some(who) = self.marks.get_mut(&mark) {
                who.remove(&known.subject);
            }
        }
        self.add(known, contact);
    }

    /// Who a row is of. Several of one family may have one address or one number: then the other mark,
    /// or the key, says which of them.
    fn find(&self, row: &Contact) -> Result<Option<&'a Known>, Reason> {
        let found = marks(row).into_iter().filter_map(|mark| self.marks.get(&mark));
        let found: Vec<_> = found.filter(|who| !who.is_empty()).collect();
        let Some((first, others)) = found.split_first() else { return Ok(None) };
        let is_in_all = |who: &SubjectId| others.iter().all(|other| other.contains_key(who));
        let mut of_all = first.iter().filter(|(who, _)| is_in_all(who));
        let (Some((_, known)), None) = (of_all.next(), of_all.next()) else {
            return Err(Reason::SeveralPeople);
        };
        match (&known.contact.key, &row.key) {
            (Some(has), Some(key)) if has != key => Err(Reason::OtherKey),
            (Some(_) | None, _) => Ok(Some(known)),
        }
    }
}
