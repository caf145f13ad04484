//! Questions with choices.

use maud::{Markup, html};
use survey::{Choice, Choices, part_field};

use super::At;

/// The value of a choice as JSON, for the script to send.
pub(super) fn json_of(choice: &Choice) -> String {
    choice.value.to_json().to_string()
}

/// One of the choices, all in sight. `look` is `stars`, `smileys` or nothing.
pub(super) fn radios(at: &At<'_>, choices: &[Choice], look: &str) -> Markup {
    radios_labelled(at, choices, look, |choice| choice.label(at.page.locale).to_owned())
}

pub(super) fn radios_labelled(
    at: &At<'_>,
    choices: &[Choice],
    look: &str,
    label: impl Fn(&Choice) -> String,
) -> Markup {
    html! {
        div class={ "options " (look) } {
            @for (index, choice) in choices.iter().enumerate() {
                label.option {
                    input type="radio" name=(at.name()) value=(choice.key)
                        data-json=(json_of(choice)) required[at.required()]
                        checked[at.has(at.name(), &choice.key)] aria-invalid=[at.invalid()];
                    (face(look, index, choices.len()))
                    span { (label(choice)) }
                }
            }
        }
    }
}

/// What a step of a scale looks like beside its words.
fn face(look: &str, index: usize, steps: usize) -> Markup {
    const FACES: [&str; 5] = ["😞", "🙁", "😐", "🙂", "😀"];
    let last = steps.saturating_sub(1).max(1);
    let nearest = (index * 4 + last / 2) / last;
    let picture = match look {
        "stars" => Some("★"),
        "smileys" => FACES.get(nearest).copied(),
        _ => None,
    };
    html! {
        @if let Some(picture) = picture { span.picture aria-hidden="true" { (picture) } }
    }
}

/// Any number of the choices.
pub(super) fn checkboxes(at: &At<'_>, choices: &[Choice]) -> Markup {
    html! {
        div.options {
            @for choice in choices {
                label.option {
                    input type="checkbox" name=(at.name()) value=(choice.key)
                        data-json=(json_of(choice)) checked[at.has(at.name(), &choice.key)]
                        aria-invalid=[at.invalid()];
                    span { (choice.label(at.page.locale)) }
                }
            }
        }
    }
}

/// One of the choices, in a list that opens.
pub(super) fn dropdown(at: &At<'_>, choices: &[Choice], placeholder: Option<&str>) -> Markup {
    html! {
        select id={ "c-" (at.place) } name=(at.name()) required[at.required()]
            aria-describedby=(at.described_by()) aria-invalid=[at.invalid()] {
            option value="" { (placeholder.unwrap_or(at.words.choose)) }
            @for choice in choices {
                option value=(choice.key) data-json=(json_of(choice))
                    selected[at.has(at.name(), &choice.key)] {
                    (choice.label(at.page.locale))
                }
            }
        }
    }
}

/// All of the choices, each with its place.
pub(super) fn ranking(at: &At<'_>, choices: &Choices) -> Markup {
    let places = 1..=choices.as_slice().len();
    html! {
        div.options.ranking {
            @for choice in choices.as_slice() {
                @let field = part_field(at.name(), &choice.key);
                label.option {
                    span { (choice.label(at.page.locale)) }
                    select name=(field) data-choice=(json_of(choice))
                        aria-describedby=(at.described_by()) aria-invalid=[at.invalid()] {
                        option value="" { (at.words.place) }
                        @for place in places.clone() {
                            option value=(place) selected[at.has(&field, &place.to_string())] {
                                (place)
                            }
                        }
                    }
                }
            }
        }
    }
}
