//! What staff read in the Customer Zone.

use super::people::{self, JoinTexts, PeopleTexts};

/// The Customer Zone's frame and first page.
pub(crate) struct ZoneTexts {
    pub(crate) place: PlaceTexts,
    pub(crate) skip: &'static str,
    pub(crate) home: &'static str,
    pub(crate) home_lead: &'static str,
    pub(crate) own_account: &'static str,
    pub(crate) own_account_lead: &'static str,
    /// What went wrong: a title, and what to do.
    pub(crate) not_found: (&'static str, &'static str),
    pub(crate) not_permitted: (&'static str, &'static str),
    pub(crate) unavailable: (&'static str, &'static str),
    pub(crate) refused: (&'static str, &'static str),
    pub(crate) failed: (&'static str, &'static str),
    pub(crate) request: &'static str,
    /// Where somebody goes who does not want to.
    pub(crate) back: &'static str,
    pub(crate) roles: RoleTexts,
    pub(crate) keys: KeyTexts,
    pub(crate) security: SecurityTexts,
    pub(crate) audit: AuditTexts,
    pub(crate) people: PeopleTexts,
    pub(crate) join: JoinTexts,
}

/// A room that login leads to.
#[derive(Debug, Eq, PartialEq)]
pub struct PlaceTexts {
    /// What it is called.
    pub name: &'static str,
    /// On the button that leads there.
    pub go_in: &'static str,
    /// On the link that leads to its first page.
    pub to_home: &'static str,
}

/// What roles are called, and what they may do: by their names.
pub(crate) struct RoleTexts(&'static [(&'static str, &'static str, &'static str)]);

impl RoleTexts {
    fn row(&self, role: &str) -> Option<&(&'static str, &'static str, &'static str)> {
        self.0.iter().find(|(name, ..)| *name == role)
    }

    /// What a role is called.
    pub(crate) fn name<'a>(&self, role: &'a str) -> &'a str {
        self.row(role).map_or(role, |(_, name, _)| name)
    }

    /// What it may do.
    pub(crate) fn may(&self, role: &str) -> &'static str {
        self.row(role).map_or("", |(.., may)| may)
    }
}

/// API keys.
pub(crate) struct KeyTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) headers: [&'static str; 6],
    pub(crate) none: &'static str,
    pub(crate) by_reader: &'static str,
    pub(crate) by_operator: &'static str,
    pub(crate) never: &'static str,
    pub(crate) until: &'static str,
    pub(crate) over: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) no_label: &'static str,
    pub(crate) survey: &'static str,
    pub(crate) end: &'static str,
    pub(crate) end_title: &'static str,
    /// Before the key's name.
    pub(crate) end_ask: &'static str,
    pub(crate) make: &'static str,
    pub(crate) label: &'static str,
    pub(crate) label_help: &'static str,
    pub(crate) label_fault: &'static str,
    pub(crate) role: &'static str,
    pub(crate) survey_field: &'static str,
    pub(crate) survey_help: &'static str,
    pub(crate) survey_fault: &'static str,
    pub(crate) days: &'static str,
    pub(crate) days_unit: &'static str,
    pub(crate) too_much: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) made_title: &'static str,
    pub(crate) made: &'static str,
    pub(crate) the_key: &'static str,
    pub(crate) the_key_help: &'static str,
    pub(crate) copied: &'static str,
    /// What is said once one was ended.
    pub(crate) was_ended: &'static str,
}

/// What the organisation asks of its people.
pub(crate) struct SecurityTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) second_factor: &'static str,
    /// What each rule is called, and what it does.
    pub(crate) optional: (&'static str, &'static str),
    pub(crate) required: (&'static str, &'static str),
    pub(crate) save: &'static str,
    pub(crate) saved: &'static str,
}

/// The audit log.
pub(crate) struct AuditTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) headers: [&'static str; 5],
    pub(crate) none: &'static str,
    pub(crate) older: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) verify: &'static str,
    /// Before a number.
    pub(crate) whole: &'static str,
    pub(crate) so_far: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) broken: &'static str,
    pub(crate) broken_help: &'static str,
}

