//! When an instance asks whom.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part};
use crate::frame::{Input, Table, input, table};
use crate::words::SettingsTexts;

/// The days of the week, as the form posts them.
pub const SETTINGS_DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What may be the matter with an event, as the form posts it.
pub const SETTINGS_FLAGS: [&str; 5] =
    ["cancelled", "failed", "returned", "wholesale", "no-consent"];

/// The ways that messages go, as the form posts them. The last one leaves all as it is.
const CHANNELS: [&str; 5] = ["mail,sms", "sms,mail", "mail", "sms", "keep"];

/// What [`settings_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct SettingsPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// What stands in the form's fields, by their names; what can be chosen is there if it is.
    pub fields: &'a [(String, String)],
    /// What is wrong, and in which field, if it is in one.
    pub faults: &'a [WrongSetting],
    /// All settings as JSON: the policy, and the alerts.
    pub json: (&'a str, &'a str),
    /// Whether that was sent, and is no JSON.
    pub is_no_json: bool,
}

/// Something that is wrong with settings.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WrongSetting {
    /// The field's name, if there is one.
    pub field: Option<&'static str>,
    /// Where: a JSON path.
    pub path: String,
    /// What, in English.
    pub reason: String,
}

impl SettingsPage<'_> {
    fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(field, known)| field == name && known == value)
    }

    fn fault(&self, name: &str) -> Option<&str> {
        let fault = self.faults.iter().find(|fault| fault.field == Some(name));
        fault.map(|fault| fault.reason.as_str())
    }
}

/// The settings that most change as a form, and all of them as text.
#[must_use]
pub fn settings_page(view: &AppView<'_>, page: &SettingsPage<'_>) -> String {
    let texts = &view.texts().settings;
    let name = page.instance.name;
    let content = html! {
        p.lead { (texts.lead) }
        @if !page.faults.is_empty() { (faults(texts, page.faults)) }
        @if page.is_no_json { (super::alert(texts.json_fault)) }
        form.card method="post" action=(view.path_of(name, "/settings")) {
            h2 { (texts.when) }
            (when(texts, page))
            h2 { (texts.how) }
            (how(texts, page))
            h2 { (texts.whom) }
            (whom(texts, page))
            @if view.may.manage { div.actions { button type="submit" { (texts.save) } } }
        }
        (all(view, page))
    };
    view.within(page.instance, Part::Settings, &content)
}

fn faults(texts: &SettingsTexts, faults: &[WrongSetting]) -> Markup {
    let row = |fault: &WrongSetting| {
        vec![html! { code { (fault.path) } }, html! { span lang="en" { (fault.reason) } }]
    };
    let rows: Vec<_> = faults.iter().map(row).collect();
    html! {
        (super::alert(texts.faults))
        (table(&Table {
            id: "faults",
            caption: texts.faults,
            headers: &texts.fault_headers,
            rows: &rows,
            empty: "",
            next: None,
        }))
    }
}

/// A field for a number or a time.
fn line(page: &SettingsPage<'_>, name: &str, (label, help): (&str, Option<&str>)) -> Markup {
    input(&Input {
        name,
        label,
        kind: "text",
        value: page.value(name),
        autocomplete: "off",
        help,
        fault: page.fault(name),
        is_required: false,
    })
}

/// A field for one of several.
fn select(page: &SettingsPage<'_>, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            select #(name) name=(name) {
                @for (value, label) in options {
                    option value=(value) selected[page.value(name) == *value] { (label) }
                }
            }
        }
    }
}

/// Boxes of one name.
fn boxes<'a>(
    page: &SettingsPage<'_>,
    name: &str,
    (legend, choices): (&str, impl Iterator<Item = (&'a str, &'a str)>),
) -> Markup {
    html! {
        fieldset.grants {
            legend { (legend) }
            @for (value, label) in choices {
                label.choice {
                    input type="checkbox" name=(name) value=(value) checked[page.has(name, value)];
                    span { (label) }
                }
            }
        }
    }
}

/// One box, that says yes.
fn tick(page: &SettingsPage<'_>, name: &str, label: &str) -> Markup {
    html! {
        div.grants {
            label.choice {
                input type="checkbox" name=(name) value="yes" checked[page.has(name, "yes")];
                span { (label) }
            }
        }
    }
}

fn when(texts: &SettingsTexts, page: &SettingsPage<'_>) -> Markup {
    let [minutes, hours, days] = texts.units;
    let units = [("minutes", minutes), ("hours", hours), ("days", days)];
    html! {
        (line(page, "delay", (texts.delay, None)))
        (select(page, "unit", texts.unit, &units))
        (line(page, "from", (texts.from, Some(texts.clock_help))))
        (line(page, "to", (texts.to, Some(texts.clock_help))))
        (boxes(page, "day", (texts.days, SETTINGS_DAYS.into_iter().zip(texts.weekdays))))
        (tick(page, "holidays", texts.holidays))
        (line(page, "give_up", (texts.give_up, None)))
        (line(page, "link", (texts.link, None)))
        (line(page, "reminders", (texts.reminders, Some(texts.reminders_help))))
    }
}

fn how(texts: &SettingsTexts, page: &SettingsPage<'_>) -> Markup {
    let ways: Vec<_> = CHANNELS.into_iter().zip(texts.channel_ways).collect();
    // That all stays as it is, is offered where the form could not say how it is.
    let keeps = page.value("channels") == "keep";
    let ways = if keeps { ways.as_slice() } else { ways.get(..4).unwrap_or_default() };
    html! {
        (select(page, "channels", texts.channels, ways))
        (tick(page, "bounce", texts.bounce))
    }
}

fn whom(texts: &SettingsTexts, page: &SettingsPage<'_>) -> Markup {
    let [later, never] = texts.actions;
    let zero = Some(texts.zero_help);
    html! {
        (line(page, "at_most", (texts.at_most, Some(texts.quarantine_help))))
        (line(page, "in_days", (texts.in_days, None)))
        (select(page, "action", texts.action, &[("delay", later), ("block", never)]))
        (line(page, "same_buyer", (texts.same_buyer, zero)))
        (line(page, "same_product", (texts.same_product, zero)))
        (boxes(page, "skip", (texts.skip, texts.flags.into_iter())))
    }
}

/// All settings as text.
fn all(view: &AppView<'_>, page: &SettingsPage<'_>) -> Markup {
    let texts = &view.texts().settings;
    let (policy, alerts) = page.json;
    let read_only = !view.may.manage;
    html! {
        h2 #all { (texts.json_title) }
        p { (texts.json_lead) }
        form.wide method="post" action=(view.path_of(page.instance.name, "/settings/json")) {
            div.field {
                label for="policy" { (texts.json_policy) }
                textarea.source #policy name="policy" rows="16" dir="ltr" spellcheck="false"
                    autocomplete="off" readonly[read_only] { "\n" (policy) }
            }
            div.field {
                label for="alerts" { (texts.json_alerts) }
                textarea.source #alerts name="alerts" rows="12" dir="ltr" spellcheck="false"
                    autocomplete="off" readonly[read_only] { "\n" (alerts) }
            }
            @if view.may.manage { div.actions { button type="submit" { (texts.save) } } }
        }
    }
}
