//! The last word on answers as they were given.

use super::{AnswerProblem, AnswerReason, Answers, CheckedAnswers};
use crate::compact::in_order_of;
use crate::compile::MAX_QUESTIONS;
use crate::judge::leave_out_blanks;
use crate::model::Definition;
use crate::{Circumstances, Interview, Outcome};

impl Definition {
    /// Checks answers against their questions, and completes the response.
    ///
    /// An answer that no control of the published page could have made is refused, never mended or
    /// dropped, and so is one that breaks a rule of the survey's author. Null is no answer, and so
    /// are a text of blanks, and a list or an object that is empty where one is asked for. Answers
    /// to questions that are hidden are not judged; whether they are kept the survey says.
    ///
    /// # Errors
    ///
    /// All problems: of the questions in sight in the order asked, then of answers to no question
    /// by name.
    pub fn check(
        &self,
        answers: &Answers,
        circumstances: Circumstances,
    ) -> Result<Outcome, Vec<AnswerProblem>> {
        self.judge(answers, circumstances, Interview::finish)
    }

    /// Checks the answers of a response that is not complete: that controls of the page could have
    /// made them, and no more. Nothing is asked for, and what is hidden is kept.
    ///
    /// # Errors
    ///
    /// All problems, in the order of [`Self::check`].
    pub fn check_partial(
        &self,
        answers: &Answers,
        circumstances: Circumstances,
    ) -> Result<CheckedAnswers, Vec<AnswerProblem>> {
        self.judge(answers, circumstances, Interview::pause)
    }

    /// Has `end` judge answers, but for those that are no value.
    fn judge<'d, T>(
        &'d self,
        answers: &Answers,
        circumstances: Circumstances,
        end: fn(Interview<'d>) -> Result<T, Vec<AnswerProblem>>,
    ) -> Result<T, Vec<AnswerProblem>> {
        // A question's answer and the text beside it.
        if answers.values.len() + answers.refused.len() > 2 * MAX_QUESTIONS {
            let reason = AnswerReason::TooManyAnswers(2 * MAX_QUESTIONS);
            return Err(vec![AnswerProblem { name: "answers".to_owned(), reason }]);
        }
        let mut values = answers.values.clone();
        for question in self.questions() {
            leave_out_blanks(question, &mut values);
        }
        values.retain(|_, value| !value.is_null());
        let interview = Interview::take_up(self, circumstances, &values);
        let refused =
            answers.refused.iter().filter(|(name, _)| interview.question_at(name).is_some());
        let mut problems: Vec<_> = refused
            .map(|(name, reason)| AnswerProblem { name: name.clone(), reason: reason.clone() })
            .collect();
        problems.extend(self.too_many_files(&values));
        let found = match end(interview) {
            Ok(outcome) if problems.is_empty() => return Ok(outcome),
            Ok(_) => Vec::new(),
            Err(found) => found,
        };
        for problem in found {
            if !problems.iter().any(|refused| refused.name == problem.name) {
                problems.push(problem);
            }
        }
        Err(self.sorted(problems))
    }

    /// Problems in the order of the questions; those of no question stay last.
    fn sorted(&self, problems: Vec<AnswerProblem>) -> Vec<AnswerProblem> {
        let questions: Vec<_> = self.questions().collect();
        in_order_of(problems, |problem| {
            let own = |name: &str| {
                let rest = problem.name.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.', '-']))
            };
            let unknown = problem.reason == AnswerReason::UnknownQuestion;
            let place = questions.iter().position(|question| own(&question.name));
            place.filter(|_| !unknown).unwrap_or(usize::MAX)
        })
    }
}
