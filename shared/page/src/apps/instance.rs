//! An instance's first page: how it stands, and how a system is connected to it.

use maud::{Markup, html};

use super::instances::state;
use super::{AppView, NamedInstance, Part, act};
use crate::frame::{Table, moment, table};
use crate::words::{CallsTexts, FlowsTexts, HooksTexts, LeaversTexts, OffersTexts, TableTexts};

/// What [`instance_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct InstancePage<'a> {
    /// Which.
    pub instance: NamedInstance<'a>,
    /// The name of its stage.
    pub stage: &'a str,
    /// Whether it is paused.
    pub paused: bool,
    /// When it was made: RFC 3339, in UTC.
    pub made: &'a str,
    /// Its survey's name, and where it is changed.
    pub survey: (&'a str, &'a str),
    /// How many invitations are in which state, by the states' names.
    pub counts: &'a [(&'a str, u64)],
    /// How many alerts nobody has handled, if that is to be seen.
    pub alerts: Option<u64>,
    /// The least that an event has, and a command that sends one.
    pub examples: (&'a str, &'a str),
}

/// The page.
#[must_use]
pub fn instance_page(view: &AppView<'_>, page: &InstancePage<'_>) -> String {
    let content = html! {
        (facts(view, page))
        (counts(view, page))
        (connect(view, page))
        @if view.offers {
            p {
                a href=(view.path_of(page.instance.name, "/flows")) {
                    (FlowsTexts::of(view.language).to)
                }
            }
            p {
                a href=(view.path_of(page.instance.name, "/leavers")) {
                    (LeaversTexts::of(view.language).to)
                }
            }
        }
        @if view.may.manage {
            @if view.hooks {
                p {
                    a href=(view.path_of(page.instance.name, "/webhooks")) {
                        (HooksTexts::of(view.language).to)
                    }
                }
            }
            p {
                a href=(view.path_of(page.instance.name, "/calls")) {
                    (CallsTexts::of(view.language).to)
                }
            }
            p {
                a href=(view.path_of(page.instance.name, "/table")) {
                    (TableTexts::of(view.language).to)
                }
            }
            @if view.offers {
                p {
                    a href=(view.path_of(page.instance.name, "/offers")) {
                        (OffersTexts::of(view.language).to)
                    }
                }
            }
            (pause(view, page))
        }
    };
    view.within(page.instance, Part::Overview, &content)
}

fn facts(view: &AppView<'_>, page: &InstancePage<'_>) -> Markup {
    let [standing, name, asks, survey, made] = view.texts().one.facts;
    html! {
        dl.facts {
            dt { (standing) } dd { (state(view, page.paused)) }
            dt { (name) } dd { code { (page.instance.name) } }
            dt { (asks) } dd { (view.own().stage(page.stage)) }
            dt { (survey) } dd { a href=(page.survey.1) { (page.survey.0) } }
            dt { (made) } dd { (moment(page.made)) }
            @if let Some(open) = page.alerts {
                dt { (view.texts().alerts.open) }
                dd { a href=(view.path_of(page.instance.name, "/alerts")) { (open) } }
            }
        }
    }
}

fn counts(view: &AppView<'_>, page: &InstancePage<'_>) -> Markup {
    let (texts, states) = (&view.texts().one, &view.texts().invitations);
    let rows = page
        .counts
        .iter()
        .map(|(state, count)| vec![html! { (states.state_name(state)) }, html! { (count) }]);
    let rows: Vec<_> = rows.collect();
    table(&Table {
        id: "counts",
        caption: texts.counts,
        headers: &texts.count_headers,
        rows: &rows,
        empty: texts.no_counts,
        next: None,
    })
}

fn connect(view: &AppView<'_>, page: &InstancePage<'_>) -> Markup {
    let texts = &view.texts().one;
    let (least, command) = page.examples;
    let keys = format!("{}/keys", view.zone);
    html! {
        section.card aria-labelledby="connect" {
            h2 #connect { (texts.connect) }
            p { (view.own().connect_lead) }
            p { (texts.connect_key) " " a href=(keys) { (texts.to_keys) } }
            div.field {
                label for="least" { (texts.connect_first) }
                textarea.source #least rows="3" readonly dir="ltr" spellcheck="false" { "\n" (least) }
            }
            div.field {
                label for="command" { (texts.connect_try) }
                p.description #command-help { (texts.connect_command) }
                textarea.source #command rows="6" readonly dir="ltr" spellcheck="false"
                    aria-describedby="command-help" { "\n" (command) }
            }
        }
    }
}

fn pause(view: &AppView<'_>, page: &InstancePage<'_>) -> Markup {
    let texts = &view.texts().one;
    let name = page.instance.name;
    if page.paused {
        act(&view.path_of(name, "/resume"), (texts.resume, texts.resume_help))
    } else {
        act(&view.path_of(name, "/pause"), (texts.pause, texts.pause_help))
    }
}
