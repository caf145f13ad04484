//! Places on a line.

use serde_json::Value;

use super::Asked;
use super::text::number;
use crate::answers::{AnswerReason, Bound, Shape};
use crate::model::{Slider, SliderValue};
use crate::scalar::Number;

/// One place, or a range.
pub(super) fn place(
    slider: &Slider,
    asked: &Asked<'_>,
    value: &Value,
) -> Result<Value, AnswerReason> {
    let at = |value: &Value| {
        let number = number(value)?;
        on_line(slider, asked, number).map(|()| number)
    };
    let (min_length, max_length) = match slider.value {
        SliderValue::Single => return at(value).map(Number::to_json),
        SliderValue::Range { min_length, max_length } => (min_length, max_length),
    };
    let ends = value.as_array().ok_or(AnswerReason::WrongType(Shape::Range))?;
    let [low, high] = ends.as_slice() else { return Err(AnswerReason::NotARange) };
    let (low, high) = (at(low)?, at(high)?);
    if low > high {
        return Err(AnswerReason::NotARange);
    }
    // Without the dust of decimal fractions: 0.3 - 0.1 is less than 0.2.
    let length = Number::new(((high.value() - low.value()) * 1e9).round() / 1e9);
    let least = min_length.unwrap_or(slider.step);
    match (length, max_length) {
        (Some(length), _) if length < least => Err(AnswerReason::RangeTooShort(least)),
        (Some(length), Some(most)) if length > most => Err(AnswerReason::RangeTooLong(most)),
        _ => Ok(Value::Array(vec![low.to_json(), high.to_json()])),
    }
}

/// Whether the line has a stop at a number.
fn on_line(slider: &Slider, asked: &Asked<'_>, number: Number) -> Result<(), AnswerReason> {
    let bound = |value: &Option<Value>| value.as_ref().and_then(Number::from_json);
    let min = bound(&asked.min).unwrap_or(slider.min);
    let max = bound(&asked.max).unwrap_or(slider.max);
    if number < min {
        return Err(AnswerReason::BelowMinimum(Bound::Number(min)));
    }
    if number > max {
        return Err(AnswerReason::AboveMaximum(Bound::Number(max)));
    }
    if number.is_step(min, slider.step) { Ok(()) } else { Err(AnswerReason::NotAStep(slider.step)) }
}
