//! Doubles from decimal digits, to the last bit, in little code.
//!
//! What the standard library has for this is faster, and brings tables of ten kilobytes that hardly
//! compress, into functions where size is start-up time.

use core::cmp::Ordering;

/// From so many digits on, one more only says whether there is anything beyond: half of the way
/// between two doubles has at most 767.
const MAX_DIGITS: usize = 770;

/// Powers of ten up to this one are doubles.
const EXACT_POWER: i32 = 22;

/// The double that is nearest to a decimal number: a sign, digits with or without a point, and an
/// exponent; all but the digits may be missing. `None` for other texts.
///
/// It is infinite, or 0, where the number is too large or too small.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        None => (rest, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, part].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let after_point = i32::try_from(part.len()).unwrap_or(i32::MAX);
    let number = nearest(digits.trim_start_matches('0'), exponent.saturating_sub(after_point));
    Some(if text.starts_with('-') { -number } else { number })
}

/// An exponent; those that are beyond all doubles may be any that are.
fn read_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let beyond = if text.starts_with('-') { i32::MIN } else { i32::MAX };
    Some(text.parse().unwrap_or(beyond))
}

/// The double that is nearest to some digits times a power of ten.
fn nearest(digits: &str, power: i32) -> f64 {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    match power.saturating_add(count) {
        _ if digits.is_empty() => return 0.0,
        310.. => return f64::INFINITY,
        ..=-325 => return 0.0,
        -324..=309 => {}
    }
    if count <= 15 && power.abs() <= EXACT_POWER {
        // Both are doubles, so that one rounding is all there is.
        let whole = digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
        let scale = (0..power.abs()).fold(1.0, |scale, _| scale * 10.0);
        return if power < 0 { whole / scale } else { whole * scale };
    }
    let kept = digits.get(..MAX_DIGITS).unwrap_or(digits);
    let beyond = digits.get(MAX_DIGITS..).unwrap_or("");
    let power = power.saturating_add(i32::try_from(beyond.len()).unwrap_or(i32::MAX));
    let mut top = Whole::default();
    kept.bytes().for_each(|digit| top.multiply_and_add(10, u32::from(digit - b'0')));
    // One more digit, below all that are kept.
    top.multiply_and_add(10, u32::from(beyond.bytes().any(|digit| digit != b'0')));
    top.divided_by_ten_to(1 - power)
}

