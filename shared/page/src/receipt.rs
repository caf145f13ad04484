//! The thanks, and checking a receipt.

use maud::{Markup, PreEscaped, html};
use survey::{Interview, ResponseId, SurveyId, Version};

use crate::brand::{logo, sheet};
use crate::document::{Assets, Document, Embedding};
use crate::language::UiLanguage;
use crate::own::{opening, utc};
use crate::survey::texts::{Carried, template};
use crate::words::{Voice, Word};

/// What [`thanks_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ThanksPage<'a> {
    /// The survey that was answered.
    pub survey: &'a SurveyId,
    /// The version of it.
    pub version: Version,
    /// The response as it is kept.
    pub interview: &'a Interview<'a>,
    /// Where style and script are.
    pub assets: Assets<'a>,
    /// Whether the page stands in a frame.
    pub embedding: Embedding,
    /// The signed receipt.
    pub receipt: &'a str,
    /// What leads the respondent back to the response.
    pub access: Option<Access<'a>>,
}

/// What leads a respondent back to their response.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// The token.
    pub token: &'a str,
    /// The address with the token in its fragment, to be kept.
    pub link: &'a str,
}

/// A page that says that answers were received, with the receipt for them.
#[must_use]
pub fn thanks_page(page: &ThanksPage<'_>) -> String {
    let locale = page.interview.locale();
    let voice = Voice::on(locale);
    let own = |word: Word| voice.own(voice.word(word));
    let title = Some(page.interview.survey_title()).filter(|title| !title.is_empty());
    let said = page.interview.completed_html();
    let definition = page.interview.definition();
    let main = html! {
        (logo(definition, locale))
        @if let Some(title) = &title { h1 { (title) } }
        section #thanks .card.thanks {
            @match &said {
                // The markup was checked when the survey was published; answers in it are escaped.
                Some(said) => div.completed { (PreEscaped(said)) },
                None => h2 { (own(Word::THANKS)) },
            }
            p.notice.success role="status" { (own(Word::RECEIVED)) }
            p { (own(Word::THANKS_TEXT)) }
            div.receipt {
                label for="receipt" { (own(Word::YOUR_RECEIPT)) }
                textarea #receipt dir="ltr" rows="4" readonly spellcheck="false" { (page.receipt) }
            }
            @if let Some(access) = page.access { (private_link(page.survey, access, &voice)) }
            @if let Some(address) = onward(page.interview) {
                div.actions {
                    a.button href=(address) target="_top" rel="noreferrer" {
                        (own(Word::ONWARD))
                    }
                }
            }
        }
        (template(Carried::default(), &voice))
        (footer(page.survey, &voice))
    };
    let document = Document {
        language: locale.as_str(),
        title: title.as_deref().unwrap_or(voice.word(Word::THANKS)),
        style: page.assets.style,
        theme: sheet(definition, page.survey, page.version),
        script: Some(page.assets.script),
        soon: None,
        embedding: page.embedding,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

/// The respondent's own link, and a button for who has no script: what stands behind `#` reaches
/// no server.
fn private_link(survey: &SurveyId, access: Access<'_>, voice: &Voice) -> Markup {
    html! {
        div.receipt {
            label for="private-link" { (voice.own(voice.word(Word::YOUR_LINK))) }
            textarea #private-link dir="ltr" rows="4" readonly spellcheck="false"
                aria-describedby="link-note" { (access.link) }
            p #link-note.description { (voice.own(voice.word(Word::LINK_NOTE))) }
            div.actions { (opening(survey, access.token, voice)) }
        }
    }
}

/// Where respondents go at the end, if that is an `https:` address.
#[must_use]
pub fn onward(interview: &Interview<'_>) -> Option<String> {
    interview.navigate_to().filter(|address| address.starts_with("https://"))
}

/// The end of a respondent's page: whose it is, and where receipts are checked.
pub(crate) fn footer(survey: &SurveyId, voice: &Voice) -> Markup {
    html! {
        footer {
            bdi { "Nordsvar" } " · "
            a href=(receipt_path(survey, voice)) { (voice.own(voice.word(Word::CHECK_RECEIPT))) }
        }
    }
}

fn receipt_path(survey: &SurveyId, voice: &Voice) -> String {
    format!("/s/{survey}/receipt?lang={}", voice.tag())
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
    let voice = Voice::of(page.language);
    let main = html! {
        h1 { (voice.word(Word::CHECK_RECEIPT)) }
        (outcome(page, &voice))
        (template(Carried::default(), &voice))
        @if !matches!(page.check, ReceiptCheck::Genuine { .. }) { (form(page, &voice)) }
        footer {
            a href={ "/s/" (page.survey) "?lang=" (voice.tag()) } { (voice.word(Word::BACK)) }
        }
    };
    let document = Document {
        language: page.language.tag(),
        title: voice.word(Word::CHECK_RECEIPT),
        style: page.assets.style,
        theme: None,
        script: Some(page.assets.script),
        soon: None,
        embedding: Embedding::Standalone,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

fn outcome(page: &ReceiptPage<'_>, voice: &Voice) -> Markup {
    let word = |word: Word| voice.word(word);
    match page.check {
        ReceiptCheck::Asked => html! { p.lead { (word(Word::RECEIPT_LEAD)) } },
        ReceiptCheck::Refused { .. } => html! {
            div #refused .notice.error role="alert" { p { (word(Word::NOT_GENUINE)) } }
        },
        ReceiptCheck::Genuine { response, version, received_at } => html! {
            div.notice.success role="status" { p { strong { (word(Word::GENUINE)) } } }
            dl.card {
                dt { (word(Word::SURVEY)) } dd { bdi { (page.survey) } }
                dt { (word(Word::VERSION)) } dd { (version) }
                dt { (word(Word::RESPONSE)) } dd { code dir="ltr" { (response) } }
                dt { (word(Word::RECEIVED_AT)) }
                dd { time datetime=(received_at) { (utc(received_at, voice)) } }
            }
        },
    }
}

fn form(page: &ReceiptPage<'_>, voice: &Voice) -> Markup {
    let (entered, described) = match page.check {
        ReceiptCheck::Refused { receipt } => (receipt, Some("refused")),
        ReceiptCheck::Asked | ReceiptCheck::Genuine { .. } => ("", None),
    };
    html! {
        form.card method="post" action=(receipt_path(page.survey, voice)) {
            label for="receipt" { (voice.word(Word::RECEIPT)) }
            textarea #receipt dir="ltr" name="receipt" rows="4" required spellcheck="false"
                autocomplete="off" aria-describedby=[described] aria-invalid=[described.map(|_| "true")] {
                (entered)
            }
            div.actions { button type="submit" { (voice.word(Word::CHECK)) } }
        }
    }
}
