//! Colours, and how they stand out from each other.

use core::fmt;
use core::str::FromStr;

/// A colour of sRGB, written `#rrggbb`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Colour([u8; 3]);

/// A text is not a [`Colour`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a colour is written as #rrggbb")]
pub struct InvalidColour;

impl Colour {
    pub(super) const BLACK: Self = Self([0; 3]);
    pub(super) const WHITE: Self = Self([255; 3]);

    pub(super) const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// This colour with `percent` of another in it.
    pub(super) fn mixed(self, other: Self, percent: u32) -> Self {
        let [red, green, blue] = self.0;
        let [other_red, other_green, other_blue] = other.0;
        let mix = |own: u8, other: u8| {
            let parts = u32::from(own) * (100 - percent.min(100)) + u32::from(other) * percent;
            u8::try_from((parts + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([mix(red, other_red), mix(green, other_green), mix(blue, other_blue)])
    }

    /// Its relative luminance, as WCAG 2.x defines it: from 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, as WCAG 2.x defines it: from 1 to 21, whichever comes first.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The least contrast with any of some grounds.
    pub(super) fn on(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(f64::INFINITY, f64::min)
    }

    /// Whether white is read on it rather than black.
    pub(super) fn is_dark(self) -> bool {
        self.contrast(Self::WHITE) > self.contrast(Self::BLACK)
    }
}

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        // The number's own reader would take a sign too.
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidColour);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| InvalidColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn colours_are_written_in_one_way() {
        for (text, want) in [
            ("#0c5c63", Some("#0c5c63")),
            ("#FFFFFF", Some("#ffffff")),
            ("#000", None),
            ("0c5c63", None),
            ("#0c5c6", None),
            ("#0c5c631", None),
            ("#+c5c63", None),
            ("#0c5c6g", None),
            ("#ååå", None),
            ("red", None),
            ("#000000;}", None),
        ] {
            let read = text.parse::<Colour>().ok().map(|colour| colour.to_string());
            assert_eq!(read.as_deref(), want, "{text}");
        }
    }

    /// Published examples: W3C's understanding documents and technique G18, and the greys and pure
    /// colours that contrast checkers are compared by.
    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, two, want) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#949494", "#ffffff", 3.03),
            ("#959595", "#ffffff", 2.99),
            ("#595959", "#ffffff", 7.0),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#008000", "#ffffff", 5.14),
            ("#ffff00", "#ffffff", 1.07),
            ("#0000ee", "#ffffff", 9.4),
            ("#00ff00", "#000000", 15.3),
        ] {
            for (one, two) in [(one, two), (two, one)] {
                let found = colour(one).contrast(colour(two));
                assert!((found - want).abs() < 0.006, "{one} on {two}: {found}, not {want}");
            }
        }
    }

    #[test]
    fn colours_mix() {
        let (black, white) = (Colour::BLACK, Colour::WHITE);
        for (percent, want) in [(0, "#000000"), (50, "#808080"), (100, "#ffffff")] {
            assert_eq!(black.mixed(white, percent).to_string(), want, "{percent}");
        }
        assert_eq!(colour("#ff8800").mixed(colour("#0088ff"), 20).to_string(), "#cc8833");
    }
}
