//! Taking an invitation up.

use maud::html;

use crate::account::PasswordChange;
use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::recover::{CodeAndPassword, code_and_password};

/// What [`join_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct JoinPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where the script is that takes the code from the link. Without it the code is pasted.
    pub script: &'a str,
    /// The code that was sent before, or nothing.
    pub code: &'a str,
    /// How far somebody has come.
    pub step: JoinStep,
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JoinStep {
    /// Nobody has tried yet.
    Start,
    /// The code is worth nothing.
    CodeRefused,
    /// The address has an account.
    HasAccount,
    /// The code is good, and the password is not.
    PasswordRefused(PasswordChange),
}

/// Its form posts `code` and `new` to `/login/join`.
#[must_use]
pub fn join_page(page: &JoinPage<'_>) -> String {
    let staff = page.language.texts();
    let texts = &staff.zone.join;
    let (refused, change) = match page.step {
        JoinStep::Start => (None, PasswordChange::Unasked),
        JoinStep::CodeRefused => (Some(texts.refused), PasswordChange::Unasked),
        JoinStep::HasAccount => (Some(texts.has_account), PasswordChange::Unasked),
        JoinStep::PasswordRefused(change) => (None, change),
    };
    let asked =
        CodeAndPassword { action: "/login/join", code: page.code, refused, change, set: texts.set };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.title) }
        p.lead { (texts.lead) }
        (code_and_password(page.language, &asked))
        p { a href="/login" { (staff.recover.back) } }
    };
    let title = format!("{} – Nordsvar", texts.title);
    let document = Document { script: Some(page.script), ..plain(staff.tag, &title, page.style) };
    document.around(&main)
}
