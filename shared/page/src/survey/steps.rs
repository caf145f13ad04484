//! From one page of the survey to the next.

use maud::{Markup, html};
use survey::STEP_FIELD;
use survey::model::ProgressDisplay;

use super::view::View;
use super::{Scope, SurveyPage};
use crate::words::Word;

/// Which of how many parts, in words.
pub(crate) fn part(view: &View<'_>, part: Option<(usize, usize)>) -> Option<String> {
    let (part, parts) = part?;
    let values = [("part", &*part.to_string()), ("parts", &*parts.to_string())];
    Some(view.voice.fill(Word::PART, &values))
}

/// How far one has come, as the survey shows it.
pub(crate) fn progress(view: &View<'_>, part: Option<(usize, usize)>) -> Markup {
    let count = match view.definition.settings.progress {
        ProgressDisplay::Hidden => return html! {},
        ProgressDisplay::Pages => None,
        ProgressDisplay::Questions => Some("questions"),
        ProgressDisplay::RequiredQuestions => Some("required"),
    };
    let answered = count.map(|_| view.interview.progress().to_string());
    let Some((part, parts)) = part else { return html! {} };
    let by_parts = (part.saturating_sub(1) * 100 / parts.max(1)).to_string();
    let voice = &view.voice;
    html! {
        div.progress data-count=[count] {
            progress max="100" value=(answered.as_deref().unwrap_or(&by_parts))
                aria-label=(voice.word(Word::PROGRESS)) lang=[voice.lang()] dir=[voice.dir()] {}
            @if let Some(answered) = &answered {
                span { (voice.own(voice.fill(Word::ANSWERED, &[("percent", answered)]))) }
            }
        }
    }
}

/// What enter in a field presses: the form's first button, which must be none that changes the
/// language or goes back. It is there before the script has brought all pages, whose form has a
/// button back.
pub(crate) fn default_button(page: &SurveyPage<'_>) -> Markup {
    let interview = page.interview;
    let others = interview.definition().locales.len() > 1
        || interview.has_before()
        || page.scope == Scope::Whole
        || !interview.asks_all();
    html! {
        @if others {
            button.unseen type="submit" form="survey" tabindex="-1" aria-hidden="true" {}
        }
    }
}

/// Whether the form does not hold all that the survey asks.
pub(crate) fn more(page: &SurveyPage<'_>) -> Option<&'static str> {
    (page.scope == Scope::Asked && !page.interview.asks_all()).then_some("")
}

/// The buttons that lead back and on. A page with all of the survey has all of them, for its
/// script.
pub(crate) fn buttons(page: &SurveyPage<'_>, view: &View<'_>) -> Markup {
    let (settings, interview) = (&view.definition.settings, page.interview);
    let own = |text, word| match view.text(None, text) {
        Some(own) => html! { (own) },
        None => view.own(word),
    };
    let whole = page.scope == Scope::Whole;
    let end = interview.is_at_end() && !may_go_on(view);
    let starting = interview.is_starting();
    html! {
        @if !(settings.read_only && interview.asks_all()) {
            div.actions {
                @if whole || interview.has_before() {
                    button.secondary type="submit" name=(STEP_FIELD) value="back" formnovalidate {
                        (own(&settings.previous_text, Word::PREVIOUS))
                    }
                }
                @if whole && settings.start_page {
                    button type="submit" name=(STEP_FIELD) value="next" data-start {
                        (own(&settings.start_text, Word::START))
                    }
                }
                @if whole || !end {
                    button type="submit" name=(STEP_FIELD) value="next" {
                        @if starting && !whole { (own(&settings.start_text, Word::START)) }
                        @else { (own(&settings.next_text, Word::NEXT)) }
                    }
                }
                @if !settings.read_only && (whole || end) {
                    button type="submit" name=(STEP_FIELD) value="send" {
                        (own(&settings.complete_text, Word::SEND))
                    }
                }
            }
        }
    }
}

/// Whether a page that is out of sight may come into it with what is answered here.
fn may_go_on(view: &View<'_>) -> bool {
    let here = view.interview.standing().page;
    let later = view.interview.every_page().skip(here + 1);
    later.into_iter().any(|page| page.may_show(&view.reach))
}
