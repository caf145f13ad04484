//! Numbers, as JavaScript reads, writes and rounds them.

use serde_json::Value as Json;

/// 2 to the power of 53, from which on a double skips whole numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The number that a text counts as: a point or a comma before its fraction, at most 15 digits if
/// it is of digits alone. NaN if it counts as none.
pub(crate) fn of_text(text: &str) -> f64 {
    let text = text.trim();
    if text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return f64::NAN;
    }
    if text.matches(',').count() == 1 && !text.contains('.') {
        return of_plain(&text.replace(',', "."));
    }
    if text.is_empty() { f64::NAN } else { finite(of_plain(text)) }
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { f64::NAN }
}

/// The number that JavaScript makes of a text (ECMA-262, section 7.1.4.1); an empty one is 0.
pub(crate) fn of_plain(text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    if let Some(hex) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return of_hexadecimal(hex);
    }
    let plain =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if plain { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

fn of_hexadecimal(digits: &str) -> f64 {
    if digits.is_empty() || digits.len() > 30 {
        return f64::NAN;
    }
    digits
        .chars()
        .try_fold(0.0, |sum, digit| Some(sum * 16.0 + f64::from(digit.to_digit(16)?)))
        .unwrap_or(f64::NAN)
}

/// A number as JavaScript writes it (ECMA-262, section 6.1.6.1.20): with an exponent from
/// 1e+21 on, and below 1e-6.
pub(crate) fn to_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let size = number.abs();
    if size >= 1e21 {
        return format!("{number:e}").replace('e', "e+");
    }
    if size > 0.0 && size < 1e-6 { format!("{number:e}") } else { plain(number) }
}

/// A number as text without an exponent.
pub(crate) fn plain(number: f64) -> String {
    // Adding zero makes of a negative zero the zero that JavaScript writes.
    (number + 0.0).to_string()
}

/// A number as JSON, if JSON has it.
pub(crate) fn to_json(number: f64) -> Json {
    if number.is_finite() && number.fract() == 0.0 && number.abs() < EXACT {
        let whole = plain(number).parse::<i64>();
        return whole.map_or(Json::Null, Json::from);
    }
    serde_json::Number::from_f64(number).map_or(Json::Null, Json::Number)
}

/// Whether the number that [`to_json`] gives is the same once it was written and read: readers of
/// JSON need not mind the last bit of a longer one.
pub(crate) fn is_exact_in_json(number: f64) -> bool {
    number.abs() < EXACT && plain(number).len() <= 16
}

/// How many digits stand after the point.
pub(crate) fn decimals(number: f64) -> usize {
    plain(number).split_once('.').map_or(0, |(_, part)| part.len())
}

/// A result without the dust that decimal fractions leave in binary ones.
pub(crate) fn rounded(result: f64, decimals: usize) -> f64 {
    // Beyond 100 digits JavaScript has no fixed form; a double has none of its own there.
    if decimals == 0 || decimals > 100 || !result.is_finite() {
        return result;
    }
    format!("{result:.decimals$}").parse().unwrap_or(result)
}

/// A sum or a difference, rounded to the digits of its terms.
pub(crate) fn sum(a: f64, b: f64, result: f64) -> f64 {
    rounded(result, decimals(a).max(decimals(b)))
}

/// A product, rounded to the digits of its factors.
pub(crate) fn product(a: f64, b: f64) -> f64 {
    rounded(a * b, decimals(a) + decimals(b))
}
