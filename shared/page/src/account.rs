//! A person's own account.

use maud::{Markup, html};

use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::passkey::{self, ListedPasskey, PasskeyChange, PasskeySection};
use crate::place::Place;
use crate::two_step::{TwoStep, required, section};
use crate::words::AccountTexts;

/// What [`account_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AccountPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// The rooms that they may go to, and where these are.
    pub rooms: &'a [(Place, &'a str)],
    /// How they sign in.
    pub email: &'a str,
    /// Their company's name.
    pub organisation: &'a str,
    /// When they signed in, the newest first.
    pub sign_ins: &'a [SignedInAt<'a>],
    /// What became of changing the password.
    pub password: PasswordChange,
    /// Two-step sign-in.
    pub two_step: TwoStep<'a>,
    /// Passkeys, the oldest first.
    pub passkeys: &'a [ListedPasskey<'a>],
    /// What became of changing those.
    pub passkey: PasskeyChange,
}

/// That somebody signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedInAt<'a> {
    /// When: RFC 3339, in UTC.
    pub at: &'a str,
    /// With what, if that was told: `Firefox, Windows`.
    pub agent: Option<&'a str>,
    /// By what.
    pub by: SignedInBy,
}

/// By what somebody signed in, as far as that is worth a word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignedInBy {
    /// The password, with a code from an app or without.
    Password,
    /// A recovery code after it.
    RecoveryCode,
    /// A passkey, alone or after it.
    Passkey,
    /// The organisation's identity provider, with a second factor or without.
    Organisation,
}

/// What became of changing a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PasswordChange {
    /// Nobody asked.
    Unasked,
    /// It is changed.
    Done,
    /// The password that holds now was another.
    WrongCurrent,
    /// The new one is shorter than it must be.
    TooShort,
    /// The new one is longer than it may be.
    TooLong,
    /// The new one is among those that are guessed first.
    TooCommon,
    /// The new one is the address, or says the same over and over.
    TooPlain,
    /// There were too many attempts.
    TooOften,
}

/// A page about whoever is signed in. Its forms post to `/login/logout`, `/login/end-sessions` and,
/// with `current` and `new`, to `/login/password`.
#[must_use]
pub fn account_page(page: &AccountPage<'_>) -> String {
    let (texts, login) = (&page.language.texts().account, &page.language.texts().login);
    let passkeys = PasskeySection {
        passkeys: page.passkeys,
        change: page.passkey,
        two_step: &page.two_step,
        email: page.email,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (login.signed_in) }
        form.card method="post" action="/login/logout" {
            dl {
                dt { (login.email) } dd { (page.email) }
                dt { (login.organisation) } dd { (page.organisation) }
            }
            div.actions {
                @if !required(&page.two_step) {
                    @for (place, path) in page.rooms {
                        a.button href=(path) { (place.texts(page.language.texts()).go_in) }
                    }
                }
                button.secondary type="submit" { (login.sign_out) }
            }
        }
        // Whoever must add two-step sign-in may do nothing else.
        @if required(&page.two_step) {
            (section(&page.two_step, page.email, page.language.texts()))
        } @else {
            (password_form(page, texts))
            (section(&page.two_step, page.email, page.language.texts()))
        }
        (passkey::section(&passkeys, page.language.texts()))
        (sign_ins(page, texts))
    };
    let title = format!("{} – Nordsvar", login.signed_in);
    plain(page.language.texts().tag, &title, page.style).around(&main)
}

