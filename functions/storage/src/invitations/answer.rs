//! A response that answers an invitation.

use contract::message::OpenedState;
use invite::Input;
use problem::{Kind, Problem};
use store::{Own, PersonChange, ResponseStore as _};
use survey::{ResponseId, SurveyId};

use super::kept::Kept;
use super::person::Person;
use super::respondent::{asked, claims, opened};
use super::setup::Setups;
use crate::context::Context;
use crate::failure::store_failed;

/// What a response does to the invitation that it answers.
pub(crate) struct Answer {
    /// What it changes: nothing, if it is not complete, or was kept before.
    pub(crate) change: Option<PersonChange>,
    /// Whether the invitation is a test.
    pub(crate) is_test: bool,
}

/// What a response, which is complete or not, does to the invitation of a token. One that takes no answer
/// refuses any but what was kept before.
pub(crate) async fn answering(
    context: &Context<'_>,
    (survey, response): (&SurveyId, ResponseId),
    token: &str,
    is_complete: bool,
) -> Result<Answer, Problem> {
    let claims = claims(context, token)?;
    if claims.survey != *survey {
        return Err(Problem::new(Kind::InvitationRefused));
    }
    let is_late = claims.exp <= context.now.seconds();
    let stored = asked(context, &claims.jti).await?;
    let unchanged = Answer { change: None, is_test: stored.test };
    let kept = Kept::of(context, &stored).await?;
    let refusal = match opened(kept.as_ref(), is_late, context) {
        OpenedState::Open | OpenedState::OptedOut => None,
        OpenedState::Answered => Some(Kind::InvitationAnswered),
        OpenedState::Cancelled | OpenedState::Erased => Some(Kind::InvitationCancelled),
        OpenedState::Expired => Some(Kind::InvitationExpired),
    };
    if let Some(refusal) = refusal {
        return match context.store.read_own(survey, response).await.map_err(store_failed)? {
            Own::Response(kept) if kept.stage.is_complete() => Ok(unchanged),
            Own::Response(_) | Own::Withdrawn | Own::NotFound => Err(Problem::new(refusal)),
        };
    }
    if !is_complete {
        return Ok(unchanged);
    }
    let Some(mut person) = Person::of(context, &stored).await? else {
        return Err(Problem::new(Kind::InvitationCancelled));
    };
    // Nothing links the two.
    let why =
        person.tell(context, &mut Setups::default(), &stored.id, &Input::Answered(None)).await?;
    if why.is_some() {
        return Err(Problem::new(Kind::InvitationRefused));
    }
    person.change(context).map(|change| Answer { change: Some(change), ..unchanged })
}
