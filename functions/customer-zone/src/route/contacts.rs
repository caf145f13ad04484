//! The routes of contacts.

use http::Method;
use personal::SubjectId;
use problem::Kind;

use super::FORM;

/// The largest file, with what a form has around it.
const FILE_FORM: usize = table::MAX_BYTES + 16 * 1024;

/// The largest file as text, with what is said of up to 200 columns and of all rows.
const PLAN_FORM: usize = table::MAX_BYTES / 3 * 4 + 64 * 1024;

/// A form with fields of a customer's own.
const WIDE_FORM: usize = 256 * 1024;

/// A route of contacts. None has an address, a number, a name or a key in it: they are posted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Contacts {
    /// `GET /zone/contacts`: the newest.
    List,
    /// `POST /zone/contacts`: those who are looked for.
    Find,
    /// `GET /zone/contacts/new`: a form for somebody new.
    New,
    /// `POST /zone/contacts/new`: adds them.
    Add,
    /// `GET /zone/contacts/import`: a form for a file.
    Import,
    /// `POST /zone/contacts/import`: reads it.
    Upload,
    /// `POST /zone/contacts/import/plan`: what it would come to, and that it is done.
    Plan,
    /// `GET /zone/contacts/{contact}`: somebody.
    One(SubjectId),
    /// `GET /zone/contacts/{contact}/edit`: a form for what is known of them.
    Edit(SubjectId),
    /// `POST /zone/contacts/{contact}/edit`: changes it.
    Change(SubjectId),
    /// `GET /zone/contacts/{contact}/merge`: asks with whom they are one.
    AskMerge(SubjectId),
    /// `POST /zone/contacts/{contact}/merge`: shows what that would be, and does it.
    Merge(SubjectId),
    /// `GET /zone/contacts/{contact}/erase`: asks whether they are to be erased.
    AskErase(SubjectId),
    /// `POST /zone/contacts/{contact}/erase`: erases them.
    Erase(SubjectId),
}

impl Contacts {
    /// Reads what stands behind `/zone/contacts`.
    pub(super) fn read(method: &Method, rest: &str) -> Result<Self, Kind> {
        let rest = match rest.strip_prefix('/') {
            Some(rest) => rest,
            None if rest.is_empty() => rest,
            None => return Err(Kind::NotFound),
        };
        let (get, post) = match rest.split_once('/') {
            None if rest.is_empty() => (Some(Self::List), Some(Self::Find)),
            None if rest == "new" => (Some(Self::New), Some(Self::Add)),
            None if rest == "import" => (Some(Self::Import), Some(Self::Upload)),
            Some(("import", "plan")) => (None, Some(Self::Plan)),
            None => (Some(Self::One(id(rest)?)), None),
            Some((raw, verb)) => {
                let id = id(raw)?;
                match verb {
                    "edit" => (Some(Self::Edit(id)), Some(Self::Change(id))),
                    "merge" => (Some(Self::AskMerge(id)), Some(Self::Merge(id))),
                    "erase" => (Some(Self::AskErase(id)), Some(Self::Erase(id))),
                    _ => return Err(Kind::NotFound),
                }
            }
        };
        let asked = match *method {
            Method::GET => get,
            Method::POST => post,
            _ => None,
        };
        asked.ok_or(Kind::MethodNotAllowed)
    }

    pub(super) const fn rule(self) -> (&'static str, usize) {
        match self {
            Self::List => ("contacts", 0),
            Self::Find => ("find-contacts", FORM),
            Self::New => ("new-contact", 0),
            Self::Add => ("add-contact", WIDE_FORM),
            Self::Import => ("import-contacts", 0),
            Self::Upload => ("upload-contacts", FILE_FORM),
            Self::Plan => ("plan-contacts", PLAN_FORM),
            Self::One(_) => ("contact", 0),
            Self::Edit(_) => ("edit-contact", 0),
            Self::Change(_) => ("change-contact", WIDE_FORM),
            Self::AskMerge(_) => ("ask-merge-contact", 0),
            Self::Merge(_) => ("merge-contact", FORM),
            Self::AskErase(_) => ("ask-erase-contact", 0),
            Self::Erase(_) => ("erase-contact", FORM),
        }
    }
}

fn id(raw: &str) -> Result<SubjectId, Kind> {
    raw.parse().map_err(|_| Kind::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let raw = "0123456789abcdef".repeat(2);
        let id: SubjectId = raw.parse().unwrap();
        let below = |verb: &str| format!("/{raw}{verb}");
        for (method, rest, want) in [
            (Method::GET, String::new(), Ok(Contacts::List)),
            (Method::POST, String::new(), Ok(Contacts::Find)),
            (Method::GET, "/new".to_owned(), Ok(Contacts::New)),
            (Method::POST, "/import".to_owned(), Ok(Contacts::Upload)),
            (Method::POST, "/import/plan".to_owned(), Ok(Contacts::Plan)),
            (Method::GET, "/import/plan".to_owned(), Err(Kind::MethodNotAllowed)),
            (Method::GET, below(""), Ok(Contacts::One(id))),
            (Method::POST, below(""), Err(Kind::MethodNotAllowed)),
            (Method::POST, below("/edit"), Ok(Contacts::Change(id))),
            (Method::GET, below("/merge"), Ok(Contacts::AskMerge(id))),
            (Method::POST, below("/erase"), Ok(Contacts::Erase(id))),
            (Method::GET, below("/other"), Err(Kind::NotFound)),
            (Method::GET, "/anna@example.com".to_owned(), Err(Kind::NotFound)),
            (Method::GET, "s".to_owned(), Err(Kind::NotFound)),
        ] {
            assert_eq!(Contacts::read(&method, &rest), want, "{method} {rest}");
        }
    }
}
