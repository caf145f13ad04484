//! Signing in through one's organisation.

use maud::html;

use crate::failure::plain;
use crate::frame::{Input, input};
use crate::hand_over::{HandOver, handing_over};
use crate::language::StaffLanguage;
use crate::refreshed::refreshed;

/// What [`organisation_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct OrganisationPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// The name that was typed before and is none, or nothing.
    pub refused: Option<&'a str>,
}

/// A form that posts `organisation`, its name, to `/login/organisation`.
#[must_use]
pub fn organisation_page(page: &OrganisationPage<'_>) -> String {
    let staff = page.language.texts();
    let texts = &staff.organisation;
    let name = Input {
        name: "organisation",
        label: texts.name,
        kind: "text",
        value: page.refused.unwrap_or_default(),
        autocomplete: "organization",
        help: Some(texts.name_help),
        fault: page.refused.map(|_| texts.name_fault),
        is_required: true,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (texts.title) }
        p { (texts.lead) }
        form.card method="post" action="/login/organisation" {
            (input(&name))
            div.actions { button type="submit" { (texts.go_on) } }
        }
        p { a href="/login" { (texts.other_way) } }
    };
    plain(staff.tag, &format!("{} – Nordsvar", texts.title), page.style).around(&main)
}

/// A page that is followed by `path` at once: what begins with a form would end there where the page's policy says where its forms
/// may lead, and nobody knows that of an organisation's provider.
#[must_use]
pub fn to_organisation_page((language, style): (StaffLanguage, &str), path: &str) -> String {
    let texts = &language.texts().organisation;
    refreshed((language, style), (texts.title, texts.go_on), path)
}

/// What [`named_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct NamedPage<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// How whoever was named signs in.
    pub email: &'a str,
    /// Their company's name.
    pub organisation: &'a str,
    /// Where login is: scheme and authority.
    pub login: &'a str,
    /// What the form brings there.
    pub token: &'a str,
}

/// A page with one form, which posts `token` to login.
#[must_use]
pub fn named_page(page: &NamedPage<'_>) -> String {
    let staff = page.language.texts();
    let texts = &staff.organisation;
    handing_over(&HandOver {
        language: page.language,
        style: page.style,
        title: texts.named,
        who: (page.email, page.organisation),
        action: &format!("{}/login/identity", page.login),
        token: page.token,
        go_on: staff.login.sign_in,
        elsewhere: (&format!("{}/login", page.login), texts.other_way),
    })
}

/// Why somebody was not signed in through their organisation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OrganisationFailure {
    /// No organisation of the name has a sign-in of its own.
    NoProvider,
    /// The provider does not answer.
    Unreachable,
    /// The provider answers, and not well.
    Broken,
    /// Its clock and ours differ too much.
    Clocks,
    /// The provider lets nobody in.
    Denied,
    /// There is no account.
    Unknown,
    /// It took too long, was done before, or came from elsewhere.
    Lost,
    /// Storage cannot be reached.
    Unavailable,
    /// Anything else.
    Failed,
}

/// A page that says what went wrong; `request_id` finds it in a log. Its links lead to `/identity/organisation` and
/// `/identity/login`.
#[must_use]
pub fn organisation_failure_page(
    (language, style): (StaffLanguage, &str),
    failure: OrganisationFailure,
    request_id: &str,
) -> String {
    let staff = language.texts();
    let texts = &staff.organisation;
    let (title, text) = match failure {
        OrganisationFailure::NoProvider => texts.no_provider,
        OrganisationFailure::Unreachable => texts.unreachable,
        OrganisationFailure::Broken => texts.broken,
        OrganisationFailure::Clocks => texts.clocks,
        OrganisationFailure::Denied => texts.denied,
        OrganisationFailure::Unknown => texts.unknown,
        OrganisationFailure::Lost => texts.lost,
        OrganisationFailure::Unavailable => staff.zone.unavailable,
        OrganisationFailure::Failed => staff.zone.failed,
    };
    let main = html! {
        p.description { "Nordsvar" }
        h1 { (title) }
        p.lead { (text) }
        div.actions {
            a.button href="/identity/organisation" { (texts.again) }
            a href="/identity/login" { (texts.other_way) }
        }
        footer { (staff.zone.request) ": " code { (request_id) } }
    };
    plain(staff.tag, &format!("{title} – Nordsvar"), style).around(&main)
}
