//! Alerts of an instance: the list, and one of them.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part, act};
use crate::frame::{Input, Table, input, moment, table};

/// What [`alerts_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AlertsPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// The name of the state in which they are; nothing for all.
    pub state: Option<&'a str>,
    /// A stretch of them.
    pub rows: &'a [AlertRow<'a>],
    /// Where the next ones are.
    pub next: Option<&'a str>,
}

/// An alert.
#[derive(Clone, Copy, Debug)]
pub struct AlertRow<'a> {
    /// Its name.
    pub id: &'a str,
    /// The rule's name.
    pub rule: &'a str,
    /// The name of its state.
    pub state: &'a str,
    /// Whether it is a test.
    pub test: bool,
    /// When it was raised: RFC 3339, in UTC.
    pub raised: &'a str,
    /// What the response scores.
    pub score: Option<&'a str>,
    /// Who sees to it, or has.
    pub whose: Option<&'a str>,
}

/// The alerts, those first that nobody has handled.
#[must_use]
pub fn alerts_page(view: &AppView<'_>, page: &AlertsPage<'_>) -> String {
    let texts = &view.texts().alerts;
    let rows: Vec<_> = page.rows.iter().map(|one| row(view, page.instance.name, one)).collect();
    let content = html! {
        p.lead { (texts.lead) }
        (states(view, page))
        (table(&Table {
            id: "alerts",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: if page.state.is_some() { view.texts().invitations.none_found } else { texts.none },
            next: page.next.map(|next| (next, texts.more)),
        }))
        @if view.may.manage {
            p { a href=(view.path_of(page.instance.name, "/alert-rules")) { (texts.to_rules) } }
        }
    };
    view.within(page.instance, Part::Alerts, &content)
}

/// Links to those that stand in one way, and to all.
fn states(view: &AppView<'_>, page: &AlertsPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    let path = view.path_of(page.instance.name, Part::Alerts.path());
    let is_here = |state| (page.state == state).then_some("true");
    html! {
        nav.filters aria-label=(texts.facts[0]) {
            ul {
                li { a href=(path) aria-current=[is_here(None)] { (view.texts().invitations.all) } }
                @for (name, label) in texts.states {
                    li {
                        a href=(format!("{path}?state={name}")) aria-current=[is_here(Some(name))] { (label) }
                    }
                }
            }
        }
    }
}

pub(super) fn row(view: &AppView<'_>, instance: &str, one: &AlertRow<'_>) -> Vec<Markup> {
    let texts = &view.texts().alerts;
    vec![
        html! {
            a href=(place(view, instance, one.id)) { (moment(one.raised)) }
            @if one.test { " " span.mark { (texts.test) } }
        },
        standing(view, one.state),
        html! { code { (one.rule) } },
        html! { (one.score.unwrap_or("–")) },
        html! { (one.whose.unwrap_or(texts.nobody)) },
    ]
}

fn place(view: &AppView<'_>, instance: &str, id: &str) -> String {
    view.path_of(instance, &format!("/alerts/{id}"))
}

/// How an alert stands.
fn standing(view: &AppView<'_>, state: &str) -> Markup {
    let (waits, late) = (matches!(state, "open" | "assigned"), state == "escalated");
    html! { span.mark .wait[waits] .bad[late] { (view.texts().alerts.state_name(state)) } }
}

/// What [`alert_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AlertPage<'a> {
    /// Whose it is.
    pub instance: NamedInstance<'a>,
    /// The alert.
    pub alert: AlertRow<'a>,
    /// The survey's name, and where the response is read in the Survey Tool, if it is there.
    pub survey: (&'a str, Option<&'a str>),
    /// What was answered: questions and answers in words; nothing where that is not to be seen.
    pub answers: Option<&'a [(String, String)]>,
    /// What was said when it was handled.
    pub note: Option<&'a str>,
    /// Who was told.
    pub messages: &'a [AlertMessageRow<'a>],
    /// Whether something may be done about it.
    pub is_open: bool,
    /// What is wrong with what was sent.
    pub fault: Option<AlertFault>,
}

/// A message of an alert.
#[derive(Clone, Copy, Debug)]
pub struct AlertMessageRow<'a> {
    /// When it was written: RFC 3339, in UTC.
    pub made: &'a str,
    /// How it goes: the place of the way among mail, text message and program.
    pub way: usize,
    /// Whether it is to those to whom it escalates.
    pub escalated: bool,
    /// Whether it is over.
    pub is_over: bool,
    /// Why it was not handed over, or not yet.
    pub failure: Option<&'a str>,
}

