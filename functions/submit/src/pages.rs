//! The respondent's pages.

use bytes::Bytes;
use host::{html, offer_to_all_sites, with_status};
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, RETRY_AFTER,
};
use http::request::Parts;
use http::{Request, Response, StatusCode, Uri};
use page::{
    Access, Attempt, ClosedPage, Embedding, FailurePage, LandingPage, LinkPage, OwnPage,
    ReceiptCheck, ReceiptPage, Scope, Shut, StaffLanguage, SurveyPage, ThanksPage, UiLanguage,
    Wish,
};
use problem::{Kind, Problem};
use survey::{Circumstances, Interview, Locale, ResponseId, SurveyId, Version, choose_locale};

use crate::assets::{self, Places};
use crate::context::Context;
use crate::definitions::PublishedVersion;
use crate::hours;
use crate::invited::{self, Guest, Invitation};
use crate::proof;
use crate::state::State;
use crate::submission::Submission;

/// What a respondent's page may do, up to where its pictures come from.
const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:";

/// The rest. Any site may frame a page: there is nothing on it that a click could be stolen for, no
/// cookie and no account.
const POLICY_END: &str =
    "; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *";

pub(crate) fn guarded(page: String) -> Response<Bytes> {
    // Of other sites' pictures, and of a script beside the page's, only what its survey asks for.
    let pictures = if page.contains(" src=\"https:") { " https:" } else { "" };
    let worker = if page.contains(" data-work=\"") { "; worker-src 'self'" } else { "" };
    let policy = HeaderValue::try_from([POLICY, pictures, POLICY_END, worker].concat());
    let mut response = html(page);
    let nothing = HeaderValue::from_static("default-src 'none'");
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy.unwrap_or(nothing));
    offer_to_all_sites(&mut response);
    response
}

/// The languages that a browser says its reader knows.
pub(crate) fn accepted(headers: &HeaderMap) -> Option<&str> {
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())
}

/// The language of a page of our own.
pub(crate) fn language(uri: &Uri, headers: &HeaderMap) -> UiLanguage {
    UiLanguage::chosen(requested(uri.query()).as_deref(), accepted(headers))
}

/// The language that a link names.
fn requested(query: Option<&str>) -> Option<String> {
    of_query(query, "lang")
}

/// What a link says. Links carry other things too, from mail systems and the like; those are passed
/// over.
fn of_query(query: Option<&str>, wanted: &str) -> Option<String> {
    let pairs = host::query_pairs(query).unwrap_or_default();
    pairs.into_iter().find(|(name, _)| name == wanted).map(|(_, value)| value)
}

/// `GET /`.
pub(crate) fn landing(request: &Request<Bytes>) -> Response<Bytes> {
    let language = StaffLanguage::accepted(accepted(request.headers()));
    let style = Places::new().style;
    guarded(page::landing_page(&LandingPage { language, style: &style, login: "/login" }))
}

/// `GET /s/{survey}`, or `/s/{survey}/i/{token}`: the page, with a response id of its own. Nothing
/// is kept of who only opens it.
pub(crate) async fn survey(
    context: &Context<'_>,
    survey: &SurveyId,
    invitation: Option<Invitation>,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let guest = match invitation {
        Some(invitation) => Some(Guest::come(context, invitation, request).await?),
        None => None,
    };
    let guest = guest.as_ref();
    let (query, now) = (request.uri().query(), context.host.now());
    let (published, state) = context.settings.definitions.newest(&context.storage, survey).await?;
    let definition = &published.definition;
    let wanted = requested(query);
    let wanted = wanted.as_deref().or_else(|| guest.and_then(Guest::language));
    let locale = choose_locale(definition, wanted, accepted(request.headers()));
    let state = hours::State::of(state, definition, now.unix_millis());
    if let Some((why, status)) = guest.and_then(Guest::shut).or_else(|| shut(state)) {
        let places = Places::new();
        let closed = ClosedPage {
            survey,
            version: published.version,
            definition,
            why,
            locale: &locale,
            assets: places.both(),
        };
        return Ok(with_status(guarded(page::closed_page(&closed)), status));
    }
    new(context, (survey, &published, &locale), (guest, query))
}

