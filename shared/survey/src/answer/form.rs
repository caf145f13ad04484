//! Reads the fields of the page's form.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::check::shortened;
use super::{AnswerProblem, AnswerReason, Answers};
use crate::definition::{
    Choice, ChoiceValue, Definition, InputType, MatrixQuestion, Question, QuestionKind,
    RankingQuestion,
};

/// The values of each field, in the order in which they came.
type Fields = BTreeMap<String, Vec<String>>;

impl Definition {
    /// Reads a form's fields, whose names are the questions' names. A matrix has a field
    /// `name[row]` for each row; a ranking has `name[choice]` for each choice, whose value is its
    /// place from 1. What was left blank is not answered.
    ///
    /// # Errors
    ///
    /// Fields that are no question's, that came too often, or whose places are no order. Whether
    /// the values fit is [`Definition::check`]'s to say.
    pub fn answers_from_form(
        &self,
        form: &[(String, String)],
    ) -> Result<Answers, Vec<AnswerProblem>> {
        let mut fields = Fields::new();
        for (name, value) in form {
            fields.entry(name.clone()).or_default().push(value.clone());
        }
        let mut answers = Map::new();
        let mut problems = Vec::new();
        for question in self.questions() {
            match read(question, &mut fields) {
                Ok(Some(answer)) => {
                    answers.insert(question.name.clone(), answer);
                }
                Ok(None) => {}
                Err(reason) => {
                    problems.push(AnswerProblem { name: question.name.clone(), reason });
                }
            }
        }
        problems.extend(fields.keys().take(200).map(|name| AnswerProblem {
            name: shortened(name),
            reason: AnswerReason::UnknownQuestion,
        }));
        if problems.is_empty() { Ok(Answers(answers)) } else { Err(problems) }
    }
}

/// Takes a question's fields and reads its answer from them.
fn read(question: &Question, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
    let name = &question.name;
    match &question.kind {
        QuestionKind::Boolean(boolean) => {
            let values = [&boolean.value_true, &boolean.value_false];
            Ok(only(fields, name)?.map(|text| valued(values.into_iter(), text)))
        }
        QuestionKind::Checkbox(choice) => {
            let chosen = fields.remove(name).unwrap_or_default();
            let chosen: Vec<_> = chosen
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| chosen_value(&choice.choices, text))
                .collect();
            Ok(if chosen.is_empty() { None } else { Some(Value::Array(chosen)) })
        }
        QuestionKind::Comment(_) => {
            // A form sends line ends as CR LF; a script sees LF.
            Ok(only(fields, name)?.map(|text| Value::String(text.replace("\r\n", "\n"))))
        }
        QuestionKind::Dropdown(choice) | QuestionKind::Radiogroup(choice) => {
            Ok(only(fields, name)?.map(|text| chosen_value(&choice.choices, text)))
        }
        QuestionKind::Matrix(matrix) => matrix_answer(name, matrix, fields),
        QuestionKind::Ranking(ranking) => ranking_answer(name, ranking, fields),
        QuestionKind::Rating(rating) => {
            Ok(only(fields, name)?.map(|text| chosen_value(&rating.steps, text)))
        }
        QuestionKind::Text(text) if text.input == InputType::Number => {
            Ok(only(fields, name)?.map(number))
        }
        QuestionKind::Text(_) => Ok(only(fields, name)?.map(Value::String)),
    }
}

/// The one value of a field; `None` if it is not there or blank.
fn only(fields: &mut Fields, name: &str) -> Result<Option<String>, AnswerReason> {
    let mut values = fields.remove(name).unwrap_or_default().into_iter();
    let value = values.next();
    if values.next().is_some() {
        return Err(AnswerReason::Duplicate);
    }
    Ok(value.filter(|value| !value.is_empty()))
}

/// The value that stands so in a form; a text that is none stays, and does not fit.
fn valued<'a>(mut values: impl Iterator<Item = &'a ChoiceValue>, text: String) -> Value {
    let found = values.find(|value| value.form_value() == text).map(ChoiceValue::to_json);
    found.unwrap_or(Value::String(text))
}

