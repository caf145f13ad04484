//! Decides whether answers fit.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::lines::{check_comment, check_line};
use super::{AnswerProblem, AnswerReason, Answers, CheckedAnswers};
use crate::definition::{
    BooleanQuestion, Choice, Definition, MatrixQuestion, MultipleChoice, Question, QuestionKind,
    RankingQuestion,
};

/// The most problems that are told: more help nobody, and the answer must not grow with what was
/// sent.
const MAX_PROBLEMS: usize = 200;

impl Definition {
    /// Checks that every answer could have been given on this survey's page, and that every
    /// question that must be answered is.
    ///
    /// # Errors
    ///
    /// Every answer at fault, in the order of the survey, then those to questions it does not ask.
    pub fn check(&self, answers: &Answers) -> Result<CheckedAnswers, Vec<AnswerProblem>> {
        let mut checked = Map::new();
        let mut problems = Vec::new();
        let mut known = BTreeSet::new();
        for question in self.questions() {
            known.insert(question.name.as_str());
            let given = answers.get(&question.name).filter(|answer| !is_empty(answer));
            match check_question(question, given) {
                Ok(Some(answer)) => {
                    checked.insert(question.name.clone(), answer);
                }
                Ok(None) => {}
                Err(problem) => problems.push(problem),
            }
        }
        for name in answers.0.keys().filter(|name| !known.contains(name.as_str())) {
            let reason = AnswerReason::UnknownQuestion;
            problems.push(AnswerProblem { name: shortened(name), reason });
        }
        problems.truncate(MAX_PROBLEMS);
        if problems.is_empty() { Ok(CheckedAnswers(checked)) } else { Err(problems) }
    }
}

/// A name that was sent, no longer than a question's name can be.
pub(super) fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(128).collect()
}

/// Whether nothing was said: SurveyJS's notion of an empty value, and blank text.
fn is_empty(answer: &Value) -> bool {
    match answer {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn check_question(
    question: &Question,
    given: Option<&Value>,
) -> Result<Option<Value>, AnswerProblem> {
    let fault = |reason| AnswerProblem { name: question.name.clone(), reason };
    let Some(answer) = given else {
        return if question.required { Err(fault(AnswerReason::Required)) } else { Ok(None) };
    };
    let fits = match &question.kind {
        QuestionKind::Boolean(boolean) => check_boolean(boolean, answer),
        QuestionKind::Checkbox(choice) => check_checkbox(choice, answer),
        QuestionKind::Comment(comment) => check_comment(comment, answer),
        QuestionKind::Dropdown(choice) | QuestionKind::Radiogroup(choice) => {
            check_choice(&choice.choices, answer)
        }
        QuestionKind::Matrix(matrix) => return check_matrix(question, matrix, answer).map(Some),
        QuestionKind::Ranking(ranking) => check_ranking(ranking, answer),
        QuestionKind::Rating(rating) => check_choice(&rating.steps, answer),
        QuestionKind::Text(text) => check_line(text, answer),
    };
    fits.map(|()| Some(answer.clone())).map_err(fault)
}

/// Equal as JSON: a text is never equal to a number, however it is written.
fn is_choice(choices: &[Choice], answer: &Value) -> bool {
    choices.iter().any(|choice| choice.value.to_json() == *answer)
}

fn check_choice(choices: &[Choice], answer: &Value) -> Result<(), AnswerReason> {
    match answer {
        Value::String(_) | Value::Number(_) | Value::Bool(_) if is_choice(choices, answer) => {
            Ok(())
        }
        Value::String(_) | Value::Number(_) | Value::Bool(_) => Err(AnswerReason::NotAChoice),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            Err(AnswerReason::WrongType("one of the choices' values"))
        }
    }
}

fn check_boolean(boolean: &BooleanQuestion, answer: &Value) -> Result<(), AnswerReason> {
    let values = [&boolean.value_true, &boolean.value_false];
    if values.into_iter().any(|value| value.to_json() == *answer) {
        Ok(())
    } else {
        Err(AnswerReason::WrongType("one of the two values of yes and no"))
    }
}

/// The items of a list, each one of the choices and none twice.
fn distinct_choices<'a>(
    choices: &[Choice],
    answer: &'a Value,
) -> Result<&'a [Value], AnswerReason> {
    let items = answer.as_array().ok_or(AnswerReason::WrongType("a list of choices' values"))?;
    if items.len() > choices.len() {
        return Err(AnswerReason::TooMany);
    }
    let mut seen = BTreeSet::new();
    for item in items {
        check_choice(choices, item)?;
        if !seen.insert(item.to_string()) {
            return Err(AnswerReason::Duplicate);
        }
    }
    Ok(items)
}

fn check_checkbox(choice: &MultipleChoice, answer: &Value) -> Result<(), AnswerReason> {
    let chosen = distinct_choices(&choice.choices, answer)?.len();
    let number = |bound: Option<u32>| bound.and_then(|bound| usize::try_from(bound).ok());
    if number(choice.at_least).is_some_and(|least| chosen < least) {
        Err(AnswerReason::TooFew)
    } else if number(choice.at_most).is_some_and(|most| chosen > most) {
        Err(AnswerReason::TooMany)
    } else {
        Ok(())
    }
}

fn check_ranking(ranking: &RankingQuestion, answer: &Value) -> Result<(), AnswerReason> {
    let ranked = distinct_choices(&ranking.choices, answer)?.len();
    if ranked == ranking.choices.len() { Ok(()) } else { Err(AnswerReason::NotAllRanked) }
}

fn check_matrix(
    question: &Question,
    matrix: &MatrixQuestion,
    answer: &Value,
) -> Result<Value, AnswerProblem> {
    let fault = |reason| AnswerProblem { name: question.name.clone(), reason };
    let rows = answer
        .as_object()
        .ok_or_else(|| fault(AnswerReason::WrongType("an object of rows and their columns")))?;
    let mut checked = Map::new();
    for (row, column) in rows.iter().filter(|(_, column)| !is_empty(column)) {
        let in_row = |reason| AnswerProblem {
            name: format!("{}[{}]", question.name, shortened(row)),
            reason,
        };
        if !matrix.rows.iter().any(|known| known.value.form_value() == *row) {
            return Err(in_row(AnswerReason::UnknownQuestion));
        }
        check_choice(&matrix.columns, column).map_err(in_row)?;
        checked.insert(row.clone(), column.clone());
    }
    if question.required && checked.is_empty() {
        return Err(fault(AnswerReason::Required));
    }
    if matrix.all_rows_required && checked.len() < matrix.rows.len() {
        return Err(fault(AnswerReason::RowsRequired));
    }
    Ok(Value::Object(checked))
}

#[cfg(test)]
mod tests;
