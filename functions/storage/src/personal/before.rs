//! Seals what was kept before personal data was sealed, a stretch at a time. One transaction seals one
//! response or one file, if nobody has yet: it may be stopped anywhere, and be done by several.

use bytes::Bytes;
use contract::message::{FileHead, PersonalSealed};
use host::json;
use http::Response;
use problem::Problem;
use store::{ClearFile, ClearResponse, PersonalStore as _, Sealing};

use super::keys::{Known, secrets};
use super::plan::plan;
use super::seal::{Sent, busy, sealed, sealed_file};
use crate::context::Context;
use crate::failure::store_failed;

/// How many responses are sealed at once.
const RESPONSES_AT_ONCE: u32 = 50;

/// How many files are, each of them of up to ten megabytes.
const FILES_AT_ONCE: u32 = 2;

/// Seals some of it beside something else, which does not fail for it: what is wrong is told to whoever
/// asks for it by [`seal`].
pub(crate) async fn some_before(context: &Context<'_>) {
    let _ = stretch(context).await;
}

/// Seals some of it; once nothing is left, sees to it that nothing stays where it was.
pub(crate) async fn seal(context: &Context<'_>) -> Result<Response<Bytes>, Problem> {
    let sealed = stretch(context).await?;
    let done = sealed == 0 && context.store.scrub().await.map_err(store_failed)?;
    Ok(json(&PersonalSealed { sealed, done }))
}

async fn stretch(context: &Context<'_>) -> Result<u32, Problem> {
    let mut sealed = 0;
    let clear = context.store.clear_responses(RESPONSES_AT_ONCE).await.map_err(store_failed)?;
    for response in &clear {
        seal_response(context, response).await?;
        sealed += 1;
    }
    for _ in 0..FILES_AT_ONCE {
        let clear = context.store.clear_file().await.map_err(store_failed)?;
        let Some(file) = clear else { break };
        seal_file(context, &file).await?;
        sealed += 1;
    }
    Ok(sealed)
}

async fn seal_response(context: &Context<'_>, response: &ClearResponse) -> Result<(), Problem> {
    let ClearResponse { survey, version, .. } = response;
    let Some(plan) = plan(context, survey, *version).await? else { return Ok(()) };
    let secrets = secrets(context, &plan.tenant).await?;
    let sent = Sent {
        survey,
        id: response.id,
        version: *version,
        language: &response.language,
        complete: response.complete,
        answers: &response.answers,
        files: &[],
        // What it counts to is kept when it is counted.
        counted: false,
    };
    for _ in 0..2 {
        let record = sealed(context, &secrets, &plan.readable, sent, Known::Perhaps).await?;
        match context.store.seal_response(response, &record).await.map_err(store_failed)? {
            Sealing::Done | Sealing::Gone => return Ok(()),
            Sealing::KeyChanged => {}
        }
    }
    Err(busy())
}

async fn seal_file(context: &Context<'_>, file: &ClearFile) -> Result<(), Problem> {
    let secrets = secrets(context, &file.tenant).await?;
    let head = FileHead { name: file.name.clone(), media_type: file.media_type.clone() };
    let place = (&file.survey, file.response, file.id);
    for _ in 0..2 {
        let sealed = sealed_file(context, &secrets, place, (&head, &file.content)).await?;
        match context.store.seal_file(file, &sealed).await.map_err(store_failed)? {
            Sealing::Done | Sealing::Gone => return Ok(()),
            Sealing::KeyChanged => {}
        }
    }
    Err(busy())
}
