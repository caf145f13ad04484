//! Somebody in the Customer Zone, and what a page of it shows of them.

use credential::{Grant, Grants, Permission, Role, Scope};
use page::{Place, Room, ZoneDone, ZoneView};

use crate::Settings;

/// Somebody in the Customer Zone, and where they may go from there.
pub(crate) struct Visit<'a> {
    pub(crate) room: room::Visit<'a>,
    styles: (String, String),
    rooms: Vec<Room>,
    account: String,
    tool: Option<String>,
    provider: (String, String),
}

/// What whoever enters a room must be allowed to do. Storage decides; this only shows the way.
const fn needs(room: Room) -> Option<Permission> {
    match room {
        Room::Home => None,
        Room::Contacts => Some(Permission::ReadAsked),
        Room::People => Some(Permission::ManagePeople),
        Room::Keys => Some(Permission::ManageApiKeys),
        Room::Security => Some(Permission::ManagePolicy),
        Room::Audit => Some(Permission::ReadAudit),
    }
}

impl<'a> Visit<'a> {
    pub(crate) fn new(settings: &Settings, visit: room::Visit<'a>) -> Self {
        let may = |room: &Room| needs(*room).is_none_or(|needed| visit.may(needed, None));
        let tool = || format!("{}{}", settings.tool.as_str(), Place::Tool.home());
        Self {
            styles: visit.styles(),
            rooms: Room::ALL.iter().copied().filter(may).collect(),
            account: visit.account(),
            tool: visit.may(Permission::ReadSurveys, None).then(tool),
            provider: provider_addresses(settings, &visit),
            room: visit,
        }
    }

    /// What every page shows, with what became of what was asked.
    pub(crate) fn view(&self, done: Option<ZoneDone>) -> ZoneView<'_> {
        ZoneView {
            language: self.room.language,
            style: &self.styles.0,
            staff_style: &self.styles.1,
            organisation: &self.room.person.organisation,
            email: self.room.person.email.as_str(),
            rooms: &self.rooms,
            tool: self.tool.as_deref(),
            account: &self.account,
            done,
        }
    }

    /// The names of the roles that they may give.
    pub(crate) fn roles(&self) -> Vec<&'static str> {
        let own = &self.room.person.who.grants;
        let grants = |role| Grants::from(Grant { role, scope: Scope::Tenant });
        let may = |role: &&Role| grants(**role).are_within(own);
        Role::ALL.iter().filter(may).map(|role| role.as_str()).collect()
    }

    /// Where people sign in through their organisation's identity provider, and where that sends them back to.
    pub(crate) fn provider_addresses(&self) -> (&str, &str) {
        (&self.provider.0, &self.provider.1)
    }
}

/// Where people sign in through their organisation's identity provider, and where that sends them back to.
fn provider_addresses(settings: &Settings, visit: &room::Visit<'_>) -> (String, String) {
    let identity = settings.identity.as_str();
    let sign_in = format!("{}/organisation/{}", visit.account(), visit.person.who.tenant);
    (sign_in, format!("{identity}/identity/back"))
}
