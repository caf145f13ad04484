//! What became of events, as whoever sent them is told.

use contract::message::{ChangedTo, EventResult};
use credential::InvitationId;
use invite::Skip;
use problem::{InvalidParam, Kind, Problem};
use serde_json::{Value, json};

use super::ask::Wrong;

/// How many faults are told of a body of which nothing could be taken.
const MAX_TOLD: usize = 200;

/// What became of one event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Storage is yet to say.
    Waiting,
    /// It is wrong.
    Rejected(Vec<Wrong>),
    /// No instance asks at its stage.
    NoInstance,
    /// Several do, and none of them is named.
    SeveralInstances,
    /// Nothing follows from it, and why, if the app says so.
    Passed(Option<&'static str>),
    /// Storage has said, of each instance that it was asked for.
    Taken(Vec<EventResult>),
}

impl Outcome {
    pub(super) fn add(&mut self, result: EventResult) {
        match self {
            Self::Taken(results) => results.push(result),
            // Nothing follows from it for those who are asked, whatever else is over by it.
            Self::Passed(_) => {}
            Self::Waiting | Self::Rejected(_) | Self::NoInstance | Self::SeveralInstances => {
                *self = Self::Taken(vec![result]);
            }
        }
    }

    /// It, as JSON.
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Rejected(faults) => {
                let faults: Vec<_> = faults
                    .iter()
                    .map(|one| json!({"path": one.path, "reason": one.reason}))
                    .collect();
                json!({"result": "rejected", "faults": faults})
            }
            Self::NoInstance => json!({"result": "no-instance"}),
            Self::SeveralInstances => json!({"result": "several-instances"}),
            Self::Passed(None) => json!({"result": "passed"}),
            Self::Passed(Some(why)) => json!({"result": "passed", "reason": why}),
            Self::Waiting => json!({"result": "unknown"}),
            Self::Taken(results) => {
                weightiest(results).map_or_else(|| json!({"result": "unknown"}), taken)
            }
        }
    }
}

/// Of what several instances say, that which says most: that something was called off, before that it was not, before
/// that nothing is known.
fn weightiest(results: &[EventResult]) -> Option<&EventResult> {
    results.iter().min_by_key(|result| match result {
        EventResult::Scheduled { .. }
        | EventResult::Skipped { .. }
        | EventResult::Duplicate { .. }
        | EventResult::Changed { .. }
        | EventResult::Cancelled { .. } => 0,
        EventResult::Unchanged { .. } | EventResult::Passed(_) => 1,
        EventResult::Unknown => 2,
        EventResult::NoInstance | EventResult::Refused => 3,
    })
}

/// Why nobody is invited. A reason is plain data, which `serde_json` does not refuse.
fn why(reason: &Skip) -> Value {
    serde_json::to_value(reason).unwrap_or_default()
}

fn taken(result: &EventResult) -> Value {
    let named = |result: &str, invitation: Option<&InvitationId>| {
        let mut made = json!({ "result": result });
        if let (Value::Object(members), Some(id)) = (&mut made, invitation) {
            members.insert("invitation".to_owned(), Value::from(id.as_str()));
        }
        made
    };
    let with = |mut made: Value, name: &str, value: Value| {
        if let Value::Object(members) = &mut made {
            members.insert(name.to_owned(), value);
        }
        made
    };
    match result {
        EventResult::Scheduled { invitation, at } => {
            with(named("scheduled", invitation.as_ref()), "at", Value::from(at.rfc3339()))
        }
        EventResult::Skipped { invitation, reason } => {
            with(named("skipped", invitation.as_ref()), "why", why(reason))
        }
        EventResult::Duplicate { invitation, state } => {
            with(named("duplicate", Some(invitation)), "state", Value::from(state.name()))
        }
        EventResult::Changed { invitation, to } => {
            let made = named("changed", Some(invitation));
            match to {
                ChangedTo::Scheduled(at) => with(made, "at", Value::from(at.rfc3339())),
                ChangedTo::Skipped(reason) => with(made, "why", why(reason)),
            }
        }
        EventResult::Cancelled { invitation } => named("cancelled", Some(invitation)),
        EventResult::Unchanged { invitation, why } => {
            with(named("unchanged", Some(invitation)), "why", Value::from(why.name()))
        }
        EventResult::Passed(why) => with(named("passed", None), "reason", Value::from(why.name())),
        EventResult::Unknown => named("unknown", None),
        EventResult::NoInstance => named("no-instance", None),
        EventResult::Refused => named("refused", None),
    }
}

