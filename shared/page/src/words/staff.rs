//! What staff read, who have Swedish and English.

/// What staff read, in one language.
pub(crate) struct StaffTexts {
    pub(crate) tag: &'static str,
    pub(crate) login: LoginTexts,
    pub(crate) landing: LandingTexts,
}

/// Signing in.
pub(crate) struct LoginTexts {
    pub(crate) title: &'static str,
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) refused: &'static str,
    /// What stands before the time to wait.
    pub(crate) too_often: &'static str,
    pub(crate) seconds: &'static str,
    pub(crate) minutes: &'static str,
    pub(crate) signed_in: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) sign_out: &'static str,
}

/// The site's first page.
pub(crate) struct LandingTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) points: [(&'static str, &'static str); 3],
    pub(crate) sign_in: &'static str,
}

pub(crate) static EN: StaffTexts = StaffTexts {
    tag: "en",
    login: LoginTexts {
        title: "Sign in",
        email: "E-mail address",
        password: "Password",
        sign_in: "Sign in",
        refused: "E-mail address and password do not go together.",
        too_often: "There were too many attempts. Please try again in",
        seconds: "seconds",
        minutes: "minutes",
        signed_in: "You are signed in",
        organisation: "Organisation",
        sign_out: "Sign out",
    },
    landing: LandingTexts {
        title: "Surveys whose answers stay where you think they are",
        lead: "Nordsvar asks at the edge of the net, close to whoever answers, and keeps the \
               answers in one place in Sweden.",
        points: [
            (
                "Nothing is lost",
                "An answer is acknowledged once it is safely stored, and waits on \
              the respondent's own device until then. It is stored once, however often it is sent.",
            ),
            (
                "A receipt for everyone",
                "Whoever answers gets a signed receipt, which anyone can check.",
            ),
            (
                "Light and open to all",
                "Pages work without script, by keyboard and with a screen \
              reader. No cookies for respondents, and nobody else's code.",
            ),
        ],
        sign_in: "Sign in",
    },
};

pub(crate) static SV: StaffTexts = StaffTexts {
    tag: "sv",
    login: LoginTexts {
        title: "Logga in",
        email: "E-postadress",
        password: "Lösenord",
        sign_in: "Logga in",
        refused: "E-postadressen och lösenordet hör inte ihop.",
        too_often: "Det blev för många försök. Försök igen om",
        seconds: "sekunder",
        minutes: "minuter",
        signed_in: "Du är inloggad",
        organisation: "Organisation",
        sign_out: "Logga ut",
    },
    landing: LandingTexts {
        title: "Enkäter där svaren finns där du tror",
        lead: "Nordsvar frågar i nätets utkant, nära den som svarar, och förvarar svaren på ett \
               enda ställe i Sverige.",
        points: [
            (
                "Inget går förlorat",
                "Ett svar bekräftas när det är säkert lagrat, och väntar till \
              dess på den svarandes egen enhet. Det lagras en gång, hur ofta det än skickas.",
            ),
            (
                "Kvitto till alla",
                "Den som svarar får ett signerat kvitto, som vem som helst kan kontrollera.",
            ),
            (
                "Lätt och för alla",
                "Sidorna fungerar utan skript, med tangentbord och med \
              skärmläsare. Inga kakor för den som svarar, och ingen annans kod.",
            ),
        ],
        sign_in: "Logga in",
    },
};
