//! A question's frame: its title, its description, its error, around its controls.

use maud::{Markup, html};
use survey::model::{
    Input, MatrixCell, Presence, Question, QuestionKind, RatingDisplay, RatingLook, SliderValue,
    TitleDisplay,
};
use survey::{LocalizedText, Sight};

use super::filled::Filled;
use super::nested::Listing;
use super::place::{Holds, Place};
use super::view::{Seen, Showing, View, locked};
use super::{choose, field, help, limits, media, nested, scale, slider};
use crate::words::Word;

/// A question where it stands.
pub(crate) struct QuestionView<'a, 'v> {
    pub(crate) view: &'v View<'a>,
    pub(crate) question: &'a Question,
    /// Where it stands in the response, if it stands there yet.
    pub(crate) at: Option<Sight<'a, 'a>>,
    pub(crate) place: &'v Place,
    /// The name of its field, and what those of its parts begin with.
    pub(crate) field: String,
    /// The field that has what it held, and what those of its parts begin with.
    pub(crate) held: String,
    /// What problems call it.
    pub(crate) path: String,
    /// Of which its ids are made.
    pub(crate) id: usize,
    /// What was wrong with its answer.
    pub(crate) problem: Option<Markup>,
    pub(crate) showing: Showing,
    pub(crate) read_only: bool,
    /// The row it stands in, where its title does not say.
    row: Option<&'v str>,
    /// What its fields hold from the start.
    own: Filled,
}

impl<'a, 'v> QuestionView<'a, 'v> {
    /// The question; nothing if it can never come into sight.
    pub(crate) fn new(
        view: &'v View<'a>,
        question: &'a Question,
        at: Option<Sight<'a, 'a>>,
        place: &'v Place,
        row: Option<&'v str>,
    ) -> Option<Self> {
        let showing = Showing::of_question(view, question, at);
        if showing == Showing::Never {
            return None;
        }
        let (path, held) = (place.path(&question.name), place.held(&question.name));
        let answered = at.filter(|_| place.holds == Holds::Answers);
        let own = answered.map_or_else(Filled::empty, |at| Filled::of_answer(question, &held, at));
        Some(Self {
            view,
            question,
            at,
            place,
            field: place.field(&question.name),
            held,
            problem: view.problem(&path),
            path,
            id: view.place(),
            showing,
            read_only: place.read_only
                || locked(view, question.read_only, question.enable_if.as_ref(), at),
            row,
            own,
        })
    }

    /// A text of its own with answers in it, if there is one.
    pub(crate) fn text(&self, text: &LocalizedText) -> Option<String> {
        self.view.text(self.at, text)
    }

    /// What its fields hold.
    pub(crate) fn filled(&self) -> &Filled {
        let form = self.view.filled.as_ref().filter(|_| self.place.holds == Holds::Form);
        form.unwrap_or(&self.own)
    }

    /// The question as HTML: a group of controls in a `fieldset`, or one control in a `div`.
    pub(crate) fn markup(&self) -> Markup {
        let (kind, own) = (self.answer_kind(), self.question.value_name.as_ref());
        let key = own.unwrap_or(&self.question.name);
        let key = Some(&**key).filter(|key| **key != *self.path);
        let invalid = self.problem.is_some();
        let inside = self.inside();
        let rules = limits::of_question(self.view, self.question);
        let (mark, look, word) = (self.showing.mark(), self.look(), word(&self.question.kind));
        if !self.is_group() {
            return html! {
                div #{ "q-" (self.id) } .question .invalid[invalid] data-name=(self.path)
                    data-key=[key] data-type=(word) data-kind=(kind) data-look=[look]
                    data-if=[mark] data-required=[self.needed()] data-rules=[rules] { (inside) }
            };
        }
        let lists = Listing::of(self);
        html! {
            fieldset #{ "q-" (self.id) } .question .invalid[invalid] data-name=(self.path)
                data-key=[key] data-type=(word) data-kind=(kind) data-look=[look] data-if=[mark]
                data-required=[self.needed()] data-rules=[rules] data-min=[lists.least]
                data-there=[lists.there] data-max=[lists.most] data-title=[lists.title.as_deref()]
                data-add=[lists.add.as_deref()] data-remove=[lists.remove.as_deref()]
                data-removed=[lists.removed] data-undo=[lists.undo]
                aria-describedby=[self.described_by()] { (inside) }
        }
    }

