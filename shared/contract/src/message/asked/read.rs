//! What storage tells the respondent's function of invitations, read by hand: what `serde` makes of it is more code, and
//! of that function every respondent waits for the start.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{InvitationOpened, OpenedState, OptedOut};
use crate::Moment;

impl<'de> Deserialize<'de> for InvitationOpened {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        opened(&Value::deserialize(from)?).ok_or_else(|| D::Error::custom("an invitation"))
    }
}

impl<'de> Deserialize<'de> for OptedOut {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        opted_out(&Value::deserialize(from)?).ok_or_else(|| D::Error::custom("an opt-out"))
    }
}

fn opened(told: &Value) -> Option<InvitationOpened> {
    let mut known = BTreeMap::new();
    if let Some(members) = told.get("known") {
        for (name, value) in members.as_object()? {
            known.insert(name.clone(), value.as_str()?.to_owned());
        }
    }
    let state = told.get("state")?.as_str()?;
    Some(InvitationOpened {
        survey: told.get("survey")?.as_str()?.parse().ok()?,
        state: *OpenedState::ALL.iter().find(|known| known.name() == state)?,
        language: match told.get("language") {
            Some(tag) => Some(tag.as_str()?.parse().ok()?),
            None => None,
        },
        known,
        expires_at: Moment::from_unix_millis(told.get("expires_at")?.as_u64()?),
        test: told.get("test")?.as_bool()?,
        organisation: told.get("organisation")?.as_str()?.to_owned(),
    })
}

fn opted_out(told: &Value) -> Option<OptedOut> {
    Some(OptedOut {
        organisation: told.get("organisation")?.as_str()?.to_owned(),
        language: match told.get("language") {
            Some(tag) => Some(tag.as_str()?.parse().ok()?),
            None => None,
        },
        changed: told.get("changed")?.as_bool()?,
    })
}

impl OpenedState {
    const ALL: [Self; 6] =
        [Self::Open, Self::Answered, Self::Cancelled, Self::Expired, Self::OptedOut, Self::Erased];

    /// As it is written.
    const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::OptedOut => "opted-out",
            Self::Erased => "erased",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for state in OpenedState::ALL {
            for language in [None, "sv".parse().ok()] {
                let told = InvitationOpened {
                    survey: "sus".parse().unwrap(),
                    state,
                    language: language.clone(),
                    known: [("order".to_owned(), "7-1".to_owned())].into(),
                    expires_at: Moment::from_unix_millis(7),
                    test: true,
                    organisation: "Bolaget".to_owned(),
                };
                let json = serde_json::to_value(&told).unwrap();
                assert_eq!(json["state"], state.name());
                let read: InvitationOpened = serde_json::from_value(json.clone()).unwrap();
                assert_eq!(serde_json::to_value(&read).unwrap(), json);
                let done = OptedOut { organisation: "B".to_owned(), language, changed: false };
                let json = serde_json::to_value(&done).unwrap();
                let read: OptedOut = serde_json::from_value(json.clone()).unwrap();
                assert_eq!(serde_json::to_value(&read).unwrap(), json);
            }
        }
        for wrong in [json!({}), json!([]), json!({"state": "open"})] {
            assert!(serde_json::from_value::<InvitationOpened>(wrong.clone()).is_err());
            assert!(serde_json::from_value::<OptedOut>(wrong).is_err());
        }
    }
}