/// The page of a response that begins, with what is known of an invited respondent and what their
/// link has chosen.
fn new(
    context: &Context<'_>,
    (survey, published, locale): (&SurveyId, &PublishedVersion, &Locale),
    (guest, query): (Option<&Guest>, Option<&str>),
) -> Result<Response<Bytes>, Problem> {
    let (version, definition) = (published.version, &published.definition);
    let now = context.host.now().unix_millis();
    let random = context.host.random().map_err(|_| Kind::Internal)?;
    let response = ResponseId::new(now, &random);
    let known = guest.map(Guest::known).unwrap_or_default();
    let circumstances = Circumstances::of(response, locale).with_known(known.clone());
    let mut interview = Interview::start(definition, circumstances);
    let (question, value) = (of_query(query, "q"), of_query(query, "v"));
    let choice = guest.and(question.as_deref()).zip(value.as_deref());
    let chosen = choice.and_then(|(question, value)| interview.choose(question, value));
    let linked = guest.is_some_and(|guest| guest.invitation.linked);
    let state = State { linked, known, ..State::fresh(now, interview.standing()) };
    let state = if chosen.is_some() { state.at(&interview) } else { state };
    let work = proof::of_page(context, (survey, response), definition, state.told)?;
    let invitation = guest.map(|guest| &guest.invitation);
    let state = state.seal(context, survey, (response, version, invitation))?;
    let places = Places::new();
    Ok(guarded(page::survey_page(&SurveyPage {
        survey,
        version,
        interview: &interview,
        response,
        assets: places.both(),
        embedding: Embedding::of_query(query),
        attempt: Attempt::First,
        revision: None,
        scope: Scope::Asked,
        state: &state,
        work: work.as_deref(),
        invited: guest.map(|guest| guest.shown(chosen)),
    })))
}

/// `GET /s/{survey}/theme-{version}.css`: the colours and the font of a version's theme.
pub(crate) async fn theme(
    context: &Context<'_>,
    survey: &SurveyId,
    version: Version,
) -> Result<Response<Bytes>, Problem> {
    let published = context.settings.definitions.version(&context.storage, survey, version).await?;
    let sheet = published.definition.settings.sheet.as_deref().ok_or(Kind::NotFound)?;
    Ok(assets::sheet(Bytes::copy_from_slice(sheet.as_bytes())))
}

/// Why a survey takes no answers, and the status of the page that says so.
const fn shut(state: hours::State) -> Option<(Shut, StatusCode)> {
    match state {
        hours::State::Open => None,
        hours::State::NotOpen => Some((Shut::NotOpen, StatusCode::FORBIDDEN)),
        hours::State::Closed => Some((Shut::Closed, StatusCode::GONE)),
        hours::State::Full => Some((Shut::Full, StatusCode::CONFLICT)),
    }
}

/// A page of a response that was begun.
pub(crate) struct Shown<'a> {
    pub(crate) interview: &'a Interview<'a>,
    pub(crate) attempt: Attempt<'a>,
    pub(crate) scope: Scope,
    pub(crate) embedding: Embedding,
    /// Sealed.
    pub(crate) state: &'a str,
    /// What the survey asks of the browser, if it is still to be done.
    pub(crate) work: Option<&'a str>,
}

