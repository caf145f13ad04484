//! `text` and `comment`: what respondents write.

use serde_json::{Map, Value, json};

use super::family::{Family, Written};
use super::input::{Input, NumberInput};
use super::only::Only;
use super::reader::Reader;
use crate::LocalizedText;
use crate::answers::{AnswerReason, Shape};
use crate::form::Fields;
use crate::scalar::Number;

/// The most bytes of a line.
const MAX_TEXT_BYTES: u32 = 10_000;

/// The most bytes of a comment.
const MAX_COMMENT_BYTES: u32 = 20_000;

/// `text`: one line, a number, a date.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Text {
    /// What is written.
    pub input: Input,
    /// What stands there before something is written.
    pub placeholder: LocalizedText,
    /// The most UTF-16 code units, which is how browsers count characters.
    pub max_units: Option<u32>,
    /// What a browser may fill in: a word of HTML's `autocomplete`.
    pub autocomplete: Option<Box<str>>,
    /// What is said of an answer below the minimum.
    pub min_error_text: LocalizedText,
    /// What is said of an answer above the maximum.
    pub max_error_text: LocalizedText,
}

/// `comment`: as many lines as it takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comment {
    /// How many lines are in sight.
    pub rows: u32,
    /// What stands there before something is written.
    pub placeholder: LocalizedText,
    /// The most UTF-16 code units, which is how browsers count characters.
    pub max_units: Option<u32>,
}

/// Reads `maxLength`: -1 is the survey's own bound, 0 is none.
fn read_max_units(reader: &mut Reader<'_, '_>) -> Option<u32> {
    let default = reader.survey.max_text_units;
    let own = match reader.take("maxLength") {
        None => return default,
        Some(value) if *value == json!(-1) => return default,
        Some(_) => reader.count("maxLength", 0, 1_000_000),
    };
    own.filter(|units| *units > 0)
}

fn write_max_units(max_units: Option<u32>, members: &mut Map<String, Value>) {
    if let Some(max_units) = max_units {
        members.insert("maxLength".to_owned(), max_units.into());
    }
}

/// A text within its bounds.
fn check_text(
    value: &Value,
    max_units: Option<u32>,
    max_bytes: u32,
    may_hold: impl Fn(char) -> bool,
) -> Result<&str, AnswerReason> {
    let text = value.as_str().ok_or(AnswerReason::WrongType(Shape::Text))?;
    let longer =
        |length: usize, max: u32| u32::try_from(length).map_or(true, |length| length > max);
    if longer(text.len(), max_bytes) {
        return Err(AnswerReason::TooLarge(max_bytes));
    }
    if let Some(max) = max_units.filter(|max| longer(text.encode_utf16().count(), *max)) {
        return Err(AnswerReason::TooLong(max));
    }
    if text.chars().any(|c| c.is_control() && !may_hold(c)) {
        return Err(AnswerReason::ControlCharacter);
    }
    Ok(text)
}

impl Text {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let size = reader.name_in_use(&["inputSize", "size"]);
        reader.looks(&[size, "textUpdateMode", "inputTextAlignment"]);
        reader.only(&[("maskType", Only::Word("none"))]);
        let input = Input::read(reader);
        let placeholder = reader.name_in_use(&["placeholder", "placeHolder"]);
        let autocomplete = reader.name_in_use(&["autocomplete", "autoComplete"]);
        Self {
            input,
            placeholder: reader.text(placeholder),
            max_units: read_max_units(reader),
            autocomplete: super::input::read_autocomplete(reader, autocomplete),
            min_error_text: reader.text("minErrorText"),
            max_error_text: reader.text("maxErrorText"),
        }
    }
}

impl Family for Text {
    fn shape(&self) -> Shape {
        match self.input {
            Input::Number(_) => Shape::Number,
            Input::Line(_) | Input::Moment(_) => Shape::Text,
        }
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        match &self.input {
            Input::Number(number) => check_number(number, value),
            Input::Line(_) | Input::Moment(_) => {
                let text = check_text(value, self.max_units, MAX_TEXT_BYTES, |c| c == '\t')?;
                self.input.check_text(text)?;
                Ok(Value::from(text))
            }
        }
    }

    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        let Some(text) = fields.take(name)? else { return Ok(None) };
        match &self.input {
            Input::Number(_) if text.trim().is_empty() => Ok(None),
            Input::Number(_) => {
                let number = Number::from_text(&text);
                let number = number.ok_or(AnswerReason::WrongType(Shape::Number))?;
                Ok(Some(number.to_json()))
            }
            Input::Line(_) | Input::Moment(_) => Ok(Some(Value::from(text))),
        }
    }
}

impl Written for Text {
    fn write(&self, members: &mut Map<String, Value>) {
        self.input.write(members);
        write_max_units(self.max_units, members);
        members.extend(self.autocomplete.iter().map(|w| ("autocomplete".to_owned(), json!(w))));
        for (name, text) in [
            ("placeholder", &self.placeholder),
            ("minErrorText", &self.min_error_text),
            ("maxErrorText", &self.max_error_text),
        ] {
            members.extend(text.to_json().map(|text| (name.to_owned(), text)));
        }
    }
}

fn check_number(input: &NumberInput, value: &Value) -> Result<Value, AnswerReason> {
    let number = Number::from_json(value).ok_or(AnswerReason::WrongType(Shape::Number))?;
    input.check(number)?;
    Ok(number.to_json())
}

impl Comment {
    const ROWS: u32 = 4;

    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.looks(&["autoGrow", "allowResize", "textUpdateMode"]);
        reader.only(&[("acceptCarriageReturn", Only::Flag(true))]);
        let placeholder = reader.name_in_use(&["placeholder", "placeHolder"]);
        Self {
            rows: reader.count("rows", 1, 50).unwrap_or(Self::ROWS),
            placeholder: reader.text(placeholder),
            max_units: read_max_units(reader),
        }
    }
}

impl Family for Comment {
    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        let may_hold = |c| matches!(c, '\t' | '\n' | '\r');
        check_text(value, self.max_units, MAX_COMMENT_BYTES, may_hold).map(Value::from)
    }

    /// A form sends line breaks as CRLF (URL, section 5.2); a script reads them as LF.
    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        Ok(fields.take(name)?.map(|text| Value::from(text.replace("\r\n", "\n"))))
    }
}

impl Written for Comment {
    fn write(&self, members: &mut Map<String, Value>) {
        if self.rows != Self::ROWS {
            members.insert("rows".to_owned(), self.rows.into());
        }
        write_max_units(self.max_units, members);
        members.extend(self.placeholder.to_json().map(|t| ("placeholder".to_owned(), t)));
    }
}
