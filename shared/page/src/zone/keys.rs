//! API keys.

use maud::{Markup, html};

use super::{Room, ZonePage, ZoneView};
use crate::frame::{Confirm, Input, Table, confirm, input, moment, table};
use crate::words::RoleTexts;

/// What [`keys_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct KeysPage<'a> {
    /// The keys, the newest first.
    pub keys: &'a [KeyRow<'a>],
    /// Which roles whoever is there may give, by their names.
    pub roles: &'a [&'a str],
    /// What was typed before, and what is wrong with it.
    pub form: KeyForm<'a>,
}

/// An API key.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow<'a> {
    /// Its name.
    pub id: &'a str,
    /// What it is for.
    pub label: &'a str,
    /// What it may do, and with what: the name of a role; and of a survey, unless with all.
    pub grants: &'a [(&'a str, Option<&'a str>)],
    /// Who made it.
    pub maker: KeyMaker<'a>,
    /// When it was used last: RFC 3339, in UTC.
    pub used: Option<&'a str>,
    /// How it stands.
    pub state: KeyState<'a>,
}

/// Who made an API key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyMaker<'a> {
    /// Whoever looks.
    Reader,
    /// Somebody else, by their name.
    Other(&'a str),
    /// The operator.
    Operator,
}

/// How an API key stands, with a moment: RFC 3339, in UTC.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyState<'a> {
    /// It works until then.
    Works(&'a str),
    /// Its time was over then.
    Over(&'a str),
    /// It was ended then.
    Ended(&'a str),
}

/// What was typed to make an API key.
#[derive(Clone, Copy, Debug)]
pub struct KeyForm<'a> {
    /// What it is for.
    pub label: &'a str,
    /// The role.
    pub role: &'a str,
    /// The survey, or nothing.
    pub survey: &'a str,
    /// After how many days it ends.
    pub days: u32,
    /// What is wrong.
    pub fault: Option<KeyFault>,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyFault {
    /// It says not what it is for, or at too great length.
    Label,
    /// It is the name of no survey.
    Survey,
    /// It would do more than whoever makes it.
    TooMuch,
    /// There are as many as there may be.
    TooMany,
}

/// For how many days a key may be made.
const DAYS: [u32; 4] = [30, 90, 180, 365];

/// The keys, and a form to make one. It posts `label`, `role`, `survey` and `days`.
#[must_use]
pub fn keys_page(view: &ZoneView<'_>, page: &KeysPage<'_>) -> String {
    let staff = view.language.texts();
    let texts = &staff.zone.keys;
    let rows: Vec<_> = page.keys.iter().map(|key| row(view, key)).collect();
    let content = html! {
        p.lead { (texts.lead) }
        (table(&Table {
            id: "keys",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: texts.none,
            next: None,
        }))
        (form(view, page))
    };
    view.around(ZonePage { room: Room::Keys, title: texts.title }, &content)
}

fn row(view: &ZoneView<'_>, key: &KeyRow<'_>) -> Vec<Markup> {
    let staff = view.language.texts();
    let texts = &staff.zone.keys;
    let maker = match key.maker {
        KeyMaker::Reader => texts.by_reader,
        KeyMaker::Other(name) => name,
        KeyMaker::Operator => texts.by_operator,
    };
    let state = match key.state {
        KeyState::Works(until) => html! { (texts.until) " " (moment(until)) },
        KeyState::Over(at) => html! { span.mark { (texts.over) } " " (moment(at)) },
        KeyState::Ended(at) => html! { span.mark.bad { (texts.ended) } " " (moment(at)) },
    };
    let works = matches!(key.state, KeyState::Works(_));
    let label = if key.label.is_empty() { texts.no_label } else { key.label };
    vec![
        html! { (label) span.description { code { (key.id) } } },
        html! {
            @for (role, survey) in key.grants {
                span.description {
                    (staff.zone.roles.name(role))
                    @if let Some(survey) = survey { ", " (texts.survey) " " code { (survey) } }
                }
            }
        },
        html! { (maker) },
        key.used.map_or_else(|| html! { (texts.never) }, moment),
        state,
        html! {
            @if works {
                a href=(format!("/zone/keys/{}/end", key.id)) aria-label=(format!("{}: {label}", texts.end)) {
                    (texts.end)
                }
            }
        },
    ]
}

fn form(view: &ZoneView<'_>, page: &KeysPage<'_>) -> Markup {
    let staff = view.language.texts();
    let (texts, form) = (&staff.zone.keys, &page.form);
    let fault = |which| (form.fault == Some(which)).then_some(());
    let label = Input {
        name: "label",
        label: texts.label,
        kind: "text",
        value: form.label,
        autocomplete: "off",
        help: Some(texts.label_help),
        fault: fault(KeyFault::Label).map(|()| texts.label_fault),
        is_required: true,
    };
    let survey = Input {
        name: "survey",
        label: texts.survey_field,
        kind: "text",
        value: form.survey,
        autocomplete: "off",
        help: Some(texts.survey_help),
        fault: fault(KeyFault::Survey).map(|()| texts.survey_fault),
        is_required: false,
    };
    let refused = match form.fault {
        Some(KeyFault::TooMuch) => Some(texts.too_much),
        Some(KeyFault::TooMany) => Some(texts.too_many),
        Some(KeyFault::Label | KeyFault::Survey) | None => None,
    };
    html! {
        h2 #make { (texts.make) }
        @if let Some(refused) = refused {
            div.notice.error role="alert" { p { (refused) } }
        }
        form.card method="post" action="/zone/keys" {
            (input(&label))
            (roles(&staff.zone.roles, texts.role, page.roles, form.role))
            (input(&survey))
            div.field {
                label for="days" { (texts.days) }
                select #days name="days" {
                    @for days in DAYS {
                        option value=(days) selected[days == form.days] { (days) " " (texts.days_unit) }
                    }
                }
            }
            div.actions { button type="submit" { (texts.make) } }
        }
    }
}

/// A choice of roles, each with what it may do.
pub(super) fn roles(texts: &RoleTexts, legend: &str, roles: &[&str], chosen: &str) -> Markup {
    html! {
        fieldset.grants {
            legend { (legend) }
            @for role in roles {
                label.choice {
                    input type="radio" name="role" value=(role) checked[*role == chosen] required;
                    span { (texts.name(role)) span.description { (texts.may(role)) } }
                }
            }
        }
    }
}

/// A key, shown once.
#[must_use]
pub fn key_made_page(view: &ZoneView<'_>, key: &str) -> String {
    let texts = &view.language.texts().zone.keys;
    let content = html! {
        div.notice.success role="status" { p { (texts.made) } }
        div.card {
            label for="key" { (texts.the_key) }
            textarea #key readonly rows="6" spellcheck="false" autocomplete="off" dir="ltr" { (key) }
            p.description { (texts.the_key_help) }
            div.actions { a.button href=(Room::Keys.path()) { (texts.copied) } }
        }
    };
    view.around(ZonePage { room: Room::Keys, title: texts.made_title }, &content)
}

/// Asks whether a key is to be ended.
#[must_use]
pub fn end_key_page(view: &ZoneView<'_>, id: &str) -> String {
    let texts = &view.language.texts().zone.keys;
    let content = confirm(&Confirm {
        text: &format!("{} {id}", texts.end_ask),
        action: &format!("/zone/keys/{id}/end"),
        button: texts.end,
        back: Room::Keys.path(),
        back_label: view.language.texts().zone.back,
    });
    view.around(ZonePage { room: Room::Keys, title: texts.end_title }, &content)
}
