//! The site's first page, until the site has more to say.

use maud::html;

use crate::failure::plain;
use crate::language::StaffLanguage;

/// What [`landing_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct LandingPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where one signs in.
    pub login: &'a str,
}

/// A page that says what Nordsvar is.
#[must_use]
pub fn landing_page(page: &LandingPage<'_>) -> String {
    let texts = page.language.landing();
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.title) }
        p.lead { (texts.lead) }
        @for (title, text) in texts.points {
            section.card { h2 { (title) } p { (text) } }
        }
        div.actions { a.button href=(page.login) { (texts.sign_in) } }
    };
    plain(texts.tag, "Nordsvar", page.style).around(&main)
}
