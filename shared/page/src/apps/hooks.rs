//! The webhooks that shops' platforms send for an instance.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part};
use crate::frame::{Input, input, moment};
use crate::words::HooksTexts;

/// What [`hooks_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct HooksPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// One for each platform.
    pub rows: &'a [HookRow<'a>],
}

/// A platform's webhook.
#[derive(Clone, Copy, Debug)]
pub struct HookRow<'a> {
    /// The platform's name in addresses.
    pub platform: &'a str,
    /// Where it is sent, if it is set up.
    pub address: Option<&'a str>,
    /// What it is signed with.
    pub secret: &'a str,
    /// When one came last that was in order: RFC 3339, in UTC.
    pub taken: Option<&'a str>,
    /// How many were refused, when the last was, and whether it was not signed; else it could not be read.
    pub refused: Option<(u64, &'a str, bool)>,
    /// Whether what was sent as its secret is none.
    pub is_wrong: bool,
}

/// A card for each platform. Its form posts `secret-` and the platform's name.
#[must_use]
pub fn hooks_page(view: &AppView<'_>, page: &HooksPage<'_>) -> String {
    let texts = HooksTexts::of(view.language);
    let content = html! {
        h2 { (texts.title) }
        p.lead { (texts.lead) }
        @for row in page.rows { (card(view, page.instance.name, row)) }
    };
    view.within(page.instance, Part::Overview, &content)
}

fn card(view: &AppView<'_>, instance: &str, row: &HookRow<'_>) -> Markup {
    let texts = HooksTexts::of(view.language);
    let (name, steps) = texts.platform(row.platform);
    let action = view.path_of(instance, &format!("/webhooks/{}", row.platform));
    let heading = format!("hook-{}", row.platform);
    let field = format!("secret-{}", row.platform);
    let secret = Input {
        name: &field,
        label: texts.secret,
        kind: "text",
        value: "",
        autocomplete: "off",
        help: Some(texts.secret_help),
        fault: row.is_wrong.then_some(texts.secret_fault),
        is_required: false,
    };
    html! {
        section.card aria-labelledby=(heading) {
            h3 #(heading) { (name) }
            @match row.address {
                Some(address) => (facts(texts, row, address)),
                None => p { (texts.none) },
            }
            ol { @for step in steps { li { (step) } } }
            form method="post" action=(action) {
                (input(&secret))
                div.actions {
                    button.secondary type="submit" {
                        @if row.address.is_some() { (texts.change) } @else { (texts.set_up) }
                        " (" (name) ")"
                    }
                }
            }
            @if row.address.is_some() {
                form method="post" action=(format!("{action}/remove")) {
                    div.actions {
                        button.danger type="submit" { (texts.remove) " (" (name) ")" }
                    }
                }
            }
        }
    }
}

fn facts(texts: &HooksTexts, row: &HookRow<'_>, address: &str) -> Markup {
    let [at, secret, taken, refused] = texts.facts;
    html! {
        dl.facts {
            dt { (at) } dd { code dir="ltr" { (address) } }
            dt { (secret) } dd { code dir="ltr" { (row.secret) } }
            dt { (taken) }
            dd { @match row.taken { Some(moment_of) => (moment(moment_of)), None => (texts.never) } }
            @if let Some((count, last, is_unsigned)) = row.refused {
                dt { (refused) }
                dd {
                    (count) ", " (texts.last) " " (moment(last)) ": "
                    @if is_unsigned { (texts.unsigned) } @else { (texts.unreadable) }
                }
            }
        }
    }
}
