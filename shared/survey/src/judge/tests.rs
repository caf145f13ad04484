//! What becomes of answers, in tables: of each type of question, and of each rule.

mod any;
mod parts;
mod rules;
mod shapes;

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{Asked, Offer, options_of};
use crate::answers::AnswerReason;
use crate::model::{Choice, Definition, Question, QuestionKind, Special};

/// The question `q` of a definition with this question alone.
fn definition(question: &Value) -> Definition {
    let mut question = question.clone();
    question["name"] = json!("q");
    Definition::unchecked(&json!({ "elements": [question] }))
}

/// Asks the question `q` with all that it has in sight, and gives it to `judge`.
fn ask<T>(question: &Value, judge: impl FnOnce(&mut Asked<'_>) -> T) -> T {
    let definition = definition(question);
    let question = definition.question("q").unwrap();
    ask_of(question, judge)
}

fn ask_of<T>(question: &Question, judge: impl FnOnce(&mut Asked<'_>) -> T) -> T {
    let offers = offers(question);
    let (rows, columns) = if let QuestionKind::Matrix(matrix) = &question.kind {
        (matrix.rows.as_slice(), matrix.columns.as_slice())
    } else if let QuestionKind::MatrixDropdown(matrix) = &question.kind {
        (matrix.rows.as_slice(), &[][..])
    } else {
        (&[][..], &[][..])
    };
    let rows: Vec<&Choice> = rows.iter().collect();
    let columns: Vec<&Choice> = columns.iter().collect();
    judge(&mut Asked {
        question,
        required: question.presence == crate::model::Presence::Required,
        offers: &offers,
        rows: &rows,
        columns: &columns,
        min: None,
        max: None,
        comment: None,
    })
}

/// What a question offers if there are no conditions. A choice whose text is `off` is in sight and
/// cannot be chosen.
fn offers(question: &Question) -> Vec<Offer<'_>> {
    let Some(options) = options_of(&question.kind) else { return Vec::new() };
    let own = options.choices.as_slice().iter().map(|choice| Offer {
        value: choice.value.to_json(),
        key: (&*choice.key).into(),
        text: Cow::Borrowed(&choice.text),
        enabled: choice.text.pick(&"en".parse().unwrap()) != "off",
        special: None,
        score: None,
    });
    let special = options.special.iter().map(|special| {
        let word = match special.special {
            Special::Other => "other",
            Special::None => "none",
            Special::Refused => "refused",
            Special::DontKnow => "dontknow",
        };
        Offer {
            value: json!(word),
            key: word.into(),
            text: Cow::Borrowed(&special.text),
            enabled: true,
            special: Some(special.special),
            score: None,
        }
    });
    own.chain(special).collect()
}

/// A row of a table: an answer, and the answer as it is kept or why it is refused.
type Row = (Value, Result<Value, AnswerReason>);

fn check_shapes(question: &Value, rows: Vec<Row>) {
    ask(question, |asked| {
        for (answer, want) in rows {
            let got = super::shape(asked, &answer);
            assert_eq!(got, want, "{question}: {answer}");
            if let Ok(kept) = got {
                assert_eq!(super::shape(asked, &kept).as_ref(), Ok(&kept), "{question}: again");
            }
        }
    });
}
