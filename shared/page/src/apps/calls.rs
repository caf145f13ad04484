//! What is played in an instance's calls.

use maud::{Markup, html};
use survey::Locale;

use super::{AppView, NamedInstance, Part};
use crate::frame::{Input, input};
use crate::language::staff_name;
use crate::words::CallsTexts;

/// What [`calls_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct CallsPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// The language of what is shown.
    pub language: &'a Locale,
    /// The languages that can be chosen.
    pub languages: &'a [Locale],
    /// Those that there are recordings in.
    pub there: &'a [&'a Locale],
    /// The one that others hear.
    pub default: Option<&'a Locale>,
    /// What stands in the form.
    pub fields: &'a CallFields,
    /// The names of the fields that are wrong.
    pub wrong: &'a [&'a str],
    /// What is to be read aloud; nothing where nobody can be called.
    pub script: Option<&'a CallScript>,
}

/// The addresses of recordings, as they are written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CallFields {
    /// Who calls, what is asked.
    pub question: String,
    /// What is played when an answer is kept.
    pub thanks: String,
    /// What is played when none is.
    pub closed: String,
    /// What is played to whoever wants no more calls.
    pub no_more: String,
    /// Whether those hear it whose language has none.
    pub is_default: bool,
}

/// What is to be read aloud.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallScript {
    /// The survey's question.
    pub asked: String,
    /// Who calls, what is asked, which keys there are.
    pub question: String,
    /// What is said at the end.
    pub thanks: String,
    /// The key for no more calls.
    pub no_more: &'static str,
}

/// The recordings of one language, with what is to be read aloud. The form posts the fields of [`CallFields`], `default` with `yes`,
/// and `language`.
#[must_use]
pub fn calls_page(view: &AppView<'_>, page: &CallsPage<'_>) -> String {
    let texts = CallsTexts::of(view.language);
    let content = html! {
        h2 { (texts.title) }
        p.lead { (texts.lead) }
        @if !page.wrong.is_empty() { (super::alert(texts.faults)) }
        (there(texts, page))
        (which(view, page))
        (script(texts, page))
        (form(view, page))
        @if page.there.contains(&page.language) && view.may.manage { (remove(view, page)) }
    };
    view.within(page.instance, Part::Letters, &content)
}

fn there(texts: &CallsTexts, page: &CallsPage<'_>) -> Markup {
    html! {
        @if page.there.is_empty() {
            p { (texts.none) }
        } @else {
            p { (texts.there) }
            ul {
                @for locale in page.there {
                    li {
                        (staff_name(locale))
                        @if page.default == Some(*locale) { " (" (texts.is_default) ")" }
                    }
                }
            }
        }
    }
}

fn which(view: &AppView<'_>, page: &CallsPage<'_>) -> Markup {
    let texts = CallsTexts::of(view.language);
    html! {
        form.card method="get" action=(view.path_of(page.instance.name, "/calls")) aria-label=(texts.which) {
            div.field {
                label for="language" { (texts.language) }
                select #language name="language" {
                    @for locale in page.languages {
                        option value=(locale.as_str()) lang=(locale.as_str())
                            selected[locale == page.language] { (staff_name(locale)) }
                    }
                }
            }
            div.actions { button.secondary type="submit" { (texts.show) } }
        }
    }
}

fn script(texts: &CallsTexts, page: &CallsPage<'_>) -> Markup {
    let lang = page.language.as_str();
    html! {
        section.card aria-labelledby="script" {
            h3 #script { (texts.script) }
            @if let Some(script) = page.script {
                @let [asked, question, thanks, no_more] = texts.parts;
                p { (texts.script_lead) }
                dl.facts {
                    dt { (asked) } dd lang=(lang) dir="auto" { (script.asked) }
                    dt { (question) } dd lang=(lang) dir="auto" { (script.question) }
                    dt { (thanks) } dd lang=(lang) dir="auto" { (script.thanks) }
                    dt { (no_more) } dd { code { (script.no_more) } }
                }
            } @else {
                p { (texts.no_script) }
            }
        }
    }
}

fn form(view: &AppView<'_>, page: &CallsPage<'_>) -> Markup {
    let texts = CallsTexts::of(view.language);
    let [question, thanks, closed, no_more] = texts.fields;
    let fields = page.fields;
    let line = |name: &'static str, label: &'static str, value: &str, is_required: bool| {
        input(&Input {
            name,
            label,
            kind: "url",
            value,
            autocomplete: "off",
            help: Some(if is_required { texts.help } else { texts.optional }),
            fault: page.wrong.contains(&name).then_some(texts.fault),
            is_required,
        })
    };
    html! {
        form.card method="post" action=(view.path_of(page.instance.name, "/calls")) {
            (page.instance.seen())
            h3 { (texts.recordings) ": " (staff_name(page.language)) }
            input type="hidden" name="language" value=(page.language.as_str());
            (line("question", question, &fields.question, true))
            (line("thanks", thanks, &fields.thanks, true))
            (line("closed", closed, &fields.closed, false))
            (line("no_more", no_more, &fields.no_more, false))
            div.grants {
                label.choice {
                    input type="checkbox" name="default" value="yes" checked[fields.is_default];
                    span { (texts.make_default) }
                }
            }
            @if view.may.manage { div.actions { button type="submit" { (texts.save) } } }
        }
    }
}

fn remove(view: &AppView<'_>, page: &CallsPage<'_>) -> Markup {
    html! {
        form.card method="post" action=(view.path_of(page.instance.name, "/calls/remove")) {
            input type="hidden" name="language" value=(page.language.as_str());
            div.actions {
                button.danger type="submit" { (CallsTexts::of(view.language).remove) }
            }
        }
    }
}