fn password_form(page: &AccountPage<'_>, texts: &AccountTexts) -> Markup {
    let of_current = match page.password {
        PasswordChange::WrongCurrent => Some(texts.wrong_current),
        PasswordChange::TooOften => Some(texts.too_often),
        PasswordChange::Unasked
        | PasswordChange::Done
        | PasswordChange::TooShort
        | PasswordChange::TooLong
        | PasswordChange::TooCommon
        | PasswordChange::TooPlain => None,
    };
    let of_new = texts.fault_of_new(page.password);
    let current = Field {
        id: "current",
        name: "current",
        label: texts.current,
        autocomplete: "current-password",
    };
    let new = Field { id: "new", name: "new", label: texts.new, autocomplete: "new-password" };
    html! {
        h2 #password { (texts.change) }
        @if page.password == PasswordChange::Done {
            div.notice.success role="status" { p { (texts.changed) } }
        }
        form.card method="post" action="/login/password" {
            // Password managers want to know whose passwords these are.
            input type="hidden" name="email" value=(page.email) autocomplete="username";
            (field(current, None, of_current))
            (field(new, Some(texts.rule), of_new))
            div.actions { button type="submit" { (texts.change) } }
        }
    }
}

impl AccountTexts {
    /// What is wrong with a new password.
    pub(crate) const fn fault_of_new(&self, change: PasswordChange) -> Option<&'static str> {
        match change {
            PasswordChange::TooShort => Some(self.too_short),
            PasswordChange::TooLong => Some(self.too_long),
            PasswordChange::TooCommon => Some(self.too_common),
            PasswordChange::TooPlain => Some(self.too_plain),
            PasswordChange::Unasked
            | PasswordChange::Done
            | PasswordChange::WrongCurrent
            | PasswordChange::TooOften => None,
        }
    }
}

/// A field for a password.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Its name on the page.
    pub(crate) id: &'a str,
    /// Its name in the form.
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    /// What browsers call it.
    pub(crate) autocomplete: &'a str,
}

/// A field for a password, with what must be said of it before, and what is wrong with what it held.
pub(crate) fn field(field: Field<'_>, rule: Option<&str>, fault: Option<&str>) -> Markup {
    let Field { id, name, label, autocomplete } = field;
    let (rule_id, fault_id) = (format!("{id}-rule"), format!("{id}-fault"));
    let mut described = Vec::new();
    described.extend(rule.map(|_| rule_id.as_str()));
    described.extend(fault.map(|_| fault_id.as_str()));
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        div.field .invalid[fault.is_some()] {
            label for=(id) { (label) }
            @if let Some(rule) = rule { p.description #(rule_id) { (rule) } }
            input #(id) type="password" name=(name) required maxlength="1024"
                autocomplete=(autocomplete) aria-describedby=[described]
                aria-invalid=[fault.map(|_| "true")] autofocus[fault.is_some()];
            @if let Some(fault) = fault { p.error #(fault_id) role="alert" { (fault) } }
        }
    }
}

fn sign_ins(page: &AccountPage<'_>, texts: &AccountTexts) -> Markup {
    html! {
        h2 { (texts.sign_ins) }
        form.card method="post" action="/login/end-sessions" {
            @if page.sign_ins.is_empty() {
                p { (texts.no_sign_ins) }
            } @else {
                ul.bare {
                    @for one in page.sign_ins {
                        li {
                            time datetime=(one.at) { (to_the_minute(one.at)) }
                            " – " (one.agent.unwrap_or(texts.a_program))
                            @match one.by {
                                SignedInBy::Password => {},
                                SignedInBy::RecoveryCode => {
                                    ", " strong { (page.language.texts().two_step.by_recovery) }
                                },
                                SignedInBy::Passkey => {
                                    ", " (page.language.texts().passkey.by_passkey)
                                },
                                SignedInBy::Organisation => {
                                    ", " (page.language.texts().organisation.by_organisation)
                                },
                            }
                        }
                    }
                }
            }
            p.description { (texts.end_sessions_help) }
            div.actions { button.secondary type="submit" { (texts.end_sessions) } }
        }
    }
}

/// A moment in RFC 3339 as ISO 8601 lets people write it, to the minute.
pub(crate) fn to_the_minute(moment: &str) -> String {
    let minutes = moment.get(..16).unwrap_or(moment);
    [&*minutes.replace('T', " "), "\u{a0}UTC"].concat()
}