pub(super) const EN: ZoneTexts = ZoneTexts {
    place: PlaceTexts {
        name: "Customer Zone",
        go_in: "Go to the Customer Zone",
        to_home: "To the Customer Zone",
    },
    skip: "To the content",
    home: "Overview",
    home_lead: "Your organisation's people, rules and keys. You see what you may do.",
    own_account: "Your account",
    own_account_lead: "Your password, two-step sign-in and latest sign-ins.",
    not_found: ("There is no such page", "The address may be wrong, or what was here is gone."),
    not_permitted: (
        "You may not do this",
        "Your privileges do not include it. An owner of your organisation can change that.",
    ),
    unavailable: (
        "Please try again soon",
        "What is stored cannot be reached at the moment. Nothing was changed.",
    ),
    refused: (
        "This did not work",
        "It took too long, or began in another browser. Please start again.",
    ),
    failed: ("Something went wrong", "Nothing was changed. Please try again."),
    request: "Request",
    back: "No, go back",
    roles: RoleTexts(&[
        ("owner", "Owner", "Everything, with people, rules and the audit log."),
        ("administrator", "Administrator", "Surveys, responses, people and API keys; no rules."),
        ("editor", "Editor", "Makes and publishes surveys; reads no responses."),
        ("analyst", "Analyst", "Reads surveys and responses."),
        ("viewer", "Viewer", "Sees surveys, no single response."),
        ("translator", "Translator", "Sees surveys, to translate them."),
        (
            "personal-data-officer",
            "Personal data officer",
            "Reads responses, for requests about personal data.",
        ),
        ("billing", "Billing", "Contracts and invoices only."),
        ("support", "Support", "Sees surveys, no single response."),
    ]),
    keys: KeyTexts {
        title: "API keys",
        lead: "With a key a program of yours makes surveys or reads responses.",
        caption: "Your organisation's keys",
        headers: ["What it is for", "May do", "Made by", "Last used", "Holds", "Action"],
        none: "There is none yet.",
        by_reader: "You",
        by_operator: "Nordsvar",
        never: "Never",
        until: "Until",
        over: "Over",
        ended: "Ended",
        no_label: "Without a label",
        survey: "survey",
        end: "End",
        end_title: "End an API key?",
        end_ask: "Whatever uses it stops working at once, and for good:",
        make: "Make a key",
        label: "What is it for?",
        label_help: "Such as the program that has it. At most 100 characters.",
        label_fault: "Say in one line of at most 100 characters what it is for.",
        role: "What may it do?",
        survey_field: "With one survey only",
        survey_help: "Its name in the survey's address. Left empty, with all of them.",
        survey_fault: "This cannot be the name of a survey.",
        days: "For how long?",
        days_unit: "days",
        too_much: "A key may do no more than you may do yourself.",
        too_many: "There are a hundred keys that work. End one first.",
        made_title: "Your new key",
        made: "The key works from now on. It is shown this once.",
        the_key: "The key",
        the_key_help: "Keep it where only the program can read it. Whoever has it can do what it may do.",
        copied: "I have kept it",
        was_ended: "The key was ended. It works no more.",
    },
    security: SecurityTexts {
        title: "Security",
        lead: "What your organisation asks of its people when they sign in.",
        second_factor: "Two-step sign-in",
        optional: (
            "Each person decides",
            "Who has added it is asked for a code after the password.",
        ),
        required: (
            "Everybody must have it",
            "Who has none may do nothing but add it, from now on. That counts for you, too.",
        ),
        save: "Save",
        saved: "Saved. It counts from now on.",
    },
    audit: AuditTexts {
        title: "Audit log",
        lead: "Who did what, when, and roughly from where. Nobody can change it, and that can be verified.",
        caption: "Entries, newest first",
        headers: ["When", "Who", "What", "With what", "From where"],
        none: "Nothing has happened yet.",
        older: "Older entries",
        refused: "refused",
        verify: "Verify the log",
        whole: "The log is whole. The last entry has the number",
        so_far: "Everything fits so far, up to the number",
        go_on: "Go on",
        broken: "The log does not fit from this number on:",
        broken_help: "Entries were removed or changed. Please tell us.",
    },
    people: people::EN,
    join: people::JOIN_EN,
};

