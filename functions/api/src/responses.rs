//! Responses: list and read, with their files.

use bytes::Bytes;
use contract::{StorageClient, Transport};
use host::json;
use problem::Problem;
use survey::{FileId, ResponseId, SurveyId};

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

/// A file that a response names, to be saved.
pub(crate) async fn file(
    storage: &StorageClient<'_, impl Transport>,
    survey: &SurveyId,
    named: (ResponseId, FileId),
) -> Result<http::Response<Bytes>, Problem> {
    let file = storage.read_file(survey, named).await?;
    Ok(host::attachment(&file.head.name, &file.head.media_type, file.content))
}
