//! A new password for who forgot theirs.

use maud::{Markup, html};

use crate::account::{Field, PasswordChange, field};
use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::staff::too_often;
use crate::words::RecoverTexts;

/// What [`recover_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct RecoverPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where the script is that takes the code from the link. Without it the code is pasted.
    pub script: &'a str,
    /// The code that was sent before, or nothing.
    pub code: &'a str,
    /// How far somebody has come.
    pub step: RecoverStep,
}

/// How far somebody has come with a new password.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RecoverStep {
    /// Nobody has asked yet.
    Start,
    /// The mail is on its way, if there is such an account.
    Sent,
    /// A mail was asked for too soon after others.
    TooOften {
        /// After how many seconds the next one may be asked for.
        wait_seconds: u32,
    },
    /// The code is worth nothing.
    CodeRefused,
    /// The code is good, and the new password is not.
    PasswordRefused(PasswordChange),
}

/// Its forms post `email` to `/login/recover`, and `code` and `new` to `/login/recover/password`.
#[must_use]
pub fn recover_page(page: &RecoverPage<'_>) -> String {
    let staff = page.language.texts();
    let texts = &staff.recover;
    let asks = match page.step {
        RecoverStep::Start | RecoverStep::TooOften { .. } | RecoverStep::CodeRefused => true,
        RecoverStep::Sent | RecoverStep::PasswordRefused(_) => false,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.title) }
        @if page.step == RecoverStep::Sent {
            div.notice.success role="status" { p { (texts.sent) } }
        }
        @if asks { div data-ask { (ask_form(page, texts)) } }
        (code_form(page, texts))
        p {
            @if !asks { a href="/login/recover" { (texts.again) } " · " }
            a href="/login" { (texts.back) }
        }
    };
    let title = format!("{} – Nordsvar", texts.title);
    let document = Document { script: Some(page.script), ..plain(staff.tag, &title, page.style) };
    document.around(&main)
}

fn ask_form(page: &RecoverPage<'_>, texts: &RecoverTexts) -> Markup {
    let login = &page.language.texts().login;
    let fault = match page.step {
        RecoverStep::TooOften { wait_seconds } => Some(too_often(login, wait_seconds)),
        RecoverStep::Start
        | RecoverStep::Sent
        | RecoverStep::CodeRefused
        | RecoverStep::PasswordRefused(_) => None,
    };
    let described = if fault.is_some() { "ask-help ask-fault" } else { "ask-help" };
    let focused = page.step != RecoverStep::CodeRefused;
    html! {
        h2 { (texts.ask) }
        form.card method="post" action="/login/recover" {
            div.field .invalid[fault.is_some()] {
                label for="email" { (login.email) }
                p.description #ask-help { (texts.ask_help) }
                input #email type="email" name="email" required autocomplete="username"
                    aria-describedby=(described) autofocus[focused];
                @if let Some(fault) = fault { p.error #ask-fault role="alert" { (fault) } }
            }
            div.actions { button type="submit" { (texts.send) } }
        }
    }
}

fn code_form(page: &RecoverPage<'_>, texts: &RecoverTexts) -> Markup {
    let change = match page.step {
        RecoverStep::PasswordRefused(change) => change,
        RecoverStep::Start
        | RecoverStep::Sent
        | RecoverStep::TooOften { .. }
        | RecoverStep::CodeRefused => PasswordChange::Unasked,
    };
    let refused = (page.step == RecoverStep::CodeRefused).then_some(texts.refused);
    let asked = CodeAndPassword {
        action: "/login/recover/password",
        code: page.code,
        refused,
        change,
        set: texts.set,
    };
    html! {
        h2 { (texts.choose) }
        (code_and_password(page.language, &asked))
    }
}

/// A form that takes what a mail brought, and a password.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodeAndPassword<'a> {
    /// Where it posts `code` and `new` to.
    pub(crate) action: &'a str,
    /// The code that was sent before, or nothing.
    pub(crate) code: &'a str,
    /// Why that is not taken.
    pub(crate) refused: Option<&'a str>,
    /// What is wrong with the password.
    pub(crate) change: PasswordChange,
    /// What its button says.
    pub(crate) set: &'a str,
}

/// The form.
pub(crate) fn code_and_password(language: StaffLanguage, form: &CodeAndPassword<'_>) -> Markup {
    let (account, texts) = (&language.texts().account, &language.texts().recover);
    let refused = form.refused.is_some();
    let described = if refused { "code-help code-fault" } else { "code-help" };
    let code = Some(form.code).filter(|code| !code.is_empty());
    let new = Field { id: "new", name: "new", label: account.new, autocomplete: "new-password" };
    html! {
        form.card method="post" action=(form.action) {
            div.field .invalid[refused] {
                label for="code" { (texts.code) }
                p.description #code-help { (texts.code_help) }
                input #code type="text" name="code" value=[code] required maxlength="2000" data-code
                    autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-describedby=(described) aria-invalid=[refused.then_some("true")]
                    autofocus[refused];
                @if let Some(refused) = form.refused {
                    p.error #code-fault role="alert" { (refused) }
                }
            }
            (field(new, Some(account.rule), account.fault_of_new(form.change)))
            div.actions { button type="submit" { (form.set) } }
        }
    }
}
