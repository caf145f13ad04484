//! What the account's page says of two-step sign-in.

use maud::{Markup, html};

use super::{Keys, code_field};
use crate::account::{Field, field, to_the_minute};
use crate::words::StaffTexts;

/// Fewer recovery codes than this are few.
const FEW_CODES: u32 = 4;

/// How an account stands.
#[derive(Clone, Copy, Debug)]
pub struct TwoStep<'a> {
    /// Whether its organisation wants two-step sign-in.
    pub required: bool,
    /// Since when there is an app (RFC 3339, in UTC).
    pub there: Option<&'a str>,
    /// How many recovery codes are left, whatever they stand in for.
    pub codes_left: u32,
    /// Whether there are passkeys, which are a second step, too.
    pub has_passkeys: bool,
    /// What became of a change.
    pub change: TwoStepChange,
}

/// What became of changing it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TwoStepChange {
    /// Nobody asked.
    Unasked,
    /// It is removed.
    Removed,
    /// The password that holds now was another.
    WrongPassword,
    /// The code was not right, or was used.
    CodeRefused,
    /// There were too many attempts.
    TooOften,
    /// Password and recovery code did not make new codes, where there is no app.
    CodesRefused,
}

/// That somebody must add it before anything else.
pub(crate) fn required(two_step: &TwoStep<'_>) -> bool {
    two_step.required && two_step.there.is_none() && !two_step.has_passkeys
}

/// The section. Its forms post `password` to `/login/factor`, or `password` and `code` to
/// `/login/factor/codes` and `/login/factor/remove`.
pub(crate) fn section(two_step: &TwoStep<'_>, email: &str, texts: &StaffTexts) -> Markup {
    html! {
        h2 #two-step { (texts.two_step.title) }
        @if two_step.change == TwoStepChange::Removed {
            div.notice.success role="status" { p { (texts.two_step.removed) } }
        }
        @match two_step.there {
            None => (adding(two_step, email, texts)),
            Some(since) => (changing(two_step.change, (since, two_step.codes_left), email, texts)),
        }
    }
}

fn adding(two_step: &TwoStep<'_>, email: &str, texts: &StaffTexts) -> Markup {
    html! {
        form.card method="post" action="/login/factor" {
            @if required(two_step) {
                p { strong { (texts.two_step.required) } }
            } @else if two_step.has_passkeys {
                p { (texts.passkey.app_too) }
            } @else {
                p { (texts.two_step.off) }
            }
            p.description { (texts.two_step.add_help) }
            (password(two_step.change, email, texts))
            div.actions { button type="submit" { (texts.two_step.add) } }
        }
    }
}

fn changing(
    change: TwoStepChange,
    (since, left): (&str, u32),
    email: &str,
    texts: &StaffTexts,
) -> Markup {
    let words = &texts.two_step;
    let code_fault = (change == TwoStepChange::CodeRefused).then_some(words.recovery_refused);
    html! {
        @if left < FEW_CODES { div.notice.warning { p { (words.few_left) } } }
        form.card method="post" action="/login/factor/codes" {
            dl {
                dt { (words.since) } dd { time datetime=(since) { (to_the_minute(since)) } }
                dt { (words.left) } dd { (left) }
            }
            p { (words.change_help) }
            (password(change, email, texts))
            (code_field(words.either_code, Keys::Letters, code_fault, code_fault.is_some()))
            p.description { (words.remove_help) }
            div.actions {
                button type="submit" { (words.renew) }
                button.secondary type="submit" formaction="/login/factor/remove" { (words.remove) }
            }
        }
    }
}

/// The field for the password that holds now.
fn password(change: TwoStepChange, email: &str, texts: &StaffTexts) -> Markup {
    let fault = match change {
        TwoStepChange::WrongPassword => Some(texts.account.wrong_current),
        TwoStepChange::TooOften => Some(texts.account.too_often),
        TwoStepChange::Unasked
        | TwoStepChange::Removed
        | TwoStepChange::CodeRefused
        | TwoStepChange::CodesRefused => None,
    };
    let now = Field {
        id: "two-step-password",
        name: "password",
        label: texts.two_step.password,
        autocomplete: "current-password",
    };
    html! {
        // Password managers want to know whose password this is.
        input type="hidden" name="email" value=(email) autocomplete="username";
        (field(now, None, fault))
    }
}
