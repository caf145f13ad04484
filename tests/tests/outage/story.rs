//! The whole story of a shop's orders by the ways that people and programs have: the events API, mails at a relay, their links, pages,
//! reports from mail servers. The clock is moved for all of it. What a browser sees of it is in `browser/story.test.mjs`.

use std::collections::BTreeSet;

use contract::Target;
use contract::message::Day;
use credential::Function;
use serde_json::{Value, json};
use tests::{Answer, Role, Sample, Signed, Story, StoryMail, filled, now, response_id};

use crate::dump::{Dump, is_found_in_every_form};
use crate::invited::{DAY, app, shop_name};

const STAFF: &str = "kundtjanst@butiken.example";

/// The delay of the shop's stage.
const WEEK: i64 = 7 * DAY + 60;

/// What is answered by whoever waits for a parcel.
const COMMENT: &str = "Paketet till Vallgatan 17 har inte kommit";

/// Buyers: what they are called, where they are written to, and the order.
const BUYERS: [[&str; 3]; 7] = [
    ["Annika Falkenstam", "annika.falkenstam@kund.example", "Falu/7741-01"],
    ["Bosse Grönvall", "bosse.gronvall@kund.example", "Falu/7741-02"],
    ["Cilla Hedvigsson", "cilla.hedvigsson@kund.example", "Falu/7741-03"],
    ["David Iversholt", "david.iversholt@kund.example", "Falu/7741-04"],
    ["Eva Jernkrok", "eva.jernkrok@kund.example", "Falu/7741-05"],
    ["Filip Kvarnlund", "filip.kvarnlund@kund.example", "Falu/7741-06"],
    ["Gun Lejonmark", "gun.lejonmark@kund.example", "Falu/7741-07"],
];

const ANNIKA: usize = 0;
const BOSSE: usize = 1;
const CILLA: usize = 2;
const DAVID: usize = 3;
const EVA: usize = 4;
const FILIP: usize = 5;
const GUN: usize = 6;

/// What is told of every order beside.
const PRODUCT: &str = "Cykelhjälm Modell Nattviol";

/// The number of a buyer: nobody's, as the Swedish authority keeps some for that.
fn phone(buyer: usize) -> String {
    format!("+46701740{}", 605 + buyer)
}

/// A shop that asks a week after an order has come.
struct Shop {
    story: Story,
    survey: Sample,
}

impl Shop {
    fn open() -> Self {
        let story = Story::begin(&crate::compiled());
        let survey =
            include_str!("../../../shared/app/surveys/store-evaluator/after-delivery.json");
        let survey: Value = serde_json::from_str(survey).unwrap();
        let system = &story.system;
        let shop =
            Self { survey: Sample::publish_as(&system.site, &system.api_key, &survey), story };
        let setup = json!({
            "survey": shop.survey.id, "title": "Butiken", "first_question": "received",
            "settings": {"stage": "after-delivery"}, "texts": {},
            "policy": {
                "delay-minutes": 7 * 24 * 60, "same-buyer-days": 0, "same-product-days": 0,
                "window": {"from": "00:00", "to": "24:00", "holidays": []},
                "quarantine": [{"among": "person", "at-most": 1, "days": 14, "action": "block"}],
                "reminders": [5], "link-days": 30, "channels": ["mail"]
            },
            "alerts": [{
                "name": "not-received", "when": {"equals": {"question": "received", "value": "no"}},
                "to": [{"mail": STAFF}], "tell": "at-once"
            }]
        });
        let _ = shop.ask(Target::PutInstance(app(), shop_name()), &setup).expect(200);
        shop
    }

    /// What the app's function asks of storage.
    fn ask(&self, target: Target, body: &Value) -> Answer {
        let system = &self.story.system;
        let at = now().saturating_add_seconds(self.story.ahead().try_into().unwrap());
        let signed =
            Signed::new(Function::StoreEvaluator, target).created(at).bearer(&system.api_key);
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let storage = system.storage();
        storage.run(signed.body(body).request(&storage, &system.keys)).unwrap()
    }

    /// Sends an order of a buyer as the shop's system does; gives what becomes of it.
    fn order(&self, buyer: usize, key: &str) -> Value {
        let [name, email, _] = BUYERS[buyer];
        self.send(&json!({
            "order": key, "stage": "delivered", "language": "en",
            "buyer": {"name": name, "email": email, "phone": phone(buyer)},
            "products": [{"id": "NV-1", "name": PRODUCT}]
        }))
    }

    fn send(&self, event: &Value) -> Value {
        let system = &self.story.system;
        let path = "/api/v1/apps/store-evaluator/events?instance=shop";
        let answer = system.site.post(path).bearer(&system.api_key).json(event).send().expect(202);
        answer.json()["items"][0].clone()
    }

