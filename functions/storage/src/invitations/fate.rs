//! What becomes of messages that a courier had in hand.

use bytes::Bytes;
use contract::message::{MailFailure, MailFate, MailReturned, MailSettled};
use credential::MailId;
use host::json;
use http::Response;
use invite::{Input, MessageName};
use problem::Problem;
use store::{InvitationStore as _, MessageStore as _, Resend};

use super::person::Person;
use super::respondent::tell_all;
use super::setup::Setups;
use super::time::timestamp;
use super::whole::whole;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::second_factor::random;

/// What a courier says of a message.
enum Said {
    Sent,
    Failed(MailFailure),
    Returned(MailFate),
}

/// The relay has taken a message.
pub(crate) async fn sent(context: &Context<'_>, id: &MailId) -> Result<bool, Problem> {
    said(context, id, &Said::Sent).await
}

/// The relay has not taken a message.
pub(crate) async fn failed(
    context: &Context<'_>,
    id: &MailId,
    failure: MailFailure,
) -> Result<bool, Problem> {
    said(context, id, &Said::Failed(failure)).await
}

/// What became of a message after it was taken.
pub(crate) async fn returned(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let MailReturned { mail, fate } = serde_json::from_slice(body).map_err(unreadable)?;
    let changed = said(context, &mail, &Said::Returned(fate)).await?;
    Ok(json(&MailSettled { changed }))
}

async fn said(context: &Context<'_>, id: &MailId, said: &Said) -> Result<bool, Problem> {
    whole(context, async || Ok((settle(context, id, said).await?, None))).await
}

async fn settle(context: &Context<'_>, id: &MailId, said: &Said) -> Result<bool, Problem> {
    let found = context.store.find_message(id).await.map_err(store_failed)?;
    let Some(found) = found else { return Ok(false) };
    let asked = found.message.asked;
    let stored = context.store.find_asked(&asked).await.map_err(store_failed)?;
    let Some(stored) = stored else { return Ok(false) };
    let Some(mut person) = Person::of(context, &stored).await? else { return Ok(false) };
    let name = found.message.name;
    let input = match said {
        Said::Sent => Input::HandedOver(name),
        Said::Failed(failure) => {
            // Somebody else has it in hand by now.
            if found.is_over || failure.attempt != found.message.attempt {
                return Ok(false);
            }
            after_failure(context, name, *failure)?
        }
        Said::Returned(MailFate::Delivered) => Input::Delivered(name),
        Said::Returned(MailFate::Unanswered) => Input::Unanswered(name),
        Said::Returned(MailFate::Transient) => return Ok(false),
        Said::Returned(MailFate::Permanent) => Input::Bounced(name),
        Said::Returned(MailFate::Complaint) => {
            let of = |one: &credential::InvitationId| {
                if *one == asked { Input::Complained } else { Input::OptedOut }
            };
            return tell_all(context, &mut Setups::default(), person, of).await;
        }
    };
    let ends = !matches!(input, Input::Postponed(..));
    let why = person.tell(context, &mut Setups::default(), &asked, &input).await?;
    if ends && !found.is_over {
        person.end_message(context, &asked, name);
    } else if why.is_some() {
        return Ok(false);
    }
    person.keep(context).await?;
    Ok(why.is_none())
}

/// What a failure is to the invitation: another time, or the end of the message.
fn after_failure(
    context: &Context<'_>,
    name: MessageName,
    failure: MailFailure,
) -> Result<Input, Problem> {
    if failure.status.is_final() || failure.attempt >= Resend::MAX_ATTEMPTS {
        return Ok(Input::Refused(name));
    }
    let [chance] = random::<1>(context)?;
    let again_at = Resend::after(failure.attempt, chance, context.now);
    Ok(Input::Postponed(name, timestamp(again_at)))
}
