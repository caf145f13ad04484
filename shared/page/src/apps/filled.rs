//! A form as somebody has filled it in, and what is wrong with it.

use maud::{Markup, html};

use super::AppView;
use crate::frame::{Input, Table, input, table};

/// What stands in a form, and what is wrong with that.
#[derive(Clone, Copy, Debug)]
pub struct Filled<'a> {
    /// What stands in its fields, by their names; what can be chosen is there if it is.
    pub fields: &'a [(String, String)],
    /// What is wrong, and in which field, if it is in one.
    pub faults: &'a [WrongSetting],
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

impl Filled<'_> {
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(field, known)| field == name && known == value)
    }

    fn fault(&self, name: &str) -> Option<&str> {
        let fault = self.faults.iter().find(|fault| fault.field == Some(name));
        fault.map(|fault| fault.reason.as_str())
    }

    /// A field for a line.
    pub(super) fn line(&self, name: &str, (label, help): (&str, Option<&str>)) -> Markup {
        input(&Input {
            name,
            label,
            kind: "text",
            value: self.value(name),
            autocomplete: "off",
            help,
            fault: self.fault(name),
            is_required: false,
        })
    }

    /// A field for one of several.
    pub(super) fn select<'a>(
        &self,
        name: &str,
        label: &str,
        options: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Markup {
        html! {
            div.field {
                label for=(name) { (label) }
                select #(name) name=(name) {
                    @for (value, label) in options {
                        option value=(value) selected[self.value(name) == value] { (label) }
                    }
                }
            }
        }
    }

    /// All that is wrong, after the words that say so; nothing where nothing is.
    pub(super) fn told(&self, view: &AppView<'_>, words: &str) -> Markup {
        if self.faults.is_empty() {
            return html! {};
        }
        let row = |fault: &WrongSetting| {
            vec![html! { code { (fault.path) } }, html! { span lang="en" { (fault.reason) } }]
        };
        let rows: Vec<_> = self.faults.iter().map(row).collect();
        html! {
            (super::alert(words))
            (table(&Table {
                id: "faults",
                caption: words,
                headers: &view.texts().settings.fault_headers,
                rows: &rows,
                empty: "",
                next: None,
            }))
        }
    }
}
