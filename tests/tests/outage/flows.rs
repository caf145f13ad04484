//! Those who are about to cancel: through our pages to one outcome, and to the seller's own page whatever becomes of ours.

mod alerted;
mod booked;
mod leavers;
pub(crate) mod room;

use contract::Target;
use credential::{CancelFlowClaims, Function, KeyRing, Purpose, UnixSeconds};
use serde_json::{Value, json};
use tests::{Answer, Client, Sample, Signed, System, now};

const EVENTS: &str = "/api/v1/apps/why-cancel/events";
const FLOWS: &str = "/api/v1/apps/why-cancel/flows";
const CANCEL: &str = "https://shop.example/cancel?id=7&way=now";
const KEEP: &str = "https://shop.example/account";
const HOUR: i64 = 3600;

/// Our own survey, as instances are set up with it.
const SURVEY: &str = include_str!("../../../shared/app/surveys/why-cancel/cancel.json");

/// A seller of subscriptions, with an instance and what it offers.
struct Seller {
    system: System,
    survey: Sample,
}

/// A flow that was started.
struct Flow {
    id: String,
    path: String,
}

fn offers() -> Value {
    let texts = |title: &str| json!({"en": {"title": title}, "sv": {"title": "Erbjudande"}});
    json!({
        "offers": [
            {"id": "half-price", "reasons": ["too-expensive"], "plans": ["Plus"],
             "discount": {"code": "STAY50", "percent": 50}, "texts": texts("Half the price")},
            {"id": "break", "reasons": ["temporary"], "pause": {"months": 3},
             "texts": texts("A break")}
        ]
    })
}

impl Seller {
    fn open() -> Self {
        Self::open_with(&json!([]), &json!({"delay-minutes": 0}))
    }

    /// One that is alerted by rules, and asks by a policy.
    fn open_with(alerts: &Value, policy: &Value) -> Self {
        let system = System::start(&crate::compiled());
        let definition = serde_json::from_str(SURVEY).unwrap();
        let survey = Sample::publish_as(&system.site, &system.api_key, &definition);
        let seller = Self { system, survey };
        let setup = json!({
            "survey": seller.survey.id, "title": "Tidningen", "policy": policy,
            "texts": {}, "alerts": alerts, "settings": {"stage": "cancelled", "cancel": offers()},
        });
        let target = Target::PutInstance("why-cancel".parse().unwrap(), "cancel".parse().unwrap());
        let _ = seller.ask(target, &setup).expect(200);
        seller
    }

    /// What the app asks of storage.
    fn ask(&self, target: Target, body: &Value) -> Answer {
        let signed = Signed::new(Function::WhyCancel, target).bearer(&self.system.api_key);
        let signed = signed.body(body.to_string().into_bytes());
        let storage = self.system.storage();
        storage.run(signed.request(&storage, &self.system.keys)).unwrap()
    }

    fn site(&self) -> &Client {
        &self.system.site
    }

    fn sent(&self, start: &Value) -> Answer {
        self.site().post(FLOWS).bearer(&self.system.api_key).json(start).send()
    }

    /// Somebody presses the cancel button of their subscription.
    fn start(&self, subscription: &str) -> Flow {
        let start = json!({
            "subscription": subscription, "plan": "Plus", "term": "month", "language": "en",
            "amount": {"value": "99", "currency": "SEK"}, "started_on": "2020-03-01",
            "subscriber": {"email": "elsa@example.com", "name": "Elsa Exempel"},
            "cancel_url": CANCEL, "keep_url": KEEP,
        });
        let made = self.sent(&start).expect(201).json();
        let url = made["url"].as_str().unwrap();
        assert!(!url.contains(subscription) && !url.contains("elsa"), "{url}");
        let path = url.strip_prefix("http://localhost").unwrap().to_owned();
        Flow { id: made["flow"].as_str().unwrap().to_owned(), path }
    }

    fn page(&self, flow: &Flow) -> Answer {
        self.site().get(&flow.path).send()
    }

    fn act(&self, flow: &Flow, fields: &[(&str, &str)]) -> Answer {
        let origin = self.site().base().to_owned();
        self.site().post(&flow.path).header("origin", &origin).form(fields).send()
    }

    /// Says why, with or without more.
    fn tell(&self, flow: &Flow, reason: &str, comment: &str) {
        let fields = [("step", "tell"), ("reason", reason), ("comment", comment)];
        let to = self.act(flow, &fields).expect(303);
        assert_eq!(to.header("location"), flow.path);
    }