/// What is wrong with what was sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AlertFault {
    /// Nobody signs in so.
    Colleague,
    /// The note is too long.
    Note,
    /// Nothing has changed.
    Unchanged,
}

/// One alert. What is done about it is posted below its own address: `take`, `assign` with `to`, `handle` with
/// `note`.
#[must_use]
pub fn alert_page(view: &AppView<'_>, page: &AlertPage<'_>) -> String {
    let texts = &view.texts().alerts;
    let content = html! {
        h2 { (texts.title) }
        @if page.fault == Some(AlertFault::Unchanged) {
            div.notice.warning role="status" { p { (texts.unchanged) } }
        }
        (facts(view, page))
        (answers(view, page))
        (messages(view, page))
        @if page.is_open { (acts(view, page)) }
    };
    view.within(page.instance, Part::Alerts, &content)
}

fn facts(view: &AppView<'_>, page: &AlertPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    let [state, rule, raised, score, who, survey, note] = texts.facts;
    let AlertRow { test, whose, .. } = page.alert;
    html! {
        dl.facts {
            dt { (state) }
            dd {
                (standing(view, page.alert.state))
                @if test { " " span.mark { (texts.test) } }
            }
            dt { (rule) } dd { code { (page.alert.rule) } }
            dt { (raised) } dd { (moment(page.alert.raised)) }
            @if let Some(number) = page.alert.score { dt { (score) } dd { (number) } }
            dt { (who) } dd { (whose.unwrap_or(texts.nobody)) }
            dt { (survey) } dd { code { (page.survey.0) } }
            @if let Some(said) = page.note.filter(|said| !said.is_empty()) {
                dt { (note) } dd { (said) }
            }
        }
    }
}

fn answers(view: &AppView<'_>, page: &AlertPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    html! {
        section.card aria-labelledby="answers-title" {
            h2 #answers-title { (texts.answers) }
            @if let Some(answers) = page.answers {
                dl.answers {
                    @for (name, value) in answers { dt { (name) } dd { (value) } }
                }
            } @else {
                p.description { (texts.no_answers) }
            }
            @if let Some(path) = page.survey.1 { p { a href=(path) { (texts.to_response) } } }
        }
    }
}

fn messages(view: &AppView<'_>, page: &AlertPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    let row = |one: &AlertMessageRow<'_>| {
        let way = texts.ways.get(one.way).copied().unwrap_or_default();
        vec![
            moment(one.made),
            html! { (way) @if one.escalated { " (" (texts.escalated) ")" } },
            went(view, one),
        ]
    };
    let rows: Vec<_> = page.messages.iter().map(row).collect();
    table(&Table {
        id: "messages",
        caption: texts.messages,
        headers: &texts.message_headers,
        rows: &rows,
        empty: texts.no_messages,
        next: None,
    })
}

/// What became of a message.
fn went(view: &AppView<'_>, one: &AlertMessageRow<'_>) -> Markup {
    /// A host that is not allowed (RFC 3463, X.7.1).
    const NOT_ALLOWED: &str = "5.7.1";
    let texts = &view.texts().alerts;
    html! {
        @match (one.is_over, one.failure) {
            (true, None) => (texts.handed_over),
            (false, None) => (texts.waits),
            (true, Some(NOT_ALLOWED)) => (texts.not_allowed),
            (true, Some(status)) => { (texts.failed) " " code { (status) } },
            (false, Some(status)) => { (texts.waits) " (" code { (status) } ")" },
        }
    }
}

fn acts(view: &AppView<'_>, page: &AlertPage<'_>) -> Markup {
    let texts = &view.texts().alerts;
    let place = place(view, page.instance.name, page.alert.id);
    let wrong = page.fault == Some(AlertFault::Note);
    let to = Input {
        name: "to",
        label: texts.assign_to,
        kind: "email",
        value: "",
        autocomplete: "off",
        help: None,
        fault: (page.fault == Some(AlertFault::Colleague)).then_some(texts.assign_fault),
        is_required: true,
    };
    html! {
        form.card method="post" action=(format!("{place}/handle")) {
            div.field .invalid[wrong] {
                label for="note" { (texts.note) }
                textarea #note name="note" rows="4" maxlength="2000" aria-invalid=[wrong.then_some("true")]
                    aria-describedby=[wrong.then_some("note-fault")] { "" }
                @if wrong { p.error #note-fault role="alert" { (texts.note_fault) } }
            }
            div.actions { button type="submit" { (texts.handle) } }
        }
        (act(&format!("{place}/take"), texts.take))
        form.card method="post" action=(format!("{place}/assign")) {
            (input(&to))
            div.actions { button.secondary type="submit" { (texts.assign) } }
        }
    }
}
