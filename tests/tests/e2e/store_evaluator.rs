//! Store Evaluator: who comes in, what they set up, and what shops tell of their orders.

use contract::Target;
use contract::message::{ApiKey, MakeApiKey};
use credential::{AppName, Function, Grant, Grants, Role, Scope};
use serde_json::{Value, json};
use tests::{Answer, Person, platform, response_id};

use crate::room::{
    STORE_EVALUATOR, Visitor, get, hand_over_is_good_in_one_browser, signing_out_ends_both,
};
use crate::tool::says;

const HOME: &str = "/apps/store-evaluator";
const EVENTS: &str = "/api/v1/apps/store-evaluator/events";

fn owner() -> Visitor {
    STORE_EVALUATOR.visitor(&Person::new(platform()))
}

/// A name that no other test has.
fn fresh() -> String {
    format!("shop-{}", response_id())
}

/// Sets up an instance of a stage, and gives its name.
pub(crate) fn made(visitor: &Visitor, stage: &str) -> String {
    let name = fresh();
    let fields = [
        ("title", "Nordic Coffee"),
        ("instance", &*name),
        ("stage", stage),
        ("language", "sv"),
        ("language", "en"),
        ("reply_to", "hello@coffee.example"),
    ];
    let to = visitor.post(&format!("{HOME}/new"), &fields).expect(303);
    assert_eq!(to.header("location"), format!("{HOME}/instances/{name}?made"));
    name
}

pub(crate) fn place(instance: &str, rest: &str) -> String {
    format!("{HOME}/instances/{instance}{rest}")
}

/// An order of a buyer whom no other test knows.
fn order(key: &str) -> Value {
    json!({"order": key, "stage": "checkout",
           "buyer": {"email": format!("{key}@example.com"), "name": "Elsa Exempel"}})
}

fn sent(instance: &str, key: &str, events: &Value) -> Answer {
    let path = format!("{EVENTS}?instance={instance}");
    platform().site.post(&path).bearer(key).json(events).send()
}

/// What became of events, a word each.
fn results(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["result"].as_str().unwrap().to_owned()).collect()
}

/// An API key with one grant.
fn key(role: Role, scope: Scope) -> String {
    let grants = Grants::from(Grant { role, scope });
    let message = MakeApiKey { label: "shop".to_owned(), grants, days: 1 };
    let person = Person::new(platform());
    let visitor = Visitor::new(&person);
    let token = visitor.cookie.split_once('=').unwrap().1;
    let body = serde_json::to_vec(&message).unwrap();
    let signed = tests::Signed::new(Function::CustomerZone, Target::MakeApiKey);
    let request = signed.body(body).bearer(token).request(&platform().storage, &platform().keys);
    let made = platform().storage.run(request).unwrap();
    serde_json::from_slice::<ApiKey>(&made.body).unwrap().key
}

#[test]
fn everybody_is_told_what_it_is_and_whoever_is_signed_in_comes_in() {
    let about = get(HOME, "").expect(200);
    says(&about, &["Store Evaluator", "For web shops", "/apps/store-evaluator/instances"]);
    let policy = about.header("content-security-policy");
    assert!(policy.contains("style-src 'self'"), "{policy}");
    let person = Person::new(platform());
    let visitor = STORE_EVALUATOR.visitor(&person);
    let home = visitor.get(HOME).expect(200);
    says(&home, &[&person.email, "/apps/store-evaluator/new", "/zone\"", "/login\""]);
    assert_eq!(home.header("cache-control"), "no-store");
    let policy = home.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors 'none'") && !policy.contains("script-src"),
        "{policy}"
    );
    let token = visitor.cookie.split_once('=').unwrap().1;
    let _ = platform().site.post(EVENTS).bearer(token).json(&order("1")).send().expect(401);
}

#[test]
fn what_login_hands_over_is_good_in_one_browser() {
    hand_over_is_good_in_one_browser(STORE_EVALUATOR);
}

#[test]
fn who_signs_out_is_out_everywhere() {
    signing_out_ends_both(STORE_EVALUATOR);
}

