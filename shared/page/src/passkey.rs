//! Passkeys: signing in with one, adding one, and those that are there.

mod section;

pub use section::{ListedPasskey, PasskeyChange};
pub(crate) use section::{PasskeySection, section};

use maud::{Markup, html};

use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::words::StaffTexts;

/// The form that shows a passkey: it posts what the browser says as `credential` to `/login/passkey`. A
/// script alone can fill it, and so a script alone shows it.
pub(crate) fn showing(label: &str, is_first: bool, texts: &StaffTexts) -> Markup {
    html! {
        form method="post" action="/login/passkey" data-passkey="/login/passkey/options" hidden {
            input type="hidden" name="credential";
            p.error role="alert" data-failed=(texts.passkey.failed) hidden {}
            button .secondary[!is_first] type="submit" autofocus[is_first] { (label) }
        }
    }
}

/// What stands there where a script could not show the form.
pub(crate) fn not_here(texts: &StaffTexts) -> Markup {
    html! { p.notice.warning data-no-passkey { (texts.passkey.not_here) } }
}

/// What [`add_passkey_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AddPasskeyPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where the script is that asks the browser for a passkey.
    pub script: &'a str,
    /// What the script needs for that: JSON.
    pub options: &'a str,
    /// What the passkey may be called.
    pub name: &'a str,
}

/// The page that makes a passkey. Its form posts `name` and, as `credential`, what the browser says, to
/// `/login/passkey/confirm`.
#[must_use]
pub fn add_passkey_page(page: &AddPasskeyPage<'_>) -> String {
    let texts = page.language.texts();
    let passkey = &texts.passkey;
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (passkey.add) }
        (not_here(texts))
        form.card method="post" action="/login/passkey/confirm" data-passkey
            data-options=(page.options) hidden {
            input type="hidden" name="credential";
            div.field {
                label for="name" { (passkey.name) }
                p.description #name-rule { (passkey.name_help) }
                input #name type="text" name="name" value=(page.name) required maxlength="60"
                    autocomplete="off" aria-describedby="name-rule";
            }
            p.error role="alert" data-failed=(passkey.not_added) data-already=(passkey.already)
                hidden {}
            div.actions {
                button type="submit" { (passkey.make) }
                a href="/login" { (texts.two_step.cancel) }
            }
        }
        noscript { p { a href="/login" { (texts.two_step.cancel) } } }
    };
    let title = format!("{} – Nordsvar", passkey.add);
    let document = Document { script: Some(page.script), ..plain(texts.tag, &title, page.style) };
    document.around(&main)
}
