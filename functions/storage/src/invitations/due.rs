//! Looks at the invitations and the alerts whose time has come, and removes those invitations that were kept for long enough.

use bytes::Bytes;
use contract::message::{DueRun, RunDue};
use host::json;
use http::Response;
use invite::Input;
use problem::{Kind, Problem};
use store::{InvitationStore as _, LeaverStore as _, ParcelStore as _, StoredAsked};

use super::person::Person;
use super::setup::Setups;
use super::whole::whole;
use crate::alerts;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::flows;

/// After how long an invitation is looked at again that could not be looked at, in seconds.
pub(crate) const AFTER_FAILURE_SECONDS: i64 = 60 * 60;

/// Looks at some of them, in one transaction. Should that fail, each has one of its own: one that fails holds up no
/// other, now or the next time; the first failure is told at the end.
pub(crate) async fn run(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let RunDue { limit } = serde_json::from_slice(body).map_err(unreadable)?;
    if !(1..=RunDue::MOST).contains(&limit) {
        let most = RunDue::MOST;
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("limit", format!("1 to {most} are looked at at once")));
    }
    let due = context.store.due_asked(limit, context.now).await.map_err(store_failed)?;
    let looked_at = u32::try_from(due.len()).unwrap_or(u32::MAX);
    let mut setups = Setups::default();
    let together = whole(context, async || {
        for stored in &due {
            look_at(context, &mut setups, stored).await?;
        }
        Ok(((), None))
    });
    let failed = match together.await {
        Ok(()) => None,
        Err(_) => each(context, &mut setups, &due).await?,
    };
    let (alerts, also_failed) = alerts::run_due(context, limit).await?;
    // A few each time: courier asks every minute, and nobody waits for it.
    let before = context.settings.keep_invitations.before(context.now);
    context.store.remove_asked(limit, before).await.map_err(store_failed)?;
    flows::tidy(context, limit, before).await?;
    context.store.tidy_leavers(limit, before).await.map_err(store_failed)?;
    context.store.tidy_order_states(limit, before).await.map_err(store_failed)?;
    match failed.or(also_failed) {
        Some(problem) => Err(problem),
        None => Ok(json(&DueRun {
            looked_at: looked_at.saturating_add(alerts),
            more: looked_at == limit || alerts == limit,
        })),
    }
}

/// Looks at each by itself. Gives the first failure, if there is one.
async fn each(
    context: &Context<'_>,
    setups: &mut Setups,
    due: &[StoredAsked],
) -> Result<Option<Problem>, Problem> {
    let mut failed = None;
    for stored in due {
        let looked = whole(context, async || Ok((look_at(context, setups, stored).await?, None)));
        let Err(problem) = looked.await else { continue };
        // What only changed meanwhile is there for the next run.
        if problem.kind() != Kind::StorageUnavailable {
            let later = context.now.moved_by_seconds(AFTER_FAILURE_SECONDS);
            context.store.look_later(&stored.id, later).await.map_err(store_failed)?;
        }
        failed = failed.or(Some(problem));
    }
    Ok(failed)
}

async fn look_at(
    context: &Context<'_>,
    setups: &mut Setups,
    stored: &StoredAsked,
) -> Result<(), Problem> {
    // Read again within the transaction: it may have changed meanwhile.
    let stored = context.store.find_asked(&stored.id).await.map_err(store_failed)?;
    let Some(stored) = stored.filter(|one| one.next_due.is_some_and(|due| due <= context.now))
    else {
        return Ok(());
    };
    let Some(mut person) = Person::of(context, &stored).await? else { return Ok(()) };
    let Some(kept) = person.kept(&stored.id) else { return Ok(()) };
    let recipient = kept.recipient.clone();
    let seen = person.seen(context, &recipient).await?;
    person.tell(context, setups, &stored.id, &Input::Due(seen)).await?;
    person.keep(context).await
}
