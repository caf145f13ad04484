//! A survey that is asked page by page: a step is what follows from one page's form.

use serde_json::{Map, Value};

use crate::answers::{AnswerProblem, AnswerReason};
use crate::form::COMMENT;
use crate::model::Definition;
use crate::{Answers, Circumstances, Interview, Outcome, Standing, Upload};

/// A response that is asked page by page, and what was sent from the page that is asked.
#[derive(Debug)]
pub struct Walk<'d> {
    definition: &'d Definition,
    circumstances: Circumstances,
    interview: Interview<'d>,
    /// Questions whose fields are no value.
    refused: Vec<(String, AnswerReason)>,
    /// What was sent and is another answer than before.
    changed: Vec<(String, Value)>,
    /// The page to which a trigger leads from here.
    led: Option<usize>,
}

/// What a step forward came to.
#[derive(Debug)]
pub enum Turn {
    /// Another page is asked.
    Asks,
    /// The response is complete.
    Complete(Outcome),
    /// These are wrong with what is asked now: it is the page that was sent, or an earlier one.
    Stays(Vec<AnswerProblem>),
}

impl<'d> Walk<'d> {
    /// A response whose respondent stands somewhere, with the answers that it has so far; without
    /// any it is a new one.
    #[must_use]
    pub fn new(
        definition: &'d Definition,
        circumstances: Circumstances,
        standing: &Standing,
        answers: Option<&Map<String, Value>>,
    ) -> Self {
        let mut interview = match answers {
            Some(answers) => Interview::take_up(definition, circumstances.clone(), answers),
            None => Interview::start(definition, circumstances.clone()),
        };
        if answers.is_some() || *standing != Standing::default() {
            interview.stand_at(standing);
        }
        Self {
            definition,
            circumstances,
            interview,
            refused: Vec::new(),
            changed: Vec::new(),
            led: None,
        }
    }

    /// The response as it is now.
    #[must_use]
    pub const fn interview(&self) -> &Interview<'d> {
        &self.interview
    }

    /// The response as it is now, to go on with alone.
    #[must_use]
    pub fn into_interview(self) -> Interview<'d> {
        self.interview
    }

    /// Takes the fields of what is asked. Those of other pages' questions are passed over.
    pub fn give(&mut self, fields: &[(String, String)], uploads: &[Upload]) {
        let asked = self.interview.open_questions();
        let given = self.definition.some_answers_from_form(&asked, fields, uploads);
        let before = self.interview.answers();
        let mut changes = Vec::new();
        for question in asked {
            let name = question.value_name.as_ref().unwrap_or(&question.name);
            for name in [name.to_string(), [&**name, COMMENT].concat()] {
                let value = given.values.get(&name).unwrap_or(&Value::Null);
                if before.get(&name).unwrap_or(&Value::Null) != value {
                    changes.push((name, value.clone()));
                }
            }
        }
        self.refused = given.refused;
        let standing = self.interview.standing();
        for (name, value) in &changes {
            self.interview.set(name, value.clone());
        }
        self.changed = changes;
        let after = self.interview.standing();
        let led = after.skipped.len() > standing.skipped.len();
        self.led = led.then_some(after.page);
        self.interview.stand_at(&standing);
    }

    /// Takes the fields of all pages.
    pub fn give_all(&mut self, fields: &[(String, String)], uploads: &[Upload], at: Option<&str>) {
        let given = self.definition.answers_from_form(fields, uploads);
        self.interview.load(given.members());
        self.interview.replay();
        self.refused = given.refused;
        if let Some(page) = at {
            self.interview.go_to(page);
        }
    }

    /// Whether something was sent that is no value and so is not in the answers.
    #[must_use]
    pub fn lacks_something(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Goes to what was asked before; nothing is checked. False if nothing was.
    pub fn back(&mut self) -> bool {
        self.interview.step_back()
    }

    /// Goes to what is asked next, if nothing is wrong with what was sent; completes the response
    /// if nothing is asked any more.
    pub fn forward(&mut self) -> Turn {
        let checked = self.check();
        let here = |problem: &&AnswerProblem| self.interview.is_of_asked(problem);
        let problems = checked.as_ref().err().map_or(&[][..], Vec::as_slice);
        let here: Vec<_> = problems.iter().filter(here).cloned().collect();
        if !here.is_empty() {
            return Turn::Stays(here);
        }
        let ends = !self.interview.is_starting() && self.interview.is_ended();
        if !ends && self.interview.step_on(self.led) {
            return Turn::Asks;
        }
        self.last(checked)
    }

    /// Completes the response, if nothing is wrong with any of it.
    pub fn send(&mut self) -> Turn {
        let checked = self.check();
        self.last(checked)
    }

    fn last(&mut self, checked: Result<Outcome, Vec<AnswerProblem>>) -> Turn {
        let problems = match checked {
            Ok(outcome) => return Turn::Complete(outcome),
            Err(problems) => problems,
        };
        let found = problems.iter().any(|problem| self.interview.go_to_problem(problem));
        if !found {
            return Turn::Stays(problems);
        }
        let here = |problem: &AnswerProblem| self.interview.is_of_asked(problem);
        Turn::Stays(problems.into_iter().filter(here).collect())
    }

    /// The last word on all that is answered so far.
    fn check(&self) -> Result<Outcome, Vec<AnswerProblem>> {
        let mut values = self.interview.answers();
        // An answer that could not be given was dropped: that is to be told.
        for (name, value) in &self.changed {
            values.entry(&**name).or_insert_with(|| value.clone());
        }
        let answers = Answers::new(values, self.refused.clone());
        self.definition.check(&answers, self.circumstances.clone())
    }
}

#[cfg(test)]
mod tests;
