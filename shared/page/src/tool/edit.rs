//! Where surveys are made and drafts replaced.

use maud::{Markup, html};

use super::{At, ToolView};
use crate::frame::{Table, table};

/// The field for a definition's text.
pub const DEFINITION_FIELD: &str = "definition";

/// The field for a file with one.
pub const DEFINITION_FILE_FIELD: &str = "file";

/// The field that says that a draft which is there is to be replaced.
pub const REPLACE_FIELD: &str = "replace";

/// What [`edit_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct EditPage<'a> {
    /// The survey whose draft is replaced, by name and title; none if one is made.
    pub survey: Option<(&'a str, &'a str)>,
    /// Whether it has a draft, which would be lost.
    pub has_draft: bool,
    /// The definition's text.
    pub text: &'a str,
    /// What is wrong with it.
    pub fault: Option<EditFault<'a>>,
}

/// What is wrong with what was sent.
#[derive(Clone, Copy, Debug)]
pub enum EditFault<'a> {
    /// There is nothing.
    Empty,
    /// It is too large.
    TooLarge,
    /// It is no text.
    NoText,
    /// It is no JSON, for this reason.
    NoJson(&'a str),
    /// It is no definition: some of the faults, and how many more there are.
    Definition(&'a [ReportedFault], usize),
    /// Nobody said that the draft that is there is to be replaced.
    NotConfirmed,
}

/// A fault of a definition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReportedFault {
    /// Where: a JSON path.
    pub path: String,
    /// What is wrong, in English.
    pub reason: String,
}

/// A form that posts a definition, and what is wrong with the one that was sent.
#[must_use]
pub fn edit_page(view: &ToolView<'_>, page: &EditPage<'_>) -> String {
    let texts = &view.texts().edit;
    let (title, lead) = match page.survey {
        Some(_) => (texts.replace, texts.replace_lead),
        None => (texts.make, texts.make_lead),
    };
    let at = if page.survey.is_some() { At::Survey } else { At::Make };
    let content = html! {
        @if let Some((id, title)) = page.survey {
            p { a href=(format!("/tool/surveys/{id}")) { (title) } }
        }
        p.lead { (lead) }
        @if let Some(fault) = &page.fault { (told(view, fault)) }
        (form(view, page))
    };
    view.around(at, title, &content)
}

fn form(view: &ToolView<'_>, page: &EditPage<'_>) -> Markup {
    let texts = &view.texts().edit;
    let action = match page.survey {
        Some((id, _)) => format!("/tool/surveys/{id}/definition"),
        None => "/tool/new".to_owned(),
    };
    let unconfirmed = matches!(page.fault, Some(EditFault::NotConfirmed));
    let invalid = page.fault.is_some() && !unconfirmed;
    let described = if invalid { "definition-help fault" } else { "definition-help" };
    html! {
        form.wide method="post" action=(action) enctype="multipart/form-data" {
            div.field .invalid[invalid] {
                label for="definition" { (texts.definition) }
                p.description #definition-help { (texts.definition_help) }
                textarea.source #definition name=(DEFINITION_FIELD) rows="20" dir="ltr"
                    spellcheck="false" autocomplete="off" autocapitalize="none"
                    aria-describedby=(described) aria-invalid=[invalid.then_some("true")]
                    autofocus[invalid] { "\n" (page.text) }
            }
            div.field {
                label for="file" { (texts.file) }
                p.description #file-help { (texts.file_help) }
                input #file type="file" name=(DEFINITION_FILE_FIELD) accept=".json,application/json"
                    aria-describedby="file-help";
            }
            @if page.has_draft {
                div.field {
                    label.choice {
                        input #replace type="checkbox" name=(REPLACE_FIELD) value="yes" required
                            aria-describedby=[unconfirmed.then_some("fault")];
                        " " (texts.confirm)
                    }
                }
            }
            div.actions { button type="submit" { (texts.save) } }
        }
    }
}

/// What is wrong. Its details are in English, whatever the page is in.
fn told(view: &ToolView<'_>, fault: &EditFault<'_>) -> Markup {
    let texts = &view.texts().edit;
    match fault {
        EditFault::Empty => notice(texts.empty, None),
        EditFault::TooLarge => notice(texts.too_large, None),
        EditFault::NoText => notice(texts.no_text, None),
        EditFault::NotConfirmed => notice(texts.not_confirmed, None),
        EditFault::NoJson(reason) => notice(texts.no_json, Some(reason)),
        EditFault::Definition(faults, more) => html! {
            div.notice.error #fault role="alert" { p { (texts.faults) ". " (texts.faults_lead) } }
            (faults_table(texts.faults, &texts.fault_headers, faults))
            @if *more > 0 { p { (texts.more_faults.0) " " (more) " " (texts.more_faults.1) } }
        },
    }
}

fn notice(text: &str, reason: Option<&str>) -> Markup {
    html! {
        div.notice.error #fault role="alert" {
            p { (text) @if let Some(reason) = reason { " " span lang="en" { (reason) } } }
        }
    }
}

/// Faults, a row each.
pub(super) fn faults_table(caption: &str, headers: &[&str], faults: &[ReportedFault]) -> Markup {
    let row = |fault: &ReportedFault| {
        vec![html! { code { (fault.path) } }, html! { span lang="en" { (fault.reason) } }]
    };
    let rows: Vec<_> = faults.iter().map(row).collect();
    table(&Table { id: "faults", caption, headers, rows: &rows, empty: "", next: None })
}