pub(super) const SV: ZoneTexts = ZoneTexts {
    place: PlaceTexts { name: "Kundzonen", go_in: "Gå till Kundzonen", to_home: "Till Kundzonen" },
    skip: "Till innehållet",
    home: "Översikt",
    home_lead: "Organisationens personer, regler och nycklar. Du ser det som du får göra.",
    own_account: "Ditt konto",
    own_account_lead: "Ditt lösenord, tvåstegsinloggning och senaste inloggningar.",
    not_found: ("Sidan finns inte", "Adressen kan vara fel, eller så är det som fanns här borta."),
    not_permitted: (
        "Det här får du inte göra",
        "Det ingår inte i dina rättigheter. En ägare i organisationen kan ändra det.",
    ),
    unavailable: (
        "Försök igen om en stund",
        "Det som är lagrat går inte att nå just nu. Inget har ändrats.",
    ),
    refused: (
        "Det gick inte",
        "Det tog för lång tid, eller började i en annan webbläsare. Börja om.",
    ),
    failed: ("Något gick fel", "Inget har ändrats. Försök igen."),
    request: "Begäran",
    back: "Nej, gå tillbaka",
    roles: RoleTexts(&[
        ("owner", "Ägare", "Allt, med personer, regler och revisionslogg."),
        ("administrator", "Administratör", "Enkäter, svar, personer och API-nycklar; inga regler."),
        ("editor", "Redaktör", "Gör och publicerar enkäter; läser inga svar."),
        ("analyst", "Analytiker", "Läser enkäter och svar."),
        ("viewer", "Läsare", "Ser enkäter, inga enskilda svar."),
        ("translator", "Översättare", "Ser enkäter, för att översätta dem."),
        (
            "personal-data-officer",
            "Dataskyddsansvarig",
            "Läser svar, för ärenden om personuppgifter.",
        ),
        ("billing", "Ekonomi", "Bara avtal och fakturor."),
        ("support", "Support", "Ser enkäter, inga enskilda svar."),
    ]),
    keys: KeyTexts {
        title: "API-nycklar",
        lead: "Med en nyckel gör ett program hos er enkäter eller läser svar.",
        caption: "Organisationens nycklar",
        headers: ["Vad den är till", "Får göra", "Gjord av", "Senast använd", "Gäller", "Åtgärd"],
        none: "Det finns ingen än.",
        by_reader: "Dig",
        by_operator: "Nordsvar",
        never: "Aldrig",
        until: "Till",
        over: "Utgången",
        ended: "Avslutad",
        no_label: "Utan benämning",
        survey: "enkät",
        end: "Avsluta",
        end_title: "Avsluta en API-nyckel?",
        end_ask: "Det som använder den slutar fungera genast, och för gott:",
        make: "Gör en nyckel",
        label: "Vad är den till?",
        label_help: "Till exempel programmet som har den. Högst 100 tecken.",
        label_fault: "Säg på en rad med högst 100 tecken vad den är till.",
        role: "Vad får den göra?",
        survey_field: "Bara med en enkät",
        survey_help: "Dess namn i enkätens adress. Lämnas det tomt, med alla.",
        survey_fault: "Så kan en enkät inte heta.",
        days: "Hur länge?",
        days_unit: "dagar",
        too_much: "En nyckel får inte göra mer än du själv får göra.",
        too_many: "Det finns hundra nycklar som gäller. Avsluta en först.",
        made_title: "Din nya nyckel",
        made: "Nyckeln gäller från och med nu. Den visas den här enda gången.",
        the_key: "Nyckeln",
        the_key_help: "Förvara den där bara programmet kan läsa den. Den som har den kan göra det den får göra.",
        copied: "Jag har sparat den",
        was_ended: "Nyckeln är avslutad. Den gäller inte mer.",
    },
    security: SecurityTexts {
        title: "Säkerhet",
        lead: "Vad organisationen kräver av sina personer när de loggar in.",
        second_factor: "Tvåstegsinloggning",
        optional: (
            "Var och en bestämmer",
            "Den som har lagt till den får skriva en kod efter lösenordet.",
        ),
        required: (
            "Alla måste ha den",
            "Den som saknar den får från och med nu bara lägga till den. Det gäller även dig.",
        ),
        save: "Spara",
        saved: "Sparat. Det gäller från och med nu.",
    },
    audit: AuditTexts {
        title: "Revisionslogg",
        lead: "Vem som gjorde vad, när, och ungefär varifrån. Ingen kan ändra den, och det går att kontrollera.",
        caption: "Händelser, de senaste först",
        headers: ["När", "Vem", "Vad", "Med vad", "Varifrån"],
        none: "Inget har hänt än.",
        older: "Äldre händelser",
        refused: "nekat",
        verify: "Kontrollera loggen",
        whole: "Loggen är hel. Den sista händelsen har nummer",
        so_far: "Allt stämmer hittills, till nummer",
        go_on: "Fortsätt",
        broken: "Loggen stämmer inte från och med nummer:",
        broken_help: "Händelser har tagits bort eller ändrats. Hör av dig till oss.",
    },
    people: people::SV,
    join: people::JOIN_SV,
};
