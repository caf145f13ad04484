//! Invitations: from what happened to a relay and a gateway, and what comes back.

use contract::{Moment, Target};
use credential::Function;
use serde_json::{Value, json};
use tests::{
    Answer, Courier, Gateway, MailServer, MailServing, Operator, PassedOn, Relay, Sample, Signed,
    System, Temporary, now,
};

use crate::compiled;

const APP: &str = "store-evaluator";
const ELSA: &str = "elsa@customer.example";
const NUMBER: &str = "+46701740605";

/// A shop that invites its buyers at once, at any hour.
pub(crate) struct Shop {
    pub(crate) system: System,
    pub(crate) relay: Relay,
    pub(crate) gateway: Gateway,
    pub(crate) courier: Courier,
    pub(crate) survey: String,
}

impl Shop {
    pub(crate) fn open() -> Self {
        let mut system = System::start(&compiled());
        let definition = json!({
            "title": "Shop",
            "elements": [
                { "type": "rating", "name": "overall", "title": "How was it?", "rateMax": 5 },
                { "type": "comment", "name": "more" },
            ],
        });
        let survey = Sample::publish_as(&system.site, &system.api_key, &definition).id;
        let (relay, gateway, address) = (Relay::default(), Gateway::listen(), Relay::address());
        relay.listen(address);
        let courier = system.start_courier_beside(address, &gateway, 0);
        let shop = Self { system, relay, gateway, courier, survey };
        shop.put("shop", &json!({}));
        shop
    }

    /// What Store Evaluator asks of storage, with an API key.
    pub(crate) fn ask(&self, target: Target, body: &Value) -> Answer {
        let signed = Signed::new(Function::StoreEvaluator, target).bearer(&self.system.api_key);
        let signed =
            if body.is_null() { signed } else { signed.body(body.to_string().into_bytes()) };
        let storage = self.system.storage();
        storage.run(signed.request(&storage, &self.system.keys)).unwrap()
    }

    /// Sets an instance up.
    fn put(&self, instance: &str, texts: &Value) {
        let policy = json!({
            "delay-minutes": 0,
            "window": { "from": "00:00", "to": "24:00", "holidays": [] },
            "quarantine": [],
        });
        let setup = json!({
            "survey": self.survey, "title": "Shop", "policy": policy, "texts": texts, "alerts": [],
            "first_question": "overall", "settings": {},
            "sender": { "name": "Kaffe & Te", "reply_to": "hej@shop.example" },
        });
        let target = Target::PutInstance(APP.parse().unwrap(), instance.parse().unwrap());
        let answer = self.ask(target, &setup);
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
    }

