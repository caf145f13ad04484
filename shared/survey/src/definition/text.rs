//! One line of text, or what a browser offers a special field for.

use serde_json::{Number, Value};

use super::reader::Reader;
use super::{ChoiceValue, DefinitionReason, LocalizedText};

/// What kind of line it is: the types of HTML's `input`. `password` is not among them: nobody is
/// to type a secret into a survey.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InputType {
    /// Any text.
    Text,
    /// A colour, `#rrggbb`.
    Color,
    /// A day, `yyyy-mm-dd`.
    Date,
    /// A day and a time without a zone.
    DatetimeLocal,
    /// An e-mail address.
    Email,
    /// A month, `yyyy-mm`.
    Month,
    /// A number.
    Number,
    /// A telephone number, as it is written.
    Tel,
    /// A time of day.
    Time,
    /// An absolute address.
    Url,
    /// A week, `yyyy-Www`.
    Week,
}

impl InputType {
    const ALL: [(&str, Self); 11] = [
        ("text", Self::Text),
        ("color", Self::Color),
        ("date", Self::Date),
        ("datetime-local", Self::DatetimeLocal),
        ("email", Self::Email),
        ("month", Self::Month),
        ("number", Self::Number),
        ("tel", Self::Tel),
        ("time", Self::Time),
        ("url", Self::Url),
        ("week", Self::Week),
    ];

    /// HTML's name for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Color => "color",
            Self::Date => "date",
            Self::DatetimeLocal => "datetime-local",
            Self::Email => "email",
            Self::Month => "month",
            Self::Number => "number",
            Self::Tel => "tel",
            Self::Time => "time",
            Self::Url => "url",
            Self::Week => "week",
        }
    }
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextQuestion {
    /// What kind of line.
    pub input: InputType,
    /// The smallest value: a number, or a date or time as the input writes it.
    pub min: Option<ChoiceValue>,
    /// The largest value.
    pub max: Option<ChoiceValue>,
    /// The distance between numbers.
    pub step: Option<Number>,
    /// The most characters.
    pub max_length: Option<u32>,
    /// What the field says while it is empty.
    pub placeholder: Option<LocalizedText>,
}

impl TextQuestion {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let input = reader.one_of("inputType", &InputType::ALL).unwrap_or(InputType::Text);
        let min = bound(reader, "min", input);
        let max = bound(reader, "max", input);
        let step = reader.number("step");
        if step.as_ref().and_then(Number::as_f64).is_some_and(|step| step <= 0.0) {
            reader.refuse("step", DefinitionReason::WrongType("a number above 0"));
        }
        let max_length = max_length(reader);
        Self { input, min, max, step, max_length, placeholder: reader.words("placeholder") }
    }
}

/// `maxLength`; SurveyJS's -1 and 0 mean that there is no bound.
pub(super) fn max_length(reader: &mut Reader<'_>) -> Option<u32> {
    let number = reader.number("maxLength")?;
    let read = number.as_i64().filter(|number| *number >= -1);
    if read.is_none() {
        reader.refuse("maxLength", DefinitionReason::WrongType("a whole number"));
    }
    read.and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0)
}

/// A bound of the type that the input has: a number for numbers, text for dates and times.
fn bound(reader: &mut Reader<'_>, name: &'static str, input: InputType) -> Option<ChoiceValue> {
    let value = reader.scalar(name)?;
    let wanted = match input {
        InputType::Number => "a number",
        InputType::Date
        | InputType::DatetimeLocal
        | InputType::Month
        | InputType::Time
        | InputType::Week => "text, as the input writes its values",
        InputType::Text | InputType::Color | InputType::Email | InputType::Tel | InputType::Url => {
            reader.refuse(name, DefinitionReason::UnknownProperty);
            return None;
        }
    };
    let fits = match value.to_json() {
        Value::Number(_) => input == InputType::Number,
        Value::String(_) => input != InputType::Number,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
    };
    if !fits {
        reader.refuse(name, DefinitionReason::WrongType(wanted));
    }
    fits.then_some(value)
}
