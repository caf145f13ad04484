//! Whether an answer is linked is what its respondent was told first, whatever is set later.

use invite::{Context, Event, Input, Invitation, Outcome, Policy, Seen, decide};
use jiff::Timestamp;
use serde_json::json;

fn policy(link_answers: bool) -> Policy {
    Policy { link_answers, ..Policy::default() }
}

fn told(invitation: &mut Invitation, input: &Input, now: Timestamp, policy: &Policy) {
    let outcome = invitation.apply(input, Context { now, policy });
    assert!(matches!(outcome, Outcome::Changed { .. }), "{outcome:?}");
}

#[test]
fn it_is_fixed_when_the_first_message_is_written() {
    let event: Event = serde_json::from_value(json!({
        "app": "store-evaluator", "instance": "shop", "key": "1001", "stage": "delivered",
        "happened": "2026-11-20T10:00:00Z", "channels": ["mail"]
    }))
    .unwrap();
    let made: Timestamp = "2026-11-20T10:05:00Z".parse().unwrap();
    let sent: Timestamp = "2026-11-27T10:00:00Z".parse().unwrap();
    for first in [false, true] {
        let (before, then, later) = (policy(!first), policy(first), policy(!first));
        let decision = decide(&before, &event, &Seen::default(), made);
        let id = "i-1".parse().unwrap();
        let (mut invitation, _) = Invitation::new(id, event.clone(), decision, &before, made);
        assert!(!invitation.is_linked(), "nothing was written");
        told(&mut invitation, &Input::Due(Seen::default()), sent, &then);
        assert_eq!(invitation.is_linked(), first);
        let name = invitation.messages().first().unwrap().name;
        told(&mut invitation, &Input::HandedOver(name), sent, &later);
        let reminded: Timestamp = "2026-12-02T12:00:00Z".parse().unwrap();
        told(&mut invitation, &Input::Due(Seen::default()), reminded, &later);
        assert_eq!((invitation.messages().len(), invitation.is_linked()), (2, first));
        let kept = serde_json::to_value(&invitation).unwrap();
        assert_eq!(kept.get("linked").is_some(), first);
        assert_eq!(serde_json::from_value::<Invitation>(kept).unwrap(), invitation);
    }
}
