//! A response that answers an invitation.

use contract::message::{OpenedState, Parts};
use invite::Input;
use problem::{Kind, Problem};
use store::{LinkedAnswer, NewAlert, Own, PersonChange, Record, ResponseStore as _};
use survey::SurveyId;

use super::came_back;
use super::kept::Kept;
use super::person::Person;
use super::respondent::{asked, claims, opened};
use super::setup::Setups;
use crate::alerts;
use crate::context::Context;
use crate::failure::store_failed;

/// What goes with a response that answers an invitation.
#[derive(Default)]
pub(crate) struct Answering {
    /// What it changes of the invitation: nothing, if it is not complete, or was kept before.
    pub(crate) change: Option<PersonChange>,
    /// What staff are alerted to.
    pub(crate) alerts: Vec<NewAlert>,
    /// Whether the invitation is a test.
    pub(crate) is_test: bool,
    /// What figures are told apart by.
    pub(crate) parts: Parts,
}

/// What goes with a response to the invitation of a token. An invitation that takes no answer refuses any but what was
/// kept before.
pub(crate) async fn answering(
    context: &Context<'_>,
    survey: &SurveyId,
    record: &Record,
    token: &str,
) -> Result<Answering, Problem> {
    let claims = claims(context, token)?;
    if claims.survey != *survey {
        return Err(Problem::new(Kind::InvitationRefused));
    }
    let is_late = claims.exp <= context.now.seconds();
    let stored = asked(context, &claims.jti).await?;
    let parts = stored.parts.clone();
    let unchanged = Answering { is_test: stored.test, parts, ..Answering::default() };
    let kept = Kept::of(context, &stored).await?;
    let refusal = match opened(kept.as_ref(), is_late, context) {
        OpenedState::Open | OpenedState::OptedOut => None,
        OpenedState::Answered => Some(Kind::InvitationAnswered),
        OpenedState::Cancelled | OpenedState::Erased => Some(Kind::InvitationCancelled),
        OpenedState::Expired => Some(Kind::InvitationExpired),
    };
    if let Some(refusal) = refusal {
        return match context.store.read_own(survey, record.id).await.map_err(store_failed)? {
            Own::Response(kept) if kept.stage.is_complete() => Ok(unchanged),
            Own::Response(_) | Own::Withdrawn | Own::NotFound => Err(Problem::new(refusal)),
        };
    }
    if !record.stage.is_complete() {
        return Ok(unchanged);
    }
    let Some(mut person) = Person::of(context, &stored).await? else {
        return Err(Problem::new(Kind::InvitationCancelled));
    };
    let mut setups = Setups::default();
    // What is kept of the invitation names no response; where its respondent was told of it, a link does.
    let why = person.tell(context, &mut setups, &stored.id, &Input::Answered(None)).await?;
    if why.is_some() {
        return Err(Problem::new(Kind::InvitationRefused));
    }
    if let Some(kept) = &kept {
        for asking in came_back::declined(&person, (&stored.app, &kept.event().key), record) {
            // What was sent already is as it was.
            if person.tell(context, &mut setups, &asking, &Input::Cancelled).await?.is_none() {
                person.by_day(&asking);
            }
        }
    }
    let place = (&stored.app, &stored.instance);
    let alerts = match setups.find(context, &stored.tenant, place).await? {
        Some(setup) => {
            let (asked, survey) = (stored.id.clone(), survey.clone());
            let linked = LinkedAnswer { asked, survey, response: record.id };
            person.link(&setup.policy, linked);
            alerts::raised(context, &setup, &claims.survey, record, stored.test).await?
        }
        None => Vec::new(),
    };
    Ok(Answering { change: Some(person.change(context)?), alerts, ..unchanged })
}
