//! Adding two-step sign-in.

use maud::html;

use super::{CodeAttempt, Keys, code_field, escaped};
use crate::failure::plain;
use crate::language::StaffLanguage;
use crate::qr;
use crate::staff::too_often;

/// What [`add_two_step_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AddTwoStepPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Whose account it is for.
    pub email: &'a str,
    /// The secret for the app, in base32.
    pub secret: &'a str,
    /// The same, as storage sealed it.
    pub sealed: &'a str,
    /// What became of an attempt.
    pub attempt: CodeAttempt,
}

/// The secret as a picture, a link and a text. The form posts `code` to `/login/factor/confirm`, with
/// `secret` and `sealed` for the page that may come again.
#[must_use]
pub fn add_two_step_page(page: &AddTwoStepPage<'_>) -> String {
    let texts = page.language.texts();
    let two_step = &texts.two_step;
    let address = address(page.email, page.secret);
    let fault = match page.attempt {
        CodeAttempt::Unasked => None,
        CodeAttempt::Refused => Some(two_step.refused.to_owned()),
        CodeAttempt::TooOften { wait_seconds } => Some(too_often(&texts.login, wait_seconds)),
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (two_step.add) }
        div.card {
            p { (two_step.scan) }
            @if let Some(picture) = qr::picture(&address, two_step.picture) { (picture) }
            p { a href=(address) { (two_step.open) } }
            p #key { (two_step.or_type) }
            p.key aria-labelledby="key" { code { (grouped(page.secret)) } }
        }
        form.card method="post" action="/login/factor/confirm" {
            p { (two_step.confirm) }
            input type="hidden" name="secret" value=(page.secret);
            input type="hidden" name="sealed" value=(page.sealed);
            (code_field(two_step.code, Keys::Digits, fault.as_deref(), fault.is_some()))
            div.actions {
                button type="submit" { (two_step.turn_on) }
                a href="/login" { (two_step.cancel) }
            }
        }
    };
    let title = format!("{} – Nordsvar", two_step.add);
    plain(texts.tag, &title, page.style).around(&main)
}

/// What apps take: the key URI format. What it leaves out is SHA-1, six digits and 30 seconds, which
/// are what apps assume, and each member more makes a picture that is harder to scan.
fn address(email: &str, secret: &str) -> String {
    let email = escaped(email);
    ["otpauth://totp/Nordsvar:", &email, "?secret=", secret, "&issuer=Nordsvar"].concat()
}

/// In groups of four, as people read them to themselves.
fn grouped(secret: &str) -> String {
    let mut grouped = String::with_capacity(secret.len() + secret.len() / 4);
    for (place, char) in secret.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(char);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_groups() {
        assert_eq!(
            address("åsa+x@example.com", "ABCD"),
            "otpauth://totp/Nordsvar:%C3%A5sa%2Bx%40example.com?secret=ABCD&issuer=Nordsvar"
        );
        assert_eq!(grouped("ABCDEFGHI"), "ABCD EFGH I");
    }
}
