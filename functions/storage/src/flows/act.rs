//! What a subscriber does in a flow.

use ::app::why_cancel::{Input, Refused};
use bytes::Bytes;
use contract::message::{ActOnFlow, AppendResponse, FlowActed, FlowAnswered, FlowRefusal, Timing};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AlertStore as _, Append, Record, StoredFlow};

use super::{claims, flow, found, keep};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{Setups, timestamp, whole};
use crate::{alerts, personal};

/// Tells a flow something, and keeps with it what was answered: all, or nothing.
pub(crate) async fn act(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let ActOnFlow { token, input, answered } = serde_json::from_slice(body).map_err(unreadable)?;
    let claims = claims(context, &token)?;
    let input: Input = serde_json::from_value(input.into_value()).map_err(unreadable)?;
    if !is_subscribers(&input) {
        return Err(Problem::new(Kind::NotPermitted));
    }
    // Before the transaction: keys that an instance remembers are kept, whatever becomes of it.
    personal::secrets(context, &claims.ten).await?;
    let acted = whole(context, async || {
        let stored = found(context, &claims).await?;
        let before = flow(&stored)?;
        let mut flow = before.clone();
        let taken = flow.apply(&input, timestamp(context.now));
        if flow != before {
            keep(context, &stored, &flow).await?;
        }
        if let (Ok(true), Some(answered)) = (taken, answered) {
            keep_answers(context, &stored, (answered, flow.is_test())).await?;
        }
        Ok((FlowActed { refused: taken.err().map(refusal) }, None))
    });
    Ok(json(&acted.await?))
}

/// Whether it is the subscriber's to tell.
const fn is_subscribers(input: &Input) -> bool {
    match input {
        Input::Seen
        | Input::Told { .. }
        | Input::Accepted { .. }
        | Input::Kept
        | Input::Cancelled => true,
        Input::Due | Input::SellerCancelled | Input::SellerResumed => false,
    }
}

const fn refusal(refused: Refused) -> FlowRefusal {
    match refused {
        Refused::Over => FlowRefusal::Over,
        Refused::Ended => FlowRefusal::Ended,
        Refused::NotOffered => FlowRefusal::NotOffered,
    }
}

/// Keeps what was answered, as a response of the instance's survey, and alerts staff to it. Whoever goes back and says something else has it in the flow;
/// the response stays as it was. A survey that takes no answers holds up nobody.
async fn keep_answers(
    context: &Context<'_>,
    stored: &StoredFlow,
    (answered, is_test): (FlowAnswered, bool),
) -> Result<(), Problem> {
    let FlowAnswered { version, language, answers } = answered;
    let place = (&stored.app, &stored.instance);
    let setup = Setups::default().find(context, &stored.tenant, place).await?;
    let setup = setup.ok_or_else(|| Problem::new(Kind::LinkRefused))?;
    let message = AppendResponse {
        id: stored.id.as_str().parse().map_err(|_| Kind::Internal)?,
        version,
        language,
        complete: true,
        answers,
        quotas: Vec::new(),
        score: None,
        revision: None,
        suspect: Vec::new(),
        per_minute: None,
        timing: Timing::Timely,
        files: Vec::new(),
        invitation: None,
    };
    let mut record = Record::new(message, context.now).ok_or(Kind::BodyUnreadable)?;
    record.is_test = is_test;
    let survey = &setup.stored.survey;
    if let Some(Append::Now(_)) = personal::keep(context, survey, &mut record, None).await? {
        let raised = alerts::raised(context, &setup, survey, &record, is_test).await?;
        context.store.raise(&raised).await.map_err(store_failed)?;
    }
    Ok(())
}