    fn inside(&self) -> Markup {
        if let Some(shown) = media::shown(self) {
            return html! { (applies(self.view, self.showing)) (shown) };
        }
        let title = self.title();
        let class = match self.question.title_display {
            TitleDisplay::Shown => None,
            TitleDisplay::Hidden => Some("unseen"),
        };
        let (group, view) = (self.is_group(), self.view);
        let required = self.is_required();
        let inside = html! {
            @if group { legend class=[class] { (title) } }
            @else { label class=[class] for={ "f-" (self.id) } { (title) } }
            (applies(view, self.showing))
            @if let Some(text) = self.text(&self.question.description) {
                p.description #{ "d-" (self.id) } { (text) }
            }
            @if let Some(help) = self.help() {
                p.description #{ "h-" (self.id) } { (view.voice.own(help)) }
            }
            (self.controls())
            (self.beside())
            p.error #{ "e-" (self.id) } hidden[self.problem.is_none()] {
                @if let Some(problem) = &self.problem { (problem) }
            }
        };
        let (path, id) = (self.path.clone(), format!("q-{}", self.id));
        let title = html! {
            @if let Some(entry) = &self.place.entry { (entry) (view.colon()) }
            (self.name())
        };
        view.remember(Seen { path, id, title, required });
        inside
    }

    /// What it is called, with the row it stands in.
    fn name(&self) -> Markup {
        html! {
            @if let Some(row) = self.row { span.row { (row) (self.view.colon()) } }
            (self.text(&self.question.title).unwrap_or_else(|| self.question.name.to_string()))
        }
    }

    fn title(&self) -> Markup {
        let number = self.at.and_then(|at| at.number()).filter(|_| self.place.numbered);
        html! {
            @if let Some(number) = number { (number) " " }
            (self.name())
            @if self.is_required() { (self.view.required_mark()) }
        }
    }

    fn controls(&self) -> Markup {
        match &self.question.kind {
            QuestionKind::Text(text) => field::text(self, text),
            QuestionKind::Comment(comment) => field::comment(self, comment),
            QuestionKind::Slider(slider) => slider::slider(self, slider),
            QuestionKind::Radiogroup(radio) => choose::ticks(self, "radio", &radio.options),
            QuestionKind::Buttongroup(buttons) => choose::ticks(self, "radio", &buttons.options),
            QuestionKind::Checkbox(checkbox) => choose::ticks(self, "checkbox", &checkbox.options),
            QuestionKind::Tagbox(tagbox) => {
                choose::ticks(self, "checkbox", &tagbox.checkbox.options)
            }
            QuestionKind::ImagePicker(pictures) => choose::pictures(self, pictures),
            QuestionKind::Dropdown(dropdown) => choose::dropdown(self, dropdown),
            QuestionKind::Boolean(boolean) => choose::boolean(self, boolean),
            QuestionKind::Ranking(ranking) => choose::ranking(self, ranking),
            QuestionKind::Rating(rating) => scale::rating(self, rating),
            QuestionKind::Matrix(matrix) => scale::matrix(self, matrix),
            QuestionKind::MultipleText(several) => nested::items(self, several),
            QuestionKind::MatrixDropdown(matrix) => nested::table(self, matrix),
            QuestionKind::MatrixDynamic(matrix) => nested::rows(self, matrix),
            QuestionKind::PanelDynamic(panels) => nested::panels(self, panels),
            QuestionKind::File(file) => media::file(self, file),
            QuestionKind::Signature(signature) => media::signature(self, signature),
            QuestionKind::Expression(_) => media::computed(self),
            QuestionKind::Html(_) | QuestionKind::Image(_) => html! {},
        }
    }

    /// The text beside the answer.
    fn beside(&self) -> Markup {
        let Some(comment) = &self.question.comment else { return html! {} };
        let (label, placeholder) = (self.text(&comment.text), self.text(&comment.placeholder));
        html! {
            label.beside for={ "c-" (self.id) } {
                @match label {
                    Some(label) => (label),
                    None => (self.view.own(Word::COMMENT)),
                }
            }
            (field::beside(self, placeholder))
        }
    }

    /// Whether the question has several controls.
    fn is_group(&self) -> bool {
        match &self.question.kind {
            QuestionKind::Text(_)
            | QuestionKind::Comment(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Signature(_)
            | QuestionKind::File(_)
            | QuestionKind::Expression(_)
            | QuestionKind::Html(_)
            | QuestionKind::Image(_) => false,
            QuestionKind::Slider(slider) => slider.value != SliderValue::Single,
            QuestionKind::Rating(rating) => rating.display != RatingDisplay::Dropdown,
            QuestionKind::Radiogroup(_)
            | QuestionKind::Checkbox(_)
            | QuestionKind::Tagbox(_)
            | QuestionKind::Buttongroup(_)
            | QuestionKind::ImagePicker(_)
            | QuestionKind::Boolean(_)
            | QuestionKind::Ranking(_)
            | QuestionKind::Matrix(_)
            | QuestionKind::MultipleText(_)
            | QuestionKind::MatrixDropdown(_)
            | QuestionKind::MatrixDynamic(_)
            | QuestionKind::PanelDynamic(_) => true,
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
            QuestionKind::Checkbox(_) | QuestionKind::Tagbox(_) => "choices",
            QuestionKind::ImagePicker(pictures) if pictures.multiple => "choices",
            QuestionKind::Radiogroup(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Buttongroup(_)
            | QuestionKind::Rating(_)
            | QuestionKind::ImagePicker(_) => "choice",
            QuestionKind::Boolean(_) => "boolean",
            QuestionKind::Ranking(_) => "ranking",
            QuestionKind::Slider(slider) => match slider.value {
                SliderValue::Single => "number",
                SliderValue::Range { .. } => "range",
            },
            QuestionKind::Matrix(matrix) => match matrix.cell {
                MatrixCell::Radio => "matrix",
                MatrixCell::Checkbox => "lists",
            },
            QuestionKind::MultipleText(_) => "members",
            QuestionKind::MatrixDropdown(_) => "rows",
            QuestionKind::MatrixDynamic(_) | QuestionKind::PanelDynamic(_) => "entries",
            QuestionKind::File(_) => "files",
            QuestionKind::Signature(_) => "drawing",
            QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_) => "none",
        }
    }

    /// What a question looks like, where the style sheet treats it differently.
    fn look(&self) -> Option<&'static str> {
        let QuestionKind::Rating(rating) = &self.question.kind else { return None };
        match rating.look {
            RatingLook::Labels => None,
            RatingLook::Stars => Some("stars"),
            RatingLook::Smileys => Some("smileys"),
        }
    }

    fn help(&self) -> Option<String> {
        help::of(self.view, &self.question.kind)
    }

    /// The ids of what describes the question.
    pub(crate) fn described_by(&self) -> Option<String> {
        let has_ends = matches!(&self.question.kind, QuestionKind::Rating(rating)
            if scale::has_ends(rating));
        let parts = [
            ("d-", !self.question.description.is_empty()),
            ("h-", self.help().is_some()),
            ("n-", has_ends),
            ("e-", self.problem.is_some()),
        ];
        let id = self.id.to_string();
        let mut ids = String::new();
        for (part, _) in parts.into_iter().filter(|(_, there)| *there) {
            let blank = if ids.is_empty() { "" } else { " " };
            ids.extend([blank, part, &id]);
        }
        (!ids.is_empty()).then_some(ids)
    }

    /// `aria-invalid` of the question's controls.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.problem.as_ref().map(|_| "true")
    }

    /// Whether the browser is to insist on an answer.
    pub(crate) fn required(&self) -> bool {
        self.firm_here() && self.question.presence == Presence::Required
    }

    /// Whether the browser may insist on what the question asks for.
    pub(crate) fn firm_here(&self) -> bool {
        self.place.firm && self.showing == Showing::Always && !self.read_only
    }

    /// Whether it needs an answer, as far as is known.
    fn is_required(&self) -> bool {
        is_required(self.question) || self.at.is_some_and(|at| at.is_required())
    }

    /// The mark by which the script knows that there must be an answer, if it applies.
    fn needed(&self) -> Option<&'static str> {
        (!self.read_only && is_required(self.question)).then_some("")
    }
}

