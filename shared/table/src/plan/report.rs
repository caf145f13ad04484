//! What somebody is told who tries out how it goes.

use serde::{Deserialize, Serialize};

use super::people::{Duplicate, MAX_TOLD, Refusal};
use super::{Plan, Step};
use crate::field::Field;

/// What would become of a file: counts, and the first [`MAX_TOLD`] of what somebody may want to look
/// at. Nothing of what stands in the file is in it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Report {
    /// How many rows come to what.
    pub counts: Counts,
    /// Rows of people of whom something else would be known.
    pub changed: Vec<Changed>,
    /// Rows of somebody who stands in an earlier one.
    pub duplicates: Vec<Duplicate>,
    /// What is wrong with rows.
    pub refused: Vec<Refusal>,
}

/// How many rows come to what. Together they are all rows below the first.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// Somebody who is not known.
    pub new: u32,
    /// Somebody of whom something else would be known.
    pub changed: u32,
    /// Somebody of whom all of it is known.
    pub same: u32,
    /// Somebody who stands in an earlier row.
    pub duplicates: u32,
    /// Rows with something wrong in them.
    pub refused: u32,
}

/// Something else would be known of somebody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Changed {
    /// The row's line.
    pub line: u32,
    /// What.
    pub fields: Vec<Field>,
}

impl Plan {
    /// What somebody is told of it.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut counts = Counts {
            duplicates: u32::try_from(self.duplicates.len()).unwrap_or(u32::MAX),
            refused: self.refused_rows,
            ..Counts::default()
        };
        let mut changed = Vec::new();
        for step in &self.steps {
            match step {
                Step::New { .. } => counts.new += 1,
                Step::Same { .. } => counts.same += 1,
                Step::Changed { line, fields, .. } => {
                    counts.changed += 1;
                    if changed.len() < MAX_TOLD {
                        changed.push(Changed { line: *line, fields: fields.clone() });
                    }
                }
            }
        }
        Report {
            counts,
            changed,
            duplicates: self.duplicates.iter().take(MAX_TOLD).copied().collect(),
            refused: self.refused.clone(),
        }
    }
}
