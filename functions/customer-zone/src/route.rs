//! The Customer Zone's routes.

mod contacts;

use credential::{ApiKeyId, InvitationId, UserId};
use host::Rule;
use http::Method;
use page::Place;
use problem::Kind;
use room::File;

pub(crate) use contacts::Contacts;

/// The largest form that is taken, in bytes.
const FORM: usize = 16 * 1024;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// A file of the pages.
    File(File),
    /// `POST /zone/session`: comes in from login.
    ComeIn,
    /// `POST /zone/sign-out`: leaves, here and at login.
    SignOut,
    /// A room, for whoever is signed in.
    Inside(Inside),
}

/// A route of a room.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inside {
    /// `GET /zone`: the first page.
    Home,
    /// `GET /zone/keys`: the API keys.
    Keys,
    /// `POST /zone/keys`: makes one.
    MakeKey,
    /// `GET /zone/keys/{key}/end`: asks whether one is to be ended.
    AskEndKey(ApiKeyId),
    /// `POST /zone/keys/{key}/end`: ends it.
    EndKey(ApiKeyId),
    /// Something with contacts.
    Contacts(Contacts),
    /// `GET /zone/people`: the people, and who is invited.
    People,
    /// `POST /zone/people`: invites somebody.
    Invite,
    /// `POST /zone/people/invitations/{invitation}/withdraw`: takes an invitation back.
    Withdraw(InvitationId),
    /// `GET /zone/people/{user}`: somebody.
    Person(UserId),
    /// `POST /zone/people/{user}`: changes what they may do.
    SetRole(UserId),
    /// `POST /zone/people/{user}/suspend`: lets them in no more.
    Suspend(UserId),
    /// `POST /zone/people/{user}/restore`: lets them in again.
    Restore(UserId),
    /// `GET /zone/people/{user}/remove`: asks whether they are to be removed.
    AskRemove(UserId),
    /// `POST /zone/people/{user}/remove`: removes them.
    Remove(UserId),
    /// `GET /zone/security`: the rules.
    Security,
    /// `POST /zone/security`: changes them.
    SetSecurity,
    /// `POST /zone/security/provider`: says by which identity provider people may sign in.
    SetProvider,
    /// `GET /zone/security/provider/remove`: asks whether it is to be removed.
    AskRemoveProvider,
    /// `POST /zone/security/provider/remove`: removes it.
    RemoveProvider,
    /// `GET /zone/audit`: the audit log.
    Audit,
    /// `GET /zone/audit/verify`: walks its chain.
    VerifyAudit,
}

impl Route {
    /// Reads a method and a path.
    pub(crate) fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        if let Some(file) = room::file_at(Place::Zone, path) {
            return if *method == Method::GET {
                Ok(Self::File(file))
            } else {
                Err(Kind::MethodNotAllowed)
            };
        }
        let rest = path.strip_prefix("/zone").ok_or(Kind::NotFound)?;
        match rest {
            "/session" if *method == Method::POST => Ok(Self::ComeIn),
            "/sign-out" if *method == Method::POST => Ok(Self::SignOut),
            "/session" | "/sign-out" => Err(Kind::MethodNotAllowed),
            rest => Inside::read(method, rest.strip_suffix('/').unwrap_or(rest)).map(Self::Inside),
        }
    }

    pub(crate) const fn rule(&self) -> Rule {
        let (name, max_body_bytes) = match self {
            Self::File(_) => ("asset", 0),
            Self::ComeIn => ("come-in", FORM),
            Self::SignOut => ("sign-out", FORM),
            Self::Inside(inside) => inside.rule(),
        };
        Rule { name, max_body_bytes }
    }
}

