//! Orders that come in several parcels: what is told of one is looked at together with what was told of the others.

use contract::Moment;
use serde_json::{Value, json};
use tests::{Platform, now, response_id};

use crate::report_parts::{Asking, DELIVERIES};
use crate::tool::says;

/// An instance that asks an hour after, so that nothing is sent meanwhile.
fn waiting() -> Asking {
    let asking = Asking::new(DELIVERIES, None);
    asking.set(&json!({
        "delay-minutes": 60, "quarantine": [], "channels": ["mail"],
        "window": {"from": "00:00", "to": "24:00", "holidays": []}
    }));
    asking
}

/// An hour of today, as long ago as is said.
fn ago(minutes: u64) -> String {
    Moment::from_unix_millis((now().get() - 60 * minutes) * 1000).rfc3339()
}

/// What is told of an order's parcels, so many minutes ago.
fn told(order: &str, parcels: &[&str], status: &str, minutes: u64) -> Value {
    json!({
        "order": order, "status": status, "parcels": parcels, "at": ago(minutes), "carrier": "DHL",
        "recipient": {"email": format!("{order}@example.com")}
    })
}

/// What became of it: the result, and the reason if there is one.
fn tell(asking: &Asking, body: &Value) -> Vec<String> {
    let Platform { site, ready, .. } = asking.platform;
    let path = asking.events();
    let answer = site.post(&path).bearer(&ready.api_key).json(body).send().expect(202).json();
    let items = answer["items"].as_array().unwrap().iter();
    let said = items.map(|item| {
        let why = item["reason"].as_str().map(|why| format!(" {why}")).unwrap_or_default();
        format!("{}{why}", item["result"].as_str().unwrap())
    });
    said.collect()
}

fn order() -> String {
    response_id().to_string()
}

#[test]
fn a_parcel_that_comes_back_calls_off_what_it_alone_was() {
    let asking = waiting();
    let (both, alone, late) = (&*order(), &*order(), &*order());
    for (body, want) in [
        (told(both, &["A"], "delivered", 50), "scheduled"),
        (told(both, &["B"], "returned", 40), "passed returned"),
        (told(both, &["C"], "failed", 30), "passed failed"),
        (told(both, &["A"], "returned", 20), "cancelled"),
        (told(alone, &[], "delivered", 50), "scheduled"),
        (told(alone, &[], "returned", 40), "cancelled"),
        (told(late, &["A"], "failed", 50), "passed failed"),
        (told(late, &["A"], "delivered", 30), "scheduled"),
        // What was told before is told again.
        (told(late, &["A"], "failed", 50), "passed older"),
        (told(late, &["A"], "delivered", 30), "duplicate"),
    ] {
        assert_eq!(tell(&asking, &body), [want], "{body}");
    }
}

#[test]
fn the_last_parcel_of_several_asks() {
    let asking = waiting();
    let order = &*order();
    let mut first = told(order, &["A"], "delivered", 50);
    first["more_to_come"] = true.into();
    let last = told(order, &["B"], "delivered", 40);
    assert_eq!(
        tell(&asking, &json!([first, last, last, first])),
        ["passed more-to-come", "scheduled", "duplicate", "passed asked"]
    );
    let dry = format!("{}&dry-run", asking.events());
    let Platform { site, ready, .. } = asking.platform;
    let back = json!([told(order, &["A"], "returned", 30), told(order, &["B"], "returned", 30)]);
    let would = site.post(&dry).bearer(&ready.api_key).json(&back).send().expect(202).json();
    assert_eq!(would["items"][0]["result"], "passed", "{would}");
    assert_eq!(tell(&asking, &back), ["passed returned", "cancelled"], "nothing was kept of it");
}

#[test]
fn parcels_that_are_told_of_at_once_ask_once() {
    let asking = waiting();
    let order = order();
    let results: Vec<String> = std::thread::scope(|scope| {
        let told: Vec<_> = (0..16)
            .map(|at| {
                let body = told(&order, &[&format!("P{at}")], "delivered", 50);
                let asking = &asking;
                scope.spawn(move || tell(asking, &body).remove(0))
            })
            .collect();
        told.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let scheduled = results.iter().filter(|result| *result == "scheduled").count();
    assert_eq!(scheduled, 1, "{results:?}");
    // Fifteen come back, and one is still there.
    let back: Vec<_> =
        (1..16).map(|at| told(&order, &[&format!("P{at}")], "returned", 40)).collect();
    assert!(tell(&asking, &json!(back)).iter().all(|result| result == "passed returned"));
    assert_eq!(tell(&asking, &told(&order, &["P0"], "returned", 40)), ["cancelled"]);
}

#[test]
fn attempts_and_lateness_are_of_all_deliveries() {
    let asking = waiting();
    let promised = |mut body: Value, minutes: u64, driver: &str| {
        body["promised"] = json!({"until": ago(minutes)});
        body["driver"] = driver.into();
        body
    };
    let mut tried = told(&order(), &[], "failed", 50);
    tried["test"] = true.into();
    let reports = [
        // An hour late, after an attempt that failed.
        told("one", &["A"], "failed", 110),
        promised(told("one", &["A"], "delivered", 50), 110, "7"),
        // Half an hour late; nobody is asked about it, for it is not the last one.
        promised(told("two", &["A"], "delivered", 50), 80, "7"),
        promised(told("two", &["B"], "delivered", 50), 40, "8"),
        told("three", &[], "failed", 50),
        tried,
    ];
    let mut reports: Vec<_> = reports.to_vec();
    reports[2]["more_to_come"] = true.into();
    let own = order();
    for report in &mut reports {
        report["order"] = format!("{own}-{}", report["order"].as_str().unwrap()).into();
        let _ = report["recipient"]
            .as_object_mut()
            .unwrap()
            .insert("email".to_owned(), format!("{own}@example.com").into());
    }
    let _ = tell(&asking, &json!(reports));
    let _ = tell(&asking, &json!(reports));

    let carriers = asking.lines("carrier");
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let header = cells(&carriers[0]);
    let at = |line: &str, name: &str| {
        let place = header.iter().position(|one| one == name).unwrap();
        cells(line)[place..place + 2].join(" of ")
    };
    assert!(carriers[1].starts_with("DHL,"), "{carriers:?}");
    assert_eq!(at(&carriers[1], "failed-attempts"), "40.00 of 5");
    assert_eq!(at(&carriers[1], "in-time"), "33.33 of 3");
    assert_eq!(at(&carriers[1], "late-minutes"), "45.00 of 2");
    let drivers = asking.lines("driver");
    let seven = drivers.iter().find(|line| line.starts_with("7,")).unwrap();
    assert_eq!(at(seven, "late-minutes"), " of 2", "two deliveries say nothing of a driver");
    let page = asking.owner.get(&asking.report("report", "carrier")).expect(200);
    says(&page, &["Failed attempts", "40%", "In time", "33%", "Late by", "45\u{a0}min"]);
}
