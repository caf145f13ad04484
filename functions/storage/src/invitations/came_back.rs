//! Those who were asked to come back: who has, and who does not want to be asked.

use std::collections::BTreeMap;

use ::app::{App, Stage};
use contract::message::{PartName, Parts};
use credential::{AppName, InvitationId};
use invite::{EventKey, StageName};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use store::{Record, StoredAsked};

use super::kept::Kept;
use super::person::Person;

/// For so many days after somebody was asked their coming back is counted.
const COUNTED_DAYS: i64 = 90;

/// By what figures tell those apart who have come back, and how.
const CAME_BACK: (&str, &str) = ("came-back", "yes");

/// The question that says whether somebody may be written to with an offer to come back.
const MAY_ASK: &str = "come-back";

/// Whether an invitation asks somebody to come back.
fn asks_back((app, stage): (&AppName, &StageName)) -> bool {
    app.as_str() == App::WHY_CANCEL.as_str() && stage.as_str() == Stage::WinBack.as_str()
}

/// What figures tell an invitation apart by once the person has come back; nothing if that is not counted, or is already.
pub(super) fn counted(stored: &StoredAsked, kept: &Kept, now: Timestamp) -> Option<Parts> {
    if !asks_back((&stored.app, &stored.stage)) {
        return None;
    }
    let out = kept.invitation.messages().iter().filter(|message| message.standing.is_out());
    let asked = out.map(|message| message.at).min()?;
    marked(&stored.parts, now.duration_since(asked))
}

fn marked(parts: &Parts, after: SignedDuration) -> Option<Parts> {
    let (name, value) = CAME_BACK;
    let name: PartName = name.parse().ok()?;
    let known = parts.iter().any(|(part, _)| *part == name);
    if known || after > SignedDuration::from_hours(24 * COUNTED_DAYS) {
        return None;
    }
    let mut parts: BTreeMap<PartName, String> = parts.clone().into();
    parts.insert(name, value.to_owned());
    parts.try_into().ok()
}

/// Those of a person's invitations that would ask them to come back to a subscription, and that their answers to why they left
/// say no to. Silence is not asked about here: on what grounds somebody is asked is the seller's to know.
pub(super) fn declined(
    person: &Person,
    (app, key): (&AppName, &EventKey),
    record: &Record,
) -> Vec<InvitationId> {
    if app.as_str() != App::WHY_CANCEL.as_str() || !says_no(&record.answers) {
        return Vec::new();
    }
    let is_it = |id: &InvitationId| {
        person.kept(id).is_some_and(|kept| {
            let event = kept.event();
            asks_back((&event.app, &event.stage)) && event.key == *key
        })
    };
    person.names().into_iter().filter(is_it).collect()
}

fn says_no(answers: &str) -> bool {
    let answers: Map<String, Value> = serde_json::from_str(answers).unwrap_or_default();
    answers.get(MAY_ASK) == Some(&Value::Bool(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_back_in_time_is_counted_once() {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        let none = Parts::default();
        let once = marked(&none, days(90)).unwrap();
        let told: Vec<_> = once.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(told, ["came-back=yes"]);
        assert_eq!(marked(&once, days(1)), None);
        assert_eq!(marked(&none, days(91)), None);
    }

    #[test]
    fn only_a_no_is_a_no() {
        for (answers, want) in [
            (r#"{"come-back":false,"reason":"service"}"#, true),
            (r#"{"come-back":true}"#, false),
            (r#"{"come-back":"false"}"#, false),
            ("{}", false),
        ] {
            assert_eq!(says_no(answers), want, "{answers}");
        }
    }
}
