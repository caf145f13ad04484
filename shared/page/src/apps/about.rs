//! What an app is, for whoever asks.

use maud::html;

use super::AppPlace;
use crate::failure::plain;
use crate::language::StaffLanguage;

/// What [`app_about_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AppAboutPage<'a> {
    /// Which app.
    pub place: AppPlace,
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where one comes in.
    pub enter: &'a str,
}

/// What an app is, and the way in.
#[must_use]
pub fn app_about_page(page: &AppAboutPage<'_>) -> String {
    let staff = page.language.texts();
    let texts = page.place.texts(staff);
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.place.name) }
        p.lead { (texts.lead) }
        @for (title, text) in texts.points {
            section.card { h2 { (title) } p { (text) } }
        }
        section.card {
            h2 { (staff.apps.make.stage) }
            dl {
                @for (_, label, asks) in texts.stages { dt { (label) } dd { (asks) } }
            }
        }
        div.actions { a.button href=(page.enter) { (texts.place.go_in) } }
    };
    let title = format!("{} – Nordsvar", texts.place.name);
    plain(staff.tag, &title, page.style).around(&main)
}