    /// Tells of an order; gives the invitation that is made of it.
    fn order(&self, instance: &str, key: &str, recipient: &Value) -> String {
        let mut channels = Vec::new();
        for (channel, address) in [("mail", "email"), ("sms", "phone")] {
            if recipient.get(address).is_some() {
                channels.push(channel);
            }
        }
        let event = json!({
            "app": APP, "instance": instance, "key": key, "stage": "delivered", "language": "en",
            "happened": rfc3339(), "channels": channels,
        });
        let item = json!({ "event": event, "recipient": recipient, "values": { "order": key } });
        let body = json!({ "items": [{ "ask": item }] });
        let answer = self.ask(Target::TakeEvents(APP.parse().unwrap()), &body).expect(200).json();
        let invitation = answer.pointer("/items/0/scheduled/invitation");
        invitation.and_then(Value::as_str).unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// How an invitation stands.
    pub(crate) fn state(&self, instance: &str, invitation: &str) -> String {
        let (app, instance) = (APP.parse().unwrap(), instance.parse().unwrap());
        let target = Target::ReadAsked(app, instance, invitation.parse().unwrap());
        let detail = self.ask(target, &Value::Null).expect(200).json();
        detail["item"]["state"].as_str().unwrap().to_owned()
    }

    fn elsa(&self, key: &str) -> String {
        self.order("shop", key, &json!({ "name": "Elsa Exempel", "email": ELSA }))
    }

    pub(crate) fn tick(&self) -> Value {
        self.courier.tick()
    }

    /// The return path of the mail that was taken last.
    fn return_path(&self) -> String {
        self.relay.envelopes().last().unwrap().0.clone()
    }
}

/// Now.
pub(crate) fn rfc3339() -> String {
    Moment::from_unix_millis(1000 * now().get()).rfc3339()
}

pub(crate) fn sent(count: u32) -> Value {
    json!({ "sent": count, "waiting": 0, "failed": 0 })
}

/// A mail without the soft breaks of its lines.
fn unfolded(raw: &str) -> String {
    raw.replace("=\n", "").replace("=3D", "=").replace("\n ", " ")
}

#[test]
fn an_invitation_is_sent_once_and_a_report_ends_it() {
    let shop = Shop::open();
    let invitation = shop.elsa("10023");
    assert_eq!(shop.tick(), sent(1));
    assert_eq!(shop.tick(), sent(0));
    assert_eq!(shop.state("shop", &invitation), "sent");
    let (taken, envelopes) = (shop.relay.taken(), shop.relay.envelopes());
    assert_eq!((taken.len(), &*envelopes[0].1), (1, ELSA));
    let path = shop.return_path();
    assert!(path.starts_with("bounce+") && path.ends_with("@nordsvar.example"), "{path}");
    let mail = unfolded(&taken[0]);
    for part in [
        "From: \"Kaffe & Te\" <noreply@nordsvar.example>",
        &format!("To: <{ELSA}>"),
        "Reply-To: <hej@shop.example>",
        "List-Unsubscribe: <http://localhost/u/",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "How was it?",
        &format!("http://localhost/s/{}/i/", shop.survey),
        "?q=overall&v=5",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    assert!(!shop.courier.log().contains("elsa") && !shop.courier.log().contains("bounce+"));

    let report = format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: <{path}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {ELSA}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    );
    let folder = Temporary::new();
    let secret = folder.path().join("returned.secret");
    std::fs::write(&secret, format!("{}\n", Courier::RETURNED)).unwrap();
    let operator = Operator {
        keys: folder.path().to_owned(),
        storage: "http://127.0.0.1:9".to_owned(),
        login: "http://127.0.0.1:9".to_owned(),
    };
    let pipe = |courier: &str, secret: &str, report: &[u8]| {
        let arguments = ["bounce", "--courier", courier, "--secret-file", secret, &path];
        operator.run_with(&arguments, report)
    };
    let secret = secret.to_str().unwrap();
    let reply = format!("To: <{path}>\r\nSubject: On holiday\r\n\r\nAction: failed\r\n");
    for (name, courier, report, code, state) in [
        ("a holiday greeting", shop.courier.base(), reply.as_bytes(), 0, "sent"),
        ("no courier", "http://127.0.0.1:9", report.as_bytes(), 75, "sent"),
        ("a report", shop.courier.base(), report.as_bytes(), 0, "bounced"),
        ("the same again", shop.courier.base(), report.as_bytes(), 0, "bounced"),
    ] {
        let said = pipe(courier, secret, report);
        assert_eq!((said.code, &*said.out), (code, ""), "{name}: {}", said.err);
        assert_eq!(shop.state("shop", &invitation), state, "{name}");
    }
    let other = folder.path().join("other.secret");
    std::fs::write(&other, "another-secret-0123").unwrap();
    let said = pipe(shop.courier.base(), other.to_str().unwrap(), report.as_bytes());
    assert_eq!(said.code, 75, "{}", said.err);
    assert!(!said.err.contains("elsa"), "{}", said.err);
    assert_eq!(shop.tick(), sent(0));
}

#[test]
fn who_complains_gets_no_more() {
    let shop = Shop::open();
    let first = shop.elsa("1");
    assert_eq!(shop.tick(), sent(1));
    let path = shop.return_path();
    let other = path.replace("bounce+", "bounce+0");
    let said = json!([
        { "return_path": path, "fate": "delivered" },
        { "return_path": other, "fate": "complaint" },
    ]);
    let answer = shop.courier.returned(&said).expect(200).json();
    assert_eq!(answer, json!({ "taken": 1, "unknown": 1 }));
    assert_eq!(shop.state("shop", &first), "delivered");
    let second = shop.elsa("2");
    let said = json!([{ "return_path": path, "fate": "complaint" }]);
    for _ in 0..2 {
        let answer = shop.courier.returned(&said).expect(200).json();
        assert_eq!(answer, json!({ "taken": 1, "unknown": 0 }));
    }
    assert_eq!(shop.state("shop", &first), "complained");
    assert_eq!(shop.tick(), sent(0));
    assert_eq!(shop.relay.taken().len(), 1);
    assert_ne!(shop.state("shop", &second), "sent");
}

#[test]
fn text_messages_go_by_the_gateway() {
    let shop = Shop::open();
    let nils = json!({ "phone": NUMBER });
    let first = shop.order("shop", "1", &nils);
    shop.gateway.answer_with(402);
    assert_eq!(shop.tick(), json!({ "sent": 0, "waiting": 1, "failed": 0 }));
    assert_eq!(shop.state("shop", &first), "sending");
    shop.gateway.answer_with(400);
    let second = shop.order("shop", "2", &json!({ "phone": "+46701740606" }));
    assert_eq!(shop.tick(), json!({ "sent": 0, "waiting": 0, "failed": 1 }));
    assert_eq!(shop.state("shop", &second), "refused");
    shop.gateway.answer_with(200);
    let third = shop.order("shop", "3", &json!({ "phone": "+46701740607" }));
    assert_eq!(shop.tick(), sent(1));
    assert_eq!(shop.state("shop", &third), "sent");
    let taken = shop.gateway.taken();
    assert_eq!((taken.len(), &*taken[0].from, &*taken[0].to), (1, Gateway::FROM, "+46701740607"));
    let link = format!("http://localhost/s/{}/i/", shop.survey);
    assert!(taken[0].text.contains(&link), "{}", taken[0].text);
    assert_eq!(shop.relay.taken().len(), 0);
    assert!(!shop.courier.log().contains(NUMBER));
}

#[test]
fn a_gateway_says_what_became_of_a_text_message() {
    let shop = Shop::open();
    let told = ["+46701740607", "+46701740608"].map(|number| {
        let invitation = shop.order("shop", number, &json!({ "phone": number }));
        assert_eq!(shop.tick(), sent(1));
        (invitation, shop.gateway.taken().pop().unwrap().report_to)
    });
    let [(first, arrived), (second, failed)] = &told;
    let mixed =
        failed.replace(failed.rsplit('/').next().unwrap(), arrived.rsplit('/').next().unwrap());
    for (address, status, answer) in [
        (arrived, "sent", 204),
        (arrived, "delivered", 204),
        (&mixed, "failed", 404),
        (failed, "failed", 204),
        (failed, "failed", 204),
    ] {
        assert_eq!(shop.courier.texted(address, status).status, answer, "{status}");
    }
    assert_eq!(shop.state("shop", first), "delivered");
    assert_eq!(shop.state("shop", second), "bounced");
    assert!(!shop.courier.log().contains(arrived.rsplit('/').next().unwrap()));
}

#[test]
fn what_cannot_be_written_or_delivered_holds_up_nothing() {
    let shop = Shop::open();
    // Storage keeps what it is given; only the courier knows that these are no texts.
    shop.put("broken", &json!({ "invitation": { "en": { "subject": "Hej" } } }));
    let broken = shop.order("broken", "1", &json!({ "email": "nils@customer.example" }));
    shop.relay.refuse("olle@customer.example", "550 5.1.1 no such person");
    let refused = shop.order("shop", "2", &json!({ "email": "olle@customer.example" }));
    let good = shop.elsa("3");
    assert_eq!(shop.tick(), json!({ "sent": 1, "waiting": 0, "failed": 2 }));
    assert_eq!(shop.tick(), sent(0));
    assert_eq!(shop.state("broken", &broken), "refused");
    assert_eq!(shop.state("shop", &refused), "refused");
    assert_eq!(shop.state("shop", &good), "sent");
    assert_eq!(shop.relay.taken().len(), 1);
}

/// Relays sign what they pass on: the mail is written so that nothing of it has to be changed for that.
#[test]
fn a_relay_signs_it_and_it_arrives_as_it_was_written() {
    let mut shop = Shop::open();
    let next = MailServer::start(&MailServing { signs: true, ..MailServing::default() });
    let courier = shop.system.start_courier_with(next.address, &[]);
    let åsa = json!({ "name": "Åsa Öberg", "email": "asa@customer.example" });
    let _ = shop.order("shop", "1", &åsa);
    assert_eq!(courier.tick(), sent(1));
    let [received] = &next.mails()[..] else { panic!("one mail") };
    let raw = &received.mail.raw;
    assert!(raw.is_ascii(), "no relay has to write it anew for the next that takes no 8 bits");
    assert!(raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
    let Some(PassedOn { verdict, same, headers, changed }) = &received.signed else {
        panic!("it was passed on")
    };
    assert!(*same);
    assert_eq!(*verdict, ["pass"]);
    // Whoever looks calls it neutral when what is signed is another text: the signature itself is good.
    assert_eq!(*changed, ["neutral"]);
    let wanted = ["from", "to", "subject", "date", "message-id", "mime-version", "reply-to"];
    for name in wanted.into_iter().chain(["list-unsubscribe", "list-unsubscribe-post"]) {
        assert!(headers.iter().any(|signed| signed == name), "{name}: {headers:?}");
    }
}
