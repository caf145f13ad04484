//! What is sealed of an alert, and of its messages.

use ::personal::{Place, SubjectKey};
use credential::{AlertId, MailId};
use invite::{Alert, Target};
use problem::{Kind, Problem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use survey::Number;
use zeroize::Zeroizing;

use crate::context::Context;
use crate::personal::closed;
use crate::second_factor::random;

/// What is sealed of an alert.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) alert: Alert,
    /// What the response scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<Number>,
}

impl Kept {
    pub(super) fn seal(
        &self,
        context: &Context<'_>,
        key: &SubjectKey,
        id: &AlertId,
    ) -> Result<Vec<u8>, Problem> {
        seal(context, key, &format!("alert {id}"), self)
    }

    pub(super) fn open(key: &SubjectKey, id: &AlertId, sealed: &[u8]) -> Result<Self, Problem> {
        open(key, &format!("alert {id}"), sealed)
    }
}

/// To whom a message goes, sealed for that message.
pub(super) fn seal_target(
    context: &Context<'_>,
    key: &SubjectKey,
    (id, target): (&MailId, &Target),
) -> Result<Vec<u8>, Problem> {
    seal(context, key, &format!("alert message {id}"), target)
}

/// To whom a message goes.
pub(super) fn open_target(key: &SubjectKey, id: &MailId, sealed: &[u8]) -> Result<Target, Problem> {
    open(key, &format!("alert message {id}"), sealed)
}

fn seal(
    context: &Context<'_>,
    key: &SubjectKey,
    place: &str,
    what: &impl Serialize,
) -> Result<Vec<u8>, Problem> {
    let text = serde_json::to_vec(what).map(Zeroizing::new).map_err(|_| Kind::Internal)?;
    let sealed = key.seal(Place::Contact(place), random(context)?, &text);
    sealed.map_err(|_| Problem::new(Kind::Internal))
}

fn open<T: DeserializeOwned>(key: &SubjectKey, place: &str, sealed: &[u8]) -> Result<T, Problem> {
    let text = key.open(Place::Contact(place), sealed).map_err(|_| closed("an alert"))?;
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("an alert's JSON");
    serde_json::from_slice(&text).map_err(unreadable)
}
