//! Responses: list and read.

use bytes::Bytes;
use contract::{StorageClient, Transport};
use host::json;
use problem::Problem;
use survey::{ResponseId, SurveyId};

use crate::body::{Response, Stretch};

pub(crate) async fn list(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
    query: Option<&str>,
) -> Result<http::Response<Bytes>, Problem> {
    let listing = storage.list_responses(survey, host::response_stretch(query)?).await?;
    Ok(json(&Stretch::<Response>::from(listing)))
}

pub(crate) async fn read(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
    response: ResponseId,
) -> Result<http::Response<Bytes>, Problem> {
    Ok(json(&Response::from(storage.read_response(survey, response).await?)))
}
