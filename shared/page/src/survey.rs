//! The survey's page.

mod control;
mod filled;
mod question;
mod scale;

use maud::{Markup, html};
use survey::{
    AnswerProblem, AnswerReason, Definition, Element, ID_FIELD, LANGUAGE_FIELD, Locale, Numbering,
    Page, Panel, ProgressDisplay, Question, QuestionKind, ResponseId, SurveyId, TitleDisplay,
    VERSION_FIELD, Version,
};

use crate::document::{Assets, Document, Embedding};
use crate::language::{UiLanguage, own_name};
use crate::receipt::footer;
use filled::Filled;
use question::QuestionView;

/// What [`survey_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct SurveyPage<'a> {
    /// The survey.
    pub survey: &'a SurveyId,
    /// Its published version.
    pub version: Version,
    /// What that version asks.
    pub definition: &'a Definition,
    /// The language to ask in.
    pub locale: &'a Locale,
    /// The id of the response that this page's form becomes; a new one for each page.
    pub response: ResponseId,
    /// Where style and script are.
    pub assets: Assets<'a>,
    /// Whether the page stands in a frame.
    pub embedding: Embedding,
    /// Whether the form was sent before.
    pub attempt: Attempt<'a>,
}

/// Whether a form was sent before.
#[derive(Clone, Copy, Debug)]
pub enum Attempt<'a> {
    /// It was not.
    First,
    /// It was, without a script, and comes back with what was wrong.
    Refused {
        /// The fields as they were sent; they are filled in again.
        fields: &'a [(String, String)],
        /// What is wrong with them.
        problems: &'a [AnswerProblem],
    },
}