fn chosen_value(choices: &[Choice], text: String) -> Value {
    valued(choices.iter().map(|choice| &choice.value), text)
}

fn number(text: String) -> Value {
    let whole = text.parse::<i64>().ok().map(Number::from);
    let read = whole.or_else(|| text.parse().ok().and_then(Number::from_f64));
    read.map_or(Value::String(text), Value::Number)
}

fn matrix_answer(
    name: &str,
    matrix: &MatrixQuestion,
    fields: &mut Fields,
) -> Result<Option<Value>, AnswerReason> {
    let mut rows = Map::new();
    for row in &matrix.rows {
        let row = row.value.form_value();
        if let Some(text) = only(fields, &format!("{name}[{row}]"))? {
            rows.insert(row, chosen_value(&matrix.columns, text));
        }
    }
    Ok(if rows.is_empty() { None } else { Some(Value::Object(rows)) })
}

fn ranking_answer(
    name: &str,
    ranking: &RankingQuestion,
    fields: &mut Fields,
) -> Result<Option<Value>, AnswerReason> {
    let mut places = BTreeMap::new();
    for choice in &ranking.choices {
        let field = format!("{name}[{}]", choice.value.form_value());
        let Some(place) = only(fields, &field)? else { continue };
        let place: usize = place.parse().map_err(|_| AnswerReason::NotAllRanked)?;
        let fits = (1..=ranking.choices.len()).contains(&place);
        if !fits || places.insert(place, choice.value.to_json()).is_some() {
            return Err(AnswerReason::NotAllRanked);
        }
    }
    let ranked: Vec<_> = places.into_values().collect();
    Ok(if ranked.is_empty() { None } else { Some(Value::Array(ranked)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey() -> Definition {
        Definition::parse(&serde_json::json!({ "elements": [
            { "type": "text", "name": "age", "inputType": "number" },
            { "type": "comment", "name": "why" },
            { "type": "checkbox", "name": "seen", "choices": [1, "two"] },
            { "type": "boolean", "name": "again" },
            { "type": "ranking", "name": "order", "choices": ["a", "b"] },
            { "type": "matrix", "name": "m", "columns": [1, 2], "rows": ["r", "s"] },
        ]}))
        .unwrap()
    }

    fn check(name: &str, fields: &[(&str, &str)], want: Result<Value, &[(&str, AnswerReason)]>) {
        let fields: Vec<_> =
            fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let got = survey().answers_from_form(&fields).map(|answers| Value::Object(answers.0));
        let want = want.map_err(|problems| {
            let problem =
                |(n, r): &(&str, AnswerReason)| AnswerProblem { name: (*n).to_owned(), reason: *r };
            problems.iter().map(problem).collect::<Vec<_>>()
        });
        assert_eq!(got, want, "{name}");
    }

    #[test]
    fn forms() {
        use serde_json::json;
        check("nothing", &[], Ok(json!({})));
        check("blank", &[("age", ""), ("why", ""), ("order[a]", "")], Ok(json!({})));
        check(
            "everything",
            &[
                ("age", "42"),
                ("why", "a\r\nb"),
                ("seen", "1"),
                ("seen", "two"),
                ("again", "true"),
                ("order[a]", "2"),
                ("order[b]", "1"),
                ("m[r]", "2"),
            ],
            Ok(json!({ "age": 42, "why": "a\nb", "seen": [1, "two"], "again": true,
                       "order": ["b", "a"], "m": { "r": 2 } })),
        );
        check("decimals", &[("age", "4.5")], Ok(json!({ "age": 4.5 })));
        check("no number", &[("age", "x")], Ok(json!({ "age": "x" })));
        check("twice", &[("age", "1"), ("age", "2")], Err(&[("age", AnswerReason::Duplicate)]));
        let unknown = AnswerReason::UnknownQuestion;
        check("unknown", &[("x", "1")], Err(&[("x", unknown)]));
        check("unknown row", &[("m[t]", "1")], Err(&[("m[t]", unknown)]));
        let places = Err([("order", AnswerReason::NotAllRanked)].as_slice());
        check("same place", &[("order[a]", "1"), ("order[b]", "1")], places.clone());
        check("no such place", &[("order[a]", "3")], places);
    }
}
