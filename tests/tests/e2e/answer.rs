//! Answering with JSON, and reading the answers back.

use credential::ReceiptClaims;
use serde_json::{Value, json};
use tests::{Sample, now, platform, response_id};

use crate::fresh;

#[test]
fn every_kind_of_answer_comes_back_as_it_was_given() {
    let (platform, sample) = fresh();
    let id = response_id();
    let taken = sample.submit(&Sample::submission(id, &Sample::answers())).expect(201).json();
    assert_eq!(taken["id"], json!(id));
    assert!(taken["links"].is_object(), "{taken}");

    let listed = sample.responses(10);
    assert_eq!(listed.len(), 1);
    let path = sample.api_path(&format!("/responses/{id}"));
    let read = platform.site.get(&path).bearer(&platform.ready.api_key).send().expect(200).json();
    for response in [&listed[0], &read] {
        assert_eq!(response["id"], json!(id));
        assert_eq!((&response["version"], &response["language"]), (&json!(1), &json!("en")));
        assert_eq!(response["answers"], Sample::answers());
        let at = response["submitted_at"].as_str().unwrap();
        assert!(at.len() == 24 && at.ends_with('Z'), "{at}");
    }
}

#[test]
fn the_receipt_names_the_response() {
    let (platform, sample) = fresh();
    let id = response_id();
    let taken = sample.submit(&Sample::submission(id, &Sample::answers())).expect(201).json();
    let receipt = taken["receipt"].as_str().unwrap();
    let claims: ReceiptClaims = platform.keys.receipt().verify(receipt, now()).unwrap();
    assert_eq!((claims.response, claims.survey.as_str()), (id, sample.id.as_str()));
    assert_eq!(claims.version.number(), 1);
    let age = now().get().abs_diff(claims.at.get());
    assert!(age < 120, "the receipt is {age} s old");
}

#[test]
fn the_definition_is_what_was_published() {
    let (platform, sample) = fresh();
    let read = platform.site.get(&sample.path("/definition")).send().expect(200).json();
    assert_eq!((&read["id"], &read["version"]), (&json!(sample.id), &json!(1)));
    // It is compiled: what is asked is the same, how it is written need not be.
    let (read, sent) = (&read["definition"], Sample::definition());
    assert_eq!(asked(read), asked(&sent));
    assert_eq!(read["title"], sent["title"]);
}

/// The types and names of a definition's questions, and what they offer.
fn asked(definition: &Value) -> Vec<[&Value; 3]> {
    let pages = definition["pages"].as_array().unwrap();
    let elements = pages.iter().flat_map(|page| page["elements"].as_array().unwrap());
    elements.map(|asked| [&asked["type"], &asked["name"], &asked["choices"]]).collect()
}

#[test]
fn answers_to_optional_questions_may_be_missing() {
    let (_, sample) = fresh();
    let answers = json!({"who": "Bo"});
    let _ = sample.submit(&Sample::submission(response_id(), &answers)).expect(201);
    assert_eq!(sample.responses(10)[0]["answers"], answers);
}

#[test]
fn the_demo_survey_is_there() {
    let platform = platform();
    let survey = &platform.ready.survey;
    let page = platform.site.get(&format!("/s/{survey}")).send().expect(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
}

#[test]
fn a_receipt_is_checked_without_an_account() {
    let (platform, sample) = fresh();
    let submission = Sample::submission(response_id(), &Sample::answers());
    let taken = sample.submit(&submission).expect(201).json();
    let receipt = taken["receipt"].as_str().unwrap();
    let page = taken["links"]["receipt"].as_str().unwrap();
    let _ = platform.site.get(page).send().expect(200);
    let check = |path: &str, receipt: &str| {
        platform.site.post(path).form(&[("receipt", receipt)]).send().status
    };
    let other = Sample::publish(&platform.site, &platform.ready.api_key);
    assert_eq!(check(page, receipt), 200);
    assert_eq!(check(page, &receipt.replacen('.', ".A", 1)), 422, "altered");
    assert_eq!(check(page, &platform.ready.api_key), 422, "another token of ours");
    assert_eq!(check(&other.path("/receipt"), receipt), 422, "of another survey");
}

#[test]
fn a_closed_survey_says_so() {
    let (platform, sample) = fresh();
    let _ = sample.api_post("close").expect(200);
    let page = platform.site.get(&sample.path("")).send().expect(410);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(!page.text().contains("<form"), "a closed survey asks nothing");
}

#[test]
fn people_are_told_of_failures_on_a_page() {
    let platform = platform();
    let call = platform.site.get("/s/there-is-none").header("accept", "text/html,*/*;q=0.8");
    let page = call.send().expect(404);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains(page.header("x-request-id")), "nothing to ask support with");
}
