//! Somebody in the Customer Zone.

use bytes::Bytes;
use contract::message::Person;
use contract::{Caller, Moment, StorageClient};
use credential::{Grant, Grants, Permission, Role, Scope, SessionClaims};
use host::{Host, cookie};
use http::Response;
use http::header::HeaderMap;
use page::{Room, StaffLanguage, ZoneDone, ZoneView};
use problem::{Kind, Problem};

use crate::pages::{language, staff_style_path, style_path};
use crate::{Settings, pages, session};

/// Somebody who is signed in, and storage as they see it.
pub(crate) struct Visit<'a> {
    host: &'a Host,
    settings: &'a Settings,
    claims: SessionClaims,
    pub(crate) person: Person,
    pub(crate) language: StaffLanguage,
    pub(crate) storage: StorageClient<'a, Host>,
    rooms: Vec<Room>,
    account: String,
}

/// Whether somebody is there.
pub(crate) enum Entered<'a> {
    /// They are.
    In(Box<Visit<'a>>),
    /// They are not, and are sent where they can sign in.
    Out(Response<Bytes>),
}

/// Who is signed in, by the session in a request's cookie and by what storage says of it.
pub(crate) async fn enter<'a>(
    host: &'a Host,
    settings: &'a Settings,
    (path, headers): (&str, &'a HeaderMap),
) -> Result<Entered<'a>, Problem> {
    let language = language(headers);
    let now = host.now();
    let token = cookie(headers, session::COOKIE);
    let known =
        token.and_then(|token| Some((token, session::read(settings, token, now.seconds()).ok()?)));
    let Some((token, claims)) = known else { return out(host, settings, (path, headers)) };
    let caller = Caller {
        function: credential::Function::CustomerZone,
        keys: &settings.keys,
        now,
        request_id: host.request_id(),
        credential: Some(token),
    };
    let storage = StorageClient::new(host, &settings.storage, caller);
    let storage = storage.seen_from(host.client_address());
    let person = match storage.read_person().await {
        Ok(person) => person,
        Err(problem) if is_over(problem.kind()) => return out(host, settings, (path, headers)),
        Err(problem) => return Err(problem),
    };
    let may =
        |room: &Room| needs(*room).is_none_or(|needed| person.who.grants.allows(needed, None));
    let rooms = Room::ALL.iter().copied().filter(may).collect();
    let account = format!("{}/login", settings.login.as_str());
    Ok(Entered::In(Box::new(Visit {
        host,
        settings,
        claims,
        person,
        language,
        storage,
        rooms,
        account,
    })))
}

/// Whether a problem says that the session is worth nothing here: it ended, or its owner has to add a
/// second factor at login.
const fn is_over(kind: Kind) -> bool {
    matches!(kind, Kind::CredentialExpired | Kind::CredentialRefused | Kind::SecondFactorRequired)
}

/// Whoever comes by a link on another site brings no cookie: they are led here once more, from here.
fn out<'a>(
    host: &Host,
    settings: &Settings,
    (path, headers): (&str, &HeaderMap),
) -> Result<Entered<'a>, Problem> {
    let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    let answer = if from_elsewhere {
        pages::refreshed(language(headers), path)
    } else {
        session::to_login(host, settings)?
    };
    Ok(Entered::Out(answer))
}

/// What whoever enters a room must be allowed to do. Storage decides; this only shows the way.
const fn needs(room: Room) -> Option<Permission> {
    match room {
        Room::Home => None,
        Room::People => Some(Permission::ManagePeople),
        Room::Keys => Some(Permission::ManageApiKeys),
        Room::Security => Some(Permission::ManagePolicy),
        Room::Audit => Some(Permission::ReadAudit),
    }
}

impl Visit<'_> {
    /// What every page shows, with what became of what was asked.
    pub(crate) fn view<'a>(
        &'a self,
        styles: &'a (String, String),
        done: Option<ZoneDone>,
    ) -> ZoneView<'a> {
        ZoneView {
            language: self.language,
            style: &styles.0,
            staff_style: &styles.1,
            organisation: &self.person.organisation,
            email: self.person.email.as_str(),
            rooms: &self.rooms,
            account: &self.account,
            done,
        }
    }

    /// Now.
    pub(crate) const fn now(&self) -> Moment {
        self.host.now()
    }

    /// The names of the roles that they may give.
    pub(crate) fn roles(&self) -> Vec<&'static str> {
        let own = &self.person.who.grants;
        let grants = |role| Grants::from(Grant { role, scope: Scope::Tenant });
        let may = |role: &&Role| grants(**role).are_within(own);
        Role::ALL.iter().filter(may).map(|role| role.as_str()).collect()
    }

    /// Where the styles are.
    pub(crate) fn styles() -> (String, String) {
        (style_path(), staff_style_path())
    }

    /// A page, with the session issued anew if it is time for that.
    pub(crate) fn page(&self, page: String) -> Result<Response<Bytes>, Problem> {
        let answer = pages::guarded(page, self.settings)?;
        self.renewed(answer)
    }

    /// Where people sign in through their organisation's identity provider, and where that sends them back to.
    pub(crate) fn provider_addresses(&self) -> (String, String) {
        let (login, tenant) = (self.settings.login.as_str(), &self.person.who.tenant);
        let identity = self.settings.identity.as_str();
        (format!("{login}/login/organisation/{tenant}"), format!("{identity}/identity/back"))
    }

    /// Goes on to a page of ours.
    pub(crate) fn to(&self, path: &str) -> Result<Response<Bytes>, Problem> {
        self.renewed(host::see_other(path)?)
    }

    fn renewed(&self, mut answer: Response<Bytes>) -> Result<Response<Bytes>, Problem> {
        let known = (&self.claims, self.person.who.clone());
        let now = self.host.now().seconds();
        session::renew(self.settings, answer.headers_mut(), known, now)?;
        Ok(answer)
    }
}