    /// How a flow stands, as its seller asks.
    fn read(&self, flow: &Flow) -> Value {
        let path = format!("{FLOWS}/{}", flow.id);
        self.site().get(&path).bearer(&self.system.api_key).send().expect(200).json()
    }

    fn outcome(&self, flow: &Flow) -> Value {
        let read = self.read(flow);
        json!([read["outcome"], read["reason"], read["accepted"]])
    }

    /// What the seller tells of a subscription.
    fn event(&self, subscription: &str, stage: &str) -> Value {
        let event = json!({"stage": stage, "subscription": subscription,
            "subscriber": {"email": format!("{subscription}@example.com").to_lowercase()}});
        let call = self.site().post(EVENTS).bearer(&self.system.api_key).json(&event);
        call.send().expect(202).json()["items"][0].clone()
    }

    fn responses(&self) -> Vec<Value> {
        let path = format!("/api/v1/surveys/{}/responses", self.survey.id);
        let listed = self.site().get(&path).bearer(&self.system.api_key).send().expect(200).json();
        listed["items"].as_array().unwrap().clone()
    }
}

/// That a page shows all of this, and the way to cancel.
#[track_caller]
fn shows(page: &Answer, all: &[&str]) {
    for one in all.iter().chain(&["https://shop.example/cancel?id=7&amp;way=now"]) {
        assert!(page.text().contains(one), "{one}: {}", page.text());
    }
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("set-cookie").is_empty());
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' https://shop.example"), "{policy}");
}

