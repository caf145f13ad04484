//! Signing in and out.

use maud::html;

use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::passkey::showing;
use crate::words::LoginTexts;

/// What [`login_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct LoginPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// The e-mail address that was typed before, or nothing.
    pub email: &'a str,
    /// Where the script is that asks the browser for a passkey. Without it there is the password.
    pub script: &'a str,
    /// What became of an attempt.
    pub sign_in: SignIn,
}

/// What became of an attempt to sign in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignIn {
    /// There was none yet.
    Asked,
    /// The password was chosen anew just now.
    Recovered,
    /// An invitation was taken up just now.
    Joined,
    /// It was refused.
    Refused,
    /// The passkey was refused.
    PasskeyRefused,
    /// The password was right, and its second factor came too late.
    TooLate,
    /// The organisation had named somebody, and that came too late or in another browser.
    OrganisationTooLate,
    /// It came too early after others.
    TooOften {
        /// After how many seconds the next one may be made.
        wait_seconds: u32,
    },
}

/// A form that posts `email` and `password` to `/login`.
#[must_use]
pub fn login_page(page: &LoginPage<'_>) -> String {
    let (texts, recover) = (&page.language.texts().login, &page.language.texts().recover);
    let email = Some(page.email).filter(|email| !email.is_empty());
    let refused = match page.sign_in {
        SignIn::Asked | SignIn::Recovered | SignIn::Joined => None,
        SignIn::Refused => Some(texts.refused.to_owned()),
        SignIn::PasskeyRefused => Some(page.language.texts().passkey.refused.to_owned()),
        SignIn::TooLate => Some(page.language.texts().two_step.too_late.to_owned()),
        SignIn::OrganisationTooLate => Some(page.language.texts().organisation.lost.1.to_owned()),
        SignIn::TooOften { wait_seconds } => Some(too_often(texts, wait_seconds)),
    };
    let described = refused.as_ref().map(|_| "refused");
    let invalid = (page.sign_in == SignIn::Refused).then_some("true");
    // Whoever comes back with an address has the password left to type.
    let (focus_email, focus_password) = (email.is_none(), email.is_some());
    let done = match page.sign_in {
        SignIn::Recovered => Some(recover.recovered),
        SignIn::Joined => Some(page.language.texts().zone.join.joined),
        SignIn::Asked
        | SignIn::Refused
        | SignIn::PasskeyRefused
        | SignIn::TooLate
        | SignIn::OrganisationTooLate
        | SignIn::TooOften { .. } => None,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.title) }
        @if let Some(refused) = &refused {
            div #refused .notice.error role="alert" { p { (refused) } }
        }
        @if let Some(done) = done {
            div.notice.success role="status" { p { (done) } }
        }
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
        (showing(page.language.texts().passkey.sign_in, false, page.language.texts()))
        p { a href="/login/organisation" { (page.language.texts().organisation.title) } }
        p { a href="/login/recover" { (recover.forgotten) } }
    };
    let title = format!("{} – Nordsvar", texts.title);
    let around = plain(page.language.texts().tag, &title, page.style);
    Document { script: Some(page.script), ..around }.around(&main)
}

/// When to try again: in seconds, or from a minute and a half on in minutes.
pub(crate) fn too_often(texts: &LoginTexts, wait_seconds: u32) -> String {
    let (number, unit) = match wait_seconds {
        0..=1 => (2, texts.seconds),
        2..=90 => (wait_seconds, texts.seconds),
        91.. => (wait_seconds.div_ceil(60), texts.minutes),
    };
    format!("{} {number}\u{a0}{unit}.", texts.too_often)
}
