//! The values of events: each is checked once, where it comes in.

use core::fmt;

use serde_json::{Number, Value};

/// The most products of an event.
pub const MAX_PRODUCTS: usize = 100;

/// The most tags of an event.
pub const MAX_TAGS: usize = 20;

/// The most extra fields of an event.
pub const MAX_EXTRA: usize = 50;

/// The text is not a value of the kind that was asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("must be {0}")]
pub struct InvalidValue(pub(crate) &'static str);

impl InvalidValue {
    /// It must be this: a rule that goes on from "must be".
    #[must_use]
    pub const fn must_be(rule: &'static str) -> Self {
        Self(rule)
    }
}

/// Defines a text newtype which takes what `$check` says yes to.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $check:expr, $rule:literal) => {
        $(#[$doc])*
        #[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text, as it was sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidValue;

            fn try_from(raw: &str) -> Result<Self, InvalidValue> {
                let check: fn(&str) -> bool = $check;
                if check(raw) { Ok(Self(raw.into())) } else { Err(InvalidValue($rule)) }
            }
        }

        impl fmt::Debug for $name {
            /// Says the kind and never the text, which may be personal.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

checked_text!(
    /// What the customer's own system calls something: an order, a shipment, a product.
    Key,
    |raw| is_line(raw, 128),
    "1 to 128 bytes without control characters and outer blanks"
);
checked_text!(
    /// A line of text: a name, a carrier.
    Text,
    |raw| is_line(raw, 200),
    "1 to 200 bytes without control characters and outer blanks"
);
checked_text!(
    /// An e-mail address as it was sent, not normalised.
    Address,
    is_address,
    "an e-mail address"
);
checked_text!(
    /// A telephone number as it was sent, not normalised.
    PhoneNumber,
    is_phone,
    "a telephone number: 5 to 20 digits, with + ( ) / . - and blanks"
);
checked_text!(
    /// A time zone by its name in the tz database. Whether it exists is not checked.
    ZoneName,
    is_zone,
    "a time zone as in the tz database: Europe/Stockholm"
);
checked_text!(
    /// An `https:` address.
    Url,
    is_url,
    "an https: address of at most 2048 bytes"
);
checked_text!(
    /// A trade item number (GS1): 8, 12, 13 or 14 digits, of which the last one is right.
    Gtin,
    is_gtin,
    "a GTIN: 8, 12, 13 or 14 digits, the last of which checks the others"
);
checked_text!(
    /// A country: two capital letters (ISO 3166-1 alpha-2). Whether it exists is not checked.
    Country,
    |raw| raw.len() == 2 && raw.bytes().all(|byte| byte.is_ascii_uppercase()),
    "a country by two capital letters (ISO 3166-1)"
);
checked_text!(
    /// A currency: three capital letters (ISO 4217). Whether it exists is not checked.
    Currency,
    |raw| raw.len() == 3 && raw.bytes().all(|byte| byte.is_ascii_uppercase()),
    "a currency by three capital letters (ISO 4217)"
);

/// A sum of money, never below zero.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Amount {
    decimal: Box<str>,
    /// Of what.
    pub currency: Currency,
}

impl Amount {
    /// A sum: up to 12 digits, and up to 4 behind a point.
    ///
    /// # Errors
    ///
    /// [`InvalidValue`] if `decimal` is not so written.
    pub fn new(decimal: &str, currency: Currency) -> Result<Self, InvalidValue> {
        if is_decimal(decimal) {
            Ok(Self { decimal: decimal.into(), currency })
        } else {
            Err(InvalidValue("a decimal number in a text: up to 12 digits, up to 4 behind a point"))
        }
    }

    /// The number, in decimal digits, as it was sent.
    #[must_use]
    pub fn decimal(&self) -> &str {
        &self.decimal
    }
}

/// The value of an extra field.
#[derive(Clone, PartialEq)]
pub enum Scalar {
    /// A text of at most 500 bytes.
    Text(Box<str>),
    /// A number.
    Number(Number),
    /// `true` or `false`.
    Flag(bool),
}

impl Scalar {
    /// The scalar that this is; nothing if it is none, or too long.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) if text.len() <= 500 && !text.contains(is_control) => {
                Some(Self::Text(text.as_str().into()))
            }
            Value::Number(number) => Some(Self::Number(number.clone())),
            Value::Bool(flag) => Some(Self::Flag(*flag)),
            Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl fmt::Debug for Scalar {
    /// Says the kind and never the value, which may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Number(_) => "Number(..)",
            Self::Flag(_) => "Flag(..)",
        })
    }
}

/// Control characters but for the ends of lines, which a text may have.
fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

fn is_line(raw: &str, most: usize) -> bool {
    (1..=most).contains(&raw.len()) && raw.trim() == raw && !raw.contains(char::is_control)
}

/// An address that mail may go to (RFC 5321, 4.5.3.1, for the lengths), as shops' forms take it; that
/// it is one is known when mail has arrived.
fn is_address(raw: &str) -> bool {
    let forbidden = |c: char| c.is_control() || c.is_whitespace() || "<>()[],;:\\\"".contains(c);
    let Some((name, host)) = raw.rsplit_once('@') else { return false };
    let host_is_good = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    raw.len() <= 254
        && (1..=64).contains(&name.len())
        && host_is_good
        && !name.contains('@')
        && !raw.contains(forbidden)
}

