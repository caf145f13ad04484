//! Calls: what they ask, and what becomes of the keys that are pressed.

use std::collections::BTreeMap;

use bytes::Bytes;
use contract::Moment;
use contract::message::{
    AnswerCall, AppendResponse, CallAnswered, CallAsks, OpenedState, PublishedState, Quota,
    QuotaName, Timing,
};
use host::json;
use http::Response;
use invite::Channel;
use letter::{FirstQuestion, Keypad, Pressed, Recording, WebAddress};
use personal::LookUp;
use problem::{Kind, Problem};
use serde_json::Map;
use store::{
    Append, InvitationStore as _, MessageStore as _, Record, StoredAsked, SurveyStore as _,
};
use survey::model::{Definition, Hours};
use survey::{Circumstances, Interview, Locale, ResponseId, StrictJson, Version};

use super::claim::link_token;
use super::kept::Kept;
use super::respondent::{leave, opened};
use super::setup::{Setup, Setups};
use super::time::moment;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::secrets;
use crate::responses;
use crate::surveys::compiled;

/// Why an invitation takes no answer.
const OVER: [Kind; 3] =
    [Kind::InvitationAnswered, Kind::InvitationCancelled, Kind::InvitationExpired];

const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// What an instance asks in calls, in one language.
pub(super) struct Asking {
    recording: Recording,
    language: Locale,
    question: FirstQuestion,
    keypad: Keypad,
    definition: Definition,
    version: Version,
    /// Whether the survey takes answers now.
    pub(super) is_open: bool,
}

impl Asking {
    /// What the gateway is to ask.
    pub(super) fn asks(&self) -> CallAsks {
        let question = self.recording.question.as_str().to_owned();
        CallAsks { question, digits: self.keypad.digits() }
    }
}

/// What an instance asks somebody of this language in a call; nothing where there is no recording that they would hear, or where
/// the survey's first question has no keys.
pub(super) async fn asking(
    context: &Context<'_>,
    setup: &Setup,
    wanted: Option<&Locale>,
) -> Result<Option<Asking>, Problem> {
    let Some((language, recording)) = setup.recordings.choose(wanted) else { return Ok(None) };
    let survey = &setup.config.survey;
    let published = context.store.read_published(survey, None).await.map_err(store_failed)?;
    let Some(published) = published else { return Ok(None) };
    let broken = || Problem::new(Kind::Internal).with_cause("a stored definition");
    let compiled = compiled(published.definition)?;
    let json = StrictJson::from_slice(compiled.as_bytes()).map_err(|_| broken())?;
    let definition = Definition::load(json.value()).ok_or_else(broken)?;
    let Some(question) = FirstQuestion::of(&definition, language) else { return Ok(None) };
    let Some(keypad) = Keypad::of(&question) else { return Ok(None) };
    let hours = definition.settings.hours_at(context.now.unix_millis());
    Ok(Some(Asking {
        recording: recording.clone(),
        language: language.clone(),
        question,
        keypad,
        is_open: published.state == PublishedState::Open && hours == Hours::Open,
        definition,
        version: published.version,
    }))
}

/// Takes the keys that somebody has pressed who was called.
pub(crate) async fn answer(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let AnswerCall { mail, keys } = serde_json::from_slice(body).map_err(unreadable)?;
    if !AnswerCall::is_keys(&keys) {
        let told = "1 to 8 of the keys 0 to 9, * and #";
        return Err(Problem::new(Kind::ParameterRejected).with_invalid("keys", told));
    }
    let found = context.store.find_message(&mail).await.map_err(store_failed)?;
    let called = found.filter(|found| found.message.name.channel == Channel::Voice);
    let called = called.ok_or(Kind::NotFound)?.message.asked;
    let stored = context.store.find_asked(&called).await.map_err(store_failed)?;
    let stored = stored.ok_or(Kind::NotFound)?;
    Ok(json(&answered(context, &stored, &keys).await?))
}

async fn answered(
    context: &Context<'_>,
    stored: &StoredAsked,
    keys: &str,
) -> Result<CallAnswered, Problem> {
    let nothing = CallAnswered::Closed { play: None };
    let Some(kept) = Kept::of(context, stored).await? else { return Ok(nothing) };
    let place = (&stored.app, &stored.instance);
    let setup = Setups::default().find(context, &stored.tenant, place).await?;
    let Some(setup) = setup else { return Ok(nothing) };
    let asking = asking(context, &setup, kept.event().language.as_ref()).await?;
    let Some(asking) = asking else { return Ok(nothing) };
    let play = |recording: &Option<WebAddress>| recording.as_ref().map(ToString::to_string);
    let closed = CallAnswered::Closed { play: play(&asking.recording.closed) };
    match asking.keypad.pressed(keys) {
        Pressed::NoMore => {
            leave(context, &stored.id, &stored.tenant).await?;
            Ok(CallAnswered::OptedOut { play: play(&asking.recording.no_more) })
        }
        Pressed::Other => Ok(CallAnswered::Other { asks: asking.asks() }),
        Pressed::Answer(value) => {
            let is_kept = keep(context, (stored, &kept, &setup), &asking, value).await?;
            let thanks = asking.recording.thanks.to_string();
            Ok(if is_kept { CallAnswered::Kept { play: thanks } } else { closed })
        }
    }
}

