//! The Customer Zone.

mod audit;
mod contact_form;
mod contact_import;
mod contacts;
mod keys;
mod people;
mod provider;
mod security;

pub use audit::{AuditPage, AuditRow, AuditWalk, audit_page};
pub use contact_form::{
    ContactForm, MergePreview, contact_form_page, erase_contact_page, merge_contact_page,
};
pub use contact_import::{
    ImportAll, ImportFile, ImportOutcome, ImportReport, ImportRow, ImportTold, MOST_SHOWN_ROWS,
    import_columns_page, import_page, import_report_page,
};
pub use contacts::{
    ContactFacts, ContactPage, ContactRow, ContactSearch, ContactsPage, contact_page, contacts_page,
};
pub use keys::{
    KeyFault, KeyForm, KeyMaker, KeyRow, KeyState, KeysPage, end_key_page, key_made_page, keys_page,
};
pub use people::{
    ACCESS_DAYS, InvitationRow, InviteFault, InviteForm, PeoplePage, PersonAccess, PersonFault,
    PersonRow, people_page, person_page, remove_person_page,
};
pub use provider::{ProviderFault, ProviderForm, ProviderPart, ProviderRow, remove_provider_page};
pub use security::security_page;

use maud::{Markup, html};

use crate::frame::{Frame, Link};
use crate::language::StaffLanguage;
use crate::words::StaffTexts;

/// A room of the Customer Zone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Room {
    /// The first page.
    Home,
    /// Whom the organisation knows.
    Contacts,
    /// People and invitations.
    People,
    /// API keys.
    Keys,
    /// What the organisation asks of its people.
    Security,
    /// The audit log.
    Audit,
}

impl Room {
    /// Every room, in the order of the navigation.
    pub const ALL: &'static [Self] =
        &[Self::Home, Self::Contacts, Self::People, Self::Keys, Self::Security, Self::Audit];

    /// Where it is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/zone",
            Self::Contacts => "/zone/contacts",
            Self::People => "/zone/people",
            Self::Keys => "/zone/keys",
            Self::Security => "/zone/security",
            Self::Audit => "/zone/audit",
        }
    }

    const fn label(self, staff: &StaffTexts) -> &'static str {
        let texts = &staff.zone;
        match self {
            Self::Contacts => staff.contacts.title,
            Self::Home => texts.home,
            Self::People => texts.people.title,
            Self::Keys => texts.keys.title,
            Self::Security => texts.security.title,
            Self::Audit => texts.audit.title,
        }
    }

    /// What it is for.
    const fn purpose(self, staff: &StaffTexts) -> &'static str {
        let texts = &staff.zone;
        match self {
            Self::Contacts => staff.contacts.lead,
            Self::Home => texts.home_lead,
            Self::People => texts.people.lead,
            Self::Keys => texts.keys.lead,
            Self::Security => texts.security.lead,
            Self::Audit => texts.audit.lead,
        }
    }
}

/// What every page of the Customer Zone shows.
#[derive(Clone, Copy, Debug)]
pub struct ZoneView<'a> {
    /// The language to say it in.
    pub language: StaffLanguage,
    /// Where the pages' style sheet is.
    pub style: &'a str,
    /// Where the staff's style sheet is.
    pub staff_style: &'a str,
    /// The company's name.
    pub organisation: &'a str,
    /// Who is signed in.
    pub email: &'a str,
    /// The rooms that they may enter, as far as can be told here.
    pub rooms: &'a [Room],
    /// Where the Survey Tool is, if they may go there.
    pub tool: Option<&'a str>,
    /// Where they see to their own account.
    pub account: &'a str,
    /// What was done just now.
    pub done: Option<ZoneDone>,
}

/// What was done just now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ZoneDone {
    /// An API key was ended.
    KeyEnded,
    /// The rules were changed.
    PolicySaved,
    /// The identity provider was said.
    ProviderSaved,
    /// It was removed.
    ProviderRemoved,
    /// Somebody was invited.
    Invited,
    /// An invitation was taken back.
    Withdrawn,
    /// What somebody may do was changed.
    PersonChanged,
    /// Somebody was suspended.
    PersonSuspended,
    /// Somebody is let in again.
    PersonRestored,
    /// Somebody's account is gone.
    PersonRemoved,
    /// What is known of a contact was changed.
    ContactSaved,
    /// Two contacts are one.
    ContactMerged,
    /// A contact is gone.
    ContactErased,
}

impl ZoneDone {
    fn text(self, language: StaffLanguage) -> &'static str {
        let texts = &language.texts().zone;
        match self {
            Self::ProviderSaved => language.texts().organisation.set.saved,
            Self::ProviderRemoved => language.texts().organisation.set.removed,
            Self::KeyEnded => texts.keys.was_ended,
            Self::PolicySaved => texts.security.saved,
            Self::Invited => texts.people.was_invited,
            Self::Withdrawn => texts.people.was_withdrawn,
            Self::PersonChanged => texts.people.was_changed,
            Self::PersonSuspended => texts.people.was_suspended,
            Self::PersonRestored => texts.people.was_restored,
            Self::PersonRemoved => texts.people.was_removed,
            Self::ContactSaved => language.texts().contacts.saved,
            Self::ContactMerged => language.texts().contacts.merged,
            Self::ContactErased => language.texts().contacts.erased,
        }
    }
}

/// Which page of the Customer Zone it is.
#[derive(Clone, Copy, Debug)]
pub struct ZonePage<'a> {
    pub(crate) room: Room,
    pub(crate) title: &'a str,
}

impl ZoneView<'_> {
    pub(crate) fn around(&self, page: ZonePage<'_>, content: &Markup) -> String {
        let staff = self.language.texts();
        let texts = &staff.zone;
        let link = |room: &Room| Link {
            path: room.path(),
            label: room.label(staff),
            is_here: *room == page.room,
        };
        let tool = |path| Link { path, label: staff.tool.place.name, is_here: false };
        let links: Vec<_> = self.rooms.iter().map(link).chain(self.tool.map(tool)).collect();
        let frame = Frame {
            language: self.language,
            style: self.style,
            staff_style: self.staff_style,
            room: texts.place.name,
            home: Room::Home.path(),
            organisation: self.organisation,
            email: self.email,
            links: &links,
            sign_out: "/zone/sign-out",
            done: self.done.map(|done| done.text(self.language)),
        };
        frame.around(page.title, content)
    }
}

/// The first page: the rooms, and what each is for.
#[must_use]
pub fn home_page(view: &ZoneView<'_>) -> String {
    let staff = view.language.texts();
    let texts = &staff.zone;
    let others = view.rooms.iter().filter(|room| **room != Room::Home);
    let content = html! {
        p.lead { (texts.home_lead) }
        ul.rooms {
            @for room in others {
                li.card {
                    h2 { a href=(room.path()) { (room.label(staff)) } }
                    p { (room.purpose(staff)) }
                }
            }
            @if let Some(tool) = view.tool {
                li.card {
                    h2 { a href=(tool) { (staff.tool.place.name) } }
                    p { (staff.tool.lead) }
                }
            }
            li.card {
                h2 { a href=(view.account) { (texts.own_account) } }
                p { (texts.own_account_lead) }
            }
        }
    };
    view.around(ZonePage { room: Room::Home, title: texts.home }, &content)
}
