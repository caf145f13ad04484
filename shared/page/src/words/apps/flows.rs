//! The words of what has become of those who were about to leave, in both languages.

use crate::language::StaffLanguage;

/// What is said of flows.
pub(crate) struct FlowsTexts {
    /// On an instance's first page.
    pub(crate) to: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) days: &'static str,
    pub(crate) show: &'static str,
    pub(crate) more: &'static str,
    pub(crate) all: &'static str,
    /// By reason, by offer, by plan.
    pub(crate) by: [&'static str; 3],
    pub(crate) unknown: &'static str,
    pub(crate) none: &'static str,
    /// Stayed, cancelled, went away, did nothing, the share, lost, kept.
    pub(crate) columns: [&'static str; 7],
    pub(crate) no_rate: &'static str,
    pub(crate) about: &'static str,
    /// What stands between a share and its sign.
    sign: &'static str,
}

impl FlowsTexts {
    /// Those of a language.
    pub(crate) const fn of(language: StaffLanguage) -> &'static Self {
        match language {
            StaffLanguage::En => &EN,
            StaffLanguage::Sv => &SV,
        }
    }

    /// A share in whole percent, and between which ends it is.
    pub(crate) fn rate(&self, (share, low, high): (f64, f64, f64)) -> String {
        format!("{share:.0}{} ({low:.0}\u{2013}{high:.0})", self.sign)
    }
}

const EN: FlowsTexts = FlowsTexts {
    to: "Those who were about to cancel",
    lead: "What has become of those who pressed your cancel button, by what they said. Tests are not counted.",
    days: "Days back from now",
    show: "Show",
    more: "There are more than can be counted at once; those from the end of the stretch are missing.",
    all: "All",
    by: ["Reason", "Offer", "Plan"],
    unknown: "Not told",
    none: "There are none yet.",
    columns: [
        "Stayed",
        "Cancelled",
        "Went away",
        "Did nothing",
        "Share that stayed",
        "Lost a month",
        "Kept a month",
    ],
    no_rate: "\u{2013}",
    about: "Whoever said why and went away has not been saved. Whoever saw the page and did nothing is in no share. In brackets: where the \
            true share is, 19 times of 20.",
    sign: "%",
};

const SV: FlowsTexts = FlowsTexts {
    to: "De som var på väg att säga upp",
    lead: "Hur det gick för dem som tryckte på din uppsägningsknapp, efter vad de sade. Tester räknas inte.",
    days: "Dagar bakåt från nu",
    show: "Visa",
    more: "Det finns fler än som kan räknas på en gång; de från slutet av perioden saknas.",
    all: "Alla",
    by: ["Skäl", "Erbjudande", "Plan"],
    unknown: "Inte sagt",
    none: "Det finns inga än.",
    columns: [
        "Stannade",
        "Sade upp",
        "Gick sin väg",
        "Gjorde inget",
        "Andel som stannade",
        "Förlorat per månad",
        "Behållet per månad",
    ],
    no_rate: "\u{2013}",
    about: "Den som sade varför och gick sin väg har inte räddats. Den som såg sidan och inte gjorde något ingår inte i någon andel. Inom \
            parentes: var den sanna andelen ligger, 19 gånger av 20.",
    sign: "\u{a0}%",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_with_their_ends() {
        let rate = (62.4, 40.6, 79.2);
        assert_eq!(FlowsTexts::of(StaffLanguage::En).rate(rate), "62% (41\u{2013}79)");
        assert_eq!(FlowsTexts::of(StaffLanguage::Sv).rate(rate), "62\u{a0}% (41\u{2013}79)");
    }
}
