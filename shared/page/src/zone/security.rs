//! What the organisation asks of its people.

use maud::html;

use super::provider::{ProviderPart, provider_part};
use super::{Room, ZonePage, ZoneView};

/// The rule for second factors, and the identity provider. The first form posts `second_factor`: `optional` or `required`.
#[must_use]
pub fn security_page(
    view: &ZoneView<'_>,
    is_required: bool,
    provider: &ProviderPart<'_>,
) -> String {
    let texts = &view.language.texts().zone.security;
    let choice = |value: &str, checked: bool, (name, help): (&str, &str)| {
        html! {
            label.choice {
                input type="radio" name="second_factor" value=(value) checked[checked];
                span { (name) span.description { (help) } }
            }
        }
    };
    let content = html! {
        p.lead { (texts.lead) }
        form.card method="post" action=(Room::Security.path()) {
            fieldset.grants {
                legend { (texts.second_factor) }
                (choice("optional", !is_required, texts.optional))
                (choice("required", is_required, texts.required))
            }
            div.actions { button type="submit" { (texts.save) } }
        }
        (provider_part(view, provider))
    };
    view.around(ZonePage { room: Room::Security, title: texts.title }, &content)
}
