//! Somebody in a room.

use bytes::Bytes;
use contract::message::Person;
use contract::{Moment, StorageClient};
use credential::{Permission, SessionClaims};
use host::{Host, cookie};
use http::Response;
use http::header::HeaderMap;
use page::StaffLanguage;
use problem::{Kind, Problem};
use survey::SurveyId;

use crate::pages::{language, styles};
use crate::{Settings, pages, session};

/// Somebody who is signed in, and storage as they see it.
pub struct Visit<'a> {
    /// Who they are, and what they may do.
    pub person: Person,
    /// The language that they read.
    pub language: StaffLanguage,
    /// Storage.
    pub storage: StorageClient<'a, Host>,
    host: &'a Host,
    settings: &'a Settings,
    claims: SessionClaims,
}

/// Whether somebody is there.
pub enum Entered<'a> {
    /// They are.
    In(Box<Visit<'a>>),
    /// They are not, and are sent where they can sign in.
    Out(Response<Bytes>),
}

/// Who is signed in, by the session in a request's cookie and by what storage says of it.
///
/// # Errors
///
/// [`Kind::StorageUnavailable`].
pub async fn enter<'a>(
    host: &'a Host,
    settings: &'a Settings,
    (path, headers): (&str, &'a HeaderMap),
) -> Result<Entered<'a>, Problem> {
    let now = host.now();
    let token = cookie(headers, settings.room.session_cookie);
    let known =
        token.and_then(|token| Some((token, session::read(settings, token, now.seconds()).ok()?)));
    let Some((token, claims)) = known else { return out(host, settings, (path, headers)) };
    let storage = settings.storage(host, token);
    let person = match storage.read_person().await {
        Ok(person) => person,
        Err(problem) if is_over(problem.kind()) => return out(host, settings, (path, headers)),
        Err(problem) => return Err(problem),
    };
    let language = language(headers);
    Ok(Entered::In(Box::new(Visit { person, language, storage, host, settings, claims })))
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
        pages::refreshed(settings.room.place, language(headers), path)
    } else {
        session::to_login(host, settings)?
    };
    Ok(Entered::Out(answer))
}

impl<'a> Visit<'a> {
    /// The host, for what it alone has.
    #[must_use]
    pub const fn host(&self) -> &'a Host {
        self.host
    }

    /// Now.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.host.now()
    }

    /// Whether they may do this, as far as can be told here: storage decides.
    #[must_use]
    pub fn may(&self, permission: Permission, survey: Option<&SurveyId>) -> bool {
        self.person.who.grants.allows(permission, survey)
    }

    /// Where they see to their own account.
    #[must_use]
    pub fn account(&self) -> String {
        format!("{}/login", self.settings.login.as_str())
    }

    /// Where the style sheets are: that of all pages, and the staff's.
    #[must_use]
    pub fn styles(&self) -> (String, String) {
        styles(self.settings.room.place)
    }

    /// A page, with the session issued anew if it is time for that.
    ///
    /// # Errors
    ///
    /// [`Kind::Internal`].
    pub fn page(&self, page: String) -> Result<Response<Bytes>, Problem> {
        self.answer(pages::guarded(page, self.settings)?)
    }

    /// Goes on to a page of ours.
    ///
    /// # Errors
    ///
    /// [`Kind::Internal`].
    pub fn to(&self, path: &str) -> Result<Response<Bytes>, Problem> {
        self.answer(host::see_other(path)?)
    }

    /// Any answer, with the session issued anew if it is time for that.
    ///
    /// # Errors
    ///
    /// [`Kind::Internal`].
    pub fn answer(&self, mut answer: Response<Bytes>) -> Result<Response<Bytes>, Problem> {
        let known = (&self.claims, self.person.who.clone());
        let now = self.host.now().seconds();
        session::renew(self.settings, answer.headers_mut(), known, now)?;
        Ok(answer)
    }
}
