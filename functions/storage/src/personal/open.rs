//! Opens what is read.

use ::personal::Place;
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use store::{Locked, StoredFile, StoredResponse};
use survey::{FileId, Parted, ResponseId, SurveyId};

use super::keys::{closed, subject_key};
use crate::context::Context;

/// A response with all its answers, as they were sent. Those whose key is gone are gone.
pub(crate) async fn answers(
    context: &Context<'_>,
    survey: &SurveyId,
    mut stored: StoredResponse,
) -> Result<StoredResponse, Problem> {
    let Some(locked) = stored.personal.take() else { return Ok(stored) };
    let Locked { tenant, subject, key, sealed } = *locked;
    let Some(key) = key else { return Ok(stored) };
    let key = subject_key(context, &tenant, subject, &key).await?;
    let text = key.open(Place::Answers(survey, stored.id), &sealed);
    let text = text.map_err(|_| closed("answers"))?;
    let (readable, personal) = (object(stored.answers.as_bytes())?, object(&text)?);
    stored.answers = Value::Object(Parted { readable, personal }.join()).to_string();
    Ok(stored)
}

fn object(text: &[u8]) -> Result<Map<String, Value>, Problem> {
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("stored answers");
    serde_json::from_slice(text).map_err(unreadable)
}

/// A file as it was sent; none if its key is gone.
pub(crate) async fn file(
    context: &Context<'_>,
    survey: &SurveyId,
    (response, id): (ResponseId, FileId),
    mut stored: StoredFile,
) -> Result<Option<StoredFile>, Problem> {
    let Some(Locked { tenant, subject, key, sealed: name }) = stored.locked.take() else {
        return Ok(Some(stored));
    };
    let Some(key) = key else { return Ok(None) };
    let key = subject_key(context, &tenant, subject, &key).await?;
    let opened = |place, sealed: &[u8]| key.open(place, sealed).map_err(|_| closed("a file"));
    let name = opened(Place::FileName(survey, response, id), &name)?;
    let name = core::str::from_utf8(&name).map_err(|_| closed("a file's name"))?;
    name.clone_into(&mut stored.head.name);
    let mut opened = opened(Place::FileContent(survey, response, id), &stored.content)?;
    stored.content = core::mem::take(&mut opened);
    Ok(Some(stored))
}
