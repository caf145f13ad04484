//! What staff read of badges.

/// A badge.
pub(crate) struct BadgeTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) off: &'static str,
    pub(crate) on: &'static str,
    pub(crate) on_help: &'static str,
    pub(crate) shop: &'static str,
    pub(crate) page: &'static str,
    pub(crate) least: &'static str,
    pub(crate) least_help: &'static str,
    pub(crate) save: &'static str,
    pub(crate) placed: &'static str,
    pub(crate) placed_lead: &'static str,
    pub(crate) code: &'static str,
    pub(crate) script: &'static str,
    /// The picture, for programs, for search engines.
    pub(crate) forms: [&'static str; 3],
    pub(crate) few: &'static str,
}

pub(super) const EN: BadgeTexts = BadgeTexts {
    title: "Badge",
    lead: "A badge shows the visitors of your own pages how your customers have rated you in the last twelve months: the mean, and how many have answered. It holds no texts and no names.",
    wrong: "Nothing was saved: the name must be 1 to 200 bytes in one line, the address must begin with https://, and the fewest answers must be a number from 5 to 1000.",
    off: "There is no badge.",
    on: "Show a badge",
    on_help: "Everybody who knows its address can see it. Once it is switched off, that address is gone for good.",
    shop: "What it calls you",
    page: "Your page (https://…)",
    least: "Fewest answers",
    least_help: "It is not there before so many have answered: 5 to 1000.",
    save: "Save",
    placed: "On your pages",
    placed_lead: "The picture needs no script and sets no cookie. Browsers keep it for up to an hour.",
    code: "What to put into your page",
    script: "Or, where your page may load our script",
    forms: ["The picture (SVG)", "For programs (JSON)", "For search engines (schema.org, JSON-LD)"],
    few: "While there are too few answers, these addresses lead nowhere.",
};

pub(super) const SV: BadgeTexts = BadgeTexts {
    title: "Omdömesmärke",
    lead: "Ett omdömesmärke visar besökarna på dina egna sidor vilket betyg dina kunder har gett dig de senaste tolv månaderna: medelvärdet och hur många som har svarat. Det innehåller inga texter och inga namn.",
    wrong: "Inget sparades: namnet måste vara 1 till 200 byte på en rad, adressen måste börja med https:// och minsta antalet svar måste vara ett tal från 5 till 1000.",
    off: "Det finns inget omdömesmärke.",
    on: "Visa ett omdömesmärke",
    on_help: "Alla som känner till dess adress kan se det. När det stängs av är den adressen borta för gott.",
    shop: "Vad det kallar dig",
    page: "Din sida (https://…)",
    least: "Minsta antal svar",
    least_help: "Det finns inte innan så många har svarat: 5 till 1000.",
    save: "Spara",
    placed: "På dina sidor",
    placed_lead: "Bilden behöver inget skript och sätter ingen kaka. Webbläsare sparar den i upp till en timme.",
    code: "Att lägga in på din sida",
    script: "Eller, om din sida får ladda vårt skript",
    forms: ["Bilden (SVG)", "För program (JSON)", "För sökmotorer (schema.org, JSON-LD)"],
    few: "Så länge det är för få svar leder de här adresserna ingenstans.",
};
