//! Recovery codes, shown once.

use maud::html;

use super::escaped;
use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;

/// What [`recovery_codes_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct RecoveryCodesPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where the script is that copies and prints. Without it there is the link to download.
    pub script: &'a str,
    /// Whose codes they are.
    pub email: &'a str,
    /// The codes.
    pub codes: &'a [String],
    /// Whether two-step sign-in was added just now; else the codes alone are new.
    pub added: bool,
}

/// A page with recovery codes, to be saved.
#[must_use]
pub fn recovery_codes_page(page: &RecoveryCodesPage<'_>) -> String {
    let texts = page.language.texts();
    let two_step = &texts.two_step;
    let of_whom = format!("{} {}", two_step.codes_of, page.email);
    let file = format!("{of_whom}\r\n\r\n{}\r\n", page.codes.join("\r\n"));
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (two_step.codes) }
        @if page.added { div.notice.success role="status" { p { (two_step.added) } } }
        div.card {
            p { (two_step.codes_help) }
            p.description { (of_whom) }
            ul.codes { @for code in page.codes { li { code { (code) } } } }
            div.actions {
                button.secondary type="button" data-copy=(two_step.copied) hidden {
                    (two_step.copy)
                }
                a.button.secondary href=(data_url(&file)) download=(two_step.file) {
                    (two_step.download)
                }
                button.secondary type="button" data-print hidden { (two_step.print) }
                span.said role="status" {}
            }
        }
        div.actions { a.button href="/login" { (two_step.done) } }
    };
    let title = format!("{} – Nordsvar", two_step.codes);
    let document = Document { script: Some(page.script), ..plain(texts.tag, &title, page.style) };
    document.around(&main)
}

/// A file that the page carries.
fn data_url(text: &str) -> String {
    ["data:text/plain;charset=utf-8,", &escaped(text)].concat()
}
