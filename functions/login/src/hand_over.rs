//! From here to the other rooms: login signs in once, and each room is given its own session.

use bytes::Bytes;
use contract::SiteUrl;
use contract::message::{OwnAccount, OwnFactor, SignedIn};
use credential::{Audience, Grants, HandOverClaims, HandOverMark, KeyRing, Permission};
use host::{Host, cookie, see_other};
use http::header::{CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY};
use http::{Request, Response};
use page::{AppPlace, HandOverPage, Place};
use problem::{Kind, Problem};

use crate::Settings;
use crate::account::{self, Person};
use crate::pages::{Cookie, guarded, language, set_cookie, style_path, to_page};

/// How long the form on the page may be sent, in seconds.
const WORTH_SECONDS: u64 = 60;

/// How long it is remembered where somebody wanted to go who has to sign in first, in seconds.
const WAY_SECONDS: u64 = 15 * 60;

/// A room that one goes on to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Onward {
    /// The Customer Zone.
    Zone,
    /// The Survey Tool.
    Tool,
    /// Store Evaluator.
    StoreEvaluator,
}

impl Onward {
    const ALL: [Self; 3] = [Self::Zone, Self::Tool, Self::StoreEvaluator];

    /// The rooms that whoever has these grants may go to. Storage decides; this only shows the way.
    pub(crate) fn open_to(grants: &Grants) -> impl Iterator<Item = Self> {
        let surveys = grants.allows(Permission::ReadSurveys, None);
        let apps = grants.allows(Permission::ReadApps, None);
        Self::ALL.into_iter().filter(move |onward| match onward {
            Self::Zone => true,
            Self::Tool => surveys,
            Self::StoreEvaluator => apps,
        })
    }

    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Zone => Place::Zone,
            Self::Tool => Place::Tool,
            Self::StoreEvaluator => Place::App(AppPlace::StoreEvaluator),
        }
    }

    const fn audience(self) -> Audience {
        match self {
            Self::Zone => Audience::Zone,
            Self::Tool => Audience::Tool,
            Self::StoreEvaluator => Audience::StoreEvaluator,
        }
    }

    const fn keys(self, settings: &Settings) -> &KeyRing {
        match self {
            Self::Zone => &settings.hand_over_zone_keys,
            Self::Tool => &settings.hand_over_tool_keys,
            Self::StoreEvaluator => &settings.hand_over_store_evaluator_keys,
        }
    }

    /// The origin of the room's pages.
    const fn site(self, settings: &Settings) -> &SiteUrl {
        match self {
            Self::Zone => &settings.zone_url,
            Self::Tool => &settings.tool_url,
            Self::StoreEvaluator => &settings.store_evaluator_url,
        }
    }

    /// Where the room's pages begin.
    pub(crate) fn page(self, settings: &Settings) -> String {
        format!("{}{}", self.site(settings).as_str(), self.place().home())
    }

    /// Where the room asks for somebody whose browser has this mark.
    fn asked(self, mark: HandOverMark) -> String {
        format!("/login/{}?for={mark}", self.audience())
    }
}

/// Whether `origin` is that of a room that login leads to.
pub(crate) fn is_of_a_room(settings: &Settings, origin: &HeaderValue) -> bool {
    Onward::ALL.iter().any(|onward| origin == onward.site(settings).as_str())
}

/// `GET /login/zone?for=<mark>`: a form that leads into the room whoever is signed in; others sign in first.
pub(crate) async fn show(
    host: &Host,
    settings: &Settings,
    onward: Onward,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let headers = request.headers();
    let mark = request.uri().query().and_then(|query| query.strip_prefix("for="));
    let Some(mark) = mark.and_then(|mark| mark.parse::<HandOverMark>().ok()) else {
        return see_other(&onward.page(settings));
    };
    match account::here(host, settings, headers).await? {
        Some((_, account)) if lacks_factor(&account) => Ok(to_page("/login")),
        Some((person, account)) => {
            let who = person.storage.renew_session().await?;
            let claims = claims(host, onward, (&person, who), mark);
            let token = onward.keys(settings).sign(&claims);
            let token = token.map_err(|_| Problem::new(Kind::Internal))?;
            page(settings, headers, &account, (onward, &token))
        }
        None => {
            let mut answer = to_page("/login");
            let value = format!("{}.{mark}; Max-Age={WAY_SECONDS}", onward.audience());
            set_cookie(answer.headers_mut(), Cookie::Way, &value)?;
            Ok(answer)
        }
    }
}

const fn lacks_factor(account: &OwnAccount) -> bool {
    let OwnFactor { required, there, passkeys, .. } = &account.second_factor;
    *required && there.is_none() && passkeys.is_empty()
}

fn claims(
    host: &Host,
    onward: Onward,
    (person, who): (&Person<'_>, SignedIn),
    mark: HandOverMark,
) -> HandOverClaims {
    HandOverClaims {
        sub: who.user,
        ten: who.tenant,
        zone: who.zone,
        aud: onward.audience(),
        epoch: who.epoch,
        grants: who.grants,
        auth: person.since(),
        mark,
        exp: host.now().seconds().saturating_add_seconds(WORTH_SECONDS),
    }
}

fn page(
    settings: &Settings,
    headers: &HeaderMap,
    account: &OwnAccount,
    (onward, token): (Onward, &str),
) -> Result<Response<Bytes>, Problem> {
    let mut answer = guarded(page::hand_over_page(&HandOverPage {
        place: onward.place(),
        language: language(headers),
        style: &style_path(),
        email: account.email.as_str(),
        organisation: &account.organisation,
        action: &format!("{}/session", onward.page(settings)),
        token,
    }));
    // The one form of ours that goes to another of our hosts; it is told who sends it.
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action {}; \
         base-uri 'none'; frame-ancestors 'none'",
        onward.site(settings).as_str()
    );
    let policy = HeaderValue::try_from(policy).map_err(|_| Kind::Internal)?;
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    set_cookie(answer.headers_mut(), Cookie::Way, "; Max-Age=0")?;
    Ok(answer)
}

/// Where somebody goes who has signed in: where they came from, else to their account.
pub(crate) fn onward(headers: &HeaderMap) -> Result<Response<Bytes>, Problem> {
    match cookie(headers, Cookie::Way.name()).and_then(way) {
        Some((onward, mark)) => see_other(&onward.asked(mark)),
        None => Ok(to_page("/login")),
    }
}

/// Reads what is remembered of where somebody wanted to go.
fn way(raw: &str) -> Option<(Onward, HandOverMark)> {
    let (audience, mark) = raw.split_once('.')?;
    let onward = Onward::ALL.into_iter().find(|one| one.audience().as_str() == audience)?;
    Some((onward, mark.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_read_again() {
        let mark = "A".repeat(43);
        for (raw, want) in [
            (format!("zone.{mark}"), Some(Onward::Zone)),
            (format!("tool.{mark}"), Some(Onward::Tool)),
            (format!("store-evaluator.{mark}"), Some(Onward::StoreEvaluator)),
            (format!("api.{mark}"), None),
            (format!("login.{mark}"), None),
            (mark.clone(), None),
            ("zone.short".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(way(&raw).map(|(onward, _)| onward), want, "{raw}");
        }
    }
}
