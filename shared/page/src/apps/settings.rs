//! When an instance asks whom.

use maud::{Markup, html};

use super::{AppView, Filled, NamedInstance, Part};
use crate::words::SettingsTexts;

/// The days of the week, as the form posts them.
pub const SETTINGS_DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What may be the matter with an event, as the form posts it.
pub const SETTINGS_FLAGS: [&str; 5] =
    ["cancelled", "failed", "returned", "wholesale", "no-consent"];

/// The ways that messages go, as the form posts them. The last one leaves all as it is.
const CHANNELS: [&str; 8] =
    ["mail,sms", "sms,mail", "mail", "sms", "mail,sms,voice", "mail,voice", "voice", "keep"];

/// What [`settings_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct SettingsPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// The form.
    pub form: Filled<'a>,
    /// All settings as JSON: the policy, and the alerts.
    pub json: (&'a str, &'a str),
    /// What only this app has, as JSON, if there is something.
    pub own: Option<&'a str>,
    /// Whether that was sent, and is no JSON.
    pub is_no_json: bool,
}

/// The settings that most change as a form, and all of them as text.
#[must_use]
pub fn settings_page(view: &AppView<'_>, page: &SettingsPage<'_>) -> String {
    let texts = &view.texts().settings;
    let name = page.instance.name;
    let content = html! {
        p.lead { (texts.lead) }
        (page.form.told(view, texts.faults))
        @if page.is_no_json { (super::alert(texts.json_fault)) }
        form.card method="post" action=(view.path_of(name, "/settings")) {
            (page.instance.seen())
            h2 { (texts.when) }
            (when(texts, &page.form))
            h2 { (texts.how) }
            (how(texts, &page.form))
            h2 { (texts.whom) }
            (whom(texts, &page.form))
            h2 { (texts.answers) }
            (link_answers(texts, &page.form))
            @if view.may.manage { div.actions { button type="submit" { (texts.save) } } }
        }
        (all(view, page))
    };
    view.within(page.instance, Part::Settings, &content)
}

/// Boxes of one name.
fn boxes<'a>(
    form: &Filled<'_>,
    name: &str,
    (legend, choices): (&str, impl Iterator<Item = (&'a str, &'a str)>),
) -> Markup {
    html! {
        fieldset.grants {
            legend { (legend) }
            @for (value, label) in choices {
                label.choice {
                    input type="checkbox" name=(name) value=(value) checked[form.has(name, value)];
                    span { (label) }
                }
            }
        }
    }
}

/// One box, that says yes.
fn tick(form: &Filled<'_>, name: &str, label: &str) -> Markup {
    html! {
        div.grants {
            label.choice {
                input type="checkbox" name=(name) value="yes" checked[form.has(name, "yes")];
                span { (label) }
            }
        }
    }
}

fn when(texts: &SettingsTexts, form: &Filled<'_>) -> Markup {
    let [minutes, hours, days] = texts.units;
    let units = [("minutes", minutes), ("hours", hours), ("days", days)];
    html! {
        (form.line("delay", (texts.delay, None)))
        (form.select("unit", texts.unit, units))
        (form.line("from", (texts.from, Some(texts.clock_help))))
        (form.line("to", (texts.to, Some(texts.clock_help))))
        (boxes(form, "day", (texts.days, SETTINGS_DAYS.into_iter().zip(texts.weekdays))))
        (tick(form, "holidays", texts.holidays))
        (form.line("give_up", (texts.give_up, None)))
        (form.line("link", (texts.link, None)))
        (form.line("reminders", (texts.reminders, Some(texts.reminders_help))))
    }
}

fn how(texts: &SettingsTexts, form: &Filled<'_>) -> Markup {
    let ways: Vec<_> = CHANNELS.into_iter().zip(texts.channel_ways).collect();
    // That all stays as it is, is offered where the form could not say how it is.
    let keeps = form.value("channels") == "keep";
    let ways = ways.iter().copied().filter(|(way, _)| keeps || *way != "keep");
    html! {
        (form.select("channels", texts.channels, ways))
        p.description { (texts.channels_help) }
        (tick(form, "bounce", texts.bounce))
    }
}

fn whom(texts: &SettingsTexts, form: &Filled<'_>) -> Markup {
    let [later, never] = texts.actions;
    let zero = Some(texts.zero_help);
    html! {
        (form.line("at_most", (texts.at_most, Some(texts.quarantine_help))))
        (form.line("in_days", (texts.in_days, None)))
        (form.select("action", texts.action, [("delay", later), ("block", never)]))
        (form.line("same_buyer", (texts.same_buyer, zero)))
        (form.line("same_product", (texts.same_product, zero)))
        (boxes(form, "skip", (texts.skip, texts.flags.into_iter())))
    }
}

/// Whether answers are linked to what they are about.
fn link_answers(texts: &SettingsTexts, form: &Filled<'_>) -> Markup {
    html! {
        div.grants {
            label.choice {
                input #link_answers type="checkbox" name="link_answers" value="yes"
                    aria-describedby="link_answers-help" checked[form.has("link_answers", "yes")];
                span { (texts.link_answers) }
            }
        }
        p.description #link_answers-help { (texts.link_answers_help) }
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
            (page.instance.seen())
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
            @if let (Some(own), Some((label, help))) = (page.own, view.own().own) {
                div.field {
                    label for="own" { (label) }
                    p.help #own-help { (help) }
                    textarea.source #own name="own" rows="16" dir="ltr" spellcheck="false"
                        autocomplete="off" readonly[read_only] aria-describedby="own-help" {
                        "\n" (own)
                    }
                }
            }
            @if view.may.manage { div.actions { button type="submit" { (texts.save) } } }
        }
    }
}
