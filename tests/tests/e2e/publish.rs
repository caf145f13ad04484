//! Surveys through the API: made, published, changed, closed, listed.

use serde_json::{Value, json};
use tests::{Sample, platform, response_id};

use crate::fresh;

fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_survey_goes_from_draft_to_closed() {
    let platform = platform();
    let key = &platform.ready.api_key;
    let call = platform.site.post("/api/v1/surveys").bearer(key).json(&Sample::definition());
    let made = call.send().expect(201).json();
    assert_eq!((&made["version"], &made["state"]), (&json!(1), &json!("draft")));
    let id = made["id"].as_str().unwrap();

    let page = platform.site.get(&format!("/s/{id}")).send();
    assert_eq!(page.status, 404, "a draft cannot be answered");
    let path = format!("/api/v1/surveys/{id}");
    let published = platform.site.post(&format!("{path}/publish")).bearer(key).send().expect(200);
    assert_eq!(published.json()["state"], "published");
    let _ = platform.site.get(&format!("/s/{id}")).send().expect(200);

    let read = platform.site.get(&path).bearer(key).send().expect(200).json();
    assert_eq!(read["definition"], Sample::definition());
    assert_eq!((&read["state"], &read["published_version"]), (&json!("published"), &json!(1)));

    let closed = platform.site.post(&format!("{path}/close")).bearer(key).send().expect(200);
    assert_eq!(closed.json()["state"], "closed");
    let submission = Sample::submission(response_id(), &Sample::answers());
    let late = platform.site.post(&format!("/s/{id}/responses")).json(&submission).send();
    assert_eq!(late.expect(409).problem().0, "survey-closed");
}

#[test]
fn what_a_draft_lacks_in_a_language_is_told_when_it_is_saved() {
    let platform = platform();
    let save = |title: &Value| {
        let definition = json!({ "title": { "default": "Hello", "sv": "Hej" },
            "elements": [{ "type": "text", "name": "a", "title": title }] });
        let call = platform.site.post("/api/v1/surveys").bearer(&platform.ready.api_key);
        call.json(&definition).send().expect(201).json()
    };
    let whole = save(&json!({ "default": "Name", "sv": "Namn" }));
    assert_eq!(whole.get("untranslated"), None);
    let lacking = save(&json!("Name"));
    let missing = json!([{ "locale": "sv", "path": "$.elements[0].title" }]);
    assert_eq!(lacking["untranslated"], missing);
}

#[test]
fn a_name_of_ones_own_is_kept_by_put() {
    let platform = platform();
    let name = format!("own-{}", response_id());
    let path = format!("/api/v1/surveys/{name}");
    let put = || {
        let call = platform.site.put(&path).bearer(&platform.ready.api_key);
        call.json(&Sample::definition()).send()
    };
    assert_eq!(put().expect(201).json()["id"], name);
    assert_eq!(put().expect(200).json()["id"], name);
    assert_eq!(put().expect(200).json()["version"], 1, "a draft is replaced, not numbered");
}

#[test]
fn a_response_names_the_version_it_answered() {
    let (platform, sample) = fresh();
    let first = Sample::submission(response_id(), &Sample::answers());
    let _ = sample.submit(&first).expect(201);
    let mut definition = Sample::definition();
    definition["pages"][0]["elements"][0]["title"] = json!("What is your name?");
    let call = platform.site.put(&sample.api_path("")).bearer(&platform.ready.api_key);
    let saved = call.json(&definition).send().expect(200).json();
    assert_eq!((&saved["version"], &saved["published_version"]), (&json!(2), &json!(1)));
    let _ = sample.api_post("publish").expect(200);

    let newest = platform.site.get(&sample.path("/definition")).send().expect(200).json();
    let title = &newest["definition"]["pages"][0]["elements"][0]["title"];
    assert_eq!((&newest["version"], title), (&json!(2), &json!("What is your name?")));
    let old = Sample::submission(response_id(), &Sample::answers());
    let _ = sample.submit(&old).expect(201);
    let mut new = Sample::submission(response_id(), &Sample::answers());
    new["version"] = json!(2);
    let _ = sample.submit(&new).expect(201);
    let versions: Vec<_> = sample.responses(10).iter().map(|r| r["version"].clone()).collect();
    assert_eq!(versions, [1, 1, 2]);

    let mut unknown = Sample::submission(response_id(), &Sample::answers());
    unknown["version"] = json!(3);
    let refused = sample.submit(&unknown);
    assert!(matches!(refused.status, 404 | 422), "{}", refused.status);
    assert_eq!(sample.responses(10).len(), 3);
}

#[test]
fn responses_are_listed_whole_whatever_the_stretch() {
    let (platform, sample) = fresh();
    let sent: Vec<_> = (0..7).map(|_| response_id().to_string()).collect();
    for id in &sent {
        let submission = Sample::submission(id.parse().unwrap(), &Sample::answers());
        let _ = sample.submit(&submission).expect(201);
    }
    for limit in [1, 2, 3, 7, 8, 100] {
        assert_eq!(ids(&sample.responses(limit)), sent, "limit {limit}");
    }
    for (query, field) in
        [("limit=0", "limit"), ("limit=x", "limit"), ("limit=501", "limit"), ("cursor=x", "cursor")]
    {
        let path = sample.api_path(&format!("/responses?{query}"));
        let refused = platform.site.get(&path).bearer(&platform.ready.api_key).send();
        let want = ("parameter-rejected".to_owned(), vec![field.to_owned()]);
        assert_eq!(refused.expect(400).problem(), want, "{query}");
    }
    let path = sample.api_path("/responses?page=2");
    let refused = platform.site.get(&path).bearer(&platform.ready.api_key).send();
    assert_eq!(refused.expect(400).problem().0, "parameter-rejected");
}

