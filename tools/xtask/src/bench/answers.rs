//! Answers that fit a definition, made up.

use serde_json::{Map, Value, json};

use crate::bench::random::Random;

/// The questions of a definition, read only as far as answering them needs.
///
/// Every question is answered. Of a question whose type is not known here the answer is left out.
pub(crate) struct Questions(Vec<Question>);

struct Question {
    name: String,
    kind: Kind,
}

enum Kind {
    Boolean,
    Matrix { rows: Vec<String>, columns: Vec<Value> },
    One(Vec<Value>),
    Rating { min: i64, max: i64 },
    Several(Vec<Value>),
    Words,
}

/// What respondents write; some of it is not ASCII.
const WORDS: [&str; 6] = [
    "Fungerar bra.",
    "Lätt att förstå",
    "Svårt att hitta rätt",
    "Clear enough",
    "Snabbt och smidigt",
    "Nej.",
];

impl Questions {
    /// The questions of a definition: those of its pages, and of the panels on them.
    pub(crate) fn of(definition: &Value) -> Self {
        let mut questions = Vec::new();
        for page in list(definition, "pages") {
            collect(page, &mut questions);
        }
        collect(definition, &mut questions);
        Self(questions)
    }

    /// One respondent's answers, by question name.
    pub(crate) fn answer(&self, random: &mut Random) -> Value {
        let answers =
            self.0.iter().map(|question| (question.name.clone(), question.kind.answer(random)));
        Value::Object(answers.collect())
    }
}

fn collect(container: &Value, questions: &mut Vec<Question>) {
    for element in list(container, "elements") {
        let kind = element.get("type").and_then(Value::as_str).unwrap_or_default();
        if kind == "panel" {
            collect(element, questions);
        } else if let (Some(name), Some(kind)) = (text(element, "name"), Kind::read(kind, element))
        {
            questions.push(Question { name, kind });
        }
    }
}

impl Kind {
    fn read(kind: &str, element: &Value) -> Option<Self> {
        let number = |name, default| element.get(name).and_then(Value::as_i64).unwrap_or(default);
        Some(match kind {
            "boolean" => Self::Boolean,
            "checkbox" | "ranking" => Self::Several(values(element, "choices")),
            "comment" => Self::Words,
            "dropdown" | "radiogroup" => Self::One(values(element, "choices")),
            "matrix" => Self::Matrix {
                rows: values(element, "rows").iter().map(key).collect(),
                columns: values(element, "columns"),
            },
            "rating" => Self::Rating { min: number("rateMin", 1), max: number("rateMax", 5) },
            "text" if element.get("inputType").is_none() => Self::Words,
            _ => return None,
        })
    }

    fn answer(&self, random: &mut Random) -> Value {
        match self {
            Self::Boolean => json!(random.below(2) == 1),
            Self::Matrix { rows, columns } => {
                let cells = rows.iter().map(|row| (row.clone(), pick(columns, random)));
                Value::Object(cells.collect::<Map<_, _>>())
            }
            Self::One(choices) => pick(choices, random),
            Self::Rating { min, max } => {
                let steps = u64::try_from(max - min + 1).unwrap_or(1);
                json!(min + i64::try_from(random.below(steps)).unwrap_or_default())
            }
            // All of them, in the order they are offered: right for a ranking too.
            Self::Several(choices) => Value::Array(choices.clone()),
            Self::Words => {
                let index = usize::try_from(random.below(6)).unwrap_or_default();
                json!(WORDS.get(index).copied().unwrap_or_default())
            }
        }
    }
}

fn pick(choices: &[Value], random: &mut Random) -> Value {
    let count = u64::try_from(choices.len()).unwrap_or(1);
    let index = usize::try_from(random.below(count)).unwrap_or_default();
    choices.get(index).cloned().unwrap_or_default()
}

/// What an item of a list stands for: SurveyJS takes `"a"` for `{"value": "a"}`.
fn values(element: &Value, list_name: &str) -> Vec<Value> {
    list(element, list_name).iter().map(|item| item.get("value").unwrap_or(item).clone()).collect()
}

fn key(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_answered() {
        let definition = json!({"pages": [{"elements": [
            {"type": "panel", "elements": [{"type": "rating", "name": "rating", "rateMin": 3, "rateMax": 3}]},
            {"type": "boolean", "name": "boolean"},
            {"type": "comment", "name": "comment"},
            {"type": "radiogroup", "name": "one", "choices": [{"value": "a", "text": "A"}]},
            {"type": "checkbox", "name": "several", "choices": ["a", 2]},
            {"type": "matrix", "name": "matrix", "rows": ["r"], "columns": [1]},
            {"type": "signaturepad", "name": "unknown"},
        ]}]});
        let answers = Questions::of(&definition).answer(&mut Random::seeded(1));
        for (name, want) in [
            ("rating", Some(json!(3))),
            ("one", Some(json!("a"))),
            ("several", Some(json!(["a", 2]))),
            ("matrix", Some(json!({"r": 1}))),
            ("unknown", None),
        ] {
            assert_eq!(answers.get(name), want.as_ref(), "{name}");
        }
        assert!(answers["boolean"].is_boolean());
        assert!(answers["comment"].is_string());
    }
}
