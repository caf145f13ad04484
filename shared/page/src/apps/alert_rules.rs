//! The rule that most have, as a form, and what programs check.

use maud::html;

use super::{AppView, Filled, NamedInstance, Part};

/// When colleagues are told, as the form posts it.
pub const ALERT_TELLINGS: [&str; 3] = ["at-once", "daily", "weekly"];

/// What [`alert_rules_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct AlertRulesPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// The form: `at_most`, `mails`, `tell`, `hours`, `escalate`.
    pub form: Filled<'a>,
    /// The names of the other rules.
    pub others: &'a [String],
    /// What shows a program that an alert is from here.
    pub secret: &'a str,
}

/// The page, for whoever sets the app up.
#[must_use]
pub fn alert_rules_page(view: &AppView<'_>, page: &AlertRulesPage<'_>) -> String {
    let texts = &view.texts().alerts;
    let name = page.instance.name;
    let content = html! {
        h2 { (texts.rules) }
        p.lead { (texts.rules_lead) }
        (page.form.told(view, texts.faults))
        form.card method="post" action=(view.path_of(name, "/alert-rules")) {
            (page.instance.seen())
            (page.form.line("at_most", (texts.at_most, Some(texts.at_most_help))))
            (page.form.line("mails", (texts.mails, Some(texts.mails_help))))
            (page.form.select("tell", texts.tell, ALERT_TELLINGS.into_iter().zip(texts.tellings)))
            (page.form.line("hours", (texts.hours, Some(texts.hours_help))))
            (page.form.line("escalate", (texts.escalate, Some(texts.mails_help))))
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
