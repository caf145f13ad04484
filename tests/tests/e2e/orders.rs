//! What was answered, by what it is about: where respondents are told so, and nowhere else.

use contract::Target;
use credential::{Function, Role};
use serde_json::{Value, json};
use tests::{Answer, Order, Ordering, Person, Signed, platform, response_id};

use crate::alerts::{owner, setup, token};
use crate::room::{STORE_EVALUATOR, Visitor};
use crate::tool::says;

const HOME: &str = "/apps/store-evaluator/instances";

/// What a page says before anything is asked, where answers are linked.
const TOLD: &str = "Your answers are not anonymous.";

fn hides(page: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(!page.text().contains(part), "{part}: {}", page.text());
    }
}

/// The page of one order.
fn one(visitor: &Visitor, name: &str, order: &Order) -> Answer {
    visitor.get(&format!("{HOME}/{name}/orders/{}", order.asked)).expect(200)
}

fn list(visitor: &Visitor, name: &str, query: &str) -> Answer {
    visitor.get(&format!("{HOME}/{name}/orders{query}")).expect(200)
}

#[test]
fn nothing_is_linked_where_nobody_was_told() {
    let (visitor, _, name) = owner();
    let survey = setup(&visitor, &name)["survey"].as_str().unwrap().to_owned();
    let of =
        Ordering { platform: platform(), token: token(&visitor), survey: &survey, instance: &name };
    says(&list(&visitor, &name, ""), &["Answers are not linked", "Nothing yet.", "#link_answers"]);
    of.set_up(false);
    let order = of.order();
    hides(&platform().site.get(&order.link).send().expect(200), &[TOLD]);
    // Whoever was written to before is not linked, whatever is switched on later.
    of.set_up(true);
    hides(&platform().site.get(&order.link).send().expect(200), &[TOLD]);
    let _ = of.answer(&order, &json!({"overall": 1, "comment": "Kallt kaffe"}));
    let all = list(&visitor, &name, "");
    says(&all, &[&order.key, "Answered"]);
    hides(&all, &["Answers are not linked", "Open</span>"]);
    hides(&list(&visitor, &name, "?which=open"), &[&order.key]);
    let shown = one(&visitor, &name, &order);
    says(&shown, &[&order.key, "No answer is linked"]);
    hides(&shown, &["Kallt kaffe", "/responses/"]);
}

#[test]
fn an_answer_is_read_by_its_order() {
    let (visitor, _, name) = owner();
    let survey = setup(&visitor, &name)["survey"].as_str().unwrap().to_owned();
    let of =
        Ordering { platform: platform(), token: token(&visitor), survey: &survey, instance: &name };
    of.set_up(true);
    let (order, waits) = (of.order(), of.order());
    let page = platform().site.get(&order.link).send().expect(200);
    says(&page, &[TOLD]);
    let _ = of.answer(&order, &json!({"overall": 1, "found": "no", "comment": "Kallt <kaffe>"}));
    let path = format!("{HOME}/{name}/orders/{}", order.asked);
    says(&list(&visitor, &name, ""), &[&path, &order.key, &waits.key, "Open</span>"]);
    for (query, is_answered) in [("?which=answered", true), ("?which=open", true)] {
        let found = list(&visitor, &name, query);
        assert_eq!(found.text().contains(&order.key), is_answered, "{query}");
        hides(&found, &[&waits.key]);
    }
    let _ = visitor.get(&format!("{HOME}/{name}/orders?which=lost")).expect(404);
    let alert = of.alert();
    let shown = one(&visitor, &name, &order);
    says(
        &shown,
        &[
            "<dt>Did you find",
            "<dd>No</dd>",
            "<dd>Kallt &lt;kaffe&gt;</dd>",
            "/responses/",
            &format!("/alerts/{alert}"),
        ],
    );
    says(&one(&visitor, &name, &waits), &["No answer is linked"]);
    let handle = format!("{HOME}/{name}/alerts/{alert}/handle");
    let _ = visitor.post(&handle, &[("note", "")]).expect(303);
    says(&list(&visitor, &name, ""), &["Handled</span>"]);
    hides(&list(&visitor, &name, "?which=open"), &[&order.key]);
    // While it is switched off, nothing is told.
    of.set_up(false);
    let off = list(&visitor, &name, "");
    says(&off, &[&order.key, "Answers are not linked"]);
    hides(&off, &["Handled</span>"]);
    hides(&one(&visitor, &name, &order), &["kaffe", "/responses/", &alert]);
}

