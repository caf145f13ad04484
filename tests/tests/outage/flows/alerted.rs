//! Staff are alerted to what is said in a flow, as to what is answered to an invitation.

use contract::Target;
use serde_json::{Value, json};
use tests::Relay;

use super::room::staff;
use super::{CANCEL, KEEP, Seller};

const STAFF: &str = "staff@acme.example";

fn seller() -> Seller {
    let rule = json!({"name": "reason", "when": {"equals": {"question": "reason", "value": "service"}},
        "to": [{"mail": STAFF}], "tell": "at-once"});
    Seller::open_with(&json!([rule]), &json!({"delay-minutes": 0}))
}

impl Seller {
    fn alerts(&self) -> Vec<Value> {
        let target = Target::ListAlerts("why-cancel".parse().unwrap(), "cancel".parse().unwrap());
        let listed = self.ask(target, &json!({})).expect(200).json();
        listed["items"].as_array().unwrap().clone()
    }
}

#[test]
fn a_reason_given_in_a_flow_is_told_once_and_leads_to_the_response() {
    let mut seller = seller();
    let (bad, fine) = (seller.start("S-1"), seller.start("S-2"));
    seller.tell(&fine, "temporary", "");
    assert_eq!(seller.alerts(), Vec::<Value>::new());
    for _ in 0..2 {
        seller.tell(&bad, "service", "Nobody answers me");
    }
    // Who goes back and says something else has it in the flow; the response stays as it was, and so does what is told of it.
    seller.tell(&bad, "technical", "");
    seller.tell(&fine, "service", "");
    let _ = seller.act(&bad, &[("step", "cancel"), ("to", CANCEL)]).expect(303);
    let [alert] = &seller.alerts()[..] else { panic!("one alert: {:?}", seller.alerts()) };
    assert_eq!((&alert["rule"], &alert["test"]), (&json!("reason"), &json!(false)));

    let (relay, address) = (Relay::default(), Relay::address());
    relay.listen(address);
    let courier = seller.system.start_courier(address, 0);
    assert_eq!(courier.tick(), json!({"sent": 1, "waiting": 0, "failed": 0}));
    let [mail] = &relay.taken()[..] else { panic!("one mail: {:?}", relay.envelopes()) };
    assert_eq!(relay.envelopes()[0].1, STAFF);
    for secret in ["Nobody answers", "elsa@example.com", "Elsa", "S-1"] {
        assert!(!mail.contains(secret), "{secret}: {mail}");
    }
    let id = alert["alert"].as_str().unwrap();
    let place = format!("/apps/why-cancel/instances/cancel/alerts/{id}");
    assert!(mail.replace("=\n", "").contains(&place), "{mail}");
    let cookie = staff(&seller.system);
    let page = seller.site().get(&place).header("cookie", &cookie).header("accept-language", "en");
    let page = page.send().expect(200);
    for shown in ["I am not happy with the service", "Nobody answers me", &bad.id] {
        assert!(page.text().contains(shown), "{shown}: {}", page.text());
    }
    for nobodys in ["elsa@example.com", "Elsa", "S-1"] {
        assert!(!page.text().contains(nobodys), "{nobodys}: {}", page.text());
    }
}

#[test]
fn who_tries_out_a_flow_raises_an_alert_that_says_so() {
    let seller = seller();
    let start =
        json!({"subscription": "S-1", "cancel_url": CANCEL, "keep_url": KEEP, "test": true});
    let made = seller.sent(&start).expect(201).json();
    let path = made["url"].as_str().unwrap().strip_prefix("http://localhost").unwrap().to_owned();
    let flow = super::Flow { id: made["flow"].as_str().unwrap().to_owned(), path };
    seller.tell(&flow, "service", "");
    let [alert] = &seller.alerts()[..] else { panic!("one alert: {:?}", seller.alerts()) };
    assert_eq!(alert["test"], true);
}
