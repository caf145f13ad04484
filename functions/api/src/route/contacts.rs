//! The API's routes of contacts.

use contract::Operation;
use http::Method;
use personal::SubjectId;
use problem::Kind;

/// A route of contacts. No path has an address, a number, a name or a customer's own key in it: they go in bodies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Contacts {
    /// `GET /api/v1/contacts`: all, the newest first.
    List,
    /// `PUT /api/v1/contacts`: what is known of whoever has the key in the body.
    Save,
    /// `POST /api/v1/contacts/search`.
    Search,
    /// `GET /api/v1/contacts/groups`.
    Groups,
    /// `POST /api/v1/contacts/import`: many, all of them or none.
    Import,
    /// `GET /api/v1/contacts/{contact}`.
    Read(SubjectId),
    /// `PUT /api/v1/contacts/{contact}`.
    Put(SubjectId),
    /// `POST /api/v1/contacts/{contact}/merge`: one of two.
    Merge(SubjectId),
    /// `DELETE /api/v1/contacts/{contact}`: erases somebody.
    Remove(SubjectId),
}

impl Contacts {
    /// Reads what stands behind `/api/v1/contacts`.
    pub(super) fn read(method: &Method, rest: &str) -> Result<Self, Kind> {
        let routes = match rest.strip_prefix('/') {
            None if rest.is_empty() => vec![Self::List, Self::Save],
            None => return Err(Kind::NotFound),
            Some("search") => vec![Self::Search],
            Some("groups") => vec![Self::Groups],
            Some("import") => vec![Self::Import],
            Some(below) => {
                let (id, verb) = below.split_once('/').unwrap_or((below, ""));
                let id = id.parse().map_err(|_| Kind::NotFound)?;
                match verb {
                    "" if !below.ends_with('/') => {
                        vec![Self::Read(id), Self::Put(id), Self::Remove(id)]
                    }
                    "merge" => vec![Self::Merge(id)],
                    _ => return Err(Kind::NotFound),
                }
            }
        };
        routes.into_iter().find(|one| one.method() == *method).ok_or(Kind::MethodNotAllowed)
    }

    pub(super) const fn method(self) -> Method {
        match self {
            Self::List | Self::Groups | Self::Read(_) => Method::GET,
            Self::Save | Self::Put(_) => Method::PUT,
            Self::Search | Self::Import | Self::Merge(_) => Method::POST,
            Self::Remove(_) => Method::DELETE,
        }
    }

    pub(super) const fn operation(self) -> Operation {
        match self {
            Self::List | Self::Search => Operation::ListContacts,
            Self::Save => Operation::SaveContact,
            Self::Groups => Operation::ListContactGroups,
            Self::Import => Operation::ImportContacts,
            Self::Merge(_) => Operation::MergeContacts,
            Self::Read(_) => Operation::ReadContact,
            Self::Put(_) => Operation::PutContact,
            Self::Remove(_) => Operation::RemoveContact,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let id = "0123456789abcdef".repeat(2);
        let named: SubjectId = id.parse().unwrap();
        let (below, merge) = (format!("/{id}"), format!("/{id}/merge"));
        for (method, rest, want) in [
            (Method::GET, "", Ok(Contacts::List)),
            (Method::PUT, "", Ok(Contacts::Save)),
            (Method::POST, "", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/search", Ok(Contacts::Search)),
            (Method::GET, "/search", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/groups", Ok(Contacts::Groups)),
            (Method::POST, "/import", Ok(Contacts::Import)),
            (Method::POST, &merge, Ok(Contacts::Merge(named))),
            (Method::GET, &format!("{below}/"), Err(Kind::NotFound)),
            (Method::POST, &format!("{merge}s"), Err(Kind::NotFound)),
            (Method::GET, &below, Ok(Contacts::Read(named))),
            (Method::PUT, &below, Ok(Contacts::Put(named))),
            (Method::DELETE, &below, Ok(Contacts::Remove(named))),
            (Method::GET, "/anna@example.com", Err(Kind::NotFound)),
            (Method::GET, "/", Err(Kind::NotFound)),
            (Method::GET, "s", Err(Kind::NotFound)),
        ] {
            assert_eq!(Contacts::read(&method, rest), want, "{method} {rest}");
        }
    }
}
