//! Numbers as the languages write them.

use expression::plain_number;

use super::texts::Look;
use crate::answers::Format;
use crate::model::DisplayStyle;
use crate::moment::is_moment;
use crate::{Locale, Number};

/// How a language writes numbers and dates (Unicode CLDR, as ECMA-402 engines have it).
struct Figures {
    language: &'static str,
    /// Between thousands.
    group: &'static str,
    /// Before the fraction.
    point: char,
    /// From how many digits on thousands are set apart.
    least: usize,
    minus: &'static str,
    /// What stands between a number and `%`.
    percent: &'static str,
    /// Whether a currency stands before the number.
    before: bool,
    /// Currencies that are not written as their codes.
    symbols: &'static [(&'static str, &'static str)],
    /// A date: `d` and `m` are the day and the month, of two digits where they stand twice.
    date: &'static str,
}

const SPACE: &str = "\u{a0}";
const NARROW: &str = "\u{202f}";
const MINUS: &str = "\u{2212}";

const fn figures(
    language: &'static str,
    (group, point, least, minus): (&'static str, char, usize, &'static str),
    (percent, before): (&'static str, bool),
    symbols: &'static [(&'static str, &'static str)],
    date: &'static str,
) -> Figures {
    Figures { language, group, point, least, minus, percent, before, symbols, date }
}

const EURO: (&str, &str) = ("EUR", "€");
const POUND: (&str, &str) = ("GBP", "£");
const DOLLAR: (&str, &str) = ("USD", "$");
const US_DOLLAR: (&str, &str) = ("USD", "US$");

const ENGLISH: Figures =
    figures("en", (",", '.', 4, "-"), ("", true), &[EURO, POUND, DOLLAR], "m/d/y");

#[rustfmt::skip]
const FIGURES: [Figures; 17] = [
    figures("en-gb", (",", '.', 4, "-"), ("", true), &[EURO, POUND, US_DOLLAR], "dd/mm/y"),
    // In the digits that Europe writes, which the page's own fields have too.
    figures("ar", (",", '.', 4, "\u{200e}-"), ("\u{200e}", false),
        &[EURO, ("GBP", "UK£"), US_DOLLAR], "d\u{200f}/m\u{200f}/y"),
    figures("sv", (SPACE, ',', 4, MINUS), (SPACE, false),
        &[EURO, US_DOLLAR, ("SEK", "kr"), ("NOK", "Nkr"), ("DKK", "Dkr"), ("ISK", "Ikr")], "y-mm-dd"),
    figures("da", (".", ',', 4, "-"), (SPACE, false),
        &[EURO, POUND, US_DOLLAR, ("DKK", "kr.")], "d.m.y"),
    figures("nb", (SPACE, ',', 4, MINUS), (SPACE, false), &[EURO, POUND, ("NOK", "kr")], "d.m.y"),
    figures("fi", (SPACE, ',', 4, MINUS), (SPACE, false), &[EURO, POUND, DOLLAR], "d.m.y"),
    figures("is", (".", ',', 4, "-"), ("", false), &[("ISK", "kr.")], "d.m.y"),
    figures("de", (".", ',', 4, "-"), (SPACE, false), &[EURO, POUND, DOLLAR], "d.m.y"),
    figures("fr", (NARROW, ',', 4, "-"), (SPACE, false),
        &[EURO, ("GBP", "£GB"), ("USD", "$US")], "dd/mm/y"),
    figures("es", (".", ',', 5, "-"), (SPACE, false), &[EURO, US_DOLLAR], "d/m/y"),
    figures("it", (".", ',', 5, "-"), ("", false), &[EURO, POUND], "dd/mm/y"),
    figures("nl", (".", ',', 4, "-"), ("", true), &[EURO, POUND, US_DOLLAR], "d-m-y"),
    figures("pl", (SPACE, ',', 5, "-"), ("", false), &[EURO, ("PLN", "zł")], "d.mm.y"),
    figures("pt", (".", ',', 4, "-"), ("", true), &[EURO, POUND, US_DOLLAR], "dd/mm/y"),
    figures("et", (SPACE, ',', 5, MINUS), ("", false), &[EURO, POUND, DOLLAR], "d.m.y"),
    figures("lv", (SPACE, ',', 5, "-"), ("", false), &[EURO, POUND, DOLLAR], "d.mm.y."),
    figures("lt", (SPACE, ',', 4, MINUS), (SPACE, false), &[EURO], "y-mm-dd"),
];

fn of(locale: &Locale) -> &'static Figures {
    let find = |tag: &str| FIGURES.iter().find(|figures| figures.language == tag);
    locale.lookup().find_map(find).or_else(|| find(locale.written_language())).unwrap_or(&ENGLISH)
}

