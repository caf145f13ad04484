//! Takes submissions.

use bytes::Bytes;
use contract::message::{AppendResponse, Appended, PublishedState};
use contract::{Answered, Moment};
use credential::ReceiptClaims;
use host::{MediaType, form_fields, media_type, with_status};
use http::{Request, Response, StatusCode};
use page::Embedding;
use problem::{InvalidParam, Kind, Problem};
use serde::Serialize;
use serde_json::value::RawValue;
use survey::{
    AnswerProblem, Answers, Definition, Locale, ResponseId, StrictJson, SurveyId, Version,
};

use crate::context::Context;
use crate::pages;
use crate::submission::{Submission, from_form, from_json};

/// What a respondent's client is told of a response that is kept.
#[derive(Serialize)]
struct Received {
    id: ResponseId,
    receipt: String,
    links: Links,
}

#[derive(Serialize)]
struct Links {
    receipt: String,
}

/// A published version, as clients are sent it.
#[derive(Serialize)]
struct PublishedBody<'a> {
    id: &'a SurveyId,
    version: Version,
    state: PublishedState,
    definition: &'a RawValue,
}

/// `GET /s/{survey}/definition`.
pub(crate) async fn definition(
    context: &Context<'_>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    let definitions = &context.settings.definitions;
    let (published, state) = definitions.newest(&context.storage, survey).await?;
    let (version, definition) = (published.version, &*published.json);
    Ok(host::json(&PublishedBody { id: survey, version, state, definition }))
}

/// `POST /s/{survey}/responses`: 201 when the response is new, 200 when it had been kept.
pub(crate) async fn json(
    context: &Context<'_>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("A response is sent as application/json."));
    }
    let Submission { id, version, language, answers } = from_json(request.body())?;
    let definitions = &context.settings.definitions;
    let published = definitions.version(&context.storage, survey, version).await?;
    let answers = checked(&published.definition, &language, &answers)?;
    let (quotas, score) = (Vec::new(), None);
    let message = AppendResponse { id, version, language, complete: true, answers, quotas, score };
    let (status, received) = keep(context, survey, &message).await?;
    Ok(with_status(host::json(&received), status))
}

/// `POST /s/{survey}`: the page's form. Answers that do not fit come back on the page, with what
/// is wrong beside them.
pub(crate) async fn form(
    context: &Context<'_>,
    survey: &SurveyId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    if media_type(request.headers()) != Some(MediaType::Form) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("The form is sent as application/x-www-form-urlencoded."));
    }
    let fields = form_fields(request.body()).map_err(|_| Kind::BodyUnreadable)?;
    let submission = from_form(fields)?;
    let Submission { id, version, ref language, answers: ref fields } = submission;
    let definitions = &context.settings.definitions;
    let published = definitions.version(&context.storage, survey, version).await?;
    let answers = published.definition.answers_from_form(fields);
    let embedding = Embedding::of_query(request.uri().query());
    let problems = match published.definition.check(&answers) {
        Ok(answers) => {
            let language = language.clone();
            let answers = answers.into_json();
            let (quotas, score) = (Vec::new(), None);
            let message =
                AppendResponse { id, version, language, complete: true, answers, quotas, score };
            let (status, received) = keep(context, survey, &message).await?;
            let page = pages::thanks(survey, &published, (&message, &received.receipt), embedding);
            return Ok(with_status(page, status));
        }
        Err(problems) => problems,
    };
    Ok(pages::again(survey, &published, &submission, (&problems, embedding)))
}

/// The answers, if all of them fit; what does not is said in the respondent's language.
fn checked(
    definition: &Definition,
    language: &Locale,
    answers: &Answers,
) -> Result<StrictJson, Problem> {
    let rejected = |problems: Vec<AnswerProblem>| {
        let faults = problems.into_iter().map(|problem| InvalidParam {
            reason: page::problem_text(definition, language, &problem),
            name: problem.name,
        });
        Problem::new(Kind::AnswersRejected).with_invalid_params(faults.collect())
    };
    Ok(definition.check(answers).map_err(rejected)?.into_json())
}

/// Has storage keep a response, and signs its receipt. The same response gets the same receipt,
/// since the receipt names the moment at which it was first kept.
async fn keep(
    context: &Context<'_>,
    survey: &SurveyId,
    message: &AppendResponse,
) -> Result<(StatusCode, Received), Problem> {
    let (status, Appended { submitted_at }) =
        match context.storage.append_response(survey, message).await? {
            Answered::Now(appended) => (StatusCode::CREATED, appended),
            Answered::Already(appended) => (StatusCode::OK, appended),
        };
    let receipt = receipt(context, survey, message, submitted_at)?;
    let links = Links { receipt: format!("/s/{survey}/receipt") };
    Ok((status, Received { id: message.id, receipt, links }))
}

fn receipt(
    context: &Context<'_>,
    survey: &SurveyId,
    message: &AppendResponse,
    submitted_at: Moment,
) -> Result<String, Problem> {
    let claims = ReceiptClaims {
        response: message.id,
        survey: survey.clone(),
        version: message.version,
        at: submitted_at.seconds(),
        zone: context.settings.zone.clone(),
    };
    context.settings.receipt_keys.sign(&claims).map_err(|_| Problem::new(Kind::Internal))
}
