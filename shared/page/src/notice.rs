//! Pages that say one thing.

use maud::{Markup, html};
use problem::{Kind, Problem};
use survey::SurveyId;

use crate::frame::whole;
use crate::words::Words;
use crate::{Frame, UiLanguage};

/// What became of a receipt that was checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReceiptCheck<'a> {
    /// None was checked yet.
    Nothing,
    /// It is ours; the response was kept at this moment (RFC 3339).
    Good(&'a str),
    /// It is not ours, or not this survey's.
    Refused,
}

fn notice(
    frame: Frame<'_>,
    language: UiLanguage,
    (title, text): (&str, &str),
    more: &Markup,
) -> String {
    let body = html! {
        div.card {
            h1 tabindex="-1" { (title) }
            p.lead { (text) }
            (more)
        }
    };
    whole(frame, (language.tag(), title), "notice", false, &body)
}

/// Thanks, with the receipt.
#[must_use]
pub fn thanks_page(
    frame: Frame<'_>,
    language: UiLanguage,
    survey: &SurveyId,
    receipt: &str,
) -> String {
    let words = Words::of(language);
    let more = html! {
        div.receipt {
            label for="receipt" { (words.receipt) }
            textarea #receipt readonly rows="4" spellcheck="false" { (receipt) }
            p.description { (words.receipt_text) }
            p { a href={ "/s/" (survey) "/receipt" } { (words.check_receipt) } }
        }
    };
    notice(frame, language, (words.thanks, words.thanks_text), &more)
}

/// Where a receipt is checked.
#[must_use]
pub fn receipt_page(
    frame: Frame<'_>,
    language: UiLanguage,
    survey: &SurveyId,
    check: ReceiptCheck<'_>,
) -> String {
    let words = Words::of(language);
    let body = html! {
        div.card {
            h1 { (words.check_receipt) }
            p.lead { (words.receipt_text) }
            @match check {
                ReceiptCheck::Nothing => {}
                ReceiptCheck::Good(at) => {
                    p.notice.success role="status" {
                        (words.receipt_good) " " time datetime=(at) { (at) } "."
                    }
                }
                ReceiptCheck::Refused => {
                    p.notice.error role="alert" { (words.receipt_refused) }
                }
            }
            form method="post" action={ "/s/" (survey) "/receipt" } {
                div.question {
                    label for="receipt" { (words.receipt_field) }
                    textarea #receipt name="receipt" rows="5" required spellcheck="false"
                        autocomplete="off" {}
                }
                div.actions { button type="submit" { (words.check) } }
            }
        }
    };
    whole(frame, (language.tag(), words.check_receipt), "notice", true, &body)
}

/// The survey takes no more answers.
#[must_use]
pub fn closed_page(frame: Frame<'_>, language: UiLanguage) -> String {
    let words = Words::of(language);
    notice(frame, language, (words.closed, words.closed_text), &html! {})
}

/// What a person sees of a failure.
#[must_use]
pub fn failure_page(
    frame: Frame<'_>,
    language: UiLanguage,
    problem: &Problem,
    request_id: &str,
) -> String {
    let words = Words::of(language);
    let said = match problem.kind() {
        Kind::NotFound | Kind::MethodNotAllowed | Kind::ParameterRejected => {
            (words.not_found, words.not_found_text)
        }
        Kind::StorageUnavailable => (words.unavailable, words.unavailable_text),
        Kind::SurveyClosed => (words.closed, words.closed_text),
        Kind::AnsweredDifferently => (words.conflict, words.conflict_text),
        Kind::SignInRefused => (words.sign_in, words.sign_in_refused),
        Kind::AnswersRejected
        | Kind::BodyTooLarge
        | Kind::BodyUnreadable
        | Kind::CredentialExpired
        | Kind::CredentialRefused
        | Kind::DefinitionRejected
        | Kind::Internal
        | Kind::NotPermitted
        | Kind::OriginRefused
        | Kind::SignatureRefused
        | Kind::SurveyNameTaken
        | Kind::SurveyState
        | Kind::UnsupportedMediaType => (words.failed, words.failed_text),
    };
    let more = html! { p.description { (words.request) " " code { (request_id) } } };
    notice(frame, language, said, &more)
}

/// The front page.
#[must_use]
pub fn landing_page(frame: Frame<'_>, language: UiLanguage) -> String {
    let words = Words::of(language);
    let body = html! {
        div.card {
            p.brand { "Nordsvar" }
            h1 { (words.landing) }
            p.lead { (words.landing_text) }
            p { a.button href="/login" { (words.sign_in) } }
        }
    };
    whole(frame, (language.tag(), "Nordsvar"), "landing", false, &body)
}