#[test]
fn an_instance_is_set_up_with_a_survey_of_its_own() {
    let visitor = owner();
    let name = fresh();
    let whole = [
        ("title", "Nordic Coffee"),
        ("instance", &*name),
        ("stage", "checkout"),
        ("language", "sv"),
        ("reply_to", ""),
    ];
    for (field, value, told) in [
        ("title", "", "1 to 60 characters"),
        ("instance", "Shop 1", "1 to 64 of a to z"),
        ("stage", "later", "Choose when it asks"),
        ("language", "xx", "at least one language"),
        ("reply_to", "nobody", "no e-mail address"),
    ] {
        let fields = whole.map(|(known, kept)| (known, if known == field { value } else { kept }));
        let again = visitor.post(&format!("{HOME}/new"), &fields).expect(422);
        says(&again, &[told]);
    }
    let name = made(&visitor, "checkout");
    let page = visitor.get(&place(&name, "?made")).expect(200);
    says(&page, &["It is set up", "Nordic Coffee", &name, "At checkout", "curl"]);
    let survey = page.text().split("/tool/surveys/").nth(1).unwrap().split('"').next().unwrap();
    let asked = platform().site.get(&format!("/s/{survey}")).send().expect(200);
    says(&asked, &["Nordic Coffee"]);
    let fields =
        whole.map(|(known, kept)| (known, if known == "instance" { &*name } else { kept }));
    says(
        &visitor.post(&format!("{HOME}/new"), &fields).expect(422),
        &["There is one of this name"],
    );
    says(&visitor.get(HOME).expect(200), &[&name, "Runs"]);
}

#[test]
fn settings_are_changed_and_what_is_wrong_is_told() {
    let visitor = owner();
    let name = made(&visitor, "after-delivery");
    let path = place(&name, "/settings");
    let page = visitor.get(&path).expect(200);
    says(&page, &["name=\"delay\"", "value=\"7\"", "low-score", "same-buyer-days"]);
    let mut fields = vec![
        ("delay", "2"),
        ("unit", "days"),
        ("from", "09:00"),
        ("to", "18:00"),
        ("day", "monday"),
        ("day", "friday"),
        ("give_up", "20"),
        ("link", "30"),
        ("reminders", "3, 8"),
        ("channels", "mail"),
        ("at_most", "1"),
        ("in_days", "30"),
        ("action", "block"),
        ("same_buyer", "30"),
        ("same_product", "0"),
        ("skip", "wholesale"),
    ];
    let saved = visitor.post(&path, &fields).expect(303);
    says(&visitor.get(saved.header("location")).expect(200), &["It is saved", "09:00", "3, 8"]);
    fields[0].1 = "soon";
    let again = visitor.post(&path, &fields).expect(422);
    says(&again, &["some of it is wrong", "delay-minutes", "value=\"soon\""]);
    let json = [("policy", "{\"link-days\": 0}"), ("alerts", "[]")];
    says(&visitor.post(&format!("{path}/json"), &json).expect(422), &["link-days", "1 to 365"]);
    let cut = [("policy", "{"), ("alerts", "[]")];
    says(&visitor.post(&format!("{path}/json"), &cut).expect(422), &["This is not JSON"]);
    let json = [("policy", "{\"link-days\": 9}"), ("alerts", "[]")];
    let saved = visitor.post(&format!("{path}/json"), &json).expect(303);
    says(&visitor.get(saved.header("location")).expect(200), &["value=\"9\""]);
}

/// Two have the same forms open: the second one is told, and keeps what was entered.
#[test]
fn nobody_undoes_what_a_colleague_has_changed() {
    let visitor = owner();
    let name = made(&visitor, "checkout");
    let seen = |page: &Answer| {
        let text = page.text();
        let (_, after) = text.split_once("name=\"seen\" value=\"").expect("a field");
        after.split_once('"').expect("its end").0.to_owned()
    };
    let path = place(&name, "/settings");
    let first = seen(&visitor.get(&path).expect(200));
    let json = |seen: &str, days: &'static str| {
        [("policy", days), ("alerts", "[]"), ("seen", seen)]
            .map(|(name, value)| (name, value.to_owned()))
    };
    let post = |path: &str, fields: &[(&str, String)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        visitor.post(path, &fields)
    };
    let saved = post(&format!("{path}/json"), &json(&first, "{\"link-days\": 9}")).expect(303);
    let _ = visitor.get(saved.header("location")).expect(200);
    let mine = json(&first, "{\"link-days\": 11}");
    let late = post(&format!("{path}/json"), &mine).expect(409);
    says(&late, &["somebody else has made changes", "&quot;link-days&quot;: 11"]);
    says(&visitor.get(&path).expect(200), &["value=\"9\""]);
    let badge = place(&name, "/badge");
    let wished = [
        ("on", "yes"),
        ("shop", "Mine"),
        ("page", "https://coffee.example/"),
        ("least", "10"),
        ("seen", &*first),
    ];
    says(&visitor.post(&badge, &wished).expect(409), &["somebody else has made changes", "Mine"]);
    let rules = [("at_most", "3"), ("mails", "a@example.com"), ("tell", "now"), ("seen", &*first)];
    let answer = visitor.post(&place(&name, "/alert-rules"), &rules).expect(409);
    says(&answer, &["somebody else has made changes", "a@example.com"]);
    // Who has read that saves it again, by what the page says now.
    let again = json(&seen(&late), "{\"link-days\": 11}");
    let _ = post(&format!("{path}/json"), &again).expect(303);
    says(&visitor.get(&path).expect(200), &["value=\"11\""]);
}

