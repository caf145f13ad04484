//! Which form of a word goes with a number (Unicode CLDR, `supplemental/plurals.xml`, for whole
//! numbers).

/// A category of plurals.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// Where its form stands among a word's forms.
    pub(crate) const fn place(self) -> usize {
        match self {
            Self::Zero => 0,
            Self::One => 1,
            Self::Two => 2,
            Self::Few => 3,
            Self::Many => 4,
            Self::Other => 5,
        }
    }
}

/// The category of a count in a language. One that has no rule here has that of most: one, and
/// others.
pub(crate) const fn category(language: &str, count: usize) -> Category {
    let (tens, ones) = (count % 100, count % 10);
    match language.as_bytes() {
        b"ar" => match (count, tens) {
            (0, _) => Category::Zero,
            (1, _) => Category::One,
            (2, _) => Category::Two,
            (_, 3..=10) => Category::Few,
            (_, 11..=99) => Category::Many,
            _ => Category::Other,
        },
        b"lv" => match (tens, ones) {
            (11..=19, _) | (_, 0) => Category::Zero,
            (_, 1) => Category::One,
            _ => Category::Other,
        },
        b"lt" => match (tens, ones) {
            (11..=19, _) | (_, 0) => Category::Other,
            (_, 1) => Category::One,
            _ => Category::Few,
        },
        b"pl" => match (count, tens, ones) {
            (1, ..) => Category::One,
            (_, 0..=11 | 15..=99, 2..=4) => Category::Few,
            _ => Category::Many,
        },
        b"is" if ones == 1 && tens != 11 => Category::One,
        b"is" => Category::Other,
        // A million files are "of files".
        b"es" | b"fr" | b"it" | b"pt" if count > 0 && count.is_multiple_of(1_000_000) => {
            Category::Many
        }
        b"fr" | b"pt" if count == 0 => Category::One,
        _ if count == 1 => Category::One,
        _ => Category::Other,
    }
}
