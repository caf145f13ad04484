//! Orders of a shop: somebody is asked about one, and answers, so that staff see it and are alerted to it.

use contract::{Moment, Target};
use credential::{AppName, Function, InstanceName, InvitationClaims, InvitationId};
use serde_json::{Value, json};
use survey::SurveyId;

use crate::{Answer, Platform, Signed, eventually, link, now, response_id};

const APP: &str = "store-evaluator";

/// An instance that asks about orders, as whoever may do all of it sees it.
#[derive(Clone, Copy, Debug)]
pub struct Ordering<'a> {
    /// Where it is.
    pub platform: &'a Platform,
    /// A session or an API key.
    pub token: &'a str,
    /// The survey's name.
    pub survey: &'a str,
    /// The instance's name.
    pub instance: &'a str,
}

/// An order that somebody was asked about.
#[derive(Clone, Debug)]
pub struct Order {
    /// The invitation's name.
    pub asked: String,
    /// What the shop calls it.
    pub key: String,
    /// Whom it is of.
    pub email: String,
    /// Where their link leads, as a path.
    pub link: String,
}

impl Ordering<'_> {
    /// Sets the instance up: with a rule that alerts to low scores, and with answers that are linked or not.
    pub fn set_up(&self, is_linked: bool) {
        let rule = json!({"name": "low-score", "when": {"score": {"from": 0, "to": 2}},
            "to": [{"mail": "staff@example.com"}],
            "tell": {"weekly": {"on": "monday", "at": "08:00"}}});
        let policy = json!({"delay-minutes": 43200, "link-answers": is_linked});
        let setup = json!({"survey": self.survey, "title": "A", "policy": policy,
            "texts": {}, "alerts": [rule], "settings": {}});
        let _ = self.ask(Target::PutInstance(app(), self.name()), &setup).expect(200);
    }

    /// Has somebody be asked about an order, as a test, which is sent at once.
    #[must_use]
    pub fn order(&self) -> Order {
        let key = response_id().to_string();
        let email = format!("alert-{key}@example.com");
        let happened = Moment::from_unix_millis(now().get() * 1000).rfc3339();
        let event = json!({"app": APP, "instance": self.instance, "key": key,
            "stage": "checkout", "happened": happened, "channels": ["mail"], "test": true});
        let ask = json!({"event": event, "recipient": {"email": email}});
        let events = json!({"items": [{"ask": ask}]});
        let told = self.ask(Target::TakeEvents(app()), &events).expect(200).json();
        let asked = told.pointer("/items/0/scheduled/invitation").and_then(Value::as_str);
        let asked = asked.unwrap_or_else(|| panic!("nobody was invited: {told}")).to_owned();
        let id = || -> InvitationId { asked.parse().expect("an invitation") };
        eventually("the invitation's turn", || {
            let due = json!({"limit": 50});
            let _ = self.call(Function::Courier, Target::RunDue, &due).expect(200);
            let target = Target::ReadAsked(app(), self.name(), id());
            let read = self.ask(target, &Value::Null).expect(200).json();
            (read.pointer("/item/state") != Some(&json!("scheduled"))).then_some(())
        });
        let (zone, exp) = (self.platform.keys.zone().clone(), now().saturating_add_seconds(3600));
        let claims = InvitationClaims { jti: id(), survey: self.survey_id(), zone, exp };
        let link = link(self.platform, &claims);
        Order { asked, key, email, link }
    }

    /// Has an order be answered, with a low score: gives the respondent's own token.
    #[must_use]
    pub fn answer(&self, order: &Order, answers: &Value) -> String {
        let token = order.link.rsplit('/').next();
        let response = json!({"id": response_id().to_string(), "version": 1, "language": "en",
            "complete": true, "answers": answers, "score": 1, "invitation": token});
        let target = Target::AppendResponse(self.survey_id());
        let kept = self.call(Function::Submit, target, &response).expect(201).json();
        let own = kept.get("token").and_then(Value::as_str);
        own.expect("a respondent's own token").to_owned()
    }

    /// Has a respondent take an answer back.
    pub fn withdraw(&self, own: &str) {
        let target = Target::WithdrawResponse(self.survey_id());
        let _ = self.call(Function::Submit, target, &json!({"token": own})).expect(200);
    }

    /// Has all be erased that is kept of whoever an order is of.
    pub fn erase(&self, order: &Order) {
        let _ = self.ask(Target::EraseContact, &json!({"email": order.email})).expect(200);
    }

    /// The newest alert.
    #[must_use]
    pub fn alert(&self) -> String {
        let target = Target::ListAlerts(app(), self.name());
        let listed = self.ask(target, &json!({})).expect(200).json();
        let alert = listed.pointer("/items/0/alert").and_then(Value::as_str);
        alert.unwrap_or_else(|| panic!("no alert: {listed}")).to_owned()
    }

    /// Asks storage as the app's function does.
    #[must_use]
    pub fn ask(&self, target: Target, body: &Value) -> Answer {
        self.call(Function::StoreEvaluator, target, body)
    }

    fn call(&self, function: Function, target: Target, body: &Value) -> Answer {
        let Platform { storage, keys, .. } = self.platform;
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let signed = Signed::new(function, target).body(body);
        let asks = function == Function::StoreEvaluator;
        let signed = if asks { signed.bearer(self.token) } else { signed };
        storage.run(signed.request(storage, keys)).expect("storage answers")
    }

    fn name(&self) -> InstanceName {
        self.instance.parse().expect("an instance")
    }

    fn survey_id(&self) -> SurveyId {
        self.survey.parse().expect("a survey")
    }
}

fn app() -> AppName {
    APP.parse().expect("an app")
}

/// Has somebody answer a tenant's survey by an invitation, so that an instance that is set up for that has an alert: gives
/// the alert's name. `token` is a session or an API key of whoever may do all of it.
#[must_use]
pub fn alerted(
    platform: &Platform,
    token: &str,
    (survey, instance): (&str, &str),
    answers: &Value,
) -> String {
    let ordering = Ordering { platform, token, survey, instance };
    ordering.set_up(false);
    let _ = ordering.answer(&ordering.order(), answers);
    ordering.alert()
}
