//! The survey's page.

mod choose;
mod field;
mod filled;
mod group;
mod help;
mod limits;
mod logic;
mod media;
mod nested;
mod offer;
mod place;
mod question;
mod scale;
mod slider;
mod steps;
mod switch;
pub(crate) mod texts;
mod view;

use maud::{Markup, html};
use survey::model::{Definition, Drafts, Element, PageMode, PartialResponses, TitleDisplay};
use survey::{
    AT_FIELD, AnswerProblem, ID_FIELD, Interview, LANGUAGE_FIELD, ResponseId, STATE_FIELD,
    SurveyId, TRAP_FIELD, Upload, VERSION_FIELD, Version,
};

use crate::brand::{logo, sheet};
use crate::document::{Assets, Document, Embedding};
use crate::receipt::footer;
use crate::words::{Voice, Word, answer};
use view::{Seen, View, concerns, said_of};

/// What [`survey_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct SurveyPage<'a> {
    /// The survey.
    pub survey: &'a SurveyId,
    /// Its published version.
    pub version: Version,
    /// The response that is being made, of what that version asks, in the language to ask in.
    pub interview: &'a Interview<'a>,
    /// The id of the response that this page's form becomes; a new one for each page.
    pub response: ResponseId,
    /// Where style and script are.
    pub assets: Assets<'a>,
    /// Whether the page stands in a frame.
    pub embedding: Embedding,
    /// Whether the form was sent before.
    pub attempt: Attempt<'a>,
    /// Which revision is filled in, of a response that goes on.
    pub revision: Option<u32>,
    /// How much of the survey is on the page.
    pub scope: Scope,
    /// What the page carries from one page of the survey to the next, sealed.
    pub state: &'a str,
    /// The challenge that the browser is to solve, as JSON.
    pub work: Option<&'a str>,
    /// The invitation that is answered, if it is one.
    pub invited: Option<Invited<'a>>,
}

/// The invitation that a page was opened by.
#[derive(Clone, Copy, Debug)]
pub struct Invited<'a> {
    /// Its name.
    pub invitation: &'a str,
    /// The token of its link.
    pub token: &'a str,
    /// The name under which the answer is kept that the link has chosen, if it has.
    pub chosen: Option<&'a str>,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
    /// Whether whoever asks sees the answers together with what they are about.
    pub linked: bool,
}

/// How much of the survey is on the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scope {
    /// What is asked now.
    Asked,
    /// All of it, for a script that shows one page at a time.
    Whole,
}

/// Whether a form was sent before.
#[derive(Clone, Copy, Debug)]
pub enum Attempt<'a> {
    /// It was not: what is asked is filled in with what is answered so far.
    First,
    /// It was not, and something is wrong with what it had been answered.
    Fault {
        /// What is wrong.
        problems: &'a [AnswerProblem],
    },
    /// It was, to go on in another language.
    Switched {
        /// The fields as they were sent; they are filled in again.
        fields: &'a [(String, String)],
        /// The files that came with them; they need not be chosen again.
        uploads: &'a [Upload],
    },
    /// It was, and cannot be taken just now.
    Waits {
        /// The fields as they were sent; they are filled in again.
        fields: &'a [(String, String)],
        /// The files that came with them; they need not be chosen again.
        uploads: &'a [Upload],
    },
    /// It was, without a script, and comes back with what was wrong.
    Refused {
        /// The fields as they were sent; they are filled in again.
        fields: &'a [(String, String)],
        /// The files that came with them; they need not be chosen again.
        uploads: &'a [Upload],
        /// What is wrong with them.
        problems: &'a [AnswerProblem],
    },
}

