//! What mails say, in the languages of staff.

/// The words of one mail in one language.
pub(crate) struct Words {
    pub(crate) tag: &'static str,
    pub(crate) subject: &'static str,
    /// Paragraphs, of which what is to be done stands behind the first.
    pub(crate) paragraphs: &'static [&'static str],
    /// What is to be pressed.
    pub(crate) action: &'static str,
    /// What stands before a code.
    pub(crate) code: Option<&'static str>,
}

pub(crate) static RECOVERY_EN: Words = Words {
    tag: "en",
    subject: "Choose a new password",
    paragraphs: &[
        "Somebody, most likely you, has asked for a new password for this address at Nordsvar. The link \
         works once, for 30 minutes.",
        "If it was not you, you need do nothing: your password stays as it is.",
    ],
    action: "Choose a new password",
    code: Some("If the link does not work, open the page and paste this code:"),
};

pub(crate) static RECOVERY_SV: Words = Words {
    tag: "sv",
    subject: "Välj ett nytt lösenord",
    paragraphs: &[
        "Någon, troligen du, har bett om ett nytt lösenord för den här adressen hos Nordsvar. Länken \
         fungerar en gång, i 30 minuter.",
        "Var det inte du behöver du inte göra något: ditt lösenord är som förut.",
    ],
    action: "Välj ett nytt lösenord",
    code: Some("Fungerar inte länken, öppna sidan och klistra in den här koden:"),
};

pub(crate) static INVITATION_EN: Words = Words {
    tag: "en",
    subject: "You are invited to Nordsvar",
    paragraphs: &[
        "{organisation} invites you to its account at Nordsvar, the survey service. Choose a password, and you \
         are in. The link works once, for seven days.",
        "If you do not know what this is about, you need do nothing.",
    ],
    action: "Choose a password",
    code: Some("If the link does not work, open the page and paste this code:"),
};

pub(crate) static INVITATION_SV: Words = Words {
    tag: "sv",
    subject: "Du är inbjuden till Nordsvar",
    paragraphs: &[
        "{organisation} bjuder in dig till sitt konto hos Nordsvar, enkättjänsten. Välj ett lösenord, så är du \
         med. Länken fungerar en gång, i sju dagar.",
        "Vet du inte vad det gäller behöver du inte göra något.",
    ],
    action: "Välj ett lösenord",
    code: Some("Fungerar inte länken, öppna sidan och klistra in den här koden:"),
};

pub(crate) static CHANGED_EN: Words = Words {
    tag: "en",
    subject: "Your password was changed",
    paragraphs: &[
        "The password for this address at Nordsvar was changed. All sessions from before have ended.",
        "If it was not you, choose a new password at once and look through the latest sign-ins.",
    ],
    action: "Choose a new password",
    code: None,
};

pub(crate) static CHANGED_SV: Words = Words {
    tag: "sv",
    subject: "Ditt lösenord är bytt",
    paragraphs: &[
        "Lösenordet för den här adressen hos Nordsvar är bytt. Alla sessioner från tidigare är \
         avslutade.",
        "Var det inte du, välj genast ett nytt lösenord och se igenom de senaste inloggningarna.",
    ],
    action: "Välj ett nytt lösenord",
    code: None,
};

pub(crate) static ATTEMPTS_EN: Words = Words {
    tag: "en",
    subject: "Many attempts to sign in",
    paragraphs: &[
        "Somebody has tried more than ten times in a row to sign in at Nordsvar with this address and was \
         refused. Further attempts wait longer and longer; so may yours.",
        "If it was you and you have forgotten the password, choose a new one. If it was not, you need do \
         nothing. We write at most once a day.",
    ],
    action: "Choose a new password",
    code: None,
};

pub(crate) static ATTEMPTS_SV: Words = Words {
    tag: "sv",
    subject: "Många försök att logga in",
    paragraphs: &[
        "Någon har försökt logga in hos Nordsvar med den här adressen mer än tio gånger i rad och nekats. \
         Fler försök får vänta allt längre; det kan gälla även dina.",
        "Var det du och du har glömt lösenordet, välj ett nytt. Var det inte du behöver du inte göra \
         något. Vi skriver högst en gång om dagen.",
    ],
    action: "Välj ett nytt lösenord",
    code: None,
};
