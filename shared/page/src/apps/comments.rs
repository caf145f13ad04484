//! Comments that a badge shows or may show, and what is decided about them.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part};

/// What [`comments_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct CommentsPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// Whether the badge shows comments.
    pub on: bool,
    /// Whether the survey asks for consent.
    pub asks: bool,
    /// How many were agreed to, are shown, are held back, wait.
    pub counts: [u32; 4],
    /// The name of which of them: `all`, `waiting`, `shown` or `held`.
    pub which: &'a str,
    /// A stretch of them.
    pub rows: &'a [CommentRow<'a>],
    /// Where responses are read in the Survey Tool.
    pub responses: &'a str,
    /// Where the next ones are.
    pub next: Option<&'a str>,
}

/// A comment.
#[derive(Clone, Copy, Debug)]
pub struct CommentRow<'a> {
    /// The response's name.
    pub id: &'a str,
    /// What is or would be shown; nothing where nothing was written.
    pub text: Option<&'a str>,
    /// The rating, 1 to 5.
    pub stars: Option<u8>,
    /// The month, such as `2026-11`.
    pub month: Option<&'a str>,
    /// The name of what is decided: `shown`, or a reason's; nothing while nothing is.
    pub decision: Option<&'a str>,
}

const SHOWN: &str = "shown";

/// The page.
#[must_use]
pub fn comments_page(view: &AppView<'_>, page: &CommentsPage<'_>) -> String {
    let texts = &view.texts().comments;
    let badge = view.path_of(page.instance.name, "/badge");
    let content = html! {
        h2 { (texts.title) }
        p.lead { (texts.lead) }
        @if !page.on {
            div.notice role="note" { p { strong { (texts.off) } } }
        } @else {
            @if !page.asks {
                div.notice role="note" {
                    p { strong { (texts.no_consent) } }
                    p { (texts.no_consent_help) }
                }
            }
            p { (texts.gate) }
            (counts(view, page))
            (which(view, page))
            @if page.rows.is_empty() { p { (texts.none) } }
            @for (place, row) in page.rows.iter().enumerate() { (comment(view, page, row, place)) }
            @if let Some(next) = page.next { p { a href=(next) { (texts.more) } } }
        }
        p { a href=(badge) { (texts.to_badge) } }
    };
    view.within(page.instance, Part::Report, &content)
}

fn counts(view: &AppView<'_>, page: &CommentsPage<'_>) -> Markup {
    let texts = &view.texts().comments;
    html! {
        section.card aria-labelledby="counts" {
            h3 #counts { (texts.counts) }
            dl.facts {
                @for (name, count) in texts.count_names.iter().zip(page.counts) {
                    dt { (name) } dd { (count) }
                }
            }
        }
    }
}

/// Links to all of them, and to some.
fn which(view: &AppView<'_>, page: &CommentsPage<'_>) -> Markup {
    let texts = &view.texts().comments;
    let path = view.path_of(page.instance.name, "/badge/comments");
    html! {
        nav.filters aria-label=(texts.filters) {
            ul {
                @for (name, label) in texts.which {
                    li {
                        a href=(format!("{path}?which={name}"))
                            aria-current=[(page.which == name).then_some("true")] { (label) }
                    }
                }
            }
        }
    }
}

fn comment(
    view: &AppView<'_>,
    page: &CommentsPage<'_>,
    row: &CommentRow<'_>,
    place: usize,
) -> Markup {
    let texts = &view.texts().comments;
    let title = format!("comment-{place}");
    html! {
        article.card aria-labelledby=(title) {
            h3 id=(title) {
                @if let Some(stars) = row.stars { (texts.rating) " " (stars) " " (texts.of_five) " · " }
                (row.month.unwrap_or("–"))
            }
            @if let Some(text) = row.text { blockquote dir="auto" { p { (text) } } }
            @else { p.description { (texts.no_text) } }
            p {
                (standing(view, row.decision)) " "
                a href=(format!("{}/{}", page.responses, row.id)) { (view.texts().alerts.to_response) }
            }
            @if view.may.manage { (decide(view, page, row, place)) }
        }
    }
}

/// What is decided.
fn standing(view: &AppView<'_>, decision: Option<&str>) -> Markup {
    let texts = &view.texts().comments;
    html! {
        @match decision {
            None => span.mark.wait { (texts.waits) },
            Some(SHOWN) => span.mark { (texts.shown) },
            Some(name) => {
                @let known = texts.reasons.iter().find(|(known, _)| *known == name);
                span.mark.bad { (texts.held) } " " (known.map_or(name, |(_, words)| words))
            },
        }
    }
}

/// Forms for what may be decided: what is not so already.
fn decide(
    view: &AppView<'_>,
    page: &CommentsPage<'_>,
    row: &CommentRow<'_>,
    place: usize,
) -> Markup {
    let texts = &view.texts().comments;
    let form = |fields: Markup, label: &str| {
        html! {
            form method="post" action=(view.path_of(page.instance.name, "/badge/comments")) {
                input type="hidden" name="response" value=(row.id);
                input type="hidden" name="which" value=(page.which);
                (fields)
                div.actions { button.secondary type="submit" { (label) } }
            }
        }
    };
    let to = |decision: &str| html! { input type="hidden" name="decision" value=(decision); };
    let reason = format!("reason-{place}");
    let why = html! {
        div.field {
            label for=(reason) { (texts.reason) }
            select id=(reason) name="decision" required {
                option value="" { (texts.choose) }
                @for (name, words) in texts.reasons { option value=(name) { (words) } }
            }
        }
    };
    html! {
        @if row.decision.is_some() { (form(to("none"), texts.undo)) }
        @else {
            @if row.text.is_some() { (form(to(SHOWN), texts.show)) }
            (form(why, texts.hold))
        }
    }
}
