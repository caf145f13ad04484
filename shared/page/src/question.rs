//! One question on the page.

mod matrix;
mod options;

use maud::{Markup, html};
use survey::{
    AnswerProblem, Boolean, Comment, Input, LocalizedText, MomentInput, NumberInput, Numbering,
    Presence, Question, QuestionKind, Rating, RatingDisplay, RatingLook, Text, TitleDisplay,
};

use crate::survey::SurveyPage;
use crate::words::Words;
use matrix::matrix;
use options::{checkboxes, dropdown, radios, ranking};

/// What is being asked, and how far the page has come.
pub(crate) struct Asked<'a> {
    pub(crate) page: &'a SurveyPage<'a>,
    pub(crate) words: &'static Words,
    /// The number of the question before.
    pub(crate) number: u32,
}

/// A question at its place.
pub(crate) struct At<'a> {
    pub(crate) page: &'a SurveyPage<'a>,
    pub(crate) words: &'static Words,
    pub(crate) question: &'a Question,
    /// Its place among all questions of the survey, from 0: its element's id is `q-PLACE`.
    pub(crate) place: usize,
    number: Option<u32>,
}

impl<'a> At<'a> {
    pub(crate) fn text(&self, text: &'a LocalizedText) -> Option<&'a str> {
        text.pick_some(self.page.locale)
    }

    pub(crate) fn name(&self) -> &'a str {
        &self.question.name
    }

    pub(crate) fn required(&self) -> bool {
        self.question.presence == Presence::Required
    }

    /// Whether a form that came back has this value in this field.
    pub(crate) fn has(&self, field: &str, value: &str) -> bool {
        self.page.kept.iter().any(|(name, kept)| name == field && kept == value)
    }

    /// What a form that came back has in this field.
    pub(crate) fn kept(&self, field: &str) -> Option<&'a str> {
        let kept = self.page.kept.iter().find(|(name, _)| name == field);
        kept.map(|(_, value)| value.as_str())
    }

    fn problem(&self) -> Option<&'a AnswerProblem> {
        self.page.problems.iter().find(|problem| problem.name == self.name())
    }

    fn title(&self) -> &'a str {
        self.text(&self.question.title).unwrap_or(&self.question.name)
    }

    /// The elements that describe the control: description and error.
    pub(crate) fn described_by(&self) -> String {
        let described = self.text(&self.question.description).map(|_| format!("d-{} ", self.place));
        format!("{}e-{}", described.unwrap_or_default(), self.place)
    }

    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.problem().map(|_| "true")
    }
}

/// The question as it stands on the page.
pub(crate) fn question(asked: &mut Asked<'_>, shown: &Question) -> Markup {
    let place = asked.page.definition.questions().position(|one| one.name == shown.name);
    let number = match asked.page.definition.settings().numbering {
        Numbering::Off => None,
        Numbering::Survey | Numbering::Page => {
            asked.number += 1;
            Some(asked.number)
        }
    };
    let at = At {
        page: asked.page,
        words: asked.words,
        question: shown,
        place: place.unwrap_or_default(),
        number,
    };
    match &shown.kind {
        QuestionKind::Text(text) => labelled(&at, &line(&at, text), kind_of(text)),
        QuestionKind::Comment(comment) => labelled(&at, &lines(&at, comment), "text"),
        QuestionKind::Dropdown(list) => {
            let placeholder = at.text(&list.placeholder);
            labelled(&at, &dropdown(&at, list.choices.as_slice(), placeholder), "choice")
        }
        QuestionKind::Rating(rating) if rating.display == RatingDisplay::Dropdown => {
            labelled(&at, &dropdown(&at, rating.scale.as_slice(), None), "choice")
        }
        QuestionKind::Rating(rating) => grouped(&at, &scale(&at, rating), "choice"),
        QuestionKind::Radiogroup(group) => {
            grouped(&at, &radios(&at, group.choices.as_slice(), ""), "choice")
        }
        QuestionKind::Checkbox(group) => {
            grouped(&at, &checkboxes(&at, group.choices.as_slice()), "choices")
        }
        QuestionKind::Boolean(boolean) => grouped(&at, &truth(&at, boolean), "boolean"),
        QuestionKind::Ranking(list) => grouped(&at, &ranking(&at, &list.choices), "ranking"),
        QuestionKind::Matrix(table) => grouped(&at, &matrix(&at, table), "matrix"),
    }
}

fn kind_of(text: &Text) -> &'static str {
    match text.input {
        Input::Number(_) => "number",
        Input::Line(_) | Input::Moment(_) => "text",
    }
}

