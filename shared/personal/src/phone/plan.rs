//! How the countries of Europe and North America number their phones, after the national numbering
//! plans that ITU-T publishes with E.164.

use core::ops::RangeInclusive;

/// How a country numbers its phones.
pub(super) struct Plan {
    /// Its two letters.
    pub(super) country: &'static str,
    /// Its code, which others may share.
    pub(super) code: &'static str,
    /// What stands before a number that is called within the country, and no number begins with.
    pub(super) trunk: &'static str,
    /// How many digits a number has without either.
    pub(super) digits: RangeInclusive<usize>,
}

const fn plan(
    country: &'static str,
    code: &'static str,
    trunk: &'static str,
    digits: RangeInclusive<usize>,
) -> Plan {
    Plan { country, code, trunk, digits }
}

/// Of countries with one code the first stands for all of them.
static PLANS: [Plan; 54] = [
    plan("SE", "46", "0", 6..=13),
    plan("NO", "47", "", 5..=12),
    plan("DK", "45", "", 8..=8),
    plan("FI", "358", "0", 5..=12),
    plan("IS", "354", "", 7..=9),
    plan("AD", "376", "", 6..=9),
    plan("AL", "355", "0", 7..=9),
    plan("AT", "43", "0", 4..=13),
    plan("AX", "358", "0", 5..=12),
    plan("BA", "387", "0", 8..=9),
    plan("BE", "32", "0", 8..=9),
    plan("BG", "359", "0", 7..=9),
    plan("BY", "375", "80", 9..=10),
    plan("CH", "41", "0", 9..=12),
    plan("CY", "357", "", 8..=8),
    plan("CZ", "420", "", 9..=12),
    plan("DE", "49", "0", 5..=13),
    plan("EE", "372", "", 7..=10),
    plan("ES", "34", "", 9..=9),
    plan("FO", "298", "", 6..=6),
    plan("FR", "33", "0", 9..=9),
    plan("GB", "44", "0", 7..=10),
    plan("GG", "44", "0", 7..=10),
    plan("GI", "350", "", 8..=8),
    plan("GL", "299", "", 6..=6),
    plan("GR", "30", "", 10..=10),
    plan("HR", "385", "0", 8..=9),
    plan("HU", "36", "06", 8..=9),
    plan("IE", "353", "0", 7..=10),
    plan("IM", "44", "0", 7..=10),
    plan("IT", "39", "", 6..=12),
    plan("JE", "44", "0", 7..=10),
    plan("LI", "423", "", 7..=9),
    plan("LT", "370", "0", 8..=8),
    plan("LU", "352", "", 4..=11),
    plan("LV", "371", "", 8..=8),
    plan("MC", "377", "", 8..=9),
    plan("MD", "373", "0", 8..=8),
    plan("ME", "382", "0", 8..=9),
    plan("MK", "389", "0", 8..=8),
    plan("MT", "356", "", 8..=8),
    plan("NL", "31", "0", 9..=11),
    plan("PL", "48", "", 9..=9),
    plan("PT", "351", "", 9..=9),
    plan("RO", "40", "0", 9..=9),
    plan("RS", "381", "0", 7..=10),
    plan("SI", "386", "0", 8..=8),
    plan("SK", "421", "0", 9..=9),
    plan("TR", "90", "0", 10..=10),
    plan("UA", "380", "0", 9..=9),
    plan("XK", "383", "0", 8..=9),
    plan("US", "1", "1", 10..=10),
    plan("CA", "1", "1", 10..=10),
    plan("MX", "52", "", 10..=10),
];

/// The plan of a country.
pub(super) fn of_country(letters: &str) -> Option<&'static Plan> {
    PLANS.iter().find(|plan| plan.country.eq_ignore_ascii_case(letters))
}

/// The plan of an international number, without its `+`. No code is the beginning of another.
pub(super) fn of(digits: &str) -> Option<&'static Plan> {
    PLANS.iter().find(|plan| digits.starts_with(plan.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_the_beginning_of_another() {
        for one in &PLANS {
            for other in &PLANS {
                let begins = other.code.starts_with(one.code);
                assert!(!begins || one.code == other.code, "{} {}", one.country, other.country);
            }
            let shared: Vec<_> = PLANS.iter().filter(|other| other.code == one.code).collect();
            assert!(shared.iter().all(|s| s.digits == one.digits && s.trunk == one.trunk));
            assert_eq!(PLANS.iter().filter(|other| other.country == one.country).count(), 1);
            assert!(*one.digits.end() + one.code.len() <= 15, "{}", one.country);
        }
    }
}
