//! Operations on surveys.

use bytes::Bytes;
use contract::message::{
    AuditAction, Cursor, Listing, Published, PublishedState, Stretch, SurveyDetail, SurveyStanding,
};
use credential::TenantId;
use host::{json, with_status};
use http::header::{ETAG, HeaderValue, IF_NONE_MATCH};
use http::{Request, Response, StatusCode};
use problem::{InvalidParam, Kind, Problem};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use store::{
    AuditObject, Close, Draft, Publish, SaveDraft, StoredDefinition, StoredPublished,
    SurveyStore as _,
};
use survey::model::Definition;
use survey::{DefinitionProblem, DefinitionReason, Review, StrictJson, SurveyId, Version};

use crate::audit::{self, Acting};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};

/// How many surveys are counted for one list at most.
const MAX_STANDINGS: u16 = 50;

/// The longest part of a title that lists of surveys show, in characters.
const MAX_TITLE_CHARS: usize = 200;

/// The edge has read the definition too; what cannot be answered never comes to be stored.
pub(crate) async fn save_draft(
    context: &Context<'_>,
    acting: &Acting,
    survey: &SurveyId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let source: &RawValue = serde_json::from_slice(body).map_err(unreadable)?;
    let definition: StrictJson = serde_json::from_slice(body).map_err(unreadable)?;
    let (compiled, faint) = compile(definition.value()).map_err(rejected)?;
    let barred = barring(faint)?;
    let limit = definition.value().pointer("/nordsvar/limit").and_then(Value::as_u64);
    let limit = limit.and_then(|limit| u32::try_from(limit).ok());
    let title = title(definition.value()).map(|title| title.to_string());
    let (source, barred) = (source.get(), barred.as_deref());
    let title = title.as_deref();
    let draft = Draft { source, compiled: &compiled, barred, title, limit };
    let note = acting.does(context, AuditAction::SaveSurvey, AuditObject::Survey(survey.clone()));
    let saving = context.store.save_draft(&acting.tenant, survey, draft, context.now);
    match audit::told(context, note, saving, |saved| *saved != SaveDraft::NameTaken).await? {
        SaveDraft::Created(summary) => Ok(with_status(json(&summary), StatusCode::CREATED)),
        SaveDraft::Replaced(summary) => Ok(json(&summary)),
        SaveDraft::NameTaken => Err(Problem::new(Kind::SurveyNameTaken)),
    }
}

