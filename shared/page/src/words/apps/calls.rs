//! The words of calls, in both languages.

use crate::language::StaffLanguage;

/// What is said of calls.
pub(crate) struct CallsTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// On an instance's first page.
    pub(crate) to: &'static str,
    pub(crate) none: &'static str,
    /// Before the languages that there are recordings in.
    pub(crate) there: &'static str,
    /// Behind the language that others hear.
    pub(crate) is_default: &'static str,
    pub(crate) which: &'static str,
    pub(crate) language: &'static str,
    pub(crate) show: &'static str,
    pub(crate) script: &'static str,
    pub(crate) script_lead: &'static str,
    pub(crate) no_script: &'static str,
    /// What is asked, who calls and asks, what is said at the end, and the key for no more calls.
    pub(crate) parts: [&'static str; 4],
    pub(crate) recordings: &'static str,
    /// Labels of the question, of thanks, of what is closed, of no more calls.
    pub(crate) fields: [&'static str; 4],
    pub(crate) help: &'static str,
    pub(crate) optional: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) faults: &'static str,
    pub(crate) make_default: &'static str,
    pub(crate) save: &'static str,
    pub(crate) remove: &'static str,
}

impl CallsTexts {
    /// Those of a language.
    pub(crate) const fn of(language: StaffLanguage) -> &'static Self {
        match language {
            StaffLanguage::En => &EN,
            StaffLanguage::Sv => &SV,
        }
    }
}

const EN: CallsTexts = CallsTexts {
    title: "Calls",
    lead: "Whoever is called hears your recordings, and answers the survey's first question with the keys. Who is called is \
           up to the channels of the settings. Without a recording in their language nobody is called.",
    to: "Recordings for calls",
    none: "There are no recordings yet, and so nobody is called.",
    there: "Recordings in",
    is_default: "also for everybody else",
    which: "Choose a language",
    language: "Language",
    show: "Show",
    script: "To be read aloud",
    script_lead: "Read this aloud, as it suits you, with the same keys, and put the recordings on a server of yours. What differs from \
                  person to person is an example here: leave it out.",
    no_script: "The survey's first question cannot be answered with keys, or the survey is not open: nobody is called. It has to be \
                a scale of whole numbers or yes and no, asked of everybody.",
    parts: ["The survey asks", "Question", "Thanks", "No more calls"],
    recordings: "Recordings",
    fields: ["Question", "Thanks", "Already answered, or too late", "No more calls"],
    help: "An https:// address of a sound file that the gateway can play, such as WAV or MP3.",
    optional: "May be left empty; then the call ends.",
    fault: "Enter an https:// address, of at most 900 characters.",
    faults: "Nothing was saved. See what is said at the fields.",
    make_default: "Play these to those whose language has no recordings",
    save: "Save",
    remove: "Remove the recordings of this language",
};

const SV: CallsTexts = CallsTexts {
    title: "Samtal",
    lead: "Den som rings upp hör dina inspelningar och svarar på enkätens första fråga med knapparna. Vem som rings upp avgörs av \
           kanalerna i inställningarna. Utan inspelning på personens språk rings ingen upp.",
    to: "Inspelningar för samtal",
    none: "Det finns inga inspelningar ännu, så ingen rings upp.",
    there: "Inspelningar på",
    is_default: "även för alla andra",
    which: "Välj språk",
    language: "Språk",
    show: "Visa",
    script: "Att läsa upp",
    script_lead: "Läs upp detta på ditt sätt, med samma knappar, och lägg inspelningarna på en server hos dig. Det som skiljer mellan \
                  personer är exempel här: utelämna det.",
    no_script: "Enkätens första fråga går inte att besvara med knappar, eller så är enkäten inte öppen: ingen rings upp. Den ska vara \
                en skala med heltal eller ja och nej, och ställas till alla.",
    parts: ["Enkäten frågar", "Fråga", "Tack", "Inga fler samtal"],
    recordings: "Inspelningar",
    fields: ["Fråga", "Tack", "Redan besvarad, eller för sent", "Inga fler samtal"],
    help: "En https://-adress till en ljudfil som gatewayen kan spela upp, till exempel WAV eller MP3.",
    optional: "Får lämnas tomt; då avslutas samtalet.",
    fault: "Ange en https://-adress på högst 900 tecken.",
    faults: "Inget sparades. Se vad som står vid fälten.",
    make_default: "Spela upp dessa för dem vars språk saknar inspelningar",
    save: "Spara",
    remove: "Ta bort inspelningarna på det här språket",
};
