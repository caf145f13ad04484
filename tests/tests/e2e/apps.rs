//! What all external apps have alike, shown of those that are not Store Evaluator.

use std::time::{SystemTime, UNIX_EPOCH};

use contract::Target;
use contract::message::TakeEvents;
use credential::Function;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tests::{Answer, Person, Signed, platform, response_id};

use crate::room::{
    DELIVERY_CONTROL, LEVERANSKONTROLL, Room, STAY_EVALUATOR, Visitor, WHY_CANCEL, get,
    hand_over_is_good_in_one_browser, signing_out_ends_both,
};
use crate::tool::says;

/// An app, as these tests know it.
struct Known {
    room: Room,
    title: &'static str,
    /// Its name in addresses for programs.
    app: &'static str,
    stage: &'static str,
    /// Something at that stage for which somebody is asked.
    asks: fn(key: &str) -> Value,
    /// Something that calls it off.
    calls_off: fn(key: &str) -> Value,
    /// Something from which nothing follows, and why.
    passes: fn(key: &str) -> Value,
    passed: &'static str,
    /// Where an address stands in what is sent.
    person: &'static str,
}

const APPS: [Known; 4] = [
    Known {
        room: LEVERANSKONTROLL,
        title: "Leveranskontroll",
        app: "delivery-control",
        stage: "after-delivery",
        asks: |key| delivery(key, "delivered"),
        calls_off: |key| delivery(key, "returned"),
        passes: |key| delivery(key, "failed"),
        passed: "failed",
        person: "$.recipient",
    },
    Known {
        room: DELIVERY_CONTROL,
        title: "Delivery Control Survey",
        app: "delivery-control",
        stage: "after-business-delivery",
        asks: |key| {
            let mut told = delivery(key, "delivered");
            told["business"] = true.into();
            told
        },
        calls_off: |key| delivery(key, "returned"),
        passes: |key| {
            let mut told = delivery(key, "delivered");
            told["business"] = true.into();
            told["more_to_come"] = true.into();
            told
        },
        passed: "more-to-come",
        person: "$.recipient",
    },
    Known {
        room: STAY_EVALUATOR,
        title: "Stay Evaluator",
        app: "stay-evaluator",
        stage: "post-stay",
        asks: |key| stay(key, "departed"),
        calls_off: |key| stay(key, "cancelled"),
        passes: |key| stay(key, "booked"),
        passed: "status",
        person: "$.guests[0]",
    },
    Known {
        room: WHY_CANCEL,
        title: "Why Cancel",
        app: "why-cancel",
        stage: "cancelled",
        asks: |key| subscription(key, "cancelled"),
        calls_off: |key| subscription(key, "resumed"),
        passes: |key| {
            let mut told = subscription(key, "cancelled");
            told["by"] = "payment".into();
            told
        },
        passed: "payment",
        person: "$.subscriber",
    },
];

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp::from_millisecond(i64::try_from(since.as_millis()).unwrap()).unwrap()
}

/// The day that is so many days from now.
fn day(away: i64) -> String {
    (now() + SignedDuration::from_hours(away * 24)).to_string()[..10].to_owned()
}

fn delivery(key: &str, status: &str) -> Value {
    json!({"order": key, "status": status, "recipient": {"email": format!("{key}@example.com")}})
}

fn stay(key: &str, status: &str) -> Value {
    json!({"reservation": key, "status": status, "property": {"id": "hotel", "name": "Havshotellet"},
           "arrival": day(-4), "departure": day(0), "guests": [{"email": format!("{key}@example.com")}]})
}

fn subscription(key: &str, stage: &str) -> Value {
    json!({"stage": stage, "subscription": key, "plan": "Plus",
           "subscriber": {"email": format!("{key}@example.com")}})
}

/// A name that nothing else has.
fn fresh(what: &str) -> String {
    format!("{what}-{}", response_id())
}

impl Known {
    fn owner(&self) -> Visitor {
        self.room.visitor(&Person::new(platform()))
    }

