//! Counts what was answered before there were figures.

use bytes::Bytes;
use contract::message::RollupsRebuilt;
use host::json;
use http::Response;
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use store::{ReportStore as _, Uncounted};

use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::plan;

/// How many responses are looked at by one call.
const AT_ONCE: u32 = 500;

/// Counts a stretch of them; once there are none, makes all figures anew.
pub(crate) async fn rebuild(context: &Context<'_>) -> Result<Response<Bytes>, Problem> {
    let found = context.store.uncounted(AT_ONCE).await.map_err(store_failed)?;
    let mut counted = 0;
    for response in &found {
        let tally = tally(context, response).await?;
        context.store.count_response(response, &tally).await.map_err(store_failed)?;
        counted += 1;
    }
    if counted == 0 {
        context.store.recount().await.map_err(store_failed)?;
    }
    Ok(json(&RollupsRebuilt { counted, done: counted == 0 }))
}

/// What a response counts to: what it would, had it been kept today.
async fn tally(
    context: &Context<'_>,
    response: &Uncounted,
) -> Result<Vec<(String, String)>, Problem> {
    let Some(plan) = plan(context, &response.survey, response.version).await? else {
        return Ok(Vec::new());
    };
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("answers that are no object");
    let answers: Map<String, Value> =
        serde_json::from_str(&response.answers).map_err(unreadable)?;
    Ok(plan.readable.tally(&answers))
}