/// What a definition is called, as far as lists show it: a text, or texts by language.
fn title(definition: &Value) -> Option<Value> {
    let cut = |text: &str| Value::from(text.chars().take(MAX_TITLE_CHARS).collect::<String>());
    match definition.get("title")? {
        Value::String(text) => Some(cut(text)),
        Value::Object(texts) => {
            let texts = texts.iter().filter_map(|(tag, text)| Some((tag, text.as_str()?)));
            let cut = texts.map(|(tag, text)| (tag.clone(), cut(text)));
            Some(Value::Object(cut.collect::<Map<_, _>>()))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

/// The JSON of a definition, compiled, and what of it keeps it from being published. With the trees of its expressions it may be larger than the
/// edge reads; then it is refused here, not when it is answered.
fn compile(source: &Value) -> Result<(String, Vec<DefinitionProblem>), Vec<DefinitionProblem>> {
    let Review { compiled, faint, .. } = Definition::review(source)?;
    let compiled = compiled.to_string();
    if StrictJson::from_slice(compiled.as_bytes()).is_ok() {
        return Ok((compiled, faint));
    }
    let what = "values, with the parts of its expressions";
    let reason = DefinitionReason::TooMany { max: 200_000, what };
    Err(vec![DefinitionProblem { path: "$".to_owned(), reason }])
}

fn rejected(problems: Vec<DefinitionProblem>) -> Problem {
    Problem::new(Kind::DefinitionRejected).with_invalid_params(told(problems))
}

fn told(problems: Vec<DefinitionProblem>) -> Vec<InvalidParam> {
    let told = |DefinitionProblem { path, reason }| InvalidParam {
        name: path,
        reason: DefinitionReason::to_string(&reason),
    };
    problems.into_iter().map(told).collect()
}

/// What is kept beside a draft that may not be published: what is told to whoever tries.
fn barring(faint: Vec<DefinitionProblem>) -> Result<Option<String>, Problem> {
    if faint.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(&told(faint)).map(Some).map_err(|_| Problem::new(Kind::Internal))
}

pub(crate) async fn publish(
    context: &Context<'_>,
    acting: &Acting,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    let object = AuditObject::Survey(survey.clone());
    let note = acting.does(context, AuditAction::PublishSurvey, object);
    let publishing = context.store.publish(&acting.tenant, survey, context.now);
    match audit::told(context, note, publishing, |done| matches!(done, Publish::Open(_))).await? {
        Publish::Open(summary) => Ok(json(&summary)),
        Publish::Barred(why) => {
            let unreadable = |_| Problem::new(Kind::Internal).with_cause("why a draft is barred");
            let why: Vec<InvalidParam> = serde_json::from_str(&why).map_err(unreadable)?;
            Err(Problem::new(Kind::DefinitionRejected).with_invalid_params(why))
        }
        Publish::NotFound => Err(Problem::new(Kind::NotFound)),
    }
}

pub(crate) async fn close(
    context: &Context<'_>,
    acting: &Acting,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    let note = acting.does(context, AuditAction::CloseSurvey, AuditObject::Survey(survey.clone()));
    let closing = context.store.close(&acting.tenant, survey, context.now);
    match audit::told(context, note, closing, |done| matches!(done, Close::Closed(_))).await? {
        Close::Closed(summary) => Ok(json(&summary)),
        Close::NeverPublished => Err(Problem::new(Kind::SurveyState)
            .with_detail("The survey was never published, so there is nothing to close.")),
        Close::NotFound => Err(Problem::new(Kind::NotFound)),
    }
}

pub(crate) async fn read(
    context: &Context<'_>,
    tenant: &TenantId,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.read_survey(tenant, survey).await.map_err(store_failed)?;
    let stored = stored.ok_or(Kind::NotFound)?;
    Ok(json(&SurveyDetail { survey: stored.summary, definition: raw(stored.definition)? }))
}

pub(crate) async fn list(
    context: &Context<'_>,
    tenant: &TenantId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let after = cursor.as_ref().map(Cursor::key);
    let items = context.store.list_surveys(tenant, limit, after).await.map_err(store_failed)?;
    let full = items.len() == usize::from(limit.number());
    let next = items.last().filter(|_| full).map(|last| Cursor::after(last.id.as_str()));
    Ok(json(&Listing { items, next }))
}

/// How the tenant's surveys stand. What is counted has a bound, and so has what it costs.
pub(crate) async fn standings(
    context: &Context<'_>,
    tenant: &TenantId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let limit = limit.at_most(MAX_STANDINGS);
    let after = cursor.as_ref().map(Cursor::key);
    let items = context.store.list_standings(tenant, limit, after).await.map_err(store_failed)?;
    let full = items.len() == usize::from(limit.number());
    let next = items.last().filter(|_| full).map(|last| Cursor::after(last.survey.id.as_str()));
    Ok(json(&Listing::<SurveyStanding> { items, next }))
}

/// A published version. A caller that still has the newest is told so (304) instead of being sent
/// it again, as long as the survey is open.
pub(crate) async fn published(
    context: &Context<'_>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let wanted = wanted_version(request.uri().query())?;
    let stored = context.store.read_published(survey, wanted).await.map_err(store_failed)?;
    let StoredPublished { version, state, definition } = stored.ok_or(Kind::NotFound)?;
    let tag = HeaderValue::try_from(format!("\"{version}\"")).map_err(|_| Kind::Internal)?;
    let known = request.headers().get(IF_NONE_MATCH) == Some(&tag);
    let mut response = if known && state == PublishedState::Open {
        with_status(Response::new(Bytes::new()), StatusCode::NOT_MODIFIED)
    } else {
        json(&Published { version, state, definition: raw(compiled(definition)?)? })
    };
    response.headers_mut().insert(ETAG, tag);
    Ok(response)
}

/// What is answered, compiled now if it was published before definitions were compiled.
pub(crate) fn compiled(definition: StoredDefinition) -> Result<String, Problem> {
    let unreadable = || Problem::new(Kind::Internal).with_cause("a stored definition");
    match definition {
        StoredDefinition::Compiled(compiled) => Ok(compiled),
        StoredDefinition::Source(source) => {
            let source = StrictJson::from_slice(source.as_bytes()).map_err(|_| unreadable())?;
            compile(source.value()).map(|(compiled, _)| compiled).map_err(|_| unreadable())
        }
    }
}

fn wanted_version(query: Option<&str>) -> Result<Option<Version>, Problem> {
    let refused = || {
        Problem::new(Kind::ParameterRejected).with_invalid("version", "version is a number from 1")
    };
    let pairs = host::query_pairs(query).map_err(|_| Kind::ParameterRejected)?;
    match pairs.as_slice() {
        [] => Ok(None),
        [(name, value)] if name == "version" => {
            let version = value.parse().ok().and_then(Version::new);
            version.map(Some).ok_or_else(refused)
        }
        _ => Err(refused()),
    }
}

/// JSON that was stored as text, passed on without being read.
pub(crate) fn raw(json: String) -> Result<Box<RawValue>, Problem> {
    RawValue::from_string(json)
        .map_err(|_| Problem::new(Kind::Internal).with_cause("a stored text is no JSON"))
}