    /// The newest mail to a buyer, of so many.
    #[track_caller]
    fn mail(&self, buyer: usize, count: usize) -> StoryMail {
        let mut mails = self.story.mails_to(BUYERS[buyer][1]);
        assert_eq!(mails.len(), count, "mails to {}", BUYERS[buyer][1]);
        mails.pop().unwrap()
    }

    /// Where a link leads, without the site.
    fn path(&self, link: &str) -> String {
        let path = link.strip_prefix(self.story.system.site.base());
        path.unwrap_or_else(|| panic!("{link} leads elsewhere")).to_owned()
    }

    /// Who has been written to since the last look.
    fn sent(&self, before: &mut usize) -> Vec<String> {
        let mails = self.story.mails();
        let mut to: Vec<_> = mails[*before..].iter().map(|mail| mail.to.clone()).collect();
        *before = mails.len();
        to.sort();
        to
    }

    fn answers(&self) -> Vec<Value> {
        self.survey.responses(10).into_iter().map(|row| row["answers"].clone()).collect()
    }
}

fn addresses(buyers: &[usize]) -> Vec<String> {
    buyers.iter().map(|buyer| BUYERS[*buyer][1].to_owned()).collect()
}

/// Why nobody is invited.
fn why(told: &Value) -> (&str, &str, &str) {
    let text = |name| told["why"][name].as_str().unwrap_or_default();
    (told["result"].as_str().unwrap_or_default(), text("reason"), text("cause"))
}

/// The orders come in; what must not be sent is known before.
fn orders(shop: &Shop) {
    for (buyer, [_, _, order]) in BUYERS.iter().enumerate() {
        let told = shop.order(buyer, order);
        assert_eq!(told["result"], "scheduled", "{told}");
    }
    assert_eq!(shop.order(ANNIKA, BUYERS[ANNIKA][2])["result"], "duplicate");
    assert_eq!(why(&shop.order(DAVID, "Falu/7741-08")), ("skipped", "quarantine", ""));
    let cancelled = json!({"order": BUYERS[CILLA][2], "stage": "cancelled"});
    assert_eq!(shop.send(&cancelled)["result"], "cancelled");
    let erased =
        shop.ask(Target::EraseContact, &json!({"email": BUYERS[GUN][1]})).expect(200).json();
    assert_eq!(erased, json!({"invitations": 1}));
}

/// The parcel is late: the mail's own answer opens the survey, which asks for no score; staff are told.
fn is_late(shop: &Shop) {
    let link = shop.mail(ANNIKA, 1).link(&["/s/", "/i/", "q=received&v=no"]);
    let site = &shop.story.system.site;
    let page = site.get(&shop.path(&link)).header("accept", "text/html").send().expect(200);
    assert!(page.text().contains("checked"), "the link chooses: {}", page.text());
    assert_eq!(shop.answers(), Vec::<Value>::new(), "and answers nothing");
    let path = shop.path(link.split('?').next().unwrap());
    let sent = json!({"received": "no", "overall": 1, "waiting": "1-3-days", "comment": COMMENT});
    let kept =
        site.post(&format!("{path}/responses")).json(&Sample::submission(response_id(), &sent));
    let _ = kept.send().expect(201);
    let want = json!({"received": "no", "waiting": "1-3-days", "comment": COMMENT});
    assert_eq!(shop.answers(), [want], "no score is kept of who has not received it");
    assert_eq!(shop.story.round(), json!({"sent": 1, "waiting": 0, "failed": 0}));
    let [alert] = &shop.story.mails_to(STAFF)[..] else { panic!("{:?}", shop.story.mails()) };
    assert!(alert.text.contains("not-received"), "{}", alert.text);
    assert!(!alert.text.contains("Vallgatan") && !alert.text.contains("Annika"), "{}", alert.text);
    let alert = alert.link(&["/apps/store-evaluator/instances/shop/alerts/"]);
    let alert = alert.rsplit('/').next().unwrap().parse().unwrap();
    let read =
        shop.ask(Target::ReadAlert(app(), shop_name(), alert), &Value::Null).expect(200).json();
    assert_eq!(read["response"]["answers"]["comment"], COMMENT);
}

