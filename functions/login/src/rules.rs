//! What a new password must be: long, and not one that is guessed first. No rules on which
//! characters it has (NIST SP 800-63B-4, section 3.1.1.2).

use page::PasswordChange;

/// The fewest characters.
const MIN_CHARS: usize = 12;

/// The most bytes.
const MAX_BYTES: usize = 1024;

/// The fewest different characters: `aaaabbbbaaaa` is as good as `ab`.
const MIN_DIFFERENT: usize = 5;

/// Passwords of at least [`MIN_CHARS`] characters that are common in what was stolen elsewhere, in
/// lower case and sorted: those of the public lists of the 20,000 and 30,000 most common ones that
/// are as long, and a few of ours.
static COMMON: &str = include_str!("common-passwords.txt");

/// Why a new password of the person with this address is not taken; `None` if it is.
pub(crate) fn fault(password: &str, email: &str) -> Option<PasswordChange> {
    if password.chars().count() < MIN_CHARS {
        return Some(PasswordChange::TooShort);
    }
    if password.len() > MAX_BYTES {
        return Some(PasswordChange::TooLong);
    }
    let lower = password.to_lowercase();
    if COMMON.lines().any(|common| common == lower) {
        return Some(PasswordChange::TooCommon);
    }
    is_plain(&lower, email).then_some(PasswordChange::TooPlain)
}

/// Whether it is one thing over and over, a row of neighbours, or the address.
fn is_plain(lower: &str, email: &str) -> bool {
    let chars: Vec<char> = lower.chars().collect();
    let mut different = chars.clone();
    different.sort_unstable();
    different.dedup();
    let follows = |step: i64| {
        let steps = |pair: &[char]| match pair {
            [a, b] => i64::from(u32::from(*b)) - i64::from(u32::from(*a)) == step,
            _ => false,
        };
        // `abcdefghij12` is a row, too: most of it is.
        chars.windows(2).filter(|pair| steps(pair)).count() * 4 >= chars.len() * 3
    };
    let repeats = |length: usize| {
        let (first, rest) = chars.split_at_checked(length).unwrap_or_default();
        !rest.is_empty() && rest.chunks(length).all(|chunk| first.starts_with(chunk))
    };
    let local = email.split('@').next().unwrap_or_default();
    different.len() < MIN_DIFFERENT
        || follows(1)
        || follows(-1)
        || (1..=chars.len() / 3).any(repeats)
        || lower == email
        || lower.strip_prefix(local).is_some_and(|rest| !local.is_empty() && rest.len() < 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        let long = "ab1 ".repeat(257);
        for (password, want) in [
            ("elva tecken", Some(PasswordChange::TooShort)),
            ("åtta ord åt", Some(PasswordChange::TooShort)),
            (&long, Some(PasswordChange::TooLong)),
            ("Qwerty123456", Some(PasswordChange::TooCommon)),
            ("1qaz2wsx3edc", Some(PasswordChange::TooCommon)),
            ("aaaabbbbaaaa", Some(PasswordChange::TooPlain)),
            ("abcdefghij12", Some(PasswordChange::TooPlain)),
            ("987654321098", Some(PasswordChange::TooPlain)),
            ("sol7sol7sol7", Some(PasswordChange::TooPlain)),
            ("anna.andersson@example.se", Some(PasswordChange::TooPlain)),
            ("anna.andersson1", Some(PasswordChange::TooPlain)),
            ("kanel bulle tåg", None),
            ("correct horse battery staple", None),
            ("2ank-ci7a-fenk-uftj", None),
            ("            x", Some(PasswordChange::TooPlain)),
        ] {
            assert_eq!(fault(password, "anna.andersson@example.se"), want, "{password}");
        }
    }

    #[test]
    fn common_ones_are_long_and_sorted() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.len() > 300, "{}", lines.len());
        assert!(lines.is_sorted());
        for line in lines {
            assert!(line.chars().count() >= MIN_CHARS && line.to_lowercase() == line, "{line}");
        }
    }
}