/// Keeps an answer as the response to its invitation. False if none is: there is another, or it is too late.
async fn keep(
    context: &Context<'_>,
    (stored, kept, setup): (&StoredAsked, &Kept, &Setup),
    asking: &Asking,
    value: &str,
) -> Result<bool, Problem> {
    let Some(ends) = kept.invitation.link_ends() else { return Ok(false) };
    let ends = moment(ends).seconds();
    match opened(Some(kept), ends <= context.now.seconds(), context) {
        // What was kept before is told of again: a repeat comes to the same.
        OpenedState::Open
        | OpenedState::Answered
        | OpenedState::Cancelled
        | OpenedState::Expired => {}
        OpenedState::OptedOut | OpenedState::Erased => return Ok(false),
    }
    let survey = &setup.config.survey;
    let id = response_id(context, stored).await?;
    let message = response(asking, (id, value), &kept.known)?;
    let mut record = Record::new(message, context.now).ok_or(Kind::Internal)?;
    let token = link_token(context, (&stored.id, survey), ends)?;
    match responses::kept(context, survey, &mut record, Some(&token)).await {
        Ok(outcome) => Ok(is_kept(&outcome)),
        Err(problem) if OVER.contains(&problem.kind()) => Ok(false),
        Err(problem) => Err(problem),
    }
}

/// Whether what was answered is what is kept.
const fn is_kept(outcome: &Append) -> bool {
    match outcome {
        Append::Now(_) | Append::Already(_) => true,
        Append::Superseded(..)
        | Append::FileMissing(_)
        | Append::Complete
        | Append::Conflict
        | Append::Closed
        | Append::NotFound
        | Append::QuotaFull
        | Append::TooMany(_)
        | Append::Withdrawn
        | Append::KeyChanged => false,
    }
}

/// The name of the response to an invitation that is given in a call. Whoever sends the same keys twice comes to the same; it
/// follows from the invitation by the tenant's own key alone, and its moment is the day of that.
async fn response_id(context: &Context<'_>, stored: &StoredAsked) -> Result<ResponseId, Problem> {
    let secrets = secrets(context, &stored.tenant).await?;
    let parts: [&[u8]; 2] = [b"response of a call", stored.id.as_str().as_bytes()];
    let hash = secrets.look_up().hash(LookUp::ExternalKey, &parts);
    let random = hash.first_chunk().ok_or(Kind::Internal)?;
    Ok(ResponseId::new(day(stored.made_at), random))
}

const fn day(at: Moment) -> u64 {
    at.unix_millis() / DAY_MILLIS * DAY_MILLIS
}

/// The response: what was pressed, with what was known of whoever was called where nobody can answer.
fn response(
    asking: &Asking,
    (id, value): (ResponseId, &str),
    known: &BTreeMap<String, String>,
) -> Result<AppendResponse, Problem> {
    let definition = &asking.definition;
    let known = known.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let circumstances = Circumstances::of(id, &asking.language).with_known(known);
    let mut asked = Interview::start(definition, circumstances.clone());
    let name = asked.choose(&asking.question.name, value).ok_or(Kind::Internal)?;
    // Nobody has seen the other questions, nor what stands in them from the start.
    let chosen = asked.answers().remove(name).ok_or(Kind::Internal)?;
    let chosen = Map::from_iter([(name.to_owned(), chosen)]);
    let answered = Interview::resume(definition, circumstances, &chosen);
    let quota = |name: &str| {
        let limit = definition.quotas.iter().find(|quota| *quota.name == *name)?.limit;
        Some(Quota { name: name.parse::<QuotaName>().ok()?, limit })
    };
    let counted = answered.quotas();
    let whole = definition.settings.limit;
    let whole = whole.map(|limit| Quota { name: QuotaName::whole_survey(), limit });
    let timing = if asking.is_open { Timing::Timely } else { Timing::Untimely };
    Ok(AppendResponse {
        id,
        version: asking.version,
        language: asking.language.clone(),
        complete: true,
        answers: StrictJson::from(answered.answers()),
        quotas: whole.into_iter().chain(counted.iter().filter_map(|name| quota(name))).collect(),
        score: answered.score(),
        revision: None,
        suspect: Vec::new(),
        per_minute: definition.settings.per_minute,
        timing,
        files: Vec::new(),
        invitation: None,
    })
}
