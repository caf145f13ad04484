//! Functions of numbers.

use core::cmp::Ordering;

use super::functions;
use crate::compare::order;
use crate::decimal::parse_number;
use crate::number;
use crate::value::Value;

functions! {
    /// Functions of numbers.
    OfNumbers {
        Sum "sum",
        Min "min",
        Max "max",
        Count "count",
        Avg "avg",
        Round "round",
        Trunc "trunc",
    }
}

pub(super) fn call(function: OfNumbers, given: &[Value]) -> Value {
    let mut all = Vec::new();
    for value in given {
        flatten(value, &mut all);
    }
    let count = f64::from(u32::try_from(all.len()).unwrap_or(u32::MAX));
    match function {
        OfNumbers::Sum => sum(&all),
        OfNumbers::Min => most(&all, Ordering::Less),
        OfNumbers::Max => most(&all, Ordering::Greater),
        OfNumbers::Count => Value::Number(count),
        OfNumbers::Avg if all.is_empty() => Value::Number(0.0),
        OfNumbers::Avg => Value::Number(sum(&all).to_number() / count),
        OfNumbers::Round => Value::Number(round(&all)),
        OfNumbers::Trunc => Value::Number(truncate(&all)),
    }
}

/// All values in lists of lists, without nothings; texts that are numbers are numbers.
fn flatten(value: &Value, all: &mut Vec<Value>) {
    match value {
        Value::Null => {}
        Value::List(items) => items.iter().for_each(|item| flatten(item, all)),
        Value::Text(text) => {
            let number = number::of_text(text);
            all.push(if number.is_nan() { value.clone() } else { Value::Number(number) });
        }
        Value::Boolean(_) | Value::Number(_) | Value::Moment(_) | Value::Object(_) => {
            all.push(value.clone());
        }
    }
}

/// A sum. What is no number is left out: a text among numbers says nothing of their sum.
fn sum(all: &[Value]) -> Value {
    let numbers = all.iter().map(Value::to_number).filter(|number| !number.is_nan());
    Value::Number(numbers.fold(0.0, |sum, term| number::sum(sum, term, sum + term)))
}

fn most(all: &[Value], wanted: Ordering) -> Value {
    let mut best: Option<&Value> = None;
    for value in all {
        if best.is_none_or(|best| order(value, best) == Some(wanted)) {
            best = Some(value);
        }
    }
    best.cloned().unwrap_or(Value::Null)
}

fn numbers(all: &[Value]) -> Option<(f64, f64)> {
    let number = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        Value::Null
        | Value::Boolean(_)
        | Value::Text(_)
        | Value::Moment(_)
        | Value::List(_)
        | Value::Object(_) => None,
    };
    let precision = all.get(1).map_or(Some(0.0), number)?;
    Some((number(all.first()?)?, precision))
}

/// Half goes up, as in JavaScript, unless the dust of a binary fraction is what lacks.
fn round(all: &[Value]) -> f64 {
    let Some((number, precision)) = numbers(all) else { return f64::NAN };
    let scale = 10_f64.powf(precision);
    ((number * scale * (1.0 + f64::EPSILON)) + 0.5).floor() / scale
}

/// Digits after the point are cut, from `precision` on; without it all of them.
fn truncate(all: &[Value]) -> f64 {
    let Some((number, precision)) = numbers(all) else { return f64::NAN };
    let text = number::plain(number);
    let Some((whole, part)) = text.split_once('.') else { return number };
    let kept = part.char_indices().take_while(|(index, _)| {
        u32::try_from(*index).is_ok_and(|index| f64::from(index) < precision)
    });
    let part: String = kept.map(|(_, digit)| digit).collect();
    parse_number(&[whole, ".", &part].concat()).unwrap_or(f64::NAN)
}
