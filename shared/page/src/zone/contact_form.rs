//! What is done with contacts: changed, merged, erased.

use maud::{Markup, html};

use super::contacts::{ContactFacts, facts, line, place};
use super::{Room, ZonePage, ZoneView};
use crate::frame::{Confirm, Input, confirm, input};
use crate::words::ContactTexts;

/// Whoever is merged into another, and what they would be.
#[derive(Clone, Copy, Debug)]
pub struct MergePreview<'a> {
    /// The name that we have given the other.
    pub from: &'a str,
    /// How many invitations become this one's.
    pub invitations: u32,
    /// What they would be.
    pub facts: &'a ContactFacts<'a>,
}

/// What was typed of somebody, and what is wrong with it: the name of a fault.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContactForm<'a> {
    /// The address.
    pub email: &'a str,
    /// The number.
    pub phone: &'a str,
    /// The name.
    pub name: &'a str,
    /// The language's tag.
    pub language: &'a str,
    /// Groups, with commas between them.
    pub groups: &'a str,
    /// The customer's own key.
    pub key: &'a str,
    /// `yes`, `no` or nothing.
    pub consent: &'a str,
    /// Where that was said.
    pub consent_source: &'a str,
    /// When.
    pub consent_at: &'a str,
    /// Fields, one a line.
    pub extra: &'a str,
    /// What is wrong.
    pub fault: Option<&'a str>,
}

/// What is known of somebody, to be changed, or of somebody who is new. It posts the fields of [`ContactForm`].
#[must_use]
pub fn contact_form_page(view: &ZoneView<'_>, id: Option<&str>, form: &ContactForm<'_>) -> String {
    let texts = &view.language.texts().contacts;
    let action = id.map_or_else(|| "/zone/contacts/new".to_owned(), |id| place(id) + "/edit");
    let [email, phone, name, language, groups, key, ..] = texts.facts;
    let fault = |of: &str| form.fault.filter(|fault| *fault == of).map(|fault| texts.fault(fault));
    let field = |name, label, value, help| {
        input(&Input { help, fault: fault(name), ..line(name, label, value) })
    };
    let whole = form.fault.filter(|fault| matches!(*fault, "nobody" | "taken"));
    let content = html! {
        @if let Some(fault) = whole {
            div.notice.error role="alert" { p { (texts.fault(fault)) } }
        }
        form.card method="post" action=(action) {
            (field("name", name, form.name, None))
            (field("email", email, form.email, None))
            (field("phone", phone, form.phone, None))
            (field("language", language, form.language, Some(texts.language_help)))
            (field("groups", groups, form.groups, Some(texts.groups_help)))
            (field("key", key, form.key, Some(texts.key_help)))
            (consent(texts, form))
            (extra(texts, form))
            div.actions { button type="submit" { (texts.save) } }
        }
    };
    let title = if id.is_some() { texts.edit_title } else { texts.make };
    view.around(ZonePage { room: Room::Contacts, title }, &content)
}

fn consent(texts: &ContactTexts, form: &ContactForm<'_>) -> Markup {
    let fault = |of: &str| form.fault.filter(|fault| *fault == of).map(|fault| texts.fault(fault));
    html! {
        fieldset.field {
            legend { (texts.consent) }
            @for (value, label) in
                [("", texts.not_known), ("yes", texts.agreed), ("no", texts.disagreed)] {
                label.choice {
                    input type="radio" name="consent" value=(value) checked[form.consent == value];
                    span { (label) }
                }
            }
        }
        (input(&Input {
            fault: fault("consent"),
            ..line("consent_source", texts.consent_where, form.consent_source)
        }))
        (input(&Input {
            help: Some(texts.consent_when_help),
            fault: fault("consent_at"),
            ..line("consent_at", texts.consent_when, form.consent_at)
        }))
    }
}

fn extra(texts: &ContactTexts, form: &ContactForm<'_>) -> Markup {
    let is_wrong = form.fault == Some("extra");
    html! {
        div.field .invalid[is_wrong] {
            label for="extra" { (texts.extra) }
            p.description #extra-help { (texts.extra_help) }
            textarea #extra name="extra" rows="4" aria-invalid=[is_wrong.then_some("true")]
                aria-describedby=(if is_wrong { "extra-help extra-fault" } else { "extra-help" }) {
                // A parser leaves out the first end of a line.
                "\n" (form.extra)
            }
            @if is_wrong { p.error #extra-fault role="alert" { (texts.fault("extra")) } }
        }
    }
}

/// Asks whom somebody is to be merged with, by `who`; then, by `from` and `confirm`, whether it is to be done.
#[must_use]
pub fn merge_contact_page(
    view: &ZoneView<'_>,
    (id, name): (&str, Option<&str>),
    (who, is_wrong): (&str, bool),
    preview: Option<&MergePreview<'_>>,
) -> String {
    let texts = &view.language.texts().contacts;
    let action = place(id) + "/merge";
    let of_who = Input {
        help: Some(texts.who_help),
        fault: is_wrong.then_some(texts.merge_nobody),
        ..line("who", texts.who, who)
    };
    let content = html! {
        p.lead { (name.unwrap_or(texts.no_name)) }
        @if let Some(preview) = preview {
            h2 { (texts.merge_preview) }
            (facts(texts, preview.facts))
            p { (texts.merge_invitations) " " (preview.invitations) }
            form.card method="post" action=(action) {
                div.notice.warning { p { (texts.merge_warning) } }
                input type="hidden" name="who" value=(who);
                input type="hidden" name="from" value=(preview.from);
                input type="hidden" name="confirm" value="yes";
                div.actions {
                    button.danger type="submit" { (texts.merge_title) }
                    a href=(place(id)) { (view.language.texts().zone.back) }
                }
            }
        } @else {
            form.card method="post" action=(action) {
                p { (texts.merge_lead) }
                (input(&of_who))
                input type="hidden" name="from" value="";
                input type="hidden" name="confirm" value="";
                div.actions {
                    button type="submit" { (texts.merge_find) }
                    a href=(place(id)) { (view.language.texts().zone.back) }
                }
            }
        }
    };
    view.around(ZonePage { room: Room::Contacts, title: texts.merge_title }, &content)
}

/// Asks whether somebody is to be erased.
#[must_use]
pub fn erase_contact_page(view: &ZoneView<'_>, id: &str, name: Option<&str>) -> String {
    let texts = &view.language.texts().contacts;
    let place = place(id);
    let content = confirm(&Confirm {
        text: &format!("{} {}", texts.erase_ask, name.unwrap_or(texts.no_name)),
        action: &format!("{place}/erase"),
        button: texts.erase,
        back: &place,
        back_label: view.language.texts().zone.back,
    });
    view.around(ZonePage { room: Room::Contacts, title: texts.erase_title }, &content)
}