#[test]
fn texts_are_ours_until_they_are_the_shops_own() {
    let visitor = owner();
    let name = made(&visitor, "checkout");
    let path = place(&name, "/texts");
    let asked = format!("{path}?kind=invitation&language=en");
    let ours = visitor.get(&asked).expect(200);
    says(&ours, &["These are our texts", "How was your order from {company}?", "Nordic Coffee"]);
    let fields = [
        ("kind", "invitation"),
        ("language", "en"),
        ("sender", "{company}"),
        ("subject", "Was <it> good?"),
        ("preheader", ""),
        ("body", "Hi {first_name|there}!\r\n\r\nTell us about {order|it}."),
        ("button", "Tell us"),
        ("sign_off", ""),
        ("footer", ""),
        ("sms", "Tell us: {link}"),
    ];
    let wrong = fields.map(|(name, value)| (name, if name == "sms" { "no link" } else { value }));
    says(&visitor.post(&path, &wrong).expect(422), &["invitation.en.sms", "Was &lt;it&gt; good?"]);
    let saved = visitor.post(&path, &fields).expect(303);
    let own = visitor.get(saved.header("location")).expect(200);
    says(&own, &["These are your own texts", "Hi Anna!", "Tell us about 10042."]);
    let mail = visitor.get(&format!("{path}/preview?kind=invitation&language=en")).expect(200);
    says(&mail, &["Hi Anna!", "Tell us about 10042."]);
    let policy = mail.header("content-security-policy");
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    let gone = [("kind", "invitation"), ("language", "en")];
    let gone = visitor.post(&format!("{path}/remove"), &gone).expect(303);
    says(&visitor.get(gone.header("location")).expect(200), &["These are our texts"]);
}

#[test]
fn orders_become_invitations_that_staff_follow() {
    let visitor = owner();
    let (name, api_key) = (made(&visitor, "checkout"), &platform().ready.api_key);
    // Nothing of it is due while this looks.
    let later = [("policy", "{\"delay-minutes\": 28800}"), ("alerts", "[]")];
    let _ = visitor.post(&place(&name, "/settings/json"), &later).expect(303);
    let first = fresh();
    let dry = format!("{EVENTS}?instance={name}&dry-run");
    let asked = platform().site.post(&dry).bearer(api_key).json(&order(&first)).send().expect(202);
    assert_eq!(results(&asked), ["scheduled"]);
    says(&visitor.get(&place(&name, "/invitations")).expect(200), &["There are none yet"]);

    let list = json!([
        order(&first),
        order(&first),
        {"order": "x", "stage": "never"},
        {"order": "y", "stage": "shipped", "buyer": {"email": "y@example.com"}},
        {"order": "z", "stage": "cancelled"},
    ]);
    let answer = sent(&name, api_key, &list).expect(202);
    let got = results(&answer);
    assert_eq!(got[0], "scheduled", "{}", answer.text());
    assert_eq!(&got[1..], ["duplicate", "rejected", "no-instance", "unknown"], "{}", answer.text());
    assert!(!answer.text().contains("example.com"), "nothing that was sent is told back");

    // What is looked for stands in no address.
    let path = place(&name, "/invitations");
    let email = format!("{first}@example.com");
    for (fields, is_there) in [
        ([("state", "scheduled"), ("key", ""), ("who", ""), ("cursor", "")], true),
        ([("state", "answered"), ("key", ""), ("who", ""), ("cursor", "")], false),
        ([("state", ""), ("key", &*first), ("who", ""), ("cursor", "")], true),
        ([("state", ""), ("key", "none"), ("who", ""), ("cursor", "")], false),
        ([("state", ""), ("key", ""), ("who", &*email), ("cursor", "")], true),
        ([("state", ""), ("key", ""), ("who", "none@example.com"), ("cursor", "")], false),
    ] {
        let found = visitor.post(&path, &fields).expect(200);
        assert_eq!(found.text().contains(&format!("{path}/")), is_there, "{fields:?}");
    }
    let mistyped = [("state", ""), ("key", ""), ("who", "elsa"), ("cursor", "")];
    says(&visitor.post(&path, &mistyped).expect(422), &["no e-mail address"]);

    let list = visitor.get(&path).expect(200);
    let id = list.text().split(&format!("{path}/")).nth(1).unwrap();
    let one = format!("{path}/{}", id.split('"').next().unwrap());
    says(&visitor.get(&one).expect(200), &["The event came in.", "Elsa Exempel", &email, "Waits"]);
    says(&visitor.get(&format!("{one}/cancel")).expect(200), &["cannot be taken back"]);
    let resend = visitor.post(&format!("{one}/resend"), &[]).expect(409);
    says(&resend, &["Nothing was changed:"]);
    let cancelled = visitor.post(&format!("{one}/cancel"), &[]).expect(303);
    says(&visitor.get(cancelled.header("location")).expect(200), &["It is cancelled", "Cancelled"]);
}

