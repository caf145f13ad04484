//! Tables. On a phone each row is stacked: its first cell, and under it the others with their columns' names.

use maud::{Markup, html};

use crate::account::to_the_minute;

/// A table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'a> {
    /// Its name on the page.
    pub(crate) id: &'a str,
    /// What it is a table of.
    pub(crate) caption: &'a str,
    /// What its columns hold.
    pub(crate) headers: &'a [&'a str],
    /// Its rows; the first cell says what a row is about.
    pub(crate) rows: &'a [Vec<Markup>],
    /// What is said if there are none.
    pub(crate) empty: &'a str,
    /// Where the next rows are, and what the link there says.
    pub(crate) next: Option<(&'a str, &'a str)>,
}

/// The table, or what is said in its place.
pub(crate) fn table(table: &Table<'_>) -> Markup {
    let caption = format!("{}-caption", table.id);
    html! {
        @if table.rows.is_empty() {
            section.card aria-labelledby=(caption) {
                h2 #(caption) { (table.caption) }
                p.description { (table.empty) }
            }
        } @else {
            // Roles are said, for a table that is laid out otherwise is none to some browsers.
            div.rows {
                table #(table.id) role="table" aria-labelledby=(caption) {
                    caption #(caption) { (table.caption) }
                    thead role="rowgroup" {
                        tr role="row" {
                            @for header in table.headers {
                                th role="columnheader" scope="col" { (header) }
                            }
                        }
                    }
                    tbody role="rowgroup" { @for cells in table.rows { (row(table.headers, cells)) } }
                }
            }
        }
        @if let Some((path, label)) = table.next {
            nav.more { a href=(path) rel="next" { (label) } }
        }
    }
}

/// A moment, RFC 3339 in UTC, to the minute.
pub(crate) fn moment(at: &str) -> Markup {
    html! { time datetime=(at) { (to_the_minute(at)) } }
}

fn row(headers: &[&str], cells: &[Markup]) -> Markup {
    html! {
        tr role="row" {
            @for (place, (cell, header)) in cells.iter().zip(headers).enumerate() {
                @if place == 0 {
                    th role="rowheader" scope="row" { (cell) }
                } @else {
                    // One box, for on a phone it stands beside the column's name.
                    td role="cell" data-column=(header) {
                        @if !cell.0.is_empty() { div { (cell) } }
                    }
                }
            }
        }
    }
}
