//! What an answer must be to be readable, and how it is parted where only some of it is.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Members, Parted, nested};
use crate::Scalar;
use crate::judge::options_of;
use crate::model::{
    Choices, Column, Definition, Element, Input, LineInput, Options, Question, QuestionKind,
    Sensitivity, Special,
};

/// How far choices that are taken over are followed from question to question.
const MAX_CARRIES: u32 = 8;

type Keys = BTreeSet<Box<str>>;

/// What an answer must be to be readable. What is something else is personal, whatever its
/// question asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rule {
    /// A number.
    Number,
    /// A number or two.
    Numbers,
    /// Digits and what stands between them in dates and times.
    Moment,
    /// A colour by its number.
    Color,
    /// One of the definition's own values.
    One(Keys),
    /// A list of them.
    Several(Keys),
    /// Of each row one of the columns, or a list of them.
    Matrix(Keys, Keys),
    /// What an expression comes to, if that is no text.
    Computed,
    /// Answers by item.
    Items(Members),
    /// Answers by column, by row.
    Rows(Keys, Members),
    /// A list of answers by question.
    Entries(Members),
}

impl Rule {
    /// The rule of a question's answers; none if all of them are personal.
    pub(super) fn of(kind: &QuestionKind, definition: &Definition) -> Option<Self> {
        let offered = |options| Keys::from_iter(offered(options, definition, MAX_CARRIES));
        Some(match kind {
            QuestionKind::Text(text) => match &text.input {
                Input::Number(_) => Self::Number,
                Input::Moment(_) => Self::Moment,
                Input::Line(LineInput::Color) => Self::Color,
                Input::Line(
                    LineInput::Text | LineInput::Email | LineInput::Url | LineInput::Tel,
                ) => return None,
            },
            QuestionKind::Radiogroup(radios) => Self::One(offered(&radios.options)),
            QuestionKind::Dropdown(dropdown) => Self::One(offered(&dropdown.options)),
            QuestionKind::Buttongroup(buttons) => Self::One(offered(&buttons.options)),
            QuestionKind::Checkbox(checkbox) => Self::Several(offered(&checkbox.options)),
            QuestionKind::Tagbox(tagbox) => Self::Several(offered(&tagbox.checkbox.options)),
            QuestionKind::Ranking(ranking) => Self::Several(offered(&ranking.options)),
            QuestionKind::ImagePicker(picker) if picker.multiple => {
                Self::Several(offered(&picker.options))
            }
            QuestionKind::ImagePicker(picker) => Self::One(offered(&picker.options)),
            QuestionKind::Boolean(boolean) => {
                Self::One([&boolean.value_true, &boolean.value_false].map(key).into())
            }
            QuestionKind::Rating(rating) => Self::One(keys(&rating.scale).collect()),
            QuestionKind::Slider(_) => Self::Numbers,
            QuestionKind::Matrix(matrix) => {
                Self::Matrix(keys(&matrix.rows).collect(), keys(&matrix.columns).collect())
            }
            QuestionKind::MultipleText(multiple) => {
                Self::Items(nested(multiple.items.iter(), definition))
            }
            QuestionKind::MatrixDropdown(matrix) => {
                Self::Rows(keys(&matrix.rows).collect(), of_columns(&matrix.columns, definition))
            }
            QuestionKind::MatrixDynamic(matrix) => {
                Self::Entries(of_columns(&matrix.columns, definition))
            }
            QuestionKind::PanelDynamic(panel) => {
                let mut questions = Vec::new();
                collect(&panel.elements, &mut questions);
                Self::Entries(nested(questions.into_iter(), definition))
            }
            QuestionKind::Expression(_) => Self::Computed,
            QuestionKind::Comment(_)
            | QuestionKind::File(_)
            | QuestionKind::Signature(_)
            | QuestionKind::Html(_)
            | QuestionKind::Image(_) => return None,
        })
    }

