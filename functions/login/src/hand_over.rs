//! From here to the other rooms: login signs in once, and each room is given its own session.

use bytes::Bytes;
use contract::SiteUrl;
use contract::message::{OwnAccount, OwnFactor, SignedIn};
use credential::{Audience, Grants, HandOverClaims, HandOverMark, KeyRing, Permission};
use host::{Host, SettingError, cookie, key_ring, parsed, see_other};
use http::header::{CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY};
use http::{Request, Response};
use page::{AppPlace, HandOverPage, Place, StaffLanguage};
use problem::{Kind, Problem};

use crate::Settings;
use crate::account::{self, Person};
use crate::pages::{Cookie, guarded, language, set_cookie, style_path, to_page};

/// How long the form on the page may be sent, in seconds.
const WORTH_SECONDS: u64 = 60;

/// How long it is remembered where somebody wanted to go who has to sign in first, in seconds.
const WAY_SECONDS: u64 = 15 * 60;

/// The rooms that one goes on to.
const ROOMS: [Place; 7] = [
    Place::Zone,
    Place::Tool,
    Place::App(AppPlace::StoreEvaluator),
    Place::App(AppPlace::Leveranskontroll),
    Place::App(AppPlace::DeliveryControl),
    Place::App(AppPlace::StayEvaluator),
    Place::App(AppPlace::WhyCancel),
];

/// The room that is called so in addresses.
pub(crate) fn room(name: &str) -> Option<Place> {
    ROOMS.into_iter().find(|place| place.name() == name)
}

/// What is known of each room.
#[derive(Debug)]
pub(crate) struct Rooms {
    zone: Known,
    tool: Known,
    store_evaluator: Known,
    leveranskontroll: Known,
    delivery_control: Known,
    stay_evaluator: Known,
    why_cancel: Known,
}

/// What is known of a room.
#[derive(Debug)]
struct Known {
    /// What seals what is handed over to it.
    keys: KeyRing,
    /// The origin of its pages.
    site: SiteUrl,
}

impl Known {
    async fn read(
        host: &Host,
        (keys, site): (&'static str, &'static str),
    ) -> Result<Self, SettingError> {
        Ok(Self { keys: key_ring(host, keys).await?, site: parsed(host, site).await? })
    }
}

impl Rooms {
    pub(crate) async fn read(host: &Host) -> Result<Self, SettingError> {
        let delivery_control = "hand_over_delivery_control_keys";
        Ok(Self {
            zone: Known::read(host, ("hand_over_zone_keys", "zone_url")).await?,
            tool: Known::read(host, ("hand_over_tool_keys", "tool_url")).await?,
            store_evaluator: Known::read(
                host,
                ("hand_over_store_evaluator_keys", "store_evaluator_url"),
            )
            .await?,
            // Two names of one app, each with pages of its own.
            leveranskontroll: Known::read(host, (delivery_control, "leveranskontroll_url")).await?,
            delivery_control: Known::read(host, (delivery_control, "delivery_control_url")).await?,
            stay_evaluator: Known::read(
                host,
                ("hand_over_stay_evaluator_keys", "stay_evaluator_url"),
            )
            .await?,
            why_cancel: Known::read(host, ("hand_over_why_cancel_keys", "why_cancel_url")).await?,
        })
    }

    const fn of(&self, place: Place) -> &Known {
        match place {
            // Nothing of login leads to those.
            Place::Zone | Place::App(AppPlace::Further(_)) => &self.zone,
            Place::Tool => &self.tool,
            Place::App(AppPlace::StoreEvaluator) => &self.store_evaluator,
            Place::App(AppPlace::Leveranskontroll) => &self.leveranskontroll,
            Place::App(AppPlace::DeliveryControl) => &self.delivery_control,
            Place::App(AppPlace::StayEvaluator) => &self.stay_evaluator,
            Place::App(AppPlace::WhyCancel) => &self.why_cancel,
        }
    }

    /// Where a room's pages begin.
    pub(crate) fn page(&self, place: Place) -> String {
        format!("{}{}", self.of(place).site.as_str(), place.home())
    }
}

