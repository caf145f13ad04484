//! Every state of an invitation, and everything that it may be told.

use std::path::Path;
use std::{env, fs};

use invite::{
    Change, Channel, Context, Decision, Effect, Event, Input, Invitation, MessageName, Outcome,
    Policy, Seen, State, Step, Suppression, SuppressionCause, decide,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

const MAIL: MessageName = MessageName { step: Step::Invitation, channel: Channel::Mail };

/// When it is sent: a Friday, at 11 in Stockholm.
const SENT: &str = "2026-11-27T10:00:00Z";

/// When it is told what the table is about.
const TOLD: &str = "2026-11-27T12:00:00Z";

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn event(channels: &Value) -> Event {
    serde_json::from_value(json!({
        "app": "store-evaluator", "instance": "shop", "key": "1001", "stage": "delivered",
        "happened": "2026-11-20T10:00:00Z", "channels": channels
    }))
    .unwrap()
}

fn opted_out() -> Seen {
    let cause = SuppressionCause::OptedOut;
    Seen { suppressions: vec![Suppression { cause, channel: None }], ..Seen::default() }
}

fn due() -> Input {
    Input::Due(Seen::default())
}

/// What was told when it was sent, so that a state was come to.
fn way(state: State) -> Vec<Input> {
    let sent = || vec![due(), Input::HandedOver(MAIL)];
    let then = |input: Input| sent().into_iter().chain([input]).collect();
    match state {
        State::Scheduled => vec![],
        State::Sending => vec![due()],
        State::Sent | State::Expired => sent(),
        State::Delivered => then(Input::Delivered(MAIL)),
        State::Opened => then(Input::Opened),
        State::Clicked => then(Input::Clicked),
        State::Answered => then(Input::Answered(None)),
        State::Skipped => vec![Input::Due(opted_out())],
        State::Cancelled => then(Input::Cancelled),
        State::OptedOut => then(Input::OptedOut),
        State::Complained => then(Input::Complained),
        State::Erased => then(Input::Erased),
        State::Bounced => then(Input::Bounced(MAIL)),
        State::Refused => vec![due(), Input::Refused(MAIL)],
    }
}

fn invited(channels: &Value, told: &[Input]) -> Invitation {
    let policy = Policy::default();
    let event = event(channels);
    let now = moment("2026-11-20T10:05:00Z");
    let decision = decide(&policy, &event, &Seen::default(), now);
    assert!(matches!(decision, Decision::Scheduled(_)));
    let id = "i-1".parse().unwrap();
    let (mut invitation, _) = Invitation::new(id, event, decision, &policy, now);
    for input in told {
        let outcome = tell(&mut invitation, input, SENT);
        assert!(matches!(outcome, Outcome::Changed { .. }), "{input:?}: {outcome:?}");
    }
    invitation
}

fn tell(invitation: &mut Invitation, input: &Input, now: &str) -> Outcome {
    invitation.apply(input, Context { now: moment(now), policy: &Policy::default() })
}

fn in_state(state: State) -> Invitation {
    let mut invitation = invited(&json!(["mail"]), &way(state));
    if state == State::Expired {
        let outcome = tell(&mut invitation, &due(), "2027-02-01T10:00:00Z");
        assert!(matches!(outcome, Outcome::Changed { .. }));
    }
    assert_eq!(invitation.state(), state);
    invitation
}

/// Everything that it may be told, with the time of it.
fn inputs() -> Vec<(&'static str, Input, &'static str)> {
    let event = event(&json!(["mail"]));
    let other = Event { key: "1002".to_owned().try_into().unwrap(), ..event.clone() };
    let changed = Event { language: Some("sv".parse().unwrap()), ..event.clone() };
    let to = |event, beside| Input::Changed(Box::new(Change { event, beside }), Seen::default());
    let sms = MessageName { channel: Channel::Sms, ..MAIL };
    vec![
        ("due", due(), TOLD),
        ("due, at night", due(), "2026-11-27T22:00:00Z"),
        ("due, and opted out", Input::Due(opted_out()), TOLD),
        ("due, the next morning", due(), "2026-11-28T10:00:00Z"),
        ("due, the next morning, and opted out", Input::Due(opted_out()), "2026-11-28T10:00:00Z"),
        ("due, five days later", due(), "2026-12-02T12:00:00Z"),
        ("due, five days later, and opted out", Input::Due(opted_out()), "2026-12-02T12:00:00Z"),
        ("due, when the link has ended", due(), "2027-01-11T10:00:00Z"),
        ("handed over", Input::HandedOver(MAIL), TOLD),
        ("handed over, what was not written", Input::HandedOver(sms), TOLD),
        ("postponed", Input::Postponed(MAIL, moment("2026-11-27T15:00:00Z")), TOLD),
        ("refused", Input::Refused(MAIL), TOLD),
        ("delivered", Input::Delivered(MAIL), TOLD),
        ("bounced", Input::Bounced(MAIL), TOLD),
        ("unanswered", Input::Unanswered(MAIL), TOLD),
        ("complained", Input::Complained, TOLD),
        ("opened", Input::Opened, TOLD),
        ("clicked", Input::Clicked, TOLD),
        ("answered", Input::Answered(None), TOLD),
        ("opted out", Input::OptedOut, TOLD),
        ("erased", Input::Erased, TOLD),
        ("cancelled", Input::Cancelled, TOLD),
        ("changed", to(changed, false), TOLD),
        ("changed, but in nothing", to(event.clone(), false), TOLD),
        ("changed, in whom it is for", to(event, true), TOLD),
        ("changed, another event", to(other, false), TOLD),
        ("send now", Input::SendNow, TOLD),
        ("send now, before its time", Input::SendNow, "2026-11-24T12:00:00Z"),
        ("resend", Input::Resend, TOLD),
    ]
}

fn effect(effect: &Effect) -> &'static str {
    match effect {
        Effect::Write { .. } => "write",
        Effect::Reschedule { .. } => "reschedule",
        Effect::Withdraw { .. } => "withdraw",
        Effect::Suppress { .. } => "suppress",
        Effect::Forget => "forget",
    }
}

/// The row of one state: what each input leads to, with what is to be done, or why it changes nothing.
fn row(invitation: &Invitation) -> Value {
    let told = inputs().into_iter().map(|(name, input, now)| {
        let mut told = invitation.clone();
        let cell = match tell(&mut told, &input, now) {
            Outcome::Unchanged(why) => {
                assert_eq!(told, *invitation, "{name}");
                format!("unchanged: {}", why.name())
            }
            Outcome::Changed { effects, history } => {
                assert!(!history.is_empty(), "{name}: a change that nobody is told of");
                let words = effects.iter().map(|one| format!(", {}", effect(one)));
                format!("{}{}", told.state().name(), words.collect::<String>())
            }
        };
        (name.to_owned(), Value::from(cell))
    });
    Value::Object(told.collect::<Map<_, _>>())
}

#[test]
fn transitions() {
    let mut table = Map::new();
    for state in State::ALL {
        assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        table.insert(state.name().to_owned(), row(&in_state(state)));
    }
    let told = [due(), Input::HandedOver(MAIL), Input::Bounced(MAIL)];
    let again = invited(&json!(["mail", "sms"]), &told);
    assert_eq!(again.state(), State::Scheduled);
    table.insert("scheduled, by text message after a mail came back".to_owned(), row(&again));
    let text = format!("{}\n", serde_json::to_string_pretty(&table).unwrap());
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/invite/transitions.json");
    if env::var_os("NORDSVAR_WRITE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    for (state, row) in &table {
        assert_eq!(kept[state], *row, "{state}");
    }
}