    /// Sets an instance up, and gives its name.
    fn made(&self, visitor: &Visitor) -> String {
        let name = fresh("own");
        let fields = [
            ("title", "Havshotellet"),
            ("instance", &*name),
            ("stage", self.stage),
            ("language", "sv"),
            ("language", "en"),
            ("reply_to", "hello@example.com"),
        ];
        let to = visitor.post(&format!("{}/new", self.room.home), &fields).expect(303);
        assert_eq!(to.header("location"), format!("{}/instances/{name}?made", self.room.home));
        // Nothing of it is due while a test looks.
        let later = [("policy", "{\"delay-minutes\": 28800}"), ("alerts", "[]")];
        let _ = visitor.post(&self.place(&name, "/settings/json"), &later).expect(303);
        name
    }

    fn place(&self, instance: &str, rest: &str) -> String {
        format!("{}/instances/{instance}{rest}", self.room.home)
    }

    fn events(&self, query: &str) -> String {
        format!("/api/v1/apps/{}/events?{query}", self.app)
    }

    fn sent(&self, query: &str, events: &Value) -> Answer {
        let (site, key) = (&platform().site, &platform().ready.api_key);
        site.post(&self.events(query)).bearer(key).json(events).send()
    }
}

/// What became of events: a word each, with the reason where there is one.
fn results(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().unwrap().clone();
    let told = items.iter().map(|item| match item["reason"].as_str() {
        Some(why) if item["result"] == "passed" => format!("passed {why}"),
        Some(_) | None => item["result"].as_str().unwrap().to_owned(),
    });
    told.collect()
}

#[test]
fn everybody_is_told_what_they_are_and_who_is_signed_in_comes_in() {
    for known in &APPS {
        let home = known.room.home;
        let about = get(home, "").expect(200);
        says(&about, &[known.title, known.room.inside]);
        let person = Person::new(platform());
        let inside = known.room.visitor(&person).get(home).expect(200);
        says(&inside, &[known.title, &person.email, &format!("{home}/new")]);
        assert_eq!(inside.header("cache-control"), "no-store");
    }
}

#[test]
fn what_login_hands_over_is_good_in_one_browser() {
    for known in &APPS {
        hand_over_is_good_in_one_browser(known.room);
    }
}

#[test]
fn who_signs_out_is_out_everywhere() {
    for known in &APPS {
        signing_out_ends_both(known.room);
    }
}

#[test]
fn what_is_told_becomes_invitations_that_staff_follow() {
    for known in &APPS {
        let visitor = known.owner();
        let name = known.made(&visitor);
        let (query, key) = (format!("instance={name}"), fresh("key"));
        let dry = known.sent(&format!("{query}&dry-run"), &(known.asks)(&key)).expect(202);
        assert_eq!(results(&dry), ["scheduled"], "{}", known.title);
        let invitations = known.place(&name, "/invitations");
        says(&visitor.get(&invitations).expect(200), &["There are none yet"]);

        let mut unread = (known.asks)("x");
        unread["unheard"] = 1.into();
        let list = json!([
            (known.asks)(&key),
            (known.asks)(&key),
            (known.passes)(&fresh("key")),
            (known.calls_off)(&fresh("key")),
            unread,
        ]);
        let answer = known.sent(&query, &list).expect(202);
        let passed = format!("passed {}", known.passed);
        let want = ["scheduled", "duplicate", &passed, "unknown", "rejected"];
        assert_eq!(results(&answer), want, "{}: {}", known.title, answer.text());
        assert!(!answer.text().contains("example.com"), "nothing that was sent is told back");

        let list = visitor.get(&invitations).expect(200);
        let id = list.text().split(&format!("{invitations}/")).nth(1).unwrap().to_owned();
        let one = format!("{invitations}/{}", id.split('"').next().unwrap());
        let email = format!("{key}@example.com");
        says(&visitor.get(&one).expect(200), &["The event came in.", &email, "Waits"]);
        let off = known.sent(&query, &(known.calls_off)(&key)).expect(202);
        assert_eq!(results(&off), ["cancelled"], "{}: {}", known.title, off.text());
        says(&visitor.get(&one).expect(200), &["Cancelled"]);
    }
}

#[test]
fn numbers_that_nobody_can_read_are_told_by_where_they_stand() {
    for known in &APPS {
        let name = known.made(&known.owner());
        let mut told = (known.asks)(&fresh("key"));
        let (member, rest) =
            known.person["$.".len()..].split_once('[').unwrap_or((&known.person[2..], ""));
        let person = if rest.is_empty() { &mut told[member] } else { &mut told[member][0] };
        *person = json!({"phone": "+00 0000"});
        let answer = known.sent(&format!("instance={name}"), &told).expect(422);
        let path = answer.json()["invalid_params"][0]["name"].as_str().unwrap().to_owned();
        assert_eq!(path, format!("{}.phone", known.person), "{}", answer.text());
    }
}