    /// Whether an answer is readable as a whole, or not at all.
    pub(super) const fn is_simple(&self) -> bool {
        match self {
            Self::Number
            | Self::Numbers
            | Self::Moment
            | Self::Color
            | Self::One(_)
            | Self::Several(_)
            | Self::Matrix(..)
            | Self::Computed => true,
            Self::Items(_) | Self::Rows(..) | Self::Entries(_) => false,
        }
    }

    /// The values of an answer that can be counted: where there are few, and all are the definition's own.
    pub(super) fn values(&self, answer: &Value) -> Vec<Box<str>> {
        let own = |keys: &Keys, value: &Value| {
            Scalar::from_json(value).map(|scalar| key(&scalar)).filter(|key| keys.contains(key))
        };
        match self {
            Self::One(keys) => own(keys, answer).into_iter().collect(),
            Self::Several(keys) => {
                let all = answer.as_array().into_iter().flatten();
                all.filter_map(|value| own(keys, value)).collect()
            }
            Self::Number
            | Self::Numbers
            | Self::Moment
            | Self::Color
            | Self::Matrix(..)
            | Self::Computed
            | Self::Items(_)
            | Self::Rows(..)
            | Self::Entries(_) => Vec::new(),
        }
    }

    /// Whether all of an answer is readable. Of one with answers in it that is for [`part`] to say.
    fn takes(&self, value: &Value) -> bool {
        let among = |keys: &Keys, value: &Value| {
            Scalar::from_json(value).is_some_and(|scalar| keys.contains(&key(&scalar)))
        };
        let all_among = |keys: &Keys, value: &Value| {
            value.as_array().is_some_and(|list| list.iter().all(|value| among(keys, value)))
        };
        match self {
            Self::Number => value.is_number(),
            Self::Numbers => {
                let all = |list: &Vec<Value>| list.iter().all(Value::is_number);
                value.is_number() || value.as_array().is_some_and(all)
            }
            Self::Moment => value.as_str().is_some_and(is_moment),
            Self::Color => value.as_str().is_some_and(is_color),
            Self::One(keys) => among(keys, value),
            Self::Several(keys) => all_among(keys, value),
            Self::Matrix(rows, columns) => value.as_object().is_some_and(|cells| {
                cells.iter().all(|(row, cell)| {
                    rows.contains(row.as_str())
                        && (among(columns, cell) || all_among(columns, cell))
                })
            }),
            Self::Computed => value.is_number() || value.is_boolean(),
            Self::Items(_) | Self::Rows(..) | Self::Entries(_) => false,
        }
    }
}

fn key(scalar: &Scalar) -> Box<str> {
    scalar.to_string().into()
}

fn keys(choices: &Choices) -> impl Iterator<Item = Box<str>> + '_ {
    choices.as_slice().iter().map(|choice| choice.key.clone())
}

/// The values that a question offers, of its own and of those that it takes over. What it takes
/// over from rows and panels was written by respondents.
fn offered(options: &Options, definition: &Definition, most: u32) -> Vec<Box<str>> {
    let mut found: Vec<_> = keys(&options.choices).collect();
    found.extend(options.special.iter().map(|special| word(special.special).into()));
    let carried = options.carried.as_ref().filter(|carried| carried.value_from.is_none());
    let source = carried.and_then(|carried| definition.question(&carried.question));
    if let (Some(source), Some(left)) = (source, most.checked_sub(1))
        && source.sensitivity == Sensitivity::Ordinary
        && let Some(options) = options_of(&source.kind)
    {
        found.extend(self::offered(options, definition, left));
    }
    found
}

/// The value of one of SurveyJS's own choices.
const fn word(special: Special) -> &'static str {
    match special {
        Special::Other => "other",
        Special::None => "none",
        Special::Refused => "refused",
        Special::DontKnow => "dontknow",
    }
}

fn of_columns(columns: &[Column], definition: &Definition) -> Members {
    nested(columns.iter().map(|column| &column.question), definition)
}

