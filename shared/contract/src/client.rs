//! How a function calls storage.

mod account;
mod alert;
mod app;
mod audit;
mod comment;
mod contact;
mod file;
mod flow;
mod hook;
mod identity;
mod mail;
mod operator;
mod passkey;
mod report;
mod tenant;

use core::net::IpAddr;

use bytes::Bytes;
use credential::{Function, KeyRing};
use http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH};
use http::{Request, Response, StatusCode, Uri};
use problem::{Kind, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use survey::{ResponseId, SurveyId, Version};

use crate::message::{
    AppendResponse, Appended, Listing, Origin, OwnResponse, OwnResponseToken, Published,
    ResponseItem, ResponseStretch, Stretch, SurveyDetail, SurveySummary, Withdrawn,
};
use crate::{Moment, Target};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Where the request comes from that leads to a call: an [`Origin`].
pub const ORIGIN_HEADER: &str = "x-origin";

/// Sends a request and brings back the answer.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait Transport {
    /// Sends `request`, once.
    ///
    /// # Errors
    ///
    /// [`Unreachable`] if no answer came back; what was asked may have been done all the same.
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable>;
}

/// No answer came back.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("no answer came back")]
pub struct Unreachable;

/// Where storage is: scheme and authority, such as `https://storage.example:443`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StorageUrl(String);

/// The text is not a [`StorageUrl`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("storage is named by http:// or https:// and a host, with no path")]
pub struct InvalidStorageUrl;

impl core::str::FromStr for StorageUrl {
    type Err = InvalidStorageUrl;

    fn from_str(raw: &str) -> Result<Self, InvalidStorageUrl> {
        let base = raw.trim_end_matches('/');
        let uri: Uri = base.parse().map_err(|_| InvalidStorageUrl)?;
        let scheme = matches!(uri.scheme_str(), Some("http" | "https"));
        let pathless = uri.path_and_query().is_none_or(|path| path == "/");
        if scheme && pathless && uri.authority().is_some() {
            Ok(Self(base.to_owned()))
        } else {
            Err(InvalidStorageUrl)
        }
    }
}

/// Where another of our rooms is, as people's browsers find it: scheme and authority.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SiteUrl(StorageUrl);

impl SiteUrl {
    /// The address, without a slash at its end. It is an origin as browsers write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.0
    }
}

impl core::str::FromStr for SiteUrl {
    type Err = InvalidStorageUrl;

    fn from_str(raw: &str) -> Result<Self, InvalidStorageUrl> {
        raw.parse().map(Self)
    }
}

/// Who is calling, on whose behalf, at which moment.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    /// The function that calls.
    pub function: Function,
    /// Its keys.
    pub keys: &'a KeyRing,
    /// The moment of the request that leads to this call.
    pub now: Moment,
    /// That request's id, so that both log lines can be found.
    pub request_id: &'a str,
    /// The user's or the API key's token, for operations that need one.
    pub credential: Option<&'a str>,
}

/// Storage, as one caller sees it during one request.
pub struct StorageClient<'a, T> {
    transport: &'a T,
    storage: &'a StorageUrl,
    caller: Caller<'a>,
    origin: Option<Origin>,
}

/// Whether a call changed something, or found it done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answered<T> {
    /// It was done now.
    Now(T),
    /// An earlier call that was the same had done it.
    Already(T),
}

impl<'a, T: Transport> StorageClient<'a, T> {
    /// Storage at `storage`, for `caller`.
    pub const fn new(transport: &'a T, storage: &'a StorageUrl, caller: Caller<'a>) -> Self {
        Self { transport, storage, caller, origin: None }
    }

    /// The same, for somebody whose address is known; what the audit log tells of it is coarse.
    #[must_use]
    pub fn seen_from(self, address: Option<IpAddr>) -> Self {
        Self { origin: address.and_then(Origin::of), ..self }
    }