impl Inside {
    fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        if let Some(rest) = path.strip_prefix("/contacts") {
            return Contacts::read(method, rest).map(Self::Contacts);
        }
        let mut segments = path.split('/');
        if segments.next() != Some("") {
            return Err(Kind::NotFound);
        }
        let (get, post) = match (segments.next(), segments.next(), segments.next(), segments.next())
        {
            (None, ..) => (Some(Self::Home), None),
            (Some("keys"), None, ..) => (Some(Self::Keys), Some(Self::MakeKey)),
            (Some("keys"), Some(key), Some("end"), None) => {
                let key: ApiKeyId = key.parse().map_err(|_| Kind::NotFound)?;
                (Some(Self::AskEndKey(key.clone())), Some(Self::EndKey(key)))
            }
            (Some("people"), None, ..) => (Some(Self::People), Some(Self::Invite)),
            (Some("people"), Some("invitations"), Some(invitation), Some("withdraw")) => {
                let invitation = invitation.parse().map_err(|_| Kind::NotFound)?;
                (None, Some(Self::Withdraw(invitation)))
            }
            (Some("people"), Some(user), verb, None) => {
                Self::of_person(user.parse().map_err(|_| Kind::NotFound)?, verb)?
            }
            (Some("security"), None, ..) => (Some(Self::Security), Some(Self::SetSecurity)),
            (Some("security"), Some("provider"), None, _) => (None, Some(Self::SetProvider)),
            (Some("security"), Some("provider"), Some("remove"), None) => {
                (Some(Self::AskRemoveProvider), Some(Self::RemoveProvider))
            }
            (Some("audit"), None, ..) => (Some(Self::Audit), None),
            (Some("audit"), Some("verify"), None, _) => (Some(Self::VerifyAudit), None),
            _ => return Err(Kind::NotFound),
        };
        let asked = match *method {
            Method::GET => get,
            Method::POST => post,
            _ => None,
        };
        asked.ok_or(Kind::MethodNotAllowed)
    }

    /// What stands below somebody, to be read and to be posted to.
    fn of_person(user: UserId, verb: Option<&str>) -> Result<(Option<Self>, Option<Self>), Kind> {
        Ok(match verb {
            None => (Some(Self::Person(user.clone())), Some(Self::SetRole(user))),
            Some("suspend") => (None, Some(Self::Suspend(user))),
            Some("restore") => (None, Some(Self::Restore(user))),
            Some("remove") => (Some(Self::AskRemove(user.clone())), Some(Self::Remove(user))),
            Some(_) => return Err(Kind::NotFound),
        })
    }

    const fn rule(&self) -> (&'static str, usize) {
        match self {
            Self::Contacts(route) => route.rule(),
            Self::People => ("people", 0),
            Self::Invite => ("invite", FORM),
            Self::Withdraw(_) => ("withdraw", FORM),
            Self::Person(_) => ("person", 0),
            Self::SetRole(_) => ("set-role", FORM),
            Self::Suspend(_) => ("suspend", FORM),
            Self::Restore(_) => ("restore", FORM),
            Self::AskRemove(_) => ("ask-remove", 0),
            Self::Remove(_) => ("remove", FORM),
            Self::Home => ("home", 0),
            Self::Keys => ("keys", 0),
            Self::MakeKey => ("make-key", FORM),
            Self::AskEndKey(_) => ("ask-end-key", 0),
            Self::EndKey(_) => ("end-key", FORM),
            Self::Security => ("security", 0),
            Self::SetSecurity => ("set-security", FORM),
            Self::SetProvider => ("set-provider", FORM),
            Self::AskRemoveProvider => ("ask-remove-provider", 0),
            Self::RemoveProvider => ("remove-provider", FORM),
            Self::Audit => ("audit", 0),
            Self::VerifyAudit => ("verify-audit", 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let key: ApiKeyId = "k-1".parse().unwrap();
        let anna: UserId = "anna".parse().unwrap();
        for (method, path, want) in [
            (Method::GET, "/zone", Ok(Route::Inside(Inside::Home))),
            (Method::GET, "/zone/", Ok(Route::Inside(Inside::Home))),
            (Method::POST, "/zone", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/zone/session", Ok(Route::ComeIn)),
            (Method::GET, "/zone/session", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/zone/keys", Ok(Route::Inside(Inside::Keys))),
            (Method::POST, "/zone/keys", Ok(Route::Inside(Inside::MakeKey))),
            (Method::GET, "/zone/keys/k-1/end", Ok(Route::Inside(Inside::AskEndKey(key.clone())))),
            (Method::POST, "/zone/keys/k-1/end", Ok(Route::Inside(Inside::EndKey(key)))),
            (Method::DELETE, "/zone/keys/k-1/end", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/zone/keys/K/end", Err(Kind::NotFound)),
            (Method::GET, "/zone/keys/k-1", Err(Kind::NotFound)),
            (Method::POST, "/zone/people", Ok(Route::Inside(Inside::Invite))),
            (Method::GET, "/zone/people/anna", Ok(Route::Inside(Inside::Person(anna.clone())))),
            (Method::POST, "/zone/people/anna/suspend", Ok(Route::Inside(Inside::Suspend(anna)))),
            (Method::GET, "/zone/people/anna/suspend", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/zone/people/anna/none", Err(Kind::NotFound)),
            (Method::GET, "/zone/people/Anna", Err(Kind::NotFound)),
            (Method::GET, "/zone/people/invitations/i-1/withdraw", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/zone/security/provider", Ok(Route::Inside(Inside::SetProvider))),
            (Method::GET, "/zone/security/provider", Err(Kind::MethodNotAllowed)),
            (
                Method::POST,
                "/zone/security/provider/remove",
                Ok(Route::Inside(Inside::RemoveProvider)),
            ),
            (Method::GET, "/zone/audit/verify", Ok(Route::Inside(Inside::VerifyAudit))),
            (Method::GET, "/zone/audit/verify/x", Err(Kind::NotFound)),
            (Method::GET, "/zone/none", Err(Kind::NotFound)),
            (Method::GET, "/zones", Err(Kind::NotFound)),
        ] {
            assert_eq!(Route::read(&method, path), want, "{method} {path}");
        }
    }
}
