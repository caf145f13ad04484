//! A shop that asks its customers, with a clock that is moved: what tests of invitations begin with.

use std::cell::Cell;

use contract::Target;
use credential::Function;
use serde_json::{Value, json};
use tests::{Answer, Sample, Signed, System, now, response_id};

pub(crate) const APP: &str = "store-evaluator";
pub(crate) const DAY: i64 = 24 * 60 * 60;

/// A system with a shop, whose invitations are sent at any hour, as soon as an event comes in.
pub(crate) struct Shop {
    pub(crate) system: System,
    pub(crate) sample: Sample,
    ahead: Cell<i64>,
    key: String,
}

impl Shop {
    pub(crate) fn open() -> Self {
        Self::with(&json!({}))
    }

    /// The same, with more in its policy.
    pub(crate) fn with(policy: &Value) -> Self {
        let (system, sample) = crate::system();
        let mut shop = Self { system, sample, ahead: Cell::new(0), key: String::new() };
        shop.renew_key("shop");
        let _ = shop.set_up(policy, false).expect(200);
        shop
    }

    /// One that takes orders from its buyers' shop, and sends what a courier can write.
    pub(crate) fn of_orders() -> Self {
        let shop = Self::open();
        let _ = shop.put(&json!({}), &json!({"paused": false, "texts": {}})).expect(200);
        shop
    }

    /// Has a new key, which is good for 800 days from now on.
    pub(crate) fn renew_key(&mut self, id: &str) {
        let grants = json!([{"role": "owner", "scope": "tenant"}]);
        let expires_at = now().get() + u64::try_from(self.ahead.get()).unwrap() + 800 * 86_400;
        let key = json!({"id": id, "tenant": "acme", "expires_at": expires_at, "grants": grants});
        let made = self.call(Function::Operator, Target::CreateApiKey, &key).expect(201).json();
        made["key"].as_str().unwrap().clone_into(&mut self.key);
    }

