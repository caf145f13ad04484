//! Responses that may be a machine's: kept apart, and answered alike.

use serde_json::{Value, json};
use tests::{Platform, Sample, filled, platform, proof, response_id, stepped};

use crate::fresh;

#[test]
fn a_field_that_nobody_sees_tells_machines_apart() {
    let (platform, sample) = fresh();
    let page = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    assert!(page.contains("name=\"nordsvar.more\""), "{page}");
    let fields = filled(&page, &[("who", "Machine"), ("nordsvar.more", "https://spam.example")]);
    let call = platform.site.post(&sample.path("")).form(&fields).header("accept", "text/html");
    let thanks = call.send().expect(201);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());
    let mut sent = Sample::submission(response_id(), &json!({"who": "Machine too"}));
    sent["more"] = json!("x");
    let _ = sample.submit(&sent).expect(201);
    let mut person = Sample::submission(response_id(), &json!({"who": "Person"}));
    person["more"] = json!("");
    let _ = sample.submit(&person).expect(201);
    let listed = sample.responses(10);
    assert_eq!(listed.len(), 1);
    assert_eq!((&listed[0]["answers"]["who"], listed[0].get("suspect")), (&json!("Person"), None));
    let suspected = sample.responses_in("suspected", 10);
    assert_eq!(suspected.len(), 2);
    for one in suspected {
        assert_eq!(one["suspect"], json!(["honeypot"]));
    }
}

#[test]
fn what_is_suspected_takes_no_place() {
    let definition = json!({
        "elements": [{"type": "text", "name": "who"}],
        "nordsvar": {"limit": 1, "quotas": [{"name": "all", "limit": 1}]}
    });
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let mut sent = Sample::submission(response_id(), &json!({"who": "Machine"}));
    sent["more"] = json!("x");
    let _ = sample.submit(&sent).expect(201);
    let person = Sample::submission(response_id(), &json!({"who": "Person"}));
    let _ = sample.submit(&person).expect(201);
    assert_eq!(sample.responses(10).len(), 1);
    assert_eq!(sample.responses_in("all", 10).len(), 2);
    assert_eq!(sample.responses_in("partial", 10), Vec::<Value>::new());
}

#[test]
fn what_comes_sooner_than_somebody_could_answer_is_kept_apart() {
    let platform = platform();
    let published = |nordsvar: Value| {
        let definition = json!({
            "elements": [{"type": "text", "name": "who"}],
            "nordsvar": nordsvar,
        });
        Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
    };
    let page =
        |sample: &Sample| platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    let hasty = published(json!({"minSeconds": 600}));
    let fields = stepped(&page(&hasty), &[("who", "By form")]);
    let thanks = platform.site.post(&hasty.path("")).form(&fields).send().expect(201);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());

    let fields = stepped(&page(&hasty), &[]);
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.unwrap_or_else(|| panic!("{name}")).1.clone()
    };
    let id = field("nordsvar.id").parse().unwrap();
    let mut sent = Sample::submission(id, &json!({"who": "By script"}));
    sent["state"] = field("nordsvar.state").into();
    let _ = hasty.submit(&sent).expect(201);
    let mut unknown = Sample::submission(response_id(), &json!({"who": "A program"}));
    let _ = hasty.submit(&unknown).expect(201);
    unknown = Sample::submission(response_id(), &json!({"who": "Another page's"}));
    unknown["state"] = field("nordsvar.state").into();
    let _ = hasty.submit(&unknown).expect(201);
    assert_eq!(hasty.responses(10).len(), 2);
    let suspected = hasty.responses_in("suspected", 10);
    assert_eq!(suspected.len(), 2);
    for one in suspected {
        assert_eq!(one["suspect"], json!(["too-fast"]));
    }

    let calm = published(json!({}));
    let fields = stepped(&page(&calm), &[("who", "By form")]);
    let _ = platform.site.post(&calm.path("")).form(&fields).send().expect(201);
    assert_eq!(calm.responses(10).len(), 1);
}

/// The fields of a survey's page as a browser without script sends them on, page after page, up to
/// the thanks.
fn walk(platform: &Platform, sample: &Sample, pages: &[&[(&str, &str)]]) -> String {
    let mut html = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    for (at, answers) in pages.iter().enumerate() {
        let fields = stepped(&html, answers);
        let status = if at + 1 == pages.len() { 201 } else { 200 };
        let page = platform.site.post(&sample.path("")).form(&fields).send().expect(status);
        page.text().clone_into(&mut html);
    }
    html
}

