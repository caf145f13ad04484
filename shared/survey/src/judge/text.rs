//! What is written: lines, numbers, dates, comments.

use serde_json::Value;

use crate::answers::Format;
use crate::answers::{AnswerReason, Shape};
use crate::model::{Input, LineInput, Text};
use crate::moment::is_moment;
use crate::scalar::Number;

/// The most bytes of a line.
const MAX_LINE_BYTES: u32 = 10_000;

/// The most bytes of a comment.
const MAX_COMMENT_BYTES: u32 = 20_000;

/// What the field of a `text` question holds.
pub(super) fn line(question: &Text, value: &Value) -> Result<Value, AnswerReason> {
    let format = match &question.input {
        Input::Number(_) => return number(value).map(Number::to_json),
        Input::Line(line) => format(*line),
        Input::Moment(moment) => Some(moment.format),
    };
    let text = bounded(value, question.max_units, MAX_LINE_BYTES)?;
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(AnswerReason::ControlCharacter);
    }
    match format.filter(|format| !is_written(*format, text)) {
        Some(format) => Err(AnswerReason::WrongFormat(format)),
        None => Ok(Value::from(text)),
    }
}

/// What the field of a `comment` question, or one beside an answer, holds.
pub(super) fn lines(
    value: &Value,
    max_units: Option<u32>,
    line_breaks: bool,
) -> Result<&str, AnswerReason> {
    let text = bounded(value, max_units, MAX_COMMENT_BYTES)?;
    let may_hold = |c| c == '\t' || (line_breaks && matches!(c, '\n' | '\r'));
    if text.chars().any(|c| c.is_control() && !may_hold(c)) {
        return Err(AnswerReason::ControlCharacter);
    }
    Ok(text)
}

pub(super) fn number(value: &Value) -> Result<Number, AnswerReason> {
    Number::from_json(value).ok_or(AnswerReason::WrongType(Shape::Number))
}

/// How long a text is as browsers count characters.
pub(super) fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// A text within its bounds.
fn bounded(value: &Value, max_units: Option<u32>, max_bytes: u32) -> Result<&str, AnswerReason> {
    let text = value.as_str().ok_or(AnswerReason::WrongType(Shape::Text))?;
    if u32::try_from(text.len()).map_or(true, |bytes| bytes > max_bytes) {
        return Err(AnswerReason::TooLarge(max_bytes));
    }
    match max_units.filter(|max| units(text) > *max) {
        Some(max) => Err(AnswerReason::TooLong(max)),
        None => Ok(text),
    }
}

const fn format(line: LineInput) -> Option<Format> {
    match line {
        LineInput::Text | LineInput::Tel => None,
        LineInput::Email => Some(Format::Email),
        LineInput::Url => Some(Format::Url),
        LineInput::Color => Some(Format::Color),
    }
}

/// Whether a text is written as a field of this format writes it.
fn is_written(format: Format, text: &str) -> bool {
    match format {
        Format::Email => is_email(text),
        Format::Url => is_url(text),
        Format::Color => is_color(text),
        Format::Date | Format::Time | Format::DateTime | Format::Month | Format::Week => {
            is_moment(format, text)
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (format, text, want) in [
            (Format::Email, "anna@example.se", true),
            (Format::Email, "anna@localhost", true),
            (Format::Email, "anna+x@a-b.example.se", true),
            (Format::Email, "anna", false),
            (Format::Email, "@example.se", false),
            (Format::Email, "anna@", false),
            (Format::Email, "anna@@example.se", false),
            (Format::Email, "anna@-x.se", false),
            (Format::Email, "an na@example.se", false),
            (Format::Email, "åsa@example.se", false),
            (Format::Url, "https://example.se/å?x=1", true),
            (Format::Url, "mailto:anna@example.se", true),
            (Format::Url, "example.se", false),
            (Format::Url, "https://", false),
            (Format::Url, "https://exa mple.se", false),
            (Format::Url, "1ttp://x", false),
            (Format::Color, "#1a2B3c", true),
            (Format::Color, "#1a2b3", false),
            (Format::Color, "red", false),
            (Format::Date, "2028-02-29", true),
            (Format::Date, "2027-02-29", false),
        ] {
            assert_eq!(is_written(format, text), want, "{text}");
        }
    }
}
