//! What answers are looked at for.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use survey::{Number, Scalar};

use super::words::{Folded, Keyword};

/// Names a question, a row or a column: 1 to 128 bytes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct QuestionName(String);

impl TryFrom<String> for QuestionName {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        if (1..=128).contains(&raw.len()) { Ok(Self(raw)) } else { Err("1 to 128 bytes") }
    }
}

impl From<QuestionName> for String {
    fn from(name: QuestionName) -> Self {
        name.0
    }
}

/// A place in the answers: a question, or what lies within its answer.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Place {
    /// The question.
    pub question: QuestionName,
    /// The row, the column, the field: at most three names, each within the one before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part: Vec<QuestionName>,
}

/// What a rule looks for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Condition {
    /// The response's score lies in a band.
    Score {
        /// The lowest score of it.
        from: Number,
        /// The highest.
        to: Number,
    },
    /// A number that was answered lies in a band.
    Number {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// The lowest number of it.
        from: Number,
        /// The highest.
        to: Number,
    },
    /// One of the words is in a text.
    Keyword {
        /// In which question, its comment included; in any if none is named.
        #[serde(skip_serializing_if = "Option::is_none")]
        question: Option<QuestionName>,
        /// The words.
        words: Vec<Keyword>,
    },
    /// An answer is this.
    Equals {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// What.
        value: Plain,
    },
    /// Several were chosen, and this is one of them.
    Contains {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// What.
        value: Plain,
    },
}

/// A text, a number, or true or false.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plain(pub Scalar);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let scalar = Scalar::from_json(&Value::deserialize(deserializer)?);
        scalar.map(Self).ok_or_else(|| serde::de::Error::custom("not a plain value"))
    }
}

impl Place {
    /// What stands there.
    fn of<'a>(&self, answers: &'a Map<String, Value>) -> Option<&'a Value> {
        let answer = answers.get(&self.question.0)?;
        self.part.iter().try_fold(answer, |within, name| within.get(&name.0))
    }
}

impl Condition {
    /// Whether it is met by the answers of a response and its score.
    #[must_use]
    pub fn is_met(&self, answers: &Map<String, Value>, score: Option<Number>) -> bool {
        match self {
            Self::Score { from, to } => score.is_some_and(|score| *from <= score && score <= *to),
            Self::Number { place, from, to } => {
                let number = place.of(answers).and_then(Number::from_json);
                number.is_some_and(|number| *from <= number && number <= *to)
            }
            Self::Keyword { question, words } => {
                let comment = question.as_ref().map(|name| format!("{}-Comment", name.0));
                let mut here = answers.iter().filter(|(name, _)| {
                    question.as_ref().is_none_or(|question| question.0 == **name)
                        || comment.as_ref() == Some(*name)
                });
                here.any(|(_, answer)| any_text(answer, words))
            }
            Self::Equals { place, value } => is(place.of(answers), value),
            Self::Contains { place, value } => {
                let chosen = place.of(answers).and_then(Value::as_array);
                chosen.is_some_and(|chosen| chosen.iter().any(|one| is(Some(one), value)))
            }
        }
    }
}

fn is(answer: Option<&Value>, value: &Plain) -> bool {
    answer.and_then(Scalar::from_json).is_some_and(|answer| answer == value.0)
}

/// Whether a word is in a text of an answer, however deep it stands.
fn any_text(answer: &Value, words: &[Keyword]) -> bool {
    let mut rest = vec![answer];
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => {
                let text = Folded::new(text);
                if words.iter().any(|word| word.is_in(&text)) {
                    return true;
                }
            }
            Value::Array(items) => rest.extend(items),
            Value::Object(members) => rest.extend(members.values()),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    false
}
