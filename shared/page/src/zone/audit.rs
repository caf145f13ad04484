//! The audit log.

use maud::{Markup, html};

use super::{Room, ZonePage, ZoneView};
use crate::frame::{Table, moment, table};

/// What [`audit_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AuditPage<'a> {
    /// A stretch of the entries, the newest first.
    pub entries: &'a [AuditRow<'a>],
    /// Where older ones are.
    pub older: Option<&'a str>,
    /// What came of walking the chain, if that was asked for.
    pub verified: Option<AuditWalk<'a>>,
}

/// An entry.
#[derive(Clone, Copy, Debug)]
pub struct AuditRow<'a> {
    /// When: RFC 3339, in UTC.
    pub time: &'a str,
    /// Who, by kind and name.
    pub actor: &'a str,
    /// What.
    pub action: &'a str,
    /// With what.
    pub object: &'a str,
    /// From where, coarsely.
    pub origin: &'a str,
    /// Whether it was refused.
    pub is_refused: bool,
}

/// What came of walking the chain.
#[derive(Clone, Copy, Debug)]
pub enum AuditWalk<'a> {
    /// Everything fits, up to this entry.
    Whole(u64),
    /// Everything fits up to this entry; the rest begins at this address.
    SoFar(u64, &'a str),
    /// This entry is the first that does not fit.
    Broken(u64),
}

/// The log.
#[must_use]
pub fn audit_page(view: &ZoneView<'_>, page: &AuditPage<'_>) -> String {
    let texts = &view.language.texts().zone.audit;
    let rows: Vec<_> = page.entries.iter().map(|entry| row(entry, texts.refused)).collect();
    let content = html! {
        p.lead { (texts.lead) }
        @if let Some(walk) = &page.verified { (walked(view, walk)) }
        div.actions { a.button.secondary href="/zone/audit/verify" { (texts.verify) } }
        (table(&Table {
            id: "entries",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: texts.none,
            next: page.older.map(|older| (older, texts.older)),
        }))
    };
    view.around(ZonePage { room: Room::Audit, title: texts.title }, &content)
}

fn row(entry: &AuditRow<'_>, refused: &str) -> Vec<Markup> {
    let AuditRow { time, actor, action, object, origin, is_refused } = *entry;
    vec![
        moment(time),
        html! { code { (actor) } },
        html! { (action) @if is_refused { " " span.mark.bad { (refused) } } },
        html! { code { (object) } },
        html! { (origin) },
    ]
}

fn walked(view: &ZoneView<'_>, walk: &AuditWalk<'_>) -> Markup {
    let texts = &view.language.texts().zone.audit;
    match *walk {
        AuditWalk::Whole(last) => html! {
            div.notice.success role="status" { p { (texts.whole) " " (last) "." } }
        },
        AuditWalk::SoFar(last, rest) => html! {
            div.notice role="status" {
                p { (texts.so_far) " " (last) "." }
                div.actions { a.button href=(rest) { (texts.go_on) } }
            }
        },
        AuditWalk::Broken(at) => html! {
            div.notice.error role="alert" { p { (texts.broken) " " (at) ". " (texts.broken_help) } }
        },
    }
}