/// The double nearest to a number that is rounded to so many digits after the point, half of the
/// last one away from zero: as JavaScript's `toFixed` rounds.
#[must_use]
pub fn to_fixed(number: f64, digits: u32) -> f64 {
    let magnitude = number.abs();
    // From 2 to the power of 52 on there is nothing after the point.
    if magnitude >= 4_503_599_627_370_496.0 || number.is_nan() {
        return number;
    }
    let bits = magnitude.to_bits();
    let (exponent, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
    let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
    // The number is the mantissa divided by 2 to the power of this.
    let halvings = usize::try_from(1075 - exponent.max(1)).unwrap_or(0);
    let mut scaled = Whole::of(mantissa);
    scaled.multiply_by_ten_to(digits);
    scaled.halve_to_nearest(halvings);
    let rounded = scaled.divided_by_ten_to(i32::try_from(digits).unwrap_or(i32::MAX));
    rounded.copysign(number)
}

/// A whole number of any size: 32 bits in each part, the lowest first, the last one not 0.
#[derive(Default)]
struct Whole(Vec<u32>);

impl Whole {
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
    fn of(number: u64) -> Self {
        let mut whole = Self(vec![number as u32, (number >> 32) as u32]);
        whole.trim();
        whole
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
    fn multiply_and_add(&mut self, factor: u32, term: u32) {
        let mut carry = u64::from(term);
        for part in &mut self.0 {
            let product = u64::from(*part) * u64::from(factor) + carry;
            *part = product as u32;
            carry = product >> 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn multiply_by_ten_to(&mut self, power: u32) {
        (0..power / 9).for_each(|_| self.multiply_and_add(1_000_000_000, 0));
        self.multiply_and_add(10_u32.pow(power % 9), 0);
    }

    fn double(&mut self, times: usize) {
        if !self.0.is_empty() {
            self.0.splice(..0, core::iter::repeat_n(0, times / 32));
            self.multiply_and_add(1 << (times % 32), 0);
        }
    }

    /// Halves; what is left over counts for one from a half on.
    fn halve_to_nearest(&mut self, times: usize) {
        let mut half = Self::of(1);
        half.double(times - 1);
        self.add(&half);
        let parts = times.div_ceil(32);
        self.double(parts * 32 - times);
        self.0.drain(..parts.min(self.0.len()));
    }

    fn add(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        let mut carry = 0;
        let others = other.0.iter().copied().chain(core::iter::repeat(0));
        for (part, other) in self.0.iter_mut().zip(others) {
            let (sum, first) = part.overflowing_add(other);
            let (sum, second) = sum.overflowing_add(carry);
            (*part, carry) = (sum, u32::from(first || second));
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// Takes away a number that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrowed = 0;
        let others = other.0.iter().copied().chain(core::iter::repeat(0));
        for (part, other) in self.0.iter_mut().zip(others) {
            let (rest, first) = part.overflowing_sub(other);
            let (rest, second) = rest.overflowing_sub(borrowed);
            (*part, borrowed) = (rest, u32::from(first || second));
        }
        self.trim();
    }

    /// How many bits it has.
    fn bits(&self) -> usize {
        let unused = self.0.last().map_or(0, |last| last.leading_zeros());
        self.0.len() * 32 - usize::try_from(unused).unwrap_or(0)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// The double nearest to this divided by a power of ten.
    fn divided_by_ten_to(mut self, power: i32) -> f64 {
        let mut below = Self::of(1);
        let scaled = if power < 0 { &mut self } else { &mut below };
        scaled.multiply_by_ten_to(power.unsigned_abs());
        self.divided_by(below)
    }

    /// The double nearest to a quotient, the even one of two that are as near.
    fn divided_by(mut self, mut below: Self) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        let (bits, bits_below) = (self.bits(), below.bits());
        self.double(bits_below.saturating_sub(bits));
        below.double(bits.saturating_sub(bits_below));
        let signed = |bits: usize| i64::try_from(bits).unwrap_or(i64::MAX);
        let mut exponent = signed(bits) - signed(bits_below);
        if self.compare(&below).is_lt() {
            self.double(1);
            exponent -= 1;
        }
        if exponent > 1023 {
            return f64::INFINITY;
        }
        // The quotient is from 1 to 2. Doubles have 53 bits, the smallest ones fewer.
        let mut mantissa = 0_u64;
        for _ in 0..53 + (exponent + 1022).min(0) {
            let fits = self.compare(&below).is_ge();
            if fits {
                self.subtract(&below);
            }
            mantissa = mantissa << 1 | u64::from(fits);
            self.double(1);
        }
        let rest = self.compare(&below);
        let up = rest.is_gt() || rest.is_eq() && mantissa & 1 == 1;
        let tiny = exponent < -1075;
        // The mantissa's first bit, if it has all, is one in the exponent.
        let biased = u64::try_from(exponent + 1022).unwrap_or(0);
        f64::from_bits((biased << 52) + mantissa + u64::from(up && !tiny))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Holds a text against what the standard library makes of it.
    fn check(text: &str) {
        let (got, want) = (parse_number(text), text.parse::<f64>().ok());
        assert_eq!(got.map(f64::to_bits), want.map(f64::to_bits), "{text}: {got:?}, not {want:?}");
    }

    #[test]
    fn decimal_numbers() {
        for text in [
            "0",
            "-0",
            "0.0e5",
            "1",
            "+1",
            "1.",
            ".5",
            "-.5e-3",
            "1e5",
            "1E+5",
            "1e22",
            "1e23",
            "8e22",
            "9007199254740993",
            "9007199254740992.5",
            "9007199254740993.00000000000000000001",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e-400",
            "1e400",
            "1e99999999999",
            "1e-99999999999",
            "0e99999999999",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "5e-325",
            "9e-325",
            "2e-324",
            "",
            "-",
            ".",
            "e5",
            "1e",
            "1e+",
            "1e5.",
            "1.2.3",
            "--1",
            "1x",
            "1,5",
            " 1",
            "0x10",
        ] {
            check(text);
        }
        assert_eq!((parse_number("inf"), parse_number("nan")), (None, None));
    }

    #[test]
    fn more_digits_than_matter() {
        for zeros in [0, 700, 765, 766, 767, 768, 769, 800, 5000] {
            let zeros = "0".repeat(zeros);
            check(&format!("9007199254740993{zeros}1e-{}", zeros.len() + 1));
            check(&format!("9007199254740993.{zeros}"));
            check(&format!("0.{zeros}1e{}", zeros.len()));
        }
        check(&"7".repeat(100_000));
        check(&format!("0.{}", "7".repeat(100_000)));
    }

    #[test]
    fn numbers_are_rounded_as_javascript_rounds_them() {
        for (number, digits, want) in [
            (0.5, 0, 1.0),
            (2.5, 0, 3.0),
            (-2.5, 0, -3.0),
            (0.125, 2, 0.13),
            (1.005, 2, 1.0),
            (1.45, 1, 1.4),
            (10.235, 2, 10.23),
            (8.345, 2, 8.35),
            (0.000_001, 7, 0.000_001),
            (5e-324, 100, 0.0),
            (123.456, 0, 123.0),
            (0.1, 20, 0.1),
            (0.3, 100, 0.3),
            (4_503_599_627_370_495.5, 0, 4_503_599_627_370_496.0),
            (1e300, 2, 1e300),
            (f64::INFINITY, 2, f64::INFINITY),
        ] {
            assert_eq!(to_fixed(number, digits).to_bits(), f64::to_bits(want), "{number} {digits}");
        }
    }

    proptest! {
        #[test]
        fn all_doubles_are_read_as_they_were(bits: u64) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            check(&format!("{number}"));
            check(&format!("{number:e}"));
            check(&format!("{number:.30e}"));
        }

        #[test]
        fn halves_go_to_the_even_one(mantissa in 1_u128 << 52..1 << 53, power in 1_u32..30) {
            let middle = 2 * mantissa + 1;
            for beside in [0, 1, 2] {
                check(&format!("{}", (middle << power) - 1 + beside));
                check(&format!("{}e-{power}", middle * 5_u128.pow(power) - 1 + beside));
            }
        }

        #[test]
        fn digits_of_any_kind(text in "[-+]?[0-9]{0,40}\\.?[0-9]{0,40}(e[-+]?[0-9]{1,3})?") {
            check(&text);
        }

        #[test]
        fn fixed_is_what_is_written(number in -1e15..1e15_f64, digits in 0_u32..20) {
            let places = usize::try_from(digits).unwrap();
            let written = format!("{number:.places$}").parse::<f64>().unwrap();
            // Only an exact half is written otherwise: to the even digit.
            let half = format!("{number:.1074}").trim_end_matches('0').ends_with('5');
            prop_assert!(to_fixed(number, digits).to_bits() == written.to_bits() || half);
        }
    }
}