#[test]
fn a_body_of_which_nothing_can_be_taken_says_why() {
    let visitor = owner();
    let (name, api_key) = (made(&visitor, "checkout"), &platform().ready.api_key);
    let wrong = sent(&name, api_key, &json!({"order": "1", "stage": "checkout"})).expect(422);
    assert_eq!(wrong.json()["invalid_params"][0]["name"], "$.buyer", "{}", wrong.text());
    for body in ["", "{", "[]", "7", "[[]"] {
        let path = format!("{EVENTS}?instance={name}");
        let call = platform().site.post(&path).bearer(api_key).body("application/json", body);
        assert_eq!(call.send().status, 400, "{body}");
    }
    let text = platform().site.post(EVENTS).bearer(api_key).body("text/plain", "{}").send();
    assert_eq!(text.status, 415);
    let unknown = platform().site.post(&format!("{EVENTS}?shop=1")).bearer(api_key);
    assert_eq!(unknown.json(&order("1")).send().status, 400);
    let _ = platform().site.get(EVENTS).bearer(api_key).send().expect(405);
}

#[test]
fn only_keys_that_may_send_events_do() {
    let visitor = owner();
    let name = made(&visitor, "checkout");
    let app: AppName = "store-evaluator".parse().unwrap();
    let other: AppName = "stay".parse().unwrap();
    for (role, scope, status) in [
        (Role::Editor, Scope::Tenant, 202),
        (Role::Editor, Scope::App(app.clone()), 202),
        (Role::Editor, Scope::App(other), 403),
        (Role::Viewer, Scope::Tenant, 403),
        (Role::Viewer, Scope::App(app), 403),
    ] {
        let answer = sent(&name, &key(role, scope.clone()), &order(&fresh()));
        assert_eq!(answer.status, status, "{role} {scope}: {}", answer.text());
    }
    let _ = platform().site.post(EVENTS).json(&order("1")).send().expect(401);
}

#[test]
fn whoever_only_looks_changes_nothing() {
    let owner = owner();
    let name = made(&owner, "checkout");
    let company = &platform().ready.company;
    let viewer = Person::as_role(platform(), company, Role::Viewer);
    let viewer = STORE_EVALUATOR.visitor(&viewer);
    let home = viewer.get(HOME).expect(200);
    says(&home, &[&name]);
    assert!(!home.text().contains("/new\""), "no way to set one up");
    let _ = viewer.get(&place(&name, "")).expect(200);
    for path in ["/invitations", "/settings/json"] {
        assert_ne!(viewer.post(&place(&name, path), &[]).status, 303, "{path}");
    }
    let _ = viewer.get(&place(&name, "/invitations")).expect(403);
    let _ = viewer.post(&place(&name, "/pause"), &[]).expect(403);
    let _ = viewer.get(&format!("{HOME}/new")).expect(403);
    let _ = viewer.get(&format!("{HOME}/erase")).expect(403);
}

#[test]
fn who_is_erased_is_not_invited_again() {
    let visitor = owner();
    let (name, api_key) = (made(&visitor, "checkout"), &platform().ready.api_key);
    let (first, second) = (fresh(), fresh());
    assert_eq!(results(&sent(&name, api_key, &order(&first)).expect(202)), ["scheduled"]);
    let email = format!("{first}@example.com");
    let path = format!("{HOME}/erase");
    says(&visitor.post(&path, &[("who", &*email)]).expect(422), &["Nothing was erased"]);
    let erased = visitor.post(&path, &[("who", &*email), ("confirm", "yes")]).expect(303);
    says(&visitor.get(erased.header("location")).expect(200), &["is erased"]);
    let mut again = order(&second);
    again["buyer"]["email"] = Value::from(email.as_str());
    let answer = sent(&name, api_key, &again).expect(202);
    assert_eq!(results(&answer), ["skipped"], "{}", answer.text());
    assert_eq!(answer.json()["items"][0]["why"]["reason"], "suppressed");
}

#[test]
fn what_is_paused_goes_on() {
    let visitor = owner();
    let name = made(&visitor, "checkout");
    let paused = visitor.post(&place(&name, "/pause"), &[]).expect(303);
    says(&visitor.get(paused.header("location")).expect(200), &["It is paused", "Go on"]);
    let resumed = visitor.post(&place(&name, "/resume"), &[]).expect(303);
    says(&visitor.get(resumed.header("location")).expect(200), &["It runs again"]);
}
