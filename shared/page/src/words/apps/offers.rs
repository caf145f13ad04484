//! The words of what is offered to those who would leave, in both languages.

use crate::language::StaffLanguage;

/// What is said of offers.
pub(crate) struct OffersTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// On an instance's first page.
    pub(crate) to: &'static str,
    pub(crate) none: &'static str,
    pub(crate) json: &'static str,
    pub(crate) help: &'static str,
    /// The name, the title, the kind, the reasons, the languages.
    pub(crate) columns: [&'static str; 5],
    /// What kinds are called, by their names.
    kinds: [(&'static str, &'static str); 5],
}

impl OffersTexts {
    /// Those of a language.
    pub(crate) const fn of(language: StaffLanguage) -> &'static Self {
        match language {
            StaffLanguage::En => &EN,
            StaffLanguage::Sv => &SV,
        }
    }

    /// What a kind is called.
    pub(crate) fn kind<'a>(&self, name: &'a str) -> &'a str {
        let found = self.kinds.iter().find(|(known, _)| *known == name);
        found.map_or(name, |(_, called)| called)
    }
}

const EN: OffersTexts = OffersTexts {
    title: "Offers",
    lead: "Whoever is about to cancel and says why is made the first offer that fits the reason and the subscription. Nobody is \
           made an offer that they have taken before.",
    to: "Offers to those who are about to cancel",
    none: "Nothing is offered yet.",
    json: "Offers as JSON",
    help: "The documentation describes the format. Reasons are the values of your survey's question reason. Nothing is saved \
           until nothing is wrong. An instance that asks people to come back asks nobody before ask_back says on what grounds.",
    columns: ["Name", "Title", "Kind", "Reasons", "Languages"],
    kinds: [
        ("discount", "Discount"),
        ("pause", "Pause"),
        ("plan_change", "Another plan"),
        ("contact", "Somebody gets in touch"),
        ("link", "A page that helps"),
    ],
};

const SV: OffersTexts = OffersTexts {
    title: "Erbjudanden",
    lead: "Den som är på väg att säga upp och säger varför får det första erbjudandet som passar skälet och prenumerationen. Ingen \
           får ett erbjudande som de har tagit förut.",
    to: "Erbjudanden till dem som är på väg att säga upp",
    none: "Inget erbjuds än.",
    json: "Erbjudanden som JSON",
    help: "Dokumentationen beskriver formatet. Skälen är värdena i enkätens fråga reason. Inget sparas förrän inget är fel. \
           En instans som ber folk komma tillbaka frågar ingen förrän ask_back säger på vilken grund.",
    columns: ["Namn", "Rubrik", "Slag", "Skäl", "Språk"],
    kinds: [
        ("discount", "Rabatt"),
        ("pause", "Paus"),
        ("plan_change", "En annan plan"),
        ("contact", "Någon hör av sig"),
        ("link", "En sida som hjälper"),
    ],
};
