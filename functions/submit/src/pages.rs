//! The respondent's pages.

use bytes::Bytes;
use host::{html, with_status};
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, RETRY_AFTER,
};
use http::request::Parts;
use http::{Request, Response, StatusCode, Uri};
use page::{
    Access, Attempt, ClosedPage, Embedding, FailurePage, LandingPage, LinkPage, OwnPage,
    ReceiptCheck, ReceiptPage, Shut, StaffLanguage, SurveyPage, ThanksPage, UiLanguage, Wish,
};
use problem::{Kind, Problem};
use survey::{Circumstances, Interview, ResponseId, SurveyId, Version, choose_locale};

use crate::assets::{self, Places, offer_to_all_sites};
use crate::context::Context;
use crate::hours::State;
use crate::submission::Submission;

/// What a respondent's page may do. Any site may frame it: there is nothing on it that a click
/// could be stolen for, no cookie and no account.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *",
);

/// The same for a page whose survey has pictures of other sites.
const POLICY_WITH_PICTURES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *",
);

fn guarded(page: String) -> Response<Bytes> {
    let pictures = page.contains(" src=\"https:");
    let policy = if pictures { POLICY_WITH_PICTURES } else { POLICY };
    let mut response = html(page);
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    offer_to_all_sites(headers);
    response
}

fn accepted(headers: &HeaderMap) -> Option<&str> {
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())
}

/// The language of a page of our own.
fn language(uri: &Uri, headers: &HeaderMap) -> UiLanguage {
    UiLanguage::chosen(requested(uri.query()).as_deref(), accepted(headers))
}

/// The language that a link names. Links carry other things too, from mail systems and the like;
/// those are passed over.
fn requested(query: Option<&str>) -> Option<String> {
    let pairs = host::query_pairs(query).unwrap_or_default();
    pairs.into_iter().find(|(name, _)| name == "lang").map(|(_, value)| value)
}

/// `GET /`.
pub(crate) fn landing(request: &Request<Bytes>) -> Response<Bytes> {
    let language = StaffLanguage::accepted(accepted(request.headers()));
    let style = Places::new().style;
    guarded(page::landing_page(&LandingPage { language, style: &style, login: "/login" }))
}

/// `GET /s/{survey}`: the page, with a response id of its own.
pub(crate) async fn survey(
    context: &Context<'_>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (query, now) = (request.uri().query(), context.host.now());
    let (published, state) = context.settings.definitions.newest(&context.storage, survey).await?;
    let definition = &published.definition;
    let wanted = requested(query);
    let locale = choose_locale(definition, wanted.as_deref(), accepted(request.headers()));
    let places = Places::new();
    if let Some((why, status)) = shut(State::of(state, definition, now.unix_millis())) {
        let closed = ClosedPage {
            survey,
            version: published.version,
            definition,
            why,
            locale: &locale,
            style: &places.style,
        };
        return Ok(with_status(guarded(page::closed_page(&closed)), status));
    }
    let random = context.host.random().map_err(|_| Kind::Internal)?;
    let response = ResponseId::new(now.unix_millis(), &random);
    let interview = Interview::start(definition, Circumstances::of(response, &locale));
    Ok(guarded(page::survey_page(&SurveyPage {
        survey,
        version: published.version,
        interview: &interview,
        response,
        assets: places.both(),
        embedding: Embedding::of_query(query),
        attempt: Attempt::First,
        revision: None,
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
const fn shut(state: State) -> Option<(Shut, StatusCode)> {
    match state {
        State::Open => None,
        State::NotOpen => Some((Shut::NotOpen, StatusCode::FORBIDDEN)),
        State::Closed => Some((Shut::Closed, StatusCode::GONE)),
        State::Full => Some((Shut::Full, StatusCode::CONFLICT)),
    }
}

/// The page again, with what was filled in: in another language, or with what is wrong with it.
pub(crate) fn again(
    survey: &SurveyId,
    submission: &Submission,
    interview: &Interview<'_>,
    (attempt, embedding): (Attempt<'_>, Embedding),
) -> Response<Bytes> {
    let status = match attempt {
        Attempt::First | Attempt::Switched { .. } => StatusCode::OK,
        Attempt::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = page::survey_page(&SurveyPage {
        survey,
        version: submission.version,
        interview,
        response: submission.id,
        assets: Places::new().both(),
        embedding,
        attempt,
        revision: submission.revision.map(u32::from),
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
    survey: &SurveyId,
    submission: &Submission,
    interview: &Interview<'_>,
) -> Response<Bytes> {
    again(survey, submission, interview, (Attempt::First, Embedding::Standalone))
}

/// What a failure comes to: a page for people, `application/problem+json` for programs.
pub(crate) fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
    let told = problem.response(request_id);
    let accept = request.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    if !accept.is_some_and(|accept| accept.contains("text/html")) {
        return told;
    }
    let language = language(&request.uri, &request.headers);
    let style = Places::new().style;
    let survey = request.uri.path().strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let survey = survey.filter(|survey| survey.parse::<SurveyId>().is_ok());
    let page =
        page::failure_page(&FailurePage { language, style: &style, problem, request_id, survey });
    let mut response = with_status(guarded(page), told.status());
    if let Some(after) = told.headers().get(RETRY_AFTER) {
        response.headers_mut().insert(RETRY_AFTER, after.clone());
    }
    response
}