    /// The published version to answer: `version`, or the newest.
    ///
    /// `known` is a version whose definition the caller still has: if that is the newest, and the
    /// survey is open, the answer is `None` and nothing is sent twice.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] if there is no such survey, or it was never published.
    pub async fn read_published(
        &self,
        survey: &SurveyId,
        version: Option<Version>,
        known: Option<Version>,
    ) -> Result<Option<Published>, Problem> {
        let query = version.map(|version| format!("version={version}"));
        let mut request =
            self.request(&Target::ReadPublished(survey.clone()), query, Bytes::new())?;
        if let Some(known) = known {
            let tag = HeaderValue::try_from(format!("\"{known}\""));
            request.headers_mut().insert(IF_NONE_MATCH, tag.map_err(|_| Kind::Internal)?);
        }
        let response = self.send(request).await?;
        if response.status() == StatusCode::NOT_MODIFIED && response.headers().contains_key(ETAG) {
            return Ok(None);
        }
        read(&response).map(Some)
    }

    /// Keeps a response.
    ///
    /// # Errors
    ///
    /// [`Kind::FilesMissing`], naming the question, if it names a file that is not there,
    /// [`Kind::AnsweredDifferently`] if the id was used with other answers,
    /// [`Kind::ResponseComplete`] if it was complete before and this is not,
    /// [`Kind::ResponseWithdrawn`], [`Kind::QuotaFull`], [`Kind::TooManyResponses`],
    /// [`Kind::SurveyClosed`] also of one that is not timely and was not kept before,
    /// [`Kind::NotFound`] if that version was never published.
    pub async fn append_response(
        &self,
        survey: &SurveyId,
        response: &AppendResponse,
    ) -> Result<Answered<Appended>, Problem> {
        let request = self.json(&Target::AppendResponse(survey.clone()), response)?;
        let response = self.send(request).await?;
        let appended = read(&response)?;
        if response.status() == StatusCode::CREATED {
            Ok(Answered::Now(appended))
        } else {
            Ok(Answered::Already(appended))
        }
    }

    /// Reads a respondent's own response.
    ///
    /// # Errors
    ///
    /// [`Kind::LinkRefused`], [`Kind::LinkExpired`], [`Kind::ResponseWithdrawn`],
    /// [`Kind::ResponseComplete`] if the token is one to go on with and there is nothing to go on
    /// with.
    pub async fn read_own_response(
        &self,
        survey: &SurveyId,
        token: &OwnResponseToken,
    ) -> Result<OwnResponse, Problem> {
        self.call_with(&Target::ReadOwnResponse(survey.clone()), token).await
    }

    /// Takes a respondent's own response away, for good. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`Kind::LinkRefused`], [`Kind::LinkExpired`], [`Kind::ResponseComplete`].
    pub async fn withdraw_response(
        &self,
        survey: &SurveyId,
        token: &OwnResponseToken,
    ) -> Result<Withdrawn, Problem> {
        self.call_with(&Target::WithdrawResponse(survey.clone()), token).await
    }

    /// Makes a survey, or replaces its draft, with `definition`, the bytes of a definition.
    ///
    /// # Errors
    ///
    /// [`Kind::DefinitionRejected`], [`Kind::SurveyNameTaken`] if another tenant has the name.
    pub async fn save_draft(
        &self,
        survey: &SurveyId,
        definition: Bytes,
    ) -> Result<Answered<SurveySummary>, Problem> {
        let request = self.request(&Target::SaveDraft(survey.clone()), None, definition)?;
        let response = self.send(request).await?;
        let summary = read(&response)?;
        if response.status() == StatusCode::CREATED {
            Ok(Answered::Now(summary))
        } else {
            Ok(Answered::Already(summary))
        }
    }

    /// Publishes a survey's draft; without a draft, opens the survey again.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`].
    pub async fn publish_survey(&self, survey: &SurveyId) -> Result<SurveySummary, Problem> {
        self.call(&Target::PublishSurvey(survey.clone()), None).await
    }

