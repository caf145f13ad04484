//! The words of those who have cancelled, in both languages.

use crate::language::StaffLanguage;

/// What is said of those who have cancelled.
pub(crate) struct LeaversTexts {
    /// On an instance's first page.
    pub(crate) to: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) lead: &'static str,
    /// To whoever may not see whose subscriptions they were.
    pub(crate) unnamed: &'static str,
    pub(crate) which: &'static str,
    /// Which are shown, by name.
    pub(crate) whiches: [(&'static str, &'static str); 5],
    pub(crate) plan: &'static str,
    pub(crate) reason: &'static str,
    /// Whatever the reason.
    pub(crate) any: &'static str,
    pub(crate) show: &'static str,
    pub(crate) headers: [&'static str; 5],
    /// Behind what a subscription was worth.
    pub(crate) a_month: &'static str,
    /// Who cancelled, by name.
    by: [(&'static str, &'static str); 3],
    pub(crate) came_back: &'static str,
    /// Behind a reason that they have given themselves, and one that was told.
    pub(crate) said: &'static str,
    pub(crate) told: &'static str,
    pub(crate) none: &'static str,
    pub(crate) none_here: &'static str,
    pub(crate) more: &'static str,
    pub(crate) export: &'static str,
}

impl LeaversTexts {
    /// Those of a language.
    pub(crate) const fn of(language: StaffLanguage) -> &'static Self {
        match language {
            StaffLanguage::En => &EN,
            StaffLanguage::Sv => &SV,
        }
    }

    /// Who cancelled.
    pub(crate) fn party<'a>(&self, name: &'a str) -> &'a str {
        self.by.iter().find(|(known, _)| *known == name).map_or(name, |(_, label)| label)
    }
}

const EN: LeaversTexts = LeaversTexts {
    to: "Those who have cancelled",
    caption: "Cancelled subscriptions",
    lead: "Every cancellation that you have told of, the last one first, and what became of it. What somebody has answered is shown here only where they were told \
           that you would see it.",
    unnamed: "You do not see whose subscriptions they were: that takes leave to see who is asked.",
    which: "Show",
    whiches: [
        ("all", "All"),
        ("asked", "Asked"),
        ("answered", "Answered"),
        ("not-asked", "Not asked"),
        ("came-back", "Came back"),
    ],
    plan: "Plan, exactly as you call it",
    reason: "Reason",
    any: "Any",
    show: "Show",
    headers: ["Subscription", "Cancelled", "What it was", "What became of it", "Reason"],
    a_month: "a month",
    by: [("subscriber", "The subscriber"), ("staff", "Staff"), ("payment", "A payment failed")],
    came_back: "Came back",
    said: "they say",
    told: "you told",
    none: "No cancellation has been told of yet.",
    none_here: "None of these. There may be more further back.",
    more: "Further back",
    export: "Download as a file (CSV)",
};

const SV: LeaversTexts = LeaversTexts {
    to: "De som har sagt upp",
    caption: "Uppsagda abonnemang",
    lead: "Varje uppsägning som du har berättat om, den senaste först, och hur det gick. Vad någon har svarat visas här bara om de fick veta att du skulle se det.",
    unnamed: "Du ser inte vems abonnemangen var: det kräver rätt att se vilka som tillfrågas.",
    which: "Visa",
    whiches: [
        ("all", "Alla"),
        ("asked", "Tillfrågade"),
        ("answered", "Har svarat"),
        ("not-asked", "Inte tillfrågade"),
        ("came-back", "Kom tillbaka"),
    ],
    plan: "Plan, precis som du kallar den",
    reason: "Skäl",
    any: "Alla",
    show: "Visa",
    headers: ["Abonnemang", "Uppsagt", "Vad det var", "Hur det gick", "Skäl"],
    a_month: "per månad",
    by: [
        ("subscriber", "Abonnenten"),
        ("staff", "Personal"),
        ("payment", "Betalningen gick inte igenom"),
    ],
    came_back: "Kom tillbaka",
    said: "sagt själv",
    told: "du har berättat",
    none: "Ingen uppsägning har berättats om än.",
    none_here: "Inga av dessa. Det kan finnas fler längre tillbaka.",
    more: "Längre tillbaka",
    export: "Ladda ner som fil (CSV)",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_words_for_the_same() {
        let names = |texts: &LeaversTexts| {
            let all = texts.whiches.iter().chain(&texts.by);
            all.map(|(name, _)| *name).collect::<Vec<_>>()
        };
        assert_eq!(names(&EN), names(&SV));
        assert_eq!(
            (SV.party("payment"), EN.party("other")),
            ("Betalningen gick inte igenom", "other")
        );
    }
}
