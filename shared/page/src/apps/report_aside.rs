//! What staff have taken out of figures, in the report of them.

use maud::{Markup, html};

use super::AppView;

/// What staff have taken out of the figures, and why; nothing where they have not.
pub(super) fn aside(view: &AppView<'_>, taken: &[(Box<str>, u32)]) -> Markup {
    let sum: u32 = taken.iter().map(|(_, count)| count).sum();
    if sum == 0 {
        return html! {};
    }
    let texts = view.texts().report.aside;
    let reasons = view.language.texts().tool.responses.aside.reasons;
    let word = |name: &str| reasons.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    html! {
        div.notice {
            p { (texts.0) (sum) (texts.1) }
            ul {
                @for (name, count) in taken.iter().filter(|(_, count)| *count > 0) {
                    li { (word(name).unwrap_or(name)) ": " (count) }
                }
            }
        }
    }
}