/// A survey as one form that posts to where the page is and needs no script.
#[must_use]
pub fn survey_page(page: &SurveyPage<'_>) -> String {
    let (interview, locale) = (page.interview, page.interview.locale());
    let view = View::new(page);
    let (settings, voice) = (&view.definition.settings, view.voice.clone());
    let (title, lead) = (view.text(None, &settings.title), view.text(None, &settings.description));
    let title = title.as_deref();
    // The script follows it once all pages are there.
    let all = page.scope == Scope::Whole || interview.asks_all();
    let logic = all.then(|| logic::block(&view, page.assets.logic)).flatten();
    let shown = settings.title_display == TitleDisplay::Shown && title.is_some();
    let part = steps::part(&view, interview.part_asked());
    let named = title.unwrap_or(voice.word(Word::SURVEY));
    let whole = part.map_or_else(|| named.to_owned(), |part| [&*part, " – ", named].concat());
    let leads = page.scope == Scope::Whole || !interview.has_before();
    let definition = interview.definition();
    let files = asks_for_files(definition);
    let partial = settings.partial == PartialResponses::Kept;
    let carried = texts::Carried { partial, files, invited: page.invited.is_some() };
    let main = html! {
        (logo(definition, locale))
        (steps::default_button(page))
        (switch::languages(page, &voice))
        h1 class=[(!shown).then_some("unseen")] {
            @match title { Some(title) => (title), None => (view.own(Word::SURVEY)) }
        }
        @if let Some(text) = lead.filter(|_| leads) { p.lead { (text) } }
        @if page.invited.is_some_and(|invited| invited.test) {
            p.notice.warning { (view.own(Word::TEST_NOTE)) }
        }
        @if page.invited.is_some_and(|invited| invited.linked) {
            p.notice { (view.own(Word::LINKED_NOTE)) }
        }
        (form(page, view, logic.as_ref()))
        (texts::template(carried, &voice))
        (footer(page.survey, &voice))
    };
    let document = Document {
        language: locale.as_str(),
        title: &titled(&whole, &voice, page.attempt),
        style: page.assets.style,
        theme: sheet(definition, page.survey, page.version),
        script: Some(page.assets.script),
        soon: logic.is_some().then_some(page.assets.logic),
        embedding: page.embedding,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

/// The page's title: one that comes back with faults says so before all else (WCAG 2.4.2).
fn titled(title: &str, voice: &Voice, attempt: Attempt<'_>) -> String {
    match attempt {
        Attempt::First | Attempt::Switched { .. } => title.to_owned(),
        Attempt::Refused { .. } | Attempt::Fault { .. } => {
            [voice.word(Word::ERRORS), " – ", title].concat()
        }
        Attempt::Waits { .. } => [voice.word(Word::BUSY_TITLE), " – ", title].concat(),
    }
}

/// What is wrong with an answer, as a sentence in the respondent's language: the survey's own
/// words where it has some, else ours.
#[must_use]
pub fn problem_text(interview: &Interview<'_>, problem: &AnswerProblem) -> String {
    let own = interview.problem_text(problem);
    own.unwrap_or_else(|| answer(&Voice::on(interview.locale()), &problem.reason))
}

/// Where the page is, and what it sends is sent to.
pub(crate) fn path(page: &SurveyPage<'_>) -> String {
    match page.invited {
        Some(Invited { token, .. }) => format!("/s/{}/i/{token}", page.survey),
        None => format!("/s/{}", page.survey),
    }
}

fn form(page: &SurveyPage<'_>, view: View<'_>, logic: Option<&Markup>) -> Markup {
    let definition = view.definition;
    let settings = &definition.settings;
    let buttons = steps::buttons(page, &view);
    let path = path(page);
    let invited = page.invited.as_ref();
    let kept = match invited {
        Some(invited) => format!("{}/i/{}", page.survey, invited.invitation),
        None => page.survey.to_string(),
    };
    let action = switch::action(page, page.interview.locale());
    let note = view.own(Word::REQUIRED_NOTE);
    let voice = view.voice.clone();
    let pages = group::pages(&view);
    let problems = view.problems;
    let seen = view.into_seen();
    let partial = settings.partial == PartialResponses::Kept;
    let off = (settings.drafts == Drafts::Off).then_some("off");
    let files = asks_for_files(definition);
    let encoding = files.then_some("multipart/form-data");
    let at = page.interview.page().unwrap_or_default();
    let own = [
        (STATE_FIELD, page.state.to_owned()),
        (ID_FIELD, page.response.to_string()),
        (VERSION_FIELD, page.version.to_string()),
        (LANGUAGE_FIELD, page.interview.locale().to_string()),
    ];
    html! {
        form #survey method="post" action=(action) enctype=[encoding]
            autocomplete=[off] data-draft=[off] data-partial=[partial.then_some("")]
            data-revision=[page.revision] data-files=[files.then_some(page.assets.files)]
            data-survey=(kept) data-responses={ (path) "/responses" }
            data-chosen=[invited.and_then(|invited| invited.chosen)]
            data-more=[steps::more(page)] data-at=(at) data-mode=[mode(settings.page_mode)]
            data-element=[page.interview.element()]
            data-proof=[page.work] data-work=[page.work.map(|_| page.assets.work)] {
            @for (name, value) in own {
                input type="hidden" name=(name) value=(value) autocomplete="off";
            }
            @if page.scope == Scope::Whole {
                input type="hidden" name=(AT_FIELD) value=(at) autocomplete="off";
            }
            (trap(&voice))
            (status(page.attempt, &voice))
            (summary(page.interview, &voice, problems, &seen))
            @if seen.iter().any(|seen| seen.required) && !settings.required_mark.is_empty() {
                p.description {
                    span.required aria-hidden="true" { (settings.required_mark) } " "
                    (note)
                }
            }
            (pages)
            (buttons)
            @if let Some(logic) = logic { (logic) }
        }
    }
}

/// Where the script says how sending goes; what cannot be taken just now is told of from the start.
fn status(attempt: Attempt<'_>, voice: &Voice) -> Markup {
    let waits = matches!(attempt, Attempt::Waits { .. });
    html! {
        div #status role="status" aria-live="polite" lang=[voice.lang()] dir=[voice.dir()]
            hidden[!waits] data-state=[waits.then_some("waiting")]
            tabindex=[waits.then_some("-1")] autofocus[waits] {
            @if waits { p { (voice.word(Word::BUSY_TEXT)) } }
        }
    }
}

/// Whether any of a survey's pages asks for files, or drawings.
fn asks_for_files(definition: &Definition) -> bool {
    definition.pages.iter().flat_map(|page| &page.elements).any(Element::asks_for_files)
}

/// A field out of sight and out of the tab's order, for machines that fill in whatever there is.
fn trap(voice: &Voice) -> Markup {
    html! {
        div.unseen aria-hidden="true" {
            label for="more" { (voice.own(voice.word(Word::LEAVE_EMPTY))) }
            input #more name=(TRAP_FIELD) tabindex="-1" autocomplete="off";
        }
    }
}

/// What is wrong, with links to where. The script fills it as well.
fn summary(
    interview: &Interview<'_>,
    voice: &Voice,
    problems: &[AnswerProblem],
    seen: &[Seen],
) -> Markup {
    let nothing = problems.is_empty();
    let elsewhere =
        |problem: &&AnswerProblem| !seen.iter().any(|seen| concerns(problem, &seen.path));
    html! {
        div #errors .errors role="alert" tabindex="-1" hidden[nothing] autofocus[!nothing] {
            h2 { (voice.own(voice.word(Word::ERRORS))) }
            ul {
                @for seen in seen {
                    @for problem in problems.iter().filter(|found| concerns(found, &seen.path)) {
                        li {
                            a href={ "#" (seen.id) } {
                                (seen.title) " – " (said_of(interview, voice, problem))
                            }
                        }
                    }
                }
                @for problem in problems.iter().filter(elsewhere) {
                    li {
                        bdi { (problem.name) } (voice.word(Word::COLON))
                        (said_of(interview, voice, problem))
                    }
                }
            }
        }
    }
}

/// How the script spreads what is asked over pages, where it is not as the survey has them.
const fn mode(mode: PageMode) -> Option<&'static str> {
    match mode {
        PageMode::Standard => None,
        PageMode::Single => Some("single"),
        PageMode::QuestionPerPage => Some("element"),
    }
}