/// The page that is asked now: the same one with what was filled in, or another.
pub(crate) fn asked(
    survey: &SurveyId,
    submission: &Submission,
    shown: &Shown<'_>,
) -> Response<Bytes> {
    let status = match shown.attempt {
        Attempt::First | Attempt::Switched { .. } => StatusCode::OK,
        Attempt::Refused { .. } | Attempt::Fault { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Attempt::Waits { .. } => StatusCode::TOO_MANY_REQUESTS,
    };
    let page = page::survey_page(&SurveyPage {
        survey,
        version: submission.version,
        interview: shown.interview,
        response: submission.id,
        assets: Places::new().both(),
        embedding: shown.embedding,
        attempt: shown.attempt,
        scope: shown.scope,
        state: shown.state,
        work: shown.work,
        revision: submission.revision.map(u32::from),
        invited: submission.invitation.as_ref().map(invited::shown),
    });
    with_status(guarded(page), status)
}

/// Thanks, with the receipt.
pub(crate) fn thanks(
    (survey, version): (&SurveyId, Version),
    interview: &Interview<'_>,
    (receipt, access): (&str, Option<Access<'_>>),
    embedding: Embedding,
) -> Response<Bytes> {
    let assets = Places::new();
    let assets = assets.both();
    let page = ThanksPage { survey, version, interview, assets, embedding, receipt, access };
    guarded(page::thanks_page(&page))
}

/// The page on which a receipt is checked.
pub(crate) fn receipt(
    survey: &SurveyId,
    request: &Request<Bytes>,
    check: ReceiptCheck<'_>,
) -> Response<Bytes> {
    let places = Places::new();
    let language = language(request.uri(), request.headers());
    let assets = places.both();
    guarded(page::receipt_page(&ReceiptPage { survey, language, assets, check }))
}

/// The page that asks for a respondent's own link.
pub(crate) fn link(survey: &SurveyId, request: &Request<Bytes>) -> Response<Bytes> {
    let places = Places::new();
    let language = language(request.uri(), request.headers());
    guarded(page::link_page(&LinkPage { survey, language, assets: places.both() }))
}

/// The page that says that a response was withdrawn.
pub(crate) fn withdrawn(survey: &SurveyId, request: &Request<Bytes>) -> Response<Bytes> {
    let places = Places::new();
    let language = language(request.uri(), request.headers());
    guarded(page::withdrawn_page(&LinkPage { survey, language, assets: places.both() }))
}

/// A respondent's own response, or the question whether it is to be withdrawn.
pub(crate) fn own(
    (survey, version): (&SurveyId, Version),
    interview: &Interview<'_>,
    (received_at, token): (&str, &str),
    wish: Wish,
) -> Response<Bytes> {
    let places = Places::new();
    let page = OwnPage { survey, version, interview, received_at, token, assets: places.both() };
    guarded(match wish {
        Wish::Withdraw => page::withdraw_page(&page),
        Wish::See | Wish::Download | Wish::WithdrawForGood => page::own_page(&page),
    })
}

/// The survey goes on with the answers that were kept.
pub(crate) fn resumed(
    context: &Context<'_>,
    survey: &SurveyId,
    submission: &Submission,
    interview: &Interview<'_>,
) -> Result<Response<Bytes>, Problem> {
    let state = State::fresh(context.host.now().unix_millis(), interview.standing()).at(interview);
    let state = State { known: submission.known.clone(), linked: submission.is_linked(), ..state };
    let definition = interview.definition();
    let work = proof::of_page(context, (survey, submission.id), definition, state.told)?;
    let state = state.seal(context, survey, submission.of())?;
    let (attempt, embedding) = (Attempt::First, Embedding::Standalone);
    let (scope, work) = (Scope::Asked, work.as_deref());
    let shown = Shown { interview, attempt, scope, embedding, state: &state, work };
    Ok(asked(survey, submission, &shown))
}

/// What a failure comes to: a page for people, `application/problem+json` for programs.
pub(crate) fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
    let told = problem.response(request_id);
    let accept = request.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    if !accept.is_some_and(|accept| accept.contains("text/html")) {
        return told;
    }
    let language = language(&request.uri, &request.headers);
    let places = Places::new();
    let assets = places.both();
    let path = request.uri.path();
    let survey = path.strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let survey = survey.filter(|survey| survey.parse::<SurveyId>().is_ok());
    let page = FailurePage { language, assets, problem, request_id, survey, path };
    let page = page::failure_page(&page);
    let mut response = with_status(guarded(page), told.status());
    if let Some(after) = told.headers().get(RETRY_AFTER) {
        response.headers_mut().insert(RETRY_AFTER, after.clone());
    }
    response
}
