//! A respondent's own response: seen and taken away with a token that only storage makes.

use bytes::Bytes;
use contract::Moment;
use contract::message::{AuditAction, OwnFileToken, OwnResponse, OwnResponseToken, Withdrawn};
use credential::{AccessClaims, CredentialError, Grants, ResumeClaims, UnixSeconds};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{
    AuditActor, AuditObject, AuditStore as _, FileStore as _, Own, Record, ResponseStore as _,
    Stage, StoredResponse, Withdraw, Withdrawable,
};
use survey::{ResponseId, StrictJson, SurveyId};

use crate::audit::{Acting, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::{files, personal};

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// How long a response that is not complete may be gone on with.
const RESUME_SECONDS: u64 = 30 * SECONDS_A_DAY;

/// How long a respondent may see and take away a complete response by their link.
const ACCESS_SECONDS: u64 = 365 * SECONDS_A_DAY;

/// What leads the respondent of `record` back to it. It is counted from the moment at which the
/// record was kept: a repeat gets the same token.
pub(crate) fn token(
    context: &Context<'_>,
    survey: &SurveyId,
    record: &Record,
    submitted_at: Moment,
) -> Result<String, Problem> {
    let settings = context.settings;
    let (response, survey, zone) = (record.id, survey.clone(), settings.zone.clone());
    let ends =
        |seconds: u64| UnixSeconds::new(submitted_at.seconds().get().saturating_add(seconds));
    let token = match record.stage {
        Stage::Partial(_) => {
            let claims = ResumeClaims { response, survey, zone, exp: ends(RESUME_SECONDS) };
            settings.resume_keys.sign(&claims)
        }
        Stage::Complete => {
            let claims = AccessClaims { response, survey, zone, exp: ends(ACCESS_SECONDS) };
            settings.access_keys.sign(&claims)
        }
    };
    token.map_err(|_| Problem::new(Kind::Internal))
}

/// What a respondent holds: the name of their response, and what they may do with it.
struct Held {
    response: ResponseId,
    what: Withdrawable,
}

/// Checks a token. One for another survey leads nowhere, as one that is not ours.
fn held(context: &Context<'_>, survey: &SurveyId, token: &str) -> Result<Held, Problem> {
    let (settings, now) = (context.settings, context.now.seconds());
    let resumed = settings
        .resume_keys
        .verify::<ResumeClaims>(token, now)
        .map(|claims| (claims.response, claims.survey, claims.zone, Withdrawable::Partial));
    let claims = match resumed {
        Err(CredentialError::Forged | CredentialError::Malformed) => settings
            .access_keys
            .verify::<AccessClaims>(token, now)
            .map(|claims| (claims.response, claims.survey, claims.zone, Withdrawable::Complete)),
        Ok(_) | Err(CredentialError::Expired) => resumed,
    };
    match claims {
        Ok((response, of, zone, what)) if of == *survey && zone == settings.zone => {
            Ok(Held { response, what })
        }
        Ok(_) | Err(CredentialError::Forged | CredentialError::Malformed) => {
            Err(Problem::new(Kind::LinkRefused))
        }
        Err(CredentialError::Expired) => Err(Problem::new(Kind::LinkExpired)),
    }
}

/// A respondent's own response. A token that leads on with one shows nothing once it is complete.
pub(crate) async fn read(
    context: &Context<'_>,
    survey: &SurveyId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let OwnResponseToken { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let held = held(context, survey, &token)?;
    match context.store.read_own(survey, held.response).await.map_err(store_failed)? {
        Own::Response(stored) => match (held.what, stored.stage) {
            (Withdrawable::Partial, Stage::Partial(_))
            | (Withdrawable::Complete, Stage::Complete) => {
                let stored = personal::answers(context, survey, stored).await?;
                Ok(json(&message(stored)?))
            }
            (Withdrawable::Partial, Stage::Complete) => Err(Problem::new(Kind::ResponseComplete)),
            (Withdrawable::Complete, Stage::Partial(_)) => Err(Problem::new(Kind::LinkRefused)),
        },
        Own::Withdrawn => Err(Problem::new(Kind::ResponseWithdrawn)),
        Own::NotFound => Err(Problem::new(Kind::LinkRefused)),
    }
}

fn message(stored: StoredResponse) -> Result<OwnResponse, Problem> {
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("stored answers");
    Ok(OwnResponse {
        id: stored.id,
        submitted_at: stored.submitted_at,
        version: stored.version,
        language: stored.language,
        revision: stored.stage.revision(),
        answers: StrictJson::from_slice(stored.answers.as_bytes()).map_err(unreadable)?,
    })
}

/// A file of a respondent's own response, which is complete.
pub(crate) async fn file(
    context: &Context<'_>,
    survey: &SurveyId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let OwnFileToken { token, file } = serde_json::from_slice(body).map_err(unreadable)?;
    let Held { response, what } = held(context, survey, &token)?;
    match what {
        Withdrawable::Partial => Err(Problem::new(Kind::LinkRefused)),
        Withdrawable::Complete => {
            let stored = context.store.read_own_file(survey, response, file).await;
            let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
            let opened = personal::file(context, survey, (response, file), stored).await?;
            Ok(files::answer(opened.ok_or(Kind::NotFound)?))
        }
    }
}

/// Takes a respondent's own response away, for good.
pub(crate) async fn withdraw(
    context: &Context<'_>,
    survey: &SurveyId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let OwnResponseToken { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let Held { response, what } = held(context, survey, &token)?;
    let tenant = context.store.tenant_of(survey).await.map_err(store_failed)?;
    let tenant = tenant.ok_or(Kind::LinkRefused)?;
    let secrets = personal::secrets(context, &tenant).await?;
    let own = secrets.own_subject(survey, response);
    let respondent = Acting { tenant, actor: AuditActor::Respondent, grants: Grants::default() };
    let object = AuditObject::Response(response);
    let note = respondent.does(context, AuditAction::WithdrawResponse, object);
    let withdrawing = context.store.withdraw(survey, response, own, what, context.now);
    match told(context, note, withdrawing, |done| *done == Withdraw::Done).await? {
        Withdraw::Done | Withdraw::Already => Ok(json(&Withdrawn { id: response })),
        Withdraw::Complete => Err(Problem::new(Kind::ResponseComplete)),
        Withdraw::NotFound => Err(Problem::new(Kind::LinkRefused)),
    }
}
