//! Where a person is erased.

use maud::html;

use super::{AppView, At, alert};
use crate::frame::{Input, input};

/// Why nobody was erased.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EraseFault {
    /// It is no address.
    Who,
    /// Nobody said that it cannot be taken back.
    NotConfirmed,
}

/// A form that posts `who` and `confirm`. What was typed does not come back: it names somebody.
#[must_use]
pub fn erase_page(view: &AppView<'_>, fault: Option<EraseFault>) -> String {
    let texts = &view.texts().erase;
    let who = Input {
        name: "who",
        label: texts.who,
        kind: "text",
        value: "",
        autocomplete: "off",
        help: None,
        fault: (fault == Some(EraseFault::Who)).then_some(texts.fault),
        is_required: true,
    };
    let content = html! {
        p.lead { (texts.lead) }
        @if fault == Some(EraseFault::NotConfirmed) { (alert(texts.not_confirmed)) }
        form.card method="post" action=(view.path("/erase")) {
            (input(&who))
            div.grants {
                label.choice {
                    input type="checkbox" name="confirm" value="yes" required;
                    span { (texts.confirm) }
                }
            }
            div.actions { button.danger type="submit" { (texts.erase) } }
        }
    };
    view.around(At::Erase, texts.title, &content)
}
