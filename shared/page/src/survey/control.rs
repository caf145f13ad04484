//! Controls: fields, choices, lists.

use maud::{Markup, html};
use survey::{
    Boolean, BooleanOrder, Checkbox, Choice, Choices, Comment, Input, LineInput, NumberControl,
    Text, part_field,
};

use super::question::QuestionView;

/// The attributes of an `input` that say what it takes.
struct Field {
    input_type: &'static str,
    min: Option<String>,
    max: Option<String>,
    step: Option<String>,
    pattern: Option<&'static str>,
}

impl Field {
    fn new(input: &Input) -> Self {
        let plain =
            |input_type| Self { input_type, min: None, max: None, step: None, pattern: None };
        match input {
            // A colour field and a slider cannot be left unanswered: they send what nobody chose.
            Input::Line(LineInput::Color) => {
                Self { pattern: Some("#[0-9a-fA-F]{6}"), ..plain("text") }
            }
            Input::Line(_) => plain(input.word()),
            Input::Number(number) => Self {
                min: number.min.map(|min| min.to_string()),
                max: number.max.map(|max| max.to_string()),
                step: Some(number.step.map_or_else(|| "any".to_owned(), |step| step.to_string())),
                ..plain(match number.control {
                    NumberControl::Field | NumberControl::Range => "number",
                })
            },
            Input::Moment(moment) => Self {
                min: moment.min.as_deref().map(str::to_owned),
                max: moment.max.as_deref().map(str::to_owned),
                ..plain(input.word())
            },
        }
    }
}

/// One line.
pub(crate) fn text(of: &QuestionView<'_>, text: &Text) -> Markup {
    let name = &*of.question.name;
    let field = Field::new(&text.input);
    let (bounded, hinted) = match &text.input {
        Input::Line(_) => (text.max_units, text.placeholder.pick_some(of.view.locale)),
        Input::Number(_) => (None, text.placeholder.pick_some(of.view.locale)),
        Input::Moment(_) => (None, None),
    };
    html! {
        input #{ "f-" (of.place) } type=(field.input_type) name=(name)
            value=[of.view.filled.value(name)] required[of.required()]
            min=[field.min] max=[field.max] step=[field.step] pattern=[field.pattern]
            maxlength=[bounded] placeholder=[hinted] autocomplete=[text.autocomplete.as_deref()]
            aria-invalid=[of.invalid()] aria-describedby=[of.described_by()];
    }
}

/// Several lines.
pub(crate) fn comment(of: &QuestionView<'_>, comment: &Comment) -> Markup {
    let name = &*of.question.name;
    // The parser drops a line break at the beginning; this one is for it to drop.
    let value = of.view.filled.value(name).map(|value| format!("\n{value}"));
    html! {
        textarea #{ "f-" (of.place) } name=(name) rows=(comment.rows) required[of.required()]
            maxlength=[comment.max_units]
            placeholder=[comment.placeholder.pick_some(of.view.locale)]
            aria-invalid=[of.invalid()] aria-describedby=[of.described_by()] {
            @if let Some(value) = value { (value) }
        }
    }
}

/// One choice in a list that opens.
pub(crate) fn select(
    of: &QuestionView<'_>,
    choices: &Choices,
    placeholder: Option<&str>,
) -> Markup {
    let name = &*of.question.name;
    html! {
        select #{ "f-" (of.place) } name=(name) required[of.required()]
            aria-invalid=[of.invalid()] aria-describedby=[of.described_by()] {
            option value="" { (placeholder.unwrap_or(of.view.ui.texts().survey.choose)) }
            @for choice in choices.as_slice() {
                option value=(choice.key) data-json=(choice.value.to_json())
                    selected[of.view.filled.holds(name, &choice.key)] {
                    (choice.label(of.view.locale))
                }
            }
        }
    }
}

/// One choice, all in sight.
pub(crate) fn radios(of: &QuestionView<'_>, choices: &Choices, columns: u32) -> Markup {
    html! {
        div.options data-columns=[(columns != 1).then_some(columns)] {
            @for choice in choices.as_slice() {
                (tick(of, "radio", choice, choice.label(of.view.locale), of.required()))
            }
        }
    }
}

/// Any number of choices. Which of them, no browser can be told to insist on.
pub(crate) fn checkboxes(of: &QuestionView<'_>, checkbox: &Checkbox) -> Markup {
    let columns = checkbox.columns;
    html! {
        div.options data-columns=[(columns != 1).then_some(columns)] {
            @for choice in checkbox.choices.as_slice() {
                (tick(of, "checkbox", choice, choice.label(of.view.locale), false))
            }
        }
    }
}

/// One of two.
pub(crate) fn boolean(of: &QuestionView<'_>, boolean: &Boolean) -> Markup {
    let texts = &of.view.ui.texts().survey;
    let ours = match boolean.order {
        BooleanOrder::TrueFirst => [texts.yes, texts.no],
        BooleanOrder::FalseFirst => [texts.no, texts.yes],
    };
    html! {
        div.options {
            @for (choice, ours) in boolean.choices.as_slice().iter().zip(ours) {
                (tick(of, "radio", choice, choice.text.pick_some(of.view.locale).unwrap_or(ours),
                    of.required()))
            }
        }
    }
}

fn tick(
    of: &QuestionView<'_>,
    input_type: &str,
    choice: &Choice,
    label: &str,
    required: bool,
) -> Markup {
    let name = &*of.question.name;
    html! {
        label.option {
            input type=(input_type) name=(name) value=(choice.key)
                data-json=(choice.value.to_json()) required[required]
                checked[of.view.filled.holds(name, &choice.key)] aria-invalid=[of.invalid()];
            span { (label) }
        }
    }
}

/// All choices, each with a place.
pub(crate) fn ranking(of: &QuestionView<'_>, choices: &Choices) -> Markup {
    let places = choices.as_slice().len();
    html! {
        div.options {
            @for choice in choices.as_slice() {
                @let field = part_field(&of.question.name, &choice.key);
                label.option {
                    span { (choice.label(of.view.locale)) }
                    select name=(field) data-choice=(choice.value.to_json())
                        required[of.required()] aria-invalid=[of.invalid()] {
                        option value="" { (of.view.ui.texts().survey.place) }
                        @for place in 1..=places {
                            option selected[of.view.filled.holds(&field, &place.to_string())] {
                                (place)
                            }
                        }
                    }
                }
            }
        }
    }
}
