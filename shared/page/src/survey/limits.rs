//! The author's rules that no attribute of HTML says, for the script: each with what is said of an
//! answer that breaks it.

use serde_json::{Value, json};
use survey::model::{
    Column, Group, Presence, Question, QuestionKind, Repeats, Validator, ValidatorRule,
};
use survey::{AnswerProblem, AnswerReason, Bound, LocalizedText, Number, json_text};

use super::view::View;
use crate::words::answer;

/// The rules of a question as JSON, if it has some; `widget/src/limits.ts` reads it.
pub(crate) fn of_question(view: &View<'_>, question: &Question) -> Option<String> {
    let mut rules: Vec<_> =
        question.validators.iter().filter_map(|rule| of_validator(view, rule)).collect();
    rules.extend(of_kind(view, &question.kind));
    written(rules)
}

/// The rule of a panel that needs an answer to one of its questions.
pub(crate) fn of_panel(view: &View<'_>, panel: &Group) -> Option<String> {
    let told = &panel.required_error_text;
    let rule = || json!(["one", say(view, AnswerReason::OneRequired, told)]);
    written((panel.presence == Presence::Required).then(rule).into_iter().collect())
}

fn written(rules: Vec<Value>) -> Option<String> {
    (!rules.is_empty()).then(|| json_text(&Value::Array(rules)))
}

/// What is said where something is wrong: the survey's own words, or ours.
fn say(view: &View<'_>, reason: AnswerReason, own: &LocalizedText) -> String {
    let problem = AnswerProblem { name: String::new(), reason: reason.told(own) };
    let told = view.interview.problem_text(&problem);
    told.unwrap_or_else(|| answer(&view.voice, &problem.reason))
}

fn of_validator(view: &View<'_>, validator: &Validator) -> Option<Value> {
    let say = |reason| say(view, reason, &validator.text);
    Some(match &validator.rule {
        ValidatorRule::Numeric { min, max } => {
            let bound = |number: &Option<Number>, reason: fn(Bound) -> AnswerReason| {
                number.map(|number| say(reason(Bound::Number(number)))).unwrap_or_default()
            };
            let few = bound(min, AnswerReason::BelowMinimum);
            let many = bound(max, AnswerReason::AboveMaximum);
            let [min, max] = [min, max].map(|number| number.map(Number::to_json));
            json!(["number", min, max, few, many, say(AnswerReason::NotNumeric)])
        }
        ValidatorRule::Text { digits: false, .. } => json!(["digits", say(AnswerReason::HasDigit)]),
        ValidatorRule::Text { min_units: min, max_units: max, .. } => {
            let (few, many) = (say(AnswerReason::TooShort(*min)), say(AnswerReason::TooLong(*max)));
            json!(["length", min, max, few, many])
        }
        ValidatorRule::Email => {
            json!(["email", say(AnswerReason::WrongFormat(survey::Format::Email))])
        }
        ValidatorRule::Regex { pattern, ignore_case } => {
            let flags = if *ignore_case { "i" } else { "" };
            json!(["match", pattern, flags, say(AnswerReason::NoMatch)])
        }
        ValidatorRule::AnswerCount { min, max } => {
            count(view, *min, max.filter(|max| *max > 0), &validator.text)
        }
        // Whatever looks at answers is the logic's.
        ValidatorRule::Expression(_) => return None,
    })
}

fn count(view: &View<'_>, min: Option<u32>, max: Option<u32>, own: &LocalizedText) -> Value {
    let few = min.map(|min| say(view, AnswerReason::TooFewChoices(min), own));
    let many = max.map(|max| say(view, AnswerReason::TooManyChoices(max), own));
    json!(["count", min, max, few.unwrap_or_default(), many.unwrap_or_default()])
}

fn of_kind(view: &View<'_>, kind: &QuestionKind) -> Option<Value> {
    let chosen = |min: Option<u32>, max: Option<u32>| {
        let own = LocalizedText::default();
        (min.is_some() || max.is_some()).then(|| count(view, min, max, &own))
    };
    match kind {
        QuestionKind::Checkbox(checkbox) => chosen(checkbox.min_selected, checkbox.max_selected),
        QuestionKind::Tagbox(tagbox) => {
            chosen(tagbox.checkbox.min_selected, tagbox.checkbox.max_selected)
        }
        QuestionKind::Ranking(ranking) if ranking.select_to_rank => {
            chosen(ranking.min_selected, ranking.max_selected)
        }
        QuestionKind::MatrixDropdown(matrix) => {
            unique(view, &matrix.columns, None, &matrix.key_error_text)
        }
        QuestionKind::MatrixDynamic(matrix) => {
            let (key, text) = key_of(&matrix.repeats);
            unique(view, &matrix.columns, key, text)
        }
        QuestionKind::PanelDynamic(panels) => {
            let (key, text) = key_of(&panels.repeats);
            unique(view, &[], key, text)
        }
        QuestionKind::Ranking(_)
        | QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => None,
    }
}

fn key_of(repeats: &Repeats) -> (Option<&str>, &LocalizedText) {
    (repeats.key.as_deref(), &repeats.key_error_text)
}

/// What has to differ from row to row.
fn unique(
    view: &View<'_>,
    columns: &[Column],
    key: Option<&str>,
    own: &LocalizedText,
) -> Option<Value> {
    let own_columns = columns.iter().filter(|column| column.unique);
    let names: Vec<&str> = own_columns.map(|column| &*column.question.name).chain(key).collect();
    let said = || say(view, AnswerReason::SameAsAnother, own);
    (!names.is_empty()).then(|| json!(["unique", names, said()]))
}
