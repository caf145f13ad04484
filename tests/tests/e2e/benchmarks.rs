//! Customers who are compared: those alone who share their figures, and bands alone.

use std::time::{SystemTime, UNIX_EPOCH};

use contract::Target;
use credential::{Function, Role};
use jiff::Timestamp;
use serde_json::json;
use tests::{Answer, Person, Sample, Signed, platform, response_id};

use crate::database::Database;
use crate::room::{STORE_EVALUATOR, Visitor, WHY_CANCEL};
use crate::tool::says;

const PAGE: &str = "/apps/store-evaluator/benchmarks";
const NOTHING: &str = "There is nothing to tell yet";

/// A customer with a shop.
struct Customer {
    tenant: String,
    owner: Visitor,
    survey: String,
}

impl Customer {
    fn new() -> Self {
        let tenant = format!("t-{}", response_id());
        let platform = platform();
        let target = Target::PutTenant(tenant.parse().unwrap());
        let body = json!({"name": "Aktiebolaget", "zone": "se"}).to_string().into_bytes();
        let signed = Signed::new(Function::Operator, target).body(body);
        let request = signed.request(&platform.storage, &platform.keys);
        let _ = platform.storage.run(request).unwrap().expect(200);
        let owner = STORE_EVALUATOR.visitor(&Person::of(platform, &tenant));
        let fields = [
            ("title", "Kaffe"),
            ("instance", "shop"),
            ("stage", "checkout"),
            ("language", "en"),
            ("reply_to", "hello@example.com"),
        ];
        let _ = owner.post("/apps/store-evaluator/new", &fields).expect(303);
        let page = owner.get("/apps/store-evaluator/instances/shop").expect(200);
        let survey = page.text().split("/tool/surveys/").nth(1).unwrap();
        let survey = survey.split('"').next().unwrap().to_owned();
        Self { tenant, owner, survey }
    }

    /// So many answers of one value, all of them of the last day of the last month.
    fn answered(&self, easy: u8, times: u32) {
        let path = format!("/s/{}/responses", self.survey);
        let answers = json!({"overall": easy, "found": "yes", "easy": easy});
        for _ in 0..times {
            let submission = Sample::submission(response_id(), &answers);
            let _ = platform().site.post(&path).json(&submission).send().expect(201);
        }
        // Nobody can answer in the month before: what was counted today is moved there.
        let days = day_of_month();
        let survey = &self.survey;
        Database::open()
            .run(&format!("UPDATE rollups SET day = day - {days} WHERE survey = '{survey}'"));
    }

    fn share(&self, shared: bool) {
        let step = if shared { "share" } else { "keep" };
        let done = self.owner.post(&format!("{PAGE}/{step}"), &[]).expect(303);
        assert!(done.header("location").ends_with("/benchmarks?saved"));
    }

    fn page(&self) -> Answer {
        self.owner.get(PAGE).expect(200)
    }
}

/// How many days after the last one of the last month it is.
fn day_of_month() -> i8 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = Timestamp::from_second(i64::try_from(since.as_secs()).unwrap()).unwrap();
    now.to_string()[8..10].parse().unwrap()
}

#[test]
fn ten_customers_are_compared_and_nine_are_not() {
    let customers: Vec<_> = (0..10_u8)
        .map(|number| {
            let customer = Customer::new();
            customer.answered(1 + number / 2, 30);
            customer
        })
        .collect();
    let (first, middle, last) = (&customers[0], &customers[4], &customers[9]);
    says(&first.page(), &["What sharing means", "Share, and compare"]);
    assert!(!first.page().text().contains("id=\"benchmarks\""), "nobody shares by itself");
    for customer in &customers[..9] {
        customer.share(true);
    }
    says(&first.page(), &[NOTHING, "Do not share any more"]);

    last.share(true);
    let told = first.page();
    says(&told, &["How easy it was to buy, stars", "1.0 (30)", "Lower quarter", "below about 1."]);
    assert!(!told.text().contains(NOTHING));
    let mark = |customer: &Customer, class: &str, band: &str| {
        says(&customer.page(), &[&format!("<span class=\"{class}\">{band}</span>")]);
    };
    mark(first, "mark bad", "Lower quarter");
    mark(middle, "mark", "Middle half");
    mark(last, "mark good", "Upper quarter");
    assert_eq!(limits(&told), limits(&first.page()), "asking again tells nothing more");
    assert_eq!(limits(&told), limits(&last.page()), "nor does asking as another");

    let other = Customer::new();
    other.answered(3, 30);
    assert!(!other.page().text().contains("Lower quarter below"), "whoever gives nothing");
    last.share(false);
    says(&first.page(), &[NOTHING]);
    assert!(!last.page().text().contains("id=\"benchmarks\""));
    // Who shares with too few answers is not one of ten.
    let few = Customer::new();
    few.answered(3, 29);
    few.share(true);
    says(&first.page(), &[NOTHING]);
    other.share(true);
    assert!(!first.page().text().contains(NOTHING), "ten again");
    says(&few.page(), &[NOTHING]);
    for customer in customers.iter().chain([&other, &few]) {
        customer.share(false);
    }
    let told = "SELECT count(*) FROM audit_entries WHERE tenant = ?1 AND action = 'share-figures' \
                AND object = 'app:store-evaluator'";
    // What was so before is told of no more than it is done.
    assert_eq!(Database::open().of::<u32>(told, &last.tenant), 2);
    assert_eq!(Database::open().of::<u32>(told, &first.tenant), 2);
}

/// Where the bands end, as the page says it.
fn limits(page: &Answer) -> String {
    let text = page.text().split("Lower quarter below about ").nth(1).unwrap();
    text.split('<').next().unwrap().to_owned()
}

#[test]
fn an_owner_decides() {
    let customer = Customer::new();
    let person = Person::as_role(platform(), &customer.tenant, Role::Administrator);
    let administrator = STORE_EVALUATOR.visitor(&person);
    let page = administrator.get(PAGE).expect(200);
    says(&page, &["Your organisation does not share its figures of this app."]);
    assert!(!page.text().contains("/benchmarks/share"));
    let _ = administrator.post(&format!("{PAGE}/share"), &[]).expect(403);
    assert!(customer.page().text().contains("/benchmarks/share"), "nothing was changed");
    let _ = customer.owner.get(&format!("{PAGE}/other")).expect(404);
    let report = customer.owner.get("/apps/store-evaluator/instances/shop/report").expect(200);
    says(&report, &["href=\"/apps/store-evaluator/benchmarks\""]);
}

/// What has no better and worse is not compared.
#[test]
fn an_app_without_standard_questions_has_no_such_page() {
    let owner = WHY_CANCEL.visitor(&Person::new(platform()));
    let _ = owner.get("/apps/why-cancel/benchmarks").expect(404);
    let _ = owner.post("/apps/why-cancel/benchmarks/share", &[]).expect(404);
}
