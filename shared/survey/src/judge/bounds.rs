//! Least and most of what is written in a `text` question's field.

use serde_json::Value;

use super::Asked;
use super::validators::is_email;
use crate::answers::{AnswerReason, Bound, Format};
use crate::model::{Input, LineInput, MomentInput, NumberInput, Question, Text, ValidatorRule};
use crate::moment::is_moment;
use crate::scalar::Number;

/// Adds what is wrong with a number, a date or a time that is too small, too large or between two
/// steps. A bound that an expression gives takes the place of the fixed one.
pub(super) fn check(text: &Text, asked: &Asked<'_>, value: &Value, found: &mut Vec<AnswerReason>) {
    match &text.input {
        Input::Line(_) => {}
        Input::Number(input) => {
            if let Some(number) = Number::from_json(value) {
                check_number(text, input, asked, number, found);
            }
        }
        Input::Moment(input) => {
            if let Some(moment) = value.as_str() {
                check_moment(text, input, asked, moment, found);
            }
        }
    }
}

fn check_number(
    text: &Text,
    input: &NumberInput,
    asked: &Asked<'_>,
    number: Number,
    found: &mut Vec<AnswerReason>,
) {
    let min = if text.min_expression.is_some() { given(asked.min.as_ref()) } else { input.min };
    let max = if text.max_expression.is_some() { given(asked.max.as_ref()) } else { input.max };
    if let Some(min) = min.filter(|min| number < *min) {
        found.push(AnswerReason::BelowMinimum(Bound::Number(min)).told(&text.min_error_text));
    }
    if let Some(max) = max.filter(|max| number > *max) {
        found.push(AnswerReason::AboveMaximum(Bound::Number(max)).told(&text.max_error_text));
    }
    // As HTML counts steps (section 4.10.5.3.8): from the fixed minimum, or from 0.
    let base = input.min.or_else(|| Number::new(0.0));
    if let Some((step, base)) = input.step.zip(base)
        && !number.is_step(base, step)
    {
        found.push(AnswerReason::NotAStep(step).told(&text.step_error_text));
    }
}

/// The number that an expression has come to, if it is one.
fn given(value: Option<&Value>) -> Option<Number> {
    let value = value?;
    Number::from_json(value).or_else(|| value.as_str().and_then(Number::from_text))
}

fn check_moment(
    text: &Text,
    input: &MomentInput,
    asked: &Asked<'_>,
    moment: &str,
    found: &mut Vec<AnswerReason>,
) {
    let bound = |by_expression: bool, given: Option<&Value>, fixed: Option<&str>| {
        let bound = if by_expression { given.and_then(Value::as_str) } else { fixed };
        bound.and_then(|bound| Some((comparable(input.format, bound)?, Box::from(bound))))
    };
    let Some(at) = comparable(input.format, moment) else { return };
    let min = bound(text.min_expression.is_some(), asked.min.as_ref(), input.min.as_deref());
    if let Some((_, min)) = min.filter(|(least, _)| at < *least) {
        found.push(AnswerReason::BelowMinimum(Bound::Moment(min)).told(&text.min_error_text));
    }
    let max = bound(text.max_expression.is_some(), asked.max.as_ref(), input.max.as_deref());
    if let Some((_, max)) = max.filter(|(most, _)| at > *most) {
        found.push(AnswerReason::AboveMaximum(Bound::Moment(max)).told(&text.max_error_text));
    }
}

/// A text that is less if the moment is earlier. Days and local times are compared as moments, a
/// day being its midnight; all else as it is written.
fn comparable(format: Format, text: &str) -> Option<String> {
    let timed = match format {
        Format::Date | Format::DateTime => true,
        Format::Time | Format::Month | Format::Week => false,
        Format::Email | Format::Url | Format::Color => return None,
    };
    if !timed {
        return Some(text.to_owned());
    }
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (day, time) = text.split_once('T').unwrap_or((text, "00:00"));
    if !is_moment(Format::Date, day) || !is_moment(Format::Time, time) {
        return None;
    }
    // `19:50` is as early as `19:50:00.000`, of which it is the beginning.
    let rest = ":00.000".get(time.len().saturating_sub(5)..).unwrap_or_default();
    let point = if rest.len() == 4 { ".000" } else { rest };
    Some([day, "T", time, point].concat())
}

/// Adds that an e-mail field has what survey-core takes for none; a validator for that says so in
/// its own words.
pub(super) fn email(
    text: &Text,
    question: &Question,
    value: &Value,
    found: &mut Vec<AnswerReason>,
) {
    let own = |rule: &ValidatorRule| matches!(rule, ValidatorRule::Email);
    if text.input == Input::Line(LineInput::Email)
        && !question.validators.iter().any(|validator| own(&validator.rule))
        && !value.as_str().is_none_or(is_email)
    {
        found.push(AnswerReason::WrongFormat(Format::Email));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_compared() {
        let moment = |text| comparable(Format::DateTime, text);
        assert!(moment("2026-11-23") == moment("2026-11-23T00:00"));
        assert!(moment("2026-11-23T19:50") == moment("2026-11-23T19:50:00.000Z"));
        assert!(moment("2026-11-23T19:50:00") == moment("2026-11-23T19:50:00.000"));
        assert!(moment("2026-11-23T19:50:00.5") > moment("2026-11-23T19:50"));
        assert!(moment("2026-11-23T19:50:00.05") < moment("2026-11-23T19:50:00.5"));
        assert!(moment("2026-11-23T19:50:01") > moment("2026-11-23T19:50:00.999"));
        assert_eq!(moment("soon"), None);
        assert_eq!(comparable(Format::Month, "2026-11").as_deref(), Some("2026-11"));
    }
}
