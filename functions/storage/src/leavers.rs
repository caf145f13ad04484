//! Those who have cancelled a subscription, for staff. What is told of them is sealed under the key of their instance.
//!
//! What somebody has answered stands beside them only where they were told so before: an invitation's answer where the instance links
//! answers now and did when they were written to, and a flow's where it did when the flow was started.

mod keep;
mod list;

use ::personal::{Place, SubjectKey};
use contract::message::{FlowFacts, LeftBy, Recipient};
use invite::EventKey;
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub(crate) use self::keep::{Became, forget, keep, resumed};
pub(crate) use self::list::list;
use crate::context::Context;
use crate::personal::closed;
use crate::second_factor::random;

/// What is sealed of a cancellation.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// What the customer's system calls the subscription.
    key: EventKey,
    /// Whose it was, as far as that was told.
    recipient: Recipient,
    facts: FlowFacts,
    /// Why, as the customer's system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    by: LeftBy,
    /// Why nobody is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// Where one is sealed: another's is not opened in its place.
fn place(id: [u8; 16]) -> String {
    format!("leaver {:032x}", u128::from_be_bytes(id))
}

impl Kept {
    fn seal(
        &self,
        context: &Context<'_>,
        key: &SubjectKey,
        id: [u8; 16],
    ) -> Result<Vec<u8>, Problem> {
        let text = serde_json::to_vec(self).map(Zeroizing::new).map_err(|_| Kind::Internal)?;
        let sealed = key.seal(Place::Contact(&place(id)), random(context)?, &text);
        sealed.map_err(|_| Problem::new(Kind::Internal))
    }

    fn open(key: &SubjectKey, id: [u8; 16], sealed: &[u8]) -> Result<Self, Problem> {
        let text = key.open(Place::Contact(&place(id)), sealed);
        let text = text.map_err(|_| closed("a cancellation"))?;
        let unreadable = |_| Problem::new(Kind::Internal).with_cause("a cancellation's JSON");
        serde_json::from_slice(&text).map_err(unreadable)
    }
}
