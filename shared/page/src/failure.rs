//! What people are shown when something is not as they hoped.

use maud::html;
use problem::Problem;
use survey::model::Definition;
use survey::{Locale, SurveyId, Version};

use crate::brand::{logo, sheet};
use crate::document::{Document, Embedding};
use crate::language::UiLanguage;
use crate::words::{Voice, Word, failure};

/// What [`failure_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct FailurePage<'a> {
    /// The language to say it in.
    pub language: UiLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// What went wrong.
    pub problem: &'a Problem,
    /// The request's id, for whoever asks for help.
    pub request_id: &'a str,
}

/// A page that says what went wrong, for requests that people make with a browser.
#[must_use]
pub fn failure_page(page: &FailurePage<'_>) -> String {
    let voice = Voice::of(page.language);
    let (title, text) = failure(page.problem.kind());
    let title = voice.word(title);
    let main = html! {
        h1 { (title) }
        p.lead { (voice.word(text)) }
        footer {
            (voice.word(Word::REQUEST)) (voice.word(Word::COLON))
            code dir="ltr" { (page.request_id) }
        }
    };
    let language = page.language.tag();
    plain(language, title, page.style).around(&main)
}

/// What [`closed_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ClosedPage<'a> {
    /// The survey.
    pub survey: &'a SurveyId,
    /// The version of it that was published last.
    pub version: Version,
    /// What that version asked.
    pub definition: &'a Definition,
    /// The language to say it in.
    pub locale: &'a Locale,
    /// Where the style sheet is.
    pub style: &'a str,
}

/// A page that says that a survey takes no more answers.
#[must_use]
pub fn closed_page(page: &ClosedPage<'_>) -> String {
    let voice = Voice::on(page.locale);
    let closed = voice.own(voice.word(Word::CLOSED_TITLE));
    let title = page.definition.settings.title.pick_some(page.locale);
    let main = html! {
        (logo(page.definition, page.locale))
        @if let Some(title) = title { h1 { (title) } }
        @else { h1 { (closed) } }
        div.notice.warning {
            @if title.is_some() { p { strong { (closed) } } }
            p { (voice.own(voice.word(Word::CLOSED_TEXT))) }
        }
    };
    let language = page.locale.as_str();
    let document = Document {
        theme: sheet(page.definition, page.survey, page.version),
        ..plain(language, title.unwrap_or(voice.word(Word::CLOSED_TITLE)), page.style)
    };
    document.around(&main)
}

/// A document without script, on its own.
pub(crate) const fn plain<'a>(language: &'a str, title: &'a str, style: &'a str) -> Document<'a> {
    let embedding = Embedding::Standalone;
    Document { language, title, style, theme: None, script: None, embedding, survey: None }
}
