//! Contacts: the list, and one of them.

use maud::{Markup, html};

use super::{Room, ZonePage, ZoneView};
use crate::frame::{Input, Table, input, moment, table};
use crate::words::ContactTexts;

/// What [`contacts_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ContactsPage<'a> {
    /// What was looked for.
    pub search: ContactSearch<'a>,
    /// The groups that there are.
    pub groups: &'a [&'a str],
    /// A stretch of what was found, the newest first.
    pub rows: &'a [ContactRow<'a>],
    /// Where it goes on.
    pub next: Option<&'a str>,
    /// Whether whoever looks may change contacts.
    pub may_change: bool,
}

/// What is looked for. It stands in no address: it may name somebody.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContactSearch<'a> {
    /// An e-mail address, a phone number or the customer's own key.
    pub who: &'a str,
    /// Words of a name.
    pub name: &'a str,
    /// A group.
    pub group: &'a str,
    /// Whether there is nothing to look for in it.
    pub is_wrong: bool,
}

/// Somebody, in a list.
#[derive(Clone, Copy, Debug)]
pub struct ContactRow<'a> {
    /// The name that we have given them.
    pub id: &'a str,
    /// Their name.
    pub name: Option<&'a str>,
    /// Their address.
    pub email: Option<&'a str>,
    /// Their number.
    pub phone: Option<&'a str>,
    /// Their groups, with commas between them.
    pub groups: &'a str,
    /// Since when they are known: RFC 3339, in UTC.
    pub made: &'a str,
}

/// What is known of somebody, in words.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContactFacts<'a> {
    /// Their address.
    pub email: Option<&'a str>,
    /// Their number.
    pub phone: Option<&'a str>,
    /// Their name.
    pub name: Option<&'a str>,
    /// The tag of their language.
    pub language: Option<&'a str>,
    /// Their groups, with commas between them.
    pub groups: &'a str,
    /// What the customer's own system calls them.
    pub key: Option<&'a str>,
    /// Whether they have agreed to be written to, and where and when that was said.
    pub consent: Option<(bool, &'a str)>,
    /// By what else they are found, with commas between.
    pub others: &'a str,
    /// Fields of the customer's own.
    pub extra: &'a [(&'a str, &'a str)],
}

/// What [`contact_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ContactPage<'a> {
    /// The name that we have given them.
    pub id: &'a str,
    /// What is known of them.
    pub facts: &'a ContactFacts<'a>,
    /// Since when they are known: RFC 3339, in UTC.
    pub made: &'a str,
    /// Whether only events have told of them.
    pub by_events: bool,
    /// Why they are not written to: the names of causes.
    pub causes: &'a [&'a str],
    /// Their invitations: reference, instance, name of the state, and when it came in.
    pub asked: &'a [(&'a str, &'a str, &'a str, &'a str)],
    /// Whether whoever looks may change contacts.
    pub may_change: bool,
    /// Whether they may erase them.
    pub may_erase: bool,
}

/// Where somebody's page is.
pub(super) fn place(id: &str) -> String {
    format!("/zone/contacts/{id}")
}

/// A form that posts `who`, `name`, `group` and `cursor`, and what it has found.
#[must_use]
pub fn contacts_page(view: &ZoneView<'_>, page: &ContactsPage<'_>) -> String {
    let staff = view.language.texts();
    let texts = &staff.contacts;
    let ContactSearch { who, name, group, .. } = page.search;
    let rows: Vec<_> = page.rows.iter().map(|one| row(texts, one)).collect();
    let is_narrow = !(who.is_empty() && name.is_empty() && group.is_empty());
    let content = html! {
        p.lead { (texts.lead) }
        @if page.may_change {
            div.actions {
                a.button.secondary href="/zone/contacts/import" { (staff.contact_import.title) }
                a.button.secondary href="/zone/contacts/new" { (texts.make) }
            }
        }
        (search(texts, page))
        (table(&Table {
            id: "contacts",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: if is_narrow { texts.none_found } else { texts.none },
            next: None,
        }))
        @if let Some(next) = page.next {
            form method="post" action=(Room::Contacts.path()) {
                @for (field, value) in [("who", who), ("name", name), ("group", group), ("cursor", next)] {
                    input type="hidden" name=(field) value=(value);
                }
                div.actions { button.secondary type="submit" { (texts.more) } }
            }
        }
    };
    view.around(ZonePage { room: Room::Contacts, title: texts.title }, &content)
}

/// A field for a line of text.
pub(super) fn line<'a>(name: &'a str, label: &'a str, value: &'a str) -> Input<'a> {
    Input {
        name,
        label,
        kind: "text",
        value,
        autocomplete: "off",
        help: None,
        fault: None,
        is_required: false,
    }
}

