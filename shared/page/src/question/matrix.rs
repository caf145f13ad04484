//! A table of rows and columns.

use maud::{Markup, html};
use survey::{Choice, Matrix, Presence, part_field};

use super::At;
use super::options::json_of;

/// One column for each row. On a narrow page each row becomes a list of its own, so each control
/// names both.
pub(super) fn matrix(at: &At<'_>, table: &Matrix) -> Markup {
    let locale = at.page.locale;
    let columns = table.columns.as_slice();
    let every_row = table.each_row == Presence::Required;
    html! {
        @if every_row { p.description { (at.words.required_row) } }
        table {
            thead {
                tr {
                    td {}
                    @for column in columns { th scope="col" { (column.label(locale)) } }
                }
            }
            tbody {
                @for row in table.rows.as_slice() {
                    tr {
                        th scope="row" { (row.label(locale)) }
                        @for column in columns { (cell(at, row, column, every_row)) }
                    }
                }
            }
        }
    }
}

fn cell(at: &At<'_>, row: &Choice, column: &Choice, required: bool) -> Markup {
    let locale = at.page.locale;
    let field = part_field(at.name(), &row.key);
    html! {
        td {
            label.option {
                input type="radio" name=(field) value=(column.key) data-row=(row.key)
                    data-json=(json_of(column)) required[required]
                    checked[at.has(&field, &column.key)] aria-invalid=[at.invalid()]
                    aria-label={ (row.label(locale)) ": " (column.label(locale)) };
                span { (column.label(locale)) }
            }
        }
    }
}
