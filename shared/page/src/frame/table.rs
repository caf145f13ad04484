//! Tables, which can be scrolled where they do not fit.

use maud::{Markup, html};

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
            div.scroll role="region" tabindex="0" aria-labelledby=(caption) {
                table #(table.id) {
                    caption #(caption) { (table.caption) }
                    thead { tr { @for header in table.headers { th scope="col" { (header) } } } }
                    tbody { @for cells in table.rows { (row(cells)) } }
                }
            }
        }
        @if let Some((path, label)) = table.next {
            nav.more { a href=(path) rel="next" { (label) } }
        }
    }
}

fn row(cells: &[Markup]) -> Markup {
    html! {
        tr {
            @for (place, cell) in cells.iter().enumerate() {
                @if place == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
            }
        }
    }
}
