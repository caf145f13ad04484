//! What the account's page says of passkeys.

use maud::{Markup, html};

use crate::account::{Field, field, to_the_minute};
use crate::two_step::{TwoStep, TwoStepChange, any_code_field};
use crate::words::StaffTexts;

/// A passkey that somebody has.
#[derive(Clone, Copy, Debug)]
pub struct ListedPasskey<'a> {
    /// Its id, as its forms carry it.
    pub id: &'a str,
    /// What its owner calls it.
    pub name: &'a str,
    /// Since when it is there: RFC 3339, in UTC.
    pub since: &'a str,
    /// When it was last used, if it was.
    pub used: Option<&'a str>,
}

/// What became of changing passkeys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PasskeyChange {
    /// Nobody asked.
    Unasked,
    /// One is added.
    Added,
    /// One has another name.
    Renamed,
    /// One is removed.
    Removed,
    /// What the browser has made is not taken.
    NotAdded,
    /// There are too many.
    Full,
    /// There are none to be had here.
    NotHere,
    /// The password that holds now was another.
    WrongPassword,
    /// There were too many attempts.
    TooOften,
}

/// What the section shows.
#[derive(Clone, Copy)]
pub(crate) struct PasskeySection<'a> {
    pub(crate) passkeys: &'a [ListedPasskey<'a>],
    pub(crate) change: PasskeyChange,
    pub(crate) two_step: &'a TwoStep<'a>,
    pub(crate) email: &'a str,
}

/// The section. Its forms post `password` to `/login/passkey/begin`, `passkey` and `name` to
/// `/login/passkey/rename`, `passkey` and `password` to `/login/passkey/remove`, and `password` and `code`
/// to `/login/factor/codes`.
pub(crate) fn section(section: &PasskeySection<'_>, texts: &StaffTexts) -> Markup {
    let words = &texts.passkey;
    let two_step = section.two_step;
    html! {
        h2 #passkeys { (words.title) }
        (said(section.change, texts))
        @for (place, passkey) in section.passkeys.iter().enumerate() {
            (one(place, passkey, section.email, texts))
        }
        form.card method="post" action="/login/passkey/begin" {
            p { (words.help) }
            @if section.passkeys.is_empty() && two_step.there.is_none() {
                p.description { (words.add_help) }
            }
            (password("passkey-password", section.email, texts))
            div.actions { button.secondary type="submit" { (words.add) } }
        }
        // With an app its part of the page has them.
        @if two_step.there.is_none() && two_step.has_passkeys { (codes(section, texts)) }
    }
}

/// What became of a change.
fn said(change: PasskeyChange, texts: &StaffTexts) -> Markup {
    let words = &texts.passkey;
    let (text, is_done) = match change {
        PasskeyChange::Unasked => return Markup::default(),
        PasskeyChange::Added => (words.added, true),
        PasskeyChange::Renamed => (words.renamed, true),
        PasskeyChange::Removed => (words.removed, true),
        PasskeyChange::NotAdded => (words.not_added, false),
        PasskeyChange::Full => (words.full, false),
        PasskeyChange::NotHere => (words.none_here, false),
        PasskeyChange::WrongPassword => (texts.account.wrong_current, false),
        PasskeyChange::TooOften => (texts.account.too_often, false),
    };
    html! {
        @if is_done { div.notice.success role="status" { p { (text) } } }
        @else { div #passkey-fault .notice.error role="alert" { p { (text) } } }
    }
}

/// A passkey, with what its owner may do with it.
fn one(place: usize, passkey: &ListedPasskey<'_>, email: &str, texts: &StaffTexts) -> Markup {
    let words = &texts.passkey;
    let (name_id, password_id) = (format!("passkey-{place}"), format!("passkey-{place}-password"));
    html! {
        div.card {
            h3 { (passkey.name) }
            dl {
                dt { (words.since) }
                dd { time datetime=(passkey.since) { (to_the_minute(passkey.since)) } }
                dt { (words.used) }
                dd {
                    @match passkey.used {
                        Some(used) => time datetime=(used) { (to_the_minute(used)) },
                        None => (words.never),
                    }
                }
            }
            form method="post" action="/login/passkey/rename" {
                input type="hidden" name="passkey" value=(passkey.id);
                div.field {
                    label for=(name_id) { (words.name) }
                    input #(name_id) type="text" name="name" value=(passkey.name) required
                        maxlength="60" autocomplete="off";
                }
                div.actions { button.secondary type="submit" { (words.rename) } }
            }
            form method="post" action="/login/passkey/remove" {
                input type="hidden" name="passkey" value=(passkey.id);
                (password(&password_id, email, texts))
                p.description { (words.remove_help) }
                div.actions { button.secondary type="submit" { (words.remove) } }
            }
        }
    }
}

/// Recovery codes of who has no app.
fn codes(section: &PasskeySection<'_>, texts: &StaffTexts) -> Markup {
    let TwoStep { codes_left, change, .. } = section.two_step;
    let words = &texts.two_step;
    let fault = (*change == TwoStepChange::CodesRefused).then_some(texts.passkey.codes_refused);
    html! {
        form.card method="post" action="/login/factor/codes" {
            h3 { (words.codes) }
            dl { dt { (words.left) } dd { (codes_left) } }
            p { (texts.passkey.codes_help) }
            (password("codes-password", section.email, texts))
            (any_code_field(words.recovery_code, fault))
            div.actions { button.secondary type="submit" { (words.renew) } }
        }
    }
}

/// The field for the password that holds now.
fn password(id: &str, email: &str, texts: &StaffTexts) -> Markup {
    let label = texts.two_step.password;
    html! {
        // Password managers want to know whose password this is.
        input type="hidden" name="email" value=(email) autocomplete="username";
        (field(Field { id, name: "password", label, autocomplete: "current-password" }, None, None))
    }
}