/// The rooms that whoever has these grants may go to. Storage decides; this only shows the way. Of an app with two names
/// the one is shown that goes with the language.
pub(crate) fn open_to(grants: &Grants, language: StaffLanguage) -> impl Iterator<Item = Place> {
    let surveys = grants.allows(Permission::ReadSurveys, None);
    let apps = grants.allows(Permission::ReadApps, None);
    ROOMS.into_iter().filter(move |place| match place {
        Place::Zone => true,
        Place::Tool => surveys,
        Place::App(AppPlace::Further(_)) => false,
        Place::App(AppPlace::Leveranskontroll) => apps && language == StaffLanguage::Sv,
        Place::App(AppPlace::DeliveryControl) => apps && language == StaffLanguage::En,
        Place::App(AppPlace::StoreEvaluator | AppPlace::StayEvaluator | AppPlace::WhyCancel) => {
            apps
        }
    })
}

/// To whom a room's sessions are addressed.
const fn audience(place: Place) -> Audience {
    match place {
        Place::Zone | Place::App(AppPlace::Further(_)) => Audience::Zone,
        Place::Tool => Audience::Tool,
        Place::App(AppPlace::StoreEvaluator) => Audience::StoreEvaluator,
        Place::App(AppPlace::Leveranskontroll | AppPlace::DeliveryControl) => {
            Audience::DeliveryControl
        }
        Place::App(AppPlace::StayEvaluator) => Audience::StayEvaluator,
        Place::App(AppPlace::WhyCancel) => Audience::WhyCancel,
    }
}

/// Where a room asks for somebody whose browser has this mark.
fn asked(place: Place, mark: HandOverMark) -> String {
    format!("/login/{}?for={mark}", place.name())
}

/// Whether `origin` is that of a room that login leads to.
pub(crate) fn is_of_a_room(settings: &Settings, origin: &HeaderValue) -> bool {
    ROOMS.into_iter().any(|place| origin == settings.rooms.of(place).site.as_str())
}

/// `GET /login/zone?for=<mark>`: a form that leads into the room whoever is signed in; others sign in first.
pub(crate) async fn show(
    host: &Host,
    settings: &Settings,
    place: Place,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let headers = request.headers();
    let mark = request.uri().query().and_then(|query| query.strip_prefix("for="));
    let Some(mark) = mark.and_then(|mark| mark.parse::<HandOverMark>().ok()) else {
        return see_other(&settings.rooms.page(place));
    };
    match account::here(host, settings, headers).await? {
        Some((_, account)) if lacks_factor(&account) => Ok(to_page("/login")),
        Some((person, account)) => {
            let who = person.storage.renew_session().await?;
            let claims = claims(host, place, (&person, who), mark);
            let token = settings.rooms.of(place).keys.sign(&claims);
            let token = token.map_err(|_| Problem::new(Kind::Internal))?;
            page(settings, headers, &account, (place, &token))
        }
        None => {
            let mut answer = to_page("/login");
            let value = format!("{}.{mark}; Max-Age={WAY_SECONDS}", place.name());
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
    place: Place,
    (person, who): (&Person<'_>, SignedIn),
    mark: HandOverMark,
) -> HandOverClaims {
    HandOverClaims {
        sub: who.user,
        ten: who.tenant,
        zone: who.zone,
        aud: audience(place),
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
    (place, token): (Place, &str),
) -> Result<Response<Bytes>, Problem> {
    let mut answer = guarded(page::hand_over_page(&HandOverPage {
        place,
        language: language(headers),
        style: &style_path(),
        email: account.email.as_str(),
        organisation: &account.organisation,
        action: &format!("{}/session", settings.rooms.page(place)),
        token,
    }));
    // The one form of ours that goes to another of our hosts; it is told who sends it.
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action {}; \
         base-uri 'none'; frame-ancestors 'none'",
        settings.rooms.of(place).site.as_str()
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
        Some((place, mark)) => see_other(&asked(place, mark)),
        None => Ok(to_page("/login")),
    }
}

/// Reads what is remembered of where somebody wanted to go.
fn way(raw: &str) -> Option<(Place, HandOverMark)> {
    let (name, mark) = raw.split_once('.')?;
    Some((room(name)?, mark.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_read_again() {
        let mark = "A".repeat(43);
        for (raw, want) in [
            (format!("zone.{mark}"), Some(Place::Zone)),
            (format!("tool.{mark}"), Some(Place::Tool)),
            (format!("store-evaluator.{mark}"), Some(Place::App(AppPlace::StoreEvaluator))),
            (format!("leveranskontroll.{mark}"), Some(Place::App(AppPlace::Leveranskontroll))),
            (format!("api.{mark}"), None),
            (format!("login.{mark}"), None),
            (mark.clone(), None),
            ("zone.short".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(way(&raw).map(|(place, _)| place), want, "{raw}");
        }
    }
}
