//! Calls about files.

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use problem::{Kind, Problem};
use survey::{FileId, ResponseId, SurveyId};

use super::{Answered, StorageClient, Transport};
use crate::Target;
use crate::message::{FileBody, OwnFileToken};

/// A line of JSON, and then bytes of any kind.
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/octet-stream");

impl<T: Transport> StorageClient<'_, T> {
    /// Keeps a file for a response that will name it. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`Kind::FileDiffers`] if the id was used for another file, [`Kind::FilesFull`],
    /// [`Kind::ResponseComplete`], [`Kind::ResponseWithdrawn`], [`Kind::SurveyClosed`],
    /// [`Kind::NotFound`].
    pub async fn put_file(
        &self,
        survey: &SurveyId,
        (response, file): (ResponseId, FileId),
        body: &FileBody,
    ) -> Result<Answered<()>, Problem> {
        let target = Target::PutFile(survey.clone(), response, file);
        let mut request = self.request(&target, None, body.to_bytes())?;
        request.headers_mut().insert(CONTENT_TYPE, MEDIA_TYPE);
        let is_new = self.send(request).await?.status() == StatusCode::CREATED;
        Ok(if is_new { Answered::Now(()) } else { Answered::Already(()) })
    }

    /// Reads a file of a respondent's own response.
    ///
    /// # Errors
    ///
    /// [`Kind::LinkRefused`], [`Kind::LinkExpired`], [`Kind::NotFound`].
    pub async fn read_own_file(
        &self,
        survey: &SurveyId,
        token: &OwnFileToken,
    ) -> Result<FileBody, Problem> {
        let request = self.json(&Target::ReadOwnFile(survey.clone()), token)?;
        self.file(request).await
    }

    /// Reads a file that a response names.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`].
    pub async fn read_file(
        &self,
        survey: &SurveyId,
        (response, file): (ResponseId, FileId),
    ) -> Result<FileBody, Problem> {
        let target = Target::ReadFile(survey.clone(), response, file);
        let request = self.request(&target, None, bytes::Bytes::new())?;
        self.file(request).await
    }

    async fn file(&self, request: http::Request<bytes::Bytes>) -> Result<FileBody, Problem> {
        let response = self.send(request).await?;
        FileBody::from_bytes(response.body()).ok_or(Problem::new(Kind::Internal))
    }
}
