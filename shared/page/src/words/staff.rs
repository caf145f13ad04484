//! What staff read, who have Swedish and English.

use super::apps::{self, AppsTexts};
use super::contact_import::{self, ImportTexts};
use super::contacts::{self, ContactTexts};
use super::organisation::{self, OrganisationTexts};
use super::passkey::{self, PasskeyTexts};
use super::recover::{self, RecoverTexts};
use super::tool::{self, ToolTexts};
use super::two_step::{self, TwoStepTexts};
use super::zone::{self, ZoneTexts};

/// What staff read, in one language.
pub(crate) struct StaffTexts {
    pub(crate) tag: &'static str,
    pub(crate) login: LoginTexts,
    pub(crate) account: AccountTexts,
    pub(crate) two_step: TwoStepTexts,
    pub(crate) recover: RecoverTexts,
    pub(crate) zone: ZoneTexts,
    pub(crate) contacts: ContactTexts,
    pub(crate) contact_import: ImportTexts,
    pub(crate) tool: ToolTexts,
    pub(crate) apps: AppsTexts,
    pub(crate) passkey: PasskeyTexts,
    pub(crate) organisation: OrganisationTexts,
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

/// A person's own account.
pub(crate) struct AccountTexts {
    pub(crate) change: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) current: &'static str,
    pub(crate) new: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) wrong_current: &'static str,
    pub(crate) too_often: &'static str,
    pub(crate) too_short: &'static str,
    pub(crate) too_long: &'static str,
    pub(crate) too_common: &'static str,
    pub(crate) too_plain: &'static str,
    pub(crate) sign_ins: &'static str,
    pub(crate) no_sign_ins: &'static str,
    pub(crate) a_program: &'static str,
    pub(crate) end_sessions: &'static str,
    pub(crate) end_sessions_help: &'static str,
}

/// The site's first page. It stands apart from the others: whoever serves it carries none of those.
pub(crate) struct LandingTexts {
    pub(crate) tag: &'static str,
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
    account: AccountTexts {
        change: "Change password",
        changed: "The password is changed. You are signed out everywhere else.",
        current: "Password now",
        new: "New password",
        rule: "At least 12 characters. Several words that you alone would put together are good.",
        wrong_current: "This is not the password that holds now.",
        too_often: "There were too many attempts. Please wait a while.",
        too_short: "The password needs at least 12 characters.",
        too_long: "The password is too long.",
        too_common: "This password is one of those that are guessed first.",
        too_plain: "This password is too easy to guess: it repeats itself or is your address.",
        sign_ins: "Latest sign-ins",
        no_sign_ins: "None yet.",
        a_program: "a program",
        end_sessions: "Sign out everywhere",
        end_sessions_help: "If you do not know one of these, change your password. Signing out \
                            everywhere ends every session of yours at once, this one too.",
    },
    two_step: two_step::EN,
    recover: recover::EN,
    zone: zone::EN,
    contacts: contacts::EN,
    contact_import: contact_import::EN,
    tool: tool::EN,
    apps: apps::EN,
    passkey: passkey::EN,
    organisation: organisation::EN,
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
    account: AccountTexts {
        change: "Byt lösenord",
        changed: "Lösenordet är bytt. Du är utloggad överallt annars.",
        current: "Nuvarande lösenord",
        new: "Nytt lösenord",
        rule: "Minst 12 tecken. Flera ord som bara du skulle sätta ihop är bra.",
        wrong_current: "Det är inte det lösenord som gäller nu.",
        too_often: "Det blev för många försök. Vänta en stund.",
        too_short: "Lösenordet behöver minst 12 tecken.",
        too_long: "Lösenordet är för långt.",
        too_common: "Lösenordet är ett av dem som gissas först.",
        too_plain: "Lösenordet är för lätt att gissa: det upprepar sig eller är din adress.",
        sign_ins: "Senaste inloggningar",
        no_sign_ins: "Inga än.",
        a_program: "ett program",
        end_sessions: "Logga ut överallt",
        end_sessions_help: "Känner du inte igen någon av dem, byt lösenord. Att logga ut överallt \
                            avslutar alla dina sessioner på en gång, även den här.",
    },
    two_step: two_step::SV,
    recover: recover::SV,
    zone: zone::SV,
    contacts: contacts::SV,
    contact_import: contact_import::SV,
    tool: tool::SV,
    apps: apps::SV,
    passkey: passkey::SV,
    organisation: organisation::SV,
};

pub(crate) static LANDING_EN: LandingTexts = LandingTexts {
    tag: "en",
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
};

pub(crate) static LANDING_SV: LandingTexts = LandingTexts {
    tag: "sv",
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
};
