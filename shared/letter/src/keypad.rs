//! By which keys a question is answered on the telephone.

use crate::question::{FirstQuestion, Look};

/// The keys that answer a question, and the one that says that nobody is to call any more.
///
/// A scale whose every step is one of 0 to 8 has one key a step, and 9 for no more calls. A longer one, up to 98, has two:
/// `00` to `10`, and `99`. Yes is 1 and no is 2.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Keypad {
    digits: u8,
    /// Keys, with the values of the choices that they are, in the order of the keys.
    steps: Vec<(u8, String)>,
}

/// What somebody pressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pressed<'a> {
    /// An answer: the value of a choice.
    Answer(&'a str),
    /// That nobody is to call any more.
    NoMore,
    /// Keys that are neither.
    Other,
}

impl Keypad {
    /// The most keys that are pressed for one answer.
    pub const MAX_DIGITS: usize = 2;

    const MAX_ONE_KEY: u8 = 8;
    const MAX_TWO_KEYS: u8 = 98;

    /// The keys of a question: nothing where it is no scale of whole numbers, nor yes or no.
    #[must_use]
    pub fn of(question: &FirstQuestion) -> Option<Self> {
        let number = |index: usize, value: &str| match question.look {
            Look::Thumbs => u8::try_from(index + 1).ok(),
            Look::Numbers | Look::Stars | Look::Smileys | Look::Reasons => value.parse().ok(),
        };
        let choices = question.choices.iter().enumerate();
        let steps: Option<Vec<_>> =
            choices.map(|(at, one)| Some((number(at, &one.value)?, one.value.clone()))).collect();
        let mut steps = steps?;
        steps.sort();
        let twice = steps.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
        let (highest, _) = steps.last()?;
        let digits = match *highest {
            0..=Self::MAX_ONE_KEY => 1,
            _ if *highest <= Self::MAX_TWO_KEYS => 2,
            _ => return None,
        };
        (!twice).then_some(Self { digits, steps })
    }

    /// How many keys are pressed: 1 or 2.
    #[must_use]
    pub const fn digits(&self) -> u8 {
        self.digits
    }

    /// The keys of the scale's lowest and highest step.
    #[must_use]
    pub fn ends(&self) -> (String, String) {
        let end = |step: Option<&(u8, String)>| self.keys(step.map_or(0, |(key, _)| *key));
        (end(self.steps.first()), end(self.steps.last()))
    }

    /// The keys that say that nobody is to call any more.
    #[must_use]
    pub const fn no_more(&self) -> &'static str {
        if self.digits == 1 { "9" } else { "99" }
    }

    /// What was pressed. Of two keys the first may be left out where it is 0.
    #[must_use]
    pub fn pressed(&self, keys: &str) -> Pressed<'_> {
        if keys == self.no_more() {
            return Pressed::NoMore;
        }
        let plain = (1..=usize::from(self.digits)).contains(&keys.len())
            && keys.bytes().all(|key| key.is_ascii_digit());
        let key = if plain { keys.parse::<u8>().ok() } else { None };
        let step = key.and_then(|key| self.steps.iter().find(|(known, _)| *known == key));
        step.map_or(Pressed::Other, |(_, value)| Pressed::Answer(value))
    }

    fn keys(&self, key: u8) -> String {
        if self.digits == 1 { key.to_string() } else { format!("{key:02}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Asked;

    fn question(look: Look, values: &[&str]) -> FirstQuestion {
        let choice = |value: &&str| Asked { value: (*value).to_owned(), label: String::new() };
        FirstQuestion {
            name: "q".to_owned(),
            title: "Q".to_owned(),
            look,
            choices: values.iter().map(choice).collect(),
            low: String::new(),
            high: String::new(),
        }
    }

    fn numbers(range: core::ops::RangeInclusive<u8>) -> FirstQuestion {
        let values: Vec<_> = range.map(|number| number.to_string()).collect();
        question(Look::Numbers, &values.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn scales_have_keys() {
        for (name, of, want) in [
            ("five", numbers(1..=5), Some((1, "1", "5", "9"))),
            ("from nothing", numbers(0..=8), Some((1, "0", "8", "9"))),
            ("nine is a step", numbers(1..=9), Some((2, "01", "09", "99"))),
            ("nps", numbers(0..=10), Some((2, "00", "10", "99"))),
            ("thumbs", question(Look::Thumbs, &["true", "false"]), Some((1, "1", "2", "9"))),
            ("numbered reasons", question(Look::Reasons, &["2", "1"]), Some((1, "1", "2", "9"))),
            ("reasons", question(Look::Reasons, &["late", "wet"]), None),
            ("too high", question(Look::Numbers, &["1", "99"]), None),
            ("twice", question(Look::Numbers, &["1", "01"]), None),
            ("below nothing", question(Look::Numbers, &["-1", "1"]), None),
            ("none", question(Look::Numbers, &[]), None),
        ] {
            let keypad = Keypad::of(&of);
            let got =
                keypad.as_ref().map(|keypad| (keypad.digits(), keypad.ends(), keypad.no_more()));
            let want = want
                .map(|(digits, low, high, more)| (digits, (low.to_owned(), high.to_owned()), more));
            assert_eq!(got, want, "{name}");
        }
    }

    #[test]
    fn keys_are_answers() {
        let thumbs = question(Look::Thumbs, &["yes", "no"]);
        for (of, keys, want) in [
            (numbers(1..=5), "4", Pressed::Answer("4")),
            (numbers(1..=5), "0", Pressed::Other),
            (numbers(1..=5), "6", Pressed::Other),
            (numbers(1..=5), "9", Pressed::NoMore),
            (numbers(1..=5), "04", Pressed::Other),
            (numbers(1..=5), "", Pressed::Other),
            (numbers(1..=5), "*", Pressed::Other),
            (numbers(1..=5), "+4", Pressed::Other),
            (numbers(0..=10), "10", Pressed::Answer("10")),
            (numbers(0..=10), "07", Pressed::Answer("7")),
            (numbers(0..=10), "7", Pressed::Answer("7")),
            (numbers(0..=10), "9", Pressed::Answer("9")),
            (numbers(0..=10), "11", Pressed::Other),
            (numbers(0..=10), "99", Pressed::NoMore),
            (numbers(0..=10), "007", Pressed::Other),
            (thumbs.clone(), "1", Pressed::Answer("yes")),
            (thumbs, "2", Pressed::Answer("no")),
        ] {
            assert_eq!(Keypad::of(&of).unwrap().pressed(keys), want, "{keys}");
        }
    }
}
