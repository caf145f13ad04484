//! The words of what has become of those who were about to leave, in both languages.

use crate::FlowPeriod;
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
    /// By reason, by offer, by plan, by age, by what they are worth.
    pub(crate) by: [&'static str; 5],
    /// Above the first days of periods: days, weeks, months.
    periods: [&'static str; 3],
    /// Before how many lost their subscription to a payment, behind what they were worth, and what is said of it.
    pub(crate) lapsed: &'static str,
    pub(crate) a_month: &'static str,
    pub(crate) about_lapsed: &'static str,
    /// Above figures by period, and above reasons by period.
    pub(crate) figures: &'static str,
    pub(crate) over_time: &'static str,
    pub(crate) others: &'static str,
    /// Ages, by their names in figures.
    ages: [(&'static str, &'static str); 5],
    pub(crate) export: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) none: &'static str,
    /// Stayed, cancelled, cancelled without a flow, went away, did nothing, the share, lost, kept.
    pub(crate) columns: [&'static str; 8],
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

    /// What stands above the first days of periods.
    pub(crate) const fn period(&self, period: FlowPeriod) -> &'static str {
        let [day, week, month] = self.periods;
        match period {
            FlowPeriod::Day => day,
            FlowPeriod::Week => week,
            FlowPeriod::Month => month,
        }
    }

    /// What is told apart, as people call it.
    pub(crate) fn named<'a>(&self, name: &'a str) -> &'a str {
        self.ages.iter().find(|(age, _)| *age == name).map_or(name, |(_, label)| label)
    }

    /// So many of all: a share in whole percent, with how many.
    pub(crate) fn part(&self, count: u32, all: u32) -> String {
        if count == 0 {
            return self.no_rate.to_owned();
        }
        let share = f64::from(count) * 100.0 / f64::from(all.max(1));
        format!("{share:.0}{} ({count})", self.sign)
    }

    /// A share in whole percent, and between which ends it is.
    pub(crate) fn rate(&self, (share, low, high): (f64, f64, f64)) -> String {
        format!("{share:.0}{} ({low:.0}\u{2013}{high:.0})", self.sign)
    }
}

const EN: FlowsTexts = FlowsTexts {
    to: "Those who were about to cancel",
    lead: "What has become of those who pressed your cancel button, by what they said, and of those who cancelled without it, as far as you tell of them. Tests are not counted.",
    days: "Days back from now",
    show: "Show",
    more: "There are more than can be counted at once; those from the end of the stretch are missing.",
    all: "All",
    by: ["Reason", "Offer", "Plan", "Age of the subscription", "Value a month"],
    periods: ["Day", "Week from", "Month from"],
    lapsed: "Payments that failed:",
    a_month: "a month",
    about_lapsed: "Nobody has decided to leave there, so they are in none of the other figures.",
    figures: "All, over time",
    over_time: "Reasons of those who left, over time",
    others: "Others",
    ages: [
        ("under-1-month", "Under 1 month"),
        ("1-to-3-months", "1 to 3 months"),
        ("3-to-12-months", "3 to 12 months"),
        ("1-to-2-years", "1 to 2 years"),
        ("over-2-years", "Over 2 years"),
    ],
    export: "Download as a file (CSV)",
    unknown: "Not told",
    none: "There are none yet.",
    columns: [
        "Stayed",
        "Cancelled",
        "Without a flow",
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
    lead: "Hur det gick för dem som tryckte på din uppsägningsknapp, efter vad de sade, och för dem som sade upp utan den, i den mån du berättar om dem. Tester räknas inte.",
    days: "Dagar bakåt från nu",
    show: "Visa",
    more: "Det finns fler än som kan räknas på en gång; de från slutet av perioden saknas.",
    all: "Alla",
    by: ["Skäl", "Erbjudande", "Plan", "Abonnemangets ålder", "Värde per månad"],
    periods: ["Dag", "Vecka från", "Månad från"],
    lapsed: "Betalningar som inte gick igenom:",
    a_month: "per månad",
    about_lapsed: "Där har ingen bestämt sig för att lämna, så de ingår inte i de andra siffrorna.",
    figures: "Alla, över tid",
    over_time: "Skälen hos dem som lämnade, över tid",
    others: "Övriga",
    ages: [
        ("under-1-month", "Under 1 månad"),
        ("1-to-3-months", "1 till 3 månader"),
        ("3-to-12-months", "3 till 12 månader"),
        ("1-to-2-years", "1 till 2 år"),
        ("over-2-years", "Över 2 år"),
    ],
    export: "Ladda ner som fil (CSV)",
    unknown: "Inte sagt",
    none: "Det finns inga än.",
    columns: [
        "Stannade",
        "Sade upp",
        "Utan flöde",
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

    #[test]
    fn parts_are_told_in_words() {
        let texts = FlowsTexts::of(StaffLanguage::En);
        assert_eq!(texts.part(2, 3), "67% (2)");
        assert_eq!(texts.part(0, 3), "\u{2013}");
        assert_eq!(texts.named("over-2-years"), "Over 2 years");
        assert_eq!(texts.named("Plus"), "Plus");
        assert_eq!(texts.period(FlowPeriod::Week), "Week from");
    }
}
