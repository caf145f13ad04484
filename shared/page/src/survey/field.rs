//! Fields that are written in: lines, numbers, texts.

use maud::{Markup, html};
use survey::model::{Comment, Input, LineInput, MomentInput, NumberInput, Text};
use survey::{Format, Number, comment_field};

use super::question::QuestionView;
use super::slider::Line;
use crate::words::Word;

/// The attributes of an `input` that say what it takes.
#[derive(Default)]
struct Takes {
    input_type: &'static str,
    /// Whether it is written in the respondent's own language.
    free: bool,
    min: Option<String>,
    max: Option<String>,
    step: Option<String>,
    pattern: Option<&'static str>,
}

impl Takes {
    fn plain(input_type: &'static str) -> Self {
        Self { input_type, ..Self::default() }
    }

    fn new(input: &Input) -> Self {
        match input {
            // A colour field and a range cannot be left unanswered: they send what nobody chose.
            Input::Line(LineInput::Color) => {
                Self { pattern: Some("#[0-9a-fA-F]{6}"), ..Self::plain("text") }
            }
            Input::Line(LineInput::Text) => Self { free: true, ..Self::plain("text") },
            Input::Line(LineInput::Email) => Self::plain("email"),
            Input::Line(LineInput::Url) => Self::plain("url"),
            Input::Line(LineInput::Tel) => Self::plain("tel"),
            Input::Number(NumberInput { min, max, step, .. }) => Self::number(*min, *max, *step),
            Input::Moment(MomentInput { format, min, max }) => Self {
                min: min.as_deref().map(str::to_owned),
                max: max.as_deref().map(str::to_owned),
                ..Self::plain(moment(*format))
            },
        }
    }

    fn number(min: Option<Number>, max: Option<Number>, step: Option<Number>) -> Self {
        let written = |number: Number| number.to_string();
        Self {
            min: min.map(written),
            max: max.map(written),
            step: Some(step.map_or_else(|| "any".to_owned(), written)),
            ..Self::plain("number")
        }
    }
}

/// HTML's `type` for what is written so.
const fn moment(format: Format) -> &'static str {
    match format {
        Format::Date => "date",
        Format::Time => "time",
        Format::DateTime => "datetime-local",
        Format::Month => "month",
        Format::Week => "week",
        Format::Email | Format::Url | Format::Color => "text",
    }
}

/// One line.
pub(crate) fn text(of: &QuestionView<'_, '_>, text: &Text) -> Markup {
    if let Some(line) = Line::of_text(text) {
        let (field, held, id) = (&*of.field, &*of.held, &format!("f-{}", of.id));
        return line.markup(of, (field, held), id, of.described_by());
    }
    let name = &*of.field;
    let mut takes = Takes::new(&text.input);
    // What an expression comes to is told once it was worked out.
    if text.min_expression.is_some() {
        takes.min = None;
    }
    if text.max_expression.is_some() {
        takes.max = None;
    }
    let placeholder = || of.text(&text.placeholder);
    let (bounded, hinted) = match &text.input {
        Input::Line(_) => (text.max_units, placeholder()),
        Input::Number(_) => (None, placeholder()),
        Input::Moment(_) => (None, None),
    };
    let direction = if takes.free { Some("auto") } else { of.view.left_to_right() };
    let list = (!text.suggestions.is_empty()).then(|| format!("l-{}", of.id));
    html! {
        input #{ "f-" (of.id) } type=(takes.input_type) name=(name)
            value=[of.filled().value(&of.held)] required[of.required()] readonly[of.read_only]
            min=[takes.min] max=[takes.max] step=[takes.step] pattern=[takes.pattern]
            maxlength=[bounded] placeholder=[hinted] autocomplete=[text.autocomplete.as_deref()]
            list=[list.as_deref()] aria-invalid=[of.invalid()]
            aria-describedby=[of.described_by()] dir=[direction];
        @if let Some(list) = &list {
            datalist #(list) {
                @for suggestion in &text.suggestions {
                    option value=(of.text(suggestion).unwrap_or_default()) {}
                }
            }
        }
    }
}

/// Several lines.
pub(crate) fn comment(of: &QuestionView<'_, '_>, comment: &Comment) -> Markup {
    let name = &*of.field;
    html! {
        textarea #{ "f-" (of.id) } name=(name) rows=(comment.rows) required[of.required()]
            readonly[of.read_only] maxlength=[comment.max_units]
            placeholder=[of.text(&comment.placeholder)]
            aria-invalid=[of.invalid()] aria-describedby=[of.described_by()] dir="auto" {
            (lines(of.filled().value(&of.held)))
        }
    }
}

/// A textarea's text. The parser drops a line break at the beginning; this one is for it to drop.
fn lines(value: Option<&str>) -> Markup {
    html! { @if let Some(value) = value { "\n" (value) } }
}

/// The text beside an answer, kept under `NAME-Comment`.
pub(crate) fn beside(of: &QuestionView<'_, '_>, placeholder: Option<String>) -> Markup {
    let (name, held, most) = beside_field(of);
    html! {
        textarea #{ "c-" (of.id) } name=(name) rows="2" data-beside readonly[of.read_only]
            maxlength=[most] placeholder=[placeholder] dir="auto" { (lines(of.filled().value(&held))) }
    }
}

/// The text that says what `other` is.
pub(crate) fn other(of: &QuestionView<'_, '_>, placeholder: Option<String>) -> Markup {
    // Beside an answer there is one text, which says it where there is a comment already.
    if of.question.comment.is_some() {
        return html! {};
    }
    let (name, held, most) = beside_field(of);
    let voice = &of.view.voice;
    let ours = voice.word(Word::DESCRIBE);
    let lang = voice.lang().filter(|_| placeholder.is_none());
    let placeholder = placeholder.unwrap_or_else(|| ours.to_owned());
    html! {
        input.other #{ "c-" (of.id) } type="text" name=(name) data-beside maxlength=[most]
            value=[of.filled().value(&held)] readonly[of.read_only]
            placeholder=(placeholder) aria-label=(ours)
            aria-invalid=[of.invalid()] lang=[lang] dir="auto";
    }
}

/// The name of the field of the text beside an answer, that of the field that has what it held,
/// and the most that can be written there.
fn beside_field(of: &QuestionView<'_, '_>) -> (String, String, Option<u32>) {
    let most = of.view.definition.settings.max_comment_units;
    (comment_field(&of.field), comment_field(&of.held), most)
}
