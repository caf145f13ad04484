//! The last word on a response.

use serde_json::{Map, Value};

use super::Interview;
use super::kinds::columns;
use super::node::value_name;
use super::records::totals_name;
use super::values::{COMMENT, comment_name};
use crate::answers::{AnswerProblem, AnswerReason, CheckedAnswers, cut};
use crate::judge;
use crate::model::{Question, QuestionKind};
use crate::scalar::Number;

/// A response that is complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The answers, as they are kept: those that no longer count are not among them, and what the
    /// survey computes is the server's own.
    pub answers: CheckedAnswers,
    /// What the chosen choices and scored numbers come to; nothing if the survey scores nothing
    /// that is answered.
    pub score: Option<Number>,
    /// The names of the quotas to which the response counts.
    pub quotas: Vec<Box<str>>,
}

impl Interview<'_> {
    /// Completes the response for good.
    ///
    /// What no control of the page could have made is refused, and so are answers to no question
    /// of the survey. Answers to questions that are hidden are dropped or kept as the survey says;
    /// they are not judged.
    ///
    /// # Errors
    ///
    /// All problems: of the questions in sight in the order asked, then of answers to no question.
    pub fn finish(mut self) -> Result<Outcome, Vec<AnswerProblem>> {
        let mut problems = Vec::new();
        if !self.completed {
            self.shape_all(&mut problems);
            for problem in self.problems_until(self.last_page()) {
                if !problems.iter().any(|other| other.name == problem.name) {
                    problems.push(problem);
                }
            }
            self.refuse_unknown(&mut problems);
        }
        if self.is_costly() {
            let reason = AnswerReason::TooCostly;
            problems = vec![AnswerProblem { name: "answers".to_owned(), reason }];
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let quotas = self.quotas();
        if !self.completed {
            self.end();
            self.drop_misshapen();
        }
        let score = self.score();
        Ok(Outcome { answers: CheckedAnswers::new(self.result()), score, quotas })
    }

    /// The answers so far, of a response that is not complete. Nothing is asked for, what is hidden
    /// is kept, and nothing is said of the whole.
    ///
    /// # Errors
    ///
    /// What no control of the page could have made, and answers to no question of the survey.
    pub fn pause(mut self) -> Result<CheckedAnswers, Vec<AnswerProblem>> {
        let mut problems = Vec::new();
        self.shape_all(&mut problems);
        self.refuse_unknown(&mut problems);
        if self.is_costly() {
            let reason = AnswerReason::TooCostly;
            problems = vec![AnswerProblem { name: "answers".to_owned(), reason }];
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.drop_misshapen();
        Ok(CheckedAnswers::new(self.values))
    }

    /// Refuses what no control could have made, and has all else as the definition has it.
    fn shape_all(&mut self, problems: &mut Vec<AnswerProblem>) {
        for id in self.all_questions() {
            let Some(question) = self.question(id) else { continue };
            if !self.in_sight(id) || matches!(question.kind, QuestionKind::Expression(_)) {
                continue;
            }
            let before = problems.len();
            self.shape(id, question, problems);
            let name = self.path(id);
            if problems.len() == before && self.refused.contains(&name) {
                problems.push(AnswerProblem { name, reason: AnswerReason::NotAChoice });
            }
        }
    }

    fn shape(&mut self, id: usize, question: &Question, problems: &mut Vec<AnswerProblem>) {
        let has_comment = self.comment_value(id, question).is_some();
        let Some(value) = self.value(id).filter(|value| !judge::is_blank(question, value)) else {
            if has_comment {
                self.shape_comment(id, question, problems);
            }
            return;
        };
        let shaped = self.question(id).map(|question| {
            let moment = self.moment(id, question);
            judge::shape(&moment.asked(), value)
        });
        match shaped {
            Some(Ok(shaped)) if shaped != *value => self.replace_value(id, question, shaped),
            Some(Ok(_)) | None => {}
            Some(Err(reason)) => problems.push(AnswerProblem { name: self.path(id), reason }),
        }
        if has_comment {
            self.shape_comment(id, question, problems);
        }
    }

    /// Drops answers that are kept although their questions are hidden, where no control could have
    /// made them: nobody who only answers has sent these, and nobody could mend them.
    fn drop_misshapen(&mut self) {
        for id in self.all_questions() {
            let Some(question) = self.question(id) else { continue };
            if self.in_sight(id) || matches!(question.kind, QuestionKind::Expression(_)) {
                continue;
            }
            let mut problems = Vec::new();
            self.shape(id, question, &mut problems);
            if !problems.is_empty() {
                self.drop_answer(id, question);
            }
        }
    }

    /// Takes an answer away, and what is written beside it.
    fn drop_answer(&mut self, id: usize, question: &Question) {
        let Some(record) = self.node(id).map(|node| node.record) else { return };
        if let Some(members) = self.members_to_write(record) {
            members.remove(value_name(question));
            members.remove(&comment_name(value_name(question)));
        }
    }

    fn comment_value(&self, id: usize, question: &Question) -> Option<&Value> {
        let members = self.members(self.node(id)?.record)?;
        members.get(&comment_name(value_name(question)))
    }

    fn shape_comment(&self, id: usize, question: &Question, problems: &mut Vec<AnswerProblem>) {
        let Some(own) = self.question(id) else { return };
        let Some(comment) = self.comment_value(id, question) else { return };
        let moment = self.moment(id, own);
        let most = self.definition.settings.max_comment_units;
        if let Err(reason) = judge::comment_shape(&moment.asked(), self.value(id), most, comment) {
            let name = comment_name(&self.path(id));
            problems.push(AnswerProblem { name, reason });
        }
    }

    /// Has an answer as the definition has it: the same answer, written otherwise.
    fn replace_value(&mut self, id: usize, question: &Question, value: Value) {
        let Some(record) = self.node(id).map(|node| node.record) else { return };
        if let Some(members) = self.members_to_write(record) {
            members.insert(value_name(question).to_owned(), value);
        }
    }

    /// Refuses answers to no question of the survey.
    fn refuse_unknown(&self, problems: &mut Vec<AnswerProblem>) {
        for name in self.values.keys() {
            if !self.is_known(name) {
                let reason = AnswerReason::UnknownQuestion;
                problems.push(AnswerProblem { name: cut(name), reason });
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        let exact = |name: &str| {
            self.kept_under(name)
                .any(|id| self.question(id).is_some_and(|question| *value_name(question) == *name))
        };
        let beside = |end: &str| name.strip_suffix(end).is_some_and(exact);
        exact(name)
            || beside(COMMENT)
            || self.is_total(name)
            || self.definition.calculated.iter().any(|calculated| *calculated.name == *name)
    }

    /// Whether totals are kept under a name.
    fn is_total(&self, name: &str) -> bool {
        let Some(matrix) = name.strip_suffix(&*totals_name("")) else { return false };
        let mut questions = self.kept_under(matrix).filter_map(|id| self.question(id));
        questions.any(|question| *value_name(question) == *matrix && has_totals(question))
    }

    /// The answers with the calculated values that are kept with them.
    pub(super) fn result(&self) -> Map<String, Value> {
        let mut result = self.values.clone();
        for calculated in &self.definition.calculated {
            let value = self.variables.get(&calculated.name.to_lowercase());
            if let (true, Some(value)) = (calculated.kept, value.filter(|value| !value.is_null())) {
                result.insert(calculated.name.to_string(), value.clone());
            }
        }
        result
    }

    /// The names of the quotas to which the response counts.
    #[must_use]
    pub fn quotas(&self) -> Vec<Box<str>> {
        let counts = self.definition.quotas.iter().filter(|quota| {
            let condition = quota.condition.as_ref();
            condition.is_none_or(|condition| self.holds_at(None, condition))
        });
        counts.map(|quota| quota.name.clone()).collect()
    }

    /// What the chosen choices and scored numbers come to so far.
    #[must_use]
    pub fn score(&self) -> Option<Number> {
        let mut score: Option<f64> = None;
        for id in self.all_questions() {
            let Some(question) = self.question(id) else { continue };
            let Some(value) = self.value(id) else { continue };
            let mut add = |number: f64| score = Some(score.unwrap_or(0.0) + number);
            if let (true, Some(number)) = (question.scored, value.as_f64()) {
                add(number);
            }
            self.score_choices(id, question, value, &mut add);
        }
        score.and_then(Number::new)
    }

    fn score_choices(
        &self,
        id: usize,
        question: &Question,
        value: &Value,
        add: &mut dyn FnMut(f64),
    ) {
        if let QuestionKind::Matrix(matrix) = &question.kind {
            for chosen in value.as_object().into_iter().flat_map(Map::values) {
                let column = matrix.columns.list.iter();
                let column = column.filter(|column| is_chosen(chosen, &column.value.to_json()));
                column.filter_map(|column| column.score).for_each(|score| add(score.value()));
            }
            return;
        }
        let offers = self.offers(id).into_iter();
        let chosen = offers.filter(|offer| is_chosen(value, &offer.value));
        chosen.filter_map(|offer| offer.score).for_each(|score| add(score.value()));
    }
}

fn has_totals(question: &Question) -> bool {
    columns(question).iter().any(|column| column.total.is_some())
}

fn is_chosen(answer: &Value, value: &Value) -> bool {
    answer.as_array().map_or(answer == value, |list| list.contains(value))
}
