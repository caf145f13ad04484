//! Operations on responses.

use bytes::Bytes;
use contract::Moment;
use contract::message::{
    AppendResponse, Appended, AuditAction, Cursor, Limit, Listing, ResponseItem, ResponseStretch,
    SetAside, Stretch,
};
use host::{json, with_status};
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use store::{
    AlertStore as _, Append, AuditObject, Record, ReportStore as _, ResponseStore as _, StoreError,
    StoredResponse,
};
use survey::{AnswerReason, ResponseId, SurveyId};

use crate::audit::{Acting, tell, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{answering, whole};
use crate::own;
use crate::personal;
use crate::surveys::raw;

/// The most answers, in bytes, that one stretch of a listing carries: a reader is never sent more
/// than it can hold, however long the answers are.
const MAX_STRETCH_BYTES: usize = 4 << 20;

/// How often a response is kept until nobody else has changed its invitation meanwhile.
const ATTEMPTS: u32 = 4;

/// Keeps a response: 201 when it is new, 200 when an earlier send had been kept.
///
/// A token goes to whoever sent what is kept: it opens no answers that its holder did not have. A
/// revision that came too late gets none.
pub(crate) async fn append(
    context: &Context<'_>,
    survey: &SurveyId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let mut message: AppendResponse = serde_json::from_slice(body).map_err(unreadable)?;
    let invitation = message.invitation.take();
    let mut record = Record::new(message, context.now).ok_or(Kind::BodyUnreadable)?;
    let outcome = kept(context, survey, &mut record, invitation.as_deref()).await?;
    let told = |submitted_at: Moment| {
        let token = own::token(context, survey, &record, submitted_at)?;
        let revision = record.stage.revision();
        Ok::<_, Problem>(json(&Appended { submitted_at, token: Some(token), revision }))
    };
    match outcome {
        Append::Now(submitted_at) => Ok(with_status(told(submitted_at)?, StatusCode::CREATED)),
        Append::Already(submitted_at) => told(submitted_at),
        Append::Superseded(submitted_at, revision) => {
            Ok(json(&Appended { submitted_at, token: None, revision: Some(revision) }))
        }
        Append::FileMissing(place) => Err(file_missing(&record, place)),
        Append::Complete => Err(Problem::new(Kind::ResponseComplete)),
        Append::Conflict => Err(Problem::new(Kind::AnsweredDifferently)),
        Append::Closed => Err(Problem::new(Kind::SurveyClosed)),
        Append::NotFound => Err(Problem::new(Kind::NotFound)),
        Append::QuotaFull => Err(Problem::new(Kind::QuotaFull)),
        Append::TooMany(until) => {
            // A minute that was begun beside this request may have a moment that is after its own.
            let wait = until.unix_millis().saturating_sub(context.now.unix_millis()).min(60_000);
            let seconds = u32::try_from(wait.div_ceil(1000)).unwrap_or(60);
            Err(Problem::new(Kind::TooManyResponses).with_retry_after(seconds))
        }
        Append::Withdrawn => Err(Problem::new(Kind::ResponseWithdrawn)),
        Append::KeyChanged => Err(Problem::new(Kind::Internal)),
    }
}

/// Keeps a response, has it answer the invitation that it names, and raises what staff are alerted to: all, or nothing.
pub(crate) async fn kept(
    context: &Context<'_>,
    survey: &SurveyId,
    record: &mut Record,
    invitation: Option<&str>,
) -> Result<Append, Problem> {
    let Some(token) = invitation else {
        let kept = personal::keep(context, survey, record, None).await?;
        return kept.ok_or_else(|| Problem::new(Kind::Internal));
    };
    for _ in 0..ATTEMPTS {
        let answering = answering(context, survey, record, token).await?;
        record.is_test = answering.is_test;
        if record.is_counted() {
            record.parts = answering.parts;
        }
        let (change, alerts) = (answering.change.as_ref(), answering.alerts);
        let keep = if alerts.is_empty() {
            personal::keep(context, survey, record, change).await
        } else {
            whole(context, async || {
                let kept = personal::keep(context, survey, record, change).await?;
                if matches!(kept, Some(Append::Now(_))) {
                    context.store.raise(&alerts).await.map_err(store_failed)?;
                }
                Ok((kept, None))
            })
            .await
        };
        if let Some(outcome) = keep? {
            return Ok(outcome);
        }
    }
    Err(Problem::new(Kind::StorageUnavailable).with_cause("an invitation that changes"))
}

/// Names the question whose file is missing.
fn file_missing(record: &Record, place: u32) -> Problem {
    let missing = usize::try_from(place).ok().and_then(|place| record.files.get(place));
    let question = missing.map(|file| file.question.clone()).unwrap_or_default();
    let reason = AnswerReason::FileGone.to_string();
    Problem::new(Kind::FilesMissing).with_invalid(question, reason)
}

pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    survey: &SurveyId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let ResponseStretch { state, stretch } = host::response_stretch(query)?;
    let Stretch { limit, cursor } = stretch;
    let after = cursor.map(|cursor| cursor.key().parse::<u64>()).transpose().map_err(|_| {
        Problem::new(Kind::ParameterRejected)
            .with_invalid("cursor", "cursor is not one that this listing gave")
    })?;
    let stored = context.store.list_responses(&acting.tenant, survey, state, limit, after).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let object = AuditObject::Survey(survey.clone());
    tell(context, acting.does(context, AuditAction::ListResponses, object)).await?;
    Ok(json(&stretch_of(context, survey, stored, limit).await?))
}