/// A number as a language writes it, all of it. Thousands are set apart from five digits on: years
/// are numbers too.
#[must_use]
pub fn number_text(number: Number, locale: &Locale) -> String {
    let value = number.value();
    let look = Look {
        format: &crate::LocalizedText::default(),
        style: DisplayStyle::Decimal,
        currency: "",
        max_digits: Some(20),
        min_digits: None,
        grouping: value.abs() >= 10_000.0,
    };
    written(look, value, locale)
}

/// A date or time, as HTML's fields write them, as a language writes it. Hours are those of a day
/// of 24; weeks are written as they are (ISO 8601).
#[must_use]
pub fn moment_text(text: &str, locale: &Locale) -> String {
    if is_moment(Format::Month, text) {
        let day = [text, "-01"].concat();
        let figures = of(locale);
        let pattern = match figures.language {
            "de" => "m/y",
            "is" => "m. y",
            _ => figures.date,
        };
        return day_by(&day, pattern, |part| part != 'd').unwrap_or_else(|| text.to_owned());
    }
    let Some(date) = day(text, locale) else { return text.to_owned() };
    match text.split_once('T') {
        Some((_, clock)) => [&*date, SPACE, clock].concat(),
        None => date,
    }
}

/// A number as it is written in a language.
pub(super) fn written(look: Look<'_>, number: f64, locale: &Locale) -> String {
    let figures = of(locale);
    let (scaled, least, most) = match look.style {
        DisplayStyle::Percent => (number * 100.0, 0, 0),
        DisplayStyle::Currency => {
            (number, minor_digits(look.currency), minor_digits(look.currency))
        }
        DisplayStyle::None | DisplayStyle::Decimal | DisplayStyle::Date => (number, 0, 3),
    };
    let most = look.max_digits.map_or(most, digits);
    let least = look.min_digits.map_or(least.min(most), digits);
    let plain = digits_of(figures, scaled.abs(), least, most.max(least), look.grouping);
    let mut text = String::new();
    if scaled < 0.0 {
        text.push_str(figures.minus);
    }
    match look.style {
        DisplayStyle::Currency if figures.before => {
            let symbol = symbol(figures, look.currency);
            let minus = core::mem::take(&mut text);
            // In Dutch the sign stands with the number.
            let within = figures.language == "nl";
            text.push_str(if within { "" } else { &minus });
            text.push_str(symbol);
            if symbol == look.currency || figures.language != "en" {
                text.push_str(SPACE);
            }
            text.push_str(if within { &minus } else { "" });
            text.push_str(&plain);
        }
        DisplayStyle::Currency => {
            if figures.language == "ar" {
                text.insert(0, '\u{200f}');
            }
            text.push_str(&plain);
            text.push_str(SPACE);
            text.push_str(symbol(figures, look.currency));
        }
        DisplayStyle::Percent => {
            text.push_str(&plain);
            text.push_str(figures.percent);
            text.push('%');
            text.push_str(if figures.language == "ar" { "\u{200e}" } else { "" });
        }
        DisplayStyle::None | DisplayStyle::Decimal | DisplayStyle::Date => text.push_str(&plain),
    }
    text
}

/// A day as it is written in a language: of a text that begins with one as ISO 8601 writes it.
pub(super) fn day(text: &str, locale: &Locale) -> Option<String> {
    day_by(text, of(locale).date, |_| true)
}

/// The parts of a day that are wanted, with what stands before each of them but the first.
fn day_by(text: &str, pattern: &str, wanted: impl Fn(char) -> bool) -> Option<String> {
    let day = text.get(..10).filter(|day| is_moment(Format::Date, day))?;
    let (year, rest) = day.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let mut written = String::new();
    let mut between = String::new();
    let mut pattern = pattern.chars().peekable();
    while let Some(part) = pattern.next() {
        let padded = pattern.next_if_eq(&part).is_some();
        let digits = match part {
            'y' => year,
            'm' if padded => month,
            'd' if padded => day,
            'm' => month.trim_start_matches('0'),
            'd' => day.trim_start_matches('0'),
            other => {
                between.push(other);
                continue;
            }
        };
        if wanted(part) {
            if !written.is_empty() {
                written.push_str(&between);
            }
            written.push_str(digits);
        }
        between.clear();
    }
    written.push_str(&between);
    Some(written)
}

