//! Fields of forms, and what is asked before something is lost.

use maud::{Markup, html};

/// A field for a line of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    /// Its name in the form, and on the page.
    pub(crate) name: &'a str,
    /// What it asks for.
    pub(crate) label: &'a str,
    /// What it takes, in HTML's words: `email`, `text`.
    pub(crate) kind: &'a str,
    /// What stands in it.
    pub(crate) value: &'a str,
    /// What browsers may fill in.
    pub(crate) autocomplete: &'a str,
    /// What must be said of it before.
    pub(crate) help: Option<&'a str>,
    /// What is wrong with what stood in it.
    pub(crate) fault: Option<&'a str>,
    /// Whether it must be filled in.
    pub(crate) is_required: bool,
}

/// The field.
pub(crate) fn input(field: &Input<'_>) -> Markup {
    let Input { name, label, kind, value, autocomplete, help, fault, is_required } = *field;
    let (help_id, fault_id) = (format!("{name}-help"), format!("{name}-fault"));
    let mut described = Vec::new();
    described.extend(help.map(|_| help_id.as_str()));
    described.extend(fault.map(|_| fault_id.as_str()));
    let described = (!described.is_empty()).then(|| described.join(" "));
    let value = Some(value).filter(|value| !value.is_empty());
    html! {
        div.field .invalid[fault.is_some()] {
            label for=(name) { (label) }
            @if let Some(help) = help { p.description #(help_id) { (help) } }
            input #(name) type=(kind) name=(name) value=[value] required[is_required] maxlength="254"
                autocomplete=(autocomplete) aria-describedby=[described]
                aria-invalid=[fault.map(|_| "true")] autofocus[fault.is_some()];
            @if let Some(fault) = fault { p.error #(fault_id) role="alert" { (fault) } }
        }
    }
}

/// What is asked before something is lost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Confirm<'a> {
    /// What will be done, in words.
    pub(crate) text: &'a str,
    /// Where the form posts to.
    pub(crate) action: &'a str,
    /// What the button says that does it.
    pub(crate) button: &'a str,
    /// Where one goes who does not want to.
    pub(crate) back: &'a str,
    /// What that link says.
    pub(crate) back_label: &'a str,
}

/// The question.
pub(crate) fn confirm(asked: &Confirm<'_>) -> Markup {
    html! {
        form.card method="post" action=(asked.action) {
            p { (asked.text) }
            div.actions {
                button.danger type="submit" { (asked.button) }
                a href=(asked.back) { (asked.back_label) }
            }
        }
    }
}