/// Whether a question needs an answer, or each row of it does.
pub(crate) fn is_required(question: &Question) -> bool {
    let each_row = matches!(&question.kind, QuestionKind::Matrix(matrix)
        if matrix.each_row == Presence::Required);
    question.presence == Presence::Required || each_row
}

/// What is said of what is shown only if it applies.
pub(crate) fn applies(view: &View<'_>, showing: Showing) -> Markup {
    html! {
        @if showing == Showing::Conditional { p.applies { (view.own(Word::APPLIES)) } }
    }
}

/// The question's `type` in SurveyJS.
const fn word(kind: &QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Text(_) => "text",
        QuestionKind::Comment(_) => "comment",
        QuestionKind::MultipleText(_) => "multipletext",
        QuestionKind::Radiogroup(_) => "radiogroup",
        QuestionKind::Checkbox(_) => "checkbox",
        QuestionKind::Dropdown(_) => "dropdown",
        QuestionKind::Tagbox(_) => "tagbox",
        QuestionKind::Buttongroup(_) => "buttongroup",
        QuestionKind::Boolean(_) => "boolean",
        QuestionKind::Rating(_) => "rating",
        QuestionKind::Ranking(_) => "ranking",
        QuestionKind::Slider(_) => "slider",
        QuestionKind::ImagePicker(_) => "imagepicker",
        QuestionKind::Matrix(_) => "matrix",
        QuestionKind::MatrixDropdown(_) => "matrixdropdown",
        QuestionKind::MatrixDynamic(_) => "matrixdynamic",
        QuestionKind::PanelDynamic(_) => "paneldynamic",
        QuestionKind::File(_) => "file",
        QuestionKind::Signature(_) => "signaturepad",
        QuestionKind::Html(_) => "html",
        QuestionKind::Image(_) => "image",
        QuestionKind::Expression(_) => "expression",
    }
}