/// A survey as one form that posts to `/s/{survey}` and needs no script.
#[must_use]
pub fn survey_page(page: &SurveyPage<'_>) -> String {
    let view = View::new(page);
    let settings = page.definition.settings();
    let texts = &view.ui.texts().survey;
    let title = settings.title.pick_some(page.locale);
    let shown = settings.title_display == TitleDisplay::Shown && title.is_some();
    let main = html! {
        (languages(page, texts.languages))
        h1 class=[(!shown).then_some("unseen")] { (title.unwrap_or(texts.untitled)) }
        @if let Some(text) = settings.description.pick_some(page.locale) { p.lead { (text) } }
        (form(page, &view))
        (words(view.ui))
        (footer(page.survey, texts.check_receipt))
    };
    let document = Document {
        language: page.locale.as_str(),
        title: title.unwrap_or(texts.untitled),
        style: page.assets.style,
        script: Some(page.assets.script),
        embedding: page.embedding,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

/// What is wrong with an answer, as a sentence in the respondent's language: the survey's own
/// words where it has some, else ours.
#[must_use]
pub fn problem_text(definition: &Definition, locale: &Locale, problem: &AnswerProblem) -> String {
    let own = definition.question(&problem.name).and_then(|question| {
        let text = match (&problem.reason, &question.kind) {
            (AnswerReason::Required | AnswerReason::EachRowRequired, _) => {
                &question.required_error_text
            }
            (AnswerReason::BelowMinimum(_), QuestionKind::Text(text)) => &text.min_error_text,
            (AnswerReason::AboveMaximum(_), QuestionKind::Text(text)) => &text.max_error_text,
            _ => return None,
        };
        text.pick_some(locale)
    });
    let ours = || (UiLanguage::of(locale).texts().answer)(&problem.reason);
    own.map_or_else(ours, str::to_owned)
}

/// What the parts of the page need to know.
struct View<'a> {
    locale: &'a Locale,
    ui: UiLanguage,
    filled: Filled,
    problems: &'a [AnswerProblem],
    required_mark: &'a str,
    /// Every question, with its place in the survey and the number it shows.
    questions: Vec<(&'a Question, Option<usize>)>,
    definition: &'a Definition,
}

impl<'a> View<'a> {
    fn new(page: &SurveyPage<'a>) -> Self {
        let (fields, problems): (&'a [_], &'a [_]) = match page.attempt {
            Attempt::First => (&[], &[]),
            Attempt::Refused { fields, problems } => (fields, problems),
        };
        Self {
            locale: page.locale,
            ui: UiLanguage::of(page.locale),
            filled: Filled::new(fields),
            problems,
            required_mark: &page.definition.settings().required_mark,
            questions: numbered(page.definition),
            definition: page.definition,
        }
    }

    /// The place of a question in the survey, from 0; ids are made of it, for names may hold what
    /// ids may not.
    fn place(&self, question: &Question) -> usize {
        self.questions.iter().position(|(one, _)| core::ptr::eq(*one, question)).unwrap_or(0)
    }

    fn problem(&self, question: &Question) -> Option<String> {
        let problem = self.problems.iter().find(|problem| *problem.name == *question.name)?;
        Some(problem_text(self.definition, self.locale, problem))
    }
}

/// The questions and the numbers they show.
fn numbered(definition: &Definition) -> Vec<(&Question, Option<usize>)> {
    let numbering = definition.settings().numbering;
    let mut all = Vec::new();
    for page in definition.pages() {
        let start = match numbering {
            Numbering::Off | Numbering::Survey => 0,
            Numbering::Page => all.len(),
        };
        for question in page.questions() {
            let number = match numbering {
                Numbering::Off => None,
                Numbering::Survey | Numbering::Page => Some(all.len() - start + 1),
            };
            all.push((question, number));
        }
    }
    all
}

fn languages(page: &SurveyPage<'_>, label: &str) -> Markup {
    let offered = page.definition.locales();
    let embed = match page.embedding {
        Embedding::Standalone => "",
        Embedding::Embedded => "embed=1&",
    };
    html! {
        @if offered.len() > 1 {
            nav aria-label=(label) {
                ul.languages {
                    @for locale in offered {
                        li {
                            a href={ "?" (embed) "lang=" (locale) } lang=(locale) hreflang=(locale)
                                aria-current=[(locale == page.locale).then_some("true")] {
                                (own_name(locale))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(page: &SurveyPage<'_>, view: &View<'_>) -> Markup {
    let texts = &view.ui.texts().survey;
    let send = page.definition.settings().complete_text.pick_some(page.locale);
    let path = format!("/s/{}", page.survey);
    let embed = match page.embedding {
        Embedding::Standalone => "",
        Embedding::Embedded => "?embed=1",
    };
    html! {
        form #survey method="post" action={ (path) (embed) } data-survey=(page.survey)
            data-responses={ (path) "/responses" } {
            input type="hidden" name=(ID_FIELD) value=(page.response) autocomplete="off";
            input type="hidden" name=(VERSION_FIELD) value=(page.version) autocomplete="off";
            input type="hidden" name=(LANGUAGE_FIELD) value=(page.locale) autocomplete="off";
            div #status role="status" aria-live="polite" hidden {}
            (summary(view))
            (required_note(view))
            @for (number, part) in (1..).zip(page.definition.pages()) {
                (section(page, view, part, number))
            }
            div.actions { button type="submit" { (send.unwrap_or(texts.send)) } }
        }
    }
}

/// What is wrong, with links to where. The script fills it as well.
fn summary(view: &View<'_>) -> Markup {
    let texts = &view.ui.texts().survey;
    let nothing = view.problems.is_empty();
    html! {
        div #errors .errors role="alert" tabindex="-1" hidden[nothing] autofocus[!nothing] {
            h2 { (texts.errors) }
            ul { @for problem in view.problems { li { (fault(view, problem)) } } }
        }
    }
}

fn fault(view: &View<'_>, problem: &AnswerProblem) -> Markup {
    let reason = problem_text(view.definition, view.locale, problem);
    let found = view.questions.iter().find(|(question, _)| *question.name == *problem.name);
    html! {
        @if let Some((question, _)) = found {
            a href={ "#q-" (view.place(question)) } {
                (question::title(question, view.locale)) " – " (reason)
            }
        } @else {
            (problem.name) ": " (reason)
        }
    }
}

fn required_note(view: &View<'_>) -> Markup {
    let any = view.questions.iter().any(|(question, _)| question::is_required(question));
    html! {
        @if any && !view.required_mark.is_empty() {
            p.description {
                span.required aria-hidden="true" { (view.required_mark) } " "
                (view.ui.texts().survey.required_note)
            }
        }
    }
}

fn section(page: &SurveyPage<'_>, view: &View<'_>, part: &Page, number: usize) -> Markup {
    let parts = page.definition.pages().len();
    let progress = match page.definition.settings().progress {
        ProgressDisplay::Shown if parts > 1 => Some((view.ui.texts().survey.part)(number, parts)),
        ProgressDisplay::Shown | ProgressDisplay::Hidden => None,
    };
    html! {
        section.page {
            @if let Some(progress) = progress { p.progress { (progress) } }
            @if let Some(title) = part.title.pick_some(view.locale) { h2 { (title) } }
            @if let Some(text) = part.description.pick_some(view.locale) {
                p.description { (text) }
            }
            (elements(view, &part.elements))
        }
    }
}

fn elements(view: &View<'_>, all: &[Element]) -> Markup {
    html! {
        @for element in all {
            @match element {
                Element::Question(question) => (QuestionView::new(view, question).markup()),
                Element::Panel(inner) => (panel(view, inner)),
            }
        }
    }
}

fn panel(view: &View<'_>, panel: &Panel) -> Markup {
    html! {
        section.panel {
            @if let Some(title) = panel.title.pick_some(view.locale) { h3 { (title) } }
            @if let Some(text) = panel.description.pick_some(view.locale) {
                p.description { (text) }
            }
            (elements(view, &panel.elements))
        }
    }
}

/// The words that the script shows, as it looks for them.
fn words(ui: UiLanguage) -> Markup {
    let (sending, receipt) = (&ui.texts().sending, &ui.texts().receipt);
    html! {
        template #texts
            data-not-sent=(sending.not_sent)
            data-sending=(sending.sending)
            data-received=(sending.received)
            data-receipt=(receipt.your_receipt)
            data-queued=(sending.queued)
            data-retrying=(sending.retrying)
            data-refused=(sending.refused)
            data-conflict=(sending.conflict)
            data-closed=(sending.closed)
            data-copy=(sending.copy)
            data-copied=(sending.copied)
            data-thanks=(receipt.thanks)
            data-thanks-text=(receipt.thanks_text)
            data-required=(sending.needs_answer)
            data-fix=(sending.fix) {}
    }
}
