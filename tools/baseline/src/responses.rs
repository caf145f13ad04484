//! `POST /s/{survey}/responses`, step by step as the submit function takes it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use bytes::Bytes;
use contract::message::{AppendResponse, Timing};
use credential::ReceiptClaims;
use http::StatusCode;
use problem::{Kind, Problem};
use serde_json::Value;
use store::{Append, Record};
use survey::{AnswerProblem, Answers, Circumstances, Outcome, ResponseId, Version};

use crate::answer::{Kept, failed};
use crate::server::{Shared, now};

/// Takes one response: 201 when it is new, 200 when an earlier send had been kept.
pub(crate) async fn take(
    State(shared): State<Arc<Shared>>,
    Path(survey): Path<String>,
    body: Bytes,
) -> Response {
    match keep(&shared, &survey, &body).await {
        Ok(response) => response,
        Err(problem) => failed(&problem),
    }
}

async fn keep(shared: &Shared, survey: &str, body: &Bytes) -> Result<Response, Problem> {
    if survey != shared.survey.as_str() {
        return Err(Problem::new(Kind::NotFound));
    }
    let message: AppendResponse = serde_json::from_slice(body).map_err(|_| Kind::BodyUnreadable)?;
    let (id, version) = (message.id, message.version);
    let record = Record::new(checked(shared, message)?, now()).ok_or(Kind::BodyUnreadable)?;
    let unavailable = |error| Problem::new(Kind::StorageUnavailable).with_cause(error);
    let (status, at) = match shared.writer.append(record).await.map_err(unavailable)? {
        Append::Now(at) => (StatusCode::CREATED, at),
        Append::Already(at) => (StatusCode::OK, at),
        Append::Conflict => return Err(Problem::new(Kind::AnsweredDifferently)),
        Append::Closed => return Err(Problem::new(Kind::SurveyClosed)),
        Append::TooMany(_) => return Err(Problem::new(Kind::TooManyResponses)),
        Append::QuotaFull => return Err(Problem::new(Kind::QuotaFull)),
        Append::KeyChanged | Append::NotFound => return Err(Problem::new(Kind::NotFound)),
        Append::FileMissing(_) => return Err(Problem::new(Kind::FilesMissing)),
        Append::Complete | Append::Superseded(..) => {
            return Err(Problem::new(Kind::ResponseComplete));
        }
        Append::Withdrawn => return Err(Problem::new(Kind::ResponseWithdrawn)),
    };
    let receipt = receipt(shared, id, version, at.seconds())?;
    Ok(Kept::new(&shared.survey, id, &receipt).response(status))
}

/// The message with its answers checked against the definition.
fn checked(shared: &Shared, message: AppendResponse) -> Result<AppendResponse, Problem> {
    let AppendResponse { id, version, language, complete, answers, quotas, .. } = message;
    let (Value::Object(answers), true) = (answers.into_value(), complete) else {
        return Err(Problem::new(Kind::AnswersRejected));
    };
    let answers = Answers::from(answers);
    let circumstances = Circumstances::of(id, &language);
    let Outcome { answers, score, .. } =
        shared.definition.check(&answers, circumstances).map_err(rejected)?;
    let answers = answers.into_json();
    let (revision, suspect) = (None, Vec::new());
    Ok(AppendResponse {
        id,
        version,
        language,
        complete,
        answers,
        quotas,
        score,
        revision,
        suspect,
        per_minute: None,
        timing: Timing::Timely,
        files: Vec::new(),
        invitation: None,
    })
}

fn rejected(problems: Vec<AnswerProblem>) -> Problem {
    problems.into_iter().fold(Problem::new(Kind::AnswersRejected), |told, problem| {
        told.with_invalid(problem.name, problem.reason.to_string())
    })
}

fn receipt(
    shared: &Shared,
    response: ResponseId,
    version: Version,
    at: credential::UnixSeconds,
) -> Result<String, Problem> {
    let (survey, zone) = (shared.survey.clone(), shared.zone.clone());
    let claims = ReceiptClaims { response, survey, version, at, zone };
    shared
        .receipt_keys
        .sign(&claims)
        .map_err(|error| Problem::new(Kind::Internal).with_cause(error))
}
