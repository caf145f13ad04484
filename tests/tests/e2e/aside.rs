//! Responses that staff take out of figures: what counts then, what is told of it, and who may.

use credential::Role;
use serde_json::{Value, json};
use tests::{Inviting, Person, Sample, platform, response_id};

use crate::report::{counts, report};
use crate::room::{STORE_EVALUATOR, TOOL};
use crate::tool::says;

fn definition() -> Value {
    json!({"title": "Rated", "elements": [
        {"type": "rating", "name": "overall", "title": "Overall?", "rateMax": 5}
    ]})
}

fn answered(sample: &Sample, overall: u8) -> String {
    let sent = Sample::submission(response_id(), &json!({"overall": overall}));
    let _ = sample.submit(&sent).expect(201);
    sent["id"].as_str().unwrap().to_owned()
}

/// It is in no figure, and may be again; the report says how many are, the log who did it.
#[test]
fn a_response_is_taken_out_of_figures_and_counts_again() {
    let platform = platform();
    let person = Person::new(platform);
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition());
    let inviting = Inviting::new(platform, &sample.id);
    let _ = answered(&sample, 5);
    let other = answered(&sample, 1);
    assert_eq!(counts(&report(&inviting), "overall"), json!({"1": 1, "5": 1}));

    let tool = TOOL.visitor(&person);
    let path = format!("/tool/surveys/{}/responses/{other}", sample.id);
    says(&tool.get(&path).expect(200), &["Take it out of the figures", "another driver"]);
    let _ = tool.post(&format!("{path}/set-aside"), &[("reason", "it is low")]).expect(400);
    let reason = [("reason", "not-about-this")];
    let set = tool.post(&format!("{path}/set-aside"), &reason).expect(303);
    let shown = tool.get(set.header("location")).expect(200);
    says(
        &shown,
        &["is taken out of the figures", "It is of something else", "Have it count again"],
    );
    let list = tool.get(&format!("/tool/surveys/{}/responses", sample.id)).expect(200);
    says(&list, &["Taken out of the figures", &other]);
    let file = tool.get(&format!("/tool/surveys/{}/responses.csv", sample.id)).expect(200);
    says(&file, &[",not-about-this,1"]);
    let again = tool.post(&format!("{path}/set-aside"), &reason).expect(303);
    says(&tool.get(again.header("location")).expect(200), &["Nothing was changed"]);

    let got = report(&inviting);
    assert_eq!(counts(&got, "overall"), json!({"5": 1}));
    assert_eq!(counts(&got, "$set-aside"), json!({"not-about-this": 1}));
    let room = STORE_EVALUATOR.visitor(&person);
    let page = format!("/apps/store-evaluator/instances/{}/report", inviting.name());
    let told = ["taken out of these figures: 1.", "another driver: 1"];
    says(&room.get(&page).expect(200), &told);

    let back = tool.post(&format!("{path}/count-again"), &[]).expect(303);
    says(&tool.get(back.header("location")).expect(200), &["The response counts again"]);
    let got = report(&inviting);
    assert_eq!(counts(&got, "overall"), json!({"1": 1, "5": 1}));
    assert_eq!(counts(&got, "$set-aside"), json!({}));
    assert!(!room.get(&page).expect(200).text().contains("taken out of these figures"));

    let listed = platform.site.get("/api/v1/audit?limit=100").bearer(&platform.ready.api_key);
    let listed = listed.send().expect(200).json();
    let by_them = |action: &str| {
        let items = listed["items"].as_array().expect("items").iter();
        let is = |one: &&Value| {
            one["action"] == action && one["actor"] == format!("user:{}", person.user)
        };
        items.filter(is).count()
    };
    assert_eq!((by_them("set-aside"), by_them("count-again")), (1, 1), "{listed}");
}

/// What may be a machine's counts to nothing; another tenant has no such response; who only reads may not.
#[test]
fn what_counts_to_nothing_is_not_taken_out() {
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition());
    let id = response_id();
    let mut machine = Sample::submission(id, &json!({"overall": 1}));
    machine["more"] = json!("x");
    let _ = sample.submit(&machine).expect(201);
    let owner = TOOL.visitor(&Person::new(platform));
    let path = |id: &str| format!("/tool/surveys/{}/responses/{id}/set-aside", sample.id);
    let trial = [("reason", "trial")];
    let of_machine = owner.post(&path(&id.to_string()), &trial).expect(303);
    assert!(of_machine.header("location").ends_with("?counts-nowhere"));
    let kept = answered(&sample, 2);
    let other = format!("t-{}", response_id());
    crate::operator::make_tenant(&other);
    let stranger = TOOL.visitor(&Person::of(platform, &other));
    let answer = stranger.post(&path(&kept), &trial).expect(303);
    assert!(answer.header("location").ends_with("?counts-nowhere"));
    let analyst = TOOL.visitor(&Person::as_role(platform, &platform.ready.company, Role::Analyst));
    let _ = analyst.post(&path(&kept), &trial).expect(403);
    let taken = owner.post(&path(&kept), &trial).expect(303);
    assert!(taken.header("location").ends_with("?set-aside"));
}
