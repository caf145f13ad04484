//! Signing in and out.

use maud::html;

use crate::failure::plain;
use crate::language::StaffLanguage;

/// What [`login_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct LoginPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// The e-mail address that was typed before, or nothing.
    pub email: &'a str,
    /// Whether an attempt was just refused.
    pub refused: bool,
}

/// A form that posts `email` and `password` to `/login`.
#[must_use]
pub fn login_page(page: &LoginPage<'_>) -> String {
    let texts = &page.language.texts().login;
    let email = Some(page.email).filter(|email| !email.is_empty());
    let described = page.refused.then_some("refused");
    let invalid = page.refused.then_some("true");
    // Whoever comes back with an address has the password left to type.
    let (focus_email, focus_password) = (email.is_none(), email.is_some());
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.title) }
        @if page.refused { div #refused .notice.error role="alert" { p { (texts.refused) } } }
        form.card method="post" action="/login" {
            p {
                label for="email" { (texts.email) }
                input #email type="email" name="email" value=[email] required autocomplete="username"
                    aria-invalid=[invalid] aria-describedby=[described] autofocus[focus_email];
            }
            p {
                label for="password" { (texts.password) }
                input #password type="password" name="password" required
                    autocomplete="current-password" maxlength="1024"
                    aria-invalid=[invalid] aria-describedby=[described] autofocus[focus_password];
            }
            div.actions { button type="submit" { (texts.sign_in) } }
        }
    };
    plain(page.language.texts().tag, &format!("{} – Nordsvar", texts.title), page.style)
        .around(&main)
}

/// What [`signed_in_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct SignedInPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// The tenant whose account it is.
    pub tenant: &'a str,
}

/// A page that says who is signed in, with a form that posts to `/login/logout`.
#[must_use]
pub fn signed_in_page(page: &SignedInPage<'_>) -> String {
    let texts = &page.language.texts().login;
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.signed_in) }
        form.card method="post" action="/login/logout" {
            dl { dt { (texts.organisation) } dd { (page.tenant) } }
            div.actions { button.secondary type="submit" { (texts.sign_out) } }
        }
    };
    plain(page.language.texts().tag, &format!("{} – Nordsvar", texts.signed_in), page.style)
        .around(&main)
}
