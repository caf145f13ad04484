//! Signing in through one's organisation: the way to its identity provider, and back.

use bytes::Bytes;
use contract::message::{LoginVerified, VerifyOrganisation};
use credential::{HandOverSecret, TenantId};
use host::{Host, cookie, fields_of, see_other, with_status};
use http::header::HeaderMap;
use http::{Request, Response, StatusCode};
use page::{OrganisationPage, SignIn};
use problem::{Kind, Problem};

use crate::attempt::{at_home, storage};
use crate::pages::{Cookie, guarded, language, set_cookie, sign_in_page, style_path};
use crate::{Settings, agent, code};

/// How long somebody may take at their provider, in seconds.
const WAY_SECONDS: u64 = 15 * 60;

/// `GET /login/organisation`: asks for the organisation's name; again, if `refused` was none.
pub(crate) fn ask(headers: &HeaderMap, refused: Option<&str>) -> Response<Bytes> {
    let style = style_path();
    let page = OrganisationPage { language: language(headers), style: &style, refused };
    guarded(page::organisation_page(&page))
}

/// `POST /login/organisation`: takes the name.
pub(crate) fn name(request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
    let (parts, [typed]) = host::own_fields(request, ["organisation"])?;
    let headers = &parts.headers;
    let Ok(tenant) = typed.trim().to_lowercase().parse::<TenantId>() else {
        let shown: String = typed.chars().take(100).collect();
        return Ok(with_status(ask(headers, Some(&shown)), StatusCode::UNPROCESSABLE_ENTITY));
    };
    let path = format!("/login/organisation/{tenant}");
    Ok(guarded(page::to_organisation_page((language(headers), &style_path()), &path)))
}

/// `GET /login/organisation/{tenant}`: sends the browser to the organisation's identity provider, with what it is to bring back.
pub(crate) fn go(
    host: &Host,
    settings: &Settings,
    tenant: &TenantId,
) -> Result<Response<Bytes>, Problem> {
    let random = host.random().map_err(|error| Problem::new(Kind::Internal).with_cause(error))?;
    let secret = HandOverSecret::new(random);
    let identity = settings.identity_url.as_str();
    let mut answer =
        see_other(&format!("{identity}/identity/begin/{tenant}?for={}", secret.mark()))?;
    let value = format!("{}; Max-Age={WAY_SECONDS}", secret.expose());
    set_cookie(answer.headers_mut(), Cookie::Organisation, &value)?;
    Ok(answer)
}

/// `POST /login/identity`: signs in whom the provider has named, or goes on to the second factor. It need not come from a page of ours:
/// it is worth nothing but in the browser that has the secret.
pub(crate) async fn come_back(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [token]) = fields_of(request, ["token"])?;
    let headers = &parts.headers;
    let secret = cookie(headers, Cookie::Organisation.name());
    let Some(secret) = secret.and_then(|raw| raw.parse::<HandOverSecret>().ok()) else {
        return too_late(headers);
    };
    let message = VerifyOrganisation { token, mark: secret.mark(), agent: agent::of(headers) };
    let mut answer = match storage(host, settings).verify_organisation(&message).await {
        Ok(LoginVerified::SignedIn(who)) => {
            code::signed_in(host, settings, headers, at_home(settings, who)?)?
        }
        Ok(LoginVerified::SecondFactor { token, ways }) => {
            // Whoever was signed in here before is not who is asked now.
            let mut answer = code::ask(&token, ways)?;
            set_cookie(answer.headers_mut(), Cookie::Session, "; Max-Age=0")?;
            answer
        }
        Err(problem) if is_over(problem.kind()) => return too_late(headers),
        Err(problem) => return Err(problem),
    };
    set_cookie(answer.headers_mut(), Cookie::Organisation, "; Max-Age=0")?;
    Ok(answer)
}

/// Whether what was brought is worth nothing: too old, of another browser, or of an account that has changed since.
const fn is_over(kind: Kind) -> bool {
    matches!(kind, Kind::CredentialExpired | Kind::CredentialRefused)
}

fn too_late(headers: &HeaderMap) -> Result<Response<Bytes>, Problem> {
    let page = sign_in_page(language(headers), SignIn::OrganisationTooLate);
    let mut answer = with_status(page, Kind::CredentialExpired.status());
    set_cookie(answer.headers_mut(), Cookie::Organisation, "; Max-Age=0")?;
    Ok(answer)
}