#[test]
fn surveys_are_listed_by_name() {
    let (platform, sample) = fresh();
    let mut found = Vec::new();
    let mut query = "limit=2".to_owned();
    loop {
        let call = platform.site.get(&format!("/api/v1/surveys?{query}"));
        let page = call.bearer(&platform.ready.api_key).send().expect(200).json();
        found.extend(ids(page["items"].as_array().unwrap()));
        match page["next"].as_str() {
            Some(cursor) => query = format!("limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert!(found.is_sorted(), "{found:?}");
    assert!(found.contains(&sample.id) && found.contains(&platform.ready.survey), "{found:?}");
}

#[test]
fn a_definition_is_read_as_it_was_sent() {
    let platform = platform();
    let name = format!("as-sent-{}", response_id());
    let path = format!("/api/v1/surveys/{name}");
    let text = "{\n  \"title\": \"As sent\",\n  \"elements\": [ { \"type\": \"text\", \"name\": \"b\" } ]\n}";
    let call = platform.site.put(&path).bearer(&platform.ready.api_key);
    let _ = call.body("application/json", text).send().expect(201);
    let read = platform.site.get(&path).bearer(&platform.ready.api_key).send().expect(200);
    assert!(read.text().contains(text), "{}", read.text());
}

#[test]
fn definitions_that_are_too_large_are_refused() {
    let platform = platform();
    let definition = |bytes: usize| {
        let text = r#"{"elements":[{"type":"text","name":"q"}]}"#;
        format!("{text}{}", " ".repeat(bytes - text.len()))
    };
    for (bytes, status) in [(1_000_000, 201), (1_000_001, 413)] {
        let call = platform.site.post("/api/v1/surveys").bearer(&platform.ready.api_key);
        let answer = call.body("application/json", definition(bytes)).send().expect(status);
        assert!(status == 201 || answer.problem().0 == "body-too-large");
    }
}

#[test]
fn an_expression_may_be_as_deep_as_it_is_read() {
    let platform = platform();
    let condition = format!("{}{{a}} notempty{}", "!(".repeat(40), ")".repeat(40));
    let definition = json!({"elements": [
        {"type": "text", "name": "a"},
        {"type": "text", "name": "b", "isRequired": true, "visibleIf": condition}
    ]});
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let send = |answers| sample.submit(&Sample::submission(response_id(), &answers));
    let _ = send(json!({})).expect(201);
    assert_eq!(send(json!({"a": "x"})).expect(422).problem().1, ["b"]);
    let _ = send(json!({"a": "x", "b": "y"})).expect(201);
}

#[test]
fn expressions_that_are_too_much_together_are_refused() {
    let platform = platform();
    let list = vec!["1"; 900].join(",");
    let question = |number: usize| {
        json!({"type": "text", "name": format!("q{number}"),
               "visibleIf": format!("[{list}] contains {number}")})
    };
    let definition = json!({"elements": (0..300).map(question).collect::<Vec<_>>()});
    let call = platform.site.post("/api/v1/surveys").bearer(&platform.ready.api_key);
    let told = call.json(&definition).send().expect(422).problem();
    assert_eq!(told, ("definition-rejected".to_owned(), vec!["$".to_owned()]));
}

#[test]
fn definitions_that_cannot_be_taken_are_refused_by_path() {
    let platform = platform();
    let definition = json!({
        "elements": [
            {"type": "text", "name": "a", "colour": "red", "visibleIf": "{b} ="},
            {"type": "text", "name": "a"},
            {"type": "text", "name": "p", "inputType": "password"},
            {"type": "dropdown", "name": "u", "choicesByUrl": {"url": "https://example.com"}},
            {"type": "expression", "name": "c", "expression": "{d} + 1"},
            {"type": "expression", "name": "d", "expression": "{c} + 1"},
            {"type": "hologram", "name": "h"},
            {"type": "paneldynamic", "name": "n", "templateElements": [{"type": "text"}]}
        ],
        "nordsvar": {"quotas": [{"name": "No name", "limit": 1}, {"name": "q", "limit": -1}]}
    });
    let call = platform.site.post("/api/v1/surveys").bearer(&platform.ready.api_key);
    let (slug, paths) = call.json(&definition).send().expect(422).problem();
    assert_eq!(slug, "definition-rejected");
    for path in [
        "$.elements[0].colour",
        "$.elements[0].visibleIf",
        "$.elements[1].name",
        "$.elements[2].inputType",
        "$.elements[3].choicesByUrl",
        "$.elements[4].expression",
        "$.elements[6].type",
        "$.elements[7].templateElements[0].name",
        "$.nordsvar.quotas[0].name",
        "$.nordsvar.quotas[1].limit",
    ] {
        assert!(paths.iter().any(|found| found == path), "{path}: {paths:?}");
    }
}
