//! What staff read who have forgotten their password.

/// Choosing a new password.
pub(crate) struct RecoverTexts {
    /// On the page that signs in.
    pub(crate) forgotten: &'static str,
    pub(crate) recovered: &'static str,
    pub(crate) title: &'static str,
    /// Asking for the mail.
    pub(crate) ask: &'static str,
    pub(crate) ask_help: &'static str,
    pub(crate) send: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) again: &'static str,
    /// With the mail.
    pub(crate) choose: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_help: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) set: &'static str,
    pub(crate) back: &'static str,
}

pub(super) const EN: RecoverTexts = RecoverTexts {
    forgotten: "Forgotten your password?",
    recovered: "The password is changed. Sign in with the new one.",
    title: "Choose a new password",
    ask: "Get a mail",
    ask_help: "We send a mail that leads to a new password. It works once, for 30 minutes.",
    send: "Send the mail",
    sent: "If there is an account with that address, a mail is on its way to it. Follow its link, or paste the \
           code from it here. If nothing comes within a few minutes, look among junk mail.",
    again: "Ask for another mail",
    choose: "Have you got the mail?",
    code: "Code from the mail",
    code_help: "It is long: copy all of it.",
    refused: "This code does not hold: it was used, is older than 30 minutes, or is not whole. Ask for another mail.",
    set: "Change password",
    back: "Back to sign-in",
};

pub(super) const SV: RecoverTexts = RecoverTexts {
    forgotten: "Glömt lösenordet?",
    recovered: "Lösenordet är bytt. Logga in med det nya.",
    title: "Välj ett nytt lösenord",
    ask: "Få ett mejl",
    ask_help: "Vi skickar ett mejl som leder till ett nytt lösenord. Det fungerar en gång, i 30 minuter.",
    send: "Skicka mejlet",
    sent: "Finns det ett konto med den adressen är ett mejl på väg dit. Följ länken i det, eller klistra in \
           koden från det här. Kommer inget inom några minuter, titta bland skräpposten.",
    again: "Be om ett nytt mejl",
    choose: "Har du fått mejlet?",
    code: "Kod från mejlet",
    code_help: "Den är lång: kopiera hela.",
    refused: "Koden gäller inte: den är använd, äldre än 30 minuter eller inte hel. Be om ett nytt mejl.",
    set: "Byt lösenord",
    back: "Till inloggningen",
};