/// What is said if nothing could be taken: everything that is wrong, by its path in the body.
pub(super) fn rejected(outcomes: &[Outcome]) -> Option<Problem> {
    let mut told = Vec::new();
    for (place, outcome) in outcomes.iter().enumerate() {
        match outcome {
            Outcome::Rejected(faults) => told.extend(faults.iter().map(|fault| InvalidParam {
                name: at(&fault.path, place, outcomes.len()),
                reason: fault.reason.clone(),
            })),
            Outcome::Waiting
            | Outcome::NoInstance
            | Outcome::SeveralInstances
            | Outcome::Passed(_)
            | Outcome::Taken(_) => return None,
        }
    }
    told.truncate(MAX_TOLD);
    Some(Problem::new(Kind::EventsRejected).with_invalid_params(told))
}

/// The path of a fault in the body: an event that is sent alone is the body.
fn at(path: &str, place: usize, of: usize) -> String {
    let rest = path.strip_prefix('$').unwrap_or(path);
    if of == 1 { format!("${rest}") } else { format!("$[{place}]{rest}") }
}

#[cfg(test)]
mod tests {
    use contract::Moment;
    use invite::{State, Unchanged};

    use super::*;

    #[test]
    fn results_are_told() {
        let id = || "i-1".parse::<InvitationId>().unwrap();
        let at = Moment::from_unix_millis(0);
        for (results, want) in [
            (
                vec![EventResult::Scheduled { invitation: Some(id()), at }],
                json!({"result": "scheduled", "invitation": "i-1", "at": "1970-01-01T00:00:00.000Z"}),
            ),
            (
                vec![EventResult::Skipped { invitation: None, reason: Skip::NoChannel }],
                json!({"result": "skipped", "why": {"reason": "no-channel"}}),
            ),
            (
                vec![EventResult::Duplicate { invitation: id(), state: State::Sent }],
                json!({"result": "duplicate", "invitation": "i-1", "state": "sent"}),
            ),
            (
                vec![EventResult::Changed { invitation: id(), to: ChangedTo::Scheduled(at) }],
                json!({"result": "changed", "invitation": "i-1", "at": "1970-01-01T00:00:00.000Z"}),
            ),
            (
                vec![EventResult::Changed {
                    invitation: id(),
                    to: ChangedTo::Skipped(Skip::NoChannel),
                }],
                json!({"result": "changed", "invitation": "i-1", "why": {"reason": "no-channel"}}),
            ),
            (
                vec![EventResult::Unknown, EventResult::Cancelled { invitation: id() }],
                json!({"result": "cancelled", "invitation": "i-1"}),
            ),
            (
                vec![
                    EventResult::Unknown,
                    EventResult::Unchanged { invitation: id(), why: Unchanged::Over },
                ],
                json!({"result": "unchanged", "invitation": "i-1", "why": "over"}),
            ),
            (vec![EventResult::Unknown], json!({"result": "unknown"})),
        ] {
            let mut outcome = Outcome::Waiting;
            for result in results {
                outcome.add(result);
            }
            assert_eq!(outcome.json(), want);
        }
    }

    #[test]
    fn a_body_of_which_nothing_can_be_taken_is_a_problem() {
        let wrong = |path: &str| Wrong { path: path.to_owned(), reason: "is wrong".to_owned() };
        let rejected_at = |path: &str| Outcome::Rejected(vec![wrong(path)]);
        let paths = |outcomes: &[Outcome]| {
            let problem = rejected(outcomes)?;
            Some(problem.invalid_params().iter().map(|one| one.name.clone()).collect::<Vec<_>>())
        };
        let told = |paths: &[&str]| Some(paths.iter().map(|path| (*path).to_owned()).collect());
        assert_eq!(paths(&[rejected_at("$.buyer")]), told(&["$.buyer"]));
        assert_eq!(
            paths(&[rejected_at("$.buyer"), rejected_at("$")]),
            told(&["$[0].buyer", "$[1]"])
        );
        assert_eq!(paths(&[rejected_at("$.buyer"), Outcome::NoInstance]), None);
    }
}
