//! The thanks, and checking a receipt.

use maud::{Markup, PreEscaped, html};
use survey::{Interview, ResponseId, SurveyId, Version};

use crate::document::{Assets, Document, Embedding};
use crate::language::UiLanguage;

/// What [`thanks_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ThanksPage<'a> {
    /// The survey that was answered.
    pub survey: &'a SurveyId,
    /// The response as it is kept.
    pub interview: &'a Interview<'a>,
    /// Where style and script are.
    pub assets: Assets<'a>,
    /// Whether the page stands in a frame.
    pub embedding: Embedding,
    /// The signed receipt.
    pub receipt: &'a str,
}

/// A page that says that answers were received, with the receipt for them.
#[must_use]
pub fn thanks_page(page: &ThanksPage<'_>) -> String {
    let locale = page.interview.locale();
    let texts = UiLanguage::of(locale).texts();
    let title = Some(page.interview.survey_title()).filter(|title| !title.is_empty());
    let own = page.interview.completed_html();
    let main = html! {
        @if let Some(title) = &title { h1 { (title) } }
        section #thanks .card.thanks {
            @match &own {
                // The markup was checked when the survey was published; answers in it are escaped.
                Some(own) => div.completed { (PreEscaped(own)) },
                None => h2 { (texts.receipt.thanks) },
            }
            p.notice.success role="status" { (texts.sending.received) }
            p { (texts.receipt.thanks_text) }
            div.receipt {
                label for="receipt" { (texts.receipt.your_receipt) }
                textarea #receipt rows="4" readonly spellcheck="false" { (page.receipt) }
            }
            @if let Some(address) = onward(page.interview) {
                div.actions {
                    a.button href=(address) target="_top" rel="noreferrer" {
                        (texts.receipt.onward)
                    }
                }
            }
        }
        (footer(page.survey, texts.survey.check_receipt))
    };
    let document = Document {
        language: locale.as_str(),
        title: title.as_deref().unwrap_or(texts.receipt.thanks),
        style: page.assets.style,
        script: Some(page.assets.script),
        embedding: page.embedding,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

/// Where respondents go at the end, if that is an `https:` address.
#[must_use]
pub fn onward(interview: &Interview<'_>) -> Option<String> {
    interview.navigate_to().filter(|address| address.starts_with("https://"))
}

/// The end of a respondent's page: whose it is, and where receipts are checked.
pub(crate) fn footer(survey: &SurveyId, check_receipt: &str) -> Markup {
    html! {
        footer { "Nordsvar · " a href=(receipt_path(survey)) { (check_receipt) } }
    }
}

fn receipt_path(survey: &SurveyId) -> String {
    format!("/s/{survey}/receipt")
}

/// What became of checking a receipt.
#[derive(Clone, Copy, Debug)]
pub enum ReceiptCheck<'a> {
    /// None was checked yet.
    Asked,
    /// It is genuine.
    Genuine {
        /// The response it is for.
        response: ResponseId,
        /// The version that was answered.
        version: Version,
        /// When the response was received: RFC 3339.
        received_at: &'a str,
    },
    /// It is not one of this survey's.
    Refused {
        /// What was sent.
        receipt: &'a str,
    },
}

/// What [`receipt_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptPage<'a> {
    /// The survey whose receipts are checked.
    pub survey: &'a SurveyId,
    /// The language to say it in.
    pub language: UiLanguage,
    /// Where style and script are. The script takes a receipt from the address's fragment, which
    /// no server sees.
    pub assets: Assets<'a>,
    /// What became of it.
    pub check: ReceiptCheck<'a>,
}

/// A form that posts `receipt` to `/s/{survey}/receipt`, and what became of it.
#[must_use]
pub fn receipt_page(page: &ReceiptPage<'_>) -> String {
    let texts = &page.language.texts().receipt;
    let main = html! {
        h1 { (texts.title) }
        (outcome(page))
        @if !matches!(page.check, ReceiptCheck::Genuine { .. }) { (form(page)) }
        footer { a href={ "/s/" (page.survey) } { (texts.back) } }
    };
    let document = Document {
        language: page.language.tag(),
        title: texts.title,
        style: page.assets.style,
        script: Some(page.assets.script),
        embedding: Embedding::Standalone,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

fn outcome(page: &ReceiptPage<'_>) -> Markup {
    let texts = &page.language.texts().receipt;
    match page.check {
        ReceiptCheck::Asked => html! { p.lead { (texts.lead) } },
        ReceiptCheck::Refused { .. } => html! {
            div #refused .notice.error role="alert" { p { (texts.refused) } }
        },
        ReceiptCheck::Genuine { response, version, received_at } => html! {
            div.notice.success role="status" { p { strong { (texts.genuine) } } }
            dl.card {
                dt { (texts.survey) } dd { (page.survey) }
                dt { (texts.version) } dd { (version) }
                dt { (texts.response) } dd { code { (response) } }
                dt { (texts.received_at) } dd { time datetime=(received_at) { (readable(received_at)) } }
            }
        },
    }
}

/// A moment in RFC 3339 as people read it, to the second.
fn readable(moment: &str) -> String {
    let (day, clock) = moment.split_once('T').unwrap_or((moment, ""));
    let seconds = clock.split(['.', 'Z']).next().unwrap_or_default();
    format!("{day} {seconds} UTC")
}

fn form(page: &ReceiptPage<'_>) -> Markup {
    let texts = &page.language.texts().receipt;
    let (entered, described) = match page.check {
        ReceiptCheck::Refused { receipt } => (receipt, Some("refused")),
        ReceiptCheck::Asked | ReceiptCheck::Genuine { .. } => ("", None),
    };
    html! {
        form.card method="post" action=(receipt_path(page.survey)) {
            label for="receipt" { (texts.field) }
            textarea #receipt name="receipt" rows="4" required spellcheck="false"
                autocomplete="off" aria-describedby=[described] aria-invalid=[described.map(|_| "true")] {
                (entered)
            }
            div.actions { button type="submit" { (texts.check) } }
        }
    }
}
