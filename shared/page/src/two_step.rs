//! Signing in with a code beside the password.

mod add;
mod codes;
mod section;

pub use add::{AddTwoStepPage, add_two_step_page};
pub use codes::{RecoveryCodesPage, recovery_codes_page};
pub use section::{TwoStep, TwoStepChange};
pub(crate) use section::{required, section};

use core::fmt::Write as _;

use maud::{Markup, html};

use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::passkey::{not_here, showing};
use crate::staff::too_often;
use crate::words::StaffTexts;

/// What [`code_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct CodePage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Which code is asked for.
    pub asked: AskedCode,
    /// By what else it may go on.
    pub ways: CodeWays,
    /// Where the script is that asks the browser for a passkey.
    pub script: &'a str,
    /// What became of an attempt.
    pub attempt: CodeAttempt,
}

/// Which code is asked for. Either is taken: they differ in the keys that a phone shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AskedCode {
    /// One that an app shows.
    App,
    /// One that was saved.
    Recovery,
    /// None, but a passkey.
    Passkey,
}

/// By what somebody may go on, beside a recovery code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CodeWays {
    /// By an app.
    App,
    /// By a passkey.
    Passkey,
    /// By either.
    Either,
}

/// What became of an attempt with a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CodeAttempt {
    /// There was none yet.
    Unasked,
    /// It was refused.
    Refused,
    /// It came too early after others.
    TooOften {
        /// After how many seconds the next one may be made.
        wait_seconds: u32,
    },
}

/// The page after the right password. Its form posts `code` to `/login/code`, or to
/// `/login/code?recovery=1`, or `credential` to `/login/passkey`, and another to `/login/logout`.
#[must_use]
pub fn code_page(page: &CodePage<'_>) -> String {
    let texts = page.language.texts();
    let two_step = &texts.two_step;
    let refused = match page.asked {
        AskedCode::App => two_step.refused,
        AskedCode::Recovery => two_step.recovery_refused,
        AskedCode::Passkey => texts.passkey.failed,
    };
    let fault = match page.attempt {
        CodeAttempt::Unasked => None,
        CodeAttempt::Refused => Some(refused.to_owned()),
        CodeAttempt::TooOften { wait_seconds } => Some(too_often(&texts.login, wait_seconds)),
    };
    let ask = match page.asked {
        AskedCode::App => two_step.ask,
        AskedCode::Recovery => two_step.recovery_ask,
        AskedCode::Passkey => texts.passkey.ask,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (two_step.title) }
        p.lead { (ask) }
        @if page.asked == AskedCode::Passkey { (by_passkey(page.ways, fault.as_deref(), texts)) }
        @else { (by_code(page, fault.as_deref(), texts)) }
        form method="post" action="/login/logout" {
            button.secondary type="submit" { (two_step.start_over) }
        }
    };
    let title = format!("{} – Nordsvar", two_step.title);
    let script = (page.asked == AskedCode::Passkey).then_some(page.script);
    Document { script, ..plain(texts.tag, &title, page.style) }.around(&main)
}

fn by_passkey(ways: CodeWays, fault: Option<&str>, texts: &StaffTexts) -> Markup {
    html! {
        @if let Some(fault) = fault { div.notice.error role="alert" { p { (fault) } } }
        div.card {
            (not_here(texts))
            (showing(texts.passkey.show, true, texts))
            div.actions {
                @match ways {
                    CodeWays::App | CodeWays::Either => {
                        a href="/login?code=1" { (texts.two_step.to_app) }
                    },
                    CodeWays::Passkey => {},
                }
                a href="/login?recovery=1" { (texts.two_step.to_recovery) }
            }
        }
    }
}

fn by_code(page: &CodePage<'_>, fault: Option<&str>, texts: &StaffTexts) -> Markup {
    let two_step = &texts.two_step;
    let by_recovery = page.asked == AskedCode::Recovery;
    let (action, label, keys) = if by_recovery {
        ("/login/code?recovery=1", two_step.recovery_code, Keys::Letters)
    } else {
        ("/login/code", two_step.code, Keys::Digits)
    };
    let (to_app, to_passkey) = match page.ways {
        CodeWays::App => (by_recovery.then_some("/login"), false),
        CodeWays::Passkey => (None, true),
        CodeWays::Either => (by_recovery.then_some("/login?code=1"), true),
    };
    html! {
        form.card method="post" action=(action) {
            (code_field(label, keys, fault, true))
            div.actions {
                button type="submit" { (two_step.go_on) }
                @if let Some(to_app) = to_app { a href=(to_app) { (two_step.to_app) } }
                @if !by_recovery { a href="/login?recovery=1" { (two_step.to_recovery) } }
                @if to_passkey { a href="/login" { (texts.passkey.to_passkey) } }
            }
        }
    }
}

/// A field for a recovery code, or for any code.
pub(crate) fn any_code_field(label: &str, fault: Option<&str>) -> Markup {
    code_field(label, Keys::Letters, fault, fault.is_some())
}

/// Which keys a phone shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Keys {
    Digits,
    Letters,
}

/// A field for a code, which is taken with blanks in it.
fn code_field(label: &str, keys: Keys, fault: Option<&str>, focus: bool) -> Markup {
    let (mode, complete) = match keys {
        Keys::Digits => (Some("numeric"), "one-time-code"),
        Keys::Letters => (None, "off"),
    };
    html! {
        div.field .invalid[fault.is_some()] {
            label for="code" { (label) }
            input #code type="text" name="code" required maxlength="64" inputmode=[mode]
                autocomplete=(complete) autocapitalize="none" spellcheck="false"
                aria-describedby=[fault.map(|_| "code-fault")]
                aria-invalid=[fault.map(|_| "true")] autofocus[focus];
            @if let Some(fault) = fault { p.error #code-fault role="alert" { (fault) } }
        }
    }
}

/// A text as a part of an address (RFC 3986, section 2.1).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // A text in memory takes whatever is written.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