fn symbol<'c>(figures: &Figures, currency: &'c str) -> &'c str {
    let known = figures.symbols.iter().find(|(code, _)| *code == currency);
    known.map_or(currency, |(_, symbol)| symbol)
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

/// The digits of a number that is not negative, half of the last one away from zero.
fn digits_of(figures: &Figures, number: f64, least: usize, most: usize, grouping: bool) -> String {
    // The shortest decimal that is this number is what is rounded, as by hand.
    let shortest = plain_number(number);
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
    fn days_by_language() {
        for (language, want) in
            [("en", "3/8/2000"), ("sv", "2000-03-08"), ("fr", "08/03/2000"), ("lv", "8.03.2000.")]
        {
            let locale = language.parse().unwrap();
            assert_eq!(day("2000-03-08T10:00:00Z", &locale).as_deref(), Some(want), "{language}");
        }
        assert_eq!(day("2000-02-30", &"sv".parse().unwrap()), None);
    }

    #[test]
    fn numbers_and_moments_by_language() {
        for (language, number, want) in [
            ("sv", 1.5, "1,5"),
            ("sv", 1950.0, "1950"),
            ("sv", 12_500.25, "12\u{a0}500,25"),
            ("fr", -10_000.0, "-10\u{202f}000"),
            ("ar", -2.5, "\u{200e}-2.5"),
            ("nn", 2.5, "2,5"),
            ("zh", 0.000_001, "0.000001"),
        ] {
            let got = number_text(Number::new(number).unwrap(), &language.parse().unwrap());
            assert_eq!(got, want, "{language} {number}");
        }
        for (language, moment, want) in [
            ("sv", "2026-03-08", "2026-03-08"),
            ("en", "2026-03-08", "3/8/2026"),
            ("en-gb", "2026-03-08", "08/03/2026"),
            ("de", "2026-03-08T09:05", "8.3.2026\u{a0}09:05"),
            ("de", "2026-03", "3/2026"),
            ("sv", "2026-03", "2026-03"),
            ("en", "2026-11", "11/2026"),
            ("lv", "2026-03", "03.2026."),
            ("ar", "2026-03-08", "8\u{200f}/3\u{200f}/2026"),
            ("fi", "19:50", "19:50"),
            ("fi", "2026-W48", "2026-W48"),
        ] {
            assert_eq!(
                moment_text(moment, &language.parse().unwrap()),
                want,
                "{language} {moment}"
            );
        }
    }

    #[test]
    fn numbers_by_language() {
        let format = LocalizedText::default();
        for (language, style, currency, number, want) in [
            ("en", DisplayStyle::Decimal, "USD", 1234.5678, "1,234.568"),
            ("sv", DisplayStyle::Decimal, "USD", 1234.5, "1\u{a0}234,5"),
            ("sv", DisplayStyle::Decimal, "USD", -0.0004, "\u{2212}0"),
            ("nl", DisplayStyle::Currency, "EUR", -1234.5, "€\u{a0}-1.234,50"),
            ("pt", DisplayStyle::Currency, "EUR", -1234.5, "-€\u{a0}1.234,50"),
            ("sv", DisplayStyle::Decimal, "USD", -2.5, "\u{2212}2,5"),
            ("de", DisplayStyle::Decimal, "USD", 1_234_567.0, "1.234.567"),
            ("es", DisplayStyle::Decimal, "USD", 1234.0, "1234"),
            ("en", DisplayStyle::Currency, "USD", 1234.5, "$1,234.50"),
            ("en", DisplayStyle::Currency, "SEK", 10.0, "SEK\u{a0}10.00"),
            ("sv", DisplayStyle::Currency, "SEK", 1234.5, "1\u{a0}234,50\u{a0}kr"),
            ("de", DisplayStyle::Currency, "EUR", 9.995, "10,00\u{a0}€"),
            ("ar", DisplayStyle::Currency, "EUR", -1234.5, "\u{200f}\u{200e}-1,234.50\u{a0}€"),
            ("ar", DisplayStyle::Percent, "USD", 0.26, "26\u{200e}%\u{200e}"),
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
