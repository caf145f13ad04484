//! Takes submissions.

use std::sync::Arc;

use bytes::Bytes;
use contract::message::{AppendResponse, Appended};
use contract::{Answered, Moment};
use credential::ReceiptClaims;
use host::{MediaType, media_type, with_status};
use http::{Request, Response, StatusCode};
use problem::{Kind, Problem};
use serde::Serialize;
use serde_json::value::RawValue;
use survey::{Interview, ResponseId, SurveyId, Version};

use crate::context::Context;
use crate::definitions::PublishedVersion;
use crate::hours;
use crate::invited::{self, Invitation};
use crate::partial::Partial;
use crate::response::{kept, message, rejected, timely};
use crate::state::State;
use crate::submission::{Submission, from_json};
use crate::suspicion;

/// What a respondent's client is told of a response that is kept.
#[derive(Serialize)]
pub(crate) struct Received {
    id: ResponseId,
    pub(crate) receipt: String,
    /// What leads the respondent back to the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) access: Option<String>,
    pub(crate) links: Links,
    /// What the survey says at the end: markup that was checked when it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_html: Option<String>,
    /// Where respondents go at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    navigate_to: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Links {
    receipt: String,
    /// Where the respondent sees and withdraws the response. The token stands in the fragment,
    /// which no server sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) response: Option<String>,
}

/// A published version, as clients are sent it.
#[derive(Serialize)]
struct PublishedBody<'a> {
    id: &'a SurveyId,
    version: Version,
    state: hours::State,
    definition: &'a RawValue,
}

/// `GET /s/{survey}/definition`.
pub(crate) async fn definition(
    context: &Context<'_>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    let definitions = &context.settings.definitions;
    let (published, state) = definitions.newest(&context.storage, survey).await?;
    let (version, definition) = (published.version, &*published.json);
    let now = context.host.now().unix_millis();
    let state = hours::State::of(state, &published.definition, now);
    Ok(host::json(&PublishedBody { id: survey, version, state, definition }))
}

/// `POST /s/{survey}/responses`, or `/s/{survey}/i/{token}/responses`: 201 when the response is new, 200 when it had been kept.
pub(crate) async fn json(
    context: &Context<'_>,
    survey: &SurveyId,
    invitation: Option<Invitation>,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("A response is sent as application/json."));
    }
    let (mut submission, answers) = from_json(request.body())?.apart();
    submission.invitation = invitation;
    let published = version(context, survey, &mut submission).await?;
    let definition = &published.definition;
    // A state that cannot be opened any more is no reason to lose what somebody answered.
    let keys = &context.settings.state_keys;
    let state = submission.state.take();
    let mut state = state.and_then(|sealed| State::open(keys, survey, &submission, &sealed).ok());
    suspicion::weigh(context, (survey, definition), &mut submission, state.as_mut());
    invited::recall(context, &mut submission, state.as_ref()).await?;
    if let Some(revision) = submission.revision {
        let partial = Partial { survey, submission: &submission, revision, answers: &answers };
        return partial.keep(context, definition).await;
    }
    let now = submission.circumstances(&submission.language);
    let outcome = definition.check(&answers, now.clone()).map_err(|problems| {
        let interview = Interview::resume(definition, now.clone(), answers.members());
        submission.refused(|| rejected(&interview, &problems))
    })?;
    let message = message(definition, &submission, outcome);
    let kept = kept(definition, now, &message);
    let (status, mut received) = keep(context, (survey, &submission), &message).await?;
    received.completed_html = kept.completed_html();
    received.navigate_to = page::onward(&kept);
    Ok(with_status(host::json(&received), status))
}

/// The version that a submission answers. Says of the submission whether it comes in time for it.
pub(crate) async fn version(
    context: &Context<'_>,
    survey: &SurveyId,
    submission: &mut Submission,
) -> Result<Arc<PublishedVersion>, Problem> {
    let now = context.host.now().unix_millis();
    timely(submission.id, now)?;
    let definitions = &context.settings.definitions;
    let published = definitions.version(&context.storage, survey, submission.version).await?;
    submission.shut = hours::shut(&published.definition, submission.id, now);
    Ok(published)
}

/// Has storage keep a response, and signs its receipt. The same response gets the same receipt,
/// since the receipt names the moment at which it was first kept.
pub(crate) async fn keep(
    context: &Context<'_>,
    (survey, submission): (&SurveyId, &Submission),
    message: &AppendResponse,
) -> Result<(StatusCode, Received), Problem> {
    let (status, Appended { submitted_at, token, .. }) =
        match append(context, (survey, submission), message).await? {
            Answered::Now(appended) => (StatusCode::CREATED, appended),
            Answered::Already(appended) => (StatusCode::OK, appended),
        };
    let receipt = receipt(context, survey, message, submitted_at)?;
    let response = token.as_deref().map(|token| response_link(survey, token));
    let links = Links { receipt: format!("/s/{survey}/receipt"), response };
    let received = Received {
        id: message.id,
        receipt,
        access: token,
        links,
        completed_html: None,
        navigate_to: None,
    };
    Ok((status, received))
}

/// Has storage keep a response. It says of one at the wrong time that the survey is closed; which
/// it is, the submission knows.
pub(crate) async fn append(
    context: &Context<'_>,
    (survey, submission): (&SurveyId, &Submission),
    message: &AppendResponse,
) -> Result<Answered<Appended>, Problem> {
    let appended = context.storage.append_response(survey, message).await;
    appended.map_err(|problem| {
        let shut = problem.kind() == Kind::SurveyClosed;
        if shut { submission.refused(|| problem) } else { problem }
    })
}

/// Where a token leads. In the fragment it stays with the respondent's browser.
pub(crate) fn response_link(survey: &SurveyId, token: &str) -> String {
    format!("/s/{survey}/response#{token}")
}

fn receipt(
    context: &Context<'_>,
    survey: &SurveyId,
    message: &AppendResponse,
    submitted_at: Moment,
) -> Result<String, Problem> {
    let claims = ReceiptClaims {
        response: message.id,
        survey: survey.clone(),
        version: message.version,
        at: submitted_at.seconds(),
        zone: context.settings.zone.clone(),
    };
    context.settings.receipt_keys.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}