fn collect<'a>(elements: &'a [Element], questions: &mut Vec<&'a Question>) {
    for element in elements {
        match element {
            Element::Question(question) => questions.push(question),
            Element::Panel(panel) => collect(&panel.elements, questions),
        }
    }
}

/// `2026-11-27`, `2026-W48`, `10:30`, `2026-11-27T10:30`.
fn is_moment(text: &str) -> bool {
    let part = |byte| matches!(byte, b'0'..=b'9' | b':' | b'-' | b'.' | b'+' | b'T' | b'W' | b'Z');
    text.len() <= 32 && text.bytes().all(part)
}

/// `#1a2b3c`.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Parts answers beside each other.
pub(super) fn part(members: &Members, answers: Map<String, Value>) -> Parted {
    let mut parted = Parted::default();
    for (name, value) in answers {
        let (readable, personal) = match members.get(name.as_str()) {
            Some(rule) => of_value(rule, value),
            None => (None, Some(value)),
        };
        if let Some(readable) = readable {
            parted.readable.insert(name.clone(), readable);
        }
        if let Some(personal) = personal {
            parted.personal.insert(name, personal);
        }
    }
    parted
}

type Parts = (Option<Value>, Option<Value>);

fn of_value(rule: &Rule, value: Value) -> Parts {
    match (rule, value) {
        (Rule::Items(members), Value::Object(items)) => of_parted(part(members, items)),
        (Rule::Rows(keys, members), Value::Object(rows)) => {
            let mut parted = Parted::default();
            for (row, cells) in rows {
                let known = keys.contains(row.as_str());
                let (readable, personal) =
                    if known { of_members(members, cells) } else { (None, Some(cells)) };
                parted.readable.extend(readable.map(|value| (row.clone(), value)));
                parted.personal.extend(personal.map(|value| (row, value)));
            }
            of_parted(parted)
        }
        (Rule::Entries(members), Value::Array(entries)) => {
            let parts = entries.into_iter().map(|entry| of_members(members, entry));
            of_list(parts.collect())
        }
        (rule, value) => {
            if rule.takes(&value) {
                (Some(value), None)
            } else {
                (None, Some(value))
            }
        }
    }
}

/// Answers by name. What is something else is personal.
fn of_members(members: &Members, value: Value) -> Parts {
    if let Value::Object(answers) = value {
        of_parted(part(members, answers))
    } else {
        (None, Some(value))
    }
}

/// What is empty is readable.
fn of_parted(Parted { readable, personal }: Parted) -> Parts {
    let whole = personal.is_empty();
    (
        (whole || !readable.is_empty()).then_some(Value::Object(readable)),
        (!whole).then_some(Value::Object(personal)),
    )
}

/// Each part has as many entries as there were.
fn of_list(entries: Vec<Parts>) -> Parts {
    let (any, all) = (
        entries.iter().any(|(readable, _)| readable.is_some()),
        entries.iter().all(|(_, personal)| personal.is_none()),
    );
    let (readable, personal): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .map(|(readable, personal)| {
            (readable.unwrap_or(Value::Null), personal.unwrap_or(Value::Null))
        })
        .unzip();
    ((any || all).then_some(Value::Array(readable)), (!all).then_some(Value::Array(personal)))
}

/// Joins what [`part`] has parted.
pub(super) fn join(
    readable: Map<String, Value>,
    personal: Map<String, Value>,
) -> Map<String, Value> {
    let mut joined = readable;
    for (name, value) in personal {
        let value = match joined.remove(&name) {
            Some(there) => join_value(there, value),
            None => value,
        };
        joined.insert(name, value);
    }
    joined
}

fn join_value(readable: Value, personal: Value) -> Value {
    match (readable, personal) {
        (Value::Object(readable), Value::Object(personal)) => {
            Value::Object(join(readable, personal))
        }
        (Value::Array(readable), Value::Array(personal)) => {
            let entries = readable.into_iter().zip(personal);
            Value::Array(entries.map(|(one, other)| join_value(one, other)).collect())
        }
        (readable, Value::Null) => readable,
        (_, personal) => personal,
    }
}
