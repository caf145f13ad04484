//! Somebody who was invited, and has the links that their message had.

use contract::{Moment, Target};
use credential::{Claims, Function, InvitationClaims, InvitationId, UnsubscribeClaims};
use serde_json::{Value, json};

use crate::{Answer, Platform, Sample, Signed, eventually, now, response_id};

const APP: &str = "store-evaluator";

/// An instance of an app that invites to one survey, as soon as something happens.
#[derive(Debug)]
pub struct Inviting<'a> {
    platform: &'a Platform,
    survey: String,
    instance: String,
}

/// Somebody who was invited.
#[derive(Debug)]
pub struct Invited<'a> {
    inviting: &'a Inviting<'a>,
    /// The invitation's name.
    pub id: String,
    /// Where their link leads, as a path.
    pub link: String,
    /// Where they get no more invitations, as a path.
    pub unsubscribe: String,
}

impl<'a> Inviting<'a> {
    /// Sets it up for a survey of the demo tenant.
    #[must_use]
    pub fn new(platform: &'a Platform, survey: &str) -> Self {
        let instance = format!("i-{}", response_id());
        let inviting = Self { platform, survey: survey.to_owned(), instance };
        let setup = json!({
            "survey": survey,
            "title": "A shop",
            "policy": {
                "delay-minutes": 0,
                "window": {"from": "00:00", "to": "24:00", "holidays": []},
                "quarantine": [],
                "channels": ["mail"]
            },
            "texts": {}, "alerts": [], "settings": {}
        });
        let (app, name) = (APP.parse().expect("an app"), inviting.name());
        let _ = inviting.tell(Target::PutInstance(app, name), &setup).expect(200);
        inviting
    }

    /// The instance's name.
    ///
    /// # Panics
    ///
    /// Never: it was taken.
    #[must_use]
    pub fn name(&self) -> credential::InstanceName {
        self.instance.parse().expect("the name of an instance")
    }

    /// Has storage do something as the app's function does, for the demo tenant.
    #[must_use]
    pub fn tell(&self, target: Target, body: &Value) -> Answer {
        let key = &self.platform.ready.api_key;
        self.call(Function::StoreEvaluator, target, Some(key), body)
    }

    fn call(&self, function: Function, target: Target, key: Option<&str>, body: &Value) -> Answer {
        let Platform { storage, keys, .. } = self.platform;
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let signed = Signed::new(function, target).body(body);
        let signed = key.iter().fold(signed, |signed, key| signed.bearer(key));
        storage.run(signed.request(storage, keys)).expect("storage answers")
    }

    /// Invites somebody new. `ask` has what is known of them (`known`), and of the event (`event`) what is
    /// not as it mostly is.
    #[must_use]
    pub fn invite(&self, ask: &Value) -> Invited<'_> {
        let id = response_id();
        let email = format!("guest-{id}@example.com");
        let mut event = json!({
            "app": APP, "instance": self.instance, "key": id.to_string(), "stage": "checkout",
            "happened": Moment::from_unix_millis(now().get() * 1000).rfc3339(), "channels": ["mail"], "language": "en"
        });
        let own = ask.get("event").and_then(Value::as_object).cloned().unwrap_or_default();
        event.as_object_mut().expect("an event").extend(own);
        let known = ask.get("known").cloned().unwrap_or_else(|| json!({}));
        let recipient = json!({ "email": email });
        let item = json!({"ask": {"event": event, "recipient": recipient, "known": known}});
        let app = APP.parse().expect("an app");
        let taken =
            self.tell(Target::TakeEvents(app), &json!({ "items": [item] })).expect(200).json();
        let id = taken.pointer("/items/0/scheduled/invitation").and_then(Value::as_str);
        let id = id.unwrap_or_else(|| panic!("nobody was invited: {taken}")).to_owned();
        let invited = self.linked(id);
        eventually("the invitation's turn", || {
            let due = json!({"limit": 50});
            let _ = self.call(Function::Courier, Target::RunDue, None, &due).expect(200);
            (invited.state() != "scheduled").then_some(())
        });
        invited
    }

    fn linked(&self, id: String) -> Invited<'_> {
        let Platform { keys, ready, .. } = self.platform;
        let (jti, zone): (InvitationId, _) = (id.parse().expect("a name"), keys.zone().clone());
        let ten: credential::TenantId = ready.company.parse().expect("a tenant");
        let survey = self.survey.parse().expect("a survey");
        let exp = now().saturating_add_seconds(60 * 60);
        let claims = InvitationClaims { jti: jti.clone(), survey, zone: zone.clone(), exp };
        let link = link(self.platform, &claims);
        let unsubscribe = UnsubscribeClaims { jti, ten, zone, exp };
        let unsubscribe = format!("/u/{}", self.signed(&unsubscribe));
        Invited { inviting: self, id, link, unsubscribe }
    }

    /// A token of the kind that storage makes.
    #[must_use]
    pub fn signed<C: Claims>(&self, claims: &C) -> String {
        self.platform.keys.respondent(C::PURPOSE).sign(claims).expect("claims that fit")
    }
}

/// The link of an invitation, as messages have it.
///
/// # Panics
///
/// Never: a token that names a survey and an invitation can be signed.
#[must_use]
pub fn link(platform: &Platform, claims: &InvitationClaims) -> String {
    let token = platform.keys.respondent(InvitationClaims::PURPOSE).sign(claims);
    format!("/s/{}/i/{}", claims.survey, token.expect("claims that fit"))
}

impl Invited<'_> {
    /// How the invitation stands.
    #[must_use]
    pub fn state(&self) -> String {
        let read = self.inviting.tell(self.target(Target::ReadAsked), &Value::Null).expect(200);
        let state = read.json().pointer("/item/state").and_then(Value::as_str).map(str::to_owned);
        state.expect("an invitation has a state")
    }

    /// The shop calls it off.
    pub fn cancel(&self) {
        let acted = self.inviting.tell(self.target(Target::ActOnAsked), &json!({"act": "cancel"}));
        let _ = acted.expect(200);
    }

    fn target(
        &self,
        of: fn(credential::AppName, credential::InstanceName, InvitationId) -> Target,
    ) -> Target {
        let app = APP.parse().expect("an app");
        of(app, self.inviting.name(), self.id.parse().expect("a name"))
    }

    /// Sends a response as the page's script does.
    #[must_use]
    pub fn submit(&self, submission: &Value) -> Answer {
        let path = format!("{}/responses", self.link);
        self.inviting.platform.site.post(&path).json(submission).send()
    }

    /// Sends answers as a response of its own.
    #[must_use]
    pub fn answer(&self, answers: &Value) -> Answer {
        self.submit(&Sample::submission(response_id(), answers))
    }
}
