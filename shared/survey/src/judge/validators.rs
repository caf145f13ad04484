//! A question's `validators`.

use expression::{Expression, parse_number};
use regex_lite::{Regex, RegexBuilder};
use serde_json::Value;

use super::text::units;
use crate::answers::{AnswerReason, Bound, Format};
use crate::model::{Validator, ValidatorRule};
use crate::scalar::Number;

/// The most bytes of a pattern once it is compiled: what bounds the time that it takes to compile
/// it, and to look at each character of an answer.
const MAX_COMPILED_BYTES: usize = 50_000;

/// The pattern of a `regex` validator, compiled.
///
/// # Errors
///
/// It is no pattern, or too costly.
pub(crate) fn pattern(pattern: &str, ignore_case: bool) -> Result<Regex, regex_lite::Error> {
    RegexBuilder::new(pattern).case_insensitive(ignore_case).size_limit(MAX_COMPILED_BYTES).build()
}

/// What a validator says of an answer; an answer that is empty only an expression judges.
pub(super) fn validate(
    validator: &Validator,
    value: Option<&Value>,
    holds: &mut dyn FnMut(&Expression) -> bool,
) -> Option<AnswerReason> {
    let reason = match (&validator.rule, value) {
        (ValidatorRule::Expression(expression), _) => {
            (!holds(expression)).then_some(AnswerReason::RuleBroken)
        }
        (
            ValidatorRule::Numeric { .. }
            | ValidatorRule::Text { .. }
            | ValidatorRule::Email
            | ValidatorRule::Regex { .. }
            | ValidatorRule::AnswerCount { .. },
            None,
        ) => None,
        (ValidatorRule::Numeric { min, max }, Some(value)) => numeric(*min, *max, value),
        (ValidatorRule::Text { min_units, max_units, digits }, Some(value)) => {
            text(*min_units, *max_units, *digits, value)
        }
        (ValidatorRule::Email, Some(value)) => {
            let truth = value.as_bool() != Some(false) && value.as_f64() != Some(0.0);
            (truth && !is_email(&words(value))).then_some(AnswerReason::WrongFormat(Format::Email))
        }
        (ValidatorRule::Regex { pattern: source, ignore_case }, Some(value)) => {
            let regex = pattern(source, *ignore_case);
            let good = regex.is_ok_and(|regex| matches(&regex, value));
            (!good).then_some(AnswerReason::NoMatch)
        }
        (ValidatorRule::AnswerCount { min, max }, Some(value)) => count(*min, *max, value),
    };
    reason.map(|reason| reason.told(&validator.text))
}

/// A value as JavaScript writes it.
fn words(value: &Value) -> String {
    expression::Value::from_json(value).to_text()
}

/// Of a list, each item and the list as one text must match.
fn matches(regex: &Regex, value: &Value) -> bool {
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    items.iter().all(|item| regex.is_match(&words(item))) && regex.is_match(&words(value))
}

fn numeric(min: Option<Number>, max: Option<Number>, value: &Value) -> Option<AnswerReason> {
    let Some(number) = number_of(value) else { return Some(AnswerReason::NotNumeric) };
    if let Some(min) = min.filter(|min| number < *min) {
        return Some(AnswerReason::BelowMinimum(Bound::Number(min)));
    }
    max.filter(|max| number > *max).map(|max| AnswerReason::AboveMaximum(Bound::Number(max)))
}

/// The number that survey-core takes a value for: `1,5` is one and a half, and 16 digits and more
/// are a code.
fn number_of(value: &Value) -> Option<Number> {
    let Some(text) = value.as_str() else { return Number::from_json(value) };
    let text = text.trim();
    if let Some(digits) = text.strip_prefix("0x") {
        let plain = digits.len() <= 13 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(digits, 16).ok().filter(|_| plain);
        return number.and_then(|number| Number::from_json(&Value::from(number)));
    }
    if text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let plain = |byte: u8| byte.is_ascii_digit() || b".,eE+-".contains(&byte);
    if !text.bytes().all(plain) {
        return None;
    }
    parse_number(&text.replacen(',', ".", 1)).and_then(Number::new)
}

fn text(min: u32, max: u32, digits: bool, value: &Value) -> Option<AnswerReason> {
    if !digits && words(value).ends_with(|c: char| c.is_ascii_digit()) {
        return Some(AnswerReason::HasDigit);
    }
    let length = match value {
        Value::String(text) => units(text),
        Value::Array(items) => u32::try_from(items.len()).unwrap_or(u32::MAX),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    if min > 0 && length < min {
        return Some(AnswerReason::TooShort(min));
    }
    (max > 0 && length > max).then_some(AnswerReason::TooLong(max))
}

fn count(min: Option<u32>, max: Option<u32>, value: &Value) -> Option<AnswerReason> {
    let count = u32::try_from(value.as_array()?.len()).unwrap_or(u32::MAX);
    if let Some(min) = min.filter(|min| count < *min) {
        return Some(AnswerReason::TooFewChoices(min));
    }
    max.filter(|max| *max > 0 && count > *max).map(AnswerReason::TooManyChoices)
}

/// Whether survey-core takes a text for an e-mail address: two names at least after the `@`, and
/// before it names between points, or anything in quotes.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let atom = |text: &str| !text.is_empty() && !text.chars().any(is_mark);
    let quoted =
        local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).is_some_and(|inner| {
            !inner.is_empty() && !inner.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
        });
    let name = |text: &str| atom(text) && !text.contains('=');
    let last = domain.rsplit('.').next().unwrap_or_default();
    (quoted || local.split('.').all(atom))
        && domain.contains('.')
        && domain.split('.').all(name)
        && units(last) >= 2
}

/// Whether a character ends a name in an e-mail address.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '(' | ')' | '[' | ']' | '.' | ',' | ';' | ':' | '@' | '"' | '\u{feff}'
        )
}
