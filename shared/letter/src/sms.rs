//! Text messages: how long one is, in what it is sent, what it costs.

/// What a text message is sent in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Alphabet {
    /// The default alphabet of GSM (3GPP TS 23.038, section 6.2.1), with its extension.
    Gsm,
    /// UCS-2: two bytes a character, of those outside the first plane twice as many.
    Ucs2,
}

/// How long a text message is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SmsCount {
    /// What it is sent in.
    pub alphabet: Alphabet,
    /// Its length: septets in GSM's alphabet, 16-bit units in UCS-2.
    pub units: usize,
    /// How many messages it is sent as.
    pub segments: usize,
    /// What is not in GSM's alphabet and so makes all of it UCS-2: each once, the first ten.
    pub outside: Vec<char>,
}

/// Characters of one septet.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Characters of two: an escape, and another.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How many outside characters are told.
const MAX_OUTSIDE: usize = 10;

impl Alphabet {
    /// The units of a message that is alone, and of each one of several.
    const fn room(self) -> (usize, usize) {
        match self {
            Self::Gsm => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }

    fn units(self, letter: char) -> usize {
        match self {
            Self::Gsm if EXTENSION.contains(letter) => 2,
            Self::Gsm => 1,
            Self::Ucs2 => letter.len_utf16(),
        }
    }
}

/// Counts a text message.
#[must_use]
pub fn sms_count(text: &str) -> SmsCount {
    let mut outside = Vec::new();
    let foreign = |letter: &char| !BASIC.contains(*letter) && !EXTENSION.contains(*letter);
    for letter in text.chars().filter(foreign) {
        if outside.len() < MAX_OUTSIDE && !outside.contains(&letter) {
            outside.push(letter);
        }
    }
    let alphabet = if outside.is_empty() { Alphabet::Gsm } else { Alphabet::Ucs2 };
    let units = text.chars().map(|letter| alphabet.units(letter)).sum();
    let (alone, of_several) = alphabet.room();
    let segments = if units <= alone { 1 } else { segments(text, alphabet, of_several) };
    SmsCount { alphabet, units, segments, outside }
}

/// How many messages of so much room: what is of two units is never parted.
fn segments(text: &str, alphabet: Alphabet, room: usize) -> usize {
    let (mut segments, mut used) = (1, 0);
    for units in text.chars().map(|letter| alphabet.units(letter)) {
        if used + units > room {
            segments += 1;
            used = 0;
        }
        used += units;
    }
    segments
}

impl SmsCount {
    /// What it costs at a price for each segment, in the price's own unit.
    #[must_use]
    pub fn cost(&self, price_per_segment: u64) -> u64 {
        u64::try_from(self.segments).unwrap_or(u64::MAX).saturating_mul(price_per_segment)
    }
}

#[cfg(test)]
mod tests;