fn is_phone(raw: &str) -> bool {
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    let plain = |byte: u8| byte.is_ascii_digit() || b"+() /.-".contains(&byte);
    (5..=20).contains(&digits) && raw.len() <= 40 && raw.trim() == raw && raw.bytes().all(plain)
}

fn is_zone(raw: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
    (3..=48).contains(&raw.len())
        && raw.starts_with(|first: char| first.is_ascii_alphabetic())
        && raw.bytes().all(plain)
}

fn is_url(raw: &str) -> bool {
    let rest = raw.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>\"\\^`{|}".contains(c);
    raw.len() <= 2048 && host.contains('.') && !host.contains('@') && raw.chars().all(plain)
}

/// GS1 General Specifications, 7.9: digits count 3 and 1 in turn, from the one before the last.
fn is_gtin(raw: &str) -> bool {
    let digits = raw.bytes().map(|digit| u32::from(digit.wrapping_sub(b'0')));
    let weights = [1, 3].into_iter().cycle();
    let sum: u32 = digits.rev().zip(weights).map(|(digit, weight)| digit * weight).sum();
    let digits_alone = raw.bytes().all(|byte| byte.is_ascii_digit());
    matches!(raw.len(), 8 | 12 | 13 | 14) && digits_alone && sum.is_multiple_of(10)
}

fn is_decimal(raw: &str) -> bool {
    let (whole, part) = raw.split_once('.').unwrap_or((raw, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let leads = whole.len() > 1 && whole.starts_with('0');
    (1..=12).contains(&whole.len())
        && (1..=4).contains(&part.len())
        && digits(whole)
        && digits(part)
        && !leads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: for<'a> TryFrom<&'a str>>(kind: &str, rows: &[(&str, bool)]) {
        for (raw, want) in rows {
            assert_eq!(T::try_from(raw).is_ok(), *want, "{kind}: {raw}");
        }
    }

    #[test]
    fn texts_of_each_kind() {
        let long = "å".repeat(64);
        check::<Key>("key", &[("#1001", true), (&long, true), ("", false), (" 1", false)]);
        check::<Key>("key", &[(&format!("{long}1"), false), ("1\n2", false)]);
        check::<Text>("text", &[("Åsa Ek", true), ("Åsa\u{0}", false), ("", false)]);
        check::<Address>(
            "address",
            &[
                ("asa.ek+shop@example.se", true),
                ("o'neil@example.co.uk", true),
                ("åsa@exempel.se", true),
                ("asa", false),
                ("asa@", false),
                ("@example.se", false),
                ("asa@localhost", false),
                ("a@b@example.se", false),
                ("asa@example..se", false),
                ("asa@example.se\r\nBcc: x@example.se", false),
                ("Asa <asa@example.se>", false),
            ],
        );
        check::<PhoneNumber>(
            "phone",
            &[
                ("+46 70-123 45 67", true),
                ("(070) 123 45.67", true),
                ("1234", false),
                ("070-ABC", false),
                ("123456789012345678901", false),
                (" 070123456", false),
            ],
        );
        check::<ZoneName>("zone", &[("Europe/Stockholm", true), ("Etc/GMT+1", true)]);
        check::<ZoneName>("zone", &[("", false), ("+01:00", false), ("Europe Stockholm", false)]);
        check::<Country>("country", &[("SE", true), ("se", false), ("SWE", false)]);
        check::<Currency>("currency", &[("SEK", true), ("kr", false), ("sek", false)]);
    }

    #[test]
    fn addresses_of_the_web() {
        check::<Url>(
            "url",
            &[
                ("https://shop.example/p/1?x=å#y", true),
                ("http://shop.example/", false),
                ("https://", false),
                ("https://user@shop.example/", false),
                ("https://shop.example/ x", false),
                ("javascript:alert(1)", false),
            ],
        );
    }

    #[test]
    fn trade_item_numbers() {
        check::<Gtin>(
            "gtin",
            &[
                ("4006381333931", true),
                ("73513537", true),
                ("036000291452", true),
                ("00012345600012", true),
                ("4006381333930", false),
                ("400638133393", false),
                ("400638133393X", false),
                ("", false),
            ],
        );
    }

    #[test]
    fn amounts() {
        let sek = || Currency::try_from("SEK").unwrap();
        for (raw, want) in [
            ("499.00", true),
            ("0", true),
            ("0.5", true),
            ("123456789012.1234", true),
            ("1234567890123", false),
            ("1.12345", false),
            ("-1", false),
            ("1,50", false),
            (".5", false),
            ("5.", false),
            ("007", false),
            ("1e3", false),
            ("", false),
        ] {
            assert_eq!(Amount::new(raw, sek()).is_ok(), want, "{raw}");
        }
    }

    #[test]
    fn what_is_personal_is_not_printed() {
        let address = Address::try_from("asa@example.se").unwrap();
        let scalar = Scalar::from_json(&Value::from("asa@example.se")).unwrap();
        assert_eq!(format!("{address:?} {scalar:?}"), "Address(..) Text(..)");
    }
}
