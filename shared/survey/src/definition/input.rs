//! What a `text` question's field takes: its `inputType`.

use serde_json::{Map, Value, json};

use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::answers::{AnswerReason, Bound, Format};
use crate::moment::is_moment;
use crate::scalar::Number;

/// What is written into a `text` question's field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// A line of text.
    Line(LineInput),
    /// A number.
    Number(NumberInput),
    /// A date or a time.
    Moment(MomentInput),
}

/// A line of text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LineInput {
    /// Any text.
    Text,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A telephone number, however it is written.
    Tel,
    /// A colour.
    Color,
}

/// A number within bounds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NumberInput {
    /// How it is asked for.
    pub control: NumberControl,
    /// The least.
    pub min: Option<Number>,
    /// The most.
    pub max: Option<Number>,
    /// Numbers are whole steps from the minimum, or from 0.
    pub step: Option<Number>,
}

/// How a number is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NumberControl {
    /// It is written.
    Field,
    /// It is chosen on a range, which is from 0 to 100 in steps of 1 if nothing else is said.
    Range,
}

/// A date or a time within bounds, in the format's own text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MomentInput {
    /// [`Format::Date`], [`Format::Time`], [`Format::DateTime`], [`Format::Month`] or
    /// [`Format::Week`].
    pub format: Format,
    /// The earliest.
    pub min: Option<Box<str>>,
    /// The latest.
    pub max: Option<Box<str>>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
    Line(LineInput),
    Number(NumberControl),
    Moment(Format),
}

const KINDS: [(&str, Kind); 12] = [
    ("text", Kind::Line(LineInput::Text)),
    ("email", Kind::Line(LineInput::Email)),
    ("url", Kind::Line(LineInput::Url)),
    ("tel", Kind::Line(LineInput::Tel)),
    ("color", Kind::Line(LineInput::Color)),
    ("number", Kind::Number(NumberControl::Field)),
    ("range", Kind::Number(NumberControl::Range)),
    ("date", Kind::Moment(Format::Date)),
    ("time", Kind::Moment(Format::Time)),
    ("datetime-local", Kind::Moment(Format::DateTime)),
    ("month", Kind::Moment(Format::Month)),
    ("week", Kind::Moment(Format::Week)),
];

impl Input {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        if reader.take("inputType").and_then(Value::as_str) == Some("password") {
            reader.refuse("inputType", DefinitionReason::Password);
            return Self::Line(LineInput::Text);
        }
        match reader.word("inputType", &KINDS).unwrap_or(Kind::Line(LineInput::Text)) {
            Kind::Line(line) => Self::Line(line),
            Kind::Number(control) => Self::Number(NumberInput::read(reader, control)),
            Kind::Moment(format) => Self::Moment(MomentInput::read(reader, format)),
        }
    }

    /// The `inputType`, which is HTML's `type` too.
    #[must_use]
    pub fn word(&self) -> &'static str {
        let kind = match self {
            Self::Line(line) => Kind::Line(*line),
            Self::Number(number) => Kind::Number(number.control),
            Self::Moment(moment) => Kind::Moment(moment.format),
        };
        KINDS.iter().find(|(_, known)| *known == kind).map_or("text", |(word, _)| word)
    }

    pub(crate) fn write(&self, members: &mut Map<String, Value>) {
        members.insert("inputType".to_owned(), json!(self.word()));
        let bounds = match self {
            Self::Line(_) => [None, None, None],
            Self::Number(number) => {
                [number.min, number.max, number.step].map(|n| n.map(Number::to_json))
            }
            Self::Moment(moment) => {
                let text = |text: &Option<Box<str>>| text.as_deref().map(Value::from);
                [text(&moment.min), text(&moment.max), None]
            }
        };
        for (name, bound) in ["min", "max", "step"].into_iter().zip(bounds) {
            members.extend(bound.map(|bound| (name.to_owned(), bound)));
        }
    }

    /// Checks a text that is within its lengths; a number is none.
    pub(crate) fn check_text(&self, text: &str) -> Result<(), AnswerReason> {
        match self {
            Self::Line(line) => line.check(text),
            Self::Moment(moment) => moment.check(text),
            Self::Number(_) => Ok(()),
        }
    }
}

impl LineInput {
    fn check(self, text: &str) -> Result<(), AnswerReason> {
        let (format, good) = match self {
            Self::Text | Self::Tel => return Ok(()),
            Self::Email => (Format::Email, is_email(text)),
            Self::Url => (Format::Url, is_url(text)),
            Self::Color => (Format::Color, is_color(text)),
        };
        if good { Ok(()) } else { Err(AnswerReason::WrongFormat(format)) }
    }
}

/// What HTML takes for an e-mail address (section 4.10.5.1.5), of at most 254 bytes (RFC 5321).
fn is_email(text: &str) -> bool {
    let label = |label: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    text.len() <= 254
        && text.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty() && name.bytes().all(local) && domain.split('.').all(label)
        })
}

