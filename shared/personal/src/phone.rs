//! Phone numbers in E.164.

mod plan;

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use plan::Plan;

/// A phone number as E.164 has it: `+`, then 7 to 15 digits, of which the first is no 0. Of
/// countries that are known here, as many digits as their numbers have.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The text is no phone number.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a phone number")]
pub struct InvalidPhone;

/// A country whose national numbers are understood, by its two letters (ISO 3166-1).
#[derive(Clone, Copy)]
pub struct Country(&'static Plan);

/// The two letters are of no country whose national numbers are understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("no country whose phone numbers are known")]
pub struct UnknownCountry;

/// The longest text that is read: E.164's digits, with what people put between.
const MAX_RAW_BYTES: usize = 64;

impl Phone {
    const DIGITS: core::ops::RangeInclusive<usize> = 7..=15;

    /// Reads a number as people write it: `+46 70-174 06 05`, `0046 70 ..`, or `070-174 06 05`
    /// where the number is known to be `home`'s.
    ///
    /// # Errors
    ///
    /// [`InvalidPhone`].
    pub fn read(raw: &str, home: Option<Country>) -> Result<Self, InvalidPhone> {
        let (plus, digits) = digits(raw)?;
        if let Some(number) = plus.then_some(&*digits).or_else(|| digits.strip_prefix("00")) {
            return Self::international(number);
        }
        let Country(plan) = home.ok_or(InvalidPhone)?;
        let digits = digits.strip_prefix(plan.trunk).unwrap_or(&digits);
        Self::international(&[plan.code, digits].concat())
    }

    /// Checks the digits behind the `+`. A trunk prefix behind the country's code, as in
    /// `+46 (0)70`, is dropped where no number of the country begins with it.
    fn international(digits: &str) -> Result<Self, InvalidPhone> {
        let plan = plan::of(digits);
        let national = plan.and_then(|plan| Some((plan, digits.strip_prefix(plan.code)?)));
        let number = match national {
            Some((plan, national)) => {
                let national = if plan.trunk.is_empty() {
                    national
                } else {
                    national.strip_prefix(plan.trunk).unwrap_or(national)
                };
                if !plan.digits.contains(&national.len()) {
                    return Err(InvalidPhone);
                }
                [plan.code, national].concat()
            }
            None => digits.to_owned(),
        };
        if number.starts_with('0') || !Self::DIGITS.contains(&number.len()) {
            return Err(InvalidPhone);
        }
        Ok(Self(["+", &number].concat()))
    }

    /// The number, with its `+`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The digits of what people write, and whether a `+` stands before them.
fn digits(raw: &str) -> Result<(bool, String), InvalidPhone> {
    let raw = raw.trim();
    if raw.len() > MAX_RAW_BYTES {
        return Err(InvalidPhone);
    }
    let (plus, rest) = raw.strip_prefix('+').map_or((false, raw), |rest| (true, rest));
    let mut digits = String::with_capacity(rest.len());
    for c in rest.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !is_between(c) {
            return Err(InvalidPhone);
        }
    }
    Ok((plus, digits))
}

/// Whether people write it between digits: blanks and hyphens, those that do not break too.
const fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\u{2009}' | '\u{202f}')
        || matches!(c, '\u{2010}'..='\u{2013}')
}

impl FromStr for Phone {
    type Err = InvalidPhone;

    fn from_str(raw: &str) -> Result<Self, InvalidPhone> {
        Self::read(raw, None)
    }
}

impl TryFrom<String> for Phone {
    type Error = InvalidPhone;

    fn try_from(raw: String) -> Result<Self, InvalidPhone> {
        raw.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    /// In capitals or not.
    fn from_str(letters: &str) -> Result<Self, UnknownCountry> {
        plan::of_country(letters).map(Self).ok_or(UnknownCountry)
    }
}

impl PartialEq for Country {
    fn eq(&self, other: &Self) -> bool {
        self.0.country == other.0.country
    }
}

impl Eq for Country {}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.0.country)
    }
}
