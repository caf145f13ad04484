//! The instances of an app.

use maud::{Markup, html};

use super::{AppView, At};
use crate::frame::{Table, table};

/// An instance.
#[derive(Clone, Copy, Debug)]
pub struct InstanceRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Whether it is paused.
    pub paused: bool,
    /// How many invitations wait, were sent, were answered.
    pub counts: [u64; 3],
}

/// The instances, and the way to a new one.
#[must_use]
pub fn instances_page(view: &AppView<'_>, instances: &[InstanceRow<'_>]) -> String {
    let texts = view.texts();
    let rows: Vec<_> = instances.iter().map(|one| row(view, one)).collect();
    let none = &texts.instances;
    let content = html! {
        p.lead { (texts.instances.lead) }
        @if view.may.manage {
            div.actions { a.button href=(view.path("/new")) { (texts.make.title) } }
        }
        (table(&Table {
            id: "instances",
            caption: texts.instances.caption,
            headers: &texts.instances.headers,
            rows: &rows,
            empty: if view.may.manage { none.none } else { none.none_to_see },
            next: None,
        }))
    };
    view.around(At::Instances, texts.instances.title, &content)
}

fn row(view: &AppView<'_>, instance: &InstanceRow<'_>) -> Vec<Markup> {
    let InstanceRow { name, title, paused, counts: [waiting, sent, answered] } = *instance;
    vec![
        html! {
            a href=(view.path_of(name, "")) { (title) }
            span.description { code { (name) } }
        },
        state(view, paused),
        html! { (waiting) },
        html! { (sent) },
        html! { (answered) },
    ]
}

/// Whether an instance runs.
pub(super) fn state(view: &AppView<'_>, paused: bool) -> Markup {
    let texts = &view.texts().instances;
    html! {
        span.mark .wait[paused] { @if paused { (texts.paused) } @else { (texts.runs) } }
    }
}
