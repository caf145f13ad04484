//! Responses that staff take out of figures, and have count again.

use bytes::Bytes;
use contract::message::AsideReason;
use host::own_fields;
use http::{Request, Response};
use problem::{Kind, Problem};
use survey::{ResponseId, SurveyId};

use crate::visit::Visit;

/// `POST /tool/surveys/{survey}/responses/{response}/set-aside`.
pub(crate) async fn set(
    visit: &Visit<'_>,
    response: (&SurveyId, ResponseId),
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, [reason]) = own_fields(request, ["reason"])?;
    let reason: AsideReason = reason.parse().map_err(|_| Kind::ParameterRejected)?;
    change(visit, response, Some(reason)).await
}

/// `POST /tool/surveys/{survey}/responses/{response}/count-again`.
pub(crate) async fn count_again(
    visit: &Visit<'_>,
    response: (&SurveyId, ResponseId),
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    change(visit, response, None).await
}

/// What is so already, and what counts to nothing, is shown as it is.
async fn change(
    visit: &Visit<'_>,
    (survey, response): (&SurveyId, ResponseId),
    reason: Option<AsideReason>,
) -> Result<Response<Bytes>, Problem> {
    let done = match visit.room.storage.set_aside(survey, response, reason).await {
        Ok(()) if reason.is_some() => "set-aside",
        Ok(()) => "counts-again",
        Err(problem) if problem.kind() == Kind::NotFound => "counts-nowhere",
        Err(problem) => return Err(problem),
    };
    visit.room.to(&format!("/tool/surveys/{survey}/responses/{response}?{done}"))
}
