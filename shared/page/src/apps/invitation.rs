//! One invitation: how it stands, what happened, and what staff may do.

use maud::{Markup, html};

use super::invitations::standing;
use super::{AppView, NamedInstance, Part, act};
use crate::frame::{Confirm, Table, confirm, moment, table};

/// What [`asked_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AskedPage<'a> {
    /// Whose it is.
    pub instance: NamedInstance<'a>,
    /// Its name.
    pub id: &'a str,
    /// The customer's own reference; nothing once it is forgotten.
    pub key: Option<&'a str>,
    /// The name of its state.
    pub state: &'a str,
    /// Whom it is of, in a line; nothing where that is not known, or not to be seen.
    pub recipient: Option<&'a str>,
    /// When something happens next.
    pub next: Option<&'a str>,
    /// What happened: when (RFC 3339, in UTC), and what in words.
    pub history: &'a [(&'a str, &'a str)],
    /// What may be done.
    pub steps: &'a [AskedStep],
    /// Why nothing was changed just now.
    pub unchanged: Option<&'a str>,
}

/// What staff may do with an invitation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AskedStep {
    /// Send it now.
    SendNow,
    /// Send it again.
    Resend,
    /// Cancel it.
    Cancel,
}

impl AskedStep {
    /// The last part of the address of what does it.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::SendNow => "send-now",
            Self::Resend => "resend",
            Self::Cancel => "cancel",
        }
    }
}

/// The page. What may be done is posted below its own address.
#[must_use]
pub fn asked_page(view: &AppView<'_>, page: &AskedPage<'_>) -> String {
    let texts = &view.texts().invitation;
    let content = html! {
        h2 { (texts.title) }
        @if let Some(why) = page.unchanged {
            div.notice.warning role="status" { p { (texts.unchanged) " " (why) } }
        }
        (facts(view, page))
        (history(view, page))
        @for step in page.steps { (button(view, page, *step)) }
    };
    view.within(page.instance, Part::Invitations, &content)
}

fn facts(view: &AppView<'_>, page: &AskedPage<'_>) -> Markup {
    let texts = view.texts();
    let [state, key, recipient, next] = texts.invitation.facts;
    html! {
        dl.facts {
            dt { (state) } dd { (standing(view, page.state)) }
            dt { (key) } dd { (page.key.unwrap_or(texts.invitation.forgotten)) }
            @if let Some(person) = page.recipient { dt { (recipient) } dd { (person) } }
            dt { (next) }
            dd { (page.next.map_or_else(|| html! { (texts.invitations.no_time) }, moment)) }
        }
    }
}

fn history(view: &AppView<'_>, page: &AskedPage<'_>) -> Markup {
    let texts = &view.texts().invitation;
    let row = |(at, what): &(&str, &str)| vec![moment(at), html! { (what) }];
    let rows: Vec<_> = page.history.iter().map(row).collect();
    table(&Table {
        id: "history",
        caption: texts.history,
        headers: &texts.history_headers,
        rows: &rows,
        empty: "",
        next: None,
    })
}

fn place(view: &AppView<'_>, instance: &str, id: &str) -> String {
    view.path_of(instance, &format!("/invitations/{id}"))
}

fn button(view: &AppView<'_>, page: &AskedPage<'_>, step: AskedStep) -> Markup {
    let texts = &view.texts().invitation;
    let place = place(view, page.instance.name, page.id);
    let action = format!("{place}/{}", step.path());
    match step {
        AskedStep::SendNow => act(&action, (texts.send_now, texts.send_now_help)),
        AskedStep::Resend => act(&action, (texts.resend, texts.resend_help)),
        AskedStep::Cancel => html! {
            div.card {
                p { (texts.cancel_help) }
                div.actions { a.button.secondary href=(action) { (texts.cancel) } }
            }
        },
    }
}

/// Asks whether an invitation is to be cancelled.
#[must_use]
pub fn cancel_asked_page(view: &AppView<'_>, instance: NamedInstance<'_>, id: &str) -> String {
    let texts = &view.texts().invitation;
    let place = place(view, instance.name, id);
    let content = confirm(&Confirm {
        text: texts.cancel_help,
        action: &format!("{place}/cancel"),
        button: texts.cancel,
        back: &place,
        back_label: view.language.texts().zone.back,
    });
    view.within(instance, Part::Invitations, &content)
}
