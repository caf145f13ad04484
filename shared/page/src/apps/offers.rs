//! What an instance offers those who would leave.

use maud::{Markup, html};

use super::{AppView, Filled, NamedInstance, Part};
use crate::frame::{Table, table};
use crate::words::OffersTexts;

/// What [`offers_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct OffersPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// As they stand, in their order.
    pub rows: &'a [OfferRow<'a>],
    /// All of it, as text.
    pub json: &'a str,
    /// What is wrong with that.
    pub faults: Filled<'a>,
    /// Whether it is no JSON.
    pub is_no_json: bool,
}

/// An offer.
#[derive(Clone, Copy, Debug)]
pub struct OfferRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Of which kind it is, by name.
    pub kind: &'a str,
    /// To who says one of these.
    pub reasons: &'a str,
    /// What it reads.
    pub title: &'a str,
    /// In which languages it is.
    pub languages: &'a str,
}

/// A table of the offers as they stand, and all of it as text, which is how it is changed.
#[must_use]
pub fn offers_page(view: &AppView<'_>, page: &OffersPage<'_>) -> String {
    let texts = OffersTexts::of(view.language);
    let read_only = !view.may.manage;
    let content = html! {
        p.lead { (texts.lead) }
        (page.faults.told(view, view.texts().settings.faults))
        @if page.is_no_json { (super::alert(view.texts().settings.json_fault)) }
        (rows(texts, page))
        form.wide method="post" action=(view.path_of(page.instance.name, "/offers")) {
            (page.instance.seen())
            div.field {
                label for="offers" { (texts.json) }
                p #offers-help { (texts.help) }
                textarea.source #offers name="offers" rows="20" dir="ltr" spellcheck="false"
                    autocomplete="off" aria-describedby="offers-help" readonly[read_only]
                    { "\n" (page.json) }
            }
            @if view.may.manage {
                div.actions { button type="submit" { (view.texts().settings.save) } }
            }
        }
    };
    view.within(page.instance, Part::Overview, &content)
}

fn rows(texts: &OffersTexts, page: &OffersPage<'_>) -> Markup {
    let rows = page.rows.iter().map(|row| {
        vec![
            html! { code { (row.name) } },
            html! { (row.title) },
            html! { (texts.kind(row.kind)) },
            html! { (row.reasons) },
            html! { (row.languages) },
        ]
    });
    let rows: Vec<_> = rows.collect();
    table(&Table {
        id: "offered",
        caption: texts.title,
        headers: &texts.columns,
        rows: &rows,
        empty: texts.none,
        next: None,
    })
}