    /// Closes a survey.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`], [`Kind::SurveyState`] if it was never published.
    pub async fn close_survey(&self, survey: &SurveyId) -> Result<SurveySummary, Problem> {
        self.call(&Target::CloseSurvey(survey.clone()), None).await
    }

    /// Reads a survey with its newest definition.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`].
    pub async fn read_survey(&self, survey: &SurveyId) -> Result<SurveyDetail, Problem> {
        self.call(&Target::ReadSurvey(survey.clone()), None).await
    }

    /// Lists the tenant's surveys by name.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_surveys(&self, stretch: Stretch) -> Result<Listing<SurveySummary>, Problem> {
        self.call(&Target::ListSurveys, Some(stretch.to_query())).await
    }

    /// Lists a survey's responses, oldest first.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`].
    pub async fn list_responses(
        &self,
        survey: &SurveyId,
        ResponseStretch { state, stretch }: ResponseStretch,
    ) -> Result<Listing<ResponseItem>, Problem> {
        let query = format!("{}&state={}", stretch.to_query(), state.as_str());
        self.call(&Target::ListResponses(survey.clone()), Some(query)).await
    }

    /// Reads one response.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`].
    pub async fn read_response(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<ResponseItem, Problem> {
        self.call(&Target::ReadResponse(survey.clone(), response), None).await
    }

    async fn call<A: DeserializeOwned>(
        &self,
        target: &Target,
        query: Option<String>,
    ) -> Result<A, Problem> {
        let request = self.request(target, query, Bytes::new())?;
        read(&self.send(request).await?)
    }

    async fn call_with<A: DeserializeOwned>(
        &self,
        target: &Target,
        message: &impl Serialize,
    ) -> Result<A, Problem> {
        let request = self.json(target, message)?;
        read(&self.send(request).await?)
    }

    fn json(&self, target: &Target, message: &impl Serialize) -> Result<Request<Bytes>, Problem> {
        let body = serde_json::to_vec(message).map_err(|_| Kind::Internal)?;
        self.request(target, None, Bytes::from(body))
    }

    fn request(
        &self,
        target: &Target,
        query: Option<String>,
        body: Bytes,
    ) -> Result<Request<Bytes>, Problem> {
        let mut uri = format!("{}{}", self.storage.0, target.path());
        if let Some(query) = query {
            uri.push('?');
            uri.push_str(&query);
        }
        let mut builder = Request::builder().method(target.method()).uri(uri);
        builder = builder.header(REQUEST_ID, self.caller.request_id);
        if !body.is_empty() {
            builder = builder.header(CONTENT_TYPE, "application/json");
        }
        if let Some(origin) = self.origin {
            builder = builder.header(ORIGIN_HEADER, origin.to_string());
        }
        if let Some(token) = self.caller.credential {
            builder = builder.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        builder.body(body).map_err(|_| Problem::new(Kind::Internal))
    }

    /// Sends a call. What comes back is what was asked for, or a failure: one place for all calls.
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
        let (mut parts, body) = request.into_parts();
        let Caller { function, keys, now, .. } = self.caller;
        credential::sign_request(function, keys, &mut parts, &body, now.seconds())
            .map_err(|_| Kind::Internal)?;
        let request = Request::from_parts(parts, body);
        let answer = self.transport.send(request).await;
        let answer = answer.map_err(|_| Problem::new(Kind::StorageUnavailable))?;
        if answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED {
            return Ok(answer);
        }
        Err(failure(&answer))
    }
}

/// Reads an answer.
fn read<A: DeserializeOwned>(response: &Response<Bytes>) -> Result<A, Problem> {
    serde_json::from_slice(response.body()).map_err(|_| Problem::new(Kind::Internal))
}

/// A failure of storage is the caller's failure too, except that a signature which storage refuses
/// is our own misconfiguration, and no business of whoever called us.
fn failure(response: &Response<Bytes>) -> Problem {
    let problem = Problem::from_response(response);
    if problem.kind() == Kind::SignatureRefused { Problem::new(Kind::Internal) } else { problem }
}
