//! Scales: ratings and matrices.

use maud::{Markup, html};
use survey::model::{Matrix, MatrixCell, Presence, Rating, RatingDisplay, RatingLook};
use survey::part_field;

use super::choose::{Tick, select, tick};
use super::offer::{Offer, plain};
use super::question::QuestionView;
use crate::words::{Plural, Word};

/// Whether a rating says what its ends mean.
pub(crate) fn has_ends(rating: &Rating) -> bool {
    !rating.min_description.is_empty() || !rating.max_description.is_empty()
}

/// How long what stands on a narrow tile may be.
const MAX_TILE_CHARACTERS: usize = 4;

/// A place on a scale.
pub(crate) fn rating<'a>(of: &QuestionView<'a, '_>, rating: &'a Rating) -> Markup {
    let offers = plain(of, &rating.scale, &[]);
    // Words need more room than numbers.
    let words = offers.iter().any(|offer| offer.label.chars().nth(MAX_TILE_CHARACTERS).is_some());
    let words = words && matches!(rating.look, RatingLook::Labels);
    html! {
        @match rating.display {
            RatingDisplay::Dropdown => (select(of, &offers, None)),
            RatingDisplay::Auto | RatingDisplay::Buttons => {
                div.options.words[words] {
                    @for (index, offer) in offers.iter().enumerate() {
                        (tile(of, rating, offer, index))
                    }
                }
            }
        }
        @if has_ends(rating) {
            p.ends #{ "n-" (of.id) } {
                @for end in [&rating.min_description, &rating.max_description] {
                    span { (of.text(end).unwrap_or_default()) }
                }
            }
        }
    }
}

fn tile(of: &QuestionView<'_, '_>, rating: &Rating, offer: &Offer<'_>, index: usize) -> Markup {
    let (values, voice) = (rating.scale.as_slice().len(), &of.view.voice);
    let (spoken, seen) = match rating.look {
        RatingLook::Labels => (None, None),
        RatingLook::Stars => {
            let spoken = voice.count_with(Plural::STARS, values, ("value", &offer.label));
            (Some(spoken), Some(html! { "★" }))
        }
        RatingLook::Smileys => {
            let face_of = [("face", &*(index + 1).to_string()), ("faces", &*values.to_string())];
            (Some(voice.fill(Word::FACES, &face_of)), Some(face(index, values)))
        }
    };
    let (field, held, required) = (&*of.field, &*of.held, of.required());
    tick(of, offer, &Tick { input_type: "radio", field, held, required, row: None, spoken, seen })
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

/// One choice in each row, or more. On a phone the style sheet stacks the table, where each choice
/// shows its column's words beside it.
pub(crate) fn matrix<'a>(of: &QuestionView<'a, '_>, matrix: &'a Matrix) -> Markup {
    let in_sight = of.at.map(|at| (at.rows(), at.columns())).unwrap_or_default();
    let columns = plain(of, &matrix.columns, &in_sight.1);
    let maybe = matrix.rows_visible_if.is_some();
    html! {
        table {
            thead {
                tr {
                    td {}
                    @for column in &columns { th scope="col" { (column.label) } }
                }
            }
            tbody {
                @for row in plain(of, &matrix.rows, &in_sight.0) {
                    @let conditional = maybe || row.conditional;
                    tr data-if=[conditional.then_some("")] {
                        th scope="row" { (row.label) }
                        @for column in &columns {
                            td { (cell(of, matrix, (&row, conditional), column)) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(
    of: &QuestionView<'_, '_>,
    matrix: &Matrix,
    (row, conditional): (&Offer<'_>, bool),
    column: &Offer<'_>,
) -> Markup {
    let (field, held) = (part_field(&of.field, &row.key), part_field(&of.held, &row.key));
    let each_row = matrix.each_row == Presence::Required && of.firm_here() && !conditional;
    let (input_type, required) = match matrix.cell {
        MatrixCell::Radio => ("radio", each_row),
        MatrixCell::Checkbox => ("checkbox", false),
    };
    let spoken = Some([&*row.label, of.view.colon(), &*column.label].concat());
    let row = Some(&*row.key);
    let (field, held) = (&*field, &*held);
    tick(of, column, &Tick { input_type, field, held, required, row, spoken, seen: None })
}
