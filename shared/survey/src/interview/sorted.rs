//! The order of texts.

/// A text as it is sorted: digits count as numbers.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Sorted(Vec<(String, u64)>);

impl Sorted {
    pub(super) fn new(text: &str) -> Self {
        let mut parts = vec![(String::new(), 0_u64)];
        let mut digits = false;
        for character in text.trim().chars() {
            let digit = character.to_digit(10);
            if digits && digit.is_none() {
                parts.push((String::new(), 0));
            }
            digits = digit.is_some();
            let Some((word, number)) = parts.last_mut() else { continue };
            match digit {
                Some(digit) => {
                    *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                }
                None => word.push(character),
            }
        }
        Self(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_numbers() {
        for (less, more) in [("a", "b"), ("9", "10"), ("a9b", "a10"), ("a", "a1"), ("", "a")] {
            assert!(Sorted::new(less) < Sorted::new(more), "{less} {more}");
        }
    }
}