#[test]
fn a_field_that_nobody_sees_is_remembered_from_an_earlier_page() {
    let definition = json!({"pages": [
        {"name": "p1", "elements": [{"type": "text", "name": "who"}]},
        {"name": "p2", "elements": [{"type": "text", "name": "what"}]},
        {"name": "p3", "elements": [{"type": "text", "name": "why"}]}
    ]});
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let machine: [&[_]; 3] =
        [&[("who", "Machine"), ("nordsvar.more", "x")], &[("what", "b")], &[("why", "c")]];
    let thanks = walk(platform, &sample, &machine);
    assert!(thanks.contains("id=\"thanks\""), "{thanks}");
    let person: [&[_]; 3] = [&[("who", "Person")], &[("what", "b")], &[("why", "c")]];
    let _ = walk(platform, &sample, &person);
    let listed = sample.responses(10);
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["answers"]["who"], "Person");
    let suspected = sample.responses_in("suspected", 10);
    assert_eq!(suspected.len(), 1);
    assert_eq!(suspected[0]["suspect"], json!(["honeypot"]));

    // The script's form has all pages, and the state of the page that it was made of.
    let html = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    let step = [("who", "Half"), ("nordsvar.more", "x"), ("nordsvar.step", "all")];
    let whole = platform.site.post(&sample.path("")).form(&stepped(&html, &step)).send();
    let fields = stepped(whole.expect(200).text(), &[]);
    let field = |name: &str| &fields.iter().find(|(field, _)| field == name).unwrap().1;
    let id = field("nordsvar.id").parse().unwrap();
    let mut sent = Sample::submission(id, &json!({"who": "Half"}));
    sent["state"] = field("nordsvar.state").clone().into();
    let _ = sample.submit(&sent).expect(201);
    assert_eq!(sample.responses_in("suspected", 10).len(), 2);
}

/// A survey of two pages that asks work of browsers.
fn asking() -> (&'static Platform, Sample) {
    let definition = json!({
        "pages": [
            {"name": "p1", "elements": [{"type": "text", "name": "who"}]},
            {"name": "p2", "elements": [{"type": "text", "name": "what"}]}
        ],
        "nordsvar": {"proofOfWork": 1000}
    });
    let platform = platform();
    (platform, Sample::publish_as(&platform.site, &platform.ready.api_key, &definition))
}

/// Whose responses are listed, and whose are kept apart for want of a proof.
#[track_caller]
fn told_apart(sample: &Sample, listed: &[&str], apart: &[&str]) {
    let who = |all: &[Value]| {
        let names = all.iter().map(|one| one["answers"]["who"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(who(&sample.responses(10)), listed);
    let suspected = sample.responses_in("suspected", 10);
    assert_eq!(who(&suspected), apart);
    assert!(suspected.iter().all(|one| one["suspect"] == json!(["no-proof"])), "{suspected:?}");
}

#[test]
fn what_brings_no_proof_is_kept_apart() {
    let (platform, sample) = asking();
    let challenge = |id: &str| {
        let path = sample.path(&format!("/challenge?response={id}"));
        platform.site.get(&path).send().expect(200).json()
    };
    let send = |id: survey::ResponseId, who: &str, proof: &str| {
        let mut sent = Sample::submission(id, &json!({"who": who}));
        sent["proof"] = proof.into();
        sample.submit(&sent)
    };
    let good = response_id();
    let solved = proof(&challenge(&good.to_string()));
    let _ = send(good, "worked", &solved).expect(201);
    let _ = send(good, "worked", &solved).expect(200);
    // The same response without it is still the same response.
    let _ = sample.submit(&Sample::submission(good, &json!({"who": "worked"}))).expect(200);
    let _ = send(response_id(), "another's", &solved).expect(201);
    let _ = send(response_id(), "no proof", "AAAA").expect(201);
    let _ = sample.submit(&Sample::submission(response_id(), &json!({"who": "none"}))).expect(201);
    let other = asking().1;
    let elsewhere = response_id();
    let path = other.path(&format!("/challenge?response={elsewhere}"));
    let foreign = proof(&platform.site.get(&path).send().expect(200).json());
    let _ = send(elsewhere, "another survey's", &foreign).expect(201);
    told_apart(&sample, &["worked"], &["another's", "no proof", "none", "another survey's"]);
}

#[test]
fn a_proof_goes_along_from_page_to_page() {
    let (platform, sample) = asking();
    let post = |html: &str, answers: &[(&str, &str)], status: u16| {
        let call = platform.site.post(&sample.path("")).form(&stepped(html, answers));
        call.send().expect(status)
    };
    let page = platform.site.get(&sample.path("")).send().expect(200);
    assert!(page.header("content-security-policy").contains("; worker-src 'self'"));
    let carried = tests::attribute_of(page.text(), "form", "data-proof");
    let solved = proof(&serde_json::from_str(&carried).unwrap());
    let next = post(page.text(), &[("who", "worked"), ("nordsvar.proof", &solved)], 200);
    assert!(!next.text().contains("data-proof"), "there is nothing more to do");
    assert!(!next.header("content-security-policy").contains("worker-src"));
    let _ = post(next.text(), &[("what", "x")], 201);

    let page = platform.site.get(&sample.path("")).send().expect(200);
    let next = post(page.text(), &[("who", "no script")], 200);
    assert!(next.text().contains("data-proof"));
    let thanks = post(next.text(), &[("what", "x")], 201);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());
    told_apart(&sample, &["worked"], &["no script"]);
}

#[test]
fn challenges_are_for_surveys_that_ask() {
    let (platform, sample) = fresh();
    let page = platform.site.get(&sample.path("")).send().expect(200);
    assert!(!page.text().contains("data-work"));
    assert!(!page.header("content-security-policy").contains("worker-src"));
    let path = |query: &str| sample.path(&format!("/challenge{query}"));
    let query = format!("?response={}", response_id());
    assert_eq!(platform.site.get(&path(&query)).send().expect(404).problem().0, "not-found");
    for query in ["", "?response=1", "?response=", "?other=1"] {
        let refused = platform.site.get(&path(query)).send().expect(400).problem();
        assert_eq!(refused, ("parameter-rejected".to_owned(), vec!["response".to_owned()]));
    }
}
