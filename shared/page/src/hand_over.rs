//! What stands between two of our rooms.

use maud::html;

use crate::failure::plain;
use crate::language::StaffLanguage;

/// What stands between two of our rooms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandOver<'a> {
    pub(crate) language: StaffLanguage,
    /// Where the style sheet is.
    pub(crate) style: &'a str,
    pub(crate) title: &'a str,
    /// Whose address and company are shown.
    pub(crate) who: (&'a str, &'a str),
    /// Where the form posts to.
    pub(crate) action: &'a str,
    /// What it brings there.
    pub(crate) token: &'a str,
    /// What its button says.
    pub(crate) go_on: &'a str,
    /// Where one may go instead.
    pub(crate) elsewhere: (&'a str, &'a str),
}

/// The page.
pub(crate) fn handing_over(page: &HandOver<'_>) -> String {
    let staff = page.language.texts();
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (page.title) }
        form.card method="post" action=(page.action) {
            dl {
                dt { (staff.login.email) } dd { (page.who.0) }
                dt { (staff.login.organisation) } dd { (page.who.1) }
            }
            input type="hidden" name="token" value=(page.token);
            div.actions {
                button type="submit" autofocus { (page.go_on) }
                a href=(page.elsewhere.0) { (page.elsewhere.1) }
            }
        }
    };
    let title = format!("{} – Nordsvar", page.title);
    plain(staff.tag, &title, page.style).around(&main)
}
