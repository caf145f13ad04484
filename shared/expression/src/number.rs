//! Numbers, as JavaScript reads, writes and rounds them.

use serde_json::Value as Json;

use crate::decimal::parse_number;

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
    if plain { parse_number(text).unwrap_or(f64::NAN) } else { f64::NAN }
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
    let (digits, point) = digits(number);
    if (-5..=21).contains(&point) {
        return plain(number);
    }
    let mut text = String::from(if number < 0.0 { "-" } else { "" });
    let (first, rest) = digits.split_at_checked(1).unwrap_or_default();
    text.push_str(first);
    if !rest.is_empty() {
        text.push('.');
        text.push_str(rest);
    }
    text.push_str(if point > 0 { "e+" } else { "e" });
    text.push_str(&(point - 1).to_string());
    text
}

/// A finite number as text without an exponent: the fewest digits that tell it from all others.
#[must_use]
pub fn plain(number: f64) -> String {
    let (digits, point) = digits(number);
    // A negative zero is a zero.
    let mut text = String::from(if number < 0.0 { "-" } else { "" });
    let place = usize::try_from(point).unwrap_or(0);
    let zeros = |text: &mut String, count: usize| (0..count).for_each(|_| text.push('0'));
    let Some((whole, part)) = digits.split_at_checked(place) else {
        text.push_str(&digits);
        zeros(&mut text, place - digits.len());
        return text;
    };
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if !part.is_empty() {
        text.push('.');
        zeros(&mut text, usize::try_from(-point).unwrap_or(0));
        text.push_str(part);
    }
    text
}

/// The digits that tell a finite number from all others, without zeros around them, and where in
/// them the point stands. They are those that JSON writes: it has no other way with numbers.
fn digits(number: f64) -> (String, i32) {
    let text = serde_json::Number::from_f64(number.abs()).map(|number| number.to_string());
    let text = text.unwrap_or_default();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, part].concat();
    let significant = digits.trim_start_matches('0');
    let zeros = i32::try_from(digits.len() - significant.len()).unwrap_or(0);
    let point = i32::try_from(whole.len()).unwrap_or(0) - zeros;
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        (String::new(), 0)
    } else {
        (significant.to_owned(), point + exponent)
    }
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
    number.abs() < EXACT && digits(number).0.len() <= 15
}

/// How many digits stand after the point.
pub(crate) fn decimals(number: f64) -> i32 {
    let (digits, point) = digits(number);
    (i32::try_from(digits.len()).unwrap_or(0) - point).max(0)
}

/// A result without the dust that decimal fractions leave in binary ones.
fn rounded(result: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals.min(22));
    let scaled = result * scale;
    // Powers of ten are exact up to the 22nd, and beyond 2^53 there is no dust to be seen.
    let is_exact = (1..=22).contains(&decimals) && scaled.abs() < EXACT;
    if is_exact { scaled.round() / scale } else { result }
}

/// A sum or a difference, rounded to the digits of its terms.
pub(crate) fn sum(a: f64, b: f64, result: f64) -> f64 {
    rounded(result, decimals(a).max(decimals(b)))
}

/// The sum of two numbers, without the dust that decimal fractions leave in binary ones: 0.1 and
/// 0.2 come to 0.3.
#[must_use]
pub fn add(a: f64, b: f64) -> f64 {
    sum(a, b, a + b)
}

/// A product, rounded to the digits of its factors.
pub(crate) fn product(a: f64, b: f64) -> f64 {
    rounded(a * b, decimals(a) + decimals(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_javascript_writes_them() {
        for (number, text, without_exponent) in [
            (0.0, "0", "0"),
            (-0.0, "0", "0"),
            (7.0, "7", "7"),
            (-12.5, "-12.5", "-12.5"),
            (0.1, "0.1", "0.1"),
            (0.000_001, "0.000001", "0.000001"),
            (0.000_000_1, "1e-7", "0.0000001"),
            (-0.000_000_12, "-1.2e-7", "-0.00000012"),
            (100.0, "100", "100"),
            (1e20, "100000000000000000000", "100000000000000000000"),
            (1e21, "1e+21", "1000000000000000000000"),
            (1.5e22, "1.5e+22", "15000000000000000000000"),
            (123_456.789, "123456.789", "123456.789"),
            (f64::INFINITY, "Infinity", "0"),
        ] {
            assert_eq!(to_text(number), text, "{number}");
            assert_eq!(plain(number), without_exponent, "{number}");
        }
    }

    #[test]
    fn dust_is_left_behind() {
        for (got, want) in [
            (sum(0.1, 0.2, 0.1 + 0.2), 0.3),
            (sum(1.005, 2.0, 1.005 + 2.0), 3.005),
            (product(0.1, 0.2), 0.02),
            (product(1.1, 1.1), 1.21),
            (product(-4.35, 100.0), -435.0),
            (sum(1e300, 0.1, 1e300 + 0.1), 1e300),
            (product(1e-200, 0.5), 5e-201),
        ] {
            assert_eq!(got.to_bits(), f64::to_bits(want), "{got} {want}");
        }
    }
}
