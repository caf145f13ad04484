//! The switch between the languages that a survey is in.

use maud::{Markup, html};
use survey::{Locale, SWITCH_FIELD};

use super::{Attempt, SurveyPage, path};
use crate::document::Embedding;
use crate::language::{direction, own_name};
use crate::words::{Voice, Word};

/// Where the form is sent: the page's own address, with its language, so that whatever comes of it
/// is said in that language too.
pub(crate) fn action(page: &SurveyPage<'_>, locale: &Locale) -> String {
    let embed = match page.embedding {
        Embedding::Standalone => "",
        Embedding::Embedded => "embed=1&",
    };
    format!("{}?{embed}lang={locale}", path(page))
}

/// A button for each language. It sends the form, and the page comes back in that language with
/// what was filled in; nothing is checked and nothing kept.
pub(crate) fn languages(page: &SurveyPage<'_>, voice: &Voice) -> Markup {
    let (offered, current) = (&page.interview.definition().locales, page.interview.locale());
    let switched = matches!(page.attempt, Attempt::Switched { .. });
    html! {
        @if offered.len() > 1 {
            nav aria-label=(voice.word(Word::LANGUAGES)) lang=[voice.lang()] {
                ul.languages {
                    @for locale in offered {
                        @let here = locale == current;
                        li {
                            button.plain type="submit" form="survey" formnovalidate
                                formaction=(action(page, locale)) name=(SWITCH_FIELD) value=(locale)
                                lang=(locale) dir=(direction(locale.as_str()))
                                aria-current=[here.then_some("true")]
                                autofocus[here && switched] { (own_name(locale)) }
                        }
                    }
                }
            }
        }
    }
}
