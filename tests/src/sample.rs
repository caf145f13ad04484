//! A survey with one question of each kind, and answers to it.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use survey::ResponseId;

use crate::keys::random;
use crate::{Answer, Client};

/// A published survey of a test's own.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its name.
    pub id: String,
    client: Client,
    api_key: String,
}

/// A response's name that was never used.
#[must_use]
pub fn response_id() -> ResponseId {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    let millis = u64::try_from(since.as_millis()).expect("it is before the year 500 million");
    ResponseId::new(millis, &random())
}

impl Sample {
    /// Publishes a new survey with an API key.
    #[must_use]
    #[track_caller]
    pub fn publish(client: &Client, api_key: &str) -> Self {
        Self::publish_as(client, api_key, &Self::definition())
    }

    /// Publishes a new survey that asks what `definition` says.
    #[must_use]
    #[track_caller]
    pub fn publish_as(client: &Client, api_key: &str, definition: &Value) -> Self {
        let made = client.post("/api/v1/surveys").bearer(api_key).json(definition);
        let id = made.send().expect(201).json();
        let id = id.get("id").and_then(Value::as_str).expect("a survey has an id").to_owned();
        let sample = Self { id, client: client.clone(), api_key: api_key.to_owned() };
        let published = sample.api_post("publish").expect(200);
        assert_eq!(published.json().get("state"), Some(&json!("published")));
        sample
    }

    /// What is asked.
    #[must_use]
    pub fn definition() -> Value {
        json!({
            "title": {"default": "Canteen", "sv": "Matsalen"},
            "pages": [
                {"name": "first", "elements": [
                    {"type": "text", "name": "who", "title": "Who are you?", "isRequired": true},
                    {"type": "radiogroup", "name": "colour", "choices": ["red", "green"]},
                    {"type": "checkbox", "name": "fruit", "choices": ["apple", "pear", "plum"]},
                    {"type": "dropdown", "name": "day", "choices": ["mon", "tue"]}
                ]},
                {"name": "second", "elements": [
                    {"type": "rating", "name": "score", "rateMin": 0, "rateMax": 10},
                    {"type": "boolean", "name": "again"},
                    {"type": "ranking", "name": "order", "choices": ["soup", "salad"]},
                    {"type": "matrix", "name": "grid", "columns": ["bad", "good"],
                     "rows": ["food", "room"]},
                    {"type": "panel", "name": "end", "elements": [
                        {"type": "comment", "name": "more", "maxLength": 500}
                    ]}
                ]}
            ]
        })
    }

    /// Answers to every question.
    #[must_use]
    pub fn answers() -> Value {
        json!({
            "who": "Åsa & Ö", "colour": "red", "fruit": ["apple", "plum"], "day": "tue",
            "score": 9, "again": true, "order": ["salad", "soup"],
            "grid": {"food": "good", "room": "bad"}, "more": "Line one\nline two <b>"
        })
    }

    /// A submission of `answers`, named `id`.
    #[must_use]
    pub fn submission(id: ResponseId, answers: &Value) -> Value {
        json!({"id": id, "version": 1, "language": "en", "answers": answers, "complete": true})
    }

    /// Sends a submission as the page's script does.
    #[must_use]
    #[track_caller]
    pub fn submit(&self, submission: &Value) -> Answer {
        self.client.post(&self.path("/responses")).json(submission).send()
    }

    /// A path of the survey's page.
    #[must_use]
    pub fn path(&self, rest: &str) -> String {
        format!("/s/{}{rest}", self.id)
    }

    /// A path of the survey in the API.
    #[must_use]
    pub fn api_path(&self, rest: &str) -> String {
        format!("/api/v1/surveys/{}{rest}", self.id)
    }

    /// Does something with the survey: `publish`, `close`.
    #[must_use]
    #[track_caller]
    pub fn api_post(&self, verb: &str) -> Answer {
        let path = self.api_path(&format!("/{verb}"));
        self.client.post(&path).bearer(&self.api_key).send()
    }

    /// Every complete response, oldest first, by `limit` at a time.
    #[must_use]
    #[track_caller]
    pub fn responses(&self, limit: u16) -> Vec<Value> {
        self.responses_in("complete", limit)
    }

    /// Every response of a state, oldest first, by `limit` at a time.
    #[must_use]
    #[track_caller]
    pub fn responses_in(&self, state: &str, limit: u16) -> Vec<Value> {
        let mut items = Vec::new();
        let mut query = format!("/responses?state={state}&limit={limit}");
        loop {
            let call = self.client.get(&self.api_path(&query)).bearer(&self.api_key);
            let mut page = call.send().expect(200).json();
            let found = page.get_mut("items").and_then(Value::as_array_mut);
            items.append(found.expect("a listing has items"));
            match page.get("next").and_then(Value::as_str) {
                Some(cursor) => {
                    query = format!("/responses?state={state}&limit={limit}&cursor={cursor}");
                }
                None => return items,
            }
        }
    }
}
