//! The invitations of an instance.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part, alert};
use crate::frame::{Input, Table, input, moment, table};

/// What [`asked_list_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AskedListPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// What was looked for.
    pub search: AskedSearch<'a>,
    /// A stretch of what was found, the newest first.
    pub rows: &'a [AskedRow<'a>],
    /// Where it goes on.
    pub next: Option<&'a str>,
}

/// What is looked for. It stands in no address: it may name somebody.
#[derive(Clone, Copy, Debug)]
pub struct AskedSearch<'a> {
    /// The name of a state; nothing for all.
    pub state: &'a str,
    /// The customer's own reference.
    pub key: &'a str,
    /// An e-mail address or a phone number.
    pub who: &'a str,
    /// Whether that is neither.
    pub is_wrong: bool,
}

/// An invitation.
#[derive(Clone, Copy, Debug)]
pub struct AskedRow<'a> {
    /// Its name.
    pub id: &'a str,
    /// The customer's own reference; nothing once it is forgotten.
    pub key: Option<&'a str>,
    /// The name of its state.
    pub state: &'a str,
    /// Whether it is a test.
    pub test: bool,
    /// When it came in: RFC 3339, in UTC.
    pub made: &'a str,
    /// When something happens next.
    pub next: Option<&'a str>,
}

/// A form that posts `state`, `key`, `who` and `cursor`, and what it has found.
#[must_use]
pub fn asked_list_page(view: &AppView<'_>, page: &AskedListPage<'_>) -> String {
    let texts = &view.texts().invitations;
    let AskedSearch { state, key, who, is_wrong } = page.search;
    let rows: Vec<_> = page.rows.iter().map(|one| row(view, page, one)).collect();
    let is_narrow = !(state.is_empty() && key.is_empty() && who.is_empty());
    let content = html! {
        p.lead { (texts.lead) }
        @if is_wrong { (alert(texts.who_fault)) }
        (search(view, page))
        (table(&Table {
            id: "asked",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: if is_narrow { texts.none_found } else { texts.none },
            next: None,
        }))
        @if let Some(next) = page.next {
            form method="post" action=(view.path_of(page.instance.name, "/invitations")) {
                @for (name, value) in [("state", state), ("key", key), ("who", who), ("cursor", next)] {
                    input type="hidden" name=(name) value=(value);
                }
                div.actions { button.secondary type="submit" { (texts.more) } }
            }
        }
    };
    view.within(page.instance, Part::Invitations, &content)
}

fn search(view: &AppView<'_>, page: &AskedListPage<'_>) -> Markup {
    let texts = &view.texts().invitations;
    let AskedSearch { state, key, who, is_wrong } = page.search;
    let of_key = Input {
        name: "key",
        label: texts.key,
        kind: "text",
        value: key,
        autocomplete: "off",
        help: None,
        fault: None,
        is_required: false,
    };
    let of_who = Input {
        name: "who",
        label: texts.who,
        value: who,
        help: Some(texts.who_help),
        fault: is_wrong.then_some(texts.who_fault),
        ..of_key
    };
    html! {
        form.card method="post" action=(view.path_of(page.instance.name, "/invitations")) {
            div.field {
                label for="state" { (texts.state) }
                select #state name="state" {
                    option value="" selected[state.is_empty()] { (texts.all) }
                    @for (name, label) in texts.states {
                        option value=(name) selected[name == state] { (label) }
                    }
                }
            }
            (input(&of_key))
            (input(&of_who))
            input type="hidden" name="cursor" value="";
            div.actions { button type="submit" { (texts.search) } }
        }
    }
}

fn row(view: &AppView<'_>, page: &AskedListPage<'_>, one: &AskedRow<'_>) -> Vec<Markup> {
    let texts = view.texts();
    let path = view.path_of(page.instance.name, &format!("/invitations/{}", one.id));
    vec![
        html! {
            a href=(path) { (one.key.unwrap_or(texts.invitation.forgotten)) }
            @if one.test { " " span.mark { (texts.invitations.test) } }
        },
        standing(view, one.state),
        moment(one.made),
        one.next.map_or_else(|| html! { (texts.invitations.no_time) }, moment),
    ]
}

/// How an invitation stands.
pub(super) fn standing(view: &AppView<'_>, state: &str) -> Markup {
    let waits = matches!(state, "scheduled" | "sending");
    let failed = matches!(state, "bounced" | "refused" | "complained");
    html! {
        span.mark .wait[waits] .bad[failed] { (view.texts().invitations.state_name(state)) }
    }
}
