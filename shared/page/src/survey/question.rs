//! A question's frame: its title, its description, its error, around its controls.

use maud::{Markup, html};
use survey::{
    Input, Locale, Presence, Question, QuestionKind, RatingDisplay, RatingLook, TitleDisplay,
};

use super::{View, control, scale};

/// What a question is called.
pub(crate) fn title<'a>(question: &'a Question, locale: &Locale) -> &'a str {
    question.title.pick_some(locale).unwrap_or(&question.name)
}

/// Whether a question needs an answer, or each row of it does.
pub(crate) fn is_required(question: &Question) -> bool {
    let each_row = match &question.kind {
        QuestionKind::Matrix(matrix) => matrix.each_row,
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Checkbox(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Ranking(_) => Presence::Optional,
    };
    question.presence == Presence::Required || each_row == Presence::Required
}

/// A question on its page.
pub(crate) struct QuestionView<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) question: &'a Question,
    /// Its place in the survey, from 0, of which its ids are made.
    pub(crate) place: usize,
    /// What was wrong with its answer.
    pub(crate) problem: Option<String>,
    number: Option<usize>,
}

impl<'a> QuestionView<'a> {
    pub(crate) fn new(view: &'a View<'a>, question: &'a Question) -> Self {
        let place = view.place(question);
        let number = view.questions.get(place).and_then(|(_, number)| *number);
        Self { view, question, place, problem: view.problem(question), number }
    }

    /// The question as HTML: a group of controls in a `fieldset`, or one control in a `div`.
    pub(crate) fn markup(&self) -> Markup {
        let (name, word) = (&*self.question.name, self.question.kind.word());
        let (invalid, kind) = (self.problem.is_some(), self.answer_kind());
        let unseen = match self.question.title_display {
            TitleDisplay::Shown => None,
            TitleDisplay::Hidden => Some("unseen"),
        };
        let look = self.look();
        if self.is_group() {
            html! {
                fieldset #{ "q-" (self.place) } .question .invalid[invalid] data-name=(name)
                    data-type=(word) data-kind=(kind) data-look=[look]
                    aria-describedby=[self.described_by()] {
                    legend class=[unseen] { (self.title()) }
                    (self.inside())
                }
            }
        } else {
            html! {
                div #{ "q-" (self.place) } .question .invalid[invalid] data-name=(name)
                    data-type=(word) data-kind=(kind) {
                    label class=[unseen] for={ "f-" (self.place) } { (self.title()) }
                    (self.inside())
                }
            }
        }
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(text) = self.question.description.pick_some(self.view.locale) {
                p.description #{ "d-" (self.place) } { (text) }
            }
            @if let Some(help) = self.help() { p.description #{ "h-" (self.place) } { (help) } }
            (self.controls())
            p.error #{ "e-" (self.place) } hidden[self.problem.is_none()] {
                @if let Some(problem) = &self.problem { (problem) }
            }
        }
    }

    fn title(&self) -> Markup {
        html! {
            @if let Some(number) = self.number { (number) ". " }
            (title(self.question, self.view.locale))
            @if is_required(self.question) {
                span.required role="img" aria-label=(self.view.ui.texts().survey.required) {
                    (self.view.required_mark)
                }
            }
        }
    }

    fn controls(&self) -> Markup {
        match &self.question.kind {
            QuestionKind::Text(text) => control::text(self, text),
            QuestionKind::Comment(comment) => control::comment(self, comment),
            QuestionKind::Radiogroup(radio) => control::radios(self, &radio.choices, radio.columns),
            QuestionKind::Checkbox(checkbox) => control::checkboxes(self, checkbox),
            QuestionKind::Dropdown(dropdown) => {
                let placeholder = dropdown.placeholder.pick_some(self.view.locale);
                control::select(self, &dropdown.choices, placeholder)
            }
            QuestionKind::Boolean(boolean) => control::boolean(self, boolean),
            QuestionKind::Rating(rating) => scale::rating(self, rating),
            QuestionKind::Ranking(ranking) => control::ranking(self, &ranking.choices),
            QuestionKind::Matrix(matrix) => scale::matrix(self, matrix),
        }
    }

    /// Whether the question has several controls.
    fn is_group(&self) -> bool {
        match &self.question.kind {
            QuestionKind::Text(_) | QuestionKind::Comment(_) | QuestionKind::Dropdown(_) => false,
            QuestionKind::Rating(rating) => rating.display != RatingDisplay::Dropdown,
            QuestionKind::Radiogroup(_)
            | QuestionKind::Checkbox(_)
            | QuestionKind::Boolean(_)
            | QuestionKind::Ranking(_)
            | QuestionKind::Matrix(_) => true,
        }
    }

    /// How the script makes an answer of the controls; the words are in `widget/README.md`.
    fn answer_kind(&self) -> &'static str {
        match &self.question.kind {
            QuestionKind::Text(text) => match &text.input {
                Input::Number(_) => "number",
                Input::Line(_) | Input::Moment(_) => "text",
            },
            QuestionKind::Comment(_) => "text",
            QuestionKind::Radiogroup(_) | QuestionKind::Dropdown(_) | QuestionKind::Rating(_) => {
                "choice"
            }
            QuestionKind::Checkbox(_) => "choices",
            QuestionKind::Boolean(_) => "boolean",
            QuestionKind::Ranking(_) => "ranking",
            QuestionKind::Matrix(_) => "matrix",
        }
    }

    /// What a rating looks like, where the style sheet treats it differently.
    fn look(&self) -> Option<&'static str> {
        let QuestionKind::Rating(rating) = &self.question.kind else { return None };
        match rating.look {
            RatingLook::Labels => None,
            RatingLook::Stars => Some("stars"),
            RatingLook::Smileys => Some("smileys"),
        }
    }

    fn help(&self) -> Option<String> {
        let texts = &self.view.ui.texts().survey;
        let help = match &self.question.kind {
            QuestionKind::Ranking(_) => texts.ranking_help.to_owned(),
            QuestionKind::Checkbox(checkbox) => {
                (texts.how_many)(checkbox.min_selected, checkbox.max_selected)
            }
            QuestionKind::Text(_)
            | QuestionKind::Comment(_)
            | QuestionKind::Radiogroup(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Boolean(_)
            | QuestionKind::Rating(_)
            | QuestionKind::Matrix(_) => return None,
        };
        Some(help).filter(|help| !help.is_empty())
    }

    /// The ids of what describes the question.
    pub(crate) fn described_by(&self) -> Option<String> {
        let has_ends = matches!(&self.question.kind, QuestionKind::Rating(rating)
            if scale::has_ends(rating));
        let parts = [
            ('d', !self.question.description.is_empty()),
            ('h', self.help().is_some()),
            ('n', has_ends),
            ('e', self.problem.is_some()),
        ];
        let ids = parts.into_iter().filter(|(_, there)| *there);
        let ids: Vec<_> = ids.map(|(part, _)| format!("{part}-{}", self.place)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid` of the question's controls.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.problem.as_ref().map(|_| "true")
    }

    /// Whether the browser is to insist on an answer.
    pub(crate) fn required(&self) -> bool {
        self.question.presence == Presence::Required
    }
}
