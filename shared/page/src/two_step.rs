//! Signing in with a code beside the password.

mod add;
mod codes;
mod qr;
mod section;

pub use add::{AddTwoStepPage, add_two_step_page};
pub use codes::{RecoveryCodesPage, recovery_codes_page};
pub use section::{TwoStep, TwoStepChange};
pub(crate) use section::{required, section};

use core::fmt::Write as _;

use maud::{Markup, html};

use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::staff::too_often;

/// What [`code_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct CodePage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Which code is asked for.
    pub asked: AskedCode,
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
/// `/login/code?recovery=1`, and another to `/login/logout`.
#[must_use]
pub fn code_page(page: &CodePage<'_>) -> String {
    let texts = page.language.texts();
    let (two_step, tag) = (&texts.two_step, texts.tag);
    let refused = match page.asked {
        AskedCode::App => two_step.refused,
        AskedCode::Recovery => two_step.recovery_refused,
    };
    let fault = match page.attempt {
        CodeAttempt::Unasked => None,
        CodeAttempt::Refused => Some(refused.to_owned()),
        CodeAttempt::TooOften { wait_seconds } => Some(too_often(&texts.login, wait_seconds)),
    };
    let (action, ask, field, other, to_other) = match page.asked {
        AskedCode::App => (
            "/login/code",
            two_step.ask,
            code_field(two_step.code, Keys::Digits, fault.as_deref(), true),
            "/login?recovery=1",
            two_step.to_recovery,
        ),
        AskedCode::Recovery => (
            "/login/code?recovery=1",
            two_step.recovery_ask,
            code_field(two_step.recovery_code, Keys::Letters, fault.as_deref(), true),
            "/login",
            two_step.to_app,
        ),
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (two_step.title) }
        p.lead { (ask) }
        form.card method="post" action=(action) {
            (field)
            div.actions {
                button type="submit" { (two_step.go_on) }
                a href=(other) { (to_other) }
            }
        }
        form method="post" action="/login/logout" {
            button.secondary type="submit" { (two_step.start_over) }
        }
    };
    let title = format!("{} – Nordsvar", two_step.title);
    plain(tag, &title, page.style).around(&main)
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
