//! What staff read of how they stand among others.

use crate::apps::BenchmarkPlace;

/// Standing among others.
pub(crate) struct BenchmarksTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) headers: [&'static str; 4],
    pub(crate) none: &'static str,
    /// What stands around the first and the last day.
    days: [&'static str; 3],
    /// From the lowest.
    places: [&'static str; 3],
    /// What stands around the limits.
    limits: [&'static str; 3],
    /// What questions are called, by their names.
    questions: [(&'static str, &'static str); 7],
    pub(crate) meaning: &'static str,
    /// What stands around the fewest customers, and around the fewest answers.
    least: [(&'static str, &'static str); 2],
    pub(crate) points: [&'static str; 5],
    /// A button, and what it does.
    pub(crate) share: (&'static str, &'static str),
    pub(crate) keep: (&'static str, &'static str),
    pub(crate) is_shared: &'static str,
    pub(crate) is_not_shared: &'static str,
}

impl BenchmarksTexts {
    pub(crate) fn days(&self, (first, last): (&str, &str)) -> String {
        let [before, between, after] = self.days;
        format!("{before}{first}{between}{last}{after}")
    }

    /// What a band is called.
    pub(crate) const fn place(&self, place: BenchmarkPlace) -> &'static str {
        let [lower, middle, upper] = self.places;
        match place {
            BenchmarkPlace::Lower => lower,
            BenchmarkPlace::Middle => middle,
            BenchmarkPlace::Upper => upper,
        }
    }

    pub(crate) fn limits(&self, lower: &str, upper: &str) -> String {
        let [before, between, after] = self.limits;
        format!("{before}{lower}{between}{upper}{after}")
    }

    /// What a question is called; its name if it has no other.
    pub(crate) fn question<'a>(&self, name: &'a str) -> &'a str {
        self.questions.iter().find(|(own, _)| *own == name).map_or(name, |(_, label)| label)
    }

    pub(crate) fn least(&self, (customers, answers): (usize, u32)) -> [String; 2] {
        let [of_customers, of_answers] = self.least;
        [
            format!("{}{customers}{}", of_customers.0, of_customers.1),
            format!("{}{answers}{}", of_answers.0, of_answers.1),
        ]
    }
}

pub(super) const EN: BenchmarksTexts = BenchmarksTexts {
    title: "Compared with others",
    lead: "How your figures stand among those of other customers who ask the same questions: in the lower quarter, the middle half or the upper quarter.",
    caption: "Where you stand",
    headers: ["Figure", "Yours", "Where it is", "Bands"],
    none: "There is nothing to tell yet: too few customers share their figures, or you have too few answers in these months.",
    days: ["Answers from ", " to ", ", the last full months."],
    places: ["Lower quarter", "Middle half", "Upper quarter"],
    limits: ["Lower quarter below about ", ", upper quarter above about ", "."],
    questions: [
        ("recommend", "NPS"),
        ("again", "Would come or buy again"),
        ("overall", "The delivery as a whole, stars"),
        ("easy", "How easy it was to buy, stars"),
        ("product-quality", "Quality of what was bought, stars"),
        ("cleanliness", "Cleanliness, stars"),
        ("value", "Value for money, stars"),
    ],
    meaning: "What sharing means",
    least: [
        ("Nothing is told before ", " customers share their figures, you among them."),
        ("Each of them counts from ", " answers on."),
    ],
    points: [
        "What is shared is how often each answer of our standard questions was given in the last full months: no texts, no respondents, no names. No other customer sees that you share.",
        "Nobody is told a number of anybody else's, nor how many share: only where the quarters end, blurred and rounded.",
        "What you tell apart (properties, carriers, drivers) is never in it.",
        "Only who shares is compared. It is one decision for all of this app.",
        "You may end it at any time. It takes effect at once, and you are not compared any more.",
    ],
    share: (
        "Share, and compare",
        "Your figures of this app are shared as it says above, until you end it.",
    ),
    keep: ("Do not share any more", "Your figures leave the comparison at once."),
    is_shared: "Your organisation shares its figures of this app. An owner may end that.",
    is_not_shared: "Your organisation does not share its figures of this app. An owner may decide that it does.",
};

pub(super) const SV: BenchmarksTexts = BenchmarksTexts {
    title: "Jämfört med andra",
    lead: "Hur era tal står sig bland andra kunders som ställer samma frågor: i den lägre fjärdedelen, mittersta hälften eller övre fjärdedelen.",
    caption: "Var ni står",
    headers: ["Tal", "Ert", "Var det ligger", "Gränser"],
    none: "Det finns inget att visa än: för få kunder delar sina tal, eller så har ni för få svar under de här månaderna.",
    days: ["Svar från ", " till ", ", de senaste hela månaderna."],
    places: ["Lägre fjärdedelen", "Mittersta hälften", "Övre fjärdedelen"],
    limits: ["Lägre fjärdedelen under ungefär ", ", övre fjärdedelen över ungefär ", "."],
    questions: [
        ("recommend", "NPS"),
        ("again", "Skulle komma tillbaka eller handla igen"),
        ("overall", "Leveransen som helhet, stjärnor"),
        ("easy", "Hur lätt det var att handla, stjärnor"),
        ("product-quality", "Det köptas kvalitet, stjärnor"),
        ("cleanliness", "Städning, stjärnor"),
        ("value", "Valuta för pengarna, stjärnor"),
    ],
    meaning: "Vad det innebär att dela",
    least: [
        ("Inget visas innan ", " kunder delar sina tal, ni själva bland dem."),
        ("Var och en räknas från ", " svar."),
    ],
    points: [
        "Det som delas är hur ofta varje svar på våra standardfrågor gavs under de senaste hela månaderna: inga texter, inga svarande, inga namn. Ingen annan kund ser att ni delar.",
        "Ingen får veta något tal som är någon annans, och inte heller hur många som delar: bara var fjärdedelarna slutar, oskarpt och avrundat.",
        "Det som ni delar upp efter (anläggningar, transportörer, förare) är aldrig med.",
        "Bara den som delar jämförs. Det är ett enda beslut för hela den här appen.",
        "Ni kan avsluta när som helst. Det gäller genast, och ni jämförs inte längre.",
    ],
    share: (
        "Dela och jämför",
        "Era tal i den här appen delas så som det står ovan, tills ni avslutar det.",
    ),
    keep: ("Dela inte längre", "Era tal lämnar jämförelsen genast."),
    is_shared: "Er organisation delar sina tal i den här appen. En ägare kan avsluta det.",
    is_not_shared: "Er organisation delar inte sina tal i den här appen. En ägare kan besluta att den gör det.",
};
