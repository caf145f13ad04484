//! Which value a choice's key stands for.

use serde_json::{Map, Value};

use crate::answers::AnswerReason;
use crate::compact::object;
use crate::judge::options_of;
use crate::model::{CarryForward, Input, Options, Question, QuestionKind, Special};
use crate::scalar::Number;

/// How many questions choices are taken over through.
const MAX_CARRIED: u32 = 16;

/// What a definition's questions offer, in sight or not.
pub(super) struct Offered<'a> {
    /// The questions, where in them one with a name is, in the order of the definition.
    questions: Vec<&'a Question>,
    by_name: Map<String, Value>,
}

impl<'a> Offered<'a> {
    pub(super) fn new(questions: Vec<&'a Question>) -> Self {
        let index = |(index, question): (usize, &&Question)| {
            (question.name.to_string(), Value::from(index))
        };
        let by_name = object(questions.iter().enumerate().map(index));
        Self { questions, by_name }
    }

    /// The value of the choice with a key.
    pub(super) fn chosen(&self, question: &Question, key: &str) -> Result<Value, AnswerReason> {
        let mut options = options_of(&question.kind);
        for _ in 0..MAX_CARRIED {
            let Some(of) = options else { break };
            if let Some(choice) = of.choices.by_key(key) {
                return Ok(choice.value.to_json());
            }
            if of.special.iter().any(|special| word(special.special) == key) {
                return Ok(Value::from(key));
            }
            let Some((source, carried)) = self.source(of) else { break };
            if let Some(value) = written(source, carried, key) {
                return Ok(value);
            }
            options = options_of(&source.kind);
        }
        Err(AnswerReason::NotAChoice)
    }

    /// The keys of all choices that the definition names; `written` are those of what respondents
    /// wrote, which count where choices are taken over from rows or panels.
    pub(super) fn keys(&self, question: &Question, written: Vec<String>) -> Vec<String> {
        let mut keys = Vec::new();
        let mut options = options_of(&question.kind);
        for _ in 0..MAX_CARRIED {
            let Some(of) = options else { break };
            keys.extend(of.choices.as_slice().iter().map(|choice| choice.key.to_string()));
            let Some((source, _)) = self.source(of) else { break };
            if is_written(source) {
                keys.extend(written);
                break;
            }
            options = options_of(&source.kind);
        }
        keys
    }

    fn source<'o>(&self, options: &'o Options) -> Option<(&'a Question, &'o CarryForward)> {
        let carried = options.carried.as_ref()?;
        let index = usize::try_from(self.by_name.get(&*carried.question)?.as_u64()?).ok()?;
        Some((*self.questions.get(index)?, carried))
    }
}

/// Whether what a question has is written by respondents: its rows and panels.
const fn is_written(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::PanelDynamic(_) | QuestionKind::MatrixDynamic(_))
}

/// The value that a respondent has written in a row or a panel.
fn written(source: &Question, carried: &CarryForward, key: &str) -> Option<Value> {
    let from = carried.value_from.as_deref();
    let is = |question: &Question| from.is_none_or(|from| &*question.name == from);
    let question = if let QuestionKind::PanelDynamic(panel) = &source.kind {
        crate::judge::question_in(&panel.elements, &is)
    } else if let QuestionKind::MatrixDynamic(matrix) = &source.kind {
        matrix.columns.iter().map(|column| &column.question).find(|question| is(question))
    } else {
        return None;
    };
    let number = question.is_some_and(|question| {
        matches!(&question.kind, QuestionKind::Text(text) if matches!(text.input, Input::Number(_)))
    });
    let as_number = || Number::from_text(key).map(Number::to_json);
    Some(as_number().filter(|_| number).unwrap_or_else(|| Value::from(key)))
}

/// What a special choice is in answers.
const fn word(special: Special) -> &'static str {
    match special {
        Special::Other => "other",
        Special::None => "none",
        Special::Refused => "refused",
        Special::DontKnow => "dontknow",
    }
}
