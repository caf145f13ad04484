//! Seals what comes in.

use ::personal::{LookUp, Place};
use contract::message::{FileHead, NamedFile};
use credential::NONCE_BYTES;
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use store::{
    Answering, Append, AuditStore as _, FileStore as _, InvitationStore as _, NewFile,
    PersonChange, PutFile, Record, ResponseStore as _, SealedFile, SealedPart, SealedRecord,
};
use survey::{FileId, Locale, Parted, Readable, ResponseId, SurveyId, Version};

use super::keys::{Known, Secrets, sealing_key, secrets};
use super::plan::plan;
use crate::context::Context;
use crate::failure::store_failed;
use crate::second_factor::random;

/// How often something is sealed until nobody else has given its subject another key meanwhile.
const ATTEMPTS: u32 = 4;

/// What is sealed of a response.
#[derive(Clone, Copy)]
pub(super) struct Sent<'a> {
    pub(super) survey: &'a SurveyId,
    pub(super) id: ResponseId,
    pub(super) version: Version,
    pub(super) language: &'a Locale,
    pub(super) complete: bool,
    pub(super) answers: &'a str,
    pub(super) files: &'a [NamedFile],
    /// Whether it is in figures.
    pub(super) counted: bool,
}

/// Keeps a record, its personal part sealed, and changes with it the invitations of whoever gave it. None if those
/// are others by now; nothing is kept then.
pub(crate) async fn keep(
    context: &Context<'_>,
    survey: &SurveyId,
    record: &mut Record,
    change: Option<&PersonChange>,
) -> Result<Option<Append>, Problem> {
    let Some(plan) = plan(context, survey, record.version).await? else {
        return Ok(Some(Append::NotFound));
    };
    let secrets = secrets(context, &plan.tenant).await?;
    // Its files came before it, and what was sent of it before.
    let later = record.stage.revision().is_some_and(|revision| revision.number() > 1);
    let mut known = if later || !record.files.is_empty() { Known::Perhaps } else { Known::Hardly };
    for _ in 0..ATTEMPTS {
        let sent = Sent {
            survey,
            id: record.id,
            version: record.version,
            language: &record.language,
            complete: record.stage.is_complete(),
            answers: &record.answers,
            files: &record.files,
            counted: record.is_counted(),
        };
        record.sealed = Some(sealed(context, &secrets, &plan.readable, sent, known).await?);
        let outcome = match change {
            None => context.store.append(survey, record).await.map_err(store_failed)?,
            Some(change) => {
                match context.store.answer(survey, record, change).await.map_err(store_failed)? {
                    Answering::Response(outcome) => outcome,
                    Answering::Meanwhile => return Ok(None),
                }
            }
        };
        if outcome != Append::KeyChanged {
            return Ok(Some(outcome));
        }
        known = Known::Perhaps;
    }
    Err(busy())
}

/// What is kept of a response.
pub(super) async fn sealed(
    context: &Context<'_>,
    secrets: &Secrets,
    readable: &Readable,
    sent: Sent<'_>,
    known: Known,
) -> Result<SealedRecord, Problem> {
    let Sent { survey, id, files, .. } = sent;
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("answers that are no object");
    let answers: Map<String, Value> = serde_json::from_str(sent.answers).map_err(unreadable)?;
    let rules = readable;
    let Parted { readable, personal } = rules.part(answers);
    let tally = if sent.counted { rules.tally(&readable) } else { Vec::new() };
    let part = if personal.is_empty() {
        None
    } else {
        let own = secrets.own_subject(survey, id);
        let (key, subject) = sealing_key(context, secrets, own, known).await?;
        let text = zeroize::Zeroizing::new(Value::Object(personal).to_string());
        let nonce = random::<NONCE_BYTES>(context)?;
        let sealed = key.seal(Place::Answers(survey, id), nonce, text.as_bytes());
        Some(SealedPart { subject, sealed: sealed.map_err(|_| Kind::Internal)? })
    };
    Ok(SealedRecord {
        answers: Value::Object(readable).to_string(),
        digest: digest(secrets, sent),
        part,
        file_names: files.iter().map(|file| name_hash(secrets, sent, file)).collect(),
        tally,
    })
}

/// By which a repeat of a response is known: what it is a repeat of, and all that makes it one.
fn digest(secrets: &Secrets, sent: Sent<'_>) -> [u8; 32] {
    let Sent { survey, id, version, language, complete, answers, .. } = sent;
    secrets.look_up().hash(
        LookUp::Response,
        &[
            survey.as_str().as_bytes(),
            id.as_bytes(),
            &version.number().to_be_bytes(),
            language.as_str().as_bytes(),
            &[u8::from(complete)],
            answers.as_bytes(),
        ],
    )
}

fn name_hash(secrets: &Secrets, sent: Sent<'_>, file: &NamedFile) -> [u8; 32] {
    hash_of_name(secrets, (sent.survey, sent.id, file.id), &file.name)
}

/// A file by its survey, its response and its own name.
pub(super) type FilePlace<'a> = (&'a SurveyId, ResponseId, FileId);

fn hash_of_name(secrets: &Secrets, (survey, id, file): FilePlace<'_>, name: &str) -> [u8; 32] {
    let parts = [survey.as_str().as_bytes(), id.as_bytes(), file.as_bytes(), name.as_bytes()];
    secrets.look_up().hash(LookUp::FileName, &parts)
}

/// Keeps a file, sealed.
pub(crate) async fn put(
    context: &Context<'_>,
    survey: &SurveyId,
    file: NewFile<'_>,
) -> Result<PutFile, Problem> {
    let tenant = context.store.tenant_of(survey).await.map_err(store_failed)?;
    let Some(tenant) = tenant else { return Ok(PutFile::NotFound) };
    let secrets = secrets(context, &tenant).await?;
    for _ in 0..ATTEMPTS {
        let place = (survey, file.response, file.id);
        let sealed = sealed_file(context, &secrets, place, (file.head, file.content)).await?;
        let file = NewFile { sealed: Some(&sealed), ..file };
        let outcome = context.store.put_file(survey, file, context.now).await;
        let outcome = outcome.map_err(store_failed)?;
        if outcome != PutFile::KeyChanged {
            return Ok(outcome);
        }
    }
    Err(busy())
}

/// What is kept of a file.
pub(super) async fn sealed_file(
    context: &Context<'_>,
    secrets: &Secrets,
    place: FilePlace<'_>,
    (head, bytes): (&FileHead, &[u8]),
) -> Result<SealedFile, Problem> {
    let (survey, response, id) = place;
    let own = secrets.own_subject(survey, response);
    let (key, subject) = sealing_key(context, secrets, own, Known::Perhaps).await?;
    let named = Place::FileName(survey, response, id);
    let name = key.seal(named, random(context)?, head.name.as_bytes());
    let place_of_bytes = Place::FileContent(survey, response, id);
    let sealed = key.seal(place_of_bytes, random(context)?, bytes);
    let parts = [
        survey.as_str().as_bytes(),
        response.as_bytes(),
        id.as_bytes(),
        head.name.as_bytes(),
        head.media_type.as_bytes(),
        bytes,
    ];
    Ok(SealedFile {
        subject,
        name: name.map_err(|_| Kind::Internal)?,
        name_hash: hash_of_name(secrets, place, &head.name),
        content: sealed.map_err(|_| Kind::Internal)?,
        digest: secrets.look_up().hash(LookUp::File, &parts),
    })
}

/// Others change the same at the same time, again and again.
pub(super) fn busy() -> Problem {
    Problem::new(Kind::StorageUnavailable).with_cause("a subject's key that changes")
}
