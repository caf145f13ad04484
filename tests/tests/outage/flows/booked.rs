//! Those who cancel without a flow: counted once, and taken back where the seller says so.

use credential::{Role, UserId};
use serde_json::{Value, json};

use super::room::{cookie, somebody};
use super::{CANCEL, EVENTS, Seller};

const DAY: i64 = 86_400;

impl Seller {
    /// What becomes of what is told of subscriptions.
    fn told(&self, events: &Value) -> Value {
        let call = self.site().post(EVENTS).bearer(&self.system.api_key).json(events);
        call.send().expect(202).json()["items"].clone()
    }

    /// The figures of the last days, as a file, for somebody when clocks are so many days ahead.
    fn figures(&self, (user, ahead): (&UserId, i64), days: u32) -> String {
        let path = format!("/apps/why-cancel/instances/cancel/flows.csv?days={days}");
        let cookie = cookie(&self.system, user, ahead * DAY);
        let call = self.site().get(&path).header("cookie", &cookie);
        call.header("accept-language", "en").send().expect(200).text().to_owned()
    }
}

/// A cancellation of a subscription at 99 SEK a month.
fn left(subscription: &str) -> Value {
    json!({"stage": "cancelled", "subscription": subscription, "plan": "Plus", "term": "month",
        "amount": {"value": "99", "currency": "SEK"}, "started_on": "2020-03-01",
        "subscriber": {"email": format!("{subscription}@example.com").to_lowercase()}})
}

fn with(mut event: Value, more: &Value) -> Value {
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    event
}

#[track_caller]
fn has(file: &str, lines: &[&str]) {
    for line in lines {
        assert!(file.lines().any(|one| one == *line), "{line}: {file}");
    }
}

#[test]
fn who_cancels_without_a_flow_is_counted_once() {
    let mut seller = Seller::open();
    let owner = somebody(&seller.system, Role::Owner);
    has(&seller.figures((&owner, 0), 30), &["all,,booked,0"]);
    // Somebody who is asked, one whose reason is known, one whose payment failed, and one who tries it out.
    let all = json!([
        left("S-1"),
        with(left("S-2"), &json!({"reason": "service"})),
        with(left("S-3"), &json!({"by": "payment"})),
        with(left("S-4"), &json!({"test": true})),
    ]);
    let dry = format!("{EVENTS}?dry-run");
    let _ = seller.site().post(&dry).bearer(&seller.system.api_key).json(&all).send().expect(202);
    has(&seller.figures((&owner, 0), 30), &["all,,booked,0", "all,,lapsed,0"]);
    let want = [
        "all,,cancelled,0",
        "all,,booked,2",
        "all,,lost SEK,198.00",
        "all,,lapsed,1",
        "all,,unpaid SEK,99.00",
        "reason,service,booked,1",
        "plan,Plus,booked,2",
        "age,over-2-years,booked,2",
        "value,SEK 50-100,booked,2",
    ];
    let results = seller.told(&all);
    assert_eq!(results[0]["result"], "scheduled");
    assert_eq!(results[1], json!({"result": "passed", "reason": "reason-known"}));
    has(&seller.figures((&owner, 0), 30), &want);
    // Told again it is the same, also weeks after.
    for days in [0, 20] {
        seller.system.move_clock(days * DAY);
        let _ = seller.told(&all);
        has(&seller.figures((&owner, days), 90), &want);
    }
    let cookie = cookie(&seller.system, &owner, 20 * DAY);
    let page = seller.site().get("/apps/why-cancel/instances/cancel/flows?days=90");
    let page = page.header("cookie", &cookie).header("accept-language", "en");
    let page = page.send().expect(200);
    assert!(page.text().contains("Payments that failed: 1, 99.00 SEK a month"), "{}", page.text());

    // Who saw a flow is in it, and nowhere else.
    let flow = seller.start("S-5");
    let _ = seller.act(&flow, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    let _ = seller.told(&json!([left("S-5")]));
    has(&seller.figures((&owner, 20), 90), &["all,,cancelled,1", "all,,booked,2"]);
}

#[test]
fn who_goes_on_is_taken_back_and_who_leaves_again_is_counted_again() {
    let mut seller = Seller::open();
    let owner = somebody(&seller.system, Role::Owner);
    let _ = seller.told(&json!([left("S-1"), with(left("S-2"), &json!({"by": "payment"}))]));
    seller.system.move_clock(5 * DAY);
    let on = |subscription: &str| json!({"stage": "resumed", "subscription": subscription});
    let _ = seller.told(&json!([on("S-1"), on("S-2")]));
    has(&seller.figures((&owner, 5), 30), &["all,,booked,0", "all,,saved,0", "all,,lapsed,0"]);
    // Much later it is another cancellation; and after a month nothing takes one back.
    seller.system.move_clock(40 * DAY);
    let _ = seller.told(&json!([left("S-1")]));
    has(&seller.figures((&owner, 40), 30), &["all,,booked,1"]);
    seller.system.move_clock(72 * DAY);
    let _ = seller.told(&json!([on("S-1")]));
    has(&seller.figures((&owner, 72), 90), &["all,,booked,1"]);
    // What is told late stands where it happened, once.
    let when = |days: i64| {
        let at = i64::try_from(tests::now().get()).unwrap() + (72 - days) * DAY;
        let at = contract::Moment::from_unix_millis(u64::try_from(at * 1000).unwrap());
        with(left("S-9"), &json!({"cancelled_at": at.rfc3339()}))
    };
    let late = when(200);
    let _ = seller.told(&json!([late]));
    let _ = seller.told(&json!([late]));
    has(&seller.figures((&owner, 72), 90), &["all,,booked,1"]);
    has(&seller.figures((&owner, 72), 365), &["all,,booked,2"]);
}
