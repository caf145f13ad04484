//! Scales: ratings and matrices.

use maud::{Markup, html};
use survey::{Choice, Matrix, Presence, Rating, RatingDisplay, RatingLook, part_field};

use super::control;
use super::question::QuestionView;

/// Whether a rating says what its ends mean.
pub(crate) fn has_ends(rating: &Rating) -> bool {
    !rating.min_description.is_empty() || !rating.max_description.is_empty()
}

/// A place on a scale.
pub(crate) fn rating(of: &QuestionView<'_>, rating: &Rating) -> Markup {
    let locale = of.view.locale;
    html! {
        @match rating.display {
            RatingDisplay::Dropdown => (control::select(of, &rating.scale, None)),
            RatingDisplay::Auto | RatingDisplay::Buttons => {
                div.options {
                    @for (index, choice) in rating.scale.as_slice().iter().enumerate() {
                        (tile(of, rating, choice, index))
                    }
                }
            }
        }
        @if has_ends(rating) {
            p.ends #{ "n-" (of.place) } {
                span { (rating.min_description.pick(locale)) }
                span { (rating.max_description.pick(locale)) }
            }
        }
    }
}

fn tile(of: &QuestionView<'_>, rating: &Rating, choice: &Choice, index: usize) -> Markup {
    let (name, values) = (&*of.question.name, rating.scale.as_slice().len());
    let texts = &of.view.ui.texts().survey;
    let label = choice.label(of.view.locale);
    let (spoken, picture) = match rating.look {
        RatingLook::Labels => (None, None),
        RatingLook::Stars => (Some((texts.stars)(label, values)), Some(html! { "★" })),
        RatingLook::Smileys => (Some((texts.faces)(index + 1, values)), Some(face(index, values))),
    };
    html! {
        label.option {
            input type="radio" name=(name) value=(choice.key) data-json=(choice.value.to_json())
                required[of.required()] checked[of.view.filled.holds(name, &choice.key)]
                aria-label=[spoken] aria-invalid=[of.invalid()];
            @match picture {
                Some(picture) => span aria-hidden="true" { (picture) },
                None => span { (label) },
            }
        }
    }
}

/// The drawing of one of several faces, from sad to happy: a mouth that bends ever more upwards.
fn face(index: usize, faces: usize) -> Markup {
    let bend = |most: usize| most * index / (faces - 1).max(1);
    let (ends, middle) = (1150 - bend(200), 820 + bend(480));
    let hundredths = |value: usize| format!("{}.{:02}", value / 100, value % 100);
    let (ends, middle) = (hundredths(ends), hundredths(middle));
    html! {
        svg viewBox="0 0 16 16" {
            circle cx="8" cy="8" r="7" {}
            path d={ "M5.5 6v.5M10.5 6v.5M5 " (ends) "Q8 " (middle) " 11 " (ends) } {}
        }
    }
}

/// One choice in each row. On a phone the style sheet stacks the table, where each choice shows
/// its column's words beside it.
pub(crate) fn matrix(of: &QuestionView<'_>, matrix: &Matrix) -> Markup {
    let locale = of.view.locale;
    let required = matrix.each_row == Presence::Required;
    html! {
        table {
            thead {
                tr {
                    td {}
                    @for column in matrix.columns.as_slice() {
                        th scope="col" { (column.label(locale)) }
                    }
                }
            }
            tbody {
                @for row in matrix.rows.as_slice() {
                    tr {
                        th scope="row" { (row.label(locale)) }
                        @for column in matrix.columns.as_slice() {
                            td { (cell(of, row, column, required)) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(of: &QuestionView<'_>, row: &Choice, column: &Choice, required: bool) -> Markup {
    let field = part_field(&of.question.name, &row.key);
    let (row_label, label) = (row.label(of.view.locale), column.label(of.view.locale));
    html! {
        label.option {
            input type="radio" name=(field) value=(column.key) data-row=(row.key)
                data-json=(column.value.to_json()) required[required]
                checked[of.view.filled.holds(&field, &column.key)]
                aria-label={ (row_label) ": " (label) } aria-invalid=[of.invalid()];
            span { (label) }
        }
    }
}