/// The title's words, its number and its mark.
fn heading(at: &At<'_>) -> Markup {
    let mark = &at.page.definition.settings().required_mark;
    html! {
        @if let Some(number) = at.number { span.number { (number) ". " } }
        (at.title())
        @if at.required() {
            " " span.required { span aria-hidden="true" { (mark) } span.hidden { (at.words.required) } }
        }
    }
}

fn hidden_title(at: &At<'_>) -> Option<&'static str> {
    (at.question.title_display == TitleDisplay::Hidden).then_some("hidden")
}

fn description(at: &At<'_>) -> Markup {
    html! {
        @if let Some(text) = at.text(&at.question.description) {
            p.description id={ "d-" (at.place) } { (text) }
        }
    }
}

fn fault(at: &At<'_>) -> Markup {
    let own = at.text(&at.question.required_error_text);
    let said = at.problem().map(|problem| match (&problem.reason, own) {
        (survey::AnswerReason::Required, Some(own)) => own.to_owned(),
        (reason, _) => at.words.fault(reason),
    });
    html! {
        p.error id={ "e-" (at.place) } hidden[said.is_none()] { (said.unwrap_or_default()) }
    }
}

/// A question of one control: a label and the control.
fn labelled(at: &At<'_>, control: &Markup, kind: &str) -> Markup {
    html! {
        div.question id={ "q-" (at.place) } data-name=(at.name())
            data-type=(at.question.kind.word()) data-kind=(kind) {
            label for={ "c-" (at.place) } class=[hidden_title(at)] { (heading(at)) }
            (description(at))
            (control)
            (fault(at))
        }
    }
}

/// A question of several controls: a group and its legend.
fn grouped(at: &At<'_>, controls: &Markup, kind: &str) -> Markup {
    html! {
        fieldset.question id={ "q-" (at.place) } data-name=(at.name())
            data-type=(at.question.kind.word()) data-kind=(kind)
            aria-describedby=(at.described_by()) {
            legend class=[hidden_title(at)] { (heading(at)) }
            (description(at))
            (controls)
            (fault(at))
        }
    }
}

fn line(at: &At<'_>, text: &Text) -> Markup {
    let (min, max, step) = match &text.input {
        Input::Line(_) => (None, None, None),
        Input::Number(NumberInput { min, max, step, .. }) => {
            let print = |number: &Option<survey::Number>| number.map(|number| number.to_string());
            (print(min), print(max), Some(print(step).unwrap_or_else(|| "any".to_owned())))
        }
        Input::Moment(MomentInput { min, max, .. }) => {
            let print = |bound: &Option<Box<str>>| bound.as_deref().map(str::to_owned);
            (print(min), print(max), None)
        }
    };
    html! {
        input id={ "c-" (at.place) } type=(text.input.word()) name=(at.name())
            value=[at.kept(at.name())] required[at.required()] min=[min] max=[max] step=[step]
            maxlength=[text.max_units] placeholder=[at.text(&text.placeholder)]
            autocomplete=[text.autocomplete.as_deref()] aria-describedby=(at.described_by())
            aria-invalid=[at.invalid()];
    }
}

fn lines(at: &At<'_>, comment: &Comment) -> Markup {
    html! {
        textarea id={ "c-" (at.place) } name=(at.name()) rows=(comment.rows)
            required[at.required()] maxlength=[comment.max_units]
            placeholder=[at.text(&comment.placeholder)] aria-describedby=(at.described_by())
            aria-invalid=[at.invalid()] { (at.kept(at.name()).unwrap_or_default()) }
    }
}

fn scale(at: &At<'_>, rating: &Rating) -> Markup {
    let look = match rating.look {
        RatingLook::Labels => "",
        RatingLook::Stars => "stars",
        RatingLook::Smileys => "smileys",
    };
    let low = at.text(&rating.min_description);
    let high = at.text(&rating.max_description);
    html! {
        (radios(at, rating.scale.as_slice(), look))
        @if low.is_some() || high.is_some() {
            p.ends { span { (low.unwrap_or_default()) } span { (high.unwrap_or_default()) } }
        }
    }
}

fn truth(at: &At<'_>, boolean: &Boolean) -> Markup {
    let label = |key: &str| {
        let yes = boolean.value_true().is_some_and(|value| value.to_string() == key);
        let (own, ours) = if yes {
            (&boolean.label_true, at.words.yes)
        } else {
            (&boolean.label_false, at.words.no)
        };
        at.text(own).unwrap_or(ours)
    };
    options::radios_labelled(at, boolean.choices.as_slice(), "", |choice| {
        label(&choice.key).to_owned()
    })
}
