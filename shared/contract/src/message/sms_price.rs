//! What a text message costs.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// How many parts of a unit are counted with: a number has up to four digits behind its point.
const PARTS: u64 = 10_000;

/// What one text message costs, as the operator says it: `0.52 SEK`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct SmsPrice {
    parts: u64,
    currency: String,
}

/// It is not a number with up to four digits on each side of a point, a blank, and a currency of ISO 4217.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a price such as 0.52 SEK")]
pub struct InvalidSmsPrice;

impl SmsPrice {
    /// What so many cost, as it is read: `1.04 SEK`.
    #[must_use]
    pub fn of(&self, messages: usize) -> String {
        let count = u64::try_from(messages).unwrap_or(u64::MAX);
        let sum = self.parts.saturating_mul(count);
        let (whole, rest) = (sum / PARTS, format!("{:04}", sum % PARTS));
        // Two digits, as prices have, and more where there are more.
        let more = rest.get(2..).map(|more| more.trim_end_matches('0')).unwrap_or_default();
        let cents = rest.get(..2).unwrap_or_default();
        format!("{whole}.{cents}{more} {}", self.currency)
    }
}

/// A decimal number in [`PARTS`].
fn parts(raw: &str) -> Option<u64> {
    let (whole, rest) = raw.split_once('.').unwrap_or((raw, "0"));
    let digits = |text: &str| {
        (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole) || !digits(rest) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let rest: u64 = format!("{rest:0<4}").parse().ok()?;
    Some(whole * PARTS + rest)
}

impl FromStr for SmsPrice {
    type Err = InvalidSmsPrice;

    fn from_str(raw: &str) -> Result<Self, InvalidSmsPrice> {
        let (number, currency) = raw.split_once(' ').ok_or(InvalidSmsPrice)?;
        let parts = parts(number).ok_or(InvalidSmsPrice)?;
        let is_currency = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
        let currency = is_currency.then(|| currency.to_owned()).ok_or(InvalidSmsPrice)?;
        Ok(Self { parts, currency })
    }
}

impl TryFrom<String> for SmsPrice {
    type Error = InvalidSmsPrice;

    fn try_from(raw: String) -> Result<Self, InvalidSmsPrice> {
        raw.parse()
    }
}

impl From<SmsPrice> for String {
    fn from(price: SmsPrice) -> Self {
        price.to_string()
    }
}

impl fmt::Display for SmsPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.of(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_and_multiplied() {
        for (raw, count, want) in [
            ("0.52 SEK", 1, "0.52 SEK"),
            ("0.52 SEK", 3, "1.56 SEK"),
            ("0.0675 EUR", 2, "0.135 EUR"),
            ("0.0675 EUR", 4, "0.27 EUR"),
            ("1 SEK", 10, "10.00 SEK"),
            ("9999.9999 SEK", 2, "19999.9998 SEK"),
        ] {
            let price: SmsPrice = raw.parse().unwrap();
            assert_eq!(price.of(count), want, "{raw}");
            assert_eq!(price.to_string().parse(), Ok(price), "{raw}");
        }
        for raw in [
            "",
            "0.52",
            "SEK",
            "0,52 SEK",
            ".5 SEK",
            "1. SEK",
            "-1 SEK",
            "1 sek",
            "1 SEKK",
            "0.52345 SEK",
            "12345 SEK",
            "1  SEK",
            "1 SEK ",
        ] {
            assert_eq!(raw.parse::<SmsPrice>(), Err(InvalidSmsPrice), "{raw}");
        }
    }
}
