//! The way from login to another room.

use maud::html;

use crate::failure::plain;
use crate::language::StaffLanguage;

/// What [`hand_over_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct HandOverPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Who is signed in.
    pub email: &'a str,
    /// Their company's name.
    pub organisation: &'a str,
    /// Where the form posts to.
    pub action: &'a str,
    /// What it brings there.
    pub token: &'a str,
}

/// A page with one form, which posts `token` to the room.
#[must_use]
pub fn hand_over_page(page: &HandOverPage<'_>) -> String {
    let staff = page.language.texts();
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (staff.zone.name) }
        form.card method="post" action=(page.action) {
            dl {
                dt { (staff.login.email) } dd { (page.email) }
                dt { (staff.login.organisation) } dd { (page.organisation) }
            }
            input type="hidden" name="token" value=(page.token);
            div.actions {
                button type="submit" autofocus { (staff.zone.go_in) }
                a href="/login" { (staff.zone.own_account) }
            }
        }
    };
    let title = format!("{} – Nordsvar", staff.zone.name);
    plain(staff.tag, &title, page.style).around(&main)
}
