//! The words of alerts. `{n}` stands for how many there are.

/// What is said in one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    /// Before what is only tried out.
    pub(super) test: &'static str,
    /// Before what nobody has handled.
    pub(super) late: &'static str,
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    pub(super) lead: &'static str,
    pub(super) lead_many: &'static str,
    pub(super) nobody: &'static str,
    pub(super) score: &'static str,
    pub(super) more: &'static str,
    pub(super) all: &'static str,
    pub(super) kept: &'static str,
}

pub(super) static EN: Words = Words {
    tag: "en",
    test: "[Test] ",
    late: "Not handled: ",
    one: "Alert",
    many: "{n} alerts",
    lead: "A response to the survey {survey} is of the kind that the rule {rule} looks for.",
    lead_many: "{n} responses to the survey {survey} are of the kind that the rule {rule} looks for.",
    nobody: "Nobody has handled it in the time that the rule gives.",
    score: "score",
    more: "And {n} more.",
    all: "All alerts",
    kept: "What was answered, and by whom, is not in this mail: sign in to read it.",
};

pub(super) static SV: Words = Words {
    tag: "sv",
    test: "[Test] ",
    late: "Inte hanterat: ",
    one: "Larm",
    many: "{n} larm",
    lead: "Ett svar på enkäten {survey} är av det slag som regeln {rule} letar efter.",
    lead_many: "{n} svar på enkäten {survey} är av det slag som regeln {rule} letar efter.",
    nobody: "Ingen har hanterat det inom den tid som regeln ger.",
    score: "poäng",
    more: "Och {n} till.",
    all: "Alla larm",
    kept: "Vad som svarats, och av vem, står inte i mejlet: logga in för att läsa det.",
};