fn search(texts: &ContactTexts, page: &ContactsPage<'_>) -> Markup {
    let ContactSearch { who, name, group, is_wrong } = page.search;
    let of_who = Input {
        help: Some(texts.who_help),
        fault: is_wrong.then_some(texts.who_fault),
        ..line("who", texts.who, who)
    };
    let of_name = Input { help: Some(texts.name_help), ..line("name", texts.headers[0], name) };
    html! {
        form.card method="post" action=(Room::Contacts.path()) {
            (input(&of_who))
            (input(&of_name))
            @if !page.groups.is_empty() {
                div.field {
                    label for="group" { (texts.headers[3]) }
                    select #group name="group" {
                        option value="" selected[group.is_empty()] { (texts.all_groups) }
                        @for one in page.groups {
                            option value=(one) selected[*one == group] { (one) }
                        }
                    }
                }
            } @else {
                input type="hidden" name="group" value="";
            }
            input type="hidden" name="cursor" value="";
            div.actions { button type="submit" { (texts.search) } }
        }
    }
}

fn row(texts: &ContactTexts, one: &ContactRow<'_>) -> Vec<Markup> {
    vec![
        html! { a href=(place(one.id)) { (one.name.unwrap_or(texts.no_name)) } },
        html! { (one.email.unwrap_or_default()) },
        html! { (one.phone.unwrap_or_default()) },
        html! { (one.groups) },
        moment(one.made),
    ]
}

/// What is known of somebody.
pub(super) fn facts(texts: &ContactTexts, facts: &ContactFacts<'_>) -> Markup {
    let [email, phone, name, language, groups, key, consent, others, ..] = texts.facts;
    let known = |value: Option<&str>| value.unwrap_or(texts.not_known).to_owned();
    let agreed = facts.consent.map_or_else(
        || texts.not_known.to_owned(),
        |(is_given, said)| {
            let word = if is_given { texts.agreed } else { texts.disagreed };
            if said.is_empty() { word.to_owned() } else { format!("{word}: {said}") }
        },
    );
    html! {
        dl.facts {
            dt { (name) } dd { (known(facts.name)) }
            dt { (email) } dd { (known(facts.email)) }
            dt { (phone) } dd { (known(facts.phone)) }
            @if let Some(tag) = facts.language { dt { (language) } dd { (tag) } }
            @if !facts.groups.is_empty() { dt { (groups) } dd { (facts.groups) } }
            @if let Some(own) = facts.key { dt { (key) } dd { (own) } }
            dt { (consent) } dd { (agreed) }
            @if !facts.others.is_empty() { dt { (others) } dd { (facts.others) } }
            @for (name, text) in facts.extra { dt { (name) } dd { (text) } }
        }
    }
}

/// Somebody's page: what is known of them, what they are asked, and the ways to change that.
#[must_use]
pub fn contact_page(view: &ZoneView<'_>, page: &ContactPage<'_>) -> String {
    let staff = view.language.texts();
    let texts = &staff.contacts;
    let place = place(page.id);
    let [.., since, suppressed] = texts.facts;
    let content = html! {
        @if page.by_events { p.description { (texts.by_events) } }
        (facts(texts, page.facts))
        dl.facts {
            dt { (since) } dd { (moment(page.made)) }
            @if !page.causes.is_empty() {
                dt { (suppressed) }
                dd { @for cause in page.causes { span.mark.bad { (texts.cause(cause)) } " " } }
            }
        }
        @if page.may_change {
            div.actions {
                a.button href=(format!("{place}/edit")) { (texts.edit) }
                a.button.secondary href=(format!("{place}/merge")) { (texts.merge) }
            }
        }
        (asked(view, page))
        @if page.may_erase {
            div.actions { a.button.secondary href=(format!("{place}/erase")) { (texts.erase) } }
        }
    };
    let title = page.facts.name.unwrap_or(texts.no_name);
    view.around(ZonePage { room: Room::Contacts, title }, &content)
}

fn asked(view: &ZoneView<'_>, page: &ContactPage<'_>) -> Markup {
    let staff = view.language.texts();
    let texts = &staff.contacts;
    let row = |(key, instance, state, at): &(&str, &str, &str, &str)| {
        let state = staff.apps.invitations.state_name(state);
        vec![html! { (key) }, html! { (instance) }, html! { span.mark { (state) } }, moment(at)]
    };
    let rows: Vec<_> = page.asked.iter().map(row).collect();
    table(&Table {
        id: "asked",
        caption: texts.asked,
        headers: &texts.asked_headers,
        rows: &rows,
        empty: texts.never_asked,
        next: None,
    })
}
