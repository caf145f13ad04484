//! By which identity provider an organisation's people may sign in.

use maud::{Markup, html};

use super::{Room, ZonePage, ZoneView};
use crate::frame::{Confirm, Input, confirm, input};

/// An identity provider, as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct ProviderRow<'a> {
    /// What it calls itself.
    pub issuer: &'a str,
    /// What it calls us.
    pub client_id: &'a str,
    /// Whether it knows us by a secret.
    pub has_secret: bool,
    /// Since when it is so, in RFC 3339.
    pub since: &'a str,
}

/// The form that says by which provider; what stood in it, but for the secret.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProviderForm<'a> {
    /// What the provider calls itself.
    pub issuer: &'a str,
    /// What it calls us.
    pub client_id: &'a str,
    /// What is wrong with it.
    pub fault: Option<ProviderFault>,
}

/// What is wrong with such a form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProviderFault {
    /// The issuer.
    Issuer,
    /// What the provider calls us.
    ClientId,
    /// What it knows us by.
    Secret,
}

/// What is shown of it on the page of rules.
#[derive(Clone, Copy, Debug)]
pub struct ProviderPart<'a> {
    /// The provider that is there.
    pub there: Option<ProviderRow<'a>>,
    /// Where people sign in by it.
    pub address: &'a str,
    /// Where it sends browsers back to.
    pub callback: &'a str,
    /// The form.
    pub form: ProviderForm<'a>,
}

/// The section. Its form posts `issuer`, `client_id` and `client_secret`.
pub(super) fn provider_part(view: &ZoneView<'_>, part: &ProviderPart<'_>) -> Markup {
    let texts = &view.language.texts().organisation.set;
    let ProviderForm { issuer, client_id, fault } = part.form;
    let of = |which: ProviderFault, words| (fault == Some(which)).then_some(words);
    let field = |name, label, value, help, fault| Input {
        name,
        label,
        kind: "text",
        value,
        autocomplete: "off",
        help: Some(help),
        fault,
        is_required: true,
    };
    let issuer_fault = of(ProviderFault::Issuer, texts.issuer_fault);
    let issuer = field("issuer", texts.issuer, issuer, texts.issuer_help, issuer_fault);
    let client_fault = of(ProviderFault::ClientId, texts.client_fault);
    let client = field("client_id", texts.client, client_id, texts.client_help, client_fault);
    let secret_fault = of(ProviderFault::Secret, texts.secret_fault);
    let secret = field("client_secret", texts.secret, "", texts.secret_help, secret_fault);
    let secret = Input { kind: "password", is_required: false, ..secret };
    html! {
        h2 #provider { (texts.title) }
        p { (texts.lead) }
        div.card {
            dl {
                dt { (texts.there) }
                dd { (there(view, part.there.as_ref())) }
                @if part.there.is_some() { dt { (texts.address) } dd { a href=(part.address) { (part.address) } } }
                dt { (texts.callback) }
                dd { code { (part.callback) } }
            }
            @if part.there.is_some() {
                div.actions { a href="/zone/security/provider/remove" { (texts.remove) } }
            }
        }
        form.card method="post" action="/zone/security/provider" {
            (input(&issuer))
            (input(&client))
            (input(&secret))
            div.actions { button type="submit" { (texts.save) } }
        }
    }
}

fn there(view: &ZoneView<'_>, row: Option<&ProviderRow<'_>>) -> Markup {
    let texts = &view.language.texts().organisation.set;
    let Some(ProviderRow { issuer, client_id, has_secret, since }) = row else {
        return html! { (texts.none) };
    };
    let secret = if *has_secret { texts.with_secret } else { texts.without_secret };
    html! {
        (issuer) ", " code { (client_id) } ", " (secret) ", " (texts.since) " "
        time datetime=(since) { (since.get(..10).unwrap_or(since)) }
    }
}

/// The question before it is removed.
#[must_use]
pub fn remove_provider_page(view: &ZoneView<'_>) -> String {
    let texts = &view.language.texts().organisation.set;
    let content = confirm(&Confirm {
        text: texts.remove_ask,
        action: "/zone/security/provider/remove",
        button: texts.remove,
        back: Room::Security.path(),
        back_label: view.language.texts().zone.back,
    });
    view.around(ZonePage { room: Room::Security, title: texts.remove_title }, &content)
}
