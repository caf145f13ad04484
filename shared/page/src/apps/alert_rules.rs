//! The rule that most have, as a form, and what programs check.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part, WrongSetting};
use crate::frame::{Input, Table, input, table};

/// When colleagues are told, as the form posts it.
pub const ALERT_TELLINGS: [&str; 3] = ["at-once", "daily", "weekly"];

/// What [`alert_rules_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AlertRulesPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// What stands in the form's fields, by their names: `at_most`, `mails`, `tell`, `hours`, `escalate`.
    pub fields: &'a [(String, String)],
    /// What is wrong, and in which field, if it is in one.
    pub faults: &'a [WrongSetting],
    /// The names of the other rules.
    pub others: &'a [String],
    /// What shows a program that an alert is from here.
    pub secret: &'a str,
}

impl AlertRulesPage<'_> {
    fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    fn fault(&self, name: &str) -> Option<&str> {
        let fault = self.faults.iter().find(|fault| fault.field == Some(name));
        fault.map(|fault| fault.reason.as_str())
    }
}

/// The page, for whoever sets the app up.
#[must_use]
pub fn alert_rules_page(view: &AppView<'_>, page: &AlertRulesPage<'_>) -> String {
    let texts = &view.texts().alerts;
    let name = page.instance.name;
    let content = html! {
        h2 { (texts.rules) }
        p.lead { (texts.rules_lead) }
        @if !page.faults.is_empty() { (faults(view, page)) }
        form.card method="post" action=(view.path_of(name, "/alert-rules")) {
            (line(page, "at_most", (texts.at_most, Some(texts.at_most_help))))
            (line(page, "mails", (texts.mails, Some(texts.mails_help))))
            div.field {
                label for="tell" { (texts.tell) }
                select #tell name="tell" {
                    @for (value, label) in ALERT_TELLINGS.into_iter().zip(texts.tellings) {
                        option value=(value) selected[page.value("tell") == value] { (label) }
                    }
                }
            }
            (line(page, "hours", (texts.hours, Some(texts.hours_help))))
            (line(page, "escalate", (texts.escalate, Some(texts.mails_help))))
            div.actions { button type="submit" { (texts.save) } }
        }
        @if !page.others.is_empty() {
            p { (texts.others) ": " @for other in page.others { code { (other) } " " } }
        }
        p { a href=(view.path_of(name, "/settings#all")) { (texts.to_json) } }
        section.card aria-labelledby="hooks" {
            h2 #hooks { (texts.hooks) }
            p { (texts.hooks_lead) }
            dl.facts { dt { (texts.secret) } dd { code { (page.secret) } } }
        }
    };
    view.within(page.instance, Part::Alerts, &content)
}

/// A field for a line.
fn line(page: &AlertRulesPage<'_>, name: &str, (label, help): (&str, Option<&str>)) -> Markup {
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

fn faults(view: &AppView<'_>, page: &AlertRulesPage<'_>) -> Markup {
    let (texts, settings) = (&view.texts().alerts, &view.texts().settings);
    let row = |fault: &WrongSetting| {
        vec![html! { code { (fault.path) } }, html! { span lang="en" { (fault.reason) } }]
    };
    let rows: Vec<_> = page.faults.iter().map(row).collect();
    html! {
        (super::alert(texts.faults))
        (table(&Table {
            id: "faults",
            caption: texts.faults,
            headers: &settings.fault_headers,
            rows: &rows,
            empty: "",
            next: None,
        }))
    }
}
