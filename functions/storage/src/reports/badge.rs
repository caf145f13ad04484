//! What everybody may see of an instance.

use std::collections::BTreeMap;

use bytes::Bytes;
use contract::message::{BadgeFigures, BadgeId, BadgeSetup, Day};
use credential::TenantId;
use host::json;
use http::Response;
use jiff::ToSpan;
use problem::{Kind, Problem};
use store::{AppStore as _, BadgeStore as _, Days, ReportStore as _, StoredInstance};

use crate::context::Context;
use crate::failure::store_failed;
use crate::invitations::opened_instance;

/// The last twelve months, with today.
pub(super) fn year(context: &Context<'_>) -> Days {
    let to = Day::of(context.now);
    let year_ago = to.date().saturating_sub(12.months()).to_string();
    let from =
        year_ago.parse().map_or(Day::from_number(0), |day: Day| Day::from_number(day.number() + 1));
    Days { from, to }
}

/// The instance that has a badge, and what it says of it.
pub(super) async fn found(
    context: &Context<'_>,
    badge: &BadgeId,
) -> Result<(TenantId, StoredInstance, BadgeSetup), Problem> {
    let place = context.store.find_badge(badge).await.map_err(store_failed)?;
    let (tenant, app, instance) = place.ok_or(Kind::NotFound)?;
    let stored = context.store.read_instance(&tenant, &app, &instance).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let setup = opened_instance(context, &stored).await?.badge;
    let setup = setup.filter(|setup| setup.id == *badge).ok_or(Kind::NotFound)?;
    Ok((tenant, stored, setup))
}

/// What a badge is made of: nobody's, and of the last twelve months.
pub(crate) async fn badge(
    context: &Context<'_>,
    badge: &BadgeId,
) -> Result<Response<Bytes>, Problem> {
    let (_, stored, setup) = found(context, badge).await?;
    let rollups = context.store.read_rollups(&stored.survey, year(context)).await;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for one in rollups.map_err(store_failed)? {
        if one.question == setup.question {
            let so_far = counts.entry(one.value).or_default();
            *so_far = so_far.saturating_add(one.count);
        }
    }
    Ok(json(&BadgeFigures { setup, counts }))
}