/// As much of `stored` as one stretch carries, and where the next one begins.
async fn stretch_of(
    context: &Context<'_>,
    survey: &SurveyId,
    stored: Vec<StoredResponse>,
    limit: Limit,
) -> Result<Listing<ResponseItem>, Problem> {
    let mut more = stored.len() == usize::from(limit.number());
    let mut bytes = 0;
    let mut last = None;
    let mut items = Vec::with_capacity(stored.len());
    for response in stored {
        let response = personal::answers(context, survey, response).await?;
        bytes += response.answers.len();
        if bytes > MAX_STRETCH_BYTES && last.is_some() {
            more = true;
            break;
        }
        last = Some(response.sequence);
        items.push(item(response)?);
    }
    let next = last.filter(|_| more).map(|sequence| Cursor::after(&sequence.to_string()));
    Ok(Listing { items, next })
}

pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    survey: &SurveyId,
    response: ResponseId,
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.read_response(&acting.tenant, survey, response).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let object = AuditObject::Response(response);
    tell(context, acting.does(context, AuditAction::ReadResponse, object)).await?;
    Ok(json(&item(personal::answers(context, survey, stored).await?)?))
}

pub(crate) fn item(stored: StoredResponse) -> Result<ResponseItem, Problem> {
    Ok(ResponseItem {
        id: stored.id,
        submitted_at: stored.submitted_at,
        version: stored.version,
        language: stored.language,
        complete: stored.stage.is_complete(),
        answers: raw(stored.answers)?,
        score: stored.score,
        suspect: stored.suspect,
        aside: stored.aside,
    })
}

/// Takes a response out of figures.
pub(crate) async fn set_aside(
    context: &Context<'_>,
    acting: &Acting,
    response: (&SurveyId, ResponseId),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let SetAside { reason } = serde_json::from_slice(body).map_err(unreadable)?;
    let work = context.store.set_aside(&acting.tenant, response, reason);
    changed(context, (acting, AuditAction::SetAside), response, work).await
}

/// Has it count again.
pub(crate) async fn count_again(
    context: &Context<'_>,
    acting: &Acting,
    response: (&SurveyId, ResponseId),
) -> Result<Response<Bytes>, Problem> {
    let work = context.store.count_again(&acting.tenant, response);
    changed(context, (acting, AuditAction::CountAgain), response, work).await
}

/// Tells of what was done with a response in the log, in one transaction, and hands nothing of it out.
async fn changed(
    context: &Context<'_>,
    (acting, action): (&Acting, AuditAction),
    (_, response): (&SurveyId, ResponseId),
    work: impl Future<Output = Result<bool, StoreError>>,
) -> Result<Response<Bytes>, Problem> {
    let note = acting.does(context, action, AuditObject::Response(response));
    if told(context, note, work, |done| *done).await? {
        return Ok(json(&serde_json::json!({})));
    }
    Err(Problem::new(Kind::NotFound))
}
