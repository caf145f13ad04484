//! Alerts in the room of an app: the rule that most have, the list, and what is done about one.

use contract::Target;
use credential::Function;
use serde_json::{Value, json};
use tests::{Person, Signed, alerted, platform, response_id};

use crate::room::{STORE_EVALUATOR, Visitor};
use crate::tool::says;

const HOME: &str = "/apps/store-evaluator/instances";

/// Somebody who has set a shop up, with their address, and the shop's name.
pub(crate) fn owner() -> (Visitor, String, String) {
    let name = format!("shop-{}", response_id());
    let person = Person::new(platform());
    let visitor = STORE_EVALUATOR.visitor(&person);
    let fields = [
        ("title", "Nordic Coffee"),
        ("instance", &*name),
        ("stage", "checkout"),
        ("language", "en"),
        ("reply_to", ""),
    ];
    let _ = visitor.post("/apps/store-evaluator/new", &fields).expect(303);
    (visitor, person.email, name)
}

pub(crate) fn token(visitor: &Visitor) -> &str {
    visitor.cookie.split_once('=').unwrap().1
}

/// How the shop is set up, as storage has it.
pub(crate) fn setup(visitor: &Visitor, name: &str) -> Value {
    let target = Target::ReadInstance("store-evaluator".parse().unwrap(), name.parse().unwrap());
    let signed = Signed::new(Function::StoreEvaluator, target).bearer(token(visitor));
    let request = signed.request(&platform().storage, &platform().keys);
    platform().storage.run(request).unwrap().expect(200).json()["setup"].clone()
}

#[test]
fn the_rule_that_most_have_is_a_form() {
    let (visitor, email, name) = owner();
    let path = format!("{HOME}/{name}/alert-rules");
    let shown = visitor.get(&path).expect(200);
    says(&shown, &["value=\"2\"", &email, "Nordsvar-Signature", "/settings#all"]);
    let form = |mails: &'static str| {
        [
            ("at_most", "3"),
            ("mails", mails),
            ("tell", "daily"),
            ("hours", "24"),
            ("escalate", "b@acme.example"),
        ]
    };
    let wrong = visitor.post(&path, &form("nobody")).expect(422);
    says(&wrong, &["id=\"mails-fault\"", "value=\"nobody\"", "value=\"3\""]);
    let to = visitor.post(&path, &form("a@acme.example")).expect(303);
    assert_eq!(to.header("location"), format!("{path}?saved"));
    let rules = setup(&visitor, &name)["alerts"].clone();
    let rule = rules.as_array().unwrap().iter().find(|rule| rule["tell"]["daily"] == "08:00");
    let rule = rule.unwrap_or_else(|| panic!("{rules}"));
    assert_eq!(rule["when"]["number"]["to"], json!(3), "{rules}");
    assert_eq!(rule["to"], json!([{"mail": "a@acme.example"}]));
    assert_eq!(rule["escalate"], json!({"after-hours": 24, "to": [{"mail": "b@acme.example"}]}));
}

#[test]
fn an_alert_is_taken_and_handled() {
    let (visitor, email, name) = owner();
    let list = format!("{HOME}/{name}/alerts");
    says(&visitor.get(&list).expect(200), &["There are none."]);
    let survey = setup(&visitor, &name)["survey"].as_str().unwrap().to_owned();
    let answers = json!({"overall": 1, "found": "no", "comment": "Ack <b>", "old": 7});
    let alert = alerted(platform(), token(&visitor), (&survey, &name), &answers);
    let path = format!("{list}/{alert}");
    says(&visitor.get(&list).expect(200), &[&path, "low-score", "Open"]);
    for (query, is_there) in
        [("?state=open", true), ("?state=handled", false), ("?state=gone", false)]
    {
        let listed = visitor.get(&format!("{list}{query}")).expect(200);
        assert_eq!(listed.text().contains(&path), is_there, "{query}: {}", listed.text());
        says(&listed, &["aria-current=\"true\""]);
    }
    let _ = visitor.get(&format!("{list}?state=lost")).expect(404);
    says(&visitor.get(&format!("{HOME}/{name}")).expect(200), &["Alerts to handle"]);
    let shown = visitor.get(&path).expect(200);
    says(&shown, &["low-score", "Test", "/responses/"]);
    // What is asked and answered is said in words; what nothing asks for any more, by its name.
    says(
        &shown,
        &["<dt>Did you find", "<dd>No</dd>", "<dd>Ack &lt;b&gt;</dd>", "<dt>old</dt><dd>7</dd>"],
    );
    let to = visitor.post(&format!("{path}/take"), &[]).expect(303);
    assert_eq!(to.header("location"), format!("{path}?changed"));
    says(&visitor.get(&path).expect(200), &[&email, "Taken"]);
    let _ = visitor.post(&format!("{path}/take"), &[]).expect(409);
    let nobody = format!("{}@example.com", response_id());
    let wrong = visitor.post(&format!("{path}/assign"), &[("to", &nobody)]).expect(422);
    says(&wrong, &["id=\"to-fault\""]);
    let _ = visitor.post(&format!("{path}/assign"), &[("to", &email)]).expect(409);
    let _ = visitor.post(&format!("{path}/handle"), &[("note", "Called them.")]).expect(303);
    let done = visitor.get(&path).expect(200);
    says(&done, &["Handled", "Called them."]);
    assert!(!done.text().contains("<textarea"), "nothing more is to be done");
    let _ = visitor.get(&format!("{list}/x-1")).expect(404);
    let _ = visitor.post(&path, &[]).expect(405);
}