/// What a function was made for is all that it can do, whoever has broken into it.
#[test]
fn a_function_speaks_for_its_own_app_alone() {
    let functions = [Function::DeliveryControl, Function::StayEvaluator, Function::WhyCancel];
    for (function, app) in functions.into_iter().flat_map(|one| {
        ["store-evaluator", "delivery-control", "stay-evaluator", "why-cancel"]
            .map(|app| (one, app))
    }) {
        let message = TakeEvents { dry_run: true, items: Vec::new() };
        let target = Target::TakeEvents(app.parse().unwrap());
        let signed = Signed::new(function, target).bearer(&platform().ready.api_key);
        let request = signed
            .body(serde_json::to_vec(&message).unwrap())
            .request(&platform().storage, &platform().keys);
        let answer = platform().storage.run(request).unwrap();
        let told = String::from_utf8_lossy(&answer.body).into_owned();
        let is_refused = told.contains("This function is another app's.");
        assert_eq!(is_refused, function.as_str() != app, "{function} {app}: {told}");
    }
}

/// A family has one address: one of them is asked, and a guest in the house is asked before the guest has left.
#[test]
fn a_stay_is_asked_about_while_it_lasts_and_afterwards() {
    let known = &APPS[2];
    let visitor = known.owner();
    let (post, key) = (known.made(&visitor), fresh("stay"));
    let during = Known { stage: "in-stay", ..APPS[2] };
    let during = during.made(&visitor);
    let query = format!("instance={post}&instance={during}");
    let mut stay = stay(&key, "arrived");
    stay["departure"] = day(60).into();
    stay["arrived_at"] = now().to_string().into();
    let guests = stay["guests"].as_array_mut().unwrap();
    guests.push(json!({"name": "Barnet", "email": format!("{key}@example.com")}));
    let arrived = known.sent(&query, &stay).expect(202);
    assert_eq!(results(&arrived), ["scheduled"], "{}", arrived.text());
    let list = visitor.get(&known.place(&during, "/invitations")).expect(200);
    assert_eq!(list.text().matches(&format!("{during}/invitations/")).count(), 1);
    says(&visitor.get(&known.place(&post, "/invitations")).expect(200), &["There are none yet"]);
}

/// A hotel says whom it does not ask, and is told what is wrong with what it says.
#[test]
fn rules_of_stays_are_set_up_and_hold() {
    let known = &APPS[2];
    let visitor = known.owner();
    let name = known.made(&visitor);
    let path = known.place(&name, "/settings");
    says(&visitor.get(&path).expect(200), &["Rules of stays", "&quot;from_nights&quot;: 3"]);
    let policy = "{\"delay-minutes\": 28800}";
    let fields = |own: &'static str| [("policy", policy), ("alerts", "[]"), ("own", own)];
    let json = format!("{path}/json");
    let wrong = visitor.post(&json, &fields("{\"from_nights\": 0, \"rooms\": []}")).expect(422);
    says(&wrong, &["$.from_nights", "$.rooms"]);
    says(&visitor.post(&json, &fields("{")).expect(422), &["This is not JSON"]);
    let rules = "{\"exclude\": {\"channels\": [\"agency\"], \"domains\": [\"example.com\"]}}";
    let saved = visitor.post(&json, &fields(rules)).expect(303);
    says(&visitor.get(saved.header("location")).expect(200), &["It is saved", "agency"]);

    let query = format!("instance={name}");
    let mut booked = stay(&fresh("stay"), "departed");
    let answer = known.sent(&query, &booked).expect(202);
    assert_eq!(results(&answer), ["passed excluded-domain"], "{}", answer.text());
    booked["channel"] = "Agency".into();
    let answer = known.sent(&query, &booked).expect(202);
    assert_eq!(results(&answer), ["passed excluded-channel"], "{}", answer.text());
    booked["channel"] = "Web".into();
    booked["guests"][0]["email"] = format!("{}@example.org", fresh("guest")).into();
    let answer = known.sent(&query, &booked).expect(202);
    assert_eq!(results(&answer), ["scheduled"], "{}", answer.text());
}
