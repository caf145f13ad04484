//! Pages that lead on at once.

use maud::html;

use crate::failure::plain;
use crate::language::StaffLanguage;

/// A page that is followed by `path` at once; its title and its link are for browsers that do not.
pub(crate) fn refreshed(
    (language, style): (StaffLanguage, &str),
    (title, go_on): (&str, &str),
    path: &str,
) -> String {
    let content = html! {
        meta http-equiv="refresh" content=(format!("0; url={path}"));
        main { h1 { (title) } div.actions { a.button href=(path) { (go_on) } } }
    };
    plain(language.texts().tag, title, style).with_body(&content)
}
