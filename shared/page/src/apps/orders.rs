//! What an instance has asked about, with what was answered: the list, and one of it.

use maud::{Markup, html};

use super::{AlertRow, AppView, NamedInstance, Part, alerts, invitations};
use crate::frame::{Table, moment, table};

/// What [`orders_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct OrdersPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// Whether answers are linked to what they are about.
    pub linked: bool,
    /// The name of which of them: `all`, `answered` or `open`.
    pub which: &'a str,
    /// A stretch of them.
    pub rows: &'a [OrderRow<'a>],
    /// Where the next ones are.
    pub next: Option<&'a str>,
}

/// What was asked about.
#[derive(Clone, Copy, Debug)]
pub struct OrderRow<'a> {
    /// The invitation's name.
    pub id: &'a str,
    /// The customer's own reference; nothing where that is not to be seen.
    pub key: Option<&'a str>,
    /// The name of the invitation's state.
    pub state: &'a str,
    /// Whether it is a test.
    pub test: bool,
    /// When it came in: RFC 3339, in UTC.
    pub made: &'a str,
    /// What is known of its answer.
    pub answer: Option<OrderRowAnswer<'a>>,
}

/// What is known of an answer.
#[derive(Clone, Copy, Debug)]
pub struct OrderRowAnswer<'a> {
    /// When it was kept: RFC 3339, in UTC.
    pub at: &'a str,
    /// What it scores.
    pub score: Option<&'a str>,
    /// The name of how alerts stand: `open` or `handled`.
    pub alert: Option<&'a str>,
}

/// What was asked about, the newest first.
#[must_use]
pub fn orders_page(view: &AppView<'_>, page: &OrdersPage<'_>) -> String {
    let texts = &view.texts().orders;
    let rows: Vec<_> = page.rows.iter().map(|one| row(view, page.instance.name, one)).collect();
    let is_all = page.which == "all";
    let content = html! {
        p.lead { (texts.lead) }
        @if !page.linked { (off(view, page.instance)) }
        (which(view, page))
        (table(&Table {
            id: "orders",
            caption: view.own().things,
            headers: &texts.headers,
            rows: &rows,
            empty: if is_all { texts.none } else { view.texts().invitations.none_found },
            next: page.next.map(|next| (next, view.texts().alerts.more)),
        }))
    };
    view.within(page.instance, Part::Orders, &content)
}

/// That no answer is linked, and where that is changed.
pub(super) fn off(view: &AppView<'_>, instance: NamedInstance<'_>) -> Markup {
    let texts = &view.texts().orders;
    html! {
        div.notice role="note" {
            p { strong { (texts.off) } }
            p { (texts.off_help) }
            @if view.may.manage {
                p { a href=(view.path_of(instance.name, "/settings#link_answers")) { (texts.to_settings) } }
            }
        }
    }
}

/// Links to all of them, and to some.
fn which(view: &AppView<'_>, page: &OrdersPage<'_>) -> Markup {
    let texts = &view.texts().orders;
    let path = view.path_of(page.instance.name, Part::Orders.path());
    html! {
        nav.filters aria-label=(texts.filters) {
            ul {
                @for (name, label) in texts.which {
                    @let all = name == "all";
                    li {
                        a href=(if all { path.clone() } else { format!("{path}?which={name}") })
                            aria-current=[(page.which == name).then_some("true")] { (label) }
                    }
                }
            }
        }
    }
}

fn row(view: &AppView<'_>, instance: &str, one: &OrderRow<'_>) -> Vec<Markup> {
    let texts = &view.texts().orders;
    let path = view.path_of(instance, &format!("/orders/{}", one.id));
    let score = one.answer.and_then(|answer| answer.score);
    vec![
        html! {
            a href=(path) { (one.key.unwrap_or(texts.unnamed)) }
            @if one.test { " " span.mark { (view.texts().invitations.test) } }
        },
        invitations::standing(view, one.state),
        moment(one.made),
        html! { (score.unwrap_or("–")) },
        alerted(view, one.answer.and_then(|answer| answer.alert)),
    ]
}

/// How what staff are alerted to by an answer stands.
fn alerted(view: &AppView<'_>, alert: Option<&str>) -> Markup {
    let Some(name) = alert else { return html! { "–" } };
    let mut known = view.texts().orders.alerts.iter();
    let label = known.find(|(known, _)| *known == name).map_or(name, |(_, label)| label);
    html! { span.mark .wait[name == "open"] { (label) } }
}

/// What [`order_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct OrderPage<'a> {
    /// Whose it is.
    pub instance: NamedInstance<'a>,
    /// Whether answers are linked to what they are about.
    pub linked: bool,
    /// What was asked about.
    pub order: OrderRow<'a>,
    /// What was answered: questions and answers in words.
    pub answers: Option<&'a [(String, String)]>,
    /// Where the response is read in the Survey Tool.
    pub tool: Option<&'a str>,
    /// What staff were alerted to by it.
    pub alerts: &'a [AlertRow<'a>],
}

/// One of what was asked about, with its answers, and the way to its alerts.
#[must_use]
pub fn order_page(view: &AppView<'_>, page: &OrderPage<'_>) -> String {
    let texts = &view.texts().orders;
    let OrderRow { id, answer, .. } = page.order;
    let list = view.path_of(page.instance.name, Part::Orders.path());
    let asked = view.path_of(page.instance.name, &format!("/invitations/{id}"));
    let content = html! {
        h2 { (page.order.key.unwrap_or(texts.unnamed)) }
        @if !page.linked { (off(view, page.instance)) }
        (facts(view, page))
        (answers(view, page))
        @if answer.is_some() { (raised(view, page)) }
        @if view.may.read { p { a href=(asked) { (texts.to_invitation) } } }
        p { a href=(list) { (texts.back) } }
    };
    view.within(page.instance, Part::Orders, &content)
}

fn facts(view: &AppView<'_>, page: &OrderPage<'_>) -> Markup {
    let texts = &view.texts().orders;
    let [key, state, made, answered, score] = texts.facts;
    let OrderRow { test, answer, .. } = page.order;
    html! {
        dl.facts {
            dt { (key) } dd { (page.order.key.unwrap_or(texts.unnamed)) }
            dt { (state) }
            dd {
                (invitations::standing(view, page.order.state))
                @if test { " " span.mark { (view.texts().invitations.test) } }
            }
            dt { (made) } dd { (moment(page.order.made)) }
            @if let Some(answer) = answer {
                dt { (answered) } dd { (moment(answer.at)) }
                @if let Some(number) = answer.score { dt { (score) } dd { (number) } }
            }
        }
    }
}

fn answers(view: &AppView<'_>, page: &OrderPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    html! {
        section.card aria-labelledby="answers-title" {
            h2 #answers-title { (texts.answers) }
            @if let Some(answers) = page.answers {
                dl.answers {
                    @for (name, value) in answers { dt { (name) } dd { (value) } }
                }
            } @else {
                p.description { (view.texts().orders.not_linked) }
            }
            @if let Some(path) = page.tool { p { a href=(path) { (texts.to_response) } } }
        }
    }
}

/// The alerts that it has raised.
fn raised(view: &AppView<'_>, page: &OrderPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    let name = page.instance.name;
    let rows: Vec<_> = page.alerts.iter().map(|one| alerts::row(view, name, one)).collect();
    table(&Table {
        id: "alerts",
        caption: texts.caption,
        headers: &texts.headers,
        rows: &rows,
        empty: view.texts().orders.no_alerts,
        next: None,
    })
}