/// A scheme, a colon and something more, without blanks.
fn is_url(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(inner)
    };
    !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && text.split_once(':').is_some_and(|(before, after)| {
            scheme(before) && !after.trim_start_matches('/').is_empty()
        })
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

impl NumberInput {
    fn read(reader: &mut Reader<'_, '_>, control: NumberControl) -> Self {
        let whole = |value: u32| Number::new(f64::from(value));
        let (min, max, step) = match control {
            NumberControl::Field => (None, None, None),
            NumberControl::Range => (whole(0), whole(100), whole(1)),
        };
        let read = Self {
            control,
            min: reader.number("min").or(min),
            max: reader.number("max").or(max),
            step: reader.number("step").or(step),
        };
        if read.min.zip(read.max).is_some_and(|(min, max)| min > max) {
            reader.refuse("min", DefinitionReason::AboveMaximum { other: "max" });
        }
        if read.step.is_some_and(|step| step.value() <= 0.0) {
            reader.refuse("step", DefinitionReason::WrongType { wanted: "a number above 0" });
        }
        read
    }

    pub(crate) fn check(&self, number: Number) -> Result<(), AnswerReason> {
        if let Some(min) = self.min.filter(|min| number < *min) {
            return Err(AnswerReason::BelowMinimum(Bound::Number(min)));
        }
        if let Some(max) = self.max.filter(|max| number > *max) {
            return Err(AnswerReason::AboveMaximum(Bound::Number(max)));
        }
        let base = self.min.or_else(|| Number::new(0.0));
        match self.step.zip(base) {
            Some((step, base)) if !number.is_step(base, step) => Err(AnswerReason::NotAStep(step)),
            None | Some(_) => Ok(()),
        }
    }
}

impl MomentInput {
    fn read(reader: &mut Reader<'_, '_>, format: Format) -> Self {
        let [min, max] = ["min", "max"].map(|name| {
            let text = reader.string(name)?;
            if is_moment(format, text) {
                return Some(Box::from(text));
            }
            reader.refuse(name, DefinitionReason::NotAMoment { wanted: format.words() });
            None
        });
        if min.as_ref().zip(max.as_ref()).is_some_and(|(min, max)| min > max) {
            reader.refuse("min", DefinitionReason::AboveMaximum { other: "max" });
        }
        if reader.take("step").is_some() {
            reader.refuse("step", DefinitionReason::NotSupported);
        }
        Self { format, min, max }
    }

    fn check(&self, text: &str) -> Result<(), AnswerReason> {
        if !is_moment(self.format, text) {
            return Err(AnswerReason::WrongFormat(self.format));
        }
        if let Some(min) = self.min.clone().filter(|min| text < &**min) {
            return Err(AnswerReason::BelowMinimum(Bound::Moment(min)));
        }
        match self.max.clone().filter(|max| text > &**max) {
            Some(max) => Err(AnswerReason::AboveMaximum(Bound::Moment(max))),
            None => Ok(()),
        }
    }
}

/// Reads a word or two of HTML's `autocomplete`: `email`, `shipping postal-code`.
pub(crate) fn read_autocomplete(
    reader: &mut Reader<'_, '_>,
    name: &'static str,
) -> Option<Box<str>> {
    let words = reader.string(name)?;
    let plain = words.len() <= 64
        && words.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"- ".contains(&byte)
        });
    let password = words.contains("password") || words.contains("one-time-code");
    if plain && !password {
        return Some(words.into());
    }
    reader.refuse(name, DefinitionReason::WrongType { wanted: "a word of HTML's autocomplete" });
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        for (input, text, want) in [
            (LineInput::Email, "anna@example.se", true),
            (LineInput::Email, "anna@localhost", true),
            (LineInput::Email, "anna+x@a-b.example.se", true),
            (LineInput::Email, "anna", false),
            (LineInput::Email, "@example.se", false),
            (LineInput::Email, "anna@", false),
            (LineInput::Email, "anna@@example.se", false),
            (LineInput::Email, "anna@-x.se", false),
            (LineInput::Email, "an na@example.se", false),
            (LineInput::Email, "åsa@example.se", false),
            (LineInput::Url, "https://example.se/å?x=1", true),
            (LineInput::Url, "mailto:anna@example.se", true),
            (LineInput::Url, "example.se", false),
            (LineInput::Url, "https://", false),
            (LineInput::Url, "https://exa mple.se", false),
            (LineInput::Url, "1ttp://x", false),
            (LineInput::Color, "#1a2B3c", true),
            (LineInput::Color, "#1a2b3", false),
            (LineInput::Color, "red", false),
            (LineInput::Tel, "+46 8 123 45 67", true),
        ] {
            assert_eq!(input.check(text).is_ok(), want, "{text}");
        }
    }
}
