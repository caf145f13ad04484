//! Scales: ratings and matrices.

use maud::{Markup, html};
use survey::{Choice, Matrix, Presence, Rating, RatingDisplay, RatingLook, part_field};

use super::control;
use super::question::QuestionView;

/// Faces from sad to happy.
const FACES: [&str; 10] = ["😡", "😠", "😞", "🙁", "😕", "😐", "🙂", "😊", "😀", "😍"];

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
        RatingLook::Stars => (Some((texts.stars)(label, values)), Some("★")),
        RatingLook::Smileys => {
            let face = FACES.get(index * (FACES.len() - 1) / (values - 1).max(1));
            (Some((texts.faces)(index + 1, values)), face.copied())
        }
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
