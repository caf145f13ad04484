//! Numbers as the languages write them.

use super::texts::Look;
use crate::Locale;
use crate::model::DisplayStyle;

/// How a language writes numbers (Unicode CLDR 48).
struct Figures {
    languages: &'static [&'static str],
    /// Between thousands.
    group: &'static str,
    /// Before the fraction.
    point: char,
    /// How many digits there are at least before thousands are set apart.
    least: usize,
    /// Whether the currency stands before the number.
    before: bool,
    /// What stands between a number and `%`.
    percent: &'static str,
}

const SPACE: &str = "\u{a0}";
const NARROW: &str = "\u{202f}";

const FIGURES: [Figures; 7] = [
    Figures {
        languages: &["sv", "fi", "nb", "no", "lv", "lt", "et"],
        group: SPACE,
        point: ',',
        least: 4,
        before: false,
        percent: SPACE,
    },
    Figures {
        languages: &["da", "de", "is", "it"],
        group: ".",
        point: ',',
        least: 4,
        before: false,
        percent: SPACE,
    },
    Figures { languages: &["es"], group: ".", point: ',', least: 5, before: false, percent: SPACE },
    Figures {
        languages: &["fr"],
        group: NARROW,
        point: ',',
        least: 4,
        before: false,
        percent: NARROW,
    },
    Figures { languages: &["pl"], group: SPACE, point: ',', least: 5, before: false, percent: "" },
    Figures { languages: &["pt"], group: ".", point: ',', least: 4, before: true, percent: "" },
    Figures { languages: &["nl"], group: ".", point: ',', least: 4, before: true, percent: "" },
];

const ENGLISH: Figures =
    Figures { languages: &[], group: ",", point: '.', least: 4, before: true, percent: "" };

/// A number as it is written in a language.
pub(super) fn written(look: Look<'_>, number: f64, locale: &Locale) -> String {
    let language = locale.language();
    let figures = FIGURES.iter().find(|figures| figures.languages.contains(&language));
    let figures = figures.unwrap_or(&ENGLISH);
    let (scaled, least, most) = match look.style {
        DisplayStyle::Percent => (number * 100.0, 0, 0),
        DisplayStyle::Currency => {
            (number, minor_digits(look.currency), minor_digits(look.currency))
        }
        DisplayStyle::None | DisplayStyle::Decimal | DisplayStyle::Date => (number, 0, 3),
    };
    let least = look.min_digits.map_or(least, digits);
    let most = look.max_digits.map_or(most.max(least), digits).max(least.min(most.max(least)));
    let plain = digits_of(figures, scaled.abs(), least.min(most), most, look.grouping);
    let sign = if scaled < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        if figures.group == SPACE && language != "pl" { "\u{2212}" } else { "-" }
    } else {
        ""
    };
    let mut text = sign.to_owned();
    match look.style {
        DisplayStyle::Currency => {
            let (symbol, apart) = symbol(look.currency, language, figures.before);
            if figures.before {
                if language == "nl" {
                    text.clear();
                }
                text.push_str(symbol);
                text.push_str(apart);
                if language == "nl" {
                    text.push_str(sign);
                }
                text.push_str(&plain);
            } else {
                text.push_str(&plain);
                text.push_str(SPACE);
                text.push_str(symbol);
            }
        }
        DisplayStyle::Percent => {
            text.push_str(&plain);
            text.push_str(figures.percent);
            text.push('%');
        }
        DisplayStyle::None | DisplayStyle::Decimal | DisplayStyle::Date => text.push_str(&plain),
    }
    text
}

fn digits(digits: u32) -> usize {
    usize::try_from(digits.min(20)).unwrap_or(20)
}

/// How many digits a currency has after the point (ISO 4217).
fn minor_digits(currency: &str) -> usize {
    match currency {
        "ISK" | "JPY" | "KRW" | "CLP" | "VND" | "XAF" | "XOF" | "PYG" => 0,
        "KWD" | "BHD" | "TND" | "JOD" | "OMR" | "IQD" | "LYD" => 3,
        _ => 2,
    }
}

