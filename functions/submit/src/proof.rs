//! The work that a survey may ask of the browser before it takes a response for a person's:
//! ALTCHA's scheme, without a third party and without keeping anything.

use bytes::Bytes;
use credential::WORK_RANDOM_BYTES;
use http::{Request, Response};
use problem::{Kind, Problem};
use serde_json::Value;
use survey::model::Definition;
use survey::{ResponseId, SurveyId, json_text};

use crate::context::Context;
use crate::submission::Submission;
use crate::suspicion::Told;

/// For how long a challenge is good. It is good for one response alone, and a response may wait in
/// a browser for a network.
const LIFETIME_SECONDS: u64 = 7 * 24 * 60 * 60;

/// What a challenge is about: it counts for nothing else. It stands in the challenge as it is.
fn about(survey: &SurveyId, response: ResponseId) -> String {
    format!("survey={survey}&response={response}")
}

/// A challenge for a response.
pub(crate) fn challenge(
    context: &Context<'_>,
    survey: &SurveyId,
    response: ResponseId,
    most: u32,
) -> Result<Value, Problem> {
    let random = context.host.random::<WORK_RANDOM_BYTES>().map_err(|_| Kind::Internal)?;
    let expires = context.host.now().seconds().saturating_add_seconds(LIFETIME_SECONDS);
    let about = about(survey, response);
    Ok(context.settings.state_keys.challenge(&about, expires, most, random))
}

/// The challenge that a page of a response carries, as JSON, if there is still one to solve.
pub(crate) fn of_page(
    context: &Context<'_>,
    (survey, response): (&SurveyId, ResponseId),
    definition: &Definition,
    told: Told,
) -> Result<Option<String>, Problem> {
    let most = definition.settings.proof_of_work.filter(|_| !told.proved);
    let challenge = most.map(|most| challenge(context, survey, response, most)).transpose()?;
    Ok(challenge.as_ref().map(json_text))
}

/// Whether a submission brings the proof that the work was done for it.
pub(crate) fn is_given(context: &Context<'_>, survey: &SurveyId, submission: &Submission) -> bool {
    let keys = &context.settings.state_keys;
    let about = about(survey, submission.id);
    let proof = submission.proof.as_deref();
    proof.is_some_and(|proof| keys.is_proof(proof, &about, context.host.now().seconds()))
}

/// `GET /s/{survey}/challenge?response=..`: another one, for a response that was begun on another
/// page, and for programs that have none.
pub(crate) async fn another(
    context: &Context<'_>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let pairs = host::query_pairs(request.uri().query()).unwrap_or_default();
    let response = pairs.into_iter().find(|(name, _)| name == "response");
    let response = response.and_then(|(_, id)| id.parse().ok()).ok_or_else(|| {
        Problem::new(Kind::ParameterRejected)
            .with_invalid("response", "must be a UUID of version 7, in lower case")
    })?;
    let definitions = &context.settings.definitions;
    let (published, _) = definitions.newest(&context.storage, survey).await?;
    let most = published.definition.settings.proof_of_work.ok_or(Kind::NotFound)?;
    Ok(host::json(&challenge(context, survey, response, most)?))
}