#[test]
fn nothing_leads_to_what_is_gone() {
    let (visitor, _, name) = owner();
    let survey = setup(&visitor, &name)["survey"].as_str().unwrap().to_owned();
    let of =
        Ordering { platform: platform(), token: token(&visitor), survey: &survey, instance: &name };
    of.set_up(true);
    let (withdrawn, erased) = (of.order(), of.order());
    let own = of.answer(&withdrawn, &json!({"comment": "Kallt kaffe"}));
    let _ = of.answer(&erased, &json!({"comment": "Sena bullar"}));
    says(&one(&visitor, &name, &withdrawn), &["Kallt kaffe"]);
    says(&one(&visitor, &name, &erased), &["Sena bullar"]);
    of.withdraw(&own);
    of.erase(&erased);
    let shown = one(&visitor, &name, &withdrawn);
    says(&shown, &[&withdrawn.key, "No answer is linked"]);
    hides(&shown, &["kaffe"]);
    let shown = one(&visitor, &name, &erased);
    says(&shown, &["Not shown", "No answer is linked"]);
    hides(&shown, &["bullar", &erased.key]);
}

#[test]
fn others_see_nothing_of_it() {
    let (visitor, _, name) = owner();
    let survey = setup(&visitor, &name)["survey"].as_str().unwrap().to_owned();
    let of =
        Ordering { platform: platform(), token: token(&visitor), survey: &survey, instance: &name };
    of.set_up(true);
    let (order, waits) = (of.order(), of.order());
    let _ = of.answer(&order, &json!({"comment": "Kallt kaffe"}));
    let paths = ["/orders".to_owned(), format!("/orders/{}", order.asked)];
    let (other, tenant) = (format!("t-{}", response_id()), "se");
    let target = Target::PutTenant(other.parse().unwrap());
    let body = json!({"name": "Andra AB", "zone": tenant}).to_string().into_bytes();
    let signed = Signed::new(Function::Operator, target).body(body);
    let made = platform().storage.run(signed.request(&platform().storage, &platform().keys));
    let _ = made.unwrap().expect(200);
    let stranger = STORE_EVALUATOR.visitor(&Person::of(platform(), &other));
    let company = &platform().ready.company;
    let editor = STORE_EVALUATOR.visitor(&Person::as_role(platform(), company, Role::Editor));
    for path in &paths {
        let _ = stranger.get(&format!("{HOME}/{name}{path}")).expect(404);
        let _ = editor.get(&format!("{HOME}/{name}{path}")).expect(403);
    }
    // An order of another instance is none of this one.
    let (own, _, second) = owner();
    let _ = own.get(&format!("{HOME}/{second}/orders/{}", order.asked)).expect(404);
    // Whoever reads responses and sees no invitations is told what an answer is about, and of no other.
    let analyst = STORE_EVALUATOR.visitor(&Person::as_role(platform(), company, Role::Analyst));
    let listed = list(&analyst, &name, "");
    says(&listed, &[&order.key, "Not shown"]);
    hides(&listed, &[&waits.key]);
    let shown = one(&analyst, &name, &order);
    says(&shown, &[&order.key, "Kallt kaffe"]);
    hides(&shown, &["/invitations/"]);
    let target = Target::ReadOrder(
        "store-evaluator".parse().unwrap(),
        name.parse().unwrap(),
        order.asked.parse().unwrap(),
    );
    let of_editor = Ordering { token: token(&editor), ..of };
    let _ = of_editor.ask(target, &Value::Null).expect(403);
}