/// How a currency is written, and what stands between it and a number after it.
fn symbol<'c>(currency: &'c str, language: &str, before: bool) -> (&'c str, &'static str) {
    let symbol = match (currency, language) {
        ("EUR", _) => "€",
        ("USD", "en" | "es" | "pt" | "de" | "it") => "$",
        ("GBP", "en" | "de" | "es" | "fi" | "it" | "nl" | "pl" | "pt" | "sv") => "£",
        ("SEK", "sv") | ("NOK", "nb" | "no") => "kr",
        ("DKK", "da") => "kr.",
        ("PLN", "pl") => "zł",
        (code, _) => code,
    };
    let apart = symbol == currency || matches!(language, "nl" | "pt");
    (symbol, if before && apart { SPACE } else { "" })
}

/// The digits of a number that is not negative, half of the last one away from zero.
fn digits_of(figures: &Figures, number: f64, least: usize, most: usize, grouping: bool) -> String {
    // The shortest decimal that is this number is what is rounded, as by hand.
    let shortest = number.to_string();
    let (whole, part) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let (whole, mut part) = round_at(whole, part, most);
    while part.len() > least && part.ends_with('0') {
        part.pop();
    }
    while part.len() < least {
        part.push('0');
    }
    let mut text = String::new();
    let apart = grouping && whole.len() >= figures.least;
    for (at, digit) in whole.chars().enumerate() {
        if apart && at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push_str(figures.group);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(figures.point);
        text.push_str(&part);
    }
    text
}

/// Digits before and after the point, with so many after it.
fn round_at(whole: &str, part: &str, most: usize) -> (String, String) {
    let (Some(kept), Some(rest)) = (part.get(..most), part.get(most..)) else {
        return (whole.to_owned(), part.to_owned());
    };
    let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    if rest.bytes().next().is_some_and(|digit| digit >= b'5') {
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == b'9';
            *digit = if carry { b'0' } else { *digit + 1 };
        }
        if carry {
            digits.insert(0, b'1');
        }
    }
    let text: String = digits.into_iter().map(char::from).collect();
    let (whole, part) = text.split_at(text.len() - most);
    (whole.to_owned(), part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LocalizedText;

    #[test]
    fn numbers_by_language() {
        let format = LocalizedText::default();
        for (language, style, currency, number, want) in [
            ("en", DisplayStyle::Decimal, "USD", 1234.5678, "1,234.568"),
            ("sv", DisplayStyle::Decimal, "USD", 1234.5, "1\u{a0}234,5"),
            ("sv", DisplayStyle::Decimal, "USD", -0.0004, "0"),
            ("sv", DisplayStyle::Decimal, "USD", -2.5, "\u{2212}2,5"),
            ("de", DisplayStyle::Decimal, "USD", 1_234_567.0, "1.234.567"),
            ("es", DisplayStyle::Decimal, "USD", 1234.0, "1234"),
            ("en", DisplayStyle::Currency, "USD", 1234.5, "$1,234.50"),
            ("en", DisplayStyle::Currency, "SEK", 10.0, "SEK\u{a0}10.00"),
            ("sv", DisplayStyle::Currency, "SEK", 1234.5, "1\u{a0}234,50\u{a0}kr"),
            ("de", DisplayStyle::Currency, "EUR", 9.995, "10,00\u{a0}€"),
            ("en", DisplayStyle::Percent, "USD", 0.256, "26%"),
            ("sv", DisplayStyle::Percent, "USD", 0.25, "25\u{a0}%"),
            ("en", DisplayStyle::Decimal, "USD", 999.9996, "1,000"),
        ] {
            let look = Look {
                format: &format,
                style,
                currency,
                max_digits: None,
                min_digits: None,
                grouping: true,
            };
            let got = written(look, number, &language.parse().unwrap());
            assert_eq!(got, want, "{language} {number}");
        }
    }
}
