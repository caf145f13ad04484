//! Operations on responses.

use bytes::Bytes;
use contract::message::{AppendResponse, Appended, Cursor, Limit, Listing, ResponseItem, Stretch};
use credential::TenantId;
use host::{json, with_status};
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use store::{Append, Record, ResponseStore as _, StoredResponse};
use survey::{ResponseId, SurveyId};

use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::surveys::raw;

/// The most answers, in bytes, that one stretch of a listing carries: a reader is never sent more
/// than it can hold, however long the answers are.
const MAX_STRETCH_BYTES: usize = 4 << 20;

/// Keeps a response: 201 when it is new, 200 when an earlier send had been kept.
pub(crate) async fn append(
    context: &Context<'_>,
    survey: &SurveyId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: AppendResponse = serde_json::from_slice(body).map_err(unreadable)?;
    let record = Record::new(message, context.now);
    match context.store.append(survey, &record).await.map_err(store_failed)? {
        Append::Now(submitted_at) => {
            Ok(with_status(json(&Appended { submitted_at }), StatusCode::CREATED))
        }
        Append::Already(submitted_at) => Ok(json(&Appended { submitted_at })),
        Append::Conflict => Err(Problem::new(Kind::AnsweredDifferently)),
        Append::Closed => Err(Problem::new(Kind::SurveyClosed)),
        Append::NotFound => Err(Problem::new(Kind::NotFound)),
        Append::QuotaFull => Err(Problem::new(Kind::QuotaFull)),
    }
}

pub(crate) async fn list(
    context: &Context<'_>,
    tenant: &TenantId,
    survey: &SurveyId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let after = cursor.map(|cursor| cursor.key().parse::<u64>()).transpose().map_err(|_| {
        Problem::new(Kind::ParameterRejected)
            .with_invalid("cursor", "cursor is not one that this listing gave")
    })?;
    let stored = context.store.list_responses(tenant, survey, limit, after).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    Ok(json(&stretch_of(stored, limit)?))
}

/// As much of `stored` as one stretch carries, and where the next one begins.
fn stretch_of(stored: Vec<StoredResponse>, limit: Limit) -> Result<Listing<ResponseItem>, Problem> {
    let mut more = stored.len() == usize::from(limit.number());
    let mut bytes = 0;
    let mut last = None;
    let mut items = Vec::with_capacity(stored.len());
    for response in stored {
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
    tenant: &TenantId,
    survey: &SurveyId,
    response: ResponseId,
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.read_response(tenant, survey, response).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    Ok(json(&item(stored)?))
}

fn item(stored: StoredResponse) -> Result<ResponseItem, Problem> {
    Ok(ResponseItem {
        id: stored.id,
        submitted_at: stored.submitted_at,
        version: stored.version,
        language: stored.language,
        complete: stored.complete,
        answers: raw(stored.answers)?,
        score: stored.score,
    })
}
