//! Lines of text, numbers, dates and times.

use core::cmp::Ordering;

use serde_json::{Number, Value};

use super::AnswerReason;
use crate::definition::{ChoiceValue, CommentQuestion, InputType, TextQuestion};

/// The most characters of a line whose question sets no bound.
const MAX_LINE_CHARS: usize = 10_000;

/// The most characters of a comment whose question sets no bound.
const MAX_COMMENT_CHARS: usize = 20_000;

const TEXT: AnswerReason = AnswerReason::WrongType("text");

pub(super) fn check_comment(comment: &CommentQuestion, answer: &Value) -> Result<(), AnswerReason> {
    let text = answer.as_str().ok_or(TEXT)?;
    check_length(text, comment.max_length, MAX_COMMENT_CHARS)?;
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(is_plain) { Ok(()) } else { Err(AnswerReason::NotInForm) }
}

pub(super) fn check_line(question: &TextQuestion, answer: &Value) -> Result<(), AnswerReason> {
    if question.input == InputType::Number {
        let number = answer.as_number().ok_or(AnswerReason::WrongType("a number"))?;
        return check_number(question, number);
    }
    let text = answer.as_str().ok_or(TEXT)?;
    check_length(text, question.max_length, MAX_LINE_CHARS)?;
    let is_control = |c: char| c.is_control() && c != '\t';
    if text.chars().any(is_control) || !is_in_form(question.input, text) {
        return Err(AnswerReason::NotInForm);
    }
    // HTML writes dates and times so that their order is their texts' order.
    let bound = |bound: &Option<ChoiceValue>| match bound {
        Some(ChoiceValue::Text(bound)) => Some(bound.clone()),
        Some(ChoiceValue::Number(_) | ChoiceValue::Bool(_)) | None => None,
    };
    if bound(&question.min).is_some_and(|min| text < min.as_str()) {
        Err(AnswerReason::BelowMin)
    } else if bound(&question.max).is_some_and(|max| text > max.as_str()) {
        Err(AnswerReason::AboveMax)
    } else {
        Ok(())
    }
}

/// Lengths are counted as HTML's `maxlength` does: in UTF-16 code units.
fn check_length(text: &str, bound: Option<u32>, usual: usize) -> Result<(), AnswerReason> {
    let bound = bound.and_then(|bound| usize::try_from(bound).ok()).unwrap_or(usual);
    if text.encode_utf16().count() <= bound { Ok(()) } else { Err(AnswerReason::TooLong) }
}

fn check_number(question: &TextQuestion, number: &Number) -> Result<(), AnswerReason> {
    let value = number.as_f64().ok_or(AnswerReason::NotInForm)?;
    let compared = |bound: &Option<ChoiceValue>| match bound {
        Some(ChoiceValue::Number(bound)) => value.partial_cmp(&bound.as_f64()?),
        Some(ChoiceValue::Text(_) | ChoiceValue::Bool(_)) | None => None,
    };
    if compared(&question.min) == Some(Ordering::Less) {
        return Err(AnswerReason::BelowMin);
    }
    if compared(&question.max) == Some(Ordering::Greater) {
        return Err(AnswerReason::AboveMax);
    }
    let Some(step) = question.step.as_ref().and_then(Number::as_f64) else { return Ok(()) };
    let base = match &question.min {
        Some(ChoiceValue::Number(min)) => min.as_f64().unwrap_or(0.0),
        Some(ChoiceValue::Text(_) | ChoiceValue::Bool(_)) | None => 0.0,
    };
    let steps = (value - base) / step;
    // Decimal fractions are not exact in binary; a millionth of a step is.
    if (steps - steps.round()).abs() < 1e-6 { Ok(()) } else { Err(AnswerReason::OffStep) }
}

/// Whether a text is written as HTML's input of that type writes its values
/// (HTML, section 2.3.5, and section 4.10.5.1 for e-mail addresses and absolute addresses).
fn is_in_form(input: InputType, text: &str) -> bool {
    match input {
        InputType::Text | InputType::Tel => true,
        InputType::Number => false,
        InputType::Color => text.strip_prefix('#').is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())
        }),
        InputType::Date => is_date(text),
        InputType::DatetimeLocal => {
            text.split_once('T').is_some_and(|(day, time)| is_date(day) && is_time(time))
        }
        InputType::Email => is_email(text),
        InputType::Month => is_month(text),
        InputType::Time => is_time(text),
        InputType::Url => is_url(text),
        InputType::Week => text.split_once("-W").is_some_and(|(year, week)| {
            digits(year, 4).is_some()
                && digits(week, 2).is_some_and(|week| (1..=53).contains(&week))
        }),
    }
}

/// Exactly `width` digits, as a number.
fn digits(text: &str, width: usize) -> Option<u32> {
    let plain = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn month(text: &str) -> Option<(u32, u32)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (digits(year, 4)?, digits(month, 2)?);
    (year > 0 && (1..=12).contains(&month)).then_some((year, month))
}

fn is_month(text: &str) -> bool {
    month(text).is_some()
}

fn is_date(text: &str) -> bool {
    let Some((first, day)) = text.rsplit_once('-') else { return false };
    let (Some((year, month)), Some(day)) = (month(first), digits(day, 2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=days).contains(&day)
}

fn is_time(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let hour = parts.next().and_then(|hour| digits(hour, 2)).is_some_and(|hour| hour < 24);
    let minute = parts.next().and_then(|minute| digits(minute, 2)).is_some_and(|m| m < 60);
    let second = parts.next().is_none_or(|second| {
        let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
        digits(whole, 2).is_some_and(|whole| whole < 60)
            && (1..=3).contains(&fraction.len())
            && fraction.bytes().all(|b| b.is_ascii_digit())
    });
    hour && minute && second
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_local = |b: u8| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 254
        && !local.is_empty()
        && local.bytes().all(is_local)
        && domain.split('.').all(is_label)
}

/// An absolute address: a scheme, a colon, and something without blanks.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let starts = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    let is_scheme = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    starts
        && scheme.bytes().all(is_scheme)
        && !rest.is_empty()
        && !rest.contains(char::is_whitespace)
}
