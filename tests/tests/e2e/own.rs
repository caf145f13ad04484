//! A respondent's own response: seen, downloaded, withdrawn.

use serde_json::{Value, json};
use tests::{Answer, Platform, Sample, platform, response_id};

use crate::fresh;

/// Sends the response page's form as a browser does.
fn open(platform: &Platform, sample: &Sample, fields: &[(&str, &str)]) -> Answer {
    let call = platform.site.post(&sample.path("/response")).form(fields);
    call.header("accept", "text/html").send()
}

/// The token of a response that was sent now.
fn sent(sample: &Sample, answers: &Value) -> (Value, String) {
    let submission = Sample::submission(response_id(), answers);
    let told = sample.submit(&submission).expect(201).json();
    let token = told["access"].as_str().unwrap().to_owned();
    (submission, token)
}

#[test]
fn a_respondent_sees_what_they_answered() {
    let (platform, sample) = fresh();
    let (_, token) = sent(&sample, &Sample::answers());
    let page = open(platform, &sample, &[("token", &token)]).expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    let text = page.text();
    for shown in ["Who are you?", "Åsa &amp; Ö", "apple, plum", "line two &lt;b&gt;", "Yes"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    let link = format!("https://x.example/s/{}/response#{token}", sample.id);
    let _ = open(platform, &sample, &[("token", &link)]).expect(200);
}

#[test]
fn a_response_is_downloaded_with_its_questions() {
    let (platform, sample) = fresh();
    let (submission, token) = sent(&sample, &Sample::answers());
    let file = open(platform, &sample, &[("token", &token), ("do", "download")]).expect(200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"response.json\"");
    let file = file.json();
    assert_eq!((&file["survey"], &file["id"]), (&json!(sample.id), &submission["id"]));
    assert_eq!((&file["version"], &file["language"]), (&json!(1), &json!("en")));
    assert!(file["submitted_at"].as_str().unwrap().ends_with('Z'));
    let first = json!({"name": "who", "title": "Who are you?", "value": "Åsa & Ö"});
    assert_eq!(file["answers"][0], first);
    assert_eq!(file["answers"].as_array().unwrap().len(), 9);
    // A program that asks for no page gets the same.
    let call = platform.site.post(&sample.path("/response")).form(&[("token", &token)]);
    assert_eq!(call.send().expect(200).json(), file);
}

#[test]
fn a_withdrawn_response_is_gone_for_good() {
    let (platform, sample) = fresh();
    let (submission, token) = sent(&sample, &json!({"who": "A"}));
    let asked = open(platform, &sample, &[("token", &token), ("do", "withdraw")]).expect(200);
    assert!(asked.text().contains("withdraw-for-good"));
    assert_eq!(sample.responses(10).len(), 1);
    for _ in 0..2 {
        let fields = [("token", &*token), ("do", "withdraw-for-good")];
        let gone = open(platform, &sample, &fields).expect(200);
        assert!(gone.text().contains("id=\"withdrawn\""), "{}", gone.text());
    }
    assert_eq!(sample.responses_in("all", 10), Vec::<Value>::new());
    let late = sample.submit(&submission).expect(410);
    assert_eq!(late.problem().0, "response-withdrawn");
    let page = open(platform, &sample, &[("token", &token)]).expect(410);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains(&format!("href=\"/s/{}", sample.id)));
    assert_eq!(sample.responses_in("all", 10), Vec::<Value>::new());
}

#[test]
fn a_withdrawal_gives_a_place_back() {
    let definition = json!({
        "elements": [{"type": "text", "name": "who"}],
        "nordsvar": {"limit": 1}
    });
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let (_, token) = sent(&sample, &json!({"who": "A"}));
    let second = Sample::submission(response_id(), &json!({"who": "B"}));
    assert_eq!(sample.submit(&second).expect(409).problem().0, "quota-full");
    let call = || platform.site.get(&sample.path("")).header("accept", "text/html");
    let full = call().send().expect(409);
    assert!(full.text().contains("Enough have answered"), "{}", full.text());
    let state = |want: &str| {
        let told = platform.site.get(&sample.path("/definition")).send().expect(200).json();
        assert_eq!(told["state"], json!(want));
    };
    state("full");
    let _ = open(platform, &sample, &[("token", &token), ("do", "withdraw-for-good")]).expect(200);
    let _ = call().send().expect(200);
    state("open");
    let _ = sample.submit(&second).expect(201);
}

#[test]
fn links_that_lead_nowhere() {
    let (platform, sample) = fresh();
    let (_, token) = sent(&sample, &json!({"who": "A"}));
    let (_, other) = fresh();
    let mut forged = token.clone().into_bytes();
    let at = forged.len() / 2;
    forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).unwrap();
    let receipt = {
        let submission = Sample::submission(response_id(), &json!({"who": "B"}));
        let told = sample.submit(&submission).expect(201).json();
        told["receipt"].as_str().unwrap().to_owned()
    };
    for (name, survey, token) in [
        ("none", &sample, ""),
        ("forged", &sample, &*forged),
        ("a receipt", &sample, &*receipt),
        ("another survey's", &other, &*token),
    ] {
        for wish in ["see", "download", "withdraw", "withdraw-for-good"] {
            let call = platform.site.post(&survey.path("/response"));
            let refused = call.form(&[("token", token), ("do", wish)]).send();
            assert_eq!(refused.status, 404, "{name}, {wish}: {}", refused.text());
            assert_eq!(refused.problem().0, "link-refused", "{name}, {wish}");
            assert!(token.is_empty() || !refused.text().contains(token), "{name}");
        }
        let page = open(platform, survey, &[("token", token)]).expect(404);
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    }
    assert_eq!(sample.responses(10).len(), 2);
}

#[test]
fn the_page_takes_a_link_and_puts_nothing_into_addresses() {
    let (platform, sample) = fresh();
    let page = platform.site.get(&sample.path("/response")).send().expect(200);
    assert!(page.text().contains("name=\"token\""));
    let (_, token) = sent(&sample, &json!({"who": "A"}));
    let shown = open(platform, &sample, &[("token", &token)]).expect(200);
    for attribute in ["href=\"", "action=\"", "src=\""] {
        for part in shown.text().split(attribute).skip(1) {
            let address = part.split('"').next().unwrap();
            assert!(!address.contains(&token), "{address}");
        }
    }
}

#[test]
fn a_survey_goes_on_from_its_link() {
    let definition = json!({
        "partialSendEnabled": true,
        "elements": [
            {"type": "text", "name": "who"}, {"type": "text", "name": "why", "isRequired": true}
        ],
    });
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let id = response_id();
    let mut half = Sample::submission(id, &json!({"who": "Half Åsa"}));
    half["complete"] = json!(false);
    half["revision"] = json!(1);
    let told = sample.submit(&half).expect(201).json();
    let token = told["resume"].as_str().unwrap();
    let page = open(platform, &sample, &[("token", token)]).expect(200);
    assert!(page.text().contains("value=\"Half Åsa\""), "{}", page.text());
    assert!(page.text().contains(&format!("value=\"{id}\"")), "{}", page.text());
    let whole = Sample::submission(id, &json!({"who": "Half Åsa", "why": "so"}));
    let _ = sample.submit(&whole).expect(201);
    let over = open(platform, &sample, &[("token", token)]).expect(409);
    assert!(over.text().contains("Already received"), "{}", over.text());
    let fields = [("token", token), ("do", "withdraw-for-good")];
    let _ = open(platform, &sample, &fields).expect(409);
    assert_eq!(sample.responses(10).len(), 1);
}
