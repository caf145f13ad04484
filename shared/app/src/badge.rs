//! The badge: what everybody may see of a shop, on its own pages.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

use crate::report::{numbers, total};
use crate::{RollupRow, Text, Url};

/// What a shop says of its badge.
#[derive(Clone, Debug)]
pub struct BadgeSettings {
    shop: Text,
    page: Url,
    least: u32,
}

/// A badge may not be shown of so few answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a badge is shown from 5 to 1000 answers on")]
pub struct InvalidBadgeSettings;

impl BadgeSettings {
    /// From so many answers on, if the shop says nothing else.
    pub const LEAST: u32 = 10;

    /// What a shop's badge says beside its rating: the shop's name and its page. It is not there before
    /// `least` answers, which are 5 to 1000: of fewer, a single one could be told.
    ///
    /// # Errors
    ///
    /// [`InvalidBadgeSettings`].
    pub fn new(shop: Text, page: Url, least: u32) -> Result<Self, InvalidBadgeSettings> {
        if (5..=1000).contains(&least) {
            Ok(Self { shop, page, least })
        } else {
            Err(InvalidBadgeSettings)
        }
    }
}

/// The rating of a shop over the last twelve months. There is nothing in it that is anybody's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Badge {
    tenths: u64,
    /// How many have rated.
    pub n: u64,
}

impl Badge {
    /// The badge of a question from 1 to 5; nothing where fewer have answered than the shop shows. It
    /// counts periods that began in the last twelve months.
    #[must_use]
    pub fn new(
        settings: &BadgeSettings,
        rows: &[RollupRow],
        question: &str,
        today: Date,
    ) -> Option<Self> {
        let after = today.saturating_sub(12.months());
        let of_year = rows
            .iter()
            .filter(|row| *row.question == *question && row.from > after && row.from <= today);
        let counts = total(of_year.map(|row| &row.counts));
        let (mut sum, mut n) = (0_u64, 0_u64);
        for (number, count) in numbers(&counts, 1, 5) {
            sum += u64::from(number) * u64::from(count);
            n += u64::from(count);
        }
        // Half a tenth is rounded up.
        let tenths = (20 * sum + n).checked_div(2 * n)?;
        (n >= u64::from(settings.least)).then_some(Self { tenths, n })
    }

    /// The mean, of 5, with one decimal and a point before it.
    #[must_use]
    pub fn rating(&self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }

    /// The badge for machines: JSON-LD of schema.org, to stand in a `script` element of the type
    /// `application/ld+json`. Whatever could end the element is escaped.
    #[must_use]
    pub fn json_ld(&self, settings: &BadgeSettings) -> String {
        let rating = json!({
            "@context": "https://schema.org",
            "@type": "AggregateRating",
            "bestRating": "5",
            "itemReviewed": {
                "@type": "OnlineStore",
                "name": settings.shop.as_str(),
                "url": settings.page.as_str(),
            },
            "ratingCount": self.n,
            "ratingValue": self.rating(),
            "worstRating": "1",
        });
        // These stand only within JSON's texts, where they may be written so.
        let mut escaped = rating.to_string();
        for (character, code) in [
            ('<', "\\u003c"),
            ('>', "\\u003e"),
            ('&', "\\u0026"),
            ('\u{2028}', "\\u2028"),
            ('\u{2029}', "\\u2029"),
        ] {
            escaped = escaped.replace(character, code);
        }
        escaped
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn settings(shop: &str, least: u32) -> BadgeSettings {
        let page = Url::try_from("https://shop.example/").unwrap();
        BadgeSettings::new(Text::try_from(shop).unwrap(), page, least).unwrap()
    }

    fn row(question: &str, from: Date, counts: &[(&str, u32)]) -> RollupRow {
        let counts = counts.iter().map(|(value, count)| ((*value).into(), *count)).collect();
        RollupRow { question: question.into(), from, counts }
    }

    #[test]
    fn what_is_shown() {
        let today = date(2026, 11, 27);
        let on = |from, counts: &[_]| vec![row("overall", from, counts)];
        for (name, rows, want) in [
            ("nothing", vec![], None),
            ("one answer", on(today, &[("5", 1)]), None),
            ("one too few", on(today, &[("5", 9)]), None),
            ("just enough", on(today, &[("5", 9), ("4", 1)]), Some(("4.9", 10))),
            ("rounded up", on(today, &[("5", 13), ("4", 7)]), Some(("4.7", 20))),
            ("all the same", on(today, &[("1", 10)]), Some(("1.0", 10))),
            ("a year ago", on(date(2025, 11, 27), &[("5", 10)]), None),
            ("a day less", on(date(2025, 11, 28), &[("5", 10)]), Some(("5.0", 10))),
            ("to come", on(date(2026, 11, 28), &[("5", 10)]), None),
            ("another question", vec![row("again", today, &[("5", 10)])], None),
            ("no ratings", on(today, &[("0", 10), ("6", 10), ("yes", 10)]), None),
            (
                "two periods",
                vec![
                    row("overall", date(2026, 1, 1), &[("5", 5)]),
                    row("overall", date(2026, 2, 1), &[("2", 5)]),
                ],
                Some(("3.5", 10)),
            ),
        ] {
            let badge = Badge::new(&settings("Shop", 10), &rows, "overall", today);
            let got = badge.as_ref().map(|badge| (badge.rating(), badge.n));
            assert_eq!(got, want.map(|(rating, n)| (rating.to_owned(), n)), "{name}");
        }
    }

    #[test]
    fn a_badge_of_few_is_none() {
        for (least, want) in [(4, false), (5, true), (1000, true), (1001, false)] {
            let (shop, page) = ("Shop", "https://shop.example/");
            let made = BadgeSettings::new(
                Text::try_from(shop).unwrap(),
                Url::try_from(page).unwrap(),
                least,
            );
            assert_eq!(made.is_ok(), want, "{least}");
        }
    }

    #[test]
    fn nothing_ends_the_script_element() {
        let settings = settings("</script><!-- & \u{2028}\"", 5);
        let badge = Badge { tenths: 46, n: 12 };
        let written = badge.json_ld(&settings);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        let want = json!({
            "@context": "https://schema.org",
            "@type": "AggregateRating",
            "bestRating": "5",
            "itemReviewed": {
                "@type": "OnlineStore",
                "name": "</script><!-- & \u{2028}\"",
                "url": "https://shop.example/",
            },
            "ratingCount": 12,
            "ratingValue": "4.6",
            "worstRating": "1",
        });
        assert_eq!(read, want);
    }
}
