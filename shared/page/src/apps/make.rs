//! Where instances are made.

use maud::{Markup, html};
use survey::Locale;

use super::{AppView, At, alert};
use crate::frame::{Input, input};
use crate::language::staff_name;

/// What [`make_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct MakePage<'a> {
    /// The names of the app's stages.
    pub stages: &'a [&'a str],
    /// The languages that its surveys are in.
    pub languages: &'a [Locale],
    /// What stands in the form.
    pub form: MakeForm<'a>,
}

/// What was typed.
#[derive(Clone, Copy, Debug)]
pub struct MakeForm<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The name of its stage.
    pub stage: &'a str,
    /// The languages.
    pub languages: &'a [Locale],
    /// Where replies go.
    pub reply_to: &'a str,
    /// What is wrong.
    pub fault: Option<MakeFault>,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MakeFault {
    /// It is called nothing, or too long.
    Title,
    /// Its name is none.
    Name,
    /// There is one of its name.
    Taken,
    /// There is no such stage.
    Stage,
    /// No language is chosen.
    Languages,
    /// Replies go nowhere.
    ReplyTo,
}

/// A form that posts `title`, `instance`, `stage`, `reply_to` and as many `language`s as are chosen.
#[must_use]
pub fn make_page(view: &AppView<'_>, page: &MakePage<'_>) -> String {
    let texts = &view.texts().make;
    let form = &page.form;
    let whole = match form.fault {
        Some(MakeFault::Stage) => Some(texts.stage_fault),
        Some(MakeFault::Languages) => Some(texts.languages_fault),
        Some(MakeFault::Title | MakeFault::Name | MakeFault::Taken | MakeFault::ReplyTo) | None => {
            None
        }
    };
    let content = html! {
        p.lead { (texts.lead) }
        @if let Some(whole) = whole { (alert(whole)) }
        form.card method="post" action=(view.path("/new")) {
            (names(view, form))
            (stages(view, page))
            (languages(view, page))
            (reply_to(view, form))
            div.actions { button type="submit" { (texts.make) } }
        }
    };
    view.around(At::Make, texts.title, &content)
}

fn names(view: &AppView<'_>, form: &MakeForm<'_>) -> Markup {
    let texts = &view.texts().make;
    let of_name = match form.fault {
        Some(MakeFault::Name) => Some(texts.instance_fault),
        Some(MakeFault::Taken) => Some(texts.taken),
        Some(MakeFault::Title | MakeFault::Stage | MakeFault::Languages | MakeFault::ReplyTo)
        | None => None,
    };
    let title = Input {
        name: "title",
        label: texts.name,
        kind: "text",
        value: form.title,
        autocomplete: "off",
        help: Some(texts.name_help),
        fault: (form.fault == Some(MakeFault::Title)).then_some(texts.name_fault),
        is_required: true,
    };
    let name = Input {
        name: "instance",
        label: texts.instance,
        value: form.name,
        help: Some(texts.instance_help),
        fault: of_name,
        ..title
    };
    html! { (input(&title)) (input(&name)) }
}

fn reply_to(view: &AppView<'_>, form: &MakeForm<'_>) -> Markup {
    let texts = &view.texts().make;
    input(&Input {
        name: "reply_to",
        label: texts.reply_to,
        kind: "email",
        value: form.reply_to,
        autocomplete: "email",
        help: Some(texts.reply_to_help),
        fault: (form.fault == Some(MakeFault::ReplyTo)).then_some(texts.reply_to_fault),
        is_required: false,
    })
}

fn stages(view: &AppView<'_>, page: &MakePage<'_>) -> Markup {
    let texts = &view.texts().make;
    let known = view.own().stages.iter();
    let known = known.filter(|(name, ..)| page.stages.contains(name));
    html! {
        fieldset.grants {
            legend { (texts.stage) }
            @for (name, label, asks) in known {
                label.choice {
                    input type="radio" name="stage" value=(name) required
                        checked[*name == page.form.stage];
                    span { (label) span.description { (asks) } }
                }
            }
        }
    }
}

fn languages(view: &AppView<'_>, page: &MakePage<'_>) -> Markup {
    let texts = &view.texts().make;
    html! {
        fieldset.grants aria-describedby="languages-help" {
            legend { (texts.languages) }
            p.description #languages-help { (texts.languages_help) }
            @for locale in page.languages {
                label.choice {
                    input type="checkbox" name="language" value=(locale.as_str())
                        checked[page.form.languages.contains(locale)];
                    span lang=(locale.as_str()) { (staff_name(locale)) }
                }
            }
        }
    }
}
