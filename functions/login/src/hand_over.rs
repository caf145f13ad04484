//! From here to the other rooms: login signs in once, and each room is given its own session.

use bytes::Bytes;
use contract::message::{OwnAccount, OwnFactor, SignedIn};
use credential::{Audience, HandOverClaims, HandOverMark};
use host::{Host, cookie, see_other};
use http::header::{CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY};
use http::{Request, Response};
use page::HandOverPage;
use problem::{Kind, Problem};

use crate::Settings;
use crate::account::{self, Person};
use crate::pages::{Cookie, guarded, language, set_cookie, style_path, to_page};

/// How long the form on the page may be sent, in seconds.
const WORTH_SECONDS: u64 = 60;

/// How long it is remembered where somebody wanted to go who has to sign in first, in seconds.
const WAY_SECONDS: u64 = 15 * 60;

/// Where the Customer Zone asks for somebody, before the mark of their browser.
const PATH: &str = "/login/zone?for=";

/// `GET /login/zone?for=<mark>`: a form that leads into the Customer Zone whoever is signed in; others sign in first.
pub(crate) async fn show(
    host: &Host,
    settings: &Settings,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let headers = request.headers();
    let mark = request.uri().query().and_then(|query| query.strip_prefix("for="));
    let Some(mark) = mark.and_then(|mark| mark.parse::<HandOverMark>().ok()) else {
        return see_other(&settings.zone_page());
    };
    match account::here(host, settings, headers).await? {
        Some((_, account)) if lacks_factor(&account) => Ok(to_page("/login")),
        Some((person, account)) => {
            let who = person.storage.renew_session().await?;
            let token = token(host, settings, (&person, who), mark)?;
            page(settings, headers, &account, &token)
        }
        None => {
            let mut answer = to_page("/login");
            let value = format!("{mark}; Max-Age={WAY_SECONDS}");
            set_cookie(answer.headers_mut(), Cookie::Way, &value)?;
            Ok(answer)
        }
    }
}

const fn lacks_factor(account: &OwnAccount) -> bool {
    let OwnFactor { required, there, passkeys, .. } = &account.second_factor;
    *required && there.is_none() && passkeys.is_empty()
}

fn token(
    host: &Host,
    settings: &Settings,
    (person, who): (&Person<'_>, SignedIn),
    mark: HandOverMark,
) -> Result<String, Problem> {
    let claims = HandOverClaims {
        sub: who.user,
        ten: who.tenant,
        zone: who.zone,
        aud: Audience::Zone,
        epoch: who.epoch,
        grants: who.grants,
        auth: person.since(),
        mark,
        exp: host.now().seconds().saturating_add_seconds(WORTH_SECONDS),
    };
    settings.hand_over_zone_keys.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}

fn page(
    settings: &Settings,
    headers: &HeaderMap,
    account: &OwnAccount,
    token: &str,
) -> Result<Response<Bytes>, Problem> {
    let mut answer = guarded(page::hand_over_page(&HandOverPage {
        language: language(headers),
        style: &style_path(),
        email: account.email.as_str(),
        organisation: &account.organisation,
        action: &format!("{}/session", settings.zone_page()),
        token,
    }));
    // The one form of ours that goes to another of our hosts; it is told who sends it.
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action {}; \
         base-uri 'none'; frame-ancestors 'none'",
        settings.zone_url.as_str()
    );
    let policy = HeaderValue::try_from(policy).map_err(|_| Kind::Internal)?;
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    set_cookie(answer.headers_mut(), Cookie::Way, "; Max-Age=0")?;
    Ok(answer)
}

/// Where somebody goes who has signed in: where they came from, else to their account.
pub(crate) fn onward(headers: &HeaderMap) -> Result<Response<Bytes>, Problem> {
    let mark =
        cookie(headers, Cookie::Way.name()).and_then(|mark| mark.parse::<HandOverMark>().ok());
    match mark {
        Some(mark) => see_other(&format!("{PATH}{mark}")),
        None => Ok(to_page("/login")),
    }
}