#[test]
fn a_flow_is_started_and_seen_and_leads_to_one_outcome() {
    let seller = Seller::open();
    let flow = seller.start("S-1");
    assert_eq!(seller.read(&flow)["seen"], false);
    shows(&seller.page(&flow).expect(200), &["It is too expensive", "Before you go"]);
    let read = seller.read(&flow);
    assert_eq!((&read["outcome"], &read["seen"]), (&json!("open"), &json!(true)));
    let swedish = seller.site().get(&format!("{}?lang=sv", flow.path)).send().expect(200);
    shows(&swedish, &["Det är för dyrt", "lang=\"sv\"", "Innan du går"]);

    // None chosen is told; then an offer that is for them.
    let missing = seller.act(&flow, &[("step", "tell"), ("comment", "")]).expect(422);
    shows(&missing, &["Choose a reason"]);
    seller.tell(&flow, "too-expensive", "Far too much");
    let offered = seller.page(&flow).expect(200);
    shows(&offered, &["Half the price", "Accept the offer"]);
    assert!(!offered.text().contains("STAY50"), "a code is for whoever takes it");
    let again = seller.site().get(&format!("{}?again", flow.path)).send().expect(200);
    shows(&again, &["value=\"too-expensive\" checked"]);
    assert!(!again.text().contains("Far too much"), "what was written is not shown again");

    // An offer of another page is not taken; the one that was made is, once.
    let other = seller.act(&flow, &[("step", "accept"), ("offer", "break")]).expect(303);
    assert_eq!(other.header("location"), flow.path);
    assert_eq!(seller.outcome(&flow), json!(["open", "too-expensive", null]));
    for _ in 0..2 {
        let taken = seller.act(&flow, &[("step", "accept"), ("offer", "half-price")]).expect(303);
        assert_eq!(taken.header("location"), flow.path);
    }
    shows(&seller.page(&flow).expect(200), &["STAY50", "You are staying", KEEP]);
    assert_eq!(seller.outcome(&flow), json!(["saved", "too-expensive", "half-price"]));
    // Replayed, it is the same; who wants to cancel after all goes on, and the seller will tell.
    let cancel = seller.act(&flow, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    assert_eq!(cancel.header("location"), CANCEL);
    assert_eq!(seller.outcome(&flow), json!(["saved", "too-expensive", "half-price"]));
    seller.tell(&flow, "service", "");
    assert_eq!(seller.outcome(&flow), json!(["saved", "too-expensive", "half-price"]));

    // Who has taken it once is not offered it again.
    let second = seller.start("S-1");
    seller.tell(&second, "too-expensive", "");
    shows(&seller.page(&second).expect(200), &["Thank you for telling us"]);

    let responses = seller.responses();
    assert_eq!(responses.len(), 2);
    let first = responses.iter().find(|one| one["id"] == flow.id.as_str()).unwrap();
    assert_eq!(first["answers"], json!({"reason": "too-expensive", "comment": "Far too much"}));
}

#[test]
fn who_stays_goes_back_and_who_goes_goes_on() {
    let seller = Seller::open();
    let (stays, goes, pauses) = (seller.start("S-1"), seller.start("S-2"), seller.start("S-3"));
    let to = seller.act(&stays, &[("step", "stay")]).expect(303);
    assert_eq!(to.header("location"), KEEP);
    assert_eq!(seller.outcome(&stays), json!(["saved", null, null]));
    // It needs no answer, and sent twice it is once.
    for _ in 0..2 {
        let to = seller.act(&goes, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
        assert_eq!(to.header("location"), CANCEL);
    }
    assert_eq!(seller.outcome(&goes), json!(["cancelled", null, null]));
    shows(&seller.page(&goes).expect(200), &["You have gone on to cancel"]);
    seller.tell(&pauses, "temporary", "");
    let to = seller.act(&pauses, &[("step", "accept"), ("offer", "break")]).expect(303);
    assert_eq!(to.header("location"), KEEP);
    assert_eq!(seller.outcome(&pauses), json!(["saved", "temporary", "break"]));
    // A form that is not one of the page's.
    assert_eq!(seller.act(&stays, &[("step", "buy")]).status, 400);
}

#[test]
fn what_the_seller_tells_goes_before() {
    let seller = Seller::open();
    let (told, silent, saved) = (seller.start("S-1"), seller.start("S-2"), seller.start("S-3"));
    seller.tell(&told, "service", "");
    let _ = seller.act(&told, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    let _ = seller.act(&saved, &[("step", "stay")]).expect(303);
    // Who said why is not asked again; who did not is, and who was saved and leaves all the same.
    let skipped = seller.event("S-1", "cancelled");
    assert_eq!(skipped["result"], "skipped", "{skipped}");
    assert_eq!(skipped["why"]["reason"], "told-in-flow", "{skipped}");
    assert_eq!(seller.event("S-2", "cancelled")["result"], "scheduled");
    assert_eq!(seller.event("S-3", "cancelled")["result"], "scheduled");
    for flow in [&told, &silent, &saved] {
        assert_eq!(seller.read(flow)["outcome"], "cancelled");
    }
    // That nobody is asked about a cancellation makes it none the less one.
    let known = seller.start("S-4");
    let _ = seller.act(&known, &[("step", "stay")]).expect(303);
    let event = json!({"stage": "cancelled", "subscription": "S-4", "reason": "service"});
    let call = seller.site().post(EVENTS).bearer(&seller.system.api_key);
    let passed = call.json(&event).send().expect(202).json()["items"][0].clone();
    assert_eq!(passed, json!({"result": "passed", "reason": "reason-known"}));
    assert_eq!(seller.read(&known)["outcome"], "cancelled");
    // Who regrets it was saved.
    assert_eq!(seller.event("S-1", "resumed")["result"], "unknown");
    assert_eq!(seller.outcome(&told), json!(["saved", "service", null]));
}

#[test]
fn after_an_hour_it_is_over_and_the_way_to_cancel_is_there() {
    let mut seller = Seller::open();
    let (left, unseen) = (seller.start("S-1"), seller.start("S-2"));
    seller.tell(&left, "service", "");
    seller.system.move_clock(HOUR - 60);
    shows(&seller.page(&left).expect(200), &["Thank you for telling us"]);
    seller.system.move_clock(HOUR + 1);
    for flow in [&left, &unseen] {
        shows(&seller.page(flow).expect(410), &["The time for this page is over"]);
        assert_eq!(seller.read(flow)["outcome"], "abandoned");
    }
    let late = seller.act(&left, &[("step", "stay")]).expect(303);
    assert_eq!(late.header("location"), left.path, "who comes too late has not been saved");
    let on = seller.act(&left, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    assert_eq!(on.header("location"), CANCEL, "nobody is held up");
    assert_eq!(seller.outcome(&left), json!(["abandoned", "service", null]));
}

#[test]
fn what_is_not_ours_leads_nowhere() {
    let seller = Seller::open();
    let flow = seller.start("S-1");
    let token = flow.path.rsplit('/').next().unwrap().to_owned();
    let claims = |ten: &str, instance: &str, jti: &str| CancelFlowClaims {
        jti: jti.parse().unwrap(),
        ten: ten.parse().unwrap(),
        zone: seller.system.keys.zone().clone(),
        instance: instance.parse().unwrap(),
        exp: UnixSeconds::new(now().get() + 3600),
    };
    let ours = seller.system.keys.respondent(Purpose::CancelFlow);
    let others: KeyRing = tests::Keys::generate().respondent(Purpose::CancelFlow);
    let forged = [
        format!("{token}x"),
        "nothing".to_owned(),
        others.sign(&claims("acme", "cancel", &flow.id)).unwrap(),
        ours.sign(&claims("other", "cancel", &flow.id)).unwrap(),
        ours.sign(&claims("acme", "another", &flow.id)).unwrap(),
        ours.sign(&claims("acme", "cancel", "no-such-flow")).unwrap(),
    ];
    for token in forged {
        let flow = Flow { id: String::new(), path: format!("/apps/why-cancel/flow/{token}") };
        let page = seller.page(&flow).expect(404);
        assert!(page.text().contains("This link leads nowhere"), "{}", page.text());
        assert!(!page.text().contains("shop.example"), "{}", page.text());
        // Nor does anything that is sent there, wherever it says that it leads.
        let sent = [("step", "cancel"), ("to", "https://evil.example/")];
        assert_eq!(seller.act(&flow, &sent).status, 404);
    }
    assert_eq!(seller.outcome(&flow), json!(["open", null, null]));

    // What is wrong with a start is told all at once, and nothing of what stands there.
    let wrong = json!({"subscription": "", "cancel_url": "http://shop.example/", "more": "secret"});
    let answer = seller.sent(&wrong).expect(422);
    let (kind, paths) = answer.problem();
    assert_eq!(kind, "events-rejected");
    for path in ["$.subscription", "$.cancel_url", "$.keep_url", "$.more"] {
        assert!(paths.iter().any(|one| one == path), "{path}: {paths:?}");
    }
    assert!(!answer.text().contains("secret"));
    let start = json!({"subscription": "S-1", "cancel_url": CANCEL, "keep_url": KEEP});
    let bare = seller.site().post(FLOWS).json(&start).send();
    assert_eq!(bare.status, 401);
    let elsewhere = seller.site().post(&format!("{FLOWS}?instance=none"));
    let elsewhere = elsewhere.bearer(&seller.system.api_key).json(&start).send();
    assert_eq!(elsewhere.status, 404, "{}", elsewhere.text());
    // The least that is needed starts one.
    let _ = seller.sent(&start).expect(201);
}

#[test]
fn another_tenant_sees_nothing_of_it() {
    let seller = Seller::open();
    let flow = seller.start("S-1");
    let call = |target: Target, body: &Value| {
        let signed = Signed::new(Function::Operator, target).body(body.to_string().into_bytes());
        let storage = seller.system.storage();
        storage.run(signed.request(&storage, &seller.system.keys)).unwrap()
    };
    let zone = seller.system.keys.zone().to_string();
    let tenant = Target::PutTenant("other".parse().unwrap());
    let _ = call(tenant, &json!({"name": "Other", "zone": zone})).expect(200);
    let grants = json!([{"role": "owner", "scope": "tenant"}]);
    let key = json!({"id": "other", "tenant": "other", "grants": grants,
        "expires_at": now().get() + 86_400});
    let key = call(Target::CreateApiKey, &key).expect(201).json();
    let key = key["key"].as_str().unwrap();
    let path = format!("{FLOWS}/{}", flow.id);
    assert_eq!(seller.site().get(&path).bearer(key).send().status, 404);
    let start = json!({"subscription": "S-1", "cancel_url": CANCEL, "keep_url": KEEP});
    let started = seller.site().post(&format!("{FLOWS}?instance=cancel")).bearer(key).json(&start);
    assert_eq!(started.send().status, 404);
}

#[test]
fn cancelling_works_though_storage_does_not() {
    let mut seller = Seller::open();
    let flow = seller.start("S-1");
    let _ = seller.page(&flow).expect(200);
    seller.system.kill_storage();
    let on = seller.act(&flow, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    assert_eq!(on.header("location"), CANCEL);
    // Only our own page says where; and only by an address that is safe to follow.
    let fields = [("step", "cancel"), ("to", CANCEL)];
    let foreign = seller.site().post(&flow.path).header("origin", "https://evil.example");
    assert_eq!(foreign.form(&fields).send().status, 503);
    for to in ["javascript:alert(1)", "http://shop.example/", ""] {
        assert_eq!(seller.act(&flow, &[("step", "cancel"), ("to", to)]).status, 503, "{to}");
    }
    assert_eq!(seller.act(&flow, &[("step", "stay")]).status, 503);
    seller.system.start_storage();
    assert_eq!(seller.outcome(&flow), json!(["open", null, null]));
}
