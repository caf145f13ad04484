//! What staff read of what was answered, with what it is about.

/// What an instance has asked about, and one of it.
pub(crate) struct OrdersTexts {
    pub(crate) lead: &'static str,
    /// Where no answer is linked, and the link to where that is switched on.
    pub(crate) off: &'static str,
    pub(crate) off_help: &'static str,
    pub(crate) to_settings: &'static str,
    /// Reference, state, came in, score, alert.
    pub(crate) headers: [&'static str; 5],
    pub(crate) none: &'static str,
    pub(crate) filters: &'static str,
    /// All, answered, with an open alert.
    pub(crate) which: [(&'static str, &'static str); 3],
    /// Where the reference is not to be seen.
    pub(crate) unnamed: &'static str,
    /// By the names of how alerts stand.
    pub(crate) alerts: [(&'static str, &'static str); 2],
    /// Reference, state, came in, answered, score.
    pub(crate) facts: [&'static str; 5],
    pub(crate) not_linked: &'static str,
    pub(crate) no_alerts: &'static str,
    pub(crate) to_invitation: &'static str,
    pub(crate) back: &'static str,
}

pub(super) const EN: OrdersTexts = OrdersTexts {
    lead: "What you have asked about, the newest first, with what was answered where the respondent was told that you see it.",
    off: "Answers are not linked to what they are about.",
    off_help: "Respondents are promised that nothing links the two. You may change that for what is sent from now on: messages and the survey's page then say that answers are not anonymous.",
    to_settings: "Switch it on under “When and whom”",
    headers: ["Reference", "State", "Came in", "Score", "Alert"],
    none: "Nothing yet. What your system tells of comes here.",
    filters: "Which",
    which: [("all", "All"), ("answered", "Answered"), ("open", "With an open alert")],
    unnamed: "Not shown",
    alerts: [("open", "Open"), ("handled", "Handled")],
    facts: ["Reference", "State", "Came in", "Answered", "Score"],
    not_linked: "No answer is linked to it: there is none yet, it was withdrawn, the respondent was not told that you would see it, or it is not yours to read.",
    no_alerts: "No rule has raised an alert.",
    to_invitation: "The invitation and its history",
    back: "All of them",
};

pub(super) const SV: OrdersTexts = OrdersTexts {
    lead: "Det du har frågat om, det nyaste först, med vad som svarades när den som svarade fick veta att du ser det.",
    off: "Svar kopplas inte till det som de gäller.",
    off_help: "De som svarar får löftet att inget kopplar ihop de två. Du kan ändra det för det som skickas från och med nu: då säger meddelandena och enkätens sida att svaren inte är anonyma.",
    to_settings: "Slå på det under ”När och vem”",
    headers: ["Referens", "Läge", "Kom in", "Poäng", "Larm"],
    none: "Inget än. Det som ditt system berättar om kommer hit.",
    filters: "Vilka",
    which: [("all", "Alla"), ("answered", "Besvarade"), ("open", "Med öppet larm")],
    unnamed: "Visas inte",
    alerts: [("open", "Öppet"), ("handled", "Hanterat")],
    facts: ["Referens", "Läge", "Kom in", "Besvarades", "Poäng"],
    not_linked: "Inget svar är kopplat till den: det finns inget än, det är återtaget, den som svarade fick inte veta att du skulle se det, eller det är inte ditt att läsa.",
    no_alerts: "Ingen regel har larmat.",
    to_invitation: "Inbjudan och dess historik",
    back: "Alla",
};
