//! The people of a file, each once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::contact::{Contact, Reason, Settings, contact};
use crate::mapping::Bound;
use crate::sheet::Sheet;

/// The most refusals that are told.
pub const MAX_TOLD: usize = 1_000;

/// A row that is taken.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Its line.
    pub line: u32,
    /// What it says.
    pub contact: Contact,
}

/// Something that is wrong with a row. It says where and why, and nothing of what stands there.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Refusal {
    /// The row's line.
    pub line: u32,
    /// The column, from 1; nothing if it is the row as a whole.
    pub column: Option<u32>,
    /// What is wrong.
    pub reason: Reason,
}

/// By what somebody is known again.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The customer's own key.
    Key,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
    /// Both rows are of one person who is known.
    Person,
}

/// A row of somebody who stands in an earlier one. The earlier one holds.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Duplicate {
    /// The row's line.
    pub line: u32,
    /// The earlier one's.
    pub of: u32,
    /// What is the same.
    pub by: By,
}

/// The people of a file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct People {
    /// Each once, in the order of the file. Who of them are known is to be looked up.
    pub people: Vec<Person>,
    /// The rows that are of somebody who stands in an earlier one.
    pub duplicates: Vec<Duplicate>,
    /// What is wrong with rows: the first [`MAX_TOLD`] things.
    pub refused: Vec<Refusal>,
    /// How many rows are refused.
    pub refused_rows: u32,
}

impl People {
    /// Reads each row of a table. A row with anything wrong in it is refused as a whole, and stands in
    /// nobody's way.
    #[must_use]
    pub fn read(sheet: &Sheet, bound: &Bound, settings: &Settings) -> Self {
        let mut all = Self::default();
        let mut seen = BTreeMap::new();
        for row in &sheet.rows {
            let line = row.line;
            let contact = match contact(bound, row, settings) {
                Ok(contact) => contact,
                Err(refused) => {
                    all.refused_rows += 1;
                    let room = MAX_TOLD - all.refused.len();
                    all.refused.extend(refused.into_iter().take(room));
                    continue;
                }
            };
            all.take(Person { line, contact }, &mut seen);
        }
        all
    }

    /// People that were read before, each once.
    #[must_use]
    pub fn of(people: Vec<Person>) -> Self {
        let (mut all, mut seen) = (Self::default(), BTreeMap::new());
        for person in people {
            all.take(person, &mut seen);
        }
        all
    }

    /// Takes somebody, who may stand in an earlier row.
    fn take(&mut self, person: Person, seen: &mut BTreeMap<(By, String), u32>) {
        let Person { line, contact } = &person;
        let marks = marks(contact);
        let earlier = marks.iter().find_map(|mark| Some((mark.0, *seen.get(mark)?)));
        if let Some((by, of)) = earlier {
            self.duplicates.push(Duplicate { line: *line, of, by });
        } else {
            seen.extend(marks.into_iter().map(|mark| (mark, *line)));
            self.people.push(person);
        }
    }
}

/// What somebody is known by, the most certain first.
pub(super) fn marks(contact: &Contact) -> Vec<(By, String)> {
    let key = contact.key.as_ref().map(|key| (By::Key, key.as_str().to_owned()));
    let email = contact.email.as_ref().map(|email| (By::Email, email.look_up()));
    let phone = contact.phone.as_ref().map(|phone| (By::Phone, phone.as_str().to_owned()));
    [key, email, phone].into_iter().flatten().collect()
}
