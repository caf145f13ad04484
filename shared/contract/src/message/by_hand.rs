//! What storage tells the respondent's function, read by hand: what `serde` makes of it is more code, and every respondent
//! waits for that function to start. Members that nobody knows are passed over.

use std::collections::BTreeMap;

use ::survey::{StrictJson, Version};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Appended, InvitationOpened, OpenedState, OptedOut, OwnResponse, Revision, Withdrawn};
use crate::Moment;

/// Reads a message with `read`.
macro_rules! by_hand {
    ($($message:ty: $read:ident),*) => {$(
        impl<'de> Deserialize<'de> for $message {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let told = Value::deserialize(from)?;
                $read(&told).ok_or_else(|| D::Error::custom("not such a message"))
            }
        }
    )*};
}

by_hand!(
    Appended: appended,
    InvitationOpened: opened,
    OptedOut: opted_out,
    OwnResponse: own_response,
    Withdrawn: withdrawn
);

fn text<'a>(told: &'a Value, name: &str) -> Option<&'a str> {
    told.get(name)?.as_str()
}

fn moment(told: &Value, name: &str) -> Option<Moment> {
    told.get(name)?.as_u64().map(Moment::from_unix_millis)
}

fn revision(told: &Value) -> Option<Revision> {
    u32::try_from(told.as_u64()?).ok()?.try_into().ok()
}

fn appended(told: &Value) -> Option<Appended> {
    Some(Appended {
        submitted_at: moment(told, "submitted_at")?,
        token: text(told, "token").map(str::to_owned),
        revision: match told.get("revision") {
            Some(number) => Some(revision(number)?),
            None => None,
        },
    })
}

fn own_response(told: &Value) -> Option<OwnResponse> {
    Some(OwnResponse {
        id: text(told, "id")?.parse().ok()?,
        submitted_at: moment(told, "submitted_at")?,
        version: Version::new(u32::try_from(told.get("version")?.as_u64()?).ok()?)?,
        language: text(told, "language")?.parse().ok()?,
        revision: match told.get("revision") {
            Some(number) => Some(revision(number)?),
            None => None,
        },
        answers: StrictJson::from(told.get("answers")?.as_object()?.clone()),
    })
}

fn withdrawn(told: &Value) -> Option<Withdrawn> {
    Some(Withdrawn { id: text(told, "id")?.parse().ok()? })
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
        state: *OpenedState::ALL.iter().find(|known| known.name() == state)?,
        language: match told.get("language") {
            Some(tag) => Some(tag.as_str()?.parse().ok()?),
            None => None,
        },
        known,
        test: told.get("test")?.as_bool()?,
        // Said by no storage of before: nothing was linked then.
        linked: told.get("linked").is_some_and(|linked| *linked == Value::Bool(true)),
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
    use ::survey::ResponseId;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for state in OpenedState::ALL {
            for language in [None, "sv".parse().ok()] {
                let told = InvitationOpened {
                    state,
                    language: language.clone(),
                    known: [("order".to_owned(), "7-1".to_owned())].into(),
                    test: true,
                    linked: state == OpenedState::Open,
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
        let id = ResponseId::new(7, &[7; 10]);
        for revision in [None, Revision::try_from(3).ok()] {
            let own = OwnResponse {
                id,
                submitted_at: Moment::from_unix_millis(7),
                version: Version::FIRST,
                language: "sv".parse().unwrap(),
                revision,
                answers: StrictJson::from(json!({"a": [1]}).as_object().unwrap().clone()),
            };
            let json = serde_json::to_value(&own).unwrap();
            let read: OwnResponse = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), json);
            for token in [None, Some("t".to_owned())] {
                let submitted_at = Moment::from_unix_millis(7);
                let kept = Appended { submitted_at, token, revision };
                let json = serde_json::to_value(&kept).unwrap();
                assert_eq!(serde_json::from_value::<Appended>(json).unwrap(), kept);
            }
        }
        let gone = serde_json::to_value(Withdrawn { id }).unwrap();
        assert_eq!(serde_json::from_value::<Withdrawn>(gone).unwrap(), Withdrawn { id });
        for wrong in [json!({}), json!([]), json!({"state": "open"})] {
            assert!(serde_json::from_value::<InvitationOpened>(wrong.clone()).is_err());
            assert!(serde_json::from_value::<OptedOut>(wrong).is_err());
        }
    }
}
