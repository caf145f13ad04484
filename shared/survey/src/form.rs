//! The fields of the page's form, and how they become answers.

mod fields;
mod names;
mod offered;
mod taking;

use serde_json::{Map, Value};

pub use fields::Upload;
pub use names::{
    AT_FIELD, ID_FIELD, KEPT_FIELD, LANGUAGE_FIELD, PROOF_FIELD, STATE_FIELD, STEP_FIELD,
    SWITCH_FIELD, TRAP_FIELD, VERSION_FIELD, comment_field, part_field,
};
pub(crate) use names::{COMMENT, RESERVED};

use crate::{Answers, Definition, Question};

impl Definition {
    /// The answers in the fields of the page's form, and the files that came with it.
    ///
    /// A question's field has the question's name, and the text beside its answer the field
    /// `name-Comment`. Where several can be chosen the field comes once for each. A ranking has a
    /// field `name[choice]` for each choice, which holds its place from 1; a matrix a field
    /// `name[row]`; a range the fields `name[0]` and `name[1]`; what holds questions has theirs
    /// under `name[item]`, `name[row][column]`, `name[0][question]`. [`part_field`] and
    /// [`comment_field`] make these names. Rows and panels that hold nothing are left out beyond
    /// the fewest that there must be.
    ///
    /// Texts become numbers and booleans where the question has such, an empty field is no answer,
    /// and line breaks are LF. What cannot be an answer stays in and is told when the answers are
    /// checked, like fields that are no question's. Fields whose names begin with `nordsvar.` are
    /// the page's own.
    #[must_use]
    pub fn answers_from_form(&self, fields: &[(String, String)], uploads: &[Upload]) -> Answers {
        let questions: Vec<_> = self.questions().collect();
        let (mut answers, taking) = self.taken(&questions, fields, uploads);
        answers.extend(taking.fields.rest());
        Answers::new(answers, taking.refused)
    }

    /// The answers to some of the questions, outside of rows, in the fields of a form. All other
    /// fields are passed over.
    #[must_use]
    pub fn some_answers_from_form(
        &self,
        questions: &[&Question],
        fields: &[(String, String)],
        uploads: &[Upload],
    ) -> Answers {
        let (answers, taking) = self.taken(questions, fields, uploads);
        Answers::new(answers, taking.refused)
    }

    fn taken<'a>(
        &'a self,
        questions: &[&Question],
        fields: &[(String, String)],
        uploads: &'a [Upload],
    ) -> (Map<String, Value>, taking::Taking<'a>) {
        let mut taking = taking::Taking {
            fields: fields::Fields::new(fields, uploads),
            offered: offered::Offered::new(self.questions().collect()),
            refused: Vec::new(),
        };
        let mut answers = Map::new();
        for question in questions {
            taking.take(question, &taking::Place::of(question), &mut answers);
        }
        (answers, taking)
    }
}

#[cfg(test)]
mod tests;