/// By one click of their mail program somebody gets no more of them.
fn wants_no_more(shop: &Shop) {
    let mail = shop.mail(BOSSE, 1);
    assert!(mail.text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let header = mail.text.lines().find(|line| line.starts_with("List-Unsubscribe: <")).unwrap();
    let link = header.split(['<', '>']).nth(1).unwrap();
    let one_click = shop.story.system.site.post(&shop.path(link));
    let _ = one_click.form(&[("List-Unsubscribe", "One-Click")]).send().expect(200);
    assert_eq!(why(&shop.order(BOSSE, "Falu/7741-09")), ("skipped", "suppressed", "opted-out"));
}

/// A mail server says that there is no such address.
fn comes_back(shop: &Shop) {
    let from = shop.mail(FILIP, 1).from;
    let told = shop.story.returned(&json!([{"return_path": from, "fate": "permanent"}]));
    assert_eq!(told, json!({"taken": 1, "unknown": 0}));
}

/// Who has not answered is reminded, and answers on the page without a script.
fn is_reminded(shop: &Shop) {
    let link = shop.mail(EVA, 2).link(&["/s/", "/i/", "q=received&v=yes"]);
    let (site, path) = (&shop.story.system.site, shop.path(&link));
    let page = site.get(&path).header("accept", "text/html").send().expect(200);
    let fields = filled(page.text(), &[("received", "yes"), ("overall", "5")]);
    let path = path.split('?').next().unwrap();
    let sent = site.post(path).header("origin", site.base()).form(&fields).send();
    let _ = sent.expect(201);
    assert_eq!(shop.answers().len(), 2);
    assert_eq!(shop.answers()[1], json!({"received": "yes", "overall": 5}));
    let old = shop.path(shop.mail(ANNIKA, 1).link(&["/i/", "v=yes"]).split('?').next().unwrap());
    let again = site.get(&old).header("accept", "text/html").send().expect(409);
    assert!(again.text().contains("answered before"), "{}", again.text());
}

/// What the shop's report says of all of it.
fn report(shop: &Shop) {
    let today = u32::try_from(now().get() / 86_400).unwrap();
    let days = |back: u32, on: u32| (Day::from_number(today - back), Day::from_number(today + on));
    let (from, to) = days(1, 20);
    let asked = json!({"from": from, "to": to, "period": "month"});
    let report = shop.ask(Target::ReadReport(app(), shop_name()), &asked).expect(200).json();
    let sum = |rows: &Value, question: Option<&str>, value: &str| -> u64 {
        let rows = rows.as_array().unwrap().iter();
        let rows = rows.filter(|row| question.is_none_or(|question| row["question"] == question));
        rows.filter_map(|row| row["counts"][value].as_u64()).sum()
    };
    for (question, value, count) in
        [("received", "no", 1), ("received", "yes", 1), ("overall", "5", 1), ("overall", "1", 0)]
    {
        assert_eq!(
            sum(&report["rows"], Some(question), value),
            count,
            "{question} {value}: {report}"
        );
    }
    for (state, count) in [
        ("answered", 2),
        ("opted-out", 1),
        ("cancelled", 1),
        ("sent", 1),
        ("bounced", 1),
        ("erased", 1),
    ] {
        assert_eq!(sum(&report["asked"], None, state), count, "{state}: {report}");
    }
}

/// Nothing that was told of anybody stands anywhere in the database, in any form that it could be found by.
fn keeps_nothing_in_clear(shop: &Shop) {
    is_found_in_every_form();
    let dump = Dump::of(&shop.story.system.folder(Role::Storage));
    let public = ["store-evaluator", "Butiken", "opted-out", "waiting"];
    let found = dump.places(&public);
    for known in public {
        let here = format!("UTF-8: {known}");
        assert!(found.iter().any(|place| place.ends_with(&here)), "{known}: {found:?}");
    }
    let numbers: Vec<_> = (0..BUYERS.len()).map(phone).collect();
    let mut sought = vec![COMMENT, "Vallgatan", PRODUCT, "Nattviol", STAFF];
    for ([name, email, order], number) in BUYERS.iter().zip(&numbers) {
        sought.extend([name, email, order, number.as_str(), number.trim_start_matches("+46")]);
        sought.extend(name.split(' ').chain(email.split('@').take(1)));
    }
    sought.extend(["Falu/7741-08", "Falu/7741-09", "kund.example"]);
    assert_eq!(dump.places(&sought), BTreeSet::new());
    for text in sought {
        assert!(!shop.story.log().contains(text), "{text}");
    }
}

#[test]
fn the_whole_story_of_a_shop_s_orders() {
    let mut shop = Shop::open();
    let mut before = 0;
    orders(&shop);
    assert_eq!(shop.story.round(), json!({"sent": 0, "waiting": 0, "failed": 0}));
    shop.story.later(WEEK);
    assert_eq!(shop.story.round(), json!({"sent": 5, "waiting": 0, "failed": 0}));
    assert_eq!(shop.sent(&mut before), addresses(&[ANNIKA, BOSSE, DAVID, EVA, FILIP]));
    is_late(&shop);
    wants_no_more(&shop);
    comes_back(&shop);
    let _ = shop.sent(&mut before);
    shop.story.later(5 * DAY + 60);
    assert_eq!(shop.story.round(), json!({"sent": 2, "waiting": 0, "failed": 0}));
    assert_eq!(shop.sent(&mut before), addresses(&[DAVID, EVA]));
    is_reminded(&shop);
    report(&shop);
    keeps_nothing_in_clear(&shop);
}
