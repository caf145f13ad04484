//! Surveys: make, change, publish, close, read.

use bytes::Bytes;
use contract::{Answered, StorageClient, Transport};
use host::{Host, MediaType, json, media_type, with_status};
use http::{Request, Response, StatusCode};
use problem::{InvalidParam, Kind, Problem};
use survey::model::Definition;
use survey::{DefinitionProblem, StrictJson, SurveyId};

use crate::body::{Stretch, Survey};

/// Makes a survey under a name of our choice.
pub(crate) async fn create(
    host: &Host,
    storage: &StorageClient<'_, impl Transport>,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let survey = host::fresh_name(host)?.parse().map_err(|_| Kind::Internal)?;
    save(storage, &survey, request).await
}

/// Makes a survey under this name, or replaces its draft.
pub(crate) async fn save(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("A definition is sent as application/json."));
    }
    let definition = StrictJson::from_slice(request.body())
        .map_err(|error| Problem::new(Kind::BodyUnreadable).with_detail(error.to_string()))?;
    let review = Definition::review(definition.value()).map_err(rejected)?;
    let (status, summary) = match storage.save_draft(survey, request.body().clone()).await? {
        Answered::Now(summary) => (StatusCode::CREATED, summary),
        Answered::Already(summary) => (StatusCode::OK, summary),
    };
    let survey = Survey::from(summary).lacking(review.untranslated).faint(told(review.faint));
    Ok(with_status(json(&survey), status))
}

fn rejected(problems: Vec<DefinitionProblem>) -> Problem {
    Problem::new(Kind::DefinitionRejected).with_invalid_params(told(problems))
}

fn told(problems: Vec<DefinitionProblem>) -> Vec<InvalidParam> {
    let told = problems.into_iter().map(|problem| InvalidParam {
        name: problem.path.clone(),
        reason: problem.reason.to_string(),
    });
    told.collect()
}

pub(crate) async fn publish(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    Ok(json(&Survey::from(storage.publish_survey(survey).await?)))
}

pub(crate) async fn close(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    Ok(json(&Survey::from(storage.close_survey(survey).await?)))
}

pub(crate) async fn read(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    Ok(json(&Survey::from(storage.read_survey(survey).await?)))
}

pub(crate) async fn list(
    storage: &StorageClient<'_, impl Transport>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let listing = storage.list_surveys(host::stretch(query)?).await?;
    Ok(json(&Stretch::<Survey>::from(listing)))
}