    /// What a shop sends its orders with.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    pub(crate) fn set_up(&self, more: &Value, paused: bool) -> Answer {
        let texts = json!({"en": {"invitation": {"subject": "Hello"}}});
        self.put(more, &json!({"paused": paused, "texts": texts}))
    }

    /// Sets it up, with more in its policy and in the rest.
    fn put(&self, more: &Value, rest: &Value) -> Answer {
        let hours = json!({"from": "00:00", "to": "24:00", "holidays": []});
        let mut policy = json!({"delay-minutes": 0, "window": hours, "same-buyer-days": 0});
        for (name, value) in more.as_object().unwrap() {
            policy[name] = value.clone();
        }
        let setup = json!({
            "survey": self.sample.id, "title": "Butiken", "paused": rest["paused"], "policy": policy,
            "texts": rest["texts"], "alerts": [], "settings": {"stage": "checkout"},
            "sender": {"name": "Butiken", "reply_to": "svar@butik.example"}
        });
        self.ask(Target::PutInstance(app(), shop_name()), &setup)
    }

    /// Moves the clock on.
    pub(crate) fn later(&self, seconds: i64) {
        self.ahead.set(self.ahead.get() + seconds);
        self.system.move_storage_clock(self.ahead.get());
    }

    pub(crate) fn call(&self, function: Function, target: Target, body: &Value) -> Answer {
        let now = now().saturating_add_seconds(self.ahead.get().try_into().unwrap());
        let mut signed = Signed::new(function, target).created(now);
        if !body.is_null() {
            signed = signed.body(body.to_string().into_bytes());
        }
        if function == Function::StoreEvaluator {
            signed = signed.bearer(&self.key);
        }
        let storage = self.system.storage();
        storage.run(signed.request(&storage, &self.system.keys)).unwrap()
    }

    /// What the app asks.
    pub(crate) fn ask(&self, target: Target, body: &Value) -> Answer {
        self.call(Function::StoreEvaluator, target, body)
    }

    pub(crate) fn courier(&self, target: Target, body: &Value) -> Value {
        self.call(Function::Courier, target, body).expect(200).json()
    }

    pub(crate) fn submit(&self, target: Target, body: &Value) -> Answer {
        self.call(Function::Submit, target, body)
    }

    /// What becomes of one thing that happened.
    pub(crate) fn tell(&self, item: &Value) -> Value {
        let told = self.ask(Target::TakeEvents(app()), &json!({"items": [item]})).expect(200);
        told.json()["items"][0].clone()
    }

    /// Tells of an order now.
    pub(crate) fn order(&self, order: &str, recipient: &Value) -> Value {
        self.tell(&self.event(order, recipient))
    }

    /// An order that was placed now.
    pub(crate) fn event(&self, order: &str, recipient: &Value) -> Value {
        let now = i64::try_from(now().get()).unwrap() + self.ahead.get();
        let happened = jiff::Timestamp::from_second(now).unwrap().to_string();
        json!({"ask": {
            "event": {
                "app": APP, "instance": "shop", "key": order, "stage": "checkout",
                "happened": happened, "channels": ["mail", "sms"], "language": "sv",
                "products": ["Helmet"]
            },
            "recipient": recipient, "values": {"first_name": "Annika", "order": order},
            "known": {"who": "Annika"}
        }})
    }

    /// Has what is due looked at.
    pub(crate) fn run_due(&self) -> Value {
        self.courier(Target::RunDue, &json!({"limit": 50}))
    }

    /// What a courier gets: all that is to be sent now.
    pub(crate) fn claim(&self) -> Value {
        self.courier(Target::ClaimMail, &json!({"limit": 50, "texts": 50}))
    }

    /// Has all that is due written and handed over; gives what was claimed.
    pub(crate) fn send(&self) -> Value {
        self.run_due();
        let claimed = self.claim();
        for list in ["items", "texts"] {
            for item in claimed[list].as_array().into_iter().flatten() {
                let id = item["id"].as_str().unwrap().parse().unwrap();
                let settled = self.courier(Target::MailSent(id), &Value::Null);
                assert_eq!(settled, json!({"changed": true}));
            }
        }
        claimed
    }

    pub(crate) fn open_link(&self, token: &str) -> Value {
        let open = json!({"token": token, "clicked": true});
        self.submit(Target::OpenInvitation, &open).expect(200).json()
    }

    /// Answers the survey with an invitation's token.
    pub(crate) fn answer(&self, token: &str) -> Answer {
        self.respond(&Self::response(token))
    }

    /// A response that names an invitation.
    pub(crate) fn response(token: &str) -> Value {
        json!({"id": response_id().to_string(), "version": 1, "language": "en", "complete": true,
            "answers": Sample::answers(), "invitation": token})
    }

    pub(crate) fn respond(&self, response: &Value) -> Answer {
        let target = Target::AppendResponse(self.sample.id.parse().unwrap());
        self.submit(target, response)
    }

    /// What staff see of an invitation.
    pub(crate) fn read(&self, invitation: &str) -> Value {
        let target = Target::ReadAsked(app(), shop_name(), invitation.parse().unwrap());
        self.ask(target, &Value::Null).expect(200).json()
    }

    pub(crate) fn state(&self, invitation: &str) -> String {
        self.read(invitation)["item"]["state"].as_str().unwrap().to_owned()
    }

    pub(crate) fn list(&self, asked: &Value) -> Vec<Value> {
        let listed = self.ask(Target::ListAsked(app(), shop_name()), asked).expect(200).json();
        listed["items"].as_array().unwrap().clone()
    }

    pub(crate) fn act(&self, invitation: &str, act: &str) -> Value {
        let target = Target::ActOnAsked(app(), shop_name(), invitation.parse().unwrap());
        self.ask(target, &json!({"act": act})).expect(200).json()
    }

    /// What became of a mail.
    pub(crate) fn returned(&self, mail: &str, fate: &str) -> Value {
        self.courier(Target::MailReturned, &json!({"mail": mail, "fate": fate}))
    }
}

pub(crate) fn app() -> credential::AppName {
    APP.parse().unwrap()
}

pub(crate) fn shop_name() -> credential::InstanceName {
    "shop".parse().unwrap()
}

/// The invitation that something has made.
#[track_caller]
pub(crate) fn scheduled(result: &Value) -> String {
    let made = result["scheduled"]["invitation"].as_str();
    made.unwrap_or_else(|| panic!("{result}")).to_owned()
}

/// Whoever has this address.
pub(crate) fn at(email: &str) -> Value {
    json!({"name": "Annika Exempel", "email": email})
}

/// The words of a history.
pub(crate) fn words(read: &Value) -> Vec<String> {
    let word = |entry: &Value| {
        let what = &entry["what"];
        let named = what.as_object().and_then(|named| named.keys().next());
        named.map_or_else(|| what.as_str().unwrap().to_owned(), String::clone)
    };
    read["history"].as_array().unwrap().iter().map(word).collect()
}
