//! Operations on files.

use bytes::Bytes;
use contract::message::{AuditAction, FileBody};
use host::with_status;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use store::{AuditObject, FileStore as _, NewFile, PutFile, StoredFile};
use survey::{FileId, ResponseId, SurveyId};

use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::store_failed;
use crate::personal;

/// How much may be on its way to one survey: some hundred respondents' largest files at once.
const MOST_LOOSE_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// When to try again where there are so many: until others are named or removed.
const CROWDED_SECONDS: u32 = 10 * 60;

/// Keeps a file: 201 when it is new, 200 when an earlier send had been kept.
pub(crate) async fn put(
    context: &Context<'_>,
    survey: &SurveyId,
    (response, id): (ResponseId, FileId),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let FileBody { head, content } = FileBody::from_bytes(body).ok_or(Kind::BodyUnreadable)?;
    let file = NewFile {
        response,
        id,
        head: &head,
        content: &content,
        sealed: None,
        most_loose_bytes: MOST_LOOSE_BYTES,
    };
    let kept = Response::new(Bytes::new());
    let refused = match personal::put(context, survey, file).await? {
        PutFile::Now => return Ok(with_status(kept, StatusCode::CREATED)),
        PutFile::Already => return Ok(kept),
        PutFile::Conflict => Kind::FileDiffers,
        PutFile::Complete => Kind::ResponseComplete,
        PutFile::Full => Kind::FilesFull,
        PutFile::Crowded => Kind::TooManyFiles,
        PutFile::Closed => Kind::SurveyClosed,
        PutFile::NotFound => Kind::NotFound,
        PutFile::Withdrawn => Kind::ResponseWithdrawn,
        PutFile::KeyChanged => Kind::Internal,
    };
    let problem = Problem::new(refused);
    Err(if refused == Kind::TooManyFiles {
        problem.with_retry_after(CROWDED_SECONDS)
    } else {
        problem
    })
}

pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    survey: &SurveyId,
    (response, file): (ResponseId, FileId),
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.read_file(&acting.tenant, survey, response, file).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let object = AuditObject::Response(response);
    tell(context, acting.does(context, AuditAction::ReadResponse, object)).await?;
    let opened = personal::file(context, survey, (response, file), stored).await?;
    Ok(answer(opened.ok_or(Kind::NotFound)?))
}

/// A file as an answer to another function.
pub(crate) fn answer(StoredFile { head, content, .. }: StoredFile) -> Response<Bytes> {
    let mut response = Response::new(FileBody { head, content: Bytes::from(content) }.to_bytes());
    let media_type = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}
